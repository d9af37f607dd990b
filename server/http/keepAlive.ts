import type { FastifyReply, FastifyRequest } from "fastify";

/** Within this a request that is no file has to be there; 12 MB of text need 1.7 Mbit/s. */
const REQUEST_MS = 60_000;

/** For `onRequest`: ends the connection of a request whose body doesn't come, unless a file streams in by it. */
export function endSlowRequest({ raw, routeOptions }: FastifyRequest, _reply: FastifyReply, done: () => void): void {
  if (raw.method === "POST" && !routeOptions.config.streamsIn) {
    const timer = setTimeout(() => raw.destroy(), REQUEST_MS).unref();
    const there = () => clearTimeout(timer);
    raw.once("end", there).once("close", there);
  }
  done();
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** A file of any length comes in by this route, as it is read. */
    streamsIn?: boolean;
  }
}

/**
 * How long connections last. What stands in front closes an idle connection of its own accord; if we closed ours first, a request that is
 * just on its way would be lost, so ours must be kept longer than the proxy's idle time-out (60 s for most).
 * @param keepAliveSeconds how long a connection waits for its next request
 */
export const connectionTimes = (keepAliveSeconds = 65) => ({
  keepAliveTimeout: keepAliveSeconds * 1000,
  /** The whole of a request at most; a file of 500 MB needs 1.2 Mbit/s. `endSlowRequest` allows all others far less. */
  requestTimeout: 3_600_000,
  /** The head alone, which nobody needs long for; Node counts from a request's first byte, not from the idle time before it. */
  http: { headersTimeout: 20_000 },
});
