import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { FileProblem } from "./issues.js";

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
const MAX_ROW_BYTES = 1024 * 1024;
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
  const bytes = withoutMark(beginning);
  const firstLine = bytes.toString("utf8").split(LINE_END, 1)[0]!;
  const told = /^sep=(.)$/i.exec(firstLine)?.[1]; // a spreadsheet program's own way to name its delimiter
  let row = 0;
  for await (const rows of plainRows(joined(bytes, chunks), told ?? delimiterOf(firstLine))) {
    for (const cells of rows) {
      row += 1;
      for (let i = 0; i < cells.length; i++) cells[i] = cells[i]!.trim();
      if ((row === 1 && told) || cells.every((cell) => cell === "")) continue;
      yield { row, cells };
    }
  }
}

/** As long as no quote was seen, cells are what stands between delimiters, and splitting is far cheaper than parsing. */
async function* plainRows(chunks: AsyncGenerator<Buffer>, delimiter: string): AsyncGenerator<string[][]> {
  let read = 0;
  const split = (bytes: Buffer) => {
    const lines = bytes.toString("utf8").split(LINE_END);
    if (lines.at(-1) === "") lines.pop();
    const long = lines.findIndex((line) => line.length > MAX_ROW_BYTES);
    if (long >= 0) throw tooLong(read + long + 1);
    read += lines.length;
    return lines.map((line) => line.split(delimiter));
  };
  let open: Buffer = Buffer.alloc(0);
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    const bytes = Buffer.concat([open, next.value]);
    const quote = bytes.indexOf('"');
    const whole = quote >= 0 ? quote : bytes.length - (bytes.at(-1) === CR ? 1 : 0); // a CR at the end may have its LF to come
    const end = endOfLines(bytes.subarray(0, whole));
    yield split(bytes.subarray(0, end));
    open = bytes.subarray(end);
    if (quote >= 0) return yield* quotedRows(joined(open, chunks), delimiter, read);
    if (open.length > MAX_ROW_BYTES) throw tooLong(read + 1);
  }
  yield split(open);
}

const LINE_END = /\r\n|\n|\r/;
const CR = 0x0d;
const endOfLines = (bytes: Buffer) => Math.max(bytes.lastIndexOf("\n"), bytes.lastIndexOf("\r")) + 1;

async function* quotedRows(chunks: AsyncGenerator<Buffer>, delimiter: string, before: number): AsyncGenerator<string[][]> {
  const parser = parse({
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: MAX_ROW_BYTES,
  });
  const source = Readable.from(chunks, { objectMode: false });
  source.on("error", (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const cells of parser as AsyncIterable<string[]>) yield [cells];
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error, before) : error;
  } finally {
    source.destroy();
  }
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

function unreadable(error: CsvError, before: number) {
  const row = before + Number(error.records) + 1;
  if (error.code === "CSV_QUOTE_NOT_CLOSED") return new FileProblem("open_quote", `a quote is opened in row ${row} and never closed`, row);
  if (error.code === "CSV_MAX_RECORD_SIZE") return tooLong(row);
  return new FileProblem("unreadable", `row ${row} can't be read: ${error.message}`, row);
}

const tooLong = (row: number) => new FileProblem("open_quote", `row ${row} is longer than ${MAX_ROW_BYTES / 1024 / 1024} MB; a quote may be open`, row);
