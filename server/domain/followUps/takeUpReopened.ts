import { ExceptionState, TaskStatus } from "../../../entities/enums.js";
import { ExceptionCase } from "../../../entities/ExceptionCase.js";
import { FollowUpTask } from "../../../entities/FollowUpTask.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import { DomainError } from "../errors.js";
import { assignable } from "./assignee.js";
import { startAnew } from "./reopenTask.js";

/**
 * Gives an exception that its rule found again back to whoever had it: the last task goes on with a fresh SLA clock. A task
 * that was called off stays so, since its exception was set aside; such a case is nobody's until somebody assigns it.
 */
export const takeUpReopened = (ctx: Context, exceptionId: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const exception = await tx.lock(ExceptionCase, exceptionId);
    if (exception.state !== ExceptionState.OPEN || exception.dismissedAt) return;
    const [last] = await tx.query<{ id: string }>(`SELECT id FROM follow_up_tasks WHERE exception_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1`, [exceptionId]);
    if (!last) return;
    const task = await tx.lock(FollowUpTask, last.id);
    if (task.status !== TaskStatus.RESOLVED) return;
    task.assigneeId = await stillThere(tx, task);
    await startAnew(tx, task, exception, "Its rule found the cause again.");
  });

/** The person, unless they may not have it any more; then the task is its team's. */
async function stillThere(tx: Tx, { assigneeId, distributorId }: FollowUpTask): Promise<string | null> {
  try {
    return (await assignable(tx, assigneeId, distributorId))?.id ?? null;
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

/** The same for all that a lost reaction left behind. */
export async function takeUpAllReopened(ctx: Context): Promise<void> {
  const { rows } = await ctx.services.pool.query<{ id: string }>(
    `SELECT e.id FROM exceptions e
     WHERE e.state = 'open' AND e.reopened_count > 0 AND e.dismissed_at IS NULL AND 'resolved' = (
       SELECT t.status FROM follow_up_tasks t WHERE t.exception_id = e.id ORDER BY t.created_at DESC, t.id DESC LIMIT 1)
     LIMIT 500`);
  for (const { id } of rows) await takeUpReopened(ctx, id);
}
