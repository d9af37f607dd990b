import { FileProblem } from "./issues.js";

const MAX_ROW_LENGTH = 1024 * 1024;

/**
 * Cuts delimited text into rows as it comes. Quotes are as in RFC 4180, and one that stands where none belongs is an ordinary
 * character; a row ends with CRLF, LF or CR. Most lines have no quote, and are cut by the engine's own `split`.
 */
export class RowSplitter {
  private text = "";
  private place = 0;
  private row = 0;

  constructor(private readonly delimiter: string) {}

  /** The rows that are complete with this piece of text; `last` says that no more will come. */
  *take(piece: string, last = false): Generator<string[]> {
    this.text = this.text.slice(this.place) + piece;
    this.place = 0;
    const next = finder(this.text);
    while (this.place < this.text.length) {
      const start = this.place;
      const end = lineEnd(next, start, this.text.length);
      const quoted = next('"', start) < end;
      const found = quoted ? this.quotedRow(start, next, last) : this.plainRow(start, end, last);
      if ((found ? this.place : this.text.length) - start > MAX_ROW_LENGTH) throw this.openQuote(`is longer than ${MAX_ROW_LENGTH / 1024 / 1024} MB; a quote may be open`);
      if (!found) {
        if (last) throw this.openQuote("opens a quote that is never closed");
        return;
      }
      this.row += 1;
      yield found;
    }
  }

  private plainRow(start: number, end: number, last: boolean): string[] | undefined {
    if (!this.passLineEnd(end, last)) return undefined;
    return this.text.slice(start, end).split(this.delimiter);
  }

  private quotedRow(start: number, next: Finder, last: boolean): string[] | undefined {
    const cells: string[] = [];
    for (let at = start; ; at += this.delimiter.length) {
      let cell = "";
      if (this.text[at] === '"') {
        const closed = this.quotedCell(at, last);
        if (!closed) return undefined;
        [cell, at] = closed;
      }
      const end = Math.min(lineEnd(next, at, this.text.length), orEnd(this.text.indexOf(this.delimiter, at), this.text.length));
      cells.push(cell + this.text.slice(at, end));
      at = end;
      if (this.text.startsWith(this.delimiter, at)) continue;
      return this.passLineEnd(at, last) ? cells : undefined;
    }
  }

  /** What stands between quotes, and the place behind them; undefined when they are not closed yet. */
  private quotedCell(start: number, last: boolean): [cell: string, end: number] | undefined {
    let cell = "";
    for (let at = start + 1; ; ) {
      const quote = this.text.indexOf('"', at);
      if (quote < 0 || (quote + 1 === this.text.length && !last)) return undefined;
      cell += this.text.slice(at, quote);
      at = quote + 1;
      const follows = this.text[at];
      if (follows === '"') {
        cell += '"';
        at += 1;
      } else if (follows === undefined || follows === this.delimiter || follows === "\n" || follows === "\r") return [cell, at];
      else return [`"${cell}"`, at];
    }
  }

  /** Goes behind the end of a line; false when it isn't there yet, or a CR may still be followed by its LF. */
  private passLineEnd(end: number, last: boolean): boolean {
    const wide = this.text[end] === "\r" && this.text[end + 1] === "\n";
    if (!last && (end >= this.text.length || (this.text[end] === "\r" && end + 1 === this.text.length))) return false;
    this.place = Math.min(end + (wide ? 2 : 1), this.text.length);
    return true;
  }

  private openQuote(reason: string) {
    return new FileProblem("open_quote", `row ${this.row + 1} ${reason}`, this.row + 1);
  }
}

/** Where a character stands at or after a place, the end of the text when nowhere; it is looked for once, not again for each line. */
type Finder = (character: string, from: number) => number;

function finder(text: string): Finder {
  const known = new Map<string, number>();
  return (character, from) => {
    let place = known.get(character) ?? -1;
    if (place < from) known.set(character, (place = orEnd(text.indexOf(character, from), text.length)));
    return place;
  };
}

const orEnd = (place: number, end: number) => (place < 0 ? end : place);
const lineEnd = (next: Finder, from: number, end: number) => (from >= end ? end : Math.min(next("\n", from), next("\r", from)));
