import type { Draft } from "../../../entities/Draft.js";
import { DraftState, OutboundStatus, ResponseState, TaskStatus } from "../../../entities/enums.js";
import { FollowUpTask } from "../../../entities/FollowUpTask.js";
import type { OutboundMessage } from "../../../entities/OutboundMessage.js";
import { record } from "../../audit/record.js";
import type { Tx } from "../../database/unitOfWork.js";
import { addBusinessMinutes } from "../calendar/materialiseCalendar.js";
import { cancelQueued } from "../drafts/cancelDrafts.js";
import { draftLifecycle } from "../../records/draft.lifecycle.js";
import { taskLifecycle, type TaskAction } from "../../records/followUpTask.lifecycle.js";
import type { Objection } from "./whyNotNow.js";

const OPEN = [OutboundStatus.QUEUED, OutboundStatus.RETRYING, OutboundStatus.SENDING, OutboundStatus.UNKNOWN];
const NOT_SENT = [OutboundStatus.FAILED, OutboundStatus.CANCELLED];

/** Takes back an approval that no longer stands: nothing more of this draft is sent, and the task goes back to drafting. */
export async function voidDraft(tx: Tx, draft: Draft, { reason, expired }: Objection): Promise<void> {
  const action = expired && draft.state === DraftState.APPROVED ? "expire" : "invalidate";
  const live = draftLifecycle.from(draft.state).includes(action);
  if (live) {
    Object.assign(draft, { state: draftLifecycle.after(draft.state, action), stateReason: reason });
    tx.save(draft);
    record(tx, `draft.${draft.state as Exclude<DraftState, DraftState.PENDING>}`, draft, { reason });
  }
  await cancelQueued(tx, draft, reason);
  if (live) await moveTask(tx, draft, true);
}

/** What the end of one message means: the draft ends once nothing of it is on its way any more, and the task moves on. */
export async function moveOn(tx: Tx, draft: Draft, sent?: OutboundMessage): Promise<void> {
  const ended = await endDraft(tx, draft);
  if (ended || sent) await moveTask(tx, draft, ended, sent);
}

async function endDraft(tx: Tx, draft: Draft): Promise<boolean> {
  if (draft.state !== DraftState.EXECUTING) return false;
  const messages = await tx.query<{ status: OutboundStatus; failure_reason: string | null }>(
    `SELECT status, failure_reason FROM outbound_messages WHERE draft_id = $1`, [draft.id]);
  if (messages.some(({ status }) => OPEN.includes(status))) return false;
  const failures = messages.filter(({ status }) => NOT_SENT.includes(status));
  const sent = failures.length < messages.length;
  Object.assign(draft, {
    state: draftLifecycle.after(draft.state, sent ? "succeed" : "fail"),
    stateReason: failures.length ? `${sent ? `${failures.length} of ${messages.length} recipients not reached: ` : ""}${failures[0]!.failure_reason}` : null,
  });
  tx.save(draft);
  record(tx, `draft.${draft.state as Exclude<DraftState, DraftState.PENDING>}`, draft);
  return true;
}

/** What the end of a draft asks of its task. */
const NEXT_STEPS: Partial<Record<DraftState, TaskAction[]>> = {
  [DraftState.EXECUTED]: ["post", "await"],
  [DraftState.FAILED]: ["reject"],
  [DraftState.INVALIDATED]: ["reject"],
  [DraftState.EXPIRED]: ["reject"],
};

async function moveTask(tx: Tx, draft: Draft, ended: boolean, sent?: OutboundMessage): Promise<void> {
  const task = await tx.lock(FollowUpTask, draft.taskId);
  if (sent) Object.assign(task, { lastChannelMessageId: sent.externalMessageId ?? task.lastChannelMessageId, attempts: task.attempts + 1, responseState: ResponseState.AWAITING });
  if (ended && isOpen(task) && !(await hasLiveDraft(tx, task))) {
    for (const step of NEXT_STEPS[draft.state] ?? []) {
      if (taskLifecycle.from(task.status).includes(step)) task.status = taskLifecycle.after(task.status, step);
    }
    // facts that changed call for new words at once; a sent or failed message is followed up at the usual pace
    const atOnce = draft.state === DraftState.INVALIDATED || draft.state === DraftState.EXPIRED;
    task.nextCheckAt = atOnce ? tx.now : await addBusinessMinutes(tx, tx.now, task.retryCadenceMinutes);
  }
  tx.save(task);
  if (Object.keys(tx.changesOf(task).after).length) record(tx, "task.updated", task);
}

const isOpen = (task: FollowUpTask) => task.status !== TaskStatus.RESOLVED && task.status !== TaskStatus.CANCELLED;

const hasLiveDraft = async (tx: Tx, task: FollowUpTask) =>
  (await tx.query(`SELECT FROM drafts WHERE task_id = $1 AND state IN ('pending', 'approved', 'executing') LIMIT 1`, [task.id])).length > 0;
