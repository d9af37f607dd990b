import { DeliveryEvent } from "../../../entities/DeliveryEvent.js";
import type { Draft } from "../../../entities/Draft.js";
import { OutboundStatus } from "../../../entities/enums.js";
import type { OutboundMessage } from "../../../entities/OutboundMessage.js";
import type { EventName } from "../../audit/events.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import type { ExternalReference, PostResult } from "../../ports/MessageChannel.js";
import { lockMessage } from "./lockMessage.js";
import { moveOn } from "./moveOn.js";
import { outboundLifecycle } from "../../records/outboundMessage.lifecycle.js";
import { advance, reportedSoFar } from "./recordDelivery.js";
import { nextAttemptAt } from "./retrySchedule.js";
import { webLink } from "./webLink.js";

/**
 * Stores how a call ended. An answer may come late, when the message already counts as lost: it then settles it. One that
 * was stored or settled before changes nothing, so storing twice is safe.
 */
export const storeResult = (ctx: Context, messageId: string, result: PostResult, details: object = {}): Promise<void> =>
  ctx.transaction(async (tx) => {
    const { draft, message } = await lockMessage(tx, messageId);
    const lost = message.status === OutboundStatus.UNKNOWN;
    if (!lost && message.status !== OutboundStatus.SENDING) return;
    switch (result.outcome) {
      case "accepted":
        await markSent(tx, message, result.reference, "message.sent", { draft: draft.number, approval: message.approvalId, ...details });
        return moveOn(tx, draft, message);
      case "notSent":
        return lost ? markFailed(tx, draft, message, result.reason) : retryOrFail(tx, draft, message, result);
      case "refused":
        return markFailed(tx, draft, message, result.reason);
      case "unknown":
        if (!lost) markUnknown(tx, message, result.reason);
    }
  });

/** Writes where the message stands at the provider, and what was reported of it before we knew. */
export async function markSent(tx: Tx, message: OutboundMessage, reference: Partial<ExternalReference>, type: EventName<"message">, details: object): Promise<void> {
  const lost = message.status === OutboundStatus.UNKNOWN;
  Object.assign(message, {
    status: outboundLifecycle.after(message.status, lost ? "settleSent" : "accept"),
    sentAt: tx.now,
    claimedUntil: null,
    failureReason: null,
    externalChannel: reference.channel ?? null,
    externalMessageId: reference.messageId ?? null,
    externalThreadId: reference.threadId ?? message.externalThreadId,
    externalLink: webLink(reference.link),
  });
  tx.save(message);
  record(tx, type, message, details);
  const earlier = await reportedSoFar(tx, message);
  await tx.insert(DeliveryEvent, { outboundMessageId: message.id, status: OutboundStatus.SENT, occurredAt: tx.now, recordedAt: tx.now });
  for (const { status } of earlier) advance(tx, message, status);
}

export async function markFailed(tx: Tx, draft: Draft, message: OutboundMessage, reason: string, type: EventName<"message"> = "message.failed", details: object = {}): Promise<void> {
  const lost = message.status === OutboundStatus.UNKNOWN;
  Object.assign(message, { status: outboundLifecycle.after(message.status, lost ? "settleNotSent" : "fail"), failureReason: reason, claimedUntil: null });
  tx.save(message);
  record(tx, type, message, { reason, ...details });
  await moveOn(tx, draft);
}

async function retryOrFail(tx: Tx, draft: Draft, message: OutboundMessage, { reason, retryAfterSeconds }: Extract<PostResult, { outcome: "notSent" }>): Promise<void> {
  const next = nextAttemptAt(message.attempts, tx.now, retryAfterSeconds);
  if (!next) return markFailed(tx, draft, message, `${reason} Given up after ${message.attempts} attempts.`);
  Object.assign(message, { status: outboundLifecycle.after(message.status, "retry"), failureReason: reason, claimedUntil: null, nextAttemptAt: next });
  tx.save(message);
  record(tx, "message.retrying", message, { reason });
}

function markUnknown(tx: Tx, message: OutboundMessage, reason: string): void {
  Object.assign(message, { status: outboundLifecycle.after(message.status, "lose"), failureReason: reason, claimedUntil: null });
  tx.save(message);
  record(tx, "message.unknown", message, { reason });
}
