import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import type { Tx } from "../../database/unitOfWork.js";
import { CONFLICT_CODES, shown, type Issue } from "./issues.js";
import type { Kind } from "./kind.js";
import { REFUSED_COLUMNS, type Parsed } from "./parseFile.js";
import { KEPT_ISSUES, Tally } from "./tally.js";

/** SQL of a query with `row_no`, `column_name`, `value`, `code` and `reason` of what is wrong with staged rows. */
export type Finding = string;

/**
 * Staged rows that stay out, in tables of the transaction, so that their number costs no memory. A record with lines is never taken
 * in part: with one of its rows go the others, which is told once for each record.
 */
export class RefusedRows {
  private readonly table: string;
  private any = false;

  private constructor(private readonly tx: Tx, private readonly kind: Kind, private readonly rows: string) {
    this.table = `refused_${kind.kind}`;
  }

  static async begin(tx: Tx, { kind, refused }: Parsed, rows: string): Promise<RefusedRows> {
    const set = new RefusedRows(tx, kind, rows);
    await tx.query(`CREATE TEMP TABLE ${set.table} (row_no integer, column_name text, value text, code text, reason text, told boolean NOT NULL DEFAULT true) ON COMMIT DROP`);
    if (!refused.rows || !kind.hasLines) return set;
    const unread = `unread_${kind.kind}`;
    await tx.query(`CREATE TEMP TABLE ${unread} (row_no integer, reason text, held text) ON COMMIT DROP`);
    const client = await tx.manager.queryRunner!.connect();
    await pipeline(refused.read(), client.query(copyFrom(`COPY ${unread} (row_no, ${REFUSED_COLUMNS.join(", ")}) FROM STDIN`)));
    await set.holdBack(`SELECT held AS number, min(row_no) AS row_no FROM ${unread} WHERE held IS NOT NULL GROUP BY held`);
    return set;
  }

  /** Sets the rows aside that a finding speaks of, and those that belong to their records. */
  async setAside(finding: Finding, parameters: unknown[] = []): Promise<void> {
    const { tx, table, rows, kind } = this;
    const found = await tx.query<{ row_no: number }>(
      `WITH found AS (INSERT INTO ${table} (row_no, column_name, value, code, reason) ${finding} RETURNING row_no) SELECT row_no FROM found LIMIT 1`, parameters);
    if (!found.length) return;
    this.any = true;
    if (kind.hasLines) await this.holdBack(`SELECT s.number, min(s.row_no) AS row_no FROM ${rows} s JOIN ${table} r USING (row_no) GROUP BY s.number`);
    else await this.takeOut();
  }

  private async holdBack(cause: string): Promise<void> {
    const noun = this.kind.noun.toLowerCase();
    const held = await this.tx.query<{ row_no: number }>(
      `WITH held AS (INSERT INTO ${this.table} (row_no, column_name, value, code, reason, told)
         SELECT s.row_no, 'number', s.number, 'held_back',
           '${noun} ' || s.number || ' is held back, since row ' || c.row_no || ' is refused; ' || CASE count(*) OVER one WHEN 1 THEN 'this row stays' ELSE count(*) OVER one || ' whole rows stay' END || ' out with it',
           row_number() OVER (PARTITION BY s.number ORDER BY s.row_no) = 1
         FROM ${this.rows} s JOIN (${cause}) c ON c.number = s.number WHERE NOT EXISTS (SELECT FROM ${this.table} r WHERE r.row_no = s.row_no)
         WINDOW one AS (PARTITION BY s.number)
         RETURNING row_no) SELECT row_no FROM held LIMIT 1`);
    this.any ||= held.length > 0;
    await this.takeOut();
  }

  private takeOut = () => this.tx.query(`DELETE FROM ${this.rows} WHERE row_no IN (SELECT row_no FROM ${this.table})`);

  /** What was found here, counted and told as far as it is kept. */
  async tally(): Promise<Tally> {
    const tally = new Tally();
    if (!this.any) return tally;
    const isConflict = `code = ANY($1)`;
    const [counts] = await this.tx.query<{ errors: number; conflicts: number }>(
      `SELECT count(*) FILTER (WHERE error)::int AS errors, count(*) FILTER (WHERE NOT error)::int AS conflicts
       FROM (SELECT row_no, bool_or(NOT ${isConflict}) AS error FROM ${this.table} GROUP BY row_no) r`, [CONFLICT_CODES]);
    Object.assign(tally, counts);
    for (const cause of await this.tx.query<{ code: string; column: string; conflict: boolean; rows: number; firstRow: number; reason: string }>(
      `SELECT code, column_name AS "column", ${isConflict} AS conflict, count(DISTINCT row_no)::int AS rows, min(row_no) AS "firstRow", (array_agg(reason ORDER BY row_no))[1] AS reason
       FROM ${this.table} GROUP BY code, column_name ORDER BY code, column_name`, [CONFLICT_CODES])) {
      const { conflict, ...told } = cause;
      tally.addCause({ ...told, severity: conflict ? "conflict" : "error" });
    }
    const kept = await this.tx.query<{ row_no: number; column_name: string; value: string | null; code: string; reason: string }>(
      `SELECT row_no, column_name, left(value, 300) AS value, code, reason FROM ${this.table} WHERE told ORDER BY row_no LIMIT ${KEPT_ISSUES}`);
    tally.refusals.push(...kept.map(({ row_no, column_name, value, code, reason }): Issue => ({ row: row_no, column: column_name, value: shown(value), code, reason })));
    return tally;
  }

  /** Writes number and reasons of every row that was set aside here, in the order of the file, one a line in COPY's format. */
  async writeTo(path: string): Promise<void> {
    const client = await this.tx.manager.queryRunner!.connect();
    const all = `SELECT row_no, string_agg(column_name || ': ' || reason, '; ' ORDER BY reason) AS reason FROM ${this.table} GROUP BY row_no ORDER BY row_no`;
    await pipeline(client.query(copyTo(`COPY (${all}) TO STDOUT`)), createWriteStream(path, { mode: 0o600 }));
  }
}
