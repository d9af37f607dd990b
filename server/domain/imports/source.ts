import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { FileProblem } from "./issues.js";
import type { Content } from "./readRows.js";

const MEGABYTE = 1024 * 1024;
/** As the setting MAX_IMPORT_MB says when it is left out. */
export const DEFAULT_MAX_BYTES = 500 * MEGABYTE;

/** A file that can be read as often as it takes: for the form of its days, for its cells, and for the rows that were refused. */
export interface Source {
  hash: string;
  bytes: number;
  open(): Content;
}

/** Keeps what streams in on disk; text and bytes that stand in memory already stay there. */
export async function keepSource(content: Content, folder: string, maxBytes = DEFAULT_MAX_BYTES): Promise<Source> {
  const hash = createHash("sha256");
  let bytes = 0;
  const measure = (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new FileProblem("too_large", `the file is larger than ${Math.round(maxBytes / MEGABYTE)} MB; split it`);
    hash.update(chunk);
  };
  if (typeof content === "string" || Buffer.isBuffer(content)) {
    measure(Buffer.from(content as string));
    return { hash: hash.digest("hex"), bytes, open: () => content };
  }
  const path = join(folder, "source");
  const file = await open(path, "w", 0o600);
  try {
    for await (const chunk of content) {
      const piece = typeof chunk === "string" ? Buffer.from(chunk) : (chunk as Buffer);
      measure(piece);
      await file.write(piece);
    }
  } finally {
    await file.close();
  }
  return { hash: hash.digest("hex"), bytes, open: () => createReadStream(path, { highWaterMark: MEGABYTE / 4 }) };
}
