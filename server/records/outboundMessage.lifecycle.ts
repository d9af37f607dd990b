import { OutboundStatus } from "../../entities/enums.js";
import { lifecycle } from "./lifecycle.js";

const { QUEUED, SENDING, RETRYING, SENT, DELIVERED, READ, FAILED, UNKNOWN, CANCELLED, RETRACTED, CORRECTED } = OutboundStatus;

export type OutboundAction = "claim" | "accept" | "retry" | "requeue" | "fail" | "lose" | "settleSent" | "settleNotSent" | "cancel" | "deliver" | "read" | "retract" | "correct";

/** `lose` is the call nobody can judge: it waits for a person, never for a blind retry. */
export const outboundLifecycle = lifecycle<OutboundStatus, OutboundAction>("The message", {
  [QUEUED]: { claim: SENDING, cancel: CANCELLED },
  [SENDING]: { accept: SENT, retry: RETRYING, fail: FAILED, lose: UNKNOWN },
  [RETRYING]: { requeue: QUEUED, cancel: CANCELLED },
  [UNKNOWN]: { settleSent: SENT, settleNotSent: FAILED },
  [SENT]: { deliver: DELIVERED, read: READ, retract: RETRACTED, correct: CORRECTED, fail: FAILED },
  [DELIVERED]: { read: READ, retract: RETRACTED, correct: CORRECTED },
  [READ]: { retract: RETRACTED, correct: CORRECTED },
  [FAILED]: {},
  [CANCELLED]: {},
  [RETRACTED]: {},
  [CORRECTED]: {},
});
