/**
 * How long connections last. What stands in front closes an idle connection of its own accord; if we closed ours first, a request that is
 * just on its way would be lost, so ours must be kept longer than the proxy's idle time-out (60 s for most).
 * @param keepAliveSeconds how long a connection waits for its next request
 */
export const connectionTimes = (keepAliveSeconds = 65) => ({
  keepAliveTimeout: keepAliveSeconds * 1000,
  /** The whole of a request; an import of 12 MB needs 1.7 Mbit/s. */
  requestTimeout: 60_000,
  /** The head alone, which nobody needs long for; Node counts from a request's first byte, not from the idle time before it. */
  http: { headersTimeout: 20_000 },
});
