import { createReadStream } from "node:fs";
import { access, stat } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { pino } from "pino";
import { ImportKind, ImportState } from "../../entities/enums.js";
import { isDay } from "../../entities/scalars.js";
import { openBase } from "../compose.js";
import { loadConfig } from "../config.js";
import { systemContext, type Context } from "../context.js";
import { runDetection } from "../domain/detection/runDetection.js";
import { importFile, type ImportReport } from "../domain/imports/importRecords.js";
import { mappingNames } from "../domain/imports/mapping.js";
import { counted, tellDetection } from "./tellDetection.js";
import { tellImport, tellLoudly } from "./tellImport.js";
import { writeRefused } from "./writeRefused.js";

const KINDS = Object.values(ImportKind);
const USAGE = `npm run import -- FILE --as KIND [--mapping NAME] [--days FORM] [--preview] [--strict] [--refused FILE] [--since DAY] [--no-detection]

  FILE            delimited text with a heading, UTF-8 or UTF-16; docs/IMPORT.md lists the columns
  --as KIND       ${KINDS.join(", ")}; with a mapping it may be left out
  --mapping NAME  for files with other columns: ${(await mappingNames()).join(", ")}
  --days FORM     how the file writes its days, such as D/M/YYYY, M/D/YY or D-Mon-YY; several with commas between
  --preview       only say what would happen
  --strict        apply nothing when any row is refused
  --refused FILE  write all refused rows there as CSV, each with its reason
  --since DAY     look at what happened since YYYY-MM-DD: what began before comes in as history and opens no case
  --no-detection  more files follow; when all are in, run npm run detect

Answers 0 when all rows are in, 1 when rows were refused, 2 when nothing was applied.`;
const [ALL_IN, SOME_REFUSED, NOTHING_APPLIED] = [0, 1, 2];

/** A call that can't be understood; what follows says how to call it. */
class WrongCall extends Error {}

function readCall(argv: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: argv, allowPositionals: true,
      options: { as: { type: "string" }, mapping: { type: "string" }, days: { type: "string" }, refused: { type: "string" }, preview: { type: "boolean" }, strict: { type: "boolean" }, since: { type: "string" }, "no-detection": { type: "boolean" }, help: { type: "boolean" } },
    });
    const kind = KINDS.find((name) => name === values.as?.toLowerCase());
    if (values.help) return undefined;
    if (positionals.length !== 1) throw new WrongCall(positionals.length ? "Name one file." : "Name the file to import.");
    if (values.as && !kind) throw new WrongCall(`--as ${values.as} is none of ${KINDS.join(", ")}.`);
    if (values.since && !isDay(values.since)) throw new WrongCall(`--since ${values.since} is no day as YYYY-MM-DD.`);
    if (!kind && !values.mapping) throw new WrongCall("Say with --as what the rows are.");
    return {
      path: positionals[0]!, kind, mapping: values.mapping, days: values.days?.split(",").map((form) => form.trim()), refused: values.refused,
      preview: values.preview ?? false, strict: values.strict ?? false, since: values.since, detect: !values["no-detection"],
    };
  } catch (error) {
    throw error instanceof WrongCall ? error : new WrongCall((error as Error).message);
  }
}

async function run(): Promise<number> {
  const asked = readCall(process.argv.slice(2));
  if (!asked) {
    console.log(USAGE);
    return ALL_IN;
  }
  const { path, refused, ...call } = asked;
  await access(path).catch(() => Promise.reject(new WrongCall(`${path} can't be read.`)));
  if ((await stat(path)).isDirectory()) throw new WrongCall(`${path} is a folder.`);
  const config = loadConfig();
  const base = await openBase(config, { log: pino({ level: "warn" }, process.stderr) });
  try {
    const ctx = systemContext(base.services, "cli");
    const reports = await importWithProgress(ctx, path, { ...call, maxBytes: config.maxImportBytes });
    tellImport(reports, call.preview);
    if (refused) await writeRefused(ctx, reports, refused);
    if (reports.some(({ state }) => state === ImportState.APPLIED)) {
      if (call.detect) tellDetection(await runDetection(ctx, { cause: "import" }));
      else console.log("\nDetection waits, four hours at most. When all files are in: npm run detect");
    }
    tellLoudly(reports, { preview: call.preview, refused });
    return exitCodeOf(reports);
  } finally {
    await base.close();
  }
}

async function importWithProgress(ctx: Context, path: string, call: Omit<NonNullable<ReturnType<typeof readCall>>, "path" | "refused"> & { maxBytes: number }): Promise<ImportReport[]> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const line = progressLine();
  const reports = await importFile(ctx, {
    ...call, fileName: basename(path), content: createReadStream(path),
    onProgress: ({ phase, rows, kind }) =>
      line.show(phase === "reading" ? `reading: ${counted(rows)} rows, ${counted(rows / seconds())} a second` : `merging ${kind}: ${counted(rows)} rows`),
  });
  line.clear();
  const rows = Math.max(...reports.map(({ counts }) => counts.rows));
  console.log(`${basename(path)}: ${counted(rows)} rows in ${seconds().toFixed(1)} s, ${counted(rows / seconds())} a second${call.preview ? " (preview: nothing was changed)" : ""}\n`);
  return reports;
}

/** One line that rewrites itself in a terminal; nothing where the output goes into a file. */
function progressLine() {
  const { stdout } = process;
  return {
    show: (text: string) => void (stdout.isTTY && stdout.write(`\r\x1b[2K${text}`)),
    clear: () => void (stdout.isTTY && stdout.write("\r\x1b[2K")),
  };
}

function exitCodeOf(reports: ImportReport[]): number {
  if (reports.every(({ state }) => state === ImportState.FAILED)) return NOTHING_APPLIED;
  return reports.some(({ counts }) => counts.errors + counts.conflicts > 0) ? SOME_REFUSED : ALL_IN;
}

try {
  process.exitCode = await run();
} catch (error) {
  process.exitCode = NOTHING_APPLIED;
  if (error instanceof WrongCall) console.error(`${error.message}\n\n${USAGE}`);
  else console.error(error instanceof Error ? error.message : error);
}
