import { createReadStream, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openDetectionDesk, type DetectionDesk } from "../../testing/detectionDesk.js";
import { importFile, type ImportReport } from "./importRecords.js";

const FOLDER = fileURLToPath(new URL("../../../../shared/data/", import.meta.url));
const SCMS = `${FOLDER}scms_dev_until_2013-08-06.csv`;
const RECEIVABLES = `${FOLDER}ibm_ar_dev_until_2013-05-06.csv`;

const there = existsSync(SCMS) && existsSync(RECEIVABLES);
if (!there) console.log(`SKIPPED the imports of real files: ${FOLDER} is absent`);

let desk: DetectionDesk;
const bring = (path: string, mapping: string, preview = false) => importFile(desk.ctx, { mapping, preview, fileName: path, content: createReadStream(path) });
const countsOf = (reports: ImportReport[]) => Object.fromEntries(reports.map(({ kind, counts }) => [kind, counts]));

(there ? describe : describe.skip)("real files", () => {
  beforeAll(async () => void (desk = await openDetectionDesk()));
  afterAll(() => desk.close());

  test("scms explore", async () => {
    for (const [file, mapping] of [[SCMS, "scms"], [RECEIVABLES, "accounts-receivable"]] as const) {
      for (const preview of [true, false, false]) {
        const t = performance.now();
        const reports = await bring(file, mapping, preview);
        console.log(mapping, preview, Math.round(performance.now() - t), JSON.stringify(reports.map(({ kind, state, counts, issues }) => ({ kind, state, counts, issues: issues.slice(0, 12) })), null, 1));
      }
    }
  }, 120_000);
});
