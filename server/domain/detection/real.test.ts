import { createReadStream } from "node:fs";
import { test } from "@jest/globals";
import { openDetectionDesk } from "../../testing/detectionDesk.js";
import { importFile } from "../imports/importRecords.js";
import { runDetection } from "./runDetection.js";

test("real", async () => {
  const desk = await openDetectionDesk();
  desk.clock.set(new Date(process.env.AT ?? "2026-11-23T09:00:00Z"));
  for (const [mapping, file] of [["scms", "scms_dev_until_2013-08-06.csv"], ["accounts-receivable", "ibm_ar_dev_until_2013-05-06.csv"]]) {
    const r = await importFile(desk.ctx, { mapping: process.env[mapping!] ?? mapping, fileName: file!, content: createReadStream("/work/shared/data/" + file) } as never);
    console.log(JSON.stringify(r.map((x: any) => [x.kind, x.counts])));
  }
  {
    const { clockOf, collectFindings, rulesOf } = await import("./detectionPass.js");
    const { judge } = await import("./verdicts.js");
    await desk.ctx.transaction(async (tx) => {
      if (process.env.SETUP) for (const x of process.env.SETUP.split(";")) await tx.query(x);
      const rules = await rulesOf(tx, {}); const clock = await clockOf(desk.ctx, tx, {});
      const orig = tx.query.bind(tx); const log: [number, string][] = [];
      (tx as any).query = async (sql: string, p: any) => { const t = performance.now(); const r = await orig(sql, p); log.push([performance.now() - t, sql.replace(/\s+/g, " ").slice(0, 60) + (sql.match(/'([A-Z]+_[A-Z_]+)' AS rule/)?.[1] ?? "")]); return r; };
      const t = performance.now();
      await collectFindings(tx, rules, clock); await judge(tx, rules.map((r) => r.rule.code), clock);
      console.log("total", performance.now() - t, "\n" + log.sort((a, b) => b[0] - a[0]).slice(0, 14).map(([t, s]) => `${t.toFixed(0)} ${s}`).join("\n"));
      if (process.env.PLAN) {
        const { compileRule } = await import("./compileRule.js"); const { bind } = await import("./bind.js");
        const rule = rules.find((r) => r.rule.code === process.env.PLAN)!;
        const b = bind(compileRule(rule.rule, tx.manager.connection), { ...clock, ...rule.thresholds });
        console.log((await orig("EXPLAIN (ANALYZE, BUFFERS OFF) " + b.sql, b.parameters)).map((r: any) => r["QUERY PLAN"]).join("\n"));
      }
    });
  }
  console.log((await desk.rows(`SELECT type, count(*), min(severity), max(severity), min(score), max(score), min(title) FROM exceptions GROUP BY 1 ORDER BY 2 DESC`)).map((r) => Object.values(r).join(" | ")).join("\n"));
  console.log((await desk.rows(`SELECT number, score, type, title, facts FROM exceptions ORDER BY score DESC, number LIMIT 12`)).map((r: any) => `${r.number} ${r.score} ${r.type} ${r.title}\n     ${r.facts.map((f: any) => f.label + ": " + f.value).join("; ")}`).join("\n"));
  await desk.close();
}, 600000);
