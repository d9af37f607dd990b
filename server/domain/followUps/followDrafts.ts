import { type DraftState, TaskStatus } from "../../../entities/enums.js";
import type { FollowUpTask } from "../../../entities/FollowUpTask.js";
import { record } from "../../audit/record.js";
import type { Tx } from "../../database/unitOfWork.js";
import { ENDED, statusFromDrafts } from "../../records/followUpTask.lifecycle.js";

/**
 * Moves a locked task to where its drafts put it after one of them was decided on, with whatever else changes of it: the
 * least advanced live draft says so, and with none of them left it is drafting again.
 */
export async function followDrafts(tx: Tx, task: FollowUpTask, changes: Partial<FollowUpTask> = {}): Promise<void> {
  if (ENDED.includes(task.status)) return;
  const drafts = await tx.query<{ state: DraftState }>(`SELECT state FROM drafts WHERE task_id = $1 AND state IN ('pending', 'approved', 'executing')`, [task.id]);
  Object.assign(task, { status: statusFromDrafts(drafts.map(({ state }) => state)) ?? TaskStatus.DRAFTING, ...changes });
  tx.save(task);
  record(tx, "task.updated", task);
}
