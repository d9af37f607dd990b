import { createReadStream, type ReadStream } from "node:fs";
import { appendFile } from "node:fs/promises";

const CHUNK = 256 * 1024;
const SPECIAL = /[\\\n\r\t]/;
const ALL_SPECIAL = new RegExp(SPECIAL, "g");
const ESCAPES: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Checked rows on disk in COPY's text format, so that the transaction begins only when all is read and stays short. */
export class Spool {
  private waiting: string[] = [];
  private size = 0;
  rows = 0;

  constructor(readonly path: string) {}

  /** Answers a promise only when it is time to wait for the disk. */
  write(row: number, columns: string[], values: Record<string, string | null>): Promise<void> | undefined {
    let line = String(row);
    for (const column of columns) {
      const value = values[column]!;
      line += value === null ? "\t\\N" : `\t${SPECIAL.test(value) ? value.replace(ALL_SPECIAL, (character) => ESCAPES[character]!) : value}`;
    }
    this.waiting.push(line, "\n");
    this.rows += 1;
    this.size += line.length;
    return this.size > CHUNK ? this.flush() : undefined;
  }

  /** Writes what waits; the file is there afterwards even when no row was good. */
  async flush(): Promise<void> {
    const text = this.waiting.join("");
    this.waiting = [];
    this.size = 0;
    await appendFile(this.path, text, { mode: 0o600 });
  }

  read(): ReadStream {
    return createReadStream(this.path);
  }
}
