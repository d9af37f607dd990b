import { DraftState, ResponseState } from "../../../entities/enums.js";
import { FollowUpTask } from "../../../entities/FollowUpTask.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import { addBusinessMinutes } from "../calendar/materialiseCalendar.js";
import { DomainError } from "../errors.js";
import { ENDED } from "../../records/followUpTask.lifecycle.js";
import { prepareDraft } from "./prepareDraft.js";

/**
 * What happens when a task's alarm rings. The row is the truth: an alarm that rings too early, twice, or for work that is
 * over does nothing. Returns when to ring next; null when never.
 */
export async function checkTask(ctx: Context, taskId: string): Promise<Date | null> {
  const next = await ctx.transaction(async (tx) => {
    const task = await tx.lock(FollowUpTask, taskId);
    if (ENDED.includes(task.status) || !task.nextCheckAt) return null;
    if (task.nextCheckAt > tx.now) return task.nextCheckAt;
    const waiting = await tx.query(`SELECT FROM drafts WHERE task_id = $1 AND state = ANY ($2)`, [task.id, [DraftState.PENDING, DraftState.APPROVED, DraftState.EXECUTING]]);
    if (!waiting.length) return undefined;
    // a person has to move first: look again later instead of writing a second draft beside the first
    task.nextCheckAt = await addBusinessMinutes(tx, tx.now, task.retryCadenceMinutes);
    if (task.snoozedUntil && task.snoozedUntil <= tx.now) Object.assign(task, { snoozedUntil: null, snoozeReason: null });
    tx.save(task);
    record(tx, "task.checked", task);
    return task.nextCheckAt;
  });
  if (next !== undefined) return next;
  await markOverdueResponse(ctx, taskId);
  try {
    await prepareDraft(ctx, { taskId });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    ctx.services.log.info({ taskId, code: error.code }, "no draft this time");
    if (error.code !== "UNAVAILABLE") await postpone(ctx, taskId, error.message);
  }
  const task = await ctx.services.database.manager.findOneByOrFail(FollowUpTask, { id: taskId });
  return task.nextCheckAt;
}

/** Nobody answered by the time of the next check, so the next message is a chaser. */
const markOverdueResponse = (ctx: Context, taskId: string) =>
  ctx.transaction(async (tx) => {
    const task = await tx.lock(FollowUpTask, taskId);
    if (task.responseState !== ResponseState.AWAITING) return;
    task.responseState = ResponseState.OVERDUE;
    tx.save(task);
    record(tx, "task.responseOverdue", task);
  });

const postpone = (ctx: Context, taskId: string, reason: string) =>
  ctx.transaction(async (tx) => {
    const task = await tx.lock(FollowUpTask, taskId);
    if (ENDED.includes(task.status)) return;
    task.nextCheckAt = await addBusinessMinutes(tx, tx.now, task.retryCadenceMinutes);
    tx.save(task);
    record(tx, "task.checked", task, { reason });
  });
