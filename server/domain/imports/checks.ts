import type { Tx } from "../../database/unitOfWork.js";
import { shown, type Issue } from "./issues.js";
import type { Check, Kind } from "./kind.js";
import { backwardMove } from "./statusMoves.js";

interface Found {
  row_no: number;
  column_name: string;
  value: string | null;
  code: string;
  reason: string;
}

const asIssue = ({ row_no, column_name, value, code, reason }: Found): Issue => ({ row: row_no, column: column_name, value: shown(value), code, reason });

/** Rows that what stands in the database forbids (names of records that are not there, and conflicts), and those that are in doubt. */
export async function problemsIn(tx: Tx, kind: Kind, rows: string, { regions, known }: Standing): Promise<Issue[]> {
  const checks = [...checksOf(kind, regions, known), ...(kind.doubts ?? [])]
    .map((check) => ({ ...check, hit: `COALESCE(${check.when.replaceAll(":rows", rows).replaceAll(":today", `DATE '${tx.today}'`)}, false)` }));
  // Nearly every row is in order: what is wrong, and how to say it, is worked out for the others alone.
  const found = await tx.query<Found>(
    `SELECT s.row_no, c.column_name, c.value, c.code, c.reason
     FROM (SELECT s.* FROM ${rows} s LEFT JOIN ${kind.table} t ON ${known ? "t.id = s.existing_id" : "false"} WHERE ${checks.map(({ hit }) => hit).join("\n       OR ")} OFFSET 0) s
     LEFT JOIN ${kind.table} t ON t.id = s.existing_id
     CROSS JOIN LATERAL (VALUES ${checks.map(({ hit, column, code, reason }) => `(${hit}, '${column}', s."${column}"::text, '${code}', ${reason})`).join(",\n       ")})
       c(hit, column_name, value, code, reason) WHERE c.hit ORDER BY s.row_no`);
  return found.map(asIssue);
}

/** What a row is held against: the actor's regions, empty for all, and whether any of the records is known. */
export interface Standing { regions: string[]; known: boolean }

function checksOf(kind: Kind, regions: string[], known: boolean): Check[] {
  const { references, checks = [] } = kind;
  return [
    ...references.map(({ column, id, missing = column }): Check => ({
      column, code: "not_found", reason: `'there is no ${missing} ' || s."${column}" || ', or it is archived or not yours to see'`,
      when: `s."${column}" IS NOT NULL AND s.${id} IS NULL`,
    })),
    ...(known ? againstKnown(kind) : []),
    ...(regions.length ? [outOfReach(kind, regions)] : []),
    ...checks,
  ];
}

/** What the record that stands there forbids; new records have nothing to contradict. */
function againstKnown({ fixed, status, table }: Kind): Check[] {
  const noun = table.replace(/s$/, "");
  return [
    ...Object.entries(fixed).map(([into, { column, code }]): Check => ({
      column, code, when: `t.id IS NOT NULL AND s.${into} IS DISTINCT FROM t.${into}`,
      reason: code === "currency_changed" ? `'is not the currency it was made in, ' || t.${into}` : `'${noun} ' || t.number || ' belongs to another ${column}'`,
    })),
    ...(status ? [{
      column: status.column, code: "status_backward",
      when: `${backwardMove(status.life, `t.${status.column}`, `s.${status.column}`)}${status.unless ? ` AND NOT (${status.unless})` : ""}`,
      reason: `'${noun} ' || t.number || ' is ' || replace(t.${status.column}, '_', ' ') || ' and can''t become ' || replace(s.${status.column}, '_', ' ') || ' again'`,
    }] : []),
    ...(status?.since ? [{
      column: status.column, code: "older_news",
      // a moment at which an import or a person first wrote the record is no news of its own
      when: `s.${status.column} <> t.${status.column} AND s.${status.since} < t.${status.since} AND t.${status.since} NOT IN (t.created_at, t.updated_at)
        AND NOT ${backwardMove(status.life, `s.${status.column}`, `t.${status.column}`)}`,
      reason: `'${noun} ' || t.number || ' is ' || replace(t.${status.column}, '_', ' ') || ' since ' || to_char(t.${status.since} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC, and this is older'`,
    }] : []),
    ...(table === "payments" ? [] : [{ column: "number", code: "archived", when: "t.archived_at IS NOT NULL", reason: "'is archived; restore it first'" }]),
  ];
}

