import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { ScorePart } from "../../../entities/ScorePart.js";
import { day, hour, type Made } from "../../testing/builders.js";
import { type DetectionDesk, openDetectionDesk } from "../../testing/detectionDesk.js";
import { runDetection } from "./runDetection.js";

let desk: DetectionDesk;
beforeAll(async () => void (desk = await openDetectionDesk()));
afterAll(() => desk.close());

const overdue = (values = {}) => desk.given.invoice({ outstandingMinor: 8_420_000, dueOn: day(-35), ...values });

async function scoreOf(subject: Made, rule = "INVOICE_OVERDUE"): Promise<{ score: number; parts: Record<string, ScorePart> }> {
  await runDetection(desk.ctx, { cause: "test", rules: [rule], distributorIds: [subject.distributorId] });
  const [{ score, parts }] = await desk.rows<any>(`SELECT score, score_parts AS parts FROM exceptions WHERE fingerprint = $1`, [`${rule}:${subject.id}`]);
  return { score, parts: Object.fromEntries(parts.map((part: ScorePart) => [part.code, part])) };
}
const pointsOf = (parts: Record<string, ScorePart>) => Object.fromEntries(Object.entries(parts).map(([code, { points }]) => [code, points]));

test("is made of parts that sum to it", async () => {
  const { score, parts } = await scoreOf(await overdue({ distributor: await desk.given.distributor({ tier: "a" }) }));
  expect(pointsOf(parts)).toEqual({ severity: 18, value: 20, time_pressure: 8, partner_tier: 10, repeats: 0, blocks_others: 0 });
  expect(score).toBe(56);
});

test("reaches a hundred only where everything is at its worst", async () => {
  const distributor = await desk.given.distributor({ tier: "a" });
  const order = await desk.given.order({ distributor, valueMinor: 30_000_000, exportCheck: "failed" });
  const { score, parts } = await scoreOf(order, "EXPORT_COMPLIANCE_HOLD");
  expect(pointsOf(parts)).toEqual({ severity: 35, value: 25, time_pressure: 15, partner_tier: 10, repeats: 0, blocks_others: 5 });
  expect(score).toBe(90);
});

test("rises when the same happened before", async () => {
  const distributor = await desk.given.distributor();
  await scoreOf(await overdue({ distributor }));
  desk.clock.set(hour(24));
  const { parts } = await scoreOf(await overdue({ distributor }));
  desk.clock.set(hour(0));
  expect(parts.repeats).toMatchObject({ label: "Repeats in 90 days", value: 0.2, points: 2 });
});

test("counts what came within ninety days, not what an older case of the same blocker counted", async () => {
  const invoice = await overdue();
  const later = (days: number) => desk.clock.set(hour(24 * days));
  await scoreOf(invoice);
  await desk.given.change(invoice, { status: "paid", outstandingMinor: 0 });
  await scoreOf(invoice);
  await desk.given.change(invoice, { status: "open", outstandingMinor: 8_420_000 });
  later(200);
  await runDetection(desk.ctx, { cause: "test", rules: ["INVOICE_OVERDUE"], distributorIds: [invoice.distributorId] });
  later(0);
  expect(await desk.rows(`SELECT state, repeats FROM exceptions WHERE subject_invoice_id = $1 ORDER BY detected_at`, [invoice.id]))
    .toEqual([{ state: "resolved", repeats: 0 }, { state: "open", repeats: 0 }]);
});

test("compares money in other currencies at today's rate, and says when it can't", async () => {
  expect((await scoreOf(await overdue({ currency: "CLP" }))).parts.value).toMatchObject({ label: "Money at stake (unknown: no exchange rate)", points: 0 });
  await desk.given.rate("EUR", "CLP", 1_000);
  expect((await scoreOf(await overdue({ currency: "CLP" }))).parts.value).toMatchObject({ label: "Money at stake", value: 0.25 });
});
