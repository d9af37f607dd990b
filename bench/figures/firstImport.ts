import { createReadStream, type ReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { ImportKind, ImportState } from "../../entities/enums.js";
import { openBase } from "../../server/compose.js";
import { loadConfig } from "../../server/config.js";
import { systemContext } from "../../server/context.js";
import { startEmbedded } from "../../server/database/embedded.js";
import { importRecords } from "../../server/domain/imports/importRecords.js";
import type { Options } from "../options.js";
import type { Figure } from "../report.js";
import { freshFolder, removeData } from "../stage.js";
import { timed, writeOrders } from "./import.js";

const PARTNERS = 2_000;
const TENTH = 10;

/** The first large file of a new installation, to a tenth of it: what a row costs must not depend on how many there are. */
export async function measureFirstImport({ firstImportRows: rows }: Options): Promise<Figure[]> {
  const few = (rows / TENTH) / await secondsIntoNewDatabase(rows / TENTH);
  const many = rows / await secondsIntoNewDatabase(rows);
  return [
    { name: `first import of ${rows.toLocaleString("en")} rows to a tenth of it`, value: many, unit: "rows/s", ratio: many / few, atLeast: 0.8 },
    { name: `first import of ${rows.toLocaleString("en")} rows`, value: many, unit: "rows/s", atLeast: 5_000 },
  ];
}

/** Into a database that was last looked at when it knew distributors and nothing else, and that nobody looks at meanwhile. */
async function secondsIntoNewDatabase(rows: number): Promise<number> {
  const folder = await freshFolder("first-import");
  const database = await startEmbedded({ dataDir: folder, log: () => undefined });
  try {
    const base = await openBase(loadConfig({ DATABASE_URL: database.url, DATABASE_MIGRATION_URL: database.migrationUrl, ENVIRONMENT: "staging", LOG_LEVEL: "warn", DATA_DIR: folder }));
    try {
      const ctx = systemContext(base.services, "bench");
      const bring = async (kind: ImportKind, content: string | ReadStream) => {
        const { state, issues } = await importRecords(ctx, { kind, fileName: `${kind}.csv`, content, preview: false });
        if (state !== ImportState.APPLIED || issues.length) throw new Error(`The import ended as ${state}: ${JSON.stringify(issues.slice(0, 3))}`);
      };
      await bring(ImportKind.DISTRIBUTORS, ["number,legal_name,country,region", ...Array.from({ length: PARTNERS }, (_, n) => `DIST-${String(n + 1).padStart(5, "0")},Partner ${n + 1} BV,NL,West`)].join("\n"));
      await neverLookAgain(database.migrationUrl);
      const path = join(folder, "orders.csv");
      await writeOrders(path, rows, ctx.today(), PARTNERS);
      const seconds = await timed(() => bring(ImportKind.ORDERS, createReadStream(path)));
      await rm(path);
      return seconds;
    } finally {
      await base.close();
    }
  } finally {
    await database.stop();
    await removeData(folder);
  }
}

async function neverLookAgain(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query("ANALYZE");
    const { rows: tables } = await owner.query(`SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`);
    for (const { relname } of tables) await owner.query(`ALTER TABLE ${relname} SET (autovacuum_enabled = false)`);
  } finally {
    await owner.end();
  }
}
