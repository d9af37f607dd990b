import type { Tx } from "../../database/unitOfWork.js";
import type { Kind } from "./kind.js";
import { KINDS } from "./kinds/index.js";

const tablesOf = ({ table, parts }: Kind) => [table, ...parts.map((part) => part.table), "external_refs"];
const TABLES = [...new Set(Object.values(KINDS).flatMap(tablesOf)), "users"];

/** From so many rows on, what the planner believed before them would mislead what follows. */
const WORTH_ANALYSING = 500;

/** Looks at the tables that grew much since anybody did, which also ends the plans that were kept for what they were. */
export const trustStatistics = (tx: Tx) => tx.query(`SELECT tower_analyze_grown($1)`, [TABLES]);

/** The same for what was just written: the statements that go on with it are planned for as many rows as there are now. */
export async function trustStatisticsOf(tx: Tx, kind: Kind, rows: number): Promise<void> {
  if (rows < WORTH_ANALYSING) return;
  await tx.query(`SELECT tower_analyze($1)`, [[...new Set(tablesOf(kind))]]);
}
