import serveStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

const FOREVER = "public, max-age=31536000, immutable";

/**
 * Serves the built dashboard. Files under /assets carry a hash in their names and never change; everything else is asked for anew each
 * time, which costs a 304. Of what the build compressed, brotli or gzip goes out to who takes it.
 */
export async function serveClient(app: FastifyInstance, root: string, { playground }: { playground: boolean }): Promise<void> {
  await app.register(serveStatic, {
    root,
    wildcard: false,
    globIgnore: ["**/*.{br,gz}", ...(playground ? [] : ["playground.html"])],
    preCompressed: true,
    cacheControl: false,
    setHeaders(reply, path) {
      reply.setHeader("vary", "accept-encoding");
      reply.setHeader("cache-control", path.includes("/assets/") ? FOREVER : "no-cache");
    },
  });
  app.get("/playground", (_request, reply) => {
    if (playground) return reply.sendFile("playground.html");
    return reply.status(403).type("text/plain; charset=utf-8").send("There is no playground here: this server runs listed operations only (OPERATIONS=listed).");
  });
}
