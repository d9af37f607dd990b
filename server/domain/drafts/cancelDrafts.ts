import { Draft } from "../../../entities/Draft.js";
import { OutboundStatus } from "../../../entities/enums.js";
import type { FollowUpTask } from "../../../entities/FollowUpTask.js";
import { OutboundMessage } from "../../../entities/OutboundMessage.js";
import { record } from "../../audit/record.js";
import type { Tx } from "../../database/unitOfWork.js";
import { outboundLifecycle } from "../../records/outboundMessage.lifecycle.js";
import { draftLifecycle } from "../../records/draft.lifecycle.js";

/** Withdraws what a task still has waiting: drafts nobody decided on, and messages nobody has begun to send. */
export async function cancelDrafts(tx: Tx, task: Pick<FollowUpTask, "id">, reason: string): Promise<void> {
  const rows = await tx.query<{ id: string }>(`SELECT id FROM drafts WHERE task_id = $1 AND state IN ('pending', 'approved') ORDER BY id`, [task.id]);
  for (const draft of await tx.lockAll(Draft, rows.map(({ id }) => id))) {
    Object.assign(draft, { state: draftLifecycle.after(draft.state, "cancel"), stateReason: reason });
    tx.save(draft);
    record(tx, "draft.cancelled", draft, { reason });
    await cancelQueued(tx, draft, reason);
  }
}

/** Cancels a draft's messages that stand in the queue; one that is being sent is out of our hands. */
export async function cancelQueued(tx: Tx, draft: Draft, reason: string): Promise<void> {
  const rows = await tx.query<{ id: string }>(`SELECT id FROM outbound_messages WHERE draft_id = $1 AND status IN ('queued', 'retrying') ORDER BY id`, [draft.id]);
  for (const message of await tx.lockAll(OutboundMessage, rows.map(({ id }) => id))) {
    Object.assign(message, { status: outboundLifecycle.after(message.status as OutboundStatus, "cancel"), failureReason: reason, nextAttemptAt: null });
    tx.save(message);
    record(tx, "message.cancelled", message, { reason });
  }
}
