/** Failures of a connection that was never made: nothing can have left. Everything else may have arrived. */
const NEVER_CONNECTED = new Set([
  "ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH", "EADDRNOTAVAIL", "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED", "DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN", "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "ERR_TLS_CERT_ALTNAME_INVALID",
]);

type Cause = { code?: string; message?: string; cause?: unknown };

/** The chain of errors beneath a failed request, from the outside in. */
function causesOf(error: unknown): Cause[] {
  const { cause } = error as Cause;
  return [error as Cause, ...(cause ? causesOf(cause) : [])];
}

/** Whether a request failed before anything was sent. A happy-eyeballs failure carries the code of its attempts. */
export const neverConnected = (error: unknown): boolean =>
  causesOf(error).some(({ code }) => code !== undefined && NEVER_CONNECTED.has(code));

/** The innermost message, which names the real trouble ("connect ECONNREFUSED …") instead of "fetch failed". */
export const troubleOf = (error: unknown): string =>
  causesOf(error).reverse().find(({ message }) => message)?.message ?? String(error);
