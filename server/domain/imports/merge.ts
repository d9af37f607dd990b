import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import { watchChanges, type Changed } from "../../audit/watchChanges.js";
import type { Tx } from "../../database/unitOfWork.js";
import { outOfReach, problemsIn, repetitionsIn, withinReach } from "./checks.js";
import { doubtsIn, pickedIn, remark, twinsIn } from "./doubts.js";
import { columnsOf, type Kind } from "./kind.js";
import type { Parsed } from "./parseFile.js";
import { RefusedRows } from "./refused.js";
import { trustStatisticsOf } from "./statistics.js";
import { Tally } from "./tally.js";
import { dropUnchanged, upsertsOf, writeOthers, writeRecords } from "./upsert.js";

export interface Outcome {
  created: number;
  updated: number;
  unchanged: number;
  /** What reading and merging have to say, together. */
  tally: Tally;
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
  /** File that gets number and reasons of every refused row. */
  refusedPath: string;
}

/** Stages the checked rows with COPY and merges them, statement by statement over all of them. */
export async function merge(tx: Tx, parsed: Parsed, { batchId, system, regions, refusedPath }: MergeOptions): Promise<Outcome> {
  const { kind, present } = parsed;
  if (kind.alone) return mergeAlone(tx, parsed, kind.alone, { batchId, refusedPath });
  const rows = await stage(tx, parsed, regions);
  let known = await lockKnown(tx, kind, rows);
  const refused = await RefusedRows.begin(tx, parsed, rows);
  for (const finding of outOfReach(kind, rows, { regions, known })) await refused.setAside(finding);
  const { remarks = [], told = [] } = (known && (await kind.beforehand?.(tx, { rows, batchId }))) || {};
  for (const find of [problemsIn, repetitionsIn]) for (const finding of find(kind, rows, { regions, known })) await refused.setAside(finding);
  const tally = Tally.of(parsed.tally, await refused.tally());
  for (const finding of [...remarks, ...pickedIn(parsed), ...doubtsIn(kind, rows, known, tx.today), twinsIn(kind, rows)]) await remark(tx, tally, finding);
  if (tally.errors + tally.conflicts) await refused.writeTo(refusedPath);
  let standing = 0;
  if (known) ({ standing, left: known } = await dropUnchanged(tx, kind, present, rows, system));
  const toldAlone = told.length ? await countOthers(tx, rows, told) : 0;
  const entity = tx.manager.connection.getMetadata(kind.noun).target as new () => object;
  const watch = await watchChanges(tx, entity, `SELECT existing_id FROM ${rows} WHERE existing_id IS NOT NULL`);
  const merged = { rows, known, batchId, watched: watch.table };
  const { records, others } = upsertsOf(kind, present, rows, known);
  await writeRecords(tx, kind, records, merged);
  await trustStatisticsOf(tx, kind, parsed.spool.rows);
  for (const upsert of others) await writeOthers(tx, upsert, known, system);
  await trustStatisticsOf(tx, kind, parsed.spool.rows);
  await kind.afterwards?.(tx, merged);
  const { created, updated, unchanged } = await watch.record(batchId);
  await kind.consequences?.(tx, merged);
  return { created, updated: updated + toldAlone, unchanged: unchanged + standing - toldAlone, tally, samples: (await watch.samples(SAMPLES)).map(sampleOf) };
}

const SAMPLES = 10;
const isArchivable = (tx: Tx, table: string) => tx.manager.connection.entityMetadatas.some(({ tableName, propertiesMap }) => tableName === table && "archivedAt" in propertiesMap);
const quoted = (column: string) => `"${column}"`;

/** Rows that are no records with a number bring their own checks and their own way in. */
async function mergeAlone(tx: Tx, parsed: Parsed, { problems, write }: NonNullable<Kind["alone"]>, { batchId, refusedPath }: Pick<MergeOptions, "batchId" | "refusedPath">): Promise<Outcome> {
  const staged = await copyIn(tx, parsed);
  const refused = await RefusedRows.begin(tx, parsed, staged);
  await tx.query(`SET LOCAL enable_seqscan = off`); // a table that is small now would be read from end to end for each row
  await refused.setAside(problems(staged), [tx.today]);
  const tally = Tally.of(parsed.tally, await refused.tally());
  if (tally.errors + tally.conflicts) await refused.writeTo(refusedPath);
  const written = await write(tx, staged, batchId);
  await tx.query(`SET LOCAL enable_seqscan = on`);
  return { ...written, tally, samples: [] };
}

