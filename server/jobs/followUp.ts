import { checkTask } from "../domain/followUps/checkTask.js";
import type { JobKit } from "./job.js";

const CHECK = "followUp.check";

/** Declares the alarm of a task: it rings at `nextCheckAt` and the task's row decides what that means. */
export function defineFollowUpAlarm({ ctx, scheduler }: JobKit): void {
  scheduler.define<{ taskId: string }>(CHECK, async ({ taskId }) => {
    const next = await checkTask(ctx, taskId);
    if (next) await scheduler.setAlarm(CHECK, taskId, next, { taskId });
  }, { concurrency: 4 });
}

interface Due { id: string; at: Date }

/** Sets the alarms of these tasks from their rows. */
export async function armTasks({ services, scheduler }: JobKit, taskIds: readonly string[]): Promise<void> {
  const { rows } = await services.pool.query<{ id: string; at: Date | null }>(
    `SELECT id, CASE WHEN status NOT IN ('resolved', 'cancelled') THEN next_check_at END AS at FROM follow_up_tasks WHERE id = ANY ($1)`, [taskIds]);
  for (const { id, at } of rows) {
    if (at) await scheduler.setAlarm(CHECK, id, at, { taskId: id });
    else await scheduler.clearAlarm(CHECK, id);
  }
}

/** Arms again whatever the scheduler's store lost or never heard of: the rows are the truth, the store an alarm clock. */
export async function rearmTasks({ services, scheduler }: JobKit): Promise<number> {
  const { rows } = await services.pool.query<Due>(
    `SELECT id, next_check_at AS at FROM follow_up_tasks WHERE next_check_at IS NOT NULL AND status NOT IN ('resolved', 'cancelled')`);
  const armed = new Map((await scheduler.alarms(CHECK)).map(({ key, at }) => [key, at.getTime()]));
  const lost = rows.filter(({ id, at }) => armed.get(id) !== at.getTime());
  for (const { id, at } of lost) await scheduler.setAlarm(CHECK, id, at, { taskId: id });
  return lost.length;
}
