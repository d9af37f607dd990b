import { shortInstant } from "../../components/time";
import { spaced, words } from "../../components/words";
import type { EventName } from "../../gql/records";

/** What an entry tells beside its type, as far as the reader's rights let it through. */
export interface Details {
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  reason?: string;
  instruction?: string;
  resolution?: string;
  body?: string;
  until?: string;
  /** Whom the words go to; absent for who may read no personal data. */
  recipients?: string[];
  [more: string]: unknown;
}

const SENTENCES: Record<EventName, string> = {
  "exception.opened": "found the blocker", "exception.updated": "read new facts", "exception.reopened": "reopened the exception",
  "exception.cleared": "closed the exception: its cause is gone", "exception.dismissed": "dismissed the exception", "exception.assigned": "assigned an agent",
  "exception.resolved": "resolved the exception", "exception.acknowledged": "acknowledged the exception",
  "task.created": "created the task", "task.updated": "moved the task on", "task.snoozed": "snoozed the task", "task.woken": "ended the snooze", "task.resolved": "resolved the task",
  "task.reopened": "took the task up again", "task.breached": "noted that the SLA is breached", "task.atRisk": "noted that the SLA is at risk", "task.checked": "looked at the task",
  "task.draftingStarted": "started a draft", "task.responseOverdue": "noted that nobody has answered", "task.escalated": "escalated the task",
  "draft.proposed": "proposed a message", "draft.edited": "edited the message", "draft.approved": "approved the message", "draft.rejected": "rejected the message",
  "draft.redoRequested": "asked for another draft", "draft.invalidated": "voided the approval", "draft.expired": "let the draft expire", "draft.cancelled": "withdrew the draft",
  "draft.executing": "handed the message to the channel", "draft.executed": "delivered the message to the channel", "draft.failed": "could not deliver the message",
  "draft.held": "held the approval back", "draft.keptUnderFourEyes": "kept the draft under four eyes", "draft.notWritten": "could not write a draft",
  "message.queued": "queued the post", "message.sending": "is posting", "message.sent": "posted the message", "message.delivered": "saw the message delivered",
  "message.read": "saw the message read", "message.failed": "could not post", "message.unknown": "does not know whether the post went out",
  "message.settled": "settled what became of the post", "message.retrying": "will post again", "message.cancelled": "called the post off", "message.held": "holds the post back",
  "shipment.reportedLate": "learned late of an earlier report",
  "import.applied": "imported a file", "detection.ran": "ran detection",
  "access.refused": "was refused access",
  "agentProfile.created": "set up the agent",
  "businessCalendar.created": "set up the business calendar",
  "calendar.created": "set up the business calendar",
  "channel.created": "set up the channel",
  "channelRoute.created": "set up the route",
  "route.created": "set up the route",
  "slaPolicy.created": "set up the SLA policy",
  "team.created": "set up the team",
  "distributor.created": "created the distributor",
  "distributor.updated": "changed the distributor",
  "distributor.archived": "archived the distributor",
  "distributor.restored": "restored the distributor",
  "document.created": "created the document",
  "document.updated": "changed the document",
  "document.archived": "archived the document",
  "document.restored": "restored the document",
  "invoice.created": "created the invoice",
  "invoice.updated": "changed the invoice",
  "invoice.archived": "archived the invoice",
  "invoice.restored": "restored the invoice",
  "order.created": "created the order",
  "order.updated": "changed the order",
  "order.archived": "archived the order",
  "order.restored": "restored the order",
  "payment.created": "recorded the payment",
  "payment.updated": "changed the payment",
  "shipment.created": "created the shipment",
  "shipment.updated": "changed the shipment",
  "shipment.archived": "archived the shipment",
  "shipment.restored": "restored the shipment",
  "exception.acknowledgementTimedOut": "let the acknowledgement run out",
  "exception.closed": "closed the exception",
  "import.previewed": "previewed a file",
  "import.failed": "could not import a file",
  "inboundEvent.died": "gave up on a provider's report",
  "inboundEvent.replayed": "had a provider's report tried again",
  "message.reported": "heard from the provider about the message",
  "message.retracted": "took the message back",
  "message.corrected": "corrected the message",
  "rates.changed": "changed the exchange rates",
  "session.opened": "signed in",
  "session.closed": "signed out",
  "session.refused": "was refused at sign-in",
  "task.cancelled": "called the task off",
  "user.created": "made the account",
  "user.locked": "locked the account",
};

/** "draft.approved" → "approved the message"; an event of before the present catalogue says what it is called. */
export function sentenceOf(type: string): string {
  const [noun, deed] = type.split(".") as [string, string?];
  return (SENTENCES as Record<string, string>)[type] ?? `${spaced(deed ?? "changed")} the ${spaced(noun)}`;
}

export type Voice = "people" | "agents" | "systems";
export const voiceOf = (actorKind: string): Voice => (actorKind === "USER" ? "people" : actorKind === "AGENT" ? "agents" : "systems");

/** What the person or the agent said along with it. */
export const remarkOf = ({ reason, instruction, resolution }: Details): string | undefined => reason ?? instruction ?? resolution;

const TOLD_ELSEWHERE = /Id$|^(id|version|contentHash|body|facts|scoreParts|statusChangedAt|stateReason|lastFiredAt|claimedUntil|fingerprint|allowedActions|blockedActions|escalationLadder)$|Ids$/;

export interface Move { name: string; from?: string; to: string }

/** The changed columns that a person would ask about, at most five. */
export function movesOf({ before, after }: Details): Move[] {
  if (!after || !before || !Object.keys(before).length) return [];
  return Object.keys(after)
    .filter((name) => !TOLD_ELSEWHERE.test(name) && shown(after[name]) !== undefined && shown(after[name]) !== shown(before[name]))
    .slice(0, 5)
    .map((name) => ({ name: words(name.replace(/Minor$/, "").replace(/(?<=[a-z])(?=[A-Z])/g, "_")), from: shown(before[name]), to: shown(after[name])! }));
}

function shown(value: unknown): string | undefined {
  if (value === null || value === undefined || typeof value === "object") return undefined;
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value)) return shortInstant(value);
  if (typeof value === "string" && /^[a-z]+(_[a-z]+)*$/.test(value)) return words(value);
  return String(value);
}
