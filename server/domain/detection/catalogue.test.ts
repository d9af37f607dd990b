import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Fact } from "../../../entities/Fact.js";
import { day } from "../../testing/builders.js";
import { type DetectionDesk, openDetectionDesk } from "../../testing/detectionDesk.js";
import { changedFacts } from "../facts/readFacts.js";
import { RULES } from "./catalogue.js";
import { runDetection } from "./runDetection.js";

let desk: DetectionDesk;
beforeAll(async () => void (desk = await openDetectionDesk()));
afterAll(() => desk.close());

test("every rule file stands in the catalogue once", () => {
  const files = readdirSync(new URL("./rules", import.meta.url)).filter((file) => !file.endsWith(".test.ts"));
  expect(new Set(RULES.map(({ code }) => code)).size).toBe(files.length);
});

test("every rule has its story", () => {
  const folder = new URL("./rules/", import.meta.url);
  const stories = readdirSync(folder).filter((file) => file.endsWith(".test.ts")).map((file) => readFileSync(new URL(file, folder), "utf8")).join();
  expect(RULES.filter(({ code }) => !stories.includes(`\n  ${code}: {`)).map(({ code }) => code)).toEqual([]);
});

test.each(RULES.map((rule) => [rule.code, rule] as const))("%s uses each of its thresholds", (_, { thresholds, ...rule }) => {
  const sql = JSON.stringify(rule);
  expect(Object.keys(thresholds).filter((name) => name !== "horizonDays" && !new RegExp(`:${name}\\b`).test(sql))).toEqual([]);
});

test("every rule knows when its cause began, so that history opens no case, but for those about what stands today", () => {
  expect(RULES.filter(({ began, horizonDays }) => !began || !horizonDays).map(({ code }) => code)).toEqual(["ONBOARDING_DATA_MISMATCH", "SCREENING_HIT", "EXPORT_COMPLIANCE_HOLD"]);
});

test.each(RULES.map((rule) => [rule.code, rule] as const))("%s tells no amount in its title, which more people read than its figures", (_, { title }) => {
  const sql = title.match(/\{[^{}]*\}/g)?.join() ?? "";
  expect(sql).not.toMatch(/money|minor|price|cost|percent|exposure/);
});

test("what a rule cites reads the same when it is read again", async () => {
  const invoice = await desk.given.invoice({ outstandingMinor: 8_420_000, dueOn: day(-35), currency: "JPY" });
  await desk.given.payment(invoice, { claimsFullSettlement: true });
  await desk.given.shipment({ promisedOn: day(-9), dutiesPaid: false, estimatedAt: new Date("2026-11-20T21:04:05.678Z") });
  await runDetection(desk.ctx, { cause: "test" });
  const cases = await desk.rows<{ facts: Fact[] }>(`SELECT facts FROM exceptions`);
  const facts = cases.flatMap((each) => each.facts).filter((fact) => !fact.derived);
  expect(facts.length).toBeGreaterThan(10);
  expect(await desk.ctx.transaction((tx) => changedFacts(tx, facts))).toEqual([]);
});
