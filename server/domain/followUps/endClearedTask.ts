import { ExceptionState, TaskStatus } from "../../../entities/enums.js";
import { ExceptionCase } from "../../../entities/ExceptionCase.js";
import { FollowUpTask } from "../../../entities/FollowUpTask.js";
import type { Context } from "../../context.js";
import { endTask } from "./resolveTask.js";

/** Ends the open task of an exception whose cause went away by itself, so that nobody chases what is done. */
export const endClearedTask = (ctx: Context, exceptionId: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const exception = await tx.lock(ExceptionCase, exceptionId);
    if (exception.state !== ExceptionState.RESOLVED && exception.state !== ExceptionState.CLOSED) return;
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM follow_up_tasks WHERE exception_id = $1 AND status <> ALL ($2)`, [exceptionId, [TaskStatus.RESOLVED, TaskStatus.CANCELLED]]);
    for (const task of await tx.lockAll(FollowUpTask, rows.map(({ id }) => id))) await endTask(tx, task, exception.resolution ?? "The cause is gone.");
  });

/** The same for all that a lost reaction left behind. */
export async function endClearedTasks(ctx: Context): Promise<void> {
  const { rows } = await ctx.services.pool.query<{ id: string }>(
    `SELECT DISTINCT e.id FROM exceptions e JOIN follow_up_tasks t ON t.exception_id = e.id
     WHERE e.state IN ('resolved', 'closed') AND t.status NOT IN ('resolved', 'cancelled') LIMIT 500`);
  for (const { id } of rows) await endClearedTask(ctx, id);
}
