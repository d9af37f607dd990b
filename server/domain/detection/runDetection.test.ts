import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { DetectionRun } from "../../../entities/DetectionRun.js";
import { ActorKind, Role, TeamCode } from "../../../entities/enums.js";
import { day, type Made, NOW } from "../../testing/builders.js";
import { type DetectionDesk, openDetectionDesk } from "../../testing/detectionDesk.js";
import { dismissException } from "../exceptions/dismissException.js";
import { previewDetection } from "./previewDetection.js";
import { runDetection } from "./runDetection.js";

let desk: DetectionDesk;
beforeAll(async () => void (desk = await openDetectionDesk()));
afterAll(() => desk.close());

const accountant = { kind: ActorKind.USER, name: "Ines Moreau", roles: [Role.ACCOUNTING], teams: [TeamCode.ACCOUNTING], regions: [] };
const RULE = "INVOICE_OVERDUE";

/** Runs the rule that these tests are about over one distributor's records. */
const run = (subject: Made, rules = [RULE]) => runDetection(desk.ctx, { cause: "test", rules, distributorIds: [subject.distributorId] });
const countsOf = ({ opened, updated, reopened, cleared, undecided }: DetectionRun) => ({ opened, updated, reopened, cleared, undecided });
const NOTHING = { opened: 0, updated: 0, reopened: 0, cleared: 0, undecided: 0 };

const casesOf = (subject: Made) =>
  desk.rows<any>(`SELECT * FROM exceptions WHERE fingerprint LIKE '%' || $1 ORDER BY detected_at, id`, [subject.id]);
const trailOf = async (subject: Made) =>
  (await desk.rows(`SELECT l.type FROM audit_logs l JOIN exceptions e ON e.id = l.exception_id WHERE e.fingerprint LIKE '%' || $1 ORDER BY l.id`, [subject.id])).map((row) => row.type);
const overdue = (values = {}) => desk.given.invoice({ outstandingMinor: 8_420_000, dueOn: day(-35), ...values });
const pay = (invoice: Made) => desk.given.change(invoice, { status: "paid", outstandingMinor: 0 });
const unpay = (invoice: Made) => desk.given.change(invoice, { status: "open", outstandingMinor: 8_420_000 });
const later = (days: number) => desk.clock.set(new Date(NOW.getTime() + days * 86_400_000));

describe("one case a blocker", () => {
  test("a second run changes nothing, and says nothing of the case", async () => {
    const invoice = await overdue();
    expect(countsOf(await run(invoice))).toEqual({ ...NOTHING, opened: 1 });
    const before = await casesOf(invoice);
    expect(countsOf(await run(invoice))).toEqual(NOTHING);
    expect(await casesOf(invoice)).toEqual(before);
    expect(await trailOf(invoice)).toEqual(["exception.opened"]);
  });

  test("a changed figure updates it, with before and after", async () => {
    const invoice = await overdue();
    await run(invoice);
    await desk.given.change(invoice, { outstandingMinor: 420_000, status: "partially_paid" });
    expect(countsOf(await run(invoice))).toEqual({ ...NOTHING, updated: 1 });
    const [entry] = await desk.rows<any>(
      `SELECT p.payload FROM audit_logs l JOIN audit_payloads p ON p.audit_id = l.id JOIN exceptions e ON e.id = l.exception_id
       WHERE l.type = 'exception.updated' AND e.subject_invoice_id = $1`, [invoice.id]);
    expect(entry.payload).toMatchObject({ before: { valueMinor: 8_420_000 }, after: { valueMinor: 420_000 } });
    expect(entry.payload.after.facts[0].value).toBe("EUR 4,200.00");
    expect(Object.keys(entry.payload.after)).not.toContain("state");
  });

  test("a new version of the record with the same figures is no news", async () => {
    const invoice = await overdue();
    await run(invoice);
    await desk.given.change(invoice, { dunningLevel: 1 });
    expect(countsOf(await run(invoice))).toEqual(NOTHING);
  });

  test("the days that pass are no news until a step is reached", async () => {
    const invoice = await overdue();
    await run(invoice);
    later(20);
    expect(countsOf(await run(invoice))).toEqual(NOTHING);
    later(27);
    expect(countsOf(await run(invoice))).toEqual({ ...NOTHING, updated: 1 });
    later(0);
  });

  test("many runs at the same moment open it once", async () => {
    const invoices = [await overdue(), await overdue(), await overdue()];
    const distributorIds = invoices.map((invoice) => invoice.distributorId);
    const runs = await Promise.all(Array.from({ length: 6 }, () => runDetection(desk.ctx, { cause: "test", rules: [RULE], distributorIds })));
    expect(runs.reduce((sum, { opened }) => sum + opened, 0)).toBe(3);
    for (const invoice of invoices) expect(await casesOf(invoice)).toHaveLength(1);
  });

  test("the database itself refuses a second live case", async () => {
    const invoice = await overdue();
    await run(invoice);
    await expect(desk.rows(
      `INSERT INTO exceptions (number, created_at, updated_at, type, subject_kind, subject_number, subject_id, distributor_id, fingerprint, severity, score, score_parts,
         owner_team, agent_code, title, recommended_action, detected_at, last_fired_at)
       SELECT 'EXC-TWIN', created_at, updated_at, type, subject_kind, subject_number, subject_id, distributor_id, fingerprint, severity, score, score_parts,
         owner_team, agent_code, title, recommended_action, detected_at, last_fired_at FROM exceptions WHERE subject_invoice_id = $1`, [invoice.id])).rejects.toThrow("exceptions_one_live");
  });
});

