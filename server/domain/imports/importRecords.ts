import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ImportState, type ImportKind } from "../../../entities/enums.js";
import type { Context } from "../../context.js";
import { authorizeNoun } from "../../policies/authorize.js";
import { forecastDetection } from "../detection/previewDetection.js";
import { badInput } from "../errors.js";
import { isDayForm } from "./days.js";
import { FileProblem, type Issue } from "./issues.js";
import type { Kind } from "./kind.js";
import { KINDS } from "./kinds/index.js";
import { loadMapping, type Mapping } from "./mapping.js";
import { merge, type Outcome, type Sample } from "./merge.js";
import { trustStatistics } from "./statistics.js";
import { parseFile, type Parsed } from "./parseFile.js";
import { readRows, type Content } from "./readRows.js";
import { Runs } from "./runs.js";
import { keepSource } from "./source.js";
import type { Cause } from "./tally.js";

export interface ImportFile {
  /** Left out, a mapping yields every kind it finds in the file. */
  kind?: ImportKind;
  mapping?: string;
  /** Forms that days are written in, such as `D/M/YYYY`; instead of those of the mapping. */
  days?: string[] | null;
  fileName: string;
  content: Content;
  maxBytes?: number;
  /** Only say what would happen. */
  preview: boolean;
  /** Apply nothing when any row is refused. */
  strict?: boolean;
  /** Whether detection follows; true when left out. */
  detect?: boolean;
  /** The day from which on causes open cases; what began before it comes in as history. */
  since?: string;
  onProgress?: (progress: { phase: "reading" | "merging"; rows: number; kind?: ImportKind }) => void;
}

const NOT_TEXT = /[\u0000-\u001f\u007f]/; // eslint-disable-line no-control-regex

export interface ImportReport {
  id: string;
  kind: ImportKind;
  state: ImportState;
  /** `rows`, `errors` and `conflicts` count rows of the file, the others records. */
  counts: { rows: number; created: number; updated: number; unchanged: number; errors: number; conflicts: number };
  /** The first thousand refusals and the first thousand remarks, by row. */
  issues: Issue[];
  /** Of a preview: cases that detection would open, and causes that are too old for one. */
  forecast: Forecast | null;
  /** All of them, counted. */
  causes: Cause[];
  /** Whether all refused rows are kept as CSV; see `refusedRowsOf`. */
  hasRefusedRows: boolean;
  /** A few of the records it changes. */
  samples: Sample[];
}

export type Forecast = Awaited<ReturnType<typeof forecastDetection>>;

/** Longest for one statement; a file of a million rows takes minutes. */
const MINUTES_A_STATEMENT = 240;

/** Brings a file of one kind in; see docs/IMPORT.md. Bad rows are reported and never stop good ones, unless asked to. */
export async function importRecords(ctx: Context, input: ImportFile & { kind: ImportKind }): Promise<ImportReport> {
  return (await importFile(ctx, input))[0]!;
}

