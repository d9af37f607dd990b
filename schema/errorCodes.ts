import { registerEnumType } from "type-graphql";
import type { ErrorCode } from "../server/domain/errors.js";

/** What each code means to whoever called; complete by type. */
const MEANINGS: Record<ErrorCode, string> = {
  UNAUTHENTICATED: "Nobody is signed in, or the session is over.",
  FORBIDDEN: "Your role, team or token may not do this.",
  NOT_FOUND: "There is no such record, or it is not yours to see.",
  BAD_USER_INPUT: "A value of the input can't be used; `field` names it.",
  WRONG_STATE: "The record's state does not allow it; the message says what is possible.",
  STALE_VERSION: "The record was changed since you read it; read it again and decide anew.",
  STALE_FACTS: "A fact that the draft cites no longer holds.",
  FOUR_EYES: "Somebody else has to decide, since the words are yours.",
  EXPIRED: "The draft or its approval is too old.",
  ALREADY_DONE: "Somebody did it before; the message says who and when.",
  IDEMPOTENCY_KEY_REUSED: "The key was used for a call with another input.",
  SUPPRESSED: "Messages about this distributor are held back at present.",
  ACTION_BLOCKED: "The agent may not do this on this task.",
  NO_RECIPIENT: "Nobody at the distributor has agreed to messages by this channel.",
  RECIPIENTS_CHANGED: "The message would go to others than those it was written for.",
  EVENTS_GAP: "Events that you ask to go on from are no longer kept; read the records again.",
  UNAVAILABLE: "Something that is needed does not answer now; try again later.",
  TIMEOUT: "It took too long and was stopped; ask for less.",
  TOO_MANY_ATTEMPTS: "There were too many attempts; wait as long as the message says.",
};

/** The codes as a GraphQL enum. */
export const ErrorCodes = Object.fromEntries(Object.keys(MEANINGS).map((code) => [code, code])) as { [Code in ErrorCode]: Code };
registerEnumType(ErrorCodes, {
  name: "ErrorCode",
  description: "Why something was refused.",
  valuesConfig: Object.fromEntries(Object.entries(MEANINGS).map(([code, description]) => [code, { description }])) as never,
});