describe("closing and coming back", () => {
  test("reopens the same case within thirty days", async () => {
    const invoice = await overdue();
    await run(invoice);
    await pay(invoice);
    expect(countsOf(await run(invoice))).toEqual({ ...NOTHING, cleared: 1 });
    await unpay(invoice);
    later(30);
    expect(countsOf(await run(invoice))).toEqual({ ...NOTHING, reopened: 1 });
    later(0);
    const [only, ...others] = await casesOf(invoice);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ state: "open", reopened_count: 1, resolved_at: null, resolution: null });
    expect(await trailOf(invoice)).toEqual(["exception.opened", "exception.cleared", "exception.reopened"]);
  });

  test("is a new case after that", async () => {
    const invoice = await overdue();
    await run(invoice);
    await pay(invoice);
    await run(invoice);
    await unpay(invoice);
    later(31);
    expect(countsOf(await run(invoice))).toEqual({ ...NOTHING, opened: 1 });
    later(0);
    expect((await casesOf(invoice)).map(({ state }) => state)).toEqual(["resolved", "open"]);
  });

  test("a case that somebody worked on clears too", async () => {
    const invoice = await overdue();
    await run(invoice);
    await desk.rows(`UPDATE exceptions SET state = 'in_progress' WHERE subject_invoice_id = $1`, [invoice.id]);
    await pay(invoice);
    await run(invoice);
    expect(await casesOf(invoice)).toMatchObject([{ state: "resolved", resolution: "The cause is gone.", cleared_at: NOW }]);
  });

  test("a run over other rules or other distributors closes nothing", async () => {
    const [invoice, other] = [await overdue(), await overdue()];
    await run(invoice);
    await pay(invoice);
    expect(countsOf(await run(invoice, ["PROMISE_BROKEN"]))).toEqual(NOTHING);
    expect((await run(other)).cleared).toBe(0);
    expect(await casesOf(invoice)).toMatchObject([{ state: "open" }]);
  });
});

