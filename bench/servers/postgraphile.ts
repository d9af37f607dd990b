import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { load } from "../packages.js";
import { serve, urlOf } from "./serve.js";

const { postgraphile } = load("postgraphile");
const { PostGraphileAmberPreset } = load("postgraphile/presets/amber");
const { makePgService } = load("postgraphile/adaptors/pg");
const { grafserv } = load("postgraphile/grafserv/node");
const { jsonPgSmartTags } = load("postgraphile/utils");
const { PostGraphileConnectionFilterPreset } = load("postgraphile-plugin-connection-filter");

// The audit has no foreign keys; the tags say what its columns point at.
const tags = jsonPgSmartTags({ version: 1, config: { class: { audit_logs: { tags: {
  foreignKey: ["(task_id) references follow_up_tasks (id)", "(order_id) references orders (id)"],
} } } } });

// PostGraphile as it is run in production, with the filters its users add; the actor's regions come with the query.
const instance = postgraphile({
  extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset],
  plugins: [tags],
  pgServices: [makePgService({ connectionString: process.env.DATABASE_URL, schemas: ["public", "bench"], poolConfig: { max: 16 } })],
  grafserv: { graphiql: false, watch: false },
  grafast: { explain: false },
  disablePlugins: ["PgIndexBehaviorsPlugin"], // it would hide what has no index of its own
  schema: { connectionFilterRelations: true, connectionFilterArrays: false, connectionFilterComputedColumns: false },
});
const server = createServer({ keepAliveTimeout: 65_000 });
await instance.createServ(grafserv).addTo(server);
server.listen(0, "127.0.0.1", () => serve(urlOf((server.address() as AddressInfo).port), () => instance.release()));
