import { once } from "node:events";
import { createReadStream, createWriteStream, type ReadStream } from "node:fs";

const CHUNK = 64 * 1024;
const SPECIAL = /[\\\n\r\t]/;
const ALL_SPECIAL = new RegExp(SPECIAL, "g");
const ESCAPES: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Checked rows on disk in COPY's text format, so that the transaction begins only when all is read and stays short. */
export class Spool {
  private readonly stream;
  private waiting: string[] = [];
  private size = 0;
  rows = 0;

  constructor(private readonly path: string) {
    this.stream = createWriteStream(path, { mode: 0o600 });
  }

  async write(row: number, columns: string[], values: Record<string, string | null>): Promise<void> {
    let line = String(row);
    for (const column of columns) {
      const value = values[column]!;
      line += value === null ? "\t\\N" : `\t${SPECIAL.test(value) ? value.replace(ALL_SPECIAL, (character) => ESCAPES[character]!) : value}`;
    }
    line += "\n";
    this.waiting.push(line);
    this.rows += 1;
    this.size += line.length;
    if (this.size > CHUNK) await this.flush();
  }

  async close(): Promise<void> {
    await this.flush();
    this.stream.end();
    await once(this.stream, "close");
  }

  read(): ReadStream {
    return createReadStream(this.path);
  }

  private async flush(): Promise<void> {
    const text = this.waiting.join("");
    this.waiting = [];
    this.size = 0;
    if (!this.stream.write(text)) await once(this.stream, "drain");
  }
}
