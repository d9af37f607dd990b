import { isArchivable } from "../../records/index.js";
import { cellText, type Check, type Kind } from "./kind.js";
import type { Finding } from "./refused.js";
import { backwardMove } from "./statusMoves.js";

/** What a row is held against: the actor's regions, empty for all, and whether any of the records is known. */
export interface Standing { regions: string[]; known: boolean }

const listOf = (regions: string[]) => `ARRAY[${regions.map((region) => `'${region.replaceAll("'", "''")}'`).join(", ")}]::text[]`;

/**
 * Rows about records that the actor may not reach. They are found before everything else, so that what else there is to say of
 * such a record is not said.
 */
export function outOfReach(kind: Kind, rows: string, { regions, known }: Standing): Finding[] {
  if (!regions.length) return [];
  const { regions: concerned = ["(SELECT d.region FROM distributors d WHERE d.id = t.distributor_id)"], table } = kind;
  const mine = listOf(regions);
  const reach = concerned.map((region) => `COALESCE(${region} <> ALL (${mine}), false)`).join(" OR ");
  return [`SELECT s.row_no, 'number', s.number, 'not_found', 'is not a number that you may use'
    FROM ${rows} s LEFT JOIN ${table} t ON ${known ? "t.id = s.existing_id" : "false"} WHERE ${reach}`];
}

/** For the join that resolves a reference: the record named must be in one of the regions, or it is not there. */
export function withinReach(table: string, alias: string, regions: string[]): string {
  if (!regions.length || table === "users") return "";
  if (table === "distributors") return ` AND ${alias}.region = ANY (${listOf(regions)})`;
  if (table === "order_lines") return ""; // found through its order alone
  return ` AND EXISTS (SELECT FROM distributors d WHERE d.id = ${alias}.distributor_id AND d.region = ANY (${listOf(regions)}))`;
}

/** Rows that what stands in the database forbids: names of records that are not there, and conflicts. */
export function problemsIn(kind: Kind, rows: string, { known }: Standing): Finding[] {
  const checks = checksOf(kind, known).map((check) => ({ ...check, hit: `COALESCE(${check.when.replaceAll(":rows", rows)}, false)` }));
  if (!checks.length) return [];
  // Nearly every row is in order: what is wrong, and how to say it, is worked out for the others alone.
  return [`SELECT s.row_no, c.column_name, c.value, c.code, c.reason
     FROM (SELECT s.* FROM ${rows} s LEFT JOIN ${kind.table} t ON ${known ? "t.id = s.existing_id" : "false"} WHERE ${checks.map(({ hit }) => hit).join("\n       OR ")} OFFSET 0) s
     LEFT JOIN ${kind.table} t ON t.id = s.existing_id
     CROSS JOIN LATERAL (VALUES ${checks.map(({ hit, column, code, reason }) => `(${hit}, '${column}', ${cellText(kind, column)}, '${code}', ${reason})`).join(",\n       ")})
       c(hit, column_name, value, code, reason) WHERE c.hit`];
}

function checksOf(kind: Kind, known: boolean): Check[] {
  const { references, checks = [] } = kind;
  return [
    ...references.map(({ column, missing = column, id, on = "" }): Check => {
      // what could only be found through a record that is not there is not missed by itself
      const through = references.filter((other) => other.id !== id && on.includes(`r_${other.id}.`)).map((other) => ` AND s.${other.id} IS NOT NULL`);
      return {
        column, code: "not_found", reason: `'there is no ${missing} ' || s."${column}" || ', or it is archived or not yours to see'`,
        when: `s."${column}" IS NOT NULL AND s.${id} IS NULL${through.join("")}`,
      };
    }),
    ...(known ? againstKnown(kind) : []),
    ...checks,
  ];
}

/** What the record that stands there forbids; new records have nothing to contradict. */
function againstKnown({ fixed, status, table, noun: className }: Kind): Check[] {
  const noun = table.replace(/s$/, "");
  return [
    ...Object.entries(fixed).map(([into, { column, code }]): Check => ({
      column, code, when: `t.id IS NOT NULL AND s.${into} IS DISTINCT FROM t.${into} AND (s.${into} IS NOT NULL OR s."${column}" IS NULL)`,
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
    ...(!isArchivable(className) ? [] : [{ column: "number", code: "archived", when: "t.archived_at IS NOT NULL", reason: "'is archived; restore it first'" }]),
  ];
}

/** Rows that contradict an earlier row of the file about the same record or the same line of it; each is told of once. */
export function repetitionsIn(kind: Kind, rows: string): Finding[] {
  const own = [...Object.keys(kind.columns), ...kind.references.filter(({ looksUp }) => !looksUp).map(({ column }) => column)];
  const groups = [
    { key: ["number"], when: "true", columns: own },
    ...kind.parts.map(({ key, when, columns }) => ({ key: ["number", ...key], when, columns: Object.keys(columns) })),
  ];
  return groups.map(({ key, when, columns }) => {
    const list = (of: string) => columns.map((column) => `${of}."${column}"`).join(", ");
    const keys = key.map((column) => `"${column}"`).join(", ");
    return `SELECT s.row_no, '${key.at(-1)}', s."${key.at(-1)}"::text, 'contradiction',
         'says otherwise than row ' || f.row_no || ' about ${key.join(" and ")}: ' ||
           concat_ws(', ', ${columns.map((column) => `CASE WHEN s."${column}" IS DISTINCT FROM f."${column}" THEN '${column}' END`).join(", ")})
       FROM (SELECT ${keys}, min(s.row_no) AS row_no FROM ${rows} s WHERE ${when} GROUP BY ${keys} HAVING count(*) > 1) repeated
       JOIN ${rows} f USING (row_no) JOIN ${rows} s ON ${key.map((column) => `s."${column}" = f."${column}"`).join(" AND ")} AND s.row_no <> f.row_no AND ${when}
       WHERE ROW(${list("s")}) IS DISTINCT FROM ROW(${list("f")})`;
  });
}
