import type { Context } from "../../server/context.js";
import { bind } from "../../server/domain/detection/bind.js";
import { findingsSql } from "../../server/domain/detection/compileRule.js";
import { clockOf, rulesOf } from "../../server/domain/detection/detectionPass.js";
import { previewDetection } from "../../server/domain/detection/previewDetection.js";
import { type Figure, median } from "../report.js";
import type { Stage } from "../stage.js";

const PASSES = 3;
/** Of the speed at which PostgreSQL does no more than count what each rule finds. */
const GOAL = 0.4;

/** All rules over all records, judged against the cases there are; a dry run, so that each pass finds the same. */
export async function measureRules({ ctx, owner }: Stage): Promise<Figure[]> {
  const { rows: [counted] } = await owner.query<{ orders: number }>(`SELECT count(*)::int AS orders FROM orders`);
  const [ours, bare]: [number[], number[]] = [[], []];
  for (let pass = 0; pass < PASSES; pass++) {
    ours.push(await secondsFor(() => previewDetection(ctx)));
    bare.push(await secondsFor(() => countFindings(ctx)));
  }
  const [value, limit] = [ours, bare].map((seconds) => counted!.orders / median(seconds)) as [number, number];
  return [
    { name: "rules over all orders", value, unit: "orders/s", ratio: value / limit, atLeast: GOAL },
    { name: "bare SELECTs of the same rules", value: limit, unit: "orders/s" },
  ];
}

const countFindings = (ctx: Context) => ctx.transaction(async (tx) => {
  const clock = await clockOf(ctx, tx, {});
  await tx.query(`SET LOCAL enable_nestloop = off`); // as a full pass does
  for (const { rule, thresholds } of await rulesOf(tx, {})) {
    const { sql, parameters } = bind(findingsSql(rule, tx.manager.connection, false), { ...clock, ...thresholds });
    await tx.query(`SELECT count(subject_id) FROM (${sql}) found`, parameters);
  }
});

async function secondsFor(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