/** Copies the rows in as the file has them. */
async function copyIn(tx: Tx, { kind, columns, spool }: Parsed): Promise<string> {
  const types = columnsOf(kind);
  const staged = `staged_${kind.kind}`;
  await tx.query(`CREATE TEMP TABLE ${staged} (row_no integer, ${Object.keys(types).map((column) => `${quoted(column)} ${types[column]!.sql}`).join(", ")}) ON COMMIT DROP`);
  const client = await tx.manager.queryRunner!.connect();
  await pipeline(spool.read(), client.query(copyFrom(`COPY ${staged} (row_no, ${columns.map(quoted).join(", ")}) FROM STDIN`)));
  return staged;
}

/** Copies the rows in, and resolves what they refer to. */
async function stage(tx: Tx, parsed: Parsed, regions: string[]): Promise<string> {
  const { kind, picks, picksDeclared } = parsed;
  const types = columnsOf(kind);
  const staged = await copyIn(tx, parsed);
  const rows = `rows_${kind.kind}`;
  const picked = [...picks].map(([column, pick]) => ({ column, pick, stands: picksDeclared && kind.columns[column] && `picked_${column}` }));
  const values = Object.keys(types).map((column) => {
    const pick = picked.find((pick) => pick.column === column);
    if (!pick) return `s.${quoted(column)}`;
    const ofFile = `${pick.pick === "latest" ? "max" : "min"}(s.${quoted(column)}) OVER (PARTITION BY s.number)`;
    // what stands there came from rows too, perhaps from the other half of this file
    return `${pick.stands ? `${pick.pick === "latest" ? "GREATEST" : "LEAST"}(${ofFile}, n.${pick.stands})` : ofFile} AS ${quoted(column)}`;
  });
  const found = kind.references.flatMap(({ id, also = {} }) =>
    [`r_${id}.id AS ${id}`, ...Object.entries(also).map(([as, column]) => `r_${id}.${column} AS ${as}`)]);
  const remembered = (kind.remember ?? []).map((column) => `old_${column}`);
  const joins = kind.references.map(({ id, table, column, on = `r_${id}.number = s.${quoted(column)}` }) =>
    `LEFT JOIN ${table} r_${id} ON ${on}${isArchivable(tx, table) ? ` AND r_${id}.archived_at IS NULL` : ""}${withinReach(table, `r_${id}`, regions)}`);
  await tx.query(`CREATE TEMP TABLE ${rows} ON COMMIT DROP AS
    SELECT s.row_no, ${[...values, ...found, ...remembered.map((column) => `n.${column}`)].join(", ")}, n.existing_id, n.record_id
    FROM ${staged} s ${joins.join(" ")} JOIN (
      SELECT g.number, t.id AS existing_id, COALESCE(t.id, tower_uuid_v7()) AS record_id${picked.map(({ column, stands }) => (stands ? `, t.${kind.columns[column]!.into ?? column} AS ${stands}` : "")).join("")}${(kind.remember ?? []).map((column) => `, t.${column} AS old_${column}`).join("")}
      FROM (SELECT number FROM ${staged} GROUP BY number ORDER BY min(row_no)) g LEFT JOIN ${kind.table} t ON t.number = g.number) n ON n.number = s.number`);
  await tx.query(`ANALYZE ${rows} (number, record_id, existing_id)`);
  return rows;
}

/** Keeps others from changing the records that the file knows; says whether there are any. */
async function lockKnown(tx: Tx, { table }: Kind, rows: string): Promise<boolean> {
  const [locked] = await tx.query<{ records: number }>(`SELECT count(*)::int AS records FROM (
    SELECT FROM ${table} WHERE id IN (SELECT existing_id FROM ${rows} WHERE existing_id IS NOT NULL) ORDER BY id FOR NO KEY UPDATE) locked`);
  return locked!.records > 0;
}

/** How many of these records have no row left that would change them. */
async function countOthers(tx: Tx, rows: string, ids: string[]): Promise<number> {
  const [others] = await tx.query<{ records: number }>(
    `SELECT count(*)::int AS records FROM (SELECT unnest($1::uuid[]) EXCEPT SELECT existing_id FROM ${rows} WHERE existing_id IS NOT NULL) others`, [ids]);
  return others!.records;
}

function sampleOf({ number, before, after }: Changed): Sample {
  const keys = Object.keys({ ...before, ...after }).filter((key) => JSON.stringify(before?.[key] ?? null) !== JSON.stringify(after[key] ?? null));
  const only = (values: Record<string, unknown> | null) => Object.fromEntries(keys.flatMap((key) => (values && key in values ? [[key, values[key]]] : [])));
  return { number, outcome: before ? "updated" : "created", before: only(before), after: only(after) };
}
