import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { FileProblem } from "./issues.js";
import { RowSplitter } from "./rowSplitter.js";

export type Content = Readable | Buffer | string;

/** One row of a file with its number as a spreadsheet shows it. */
export interface FileRow {
  row: number;
  cells: string[];
}

/** A delimited file, read once from beginning to end. */
export interface FileRows extends AsyncIterable<FileRow> {
  /** Known once everything was read. */
  hash(): string;
  bytesRead(): number;
}

const MAX_BYTES = 256 * 1024 * 1024;
const PEEK_BYTES = 64 * 1024;
const DELIMITERS = [",", ";", "\t", "|"];

/** Reads rows as they come, so that a large file never stands in memory; throws a FileProblem where it can't be read on. */
export function readRows(content: Content, maxBytes = MAX_BYTES): FileRows {
  const hash = createHash("sha256");
  let bytes = 0;
  async function* measured() {
    for await (const chunk of chunksOf(content)) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new FileProblem("too_large", `the file is larger than ${Math.round(maxBytes / 1024 / 1024)} MB; split it`);
      hash.update(chunk);
      yield chunk;
    }
  }
  return {
    hash: () => hash.digest("hex"),
    bytesRead: () => bytes,
    [Symbol.asyncIterator]: () => rowsIn(measured()),
  };
}

async function* rowsIn(chunks: AsyncGenerator<Buffer>): AsyncGenerator<FileRow> {
  const beginning = await peek(chunks);
  refuseOtherFormats(beginning);
  const firstLine = withoutMark(beginning).toString("utf8").split(/\r\n|\n|\r/, 1)[0]!;
  const told = /^sep=(.)$/i.exec(firstLine)?.[1]; // a spreadsheet program's own way to name its delimiter
  const splitter = new RowSplitter(told ?? delimiterOf(firstLine));
  const decoder = new TextDecoder(); // which leaves a byte-order mark out
  let row = 0;
  const numbered = function* (rows: Iterable<string[]>): Generator<FileRow> {
    for (const cells of rows) {
      row += 1;
      for (let i = 0; i < cells.length; i++) cells[i] = cells[i]!.trim();
      if ((row === 1 && told) || cells.every((cell) => cell === "")) continue;
      yield { row, cells };
    }
  };
  for await (const chunk of joined(beginning, chunks)) yield* numbered(splitter.take(decoder.decode(chunk, { stream: true })));
  yield* numbered(splitter.take(decoder.decode(), true));
}

/** Bytes up to the end of the first line, to see what kind of file it is. */
async function peek(chunks: AsyncGenerator<Buffer>): Promise<Buffer> {
  let beginning = Buffer.alloc(0);
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    beginning = Buffer.concat([beginning, next.value]);
    if (beginning.length >= PEEK_BYTES || /[\r\n]/.test(beginning.toString("latin1"))) break;
  }
  return beginning;
}

async function* joined(beginning: Buffer, rest: AsyncGenerator<Buffer>) {
  yield beginning;
  yield* rest;
}

async function* chunksOf(content: Content): AsyncGenerator<Buffer> {
  if (typeof content === "string" || Buffer.isBuffer(content)) yield Buffer.from(content as string);
  else for await (const chunk of content) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
}

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const withoutMark = (bytes: Buffer) => (bytes.subarray(0, 3).equals(MARK) ? bytes.subarray(3) : bytes);

function refuseOtherFormats(beginning: Buffer) {
  if (!withoutMark(beginning).toString("latin1").trim()) throw new FileProblem("empty_file", "the file is empty");
  const magic = beginning.subarray(0, 4).toString("latin1");
  const is =
    magic.startsWith("PK") ? "an Excel workbook or another archive"
    : magic.startsWith("\x1f\x8b") ? "compressed"
    : magic.startsWith("%PDF") ? "a PDF"
    : magic.startsWith("\xd0\xcf\x11\xe0") ? "an old Excel workbook"
    : magic.startsWith("\xff\xfe") || magic.startsWith("\xfe\xff") ? "UTF-16 text"
    : undefined;
  if (is) throw new FileProblem("not_delimited_text", `the file is ${is}; save it as CSV in UTF-8`);
}

/** The delimiter that the heading has most of, outside quotes. */
function delimiterOf(firstLine: string): string {
  const bare = firstLine.replace(/"[^"]*"/g, "");
  const count = (delimiter: string) => bare.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}
