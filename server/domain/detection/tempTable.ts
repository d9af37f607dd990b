import type { Tx } from "../../database/unitOfWork.js";

/** A table of this transaction alone, empty; it is made once a connection. */
export async function emptyTable(tx: Tx, name: string, columns: Record<string, string>): Promise<void> {
  await tx.query(`CREATE TEMP TABLE IF NOT EXISTS ${name} (${Object.entries(columns).map(([column, type]) => `${column} ${type}`).join(", ")}) ON COMMIT DELETE ROWS`);
  await tx.query(`DELETE FROM ${name}`);
}
