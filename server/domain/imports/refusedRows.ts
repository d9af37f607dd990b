import { createReadStream, existsSync } from "node:fs";
import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { ImportState } from "../../../entities/enums.js";
import { ImportRun } from "../../../entities/ImportRun.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import { abilityFor } from "../../policies/ability.js";
import { notFound } from "../errors.js";
import { KINDS } from "./kinds/index.js";
import { ADDED_HEADINGS } from "./parseFile.js";
import { readRows } from "./readRows.js";
import type { Source } from "./source.js";

const PART_BYTES = 512 * 1024;
const PREVIEWS_KEPT = "7 days";

/**
 * Keeps the refused rows of a file as it had them, each with its number and reason, compressed beside the import. Those of imports
 * stay as long as these do, those of previews a week.
 */
export async function keepRefusedRows(tx: Tx, importId: string, source: Source, reasonPaths: string[]): Promise<void> {
  await tx.query(`DELETE FROM import_refused_parts p USING imports i WHERE i.id = p.import_id AND i.state = $1 AND i.created_at < $2::timestamptz - $3::interval`, [ImportState.PREVIEWED, tx.now, PREVIEWS_KEPT]);
  const parts = new PassThrough();
  const compressing = pipeline(Readable.from(csvOf(source, reasonPaths)), createGzip(), parts);
  let part = 0;
  let waiting: Buffer[] = [];
  let size = 0;
  const write = async () => {
    part += 1;
    await tx.query(`INSERT INTO import_refused_parts (import_id, part, content) VALUES ($1, $2, $3)`, [importId, part, Buffer.concat(waiting)]);
    waiting = [];
    size = 0;
  };
  for await (const piece of parts as AsyncIterable<Buffer>) {
    waiting.push(piece);
    size += piece.length;
    if (size >= PART_BYTES) await write();
  }
  if (size) await write();
  await compressing;
}

/** Goes through the file and the lists of reasons side by side; all of them are in the file's order, and no row is on two lists. */
async function* csvOf(source: Source, reasonPaths: string[]): AsyncGenerator<string> {
  const lists = reasonPaths.map((path) => new ReasonList(path));
  for (const list of lists) await list.read();
  let heading = true;
  let width = 0;
  let dropped = new Set<number>();
  for await (const rows of readRows(source.open())) {
    let text = "";
    for (const { row, cells } of rows) {
      if (heading) {
        heading = false;
        const added = ADDED_HEADINGS.map((name) => cells.findIndex((cell) => cell.toLowerCase() === name)).filter((place) => place >= 0);
        dropped = new Set(added);
        width = cells.length;
        text += lineOf([...cells.filter((_, place) => !dropped.has(place)), ...ADDED_HEADINGS]);
        continue;
      }
      for (const list of lists) {
        if (row !== list.row) continue;
        const own = Array.from({ length: Math.max(width, cells.length) }, (_, place) => cells[place] ?? "").filter((_, place) => !dropped.has(place));
        text += lineOf([...own, String(row), list.reason]);
        if (!list.next()) await list.read();
      }
    }
    if (text) yield text;
    if (lists.every(({ row }) => row === undefined)) return;
  }
}

/** Row numbers and reasons in COPY's format, read a piece at a time. */
class ReasonList {
  row?: number;
  reason = "";
  private lines: string[] = [];
  private open = "";
  private readonly pieces: AsyncIterator<string>;

  constructor(path: string) {
    this.pieces = (existsSync(path) ? createReadStream(path, { encoding: "utf8", highWaterMark: PART_BYTES }) : Readable.from([]))[Symbol.asyncIterator]();
  }

  /** Whether there was another line at hand; if not, `read` has to look for it. */
  next(): boolean {
    const line = this.lines.pop();
    if (line === undefined) return false;
    const [row, reason = ""] = line.split("\t", 2);
    this.row = Number(row);
    this.reason = reason.replace(/\\([\\nrt])/g, (_, sign: string) => PLAIN[sign]!);
    return true;
  }

  async read(): Promise<void> {
    while (!this.next()) {
      const { value, done } = await this.pieces.next();
      if (done) return void (this.row = undefined);
      const lines = (this.open + value).split("\n");
      this.open = lines.pop()!;
      this.lines = lines.reverse();
    }
  }
}

const PLAIN: Record<string, string> = { "\\": "\\", n: " ", r: " ", t: " " };
const lineOf = (cells: string[]) => `${cells.map((cell) => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")}\n`;

/** The refused rows of an import as CSV, for whoever brought it in, and for people of all regions who may import its kind. */
export async function refusedRowsOf(ctx: Context, importId: string): Promise<{ fileName: string; csv: Readable }> {
  const { pool, database } = ctx.services;
  const { tableName } = database.getMetadata(ImportRun);
  const { rows: [run] } = await pool.query(`SELECT kind, file_name, started_by_id, has_refused_rows FROM ${tableName} WHERE id::text = $1`, [importId]);
  if (!run?.has_refused_rows || !mayRead(ctx, run)) throw notFound("This list of refused rows");
  return { fileName: `refused-${String(run.file_name).replace(/[^\w.-]+/g, "_").replace(/\.\w+$/, "")}.csv`, csv: Readable.from(partsOf(ctx, importId)).pipe(createGunzip()) };
}

function mayRead({ actor }: Context, run: { kind: keyof typeof KINDS; started_by_id: string | null }): boolean {
  if (actor.kind === "system" || (actor.userId && actor.userId === run.started_by_id)) return true;
  const ability = abilityFor(actor);
  return actor.regions.length === 0 && ability.can("import", "ImportRun") && ability.can("change", KINDS[run.kind].noun);
}

async function* partsOf({ services }: Context, importId: string): AsyncGenerator<Buffer> {
  for (let part = 1; ; part++) {
    const { rows: [found] } = await services.pool.query<{ content: Buffer }>(`SELECT content FROM import_refused_parts WHERE import_id = $1 AND part = $2`, [importId, part]);
    if (!found) return;
    yield found.content;
  }
}
