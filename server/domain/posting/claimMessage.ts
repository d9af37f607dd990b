import { Channel } from "../../../entities/Channel.js";
import type { Draft } from "../../../entities/Draft.js";
import { DraftRevision } from "../../../entities/DraftRevision.js";
import { DraftState, OutboundStatus } from "../../../entities/enums.js";
import type { OutboundMessage } from "../../../entities/OutboundMessage.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import type { ChannelFor, MessageChannel, OutgoingMessage } from "../../ports/MessageChannel.js";
import { draftLifecycle } from "../../records/draft.lifecycle.js";
import { lockMessage } from "./lockMessage.js";
import { voidDraft } from "./moveOn.js";
import { outboundLifecycle } from "../../records/outboundMessage.lifecycle.js";
import { whyNotNow } from "./whyNotNow.js";

/** Longer than any call and the storing of its answer may take: afterwards the process counts as dead. */
const CLAIM_SECONDS = 40;

export interface Claim { messageId: string; channel: MessageChannel; outgoing: OutgoingMessage }

/**
 * Takes the next due message, or the one named, for this process: looks a last time whether it may go, and commits
 * `sending` before anybody calls a provider. Answers null when nothing is due, `voided` when it was cancelled instead.
 */
export const claimMessage = (ctx: Context, channelFor: ChannelFor, messageId?: string): Promise<Claim | "voided" | null> =>
  ctx.transaction(async (tx) => {
    const due = await nextDue(tx, messageId);
    return due ? claim(tx, channelFor, due).catch((error) => Promise.reject(new ClaimError(due, error))) : null;
  });

/** Names the message that could not be claimed, so that it does not hold up those behind it. */
export class ClaimError extends Error {
  constructor(readonly messageId: string, cause: unknown) {
    super(`message ${messageId} could not be claimed: ${cause}`, { cause });
  }
}

async function claim(tx: Tx, channelFor: ChannelFor, id: string): Promise<Claim | "voided"> {
  const { draft, message } = await lockMessage(tx, id);
  const revision = await tx.manager.findOneByOrFail(DraftRevision, { id: message.revisionId });
  const place = await tx.manager.findOneByOrFail(Channel, { id: message.channelId });
  const objection = await whyNotNow(tx, draft, message, revision, place);
  if (objection) {
    await voidDraft(tx, draft, objection);
    return "voided";
  }
  const channel = channelFor(place.kind);
  beginExecution(tx, draft);
  Object.assign(message, {
    status: outboundLifecycle.after(queued(message.status), "claim"),
    attempts: message.attempts + 1,
    sendingAt: tx.now,
    claimedUntil: new Date(tx.now.getTime() + CLAIM_SECONDS * 1_000),
    nextAttemptAt: null,
    adapter: channel.kind,
    externalThreadId: channel.abilities.threads ? await threadOf(tx, message, channel) : null,
  });
  tx.save(message);
  record(tx, "message.sending", message, { draft: draft.number, contentHash: message.contentHash });
  return { messageId: message.id, channel, outgoing: outgoingOf(message, revision) };
}

/** The message as it goes over the wire; a lookup asks with the same words. */
export const outgoingOf = (message: OutboundMessage, revision: DraftRevision): OutgoingMessage => ({
  recipient: message.recipient,
  subject: revision.subject,
  text: revision.body,
  threadId: message.externalThreadId,
  idempotencyKey: message.idempotencyKey,
});

/**
 * Locks the next due message with its draft; what another worker holds is left to it. While one message waits to be
 * retried its channel is limited or unreachable, so the others of that channel wait with it.
 */
async function nextDue(tx: Tx, messageId?: string): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    `SELECT m.id FROM outbound_messages m JOIN drafts d ON d.id = m.draft_id
     WHERE m.status IN ('queued', 'retrying') AND (m.next_attempt_at IS NULL OR m.next_attempt_at <= $1)
       AND ($2::uuid IS NULL OR m.id = $2)
       AND NOT EXISTS (SELECT FROM outbound_messages w WHERE w.channel_id = m.channel_id AND w.status = 'retrying' AND w.next_attempt_at > $1)
     ORDER BY m.next_attempt_at, m.id LIMIT 1 FOR UPDATE OF d, m SKIP LOCKED`,
    [tx.now, messageId ?? null],
  );
  return row?.id;
}

const queued = (status: OutboundStatus) => (status === OutboundStatus.RETRYING ? outboundLifecycle.after(status, "requeue") : status);

function beginExecution(tx: Tx, draft: Draft): void {
  if (draft.state !== DraftState.APPROVED) return;
  draft.state = draftLifecycle.after(draft.state, "execute");
  tx.save(draft);
  record(tx, "draft.executing", draft);
}

/** Everything a task says to one recipient stays in the thread of the first message, however many drafts it took. */
async function threadOf(tx: Tx, message: OutboundMessage, channel: MessageChannel): Promise<string | null> {
  const [first] = await tx.query<{ thread: string }>(
    `SELECT external_thread_id AS thread FROM outbound_messages
     WHERE task_id = $1 AND channel_id = $2 AND recipient = $3 AND adapter = $4 AND external_thread_id IS NOT NULL AND sent_at IS NOT NULL
     ORDER BY sent_at LIMIT 1`,
    [message.taskId, message.channelId, message.recipient, channel.kind],
  );
  return first?.thread ?? null;
}
