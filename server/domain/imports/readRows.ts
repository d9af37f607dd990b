import type { Readable } from "node:stream";
import { decoded, refuseLostUtf16 } from "./encoding.js";
import { isBlank } from "./invisible.js";
import { FileProblem } from "./issues.js";
import { LINE_END, RowCutter, type FileRow } from "./records.js";

export type { FileRow };
export type Content = Readable | Buffer | string;

const PEEK_CHARACTERS = 64 * 1024;
const DELIMITERS = [",", ";", "\t", "|"];

/**
 * Reads rows as they come, some at a time, so that a large file never stands in memory; throws a FileProblem where it can't be read on.
 * Rows without any text are left out and keep their number; the first one told is the heading.
 */
export async function* readRows(content: Content): AsyncGenerator<FileRow[]> {
  const texts = decoded(chunksOf(content));
  const beginning = await firstRecord(texts);
  if (isBlank(beginning)) throw new FileProblem("empty_file", "the file is empty");
  const firstLine = beginning.split(LINE_END, 1)[0]!;
  const told = /^sep=(.)$/i.exec(firstLine)?.[1]; // a spreadsheet program's own way to name its delimiter
  const cutter = new RowCutter(told ?? delimiterOf(beginning));
  let heading = true;
  const filled = (rows: FileRow[]) => {
    const kept: FileRow[] = [];
    for (const row of rows) {
      const { cells } = row;
      let blank = true;
      for (let i = 0; i < cells.length; i++) {
        cells[i] = cells[i]!.trim();
        blank &&= isBlank(cells[i]!);
      }
      if (blank || (row.row === 1 && told)) continue;
      if (heading && row.problem) throw new FileProblem(row.problem.code, `the heading ${row.problem.reason}`, row.row);
      heading = false;
      kept.push(row);
    }
    return kept;
  };
  yield filled(cutter.cut(beginning));
  for await (const text of texts) yield filled(cutter.cut(text));
  yield filled(cutter.cut("", true));
}

/** Text up to the end of the first row, which may stand on several lines where it is quoted. */
async function firstRecord(texts: AsyncGenerator<string>): Promise<string> {
  let beginning = "";
  for (let next = await texts.next(); !next.done; next = await texts.next()) {
    beginning += next.value;
    if (beginning.length >= PEEK_CHARACTERS || LINE_END.test(withoutQuoted(beginning).replace(/".*$/s, "").trimStart())) break;
  }
  return beginning;
}

async function* chunksOf(content: Content): AsyncGenerator<Buffer> {
  if (typeof content === "string") refuseLostUtf16(content);
  if (typeof content === "string" || Buffer.isBuffer(content)) yield Buffer.from(content as string);
  else for await (const chunk of content) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
}

const withoutQuoted = (text: string) => text.replace(/"(?:[^"]|"")*"/g, "");

/** The delimiter that the heading has most of, outside quotes. */
function delimiterOf(beginning: string): string {
  const bare = withoutQuoted(beginning.slice(0, PEEK_CHARACTERS)).trimStart().split(LINE_END, 1)[0]!;
  const count = (delimiter: string) => bare.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}