describe("keeping quiet", () => {
  test("a dismissed case stays quiet until its cause has cleared once", async () => {
    const invoice = await overdue();
    await run(invoice);
    const [{ number, version }] = await casesOf(invoice);
    await dismissException(desk.ctx.as(accountant), { exceptionId: number, version, reason: "Paid by cheque, on its way." });
    await desk.given.change(invoice, { outstandingMinor: 10_000 });
    expect(countsOf(await run(invoice))).toEqual(NOTHING);

    await pay(invoice);
    expect(countsOf(await run(invoice))).toEqual({ ...NOTHING, cleared: 1 });
    await unpay(invoice);
    expect(countsOf(await run(invoice))).toEqual({ ...NOTHING, reopened: 1 });
    expect(await casesOf(invoice)).toMatchObject([{ state: "open", dismissed_at: null, dismissed_reason: null }]);
  });

  test("nothing opens or reopens in a distributor's suppression window", async () => {
    const distributor = await desk.given.distributor({ suppressedFrom: day(-1), suppressedUntil: day(2) });
    const invoice = await overdue({ distributor });
    expect(countsOf(await run(invoice))).toEqual(NOTHING);
    later(2);
    expect(countsOf(await run(invoice))).toEqual({ ...NOTHING, opened: 1 });
    later(0);
  });

  test("open cases still clear in the window, and compliance is never suppressed", async () => {
    const distributor = await desk.given.distributor({ screeningState: "potential_match" });
    const invoice = await overdue({ distributor });
    await run(invoice);
    await desk.given.change(distributor, { suppressedFrom: day(-1) });
    await pay(invoice);
    expect(countsOf(await run(invoice, [RULE, "SCREENING_HIT"]))).toEqual({ ...NOTHING, cleared: 1, opened: 1 });
  });

  test("a case suppressed by itself is left alone until then", async () => {
    const invoice = await overdue();
    await run(invoice);
    await desk.rows(`UPDATE exceptions SET suppressed_until = $2 WHERE subject_invoice_id = $1`, [invoice.id, day(3)]);
    await desk.given.change(invoice, { outstandingMinor: 10_000 });
    expect(countsOf(await run(invoice))).toEqual(NOTHING);
  });
});

describe("not guessing", () => {
  test("without a rate it neither fires nor clears, and says so; with one it decides", async () => {
    const CREDIT = ["CREDIT_LIMIT_EXCEEDED"];
    const distributor = await desk.given.distributor({ creditLimitMinor: 1_000_000 });
    const order = await desk.given.order({ distributor, valueMinor: 1_500_000, currency: "CHF" });
    expect(countsOf(await run(order, CREDIT))).toEqual({ ...NOTHING, undecided: 1 });
    await desk.given.rate("EUR", "CHF", 0.93, day(-40));
    expect(countsOf(await run(order, CREDIT))).toEqual({ ...NOTHING, undecided: 1 });
    await desk.given.rate("EUR", "CHF", 0.93);
    expect(countsOf(await run(order, CREDIT))).toEqual({ ...NOTHING, opened: 1 });
    expect(await casesOf(order)).toMatchObject([{ value_minor: 612_903, currency: "EUR" }]);

    await desk.given.change(order, { currency: "SEK" });
    expect(countsOf(await run(order, CREDIT))).toEqual({ ...NOTHING, updated: 1, undecided: 1 });
    expect(await casesOf(order)).toMatchObject([{ state: "open", undecided: `there is no exchange rate for SEK to EUR within a month before ${day(0)}` }]);
  });

  test("without a calendar nobody knows what a business day is", async () => {
    const applicant = await desk.given.distributor({ onboardingState: "in_review", lastActivityAt: "2026-10-01T09:00:00Z" });
    desk.clock.set(new Date("2010-03-01T09:00:00Z"));
    expect(countsOf(await run(applicant, ["ONBOARDING_STALLED"]))).toEqual({ ...NOTHING, undecided: 1 });
    later(0);
  });

  test("rates cross through the base currency, whatever the number of decimals", async () => {
    await desk.given.rate("EUR", "USD", 1.1);
    await desk.given.rate("EUR", "JPY", 165);
    const distributor = await desk.given.distributor({ creditLimitMinor: 100_000, currency: "USD" });
    const order = await desk.given.order({ distributor, valueMinor: 165_000, currency: "JPY" });
    expect(countsOf(await run(order, ["CREDIT_LIMIT_EXCEEDED"]))).toEqual({ ...NOTHING, opened: 1 });
    expect(await casesOf(order)).toMatchObject([{ value_minor: 10_000, currency: "USD" }]);
  });
});

