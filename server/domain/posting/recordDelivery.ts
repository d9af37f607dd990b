import { DeliveryEvent } from "../../../entities/DeliveryEvent.js";
import { OutboundStatus } from "../../../entities/enums.js";
import type { OutboundMessage } from "../../../entities/OutboundMessage.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import { lockMessage } from "./lockMessage.js";
import { moveOn } from "./moveOn.js";
import { outboundLifecycle, type OutboundAction } from "../../records/outboundMessage.lifecycle.js";

type Reported = OutboundStatus.SENT | OutboundStatus.DELIVERED | OutboundStatus.READ | OutboundStatus.FAILED | OutboundStatus.RETRACTED | OutboundStatus.CORRECTED;

export interface DeliveryReport {
  messageId: string;
  status: Reported;
  detail?: string | null;
  /** The provider's id of the report; one that came before is ignored. */
  providerEventId?: string | null;
  occurredAt: Date;
}

/** Keeps what a provider reports of a message. Reports come late, twice and out of order: each is kept, and only news moves the message. */
export const recordDelivery = (ctx: Context, report: DeliveryReport): Promise<OutboundMessage> =>
  ctx.transaction(async (tx) => {
    const { draft, message } = await lockMessage(tx, report.messageId);
    const earlier = await reportedSoFar(tx, message);
    if (report.providerEventId && earlier.some(({ id }) => id === report.providerEventId)) return message;
    await tx.insert(DeliveryEvent, {
      outboundMessageId: message.id, status: report.status, detail: report.detail ?? null,
      providerEventId: report.providerEventId ?? null, occurredAt: report.occurredAt, recordedAt: tx.now,
    });
    const details = { reported: report.status, occurredAt: report.occurredAt, detail: report.detail };
    const lost = message.status === OutboundStatus.UNKNOWN;
    if (!advance(tx, message, report.status, details)) record(tx, "message.reported", message, details);
    else if (lost) await moveOn(tx, draft, message.status === OutboundStatus.FAILED ? undefined : message);
    return message;
  });

/** What was reported of a message, in the order we learned it. */
export const reportedSoFar = (tx: Tx, message: OutboundMessage) =>
  tx.query<{ id: string | null; status: OutboundStatus }>(
    `SELECT provider_event_id AS id, status FROM delivery_events WHERE outbound_message_id = $1 ORDER BY recorded_at, id`, [message.id]);

const ACTIONS: Partial<Record<OutboundStatus, OutboundAction[]>> = {
  [OutboundStatus.SENT]: ["settleSent"],
  [OutboundStatus.DELIVERED]: ["settleSent", "deliver"],
  [OutboundStatus.READ]: ["settleSent", "read"],
  [OutboundStatus.FAILED]: ["settleNotSent", "fail"],
  [OutboundStatus.RETRACTED]: ["retract"],
  [OutboundStatus.CORRECTED]: ["correct"],
};

/**
 * Moves a message as far as a report leads, never back; false when the report is no news. While the call itself is still
 * running its answer decides, and the report is taken up then.
 */
export function advance(tx: Tx, message: OutboundMessage, reported: OutboundStatus, details: { detail?: string | null } = {}): boolean {
  const before = message.status;
  if (before === OutboundStatus.SENDING) return false;
  for (const action of ACTIONS[reported] ?? []) {
    if (outboundLifecycle.from(message.status).includes(action)) message.status = outboundLifecycle.after(message.status, action);
  }
  if (message.status === before) return false;
  if (message.status === OutboundStatus.FAILED) message.failureReason = details.detail ?? "The provider reported that it was not delivered.";
  else if (before === OutboundStatus.UNKNOWN) Object.assign(message, { sentAt: tx.now, failureReason: null });
  tx.save(message);
  record(tx, `message.${message.status}`, message, details);
  return true;
}
