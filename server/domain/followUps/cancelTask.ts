import { FollowUpTask } from "../../../entities/FollowUpTask.js";
import { record } from "../../audit/record.js";
import type { Tx } from "../../database/unitOfWork.js";
import { cancelDrafts } from "../drafts/cancelDrafts.js";
import { ENDED, taskLifecycle } from "../../records/followUpTask.lifecycle.js";

/** Calls off the open task of an exception that needs no work after all, with everything it still has waiting. */
export async function cancelTaskOf(tx: Tx, exceptionId: string, reason: string): Promise<void> {
  const rows = await tx.query<{ id: string }>(`SELECT id FROM follow_up_tasks WHERE exception_id = $1 AND status <> ALL ($2)`, [exceptionId, ENDED]);
  for (const task of await tx.lockAll(FollowUpTask, rows.map(({ id }) => id))) {
    Object.assign(task, { status: taskLifecycle.after(task.status, "cancel"), resolvedAt: tx.now, resolution: reason, nextCheckAt: null, snoozedUntil: null, snoozeReason: null });
    tx.save(task);
    await cancelDrafts(tx, task, reason);
    record(tx, "task.cancelled", task, { reason });
  }
}
