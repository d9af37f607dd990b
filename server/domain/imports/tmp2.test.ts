import { createReadStream } from "node:fs";
import { readRows } from "./readRows.js";
test("parse", async () => {
  for (let i = 0; i < 3; i++) {
    const t = performance.now(); let n = 0;
    for await (const r of readRows(createReadStream("/work/shared/data/scms_dev_until_2013-08-06.csv"))) n += 1;
    console.log(n, performance.now() - t);
  }
});
