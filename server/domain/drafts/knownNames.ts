import type { FollowUpTask } from "../../../entities/FollowUpTask.js";
import type { Tx } from "../../database/unitOfWork.js";

/** Numbers and names of the records around a task, which a message may mention without citing a fact. */
export async function knownNames(tx: Tx, task: Pick<FollowUpTask, "id">): Promise<string[]> {
  const [row] = await tx.query<{ names: string[] }>(
    `SELECT array_remove(ARRAY[t.number, e.number, e.subject_number, e.title, d.number, d.legal_name, o.number, o.po_number], NULL) AS names
     FROM follow_up_tasks t JOIN exceptions e ON e.id = t.exception_id JOIN distributors d ON d.id = t.distributor_id
     LEFT JOIN orders o ON o.id = t.order_id WHERE t.id = $1`,
    [task.id],
  );
  return row!.names;
}
