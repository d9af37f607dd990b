/** What colour may say, and nothing else: red failed or breached, amber waits, blue is live, green is done, grey is not yet. */
export type Tone = "breach" | "risk" | "live" | "done" | "idle";

const tones = (table: Partial<Record<Tone, string>>) =>
  new Map(Object.entries(table).flatMap(([tone, codes]) => codes.split(" ").map((code): [string, Tone] => [code, tone as Tone])));

const TONES = {
  task: tones({ risk: "WAITING_FOR_HUMAN_APPROVAL", live: "DRAFTING APPROVED", done: "POSTED RESOLVED" }),
  draft: tones({ risk: "PENDING", live: "APPROVED EXECUTING", done: "EXECUTED", breach: "FAILED INVALIDATED REJECTED" }),
  message: tones({ risk: "UNKNOWN RETRYING", live: "QUEUED SENDING", done: "SENT DELIVERED READ", breach: "FAILED" }),
  exception: tones({ live: "ACKNOWLEDGED IN_PROGRESS", done: "RESOLVED CLOSED" }),
  order: tones({ live: "CONFIRMED", done: "CLOSED" }),
  fulfilment: tones({ live: "PICKING PARTIALLY_SHIPPED SHIPPED PARTIALLY_DELIVERED", done: "DELIVERED" }),
  billing: tones({ live: "PARTLY_BILLED", done: "BILLED" }),
  invoice: tones({ live: "OPEN PARTIALLY_PAID", done: "PAID", breach: "UNCOLLECTIBLE" }),
  shipment: tones({ live: "PICKED_UP IN_TRANSIT OUT_FOR_DELIVERY", risk: "ON_HOLD DELAYED AVAILABLE_FOR_PICKUP RETURN_TO_SENDER UNKNOWN", done: "DELIVERED RETURNED", breach: "PICKUP_FAILED DELIVERY_FAILED LOST" }),
  document: tones({ live: "UPLOADED IN_REVIEW", risk: "REQUESTED RESUBMISSION_REQUESTED", done: "APPROVED", breach: "REJECTED EXPIRED" }),
  onboarding: tones({ live: "SUBMITTED IN_REVIEW APPROVED", risk: "DOCUMENTS_REQUESTED RE_VERIFICATION", done: "ACTIVE", breach: "REJECTED SUSPENDED" }),
  screening: tones({ risk: "POTENTIAL_MATCH", done: "CLEAR FALSE_POSITIVE", breach: "CONFIRMED_MATCH" }),
  dispute: tones({ risk: "OPEN IN_PROGRESS", done: "RESOLVED_VALID RESOLVED_INVALID" }),
  promise: tones({ live: "ACTIVE", done: "KEPT", breach: "BROKEN" }),
  decision: tones({ done: "APPROVED", breach: "REJECTED", risk: "REDO_REQUESTED" }),
  exportCheck: tones({ risk: "PENDING", done: "PASSED", breach: "FAILED LICENCE_MISSING" }),
} as const;

export type StateOf = keyof typeof TONES;

export const toneOf = (noun: StateOf, state: string): Tone => TONES[noun].get(state) ?? "idle";

const WORDS: Record<string, string> = {
  "task.WAITING_FOR_HUMAN_APPROVAL": "Needs approval", "task.AWAITING_RESPONSE": "Awaiting reply",
  "draft.PENDING": "Waiting for a decision", "draft.EXECUTING": "Posting", "draft.EXECUTED": "Posted", "draft.INVALIDATED": "Voided", "draft.FAILED": "Not delivered",
  "message.UNKNOWN": "Unknown whether sent", "message.RETRYING": "Will try again",
  "exception.IN_PROGRESS": "In progress",
};

/** The state's own word where the code alone would puzzle people. */
export const wordOf = (noun: StateOf, state: string): string | undefined => WORDS[`${noun}.${state}`];
