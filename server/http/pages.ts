import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import helmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";
import { errorBody } from "./errors.js";
import { serveClient } from "./staticFiles.js";

export interface PageOptions {
  /** Whether the world comes by https. */
  secure: boolean;
  clientDir?: string;
  playground: boolean;
  /** The file with the logins of a demo. */
  demoLogins?: string;
  readiness: () => Promise<Record<string, boolean>>;
}

/** Everything but the API: the dashboard, the playground and what an operator's tools ask, with the headers that pages need. */
export async function servePages(app: FastifyInstance, { secure, clientDir, playground, demoLogins, readiness }: PageOptions): Promise<void> {
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
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === "GET" && (request.headers.accept ?? "").includes("text/html");
    if (wantsPage && "sendFile" in reply) return reply.sendFile("index.html");
    return reply.status(404).send(errorBody(`There is nothing at ${request.url.split("?")[0]}.`, "NOT_FOUND"));
  });
  app.get("/healthz", async () => ({ status: "alive" }));
  app.get("/readyz", async (_request, reply) => {
    const parts = await readiness();
    const ready = Object.values(parts).every(Boolean);
    return reply.status(ready ? 200 : 503).send({ status: ready ? "ready" : "not ready", ...parts });
  });
  if (demoLogins) app.get("/demo-logins", async (_request, reply) => reply.type("application/json").send(await readFile(demoLogins).catch(() => "[]")));
  if (clientDir && existsSync(clientDir)) await serveClient(app, clientDir, { playground });
}