/** Told like a record that is not there, so that nobody learns of records in other regions. */
function outOfReach({ references, regions: concerned = ["(SELECT d.region FROM distributors d WHERE d.id = s.distributor_id)"] }: Kind, regions: string[]): Check {
  const mine = `ARRAY[${regions.map((region) => `'${region.replaceAll("'", "''")}'`).join(", ")}]`;
  const named = references[0]?.table === "users" ? undefined : references[0]?.column;
  return {
    column: named ?? "number", code: "not_found",
    when: concerned.map((region) => `COALESCE(${region} <> ALL (${mine}), false)`).join(" OR "),
    reason: named ? `'there is no ${named} ' || s."${named}" || ', or it is archived or not yours to see'` : "'is not in your regions'",
  };
}

/** New records whose number differs from another's by leading zeros alone: most are one record, written by a spreadsheet. */
export async function twinsIn(tx: Tx, kind: Kind, rows: string): Promise<Issue[]> {
  const noun = kind.table.replace(/s$/, "");
  const found = await tx.query<Found>(
    `WITH fresh AS MATERIALIZED (
       SELECT number, min(row_no) AS row_no FROM ${rows} WHERE existing_id IS NULL AND number ~ '^[0-9]' GROUP BY number)
     SELECT f.row_no, 'number' AS column_name, f.number AS value, 'twin_number' AS code,
       'is new and differs from ${noun} ' || min(twin.number) || ' by leading zeros alone; if they are the same, take one of them back' AS reason
     FROM fresh f JOIN (
       SELECT f.row_no, t.number FROM fresh f JOIN ${kind.table} t ON ltrim(t.number, '0') = ltrim(f.number, '0') AND t.number ~ '^[0-9]' AND t.number <> f.number
       UNION ALL SELECT f.row_no, o.number FROM fresh f JOIN fresh o ON ltrim(o.number, '0') = ltrim(f.number, '0') AND o.row_no < f.row_no) twin USING (row_no)
     GROUP BY f.row_no, f.number ORDER BY f.row_no`);
  return found.map(asIssue);
}

/** Rows that contradict an earlier row of the file about the same record or the same line of it. */
export async function repetitionsIn(tx: Tx, kind: Kind, rows: string): Promise<Issue[]> {
  const own = [...Object.keys(kind.columns), ...kind.references.filter(({ looksUp }) => !looksUp).map(({ column }) => column)];
  const groups = [
    { key: ["number"], when: "true", columns: own },
    ...kind.parts.map(({ key, when, columns }) => ({ key: ["number", ...key], when, columns: Object.keys(columns) })),
  ];
  const issues = new Map<number, Issue>();
  for (const { key, when, columns } of groups) {
    const list = (of: string) => columns.map((column) => `${of}."${column}"`).join(", ");
    const keys = key.map((column) => `"${column}"`).join(", ");
    const found = await tx.query<Found>(
      `SELECT s.row_no, '${key.at(-1)}' AS column_name, s."${key.at(-1)}"::text AS value, 'contradiction' AS code,
         'says otherwise than row ' || f.row_no || ' about ${key.join(" and ")}: ' ||
           concat_ws(', ', ${columns.map((column) => `CASE WHEN s."${column}" IS DISTINCT FROM f."${column}" THEN '${column}' END`).join(", ")}) AS reason
       FROM (SELECT ${keys}, min(s.row_no) AS row_no FROM ${rows} s WHERE ${when} GROUP BY ${keys} HAVING count(*) > 1) repeated
       JOIN ${rows} f USING (row_no) JOIN ${rows} s ON ${key.map((column) => `s."${column}" = f."${column}"`).join(" AND ")} AND s.row_no <> f.row_no AND ${when}
       WHERE ROW(${list("s")}) IS DISTINCT FROM ROW(${list("f")})`);
    for (const problem of found) if (!issues.has(problem.row_no)) issues.set(problem.row_no, asIssue(problem));
  }
  return [...issues.values()].sort((a, b) => a.row - b.row);
}