describe("settings", () => {
  const setting = (thresholds: object, enabled = true) => desk.rows(
    `INSERT INTO rule_settings (created_at, updated_at, rule_code, enabled, thresholds) VALUES ($1, $1, $2, $3, $4)
     ON CONFLICT (rule_code) DO UPDATE SET enabled = $3, thresholds = $4`, [NOW, RULE, enabled, JSON.stringify(thresholds)]);

  test("an organisation's threshold takes the place of the default; nonsense does not", async () => {
    const invoice = await overdue();
    await setting({ watchDays: 40 });
    expect(countsOf(await run(invoice))).toEqual(NOTHING);
    await setting({ watchDays: "1; DROP TABLE orders" });
    expect(countsOf(await run(invoice))).toEqual({ ...NOTHING, opened: 1 });
    await setting({});
  });

  test("a rule that is switched off doesn't run, and its cases stay as they are", async () => {
    const invoice = await overdue();
    await run(invoice);
    await setting({}, false);
    await pay(invoice);
    const { ruleCodes } = await runDetection(desk.ctx, { cause: "test", distributorIds: [invoice.distributorId] });
    expect(ruleCodes).not.toContain(RULE);
    expect(await casesOf(invoice)).toMatchObject([{ state: "open" }]);
    await setting({});
  });

  test("an unknown rule is named", async () => {
    await expect(run(await overdue(), ["NO_SUCH_RULE"])).rejects.toThrow("There is no rule NO_SUCH_RULE.");
  });
});

describe("a dry run", () => {
  test("says how many would fire and shows ten, and writes nothing", async () => {
    const distributor = await desk.given.distributor({ region: "Iberia" });
    for (let n = 0; n < 12; n++) await overdue({ distributor, outstandingMinor: 100_000 * (n + 1) });
    await run(distributor, ["PO_MISSING"]);
    const states = () => desk.rows(`SELECT (SELECT count(*) FROM exceptions) AS cases, (SELECT count(*) FROM audit_logs) AS entries, (SELECT count(*) FROM detection_runs) AS runs`);
    const before = await states();
    const [preview] = await previewDetection(desk.ctx, { rules: [RULE], distributorIds: [distributor.id] });
    expect(preview).toMatchObject({ rule: RULE, wouldFire: 12, wouldOpen: 12, undecided: 0 });
    expect(preview!.sample).toHaveLength(10);
    expect(preview!.sample[0]).toMatchObject({ subjectKind: "invoice", severity: 2, facts: expect.arrayContaining([expect.objectContaining({ label: "Outstanding" })]) });
    expect(await states()).toEqual(before);
  });

  test("shows people the regions they see", async () => {
    const distributor = await desk.given.distributor({ region: "Iberia" });
    await overdue({ distributor });
    const preview = async (region: string) =>
      (await previewDetection(desk.ctx.as({ ...accountant, regions: [region] }), { rules: [RULE], distributorIds: [distributor.id] }))[0]!.wouldFire;
    expect([await preview("Iberia"), await preview("Nordics")]).toEqual([1, 0]);
  });

  test("is for people who may detect", async () => {
    const viewer = { ...accountant, roles: [Role.VIEWER], teams: [] };
    await expect(previewDetection(desk.ctx.as(viewer))).rejects.toThrow("Your role may not run detection.");
    await expect(runDetection(desk.ctx.as(viewer), { cause: "person" })).rejects.toThrow("Your role may not run detection.");
  });
});

test("each run stands in the audit once, and its cases' entries name it", async () => {
  const invoice = await overdue();
  const { id } = await run(invoice);
  const entries = await desk.rows(`SELECT type, subject_kind FROM audit_logs WHERE batch_id = $1 ORDER BY type`, [id]);
  expect(entries).toEqual([{ type: "detection.ran", subject_kind: "detectionRun" }, { type: "exception.opened", subject_kind: "exception" }]);
});
