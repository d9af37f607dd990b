import type { Draft } from "../../../entities/Draft.js";
import { DraftState, TaskStatus } from "../../../entities/enums.js";
import type { FollowUpTask } from "../../../entities/FollowUpTask.js";
import { record } from "../../audit/record.js";
import type { Tx } from "../../database/unitOfWork.js";
import { ENDED, statusFromDrafts } from "../../records/followUpTask.lifecycle.js";

const LIVE: readonly DraftState[] = [DraftState.PENDING, DraftState.APPROVED, DraftState.EXECUTING];

/** States of the other live drafts of a draft's task, which must be locked, so that none of them changes meanwhile. */
export async function otherStates(tx: Tx, { id, taskId }: Pick<Draft, "id" | "taskId">): Promise<DraftState[]> {
  const others = await tx.read<{ state: DraftState }>(`SELECT state FROM drafts WHERE task_id = $1 AND id <> $2 AND state = ANY ($3)`, [taskId, id, LIVE]);
  return others.map(({ state }) => state);
}

/**
 * Moves a locked task to where its drafts put it after one of them was decided on, with whatever else changes of it: the
 * least advanced live draft says so, and with none of them left it is drafting again.
 * @param states of all its drafts
 */
export function followDrafts(tx: Tx, task: FollowUpTask, states: readonly DraftState[], changes: Partial<FollowUpTask> = {}): void {
  if (ENDED.includes(task.status)) return;
  Object.assign(task, { status: statusFromDrafts(states.filter((state) => LIVE.includes(state))) ?? TaskStatus.DRAFTING, ...changes });
  tx.save(task);
  record(tx, "task.updated", task);
}
