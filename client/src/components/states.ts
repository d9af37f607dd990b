import { STATES } from "../gql/records";

/** What colour may say, and nothing else: red failed or breached, amber waits, blue is live, green is done, grey is not yet. */
export type Tone = "breach" | "risk" | "live" | "done" | "idle";

const tones = (table: Partial<Record<Tone, string>>) =>
  new Map(Object.entries(table).flatMap(([tone, codes]) => codes.split(" ").map((code): [string, Tone] => [code, tone as Tone])));

const RECORDS = {
  task: STATES.task, draft: STATES.draft, message: STATES.outboundMessage, exception: STATES.exception, order: STATES.order,
  invoice: STATES.invoice, shipment: STATES.shipment, document: STATES.document, onboarding: STATES.distributor,
} as const;

/** What stands beside a record's own state, and what its parts are in. */
const TONES = {
  fulfilment: tones({ live: "PICKING PARTIALLY_SHIPPED SHIPPED PARTIALLY_DELIVERED", done: "DELIVERED" }),
  billing: tones({ live: "PARTLY_BILLED", done: "BILLED" }),
  screening: tones({ risk: "POTENTIAL_MATCH", done: "CLEAR FALSE_POSITIVE", breach: "CONFIRMED_MATCH" }),
  dispute: tones({ risk: "OPEN IN_PROGRESS", done: "RESOLVED_VALID RESOLVED_INVALID" }),
  promise: tones({ live: "ACTIVE", done: "KEPT", breach: "BROKEN" }),
  decision: tones({ done: "APPROVED", breach: "REJECTED", risk: "REDO_REQUESTED" }),
  exportCheck: tones({ risk: "PENDING", done: "PASSED", breach: "FAILED LICENCE_MISSING" }),
} as const;

export type StateOf = keyof typeof TONES | keyof typeof RECORDS;
const record = (noun: StateOf): { tones: Record<string, Tone>; words: Record<string, string> } | undefined => (RECORDS as Record<string, { tones: Record<string, Tone>; words: Record<string, string> }>)[noun];

export const toneOf = (noun: StateOf, state: string): Tone => record(noun)?.tones[state] ?? (TONES as Record<string, Map<string, Tone>>)[noun]?.get(state) ?? "idle";

/** The state's own word where the code alone would puzzle people. */
export const wordOf = (noun: StateOf, state: string): string | undefined => record(noun)?.words[state];
