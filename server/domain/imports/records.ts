import { Problem } from "./issues.js";

/** One row of a file with its number as a spreadsheet shows it. */
export interface FileRow {
  row: number;
  cells: string[];
  /** Why its cells can't be told apart; `cells` is then a guess, good for finding out which record it speaks of. */
  problem?: Problem;
}

export const LINE_END = /\r\n|\n|\r/;
const CR = "\r";
const MAX_ROW = 1024 * 1024;

/**
 * Cuts text into rows as it comes, with quotes as in RFC 4180. A quote that is not closed where a cell ends refuses the rows that it
 * touches, each by its own number, and the rest of the file is read on.
 */
export class RowCutter {
  private open = "";
  private row = 0;
  private columns = 0;
  /** Inside a row that is too long to keep. */
  private skipping = false;

  constructor(private readonly delimiter: string) {}

  cut(text: string, last = false): FileRow[] {
    this.open += text;
    const rows: FileRow[] = [];
    let at = this.skipping ? this.skip() : 0;
    while (at >= 0 && at < this.open.length) {
      const quote = this.open.indexOf('"', at);
      const whole = this.wholeLines(quote < 0 ? this.open.length : quote, last && quote < 0);
      if (whole > at) {
        this.plain(this.open.slice(at, whole), rows);
        at = whole;
      }
      if (quote < 0) break;
      const next = this.quoted(at, last, rows);
      if (next === undefined) break;
      at = next;
    }
    this.open = this.open.slice(Math.max(0, at));
    if (!last && this.open.length > MAX_ROW) this.dropLong(rows);
    return rows;
  }

  /** As long as no quote was seen, cells are what stands between delimiters, and splitting is far cheaper than parsing. */
  private plain(text: string, rows: FileRow[]) {
    const lines = text.split(LINE_END);
    if (lines.at(-1) === "") lines.pop();
    for (const line of lines) {
      if (line.length > MAX_ROW) rows.push(this.refused(line, TOO_LONG));
      else rows.push(this.numbered(line.split(this.delimiter)));
    }
  }

  /** Where the lines end that are there up to a place. */
  private wholeLines(upTo: number, last: boolean): number {
    if (last) return upTo;
    const { open } = this;
    const safe = open[upTo - 1] === CR && upTo === open.length ? upTo - 1 : upTo; // its LF may be to come
    return Math.max(open.lastIndexOf("\n", safe - 1), open.lastIndexOf("\r", safe - 1)) + 1;
  }

  /** Reads one row that holds a quote; answers where the next begins, or undefined while more text is needed. */
  private quoted(start: number, last: boolean, rows: FileRow[]): number | undefined {
    const { open, delimiter } = this;
    const cells: string[] = [];
    let spans: { cell: number; lines: string[] } | undefined;
    let at = start;
    for (;;) {
      if (open[at] === '"') {
        const end = closingQuote(open, at + 1);
        if (end < 0) {
          if (!last && open.length - start <= MAX_ROW) return undefined;
          return this.refuseTouched(start, start, rows, NEVER_CLOSED);
        }
        if (end + 1 >= open.length && !last) return undefined; // a second quote may follow, which would be one of the cell's own
        const value = open.slice(at + 1, end).replaceAll('""', '"');
        let after = end + 1;
        while (open[after] === " " && delimiter !== " ") after += 1;
        if (after < open.length && open[after] !== delimiter && open[after] !== "\n" && open[after] !== CR) return this.refuseTouched(start, end, rows, MISPLACED);
        const lines = value.split(LINE_END);
        if (lines.length > 1) spans = { cell: cells.length, lines };
        cells.push(value);
        at = after;
      } else {
        let end = at;
        while (end < open.length && open[end] !== delimiter && open[end] !== "\n" && open[end] !== CR) end += 1;
        cells.push(open.slice(at, end));
        at = end;
      }
      if (at >= open.length && !last) return undefined;
      if (open[at] === delimiter) {
        at += 1;
        continue;
      }
      if (open[at] === CR && at + 1 >= open.length && !last) return undefined;
      const next = at + (open[at] === CR && open[at + 1] === "\n" ? 2 : 1);
      if (spans && this.swallowsRows(cells, spans)) return this.refuseTouched(start, at - 1, rows, SWALLOWS);
      rows.push(this.numbered(cells));
      return next;
    }
  }

  /** A cell over several lines, whose first and last line would each be a whole row, comes of a quote too many. */
  private swallowsRows(cells: string[], { cell, lines }: { cell: number; lines: string[] }): boolean {
    if (this.columns < 2) return false;
    const pieces = (line: string) => line.split(this.delimiter === "," ? /,(?! )/ : this.delimiter).length;
    return cell + pieces(lines[0]!) === this.columns && pieces(lines.at(-1)!) + cells.length - cell - 1 === this.columns;
  }

  /** Refuses each line from one place to another by its own number; answers where the next begins. */
  private refuseTouched(from: number, to: number, rows: FileRow[], why: (first: number) => Problem): number {
    const rest = this.open.slice(to).search(/[\r\n]/);
    const end = rest < 0 ? this.open.length : to + rest;
    const first = this.row + 1;
    for (const line of this.open.slice(from, end).split(LINE_END)) rows.push(this.refused(line, why(first)));
    return end + (this.open.startsWith("\r\n", end) ? 2 : 1);
  }

  private numbered(cells: string[]): FileRow {
    this.row += 1;
    this.columns ||= cells.length;
    return { row: this.row, cells };
  }

  private refused(line: string, problem: Problem): FileRow {
    this.row += 1;
    return { row: this.row, cells: line.slice(0, MAX_ROW).split(this.delimiter).map((cell) => cell.replace(/^"(.*)"$/, "$1")), problem };
  }

  private dropLong(rows: FileRow[]) {
    rows.push(this.refused(this.open, TOO_LONG));
    this.open = this.open.endsWith(CR) ? CR : "";
    this.skipping = true;
  }

  /** Where the row after one too long begins; -1 when its end has not come yet. */
  private skip(): number {
    const end = this.open.search(/[\r\n]/);
    if (end < 0 || (this.open[end] === CR && end + 1 === this.open.length)) {
      this.open = end < 0 ? "" : CR;
      return -1;
    }
    this.skipping = false;
    return end + (this.open.startsWith("\r\n", end) ? 2 : 1);
  }
}

/** Where a quoted cell ends, past doubled quotes; -1 when it does not. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

const MEND = "close it, double a quote that belongs to the text, or leave it out";
const TOO_LONG = new Problem("too_long_row", `is longer than ${MAX_ROW / 1024 / 1024} MB; a quote may be open`);
const NEVER_CLOSED = () => new Problem("open_quote", `opens a quote that is never closed; ${MEND}`);
const MISPLACED = (first: number) => new Problem("open_quote", `is touched by a quote that row ${first} opens and that is not closed where a cell ends; ${MEND}`);
const SWALLOWS = (first: number) => new Problem("open_quote", `is touched by a quote that row ${first} opens and that another row closes, with whole rows in between; ${MEND}`);
