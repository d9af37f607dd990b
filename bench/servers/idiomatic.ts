import "reflect-metadata";
import type { AddressInfo } from "node:net";
import { ApolloServer } from "@apollo/server";
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from "@as-integrations/fastify";
import fastify from "fastify";
import { buildSchemaSync, type NonEmptyArray } from "type-graphql";
import { DateTime } from "../../entities/scalars.js";
import { openDatabase } from "../../server/database/dataSource.js";
import { loadersOf, type Reference } from "../idiomatic/loaders.js";
import { RESOLVERS, TYPES } from "../idiomatic/resolvers.js";
import { serve, urlOf } from "./serve.js";

const database = await openDatabase(process.env.DATABASE_URL!);
const app = fastify({ keepAliveTimeout: 65_000 });
const apollo = new ApolloServer<Reference>({
  schema: buildSchemaSync({
    resolvers: [...RESOLVERS] as unknown as NonEmptyArray<Function>, orphanedTypes: TYPES, scalarsMap: [{ type: Date, scalar: DateTime }], validate: false,
  }),
  plugins: [fastifyApolloDrainPlugin(app)],
});
await apollo.start();
app.post("/graphql", fastifyApolloHandler(apollo, { context: async () => ({ database, loaders: loadersOf(database) }) }));
await app.listen({ port: 0, host: "127.0.0.1" });
serve(urlOf((app.server.address() as AddressInfo).port), () => app.close());
