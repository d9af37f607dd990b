/** Everything that an audit entry may tell of a noun, in the past tense; a name outside of it does not compile. */
export const EVENTS = {
  access: ["refused"],
  agentProfile: ["created"],
  businessCalendar: ["created"],
  calendar: ["created"],
  channel: ["created"],
  channelRoute: ["created"],
  detection: ["ran"],
  distributor: ["created", "updated", "archived", "restored"],
  document: ["created", "updated", "archived", "restored"],
  draft: [
    "proposed", "edited", "approved", "rejected", "redoRequested", "invalidated", "expired", "cancelled", "executing", "executed", "failed", "held",
    "keptUnderFourEyes", "notWritten",
  ],
  exception: ["opened", "updated", "reopened", "cleared", "dismissed", "assigned", "resolved", "acknowledged", "acknowledgementTimedOut", "closed"],
  import: ["previewed", "applied", "failed"],
  inboundEvent: ["died", "replayed"],
  invoice: ["created", "updated", "archived", "restored"],
  message: ["queued", "sending", "sent", "delivered", "read", "failed", "unknown", "settled", "retrying", "cancelled", "held", "reported", "retracted", "corrected"],
  order: ["created", "updated", "archived", "restored"],
  payment: ["created", "updated"],
  rates: ["changed"],
  route: ["created"],
  session: ["opened", "closed", "refused"],
  shipment: ["created", "updated", "archived", "restored", "reportedLate"],
  slaPolicy: ["created"],
  task: [
    "created", "updated", "snoozed", "woken", "resolved", "cancelled", "reopened", "breached", "atRisk", "checked", "draftingStarted", "responseOverdue", "escalated",
  ],
  team: ["created"],
  user: ["created", "locked"],
} as const;

/** The events of one noun, or of all. */
export type EventName<Noun extends keyof typeof EVENTS = keyof typeof EVENTS> = { [N in Noun]: `${N}.${(typeof EVENTS)[N][number]}` }[Noun];

export const eventNames = (): EventName[] => Object.entries(EVENTS).flatMap(([noun, deeds]) => deeds.map((deed) => `${noun}.${deed}` as EventName));
