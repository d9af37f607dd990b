import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import type { FollowUpTask } from "../../../entities/FollowUpTask.js";

/** Numbers and names of the records around a task: a message may mention them without citing a fact. */
const NAMES = `
  array_remove(ARRAY[t.number, e.number, e.subject_number, d.number, d.legal_name, o.number, o.po_number], NULL) AS names
  FROM follow_up_tasks t JOIN exceptions e ON e.id = t.exception_id JOIN distributors d ON d.id = t.distributor_id
  LEFT JOIN orders o ON o.id = t.order_id`;

export async function knownNames(tx: Tx, task: Pick<FollowUpTask, "id">): Promise<string[]> {
  const [row] = await tx.query<{ names: string[] }>(`SELECT ${NAMES} WHERE t.id = $1`, [task.id]);
  return row!.names;
}

/** The same for many drafts in one query, while reading. */
export async function knownNamesOf(ctx: Context, draftIds: readonly string[]): Promise<string[][]> {
  const { rows } = await ctx.services.pool.query<{ id: string; names: string[] }>(
    `SELECT draft.id, ${NAMES} JOIN drafts draft ON draft.task_id = t.id WHERE draft.id = ANY ($1)`, [draftIds]);
  const names = new Map(rows.map((row) => [row.id, row.names]));
  return draftIds.map((id) => names.get(id) ?? []);
}
