import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from "@as-integrations/fastify";
import compress from "@fastify/compress";
import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import serveStatic from "@fastify/static";
import fastify, { type FastifyInstance } from "fastify";
import { buildTowerSchema } from "../../schema/buildSchema.js";
import type { Context, Services } from "../context.js";
import { formatError } from "./errors.js";
import { LIMITS, MAX_BODY_BYTES, MAX_TOKENS } from "./limits.js";
import { contextOf } from "./session.js";
import { serveSockets } from "./sockets.js";

export interface HttpOptions {
  services: Services;
  /** The built dashboard; absent in tests of the API alone. */
  clientDir?: string;
  publicUrl?: string;
  dataDir?: string;
  /** Whether everything a request needs is there; its parts are told by name. */
  readiness: () => Promise<Record<string, boolean>>;
}

/** The one HTTP door: API, sockets, playground, dashboard and health. */
export async function createHttpServer({ services, clientDir, publicUrl, dataDir, readiness }: HttpOptions): Promise<FastifyInstance> {
  const secure = publicUrl?.startsWith("https://") ?? false;
  const app = fastify({ bodyLimit: 1024 * 1024, trustProxy: publicUrl !== undefined, forceCloseConnections: "idle", keepAliveTimeout: 65_000, requestTimeout: 60_000, routerOptions: { maxParamLength: 200 } });
  const apollo = new ApolloServer<Context>({
    schema: buildTowerSchema(),
    validationRules: LIMITS,
    parseOptions: { maxTokens: MAX_TOKENS },
    formatError: formatError(services.log),
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    // the schema is public: integrations and the playground read it, whatever the environment
    introspection: true,
    stopOnTerminationSignals: false,
    logger: services.log,
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), fastifyApolloDrainPlugin(app)],
  });
  await apollo.start();

  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"], scriptSrc: ["'self'"], workerSrc: ["'self'", "blob:"], styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:"], fontSrc: ["'self'", "data:"], connectSrc: ["'self'", "ws:", "wss:"], frameAncestors: ["'none'"],
        upgradeInsecureRequests: secure ? [] : null,
      },
    },
    strictTransportSecurity: secure,
  });
  await app.register(cookie);
  await app.register(compress, { threshold: 1024, encodings: ["gzip", "identity"] });
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const status = error.statusCode && error.statusCode < 500 ? error.statusCode : 500;
    if (status === 500) services.log.error({ err: error, url: request.url }, "request failed");
    const code = status === 500 ? "INTERNAL_SERVER_ERROR" : "BAD_REQUEST";
    return reply.status(status).send({ errors: [{ message: status === 500 ? "Something went wrong on our side." : error.message, extensions: { code } }] });
  });

  app.route({
    url: "/graphql",
    method: ["GET", "POST", "OPTIONS"],
    bodyLimit: MAX_BODY_BYTES,
    handler: fastifyApolloHandler(apollo, { context: (request, reply) => contextOf(services, secure, request, reply) }),
  });
  app.get("/healthz", async () => ({ status: "alive" }));
  app.get("/readyz", async (_request, reply) => {
    const parts = await readiness();
    const ready = Object.values(parts).every(Boolean);
    return reply.status(ready ? 200 : 503).send({ status: ready ? "ready" : "not ready", ...parts });
  });
  if (services.environment === "demo" && dataDir) {
    app.get("/demo-logins", async (_request, reply) => reply.type("application/json").send(await readFile(join(dataDir, "demo-logins.json")).catch(() => "[]")));
  }
  if (clientDir && existsSync(clientDir)) await serveClient(app, clientDir);

  const sockets = serveSockets(app.server, buildTowerSchema(), services, secure);
  app.addHook("onClose", () => sockets.close());
  return app;
}

/** Built files carry a hash in their names and never change; pages are asked for anew each time. */
async function serveClient(app: FastifyInstance, clientDir: string): Promise<void> {
  await app.register(serveStatic, {
    root: clientDir,
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply, path) => reply.setHeader("cache-control", path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache"),
  });
  app.get("/playground", (_request, reply) => reply.sendFile("playground.html"));
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === "GET" && (request.headers.accept ?? "").includes("text/html");
    if (wantsPage) return reply.sendFile("index.html");
    return reply.status(404).send({ errors: [{ message: `There is nothing at ${request.url.split("?")[0]}.`, extensions: { code: "NOT_FOUND" } }] });
  });
}
