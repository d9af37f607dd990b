import { createReadStream } from "node:fs";
import { openDetectionDesk } from "../../testing/detectionDesk.js";
import { Tx } from "../../database/unitOfWork.js";
import { importFile } from "./importRecords.js";
test("time", async () => {
  const desk = await openDetectionDesk();
  const stats: [number, string][] = [];
  const real = (Tx.prototype as any).query;
  (Tx.prototype as any).query = async function (sql: string, p: unknown[]) { const t = performance.now(); const r = await real.call(this, sql, p); stats.push([performance.now() - t, sql]); return r; };
  for (let i = 0; i < 2; i++) {
    stats.length = 0;
    const t = performance.now(); let m = 0;
    await importFile(desk.ctx, { mapping: "scms", preview: false, fileName: "x", content: createReadStream("/work/shared/data/scms_dev_until_2013-08-06.csv"), onProgress: (p) => { if (p.phase === "merging" && !m) m = performance.now() - t; } });
    console.log("parse", m, "all", performance.now() - t, "\n" + stats.filter(([t]) => t > 60).map(([t, s]) => Math.round(t) + " " + s.replace(/\s+/g, " ").slice(0, 200)).join("\n"));
  }
  await desk.close();
}, 120000);
