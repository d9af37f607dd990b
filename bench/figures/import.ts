import { createReadStream } from "node:fs";
import { open, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import { ImportKind, ImportState } from "../../entities/enums.js";
import { importRecords } from "../../server/domain/imports/importRecords.js";
import type { Options } from "../options.js";
import { type Figure, median } from "../report.js";
import { freshFolder, type Stage } from "../stage.js";

const HEAD = ["number", "distributor", "po_number", "currency", "ordered_on", "promised_on", "origin_country", "destination_country", "mode", "status",
  "line_number", "sku", "description", "quantity", "unit_price", "list_price", "unit_cost"];
const LINES = 2;

interface Run { megabytes: number; seconds: { ours: number; bare: number; inserts: number } }

/** A file of new orders, brought in as people do, with an audit entry each; against COPY of the same file into a plain table. */
export async function measureImport(stage: Stage, { importRows, imports }: Options): Promise<Figure[]> {
  const runs: Run[] = [];
  for (let run = 0; run < imports; run++) runs.push(await importOnce(stage, importRows));
  const middle = (of: (seconds: Run["seconds"]) => number) => median(runs.map(({ seconds }) => of(seconds)));
  return [
    { name: `import of ${runs[0]!.megabytes.toFixed(0)} MB to bare COPY`, value: importRows / middle(({ ours }) => ours), unit: "rows/s", ratio: middle(({ bare, ours }) => bare / ours) },
    { name: "import to plain inserts of the same rows", value: importRows / middle(({ inserts }) => inserts), unit: "rows/s", ratio: middle(({ inserts, ours }) => inserts / ours), atLeast: 0.5 },
  ];
}

async function importOnce({ ctx, owner }: Stage, rows: number): Promise<Run> {
  const folder = await freshFolder("import");
  try {
    const path = join(folder, "orders.csv");
    await writeOrders(path, rows, ctx.today());
    await owner.query(`DROP TABLE IF EXISTS bench.bare`);
    await owner.query(`CREATE TABLE bench.bare (${HEAD.map((column) => `${column} text`).join(", ")})`);
    const bare = await timed(() => pipeline(createReadStream(path), owner.query(copyFrom(`COPY bench.bare FROM STDIN WITH (FORMAT csv, HEADER)`))));
    const ours = await timed(async () => {
      const { state, issues } = await importRecords(ctx, { kind: ImportKind.ORDERS, fileName: "orders.csv", content: createReadStream(path), preview: false });
      if (state !== ImportState.APPLIED || issues.length) throw new Error(`The import ended as ${state}: ${JSON.stringify(issues.slice(0, 3))}`);
    });
    const inserts = await timed(() => insertAgain(owner));
    return { megabytes: (await stat(path)).size / 2 ** 20, seconds: { ours, bare, inserts } };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * What the tables themselves cost, with their indexes, foreign keys and triggers: every row that the import just wrote is
 * inserted once more, with nothing read, checked, matched or worked out, and taken back.
 */
async function insertAgain(owner: Stage["owner"]): Promise<void> {
  await owner.query("BEGIN");
  await owner.query(`CREATE TEMP TABLE again ON COMMIT DROP AS
    SELECT subject_id AS was, tower_uuid_v7() AS id, id AS audit_was, tower_uuid_v7() AS audit_id FROM audit_logs
    WHERE type = 'order.created' AND batch_id = (SELECT id FROM imports ORDER BY id DESC LIMIT 1)`);
  await owner.query("ANALYZE again");
  await insertWith(owner, "orders", "again a ON a.was = t.id", { id: "a.id", number: "t.number || '-again'" });
  await insertWith(owner, "order_lines", "again a ON a.was = t.order_id", { id: "tower_uuid_v7()", order_id: "a.id" });
  await insertWith(owner, "external_refs", "again a ON a.was = t.order_id", { id: "tower_uuid_v7()", record_id: "a.id", system: "'again'" });
  await insertWith(owner, "audit_logs", "again a ON a.audit_was = t.id", { id: "a.audit_id", subject_id: "a.id", order_id: "a.id" });
  await insertWith(owner, "audit_payloads", "again a ON a.audit_was = t.audit_id", { audit_id: "a.audit_id" });
  await owner.query("ROLLBACK");
}

async function insertWith(owner: Stage["owner"], table: string, join: string, other: Record<string, string>): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(`SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`, [table]);
  const names = rows.map(({ name }) => name);
  await owner.query(`INSERT INTO ${table} (${names.join(", ")}) SELECT ${names.map((name) => other[name] ?? `t.${name}`).join(", ")} FROM ${table} t JOIN ${join} ORDER BY a.id`);
}

/** Orders of two lines each, spread over the partners `DIST-00001` and so on. */
export async function writeOrders(path: string, rows: number, today: string, partners = 40): Promise<void> {
  const file = await open(path, "w");
  const batch = Date.now().toString(36).toUpperCase();
  const lines = [HEAD.join(",")];
  for (let n = 0; n < rows; n++) {
    const order = Math.floor(n / LINES);
    const partner = String((order % partners) + 1).padStart(5, "0");
    lines.push(`IMP-${batch}-${order},DIST-${partner},46${order},EUR,${today},${today},NL,DE,road,confirmed,${((n % LINES) + 1) * 10},SKU-${n % 900},Article ${n % 900},${(n % 40) + 1},12.50,12.50,8.00`);
    if (lines.length >= 10_000) await file.write(`${lines.splice(0).join("\n")}\n`);
  }
  if (lines.length) await file.write(`${lines.join("\n")}\n`);
  await file.close();
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
