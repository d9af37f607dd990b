import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import { watchChanges } from "../../audit/watchChanges.js";
import type { Tx } from "../../database/unitOfWork.js";
import { problemsIn, repetitionsIn } from "./checks.js";
import type { Issue } from "./issues.js";
import { columnsOf, type Columns, type Kind, type Part } from "./kind.js";
import type { Parsed } from "./parseFile.js";

export interface Outcome {
  created: number;
  updated: number;
  unchanged: number;
  issues: Issue[];
  samples: Sample[];
}

/** One changed record, to show what an import does. */
export interface Sample {
  number: string;
  outcome: "created" | "updated";
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

export interface MergeOptions {
  batchId: string;
  /** System the records come from, for their external references. */
  system: string;
  /** Regions the actor is limited to; empty for all. */
  regions: string[];
}

const SAMPLES = 10;
const name = (column: string) => `"${column}"`;

/** Stages the checked rows with COPY and merges them, statement by statement over all of them. */
export async function merge(tx: Tx, parsed: Parsed, { batchId, system, regions }: MergeOptions): Promise<Outcome> {
  const { kind, present } = parsed;
  const rows = await stage(tx, parsed);
  const { target } = watchable(tx, kind);
  await tx.query(`SELECT count(*) FROM (SELECT FROM ${kind.table} WHERE id IN (SELECT existing_id FROM ${rows}) ORDER BY id FOR NO KEY UPDATE) locked`);
  const issues: Issue[] = [];
  for (const find of [() => problemsIn(tx, kind, rows, regions), () => repetitionsIn(tx, kind, rows)]) {
    const found = await find();
    issues.push(...found);
    await tx.query(`DELETE FROM ${rows} WHERE row_no = ANY($1::int[])`, [found.map(({ row }) => row)]);
  }
  const watch = await watchChanges(tx, target as new () => object, `SELECT existing_id FROM ${rows}`);
  const merged = { rows, batchId, watched: watch.table };
  await upsertRecords(tx, kind, present, merged);
  for (const part of kind.parts) await upsertParts(tx, kind, part, present, rows);
  await refer(tx, kind, present, rows, system);
  await kind.afterwards?.(tx, merged);
  const counts = await watch.record(batchId);
  await kind.consequences?.(tx, merged);
  return { ...counts, issues, samples: await samplesOf(tx, kind, watch.table) };
}

const watchable = (tx: Tx, kind: Kind) => tx.manager.connection.getMetadata(kind.noun);

/** Copies the rows in, and resolves what they refer to. */
async function stage(tx: Tx, { kind, columns, picks, spool }: Parsed): Promise<string> {
  const types = columnsOf(kind);
  const staged = `staged_${kind.kind}`;
  const rows = `rows_${kind.kind}`;
  await tx.query(`CREATE TEMP TABLE ${staged} (row_no integer, ${columns.map((c) => `${name(c)} ${types[c]!.sql}`).join(", ")}) ON COMMIT DROP`);
  const client = await tx.manager.queryRunner!.connect();
  await pipeline(spool.read(), client.query(copyFrom(`COPY ${staged} FROM STDIN`)));
  const values = columns.map((c) => {
    const pick = picks.get(c);
    return pick ? `${pick === "latest" ? "max" : "min"}(s.${name(c)}) OVER (PARTITION BY s.number) AS ${name(c)}` : `s.${name(c)}`;
  });
  const found = kind.references.flatMap(({ id, also = {} }) =>
    [`r_${id}.id AS ${id}`, ...Object.entries(also).map(([as, column]) => `r_${id}.${column} AS ${as}`)]);
  const remembered = (kind.remember ?? []).map((column) => `t.${column} AS old_${column}`);
  const joins = kind.references.map(({ id, table, column, on }) =>
    `LEFT JOIN ${table} r_${id} ON ${on ?? `r_${id}.number = s.${name(column)}`}${ARCHIVABLE.has(table) ? ` AND r_${id}.archived_at IS NULL` : ""}`);
  await tx.query(`CREATE TEMP TABLE ${rows} ON COMMIT DROP AS
    SELECT s.row_no, ${[...values, ...found, ...remembered].join(", ")}, t.id AS existing_id
    FROM ${staged} s ${joins.join(" ")} LEFT JOIN ${kind.table} t ON t.number = s.number`);
  await tx.query(`ANALYZE ${rows}`);
  return rows;
}

const ARCHIVABLE = new Set(["distributors", "orders", "invoices", "shipments", "documents"]);

/** What each column of the table becomes: `s` is the staged row, `t` what stands there. */
function targetsOf(columns: Columns, present: Set<string>): [column: string, sql: string][] {
  return Object.entries(columns).flatMap(([column, { into = column, otherwise, resolve }]): [string, string][] => {
    if (into === null) return [];
    if (resolve) return [[into, resolve]];
    if (otherwise) return [[into, `COALESCE(s.${name(column)}, t.${into}, ${otherwise})`]];
    return present.has(column) ? [[into, `s.${name(column)}`]] : [];
  });
}

const setting = (table: string, columns: string[]) => ({
  set: columns.map((column) => `${column} = EXCLUDED.${column}`).join(", "),
  differs: `ROW(${columns.map((column) => `${table}.${column}`).join(", ")}) IS DISTINCT FROM ROW(${columns.map((column) => `EXCLUDED.${column}`).join(", ")})`,
});

/** Creates unknown numbers and changes known ones where something differs; versions are given once all is done. */
async function upsertRecords(tx: Tx, kind: Kind, present: Set<string>, { rows, watched }: { rows: string; watched: string }) {
  const references = kind.references.flatMap(({ column, id, looksUp }): [string, string][] => (looksUp || !present.has(column) ? [] : [[id, `s.${id}`]]));
  const targets = [...targetsOf(kind.columns, present), ...references, ...Object.entries(kind.computed ?? {})];
  const columns = targets.map(([column]) => column);
  const { set, differs } = setting(kind.table, columns);
  await tx.query(
    `WITH upserted AS (
       INSERT INTO ${kind.table} (${columns.join(", ")}, created_at, updated_at)
       SELECT ${targets.map(([, sql]) => sql).join(", ")}, $1::timestamptz, $1::timestamptz
       FROM (SELECT DISTINCT ON (number) * FROM ${rows} ORDER BY number, row_no) s LEFT JOIN ${kind.table} t ON t.id = s.existing_id
       ORDER BY s.number
       ON CONFLICT (number) DO UPDATE SET ${set} WHERE ${differs}
       RETURNING id, xmax = 0 AS created)
     INSERT INTO ${watched} SELECT id, NULL FROM upserted WHERE created`,
    [tx.now],
  );
}

async function upsertParts(tx: Tx, kind: Kind, { table, owner, columns: given, computed = {}, when, key, match, prefer }: Part, present: Set<string>, rows: string) {
  const targets = [...targetsOf(given, present), ...Object.entries(computed)];
  const columns = targets.map(([column]) => column);
  const { set, differs } = setting(table, columns);
  const distinct = ["s.number", ...key.map((column) => `s.${name(column)}`)].join(", ");
  await tx.query(
    `INSERT INTO ${table} (id, ${owner}, ${columns.join(", ")}, created_at, updated_at)
     SELECT COALESCE(s.part_id, tower_uuid_v7()), s.owner_id, ${targets.map(([, sql]) => sql).join(", ")}, $1::timestamptz, $1::timestamptz
     FROM (SELECT DISTINCT ON (${distinct}) s.*, o.id AS owner_id, t.id AS part_id
           FROM ${rows} s JOIN ${kind.table} o ON o.number = s.number LEFT JOIN ${table} t ON t.${owner} = o.id AND (${match})
           WHERE ${when} ORDER BY ${distinct}, ${prefer ? `${prefer}, ` : ""}s.row_no) s
     LEFT JOIN ${table} t ON t.id = s.part_id
     ON CONFLICT (id) DO UPDATE SET ${set}, version = ${table}.version + 1, updated_at = EXCLUDED.updated_at WHERE ${differs}`,
    [tx.now],
  );
}

/** Keeps what the other system calls the records. */
async function refer(tx: Tx, { noun, table }: Kind, present: Set<string>, rows: string, system: string) {
  const column = `${noun.toLowerCase()}_id`;
  const { set, differs } = setting("external_refs", [column, ...(present.has("source_version") ? ["source_version"] : [])]);
  await tx.query(
    `INSERT INTO external_refs (system, external_id, source_version, ${column}, created_at, updated_at)
     SELECT DISTINCT ON (2) $2::text, COALESCE(s.external_id, s.number), s.source_version, t.id, $1::timestamptz, $1::timestamptz
     FROM ${rows} s JOIN ${table} t ON t.number = s.number ORDER BY 2, s.row_no
     ON CONFLICT (system, external_id) WHERE ${column} IS NOT NULL
     DO UPDATE SET ${set}, version = external_refs.version + 1, updated_at = EXCLUDED.updated_at WHERE ${differs}`,
    [tx.now, system],
  );
}

async function samplesOf(tx: Tx, { table }: Kind, watched: string): Promise<Sample[]> {
  const rows = await tx.query<{ number: string; before: Record<string, unknown> | null; after: Record<string, unknown> }>(
    `SELECT t.number, n.before, n.after FROM ${watched}_now n JOIN ${table} t ON t.id = n.id ORDER BY n.before IS NULL, t.number LIMIT ${SAMPLES}`);
  return rows.map(({ number, before, after }) => {
    const keys = Object.keys({ ...before, ...after }).filter((key) => JSON.stringify(before?.[key] ?? null) !== JSON.stringify(after[key] ?? null));
    const only = (values: Record<string, unknown> | null) => Object.fromEntries(keys.flatMap((key) => (values && key in values ? [[key, values[key]]] : [])));
    return { number, outcome: before ? "updated" : "created", before: only(before), after: only(after) };
  });
}
