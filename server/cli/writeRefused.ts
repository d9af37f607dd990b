import { createWriteStream } from "node:fs";
import { extname } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Context } from "../context.js";
import type { ImportReport } from "../domain/imports/importRecords.js";
import { refusedRowsOf } from "../domain/imports/refusedRows.js";

/** Writes the refused rows of an import down, each kind of several in a file of its own. */
export async function writeRefused(ctx: Context, reports: ImportReport[], path: string): Promise<void> {
  const listed = reports.filter(({ hasRefusedRows }) => hasRefusedRows);
  const end = extname(path);
  for (const { id, kind } of listed) {
    const target = listed.length > 1 ? `${path.slice(0, path.length - end.length)}-${kind}${end}` : path;
    const { csv } = await refusedRowsOf(ctx, id);
    await pipeline(csv, createWriteStream(target));
    console.log(`\nThe refused rows of the ${kind} stand in ${target}.`);
  }
}
