import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { APPROVE_SQL, M1_SQL, Q1_SQL, Q2_SQL, SNOOZE_SQL } from "../work/sql.js";
import { SEEN_REGIONS, STATUSES, TEAMS } from "../work/work.js";
import { serve, urlOf } from "./serve.js";

// The practical limit: Node's own server, the driver, one prepared statement a request, and PostgreSQL's JSON handed on as text.
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16, options: "-c timezone=UTC" });
const FIRST = ["-infinity", "00000000-0000-0000-0000-000000000000"];

const statements: Record<string, (input: any) => pg.QueryConfig> = {
  "/q1": ({ after }) => ({ name: "q1", text: Q1_SQL, values: [SEEN_REGIONS, STATUSES, TEAMS, ...(after?.split(",") ?? FIRST)] }),
  "/q2": ({ id }) => ({ name: "q2", text: Q2_SQL, values: [SEEN_REGIONS, id] }),
  "/m1": ({ id, version, note }) => ({ name: "m1", text: M1_SQL, values: [SEEN_REGIONS, id, version, note, new Date()] }),
  "/snooze": ({ id, version, until }) => ({ name: "snooze", text: SNOOZE_SQL, values: [SEEN_REGIONS, id, version, until, new Date()] }),
  "/approve": ({ id, version, revisionId, approver }) => ({ name: "approve", text: APPROVE_SQL, values: [SEEN_REGIONS, id, version, revisionId, approver] }),
};

const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk) => chunks.push(chunk)).on("end", async () => {
    try {
      const { rows } = await pool.query(statements[request.url!]!(JSON.parse(Buffer.concat(chunks).toString())));
      response.setHeader("content-type", "application/json").end(rows[0]?.json ?? "{}");
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
});
server.listen(0, "127.0.0.1", () => serve(urlOf((server.address() as AddressInfo).port), () => pool.end()));