/** The same for every kind of record that a mapping finds in the file, all of them or none. */
export async function importFile(ctx: Context, input: ImportFile): Promise<ImportReport[]> {
  const { mapping, kinds } = await readOrder(ctx, input);
  const folder = await mkdtemp(join(tmpdir(), "tower-import-"));
  const runs = new Runs(ctx, input, kinds.map(({ kind }) => kind), folder);
  try {
    const source = (runs.source = await keepSource(input.content, folder, input.maxBytes));
    const parsed = await parseFile(() => readRows(source.open()), {
      kinds, mapping, folder, actor: ctx.actor, days: input.days ?? undefined,
      style: { decimalMark: mapping?.decimalMark, timeZone: ctx.services.timeZone },
      onRow: (rows) => rows % 1_000 === 0 && input.onProgress?.({ phase: "reading", rows }),
    });
    return await apply(ctx, input, parsed, runs);
  } catch (error) {
    const problem = error instanceof FileProblem ? error : tookTooLong(error) ?? refusedByDatabase(error);
    if (!problem) throw error;
    return await runs.storeFailure(problem.issue);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is asked of a file, before any of it is read: refuses what the actor may not do, and what can't be meant. */
export async function readOrder(ctx: Context, input: Omit<ImportFile, "content">): Promise<{ mapping?: Mapping; kinds: Kind[] }> {
  await mayImport(ctx);
  const mapping = input.mapping ? await loadMapping(input.mapping) : undefined;
  const kinds = Object.values(KINDS).filter(({ kind }) => (input.kind ? kind === input.kind : mapping?.kinds[kind]));
  if (!kinds.length) throw badInput("kind", "Say what the rows are, or name a mapping that knows.");
  if (mapping && input.kind && !mapping.kinds[input.kind]) throw badInput("kind", `The mapping ${mapping.name} yields ${Object.keys(mapping.kinds).join(", ")}.`);
  await mayImport(ctx, kinds);

  if (input.since && input.since > ctx.today()) throw badInput("since", `${input.since} is still to come; detection looks back to a day that has been.`);
  const unclear = input.days?.find((form) => !isDayForm(form));
  if (unclear !== undefined) throw badInput("days", `${unclear} is no way to write a day; name a year, a month and a day, such as D/M/YYYY, M/D/YY or D-Mon-YY.`);
  if (NOT_TEXT.test(input.fileName)) throw badInput("fileName", "The name of the file holds a control character.");
  return { mapping, kinds };
}

/** In a transaction of its own, so that a refusal is put on record. */
const mayImport = (ctx: Context, kinds: readonly { noun: string; kind: ImportKind }[] = []) =>
  ctx.transaction(async () => {
    authorizeNoun(ctx.actor, "import", "ImportRun", "import records");
    for (const { noun, kind } of kinds) authorizeNoun(ctx.actor, "change", noun, `import ${kind}`);
  });

class RolledBack extends Error {
  constructor(readonly outcomes: Outcome[], readonly forecast: Forecast | null) {
    super("rolled back on purpose");
  }
}

const ATTEMPTS = 3;

async function apply(ctx: Context, input: ImportFile, parsed: Parsed[], runs: Runs, attempt = 1): Promise<ImportReport[]> {
  let refused = false;
  try {
    return await ctx.transaction(async (tx) => {
      await tx.allowMinutes(MINUTES_A_STATEMENT);
      await tx.query(`SELECT set_config('tower.zone', $1, true)`, [ctx.services.timeZone]);
      await tx.query(`SET LOCAL jit = off`);
      await tx.query(`SET LOCAL work_mem = '64MB'`);
      await tx.query(`SET LOCAL default_statistics_target = 10`);
      // Imports touch many rows in many tables; taking turns keeps them from waiting on each other in a circle.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('tower_imports'))`);
      await trustStatistics(tx);
      const outcomes: Outcome[] = [];
      const ids = await tx.query<{ id: string }>(`SELECT tower_uuid_v7() AS id FROM generate_series(1, ${parsed.length})`);
      for (const [i, part] of parsed.entries()) {
        input.onProgress?.({ phase: "merging", rows: part.spool.rows, kind: part.kind.kind });
        const outcome = await merge(tx, part, { batchId: ids[i]!.id, system: input.mapping ?? "csv", regions: ctx.actor.regions, refusedPath: runs.refusedPath(part.kind.kind) });
        outcomes.push(outcome);
      }
      refused = Boolean(input.strict) && outcomes.some(({ tally }) => tally.errors + tally.conflicts > 0);
      if (input.preview || refused) throw new RolledBack(outcomes, refused || input.detect === false ? null : await forecastDetection(ctx, tx, { since: input.since }));
      return runs.store(tx, ImportState.APPLIED, parsed, { outcomes, forecast: null }, ids.map(({ id }) => id));
    });
  } catch (error) {
    // A verb may lock the same records in another order, or create one of them meanwhile; the rows are still there.
    if (metAnother(error) && attempt < ATTEMPTS) return apply(ctx, input, parsed, runs, attempt + 1);
    if (!(error instanceof RolledBack)) throw error;
    return ctx.transaction((tx) => runs.store(tx, refused && !input.preview ? ImportState.FAILED : ImportState.PREVIEWED, parsed, error));
  }
}

const driverErrorOf = (error: unknown) => ((error as { driverError?: object }).driverError ?? error) as Record<string, string | undefined>;
const metAnother = (error: unknown) => codeOf(error) === "40P01" || /_number_key$/.test(driverErrorOf(error).constraint ?? "");
const codeOf = (error: unknown) => driverErrorOf(error).code ?? "";

/** Nothing of the file is in, since all of it or nothing commits. */
function tookTooLong(error: unknown): FileProblem | undefined {
  return codeOf(error) === "57014" ? new FileProblem("took_too_long", `the database was stopped in a step that took too long (at most ${MINUTES_A_STATEMENT / 60} hours), and nothing of the file was applied; bring it in again when less is going on, or as several smaller files`) : undefined;
}

/** A rule of the database that none of our checks foresaw refuses the whole file, in its own words. */
function refusedByDatabase(error: unknown): FileProblem | undefined {
  const { constraint, detail, message } = driverErrorOf(error);
  return /^(2[23]|54)/.test(codeOf(error)) ? new FileProblem("refused_by_database", `the database refuses it: ${[message, detail, constraint].filter(Boolean).join("; ")}`) : undefined;
}
