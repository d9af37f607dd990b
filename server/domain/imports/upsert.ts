import type { Tx } from "../../database/unitOfWork.js";
import type { Columns, Kind, Part } from "./kind.js";

/** Values on their way into one table: `s` is the staged row, `t` what stands there, `$1` the moment, `$2` the source system. */
interface Upsert {
  table: string;
  /** Yields `s` and `t`. */
  from: string;
  /** Columns and their SQL; the first kind is only set on new rows. */
  identity: [column: string, sql: string][];
  targets: [column: string, sql: string][];
  conflict: string;
}

/** Everything one kind writes, in order: its records, their parts, and what the source system calls them. */
export interface Upserts {
  records: Upsert;
  others: Upsert[];
}

const quoted = (column: string) => `"${column}"`;

export function upsertsOf(kind: Kind, present: Set<string>, rows: string): Upserts {
  const references = kind.references.filter(({ column, looksUp }) => !looksUp && present.has(column));
  return {
    records: {
      table: kind.table,
      from: `(SELECT DISTINCT ON (number) * FROM ${rows} ORDER BY number, row_no) s LEFT JOIN ${kind.table} t ON t.id = s.existing_id`,
      identity: [],
      targets: [...targetsOf(kind.columns, present), ...references.map(({ id }): [string, string] => [id, `s.${id}`]), ...Object.entries(kind.computed ?? {})],
      conflict: "(number)",
    },
    others: [...kind.parts.map((part) => partsOf(kind, part, present, rows)), namesOf(kind, present, rows)],
  };
}

function partsOf(kind: Kind, { table, owner, columns, computed = {}, when, key, match, prefer }: Part, present: Set<string>, rows: string): Upsert {
  const distinct = ["s.number", ...key.map((column) => `s.${quoted(column)}`)].join(", ");
  return {
    table,
    from: `(SELECT DISTINCT ON (${distinct}) s.*, o.id AS owner_id, t.id AS part_id
            FROM ${rows} s LEFT JOIN ${kind.table} o ON o.number = s.number LEFT JOIN ${table} t ON t.${owner} = o.id AND (${match})
            WHERE ${when} ORDER BY ${distinct}, ${prefer ? `${prefer}, ` : ""}s.row_no) s LEFT JOIN ${table} t ON t.id = s.part_id`,
    identity: [["id", "COALESCE(s.part_id, tower_uuid_v7())"], [owner, "s.owner_id"], ["version", "1"]],
    targets: [...targetsOf(columns, present), ...Object.entries(computed)],
    conflict: "(id)",
  };
}

function namesOf({ noun, table }: Kind, present: Set<string>, rows: string): Upsert {
  const column = `${noun.toLowerCase()}_id`;
  return {
    table: "external_refs",
    from: `(SELECT DISTINCT ON (COALESCE(s.external_id, s.number)) s.number, COALESCE(s.external_id, s.number) AS name, s.source_version, o.id AS owner_id
            FROM ${rows} s LEFT JOIN ${table} o ON o.number = s.number ORDER BY COALESCE(s.external_id, s.number), s.row_no) s
           LEFT JOIN external_refs t ON t.system = $2::text AND t.external_id = s.name AND t.${column} IS NOT NULL`,
    identity: [["system", "$2::text"], ["external_id", "s.name"], ["version", "1"]],
    targets: [[column, "s.owner_id"], ...(present.has("source_version") ? [["source_version", "s.source_version"] as [string, string]] : [])],
    conflict: `(system, external_id) WHERE ${column} IS NOT NULL`,
  };
}

/** What each documented column puts into the table; a column that the file has no word for is left out. */
function targetsOf(columns: Columns, present: Set<string>): [column: string, sql: string][] {
  return Object.entries(columns).flatMap(([column, { into = column, otherwise, resolve }]): [string, string][] => {
    if (into === null) return [];
    if (resolve) return [[into, resolve]];
    if (otherwise) return [[into, `COALESCE(s.${quoted(column)}, t.${into}, ${otherwise})`]];
    return present.has(column) ? [[into, `s.${quoted(column)}`]] : [];
  });
}

/** Takes out the rows of records that stand so already, so that only changes cost more than a comparison; counts these records. */
export async function dropUnchanged(tx: Tx, rows: string, { records, others }: Upserts, system: string): Promise<number> {
  const changed = [records, ...others].map(({ from, targets }) =>
    `SELECT s.number FROM ${from} WHERE t.id IS NULL OR ROW(${targets.map(([column]) => `t.${column}`).join(", ")}) IS DISTINCT FROM ROW(${targets.map(([, sql]) => sql).join(", ")})`);
  const [dropped] = await tx.query<{ records: number }>(
    `WITH changed AS MATERIALIZED (${changed.join("\nUNION ALL ")}),
     dropped AS (DELETE FROM ${rows} WHERE number NOT IN (SELECT number FROM changed) AND $1::timestamptz IS NOT NULL RETURNING number)
     SELECT count(DISTINCT number)::int AS records FROM dropped`,
    [tx.now, system],
  );
  return dropped!.records;
}

/** Creates unknown numbers and changes known ones, adding the new to those watched; versions are given once all is done. */
export const writeRecords = (tx: Tx, records: Upsert, watched: string) =>
  tx.query(`WITH written AS (${insertOf(records)} RETURNING id, xmax = 0 AS created) INSERT INTO ${watched} SELECT id, NULL FROM written WHERE created`, [tx.now]);

export const write = (tx: Tx, upsert: Upsert, system: string) =>
  tx.query(insertOf(upsert), upsert.table === "external_refs" ? [tx.now, system] : [tx.now]);

function insertOf({ table, from, identity, targets, conflict }: Upsert): string {
  const all = [...identity, ...targets];
  const columns = targets.map(([column]) => column);
  // a record's own version and time follow from the whole of what happens to it; see watchChanges
  const ownVersion = identity.length ? `, version = ${table}.version + 1, updated_at = EXCLUDED.updated_at` : "";
  return `
    INSERT INTO ${table} (${all.map(([column]) => column).join(", ")}, created_at, updated_at)
    SELECT ${all.map(([, sql]) => sql).join(", ")}, $1::timestamptz, $1::timestamptz FROM ${from} ORDER BY s.number
    ON CONFLICT ${conflict} DO UPDATE SET ${columns.map((column) => `${column} = EXCLUDED.${column}`).join(", ")}${ownVersion}
    WHERE ROW(${columns.map((column) => `${table}.${column}`).join(", ")}) IS DISTINCT FROM ROW(${columns.map((column) => `EXCLUDED.${column}`).join(", ")})`;
}
