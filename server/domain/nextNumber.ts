import type { Tx } from "../database/unitOfWork.js";

export type NumberSequence = "exception_number" | "follow_up_task_number" | "draft_number";

/** The next human number, for example FOLLOW-2026-001. A sequence never hands one out twice and makes nobody wait; gaps are fine. */
export async function nextNumber(tx: Tx, prefix: string, sequence: NumberSequence): Promise<string> {
  const [row] = await tx.query<{ n: number }>(`SELECT nextval('${sequence}')::integer AS n`);
  return `${prefix}-${tx.today.slice(0, 4)}-${String(row!.n).padStart(3, "0")}`;
}
