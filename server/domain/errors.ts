/** Why something was refused, in words a person can act on; `code` is the contract, listed in docs/API.md. */
export type ErrorCode =
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "BAD_USER_INPUT"
  | "WRONG_STATE"
  | "STALE_VERSION"
  | "STALE_FACTS"
  | "FOUR_EYES"
  | "EXPIRED"
  | "ALREADY_DONE"
  | "IDEMPOTENCY_KEY_REUSED"
  | "SUPPRESSED"
  | "ACTION_BLOCKED"
  | "NO_RECIPIENT"
  | "RECIPIENTS_CHANGED"
  | "EVENTS_GAP"
  | "UNAVAILABLE"
  | "TIMEOUT"
  | "TOO_MANY_ATTEMPTS";

/** The one error the domain throws; everything else that reaches the edge is masked behind an id. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    /** The input field at fault, when there is one. */
    readonly field?: string,
  ) {
    super(message);
    this.name = "DomainError";
  }
}

export const notFound = (what: string) => new DomainError("NOT_FOUND", `${what} does not exist, or is not yours to see.`);
export const forbidden = (why: string) => new DomainError("FORBIDDEN", why);
export const badInput = (field: string, message: string) => new DomainError("BAD_USER_INPUT", message, field);
