import type { Tx } from "../../database/unitOfWork.js";
import { shown } from "./issues.js";
import { cellText, type Kind } from "./kind.js";
import type { Parsed } from "./parseFile.js";
import type { Finding } from "./refused.js";
import { KEPT_ISSUES, type Tally } from "./tally.js";

/** Accepted rows that say what is possible and hardly meant, as their kind declares it. */
export function doubtsIn(kind: Kind, rows: string, known: boolean, today: string): Finding[] {
  if (!kind.doubts?.length) return [];
  const doubts = kind.doubts.map((doubt) => ({ ...doubt, hit: `COALESCE(${doubt.when.replaceAll(":rows", rows).replaceAll(":today", `DATE '${today}'`)}, false)` }));
  return [`SELECT s.row_no, c.column_name, c.value, c.code, c.reason
     FROM ${rows} s LEFT JOIN ${kind.table} t ON ${known ? "t.id = s.existing_id" : "false"}
     CROSS JOIN LATERAL (VALUES ${doubts.map(({ hit, column, code, reason }) => `(${hit}, '${column}', ${cellText(kind, column)}, '${code}', ${reason})`).join(",\n       ")})
       c(hit, column_name, value, code, reason)
     WHERE c.hit AND (${doubts.map(({ hit }) => hit).join("\n       OR ")})`];
}

/** New records whose number differs from another's by leading zeros alone: most are one record, written by a spreadsheet. */
export const twinsIn = ({ table, noun }: Kind, rows: string): Finding => `
     WITH fresh AS MATERIALIZED (
       SELECT number, min(row_no) AS row_no FROM ${rows} WHERE existing_id IS NULL AND number ~ '^[0-9]' GROUP BY number)
     SELECT f.row_no, 'number' AS column_name, f.number AS value, 'twin_number' AS code,
       'is new and differs from ${noun.toLowerCase()} ' || min(twin.number) || ' by leading zeros alone; if they are the same, take one of them back' AS reason
     FROM fresh f JOIN (
       SELECT f.row_no, t.number FROM fresh f JOIN ${table} t ON ltrim(t.number, '0') = ltrim(f.number, '0') AND t.number ~ '^[0-9]' AND t.number <> f.number
       UNION ALL SELECT f.row_no, o.number FROM fresh f JOIN fresh o ON ltrim(o.number, '0') = ltrim(f.number, '0') AND o.row_no < f.row_no) twin USING (row_no)
     GROUP BY f.row_no, f.number`;

/** Columns that a record gets from several rows which say otherwise, though nobody declared how to pick; once a record. */
export const pickedIn = ({ kind, picks, picksDeclared }: Parsed): Finding[] =>
  picksDeclared ? [] : [...picks].map(([column, pick]) => `
     SELECT min(row_no) AS row_no, '${column}' AS column_name, number AS value, 'several_days' AS code,
       'has ' || count(DISTINCT "${column}") || ' days in the rows of ' || number || '; the ${pick}, ' || ${pick === "latest" ? "max" : "min"}("${column}") || ', is taken' AS reason
     FROM staged_${kind.kind} WHERE "${column}" IS NOT NULL GROUP BY number HAVING min("${column}") <> max("${column}")`);

interface Remarked { row_no: number; column_name: string; value: string | null; code: string; reason: string; rows: number; place: number }

/** Tells of what a finding found, all of it counted and the first of it kept. */
export async function remark(tx: Tx, tally: Tally, finding: Finding): Promise<void> {
  const remarks = await tx.query<Remarked>(`
    SELECT * FROM (
      SELECT f.row_no, f.column_name, left(f.value, 300) AS value, f.code, f.reason, count(*) OVER (PARTITION BY f.code, f.column_name)::int AS rows,
        row_number() OVER (PARTITION BY f.code, f.column_name ORDER BY f.row_no)::int AS place
      FROM (${finding}) f) f WHERE place <= ${KEPT_ISSUES} ORDER BY row_no`);
  for (const { row_no, column_name, value, code, reason, rows, place } of remarks) {
    const untold = place === 1 ? Math.max(0, rows - KEPT_ISSUES) : 0; // the first stands for those that are not kept
    tally.add({ row: row_no, column: column_name, value: shown(value), code, reason }, 1 + untold);
    tally.warnings += untold;
  }
}
