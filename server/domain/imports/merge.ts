import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import { watchChanges } from "../../audit/watchChanges.js";
import type { Tx } from "../../database/unitOfWork.js";
import { problemsIn, repetitionsIn } from "./checks.js";
import type { Issue } from "./issues.js";
import { columnsOf, type Kind } from "./kind.js";
import type { Parsed } from "./parseFile.js";
import { dropUnchanged, upsertsOf, write, writeRecords } from "./upsert.js";

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

/** Stages the checked rows with COPY and merges them, statement by statement over all of them. */
export async function merge(tx: Tx, parsed: Parsed, { batchId, system, regions }: MergeOptions): Promise<Outcome> {
  const { kind, present } = parsed;
  const rows = await stage(tx, parsed);
  await tx.query(`SELECT count(*) FROM (SELECT FROM ${kind.table} WHERE id IN (SELECT existing_id FROM ${rows}) ORDER BY id FOR NO KEY UPDATE) locked`);
  const issues: Issue[] = [];
  for (const find of [problemsIn, repetitionsIn]) {
    const found = await find(tx, kind, rows, regions);
    issues.push(...found);
    await tx.query(`DELETE FROM ${rows} WHERE row_no = ANY($1::int[])`, [found.map(({ row }) => row)]);
  }
  const upserts = upsertsOf(kind, present, rows);
  const standing = await dropUnchanged(tx, rows, upserts, system);
  const entity = tx.manager.connection.getMetadata(kind.noun).target as new () => object;
  const watch = await watchChanges(tx, entity, `SELECT existing_id FROM ${rows}`);
  const merged = { rows, batchId, watched: watch.table };
  await writeRecords(tx, upserts.records, watch.table);
  for (const upsert of upserts.others) await write(tx, upsert, system);
  await kind.afterwards?.(tx, merged);
  const { created, updated, unchanged } = await watch.record(batchId);
  await kind.consequences?.(tx, merged);
  return { created, updated, unchanged: unchanged + standing, issues, samples: await samplesOf(tx, kind, watch.table) };
}

const ARCHIVABLE = new Set(["distributors", "orders", "invoices", "shipments", "documents"]);
const quoted = (column: string) => `"${column}"`;

/** Copies the rows in, and resolves what they refer to. */
async function stage(tx: Tx, { kind, columns, picks, spool }: Parsed): Promise<string> {
  const types = columnsOf(kind);
  const staged = `staged_${kind.kind}`;
  const rows = `rows_${kind.kind}`;
  await tx.query(`CREATE TEMP TABLE ${staged} (row_no integer, ${columns.map((column) => `${quoted(column)} ${types[column]!.sql}`).join(", ")}) ON COMMIT DROP`);
  const client = await tx.manager.queryRunner!.connect();
  await pipeline(spool.read(), client.query(copyFrom(`COPY ${staged} FROM STDIN`)));
  const values = columns.map((column) => {
    const pick = picks.get(column);
    return pick ? `${pick === "latest" ? "max" : "min"}(s.${quoted(column)}) OVER (PARTITION BY s.number) AS ${quoted(column)}` : `s.${quoted(column)}`;
  });
  const found = kind.references.flatMap(({ id, also = {} }) =>
    [`r_${id}.id AS ${id}`, ...Object.entries(also).map(([as, column]) => `r_${id}.${column} AS ${as}`)]);
  const remembered = (kind.remember ?? []).map((column) => `t.${column} AS old_${column}`);
  const joins = kind.references.map(({ id, table, column, on = `r_${id}.number = s.${quoted(column)}` }) =>
    `LEFT JOIN ${table} r_${id} ON ${on}${ARCHIVABLE.has(table) ? ` AND r_${id}.archived_at IS NULL` : ""}`);
  await tx.query(`CREATE TEMP TABLE ${rows} ON COMMIT DROP AS
    SELECT s.row_no, ${[...values, ...found, ...remembered].join(", ")}, t.id AS existing_id
    FROM ${staged} s ${joins.join(" ")} LEFT JOIN ${kind.table} t ON t.number = s.number`);
  await tx.query(`ANALYZE ${rows}`);
  return rows;
}

const SAMPLES = 10;

async function samplesOf(tx: Tx, { table }: Kind, watched: string): Promise<Sample[]> {
  const rows = await tx.query<{ number: string; before: Record<string, unknown> | null; after: Record<string, unknown> }>(
    `SELECT t.number, n.before, n.after FROM ${watched}_now n JOIN ${table} t ON t.id = n.id ORDER BY n.before IS NULL, t.number LIMIT ${SAMPLES}`);
  return rows.map(({ number, before, after }) => {
    const keys = Object.keys({ ...before, ...after }).filter((key) => JSON.stringify(before?.[key] ?? null) !== JSON.stringify(after[key] ?? null));
    const only = (values: Record<string, unknown> | null) => Object.fromEntries(keys.flatMap((key) => (values && key in values ? [[key, values[key]]] : [])));
    return { number, outcome: before ? "updated" : "created", before: only(before), after: only(after) };
  });
}
