import type { Tx } from "../../database/unitOfWork.js";
import { recordNamed } from "../../records/index.js";
import type { Columns, Kind, Merged, Part } from "./kind.js";

/** Values on their way into one table: `s` is the staged row, `t` what stands there, `$1` the moment, `$2` the source system. */
interface Upsert {
  table: string;
  /** One row for each row of the table: the staged columns, and `target_id`, null where nothing stands yet. */
  rows: string;
  /** Columns and their SQL, set on new rows alone. */
  identity: [column: string, sql: string][];
  targets: [column: string, sql: string][];
}

/** Everything one kind writes, in order: its records, their parts, and what the source system calls them. */
export interface Upserts {
  records: Upsert;
  others: Upsert[];
}

const quoted = (column: string) => `"${column}"`;

export function upsertsOf(kind: Kind, present: Set<string>, rows: string, known: boolean): Upserts {
  const references = kind.references.filter(({ column, looksUp }) => !looksUp && present.has(column));
  return {
    records: {
      table: kind.table,
      rows: `SELECT DISTINCT ON (s.record_id) s.*, s.existing_id AS target_id FROM ${rows} s ORDER BY s.record_id, s.row_no`,
      identity: [["id", "s.record_id"]],
      targets: [...targetsOf(kind.columns, present), ...references.map(({ id }): [string, string] => [id, `s.${id}`]), ...Object.entries(kind.computed ?? {})],
    },
    others: [...kind.parts.flatMap((part) => partsOf(part, present, rows, known)), namesOf(kind, present, rows)],
  };
}

/** A file that has none of a part's columns leaves the part alone. */
function partsOf({ table, owner, columns, computed = {}, when, key, match, prefer }: Part, present: Set<string>, rows: string, known: boolean): Upsert[] {
  if (!Object.keys(columns).some((column) => present.has(column))) return [];
  const distinct = ["s.record_id", ...key.map((column) => `s.${quoted(column)}`)].join(", ");
  return [{
    table,
    rows: `SELECT DISTINCT ON (${distinct}) s.*, t.id AS target_id FROM ${rows} s LEFT JOIN ${table} t ON ${known ? `t.${owner} = s.existing_id AND (${match})` : "false"}
           WHERE ${when} ORDER BY ${distinct}, ${prefer ? `${prefer}, ` : ""}s.row_no`,
    identity: [[owner, "s.record_id"]],
    targets: [...targetsOf(columns, present), ...Object.entries(computed)],
  }];
}

function namesOf({ noun }: Kind, present: Set<string>, rows: string): Upsert {
  const name = "COALESCE(s.external_id, s.number)";
  return {
    table: "external_refs",
    // the offset makes it a look by name for each row, however few names the planner believes there are
    rows: `SELECT s.*, t.id AS target_id FROM (SELECT DISTINCT ON (${name}) s.record_id, ${name} AS name, s.source_version FROM ${rows} s ORDER BY ${name}, s.row_no) s
           LEFT JOIN LATERAL (SELECT id FROM external_refs WHERE system = $2::text AND external_id = s.name AND record_kind = '${recordNamed(noun).kind}' OFFSET 0) t ON true`,
    identity: [["system", "$2::text"], ["external_id", "s.name"], ["record_kind", `'${recordNamed(noun).kind}'`]],
    targets: [["record_id", "s.record_id"], ...(present.has("source_version") ? [["source_version", "s.source_version"] as [string, string]] : [])],
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

const differing = (targets: Upsert["targets"]) =>
  `ROW(${targets.map(([column]) => `t.${column}`).join(", ")}) IS DISTINCT FROM ROW(${targets.map(([, sql]) => sql).join(", ")})`;

/**
 * Takes out the rows of known records that stand so already, so that only changes cost more than a comparison; counts these
 * records and says whether others are left.
 */
export async function dropUnchanged(tx: Tx, kind: Kind, present: Set<string>, rows: string, system: string): Promise<{ standing: number; left: boolean }> {
  const { records, others } = upsertsOf(kind, present, `(SELECT * FROM ${rows} WHERE existing_id IS NOT NULL)`, true);
  const changed = [records, ...others].map((upsert) =>
    `SELECT s.record_id FROM (${upsert.rows}) s LEFT JOIN ${upsert.table} t ON t.id = s.target_id WHERE t.id IS NULL OR ${differing(upsert.targets)}`);
  const [dropped] = await tx.query<{ standing: number; left: boolean }>(
    `WITH changed AS MATERIALIZED (${changed.join("\nUNION ALL ")}),
     dropped AS (DELETE FROM ${rows} WHERE existing_id IS NOT NULL AND record_id NOT IN (SELECT record_id FROM changed) AND $1::timestamptz IS NOT NULL RETURNING record_id)
     SELECT count(DISTINCT record_id)::int AS standing, EXISTS (SELECT FROM changed) AS "left" FROM dropped`,
    [tx.now, system],
  );
  if (dropped!.standing) await tx.query(`ANALYZE ${rows} (number, record_id, existing_id)`); // or what follows would be planned for all of them
  return dropped!;
}

/** Changes the known records and creates the others, adding these to the watched. */
export async function writeRecords(tx: Tx, { born }: Kind, records: Upsert, { rows, known, watched }: Merged): Promise<void> {
  if (known) await tx.query(updateOf(records), [tx.now]);
  const more = Object.entries(born?.columns ?? {});
  const insert = insertOf({ ...records, targets: [...records.targets, ...more] }, born?.join.replaceAll(":rows", rows));
  await tx.query(`WITH written AS (${insert} RETURNING id) INSERT INTO ${watched} (id) SELECT id FROM written`, [tx.now]);
}

/** The same for rows that are told of in their record's entry. */
export async function writeOthers(tx: Tx, upsert: Upsert, known: boolean, system: string): Promise<void> {
  const parameters = upsert.table === "external_refs" ? [tx.now, system] : [tx.now];
  if (known) await tx.query(updateOf(upsert), parameters);
  await tx.query(insertOf(upsert), parameters);
}

const updateOf = ({ table, rows, targets }: Upsert) => `
  UPDATE ${table} t SET ${targets.map(([column, sql]) => `${column} = ${sql}`).join(", ")}, version = t.version + 1, updated_at = $1::timestamptz
  FROM (${rows}) s WHERE t.id = s.target_id AND $1::timestamptz IS NOT NULL AND ${differing(targets)}`;

/** `t` is there for what the expressions ask of it, and has no row. */
const insertOf = ({ table, rows, identity, targets }: Upsert, join = "") => `
  INSERT INTO ${table} (${[...identity, ...targets].map(([column]) => column).join(", ")}, created_at, updated_at)
  SELECT ${[...identity, ...targets].map(([, sql]) => sql).join(", ")}, $1::timestamptz, $1::timestamptz
  FROM (${rows}) s ${join} LEFT JOIN ${table} t ON false WHERE s.target_id IS NULL`;
