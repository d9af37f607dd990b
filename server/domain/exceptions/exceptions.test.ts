import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ActorKind, Role, SubjectKind, TeamCode } from "../../../entities/enums.js";
import type { ExceptionCase } from "../../../entities/ExceptionCase.js";
import { day, NOW } from "../../testing/builders.js";
import { type DetectionDesk, openDetectionDesk } from "../../testing/detectionDesk.js";
import { runDetection } from "../detection/runDetection.js";
import { acknowledgeException } from "./acknowledgeException.js";
import { dismissException } from "./dismissException.js";
import { openException } from "./openException.js";
import { resolveException } from "./resolveException.js";
import { closeResolved, timeOutAcknowledgements } from "./sweepExceptions.js";

let desk: DetectionDesk;
beforeAll(async () => void (desk = await openDetectionDesk()));
afterAll(() => desk.close());

const person = (role: Role, team: TeamCode, regions: string[] = []) =>
  desk.ctx.as({ kind: ActorKind.USER, name: "Ines Moreau", roles: [role], teams: [team], regions });
const accountant = (regions?: string[]) => person(Role.ACCOUNTING, TeamCode.ACCOUNTING, regions);
const at = (instant: string) => desk.clock.set(new Date(instant));

async function overdueCase(): Promise<ExceptionCase> {
  const invoice = await desk.given.invoice({ dueOn: day(-35) });
  await runDetection(desk.ctx, { cause: "test", rules: ["INVOICE_OVERDUE"], distributorIds: [invoice.distributorId] });
  return read((await desk.rows(`SELECT id FROM exceptions WHERE subject_invoice_id = $1`, [invoice.id]))[0]!.id);
}
const read = async (id: string): Promise<any> => (await desk.rows(`SELECT * FROM exceptions WHERE id = $1`, [id]))[0]!;
const trail = async (id: string) => (await desk.rows(`SELECT type, actor_name FROM audit_logs WHERE exception_id = $1 ORDER BY id`, [id])).map((row) => `${row.actor_name}: ${row.type}`);
const version = ({ id: exceptionId, version }: { id: string; version: number }) => ({ exceptionId, version });

describe("opened by hand", () => {
  test("cites the record, scores by the formula, and stands in the audit", async () => {
    const shipment = await desk.given.shipment();
    const opened = await openException(person(Role.LOGISTICS, TeamCode.LOGISTICS), { subjectKind: SubjectKind.SHIPMENT, subjectId: shipment.number, title: "The driver needs a crane", severity: 3 });
    expect(opened).toMatchObject({
      type: "OTHER", origin: "person", state: "open", severity: 3, ownerTeam: "logistics", agentCode: "logistics", subjectShipmentId: shipment.id, orderId: shipment.orderId,
    });
    expect(opened.facts.map(({ label, value }) => `${label}: ${value}`)).toContain("Carrier: Kestrel Freight");
    expect(opened.scoreParts.reduce((sum, { points }) => sum + points, 0)).toBe(opened.score);
    expect(await trail(opened.id)).toEqual(["Ines Moreau: exception.opened"]);
  });

  test("takes owner, tags and action from the catalogue's type", async () => {
    const invoice = await desk.given.invoice();
    const opened = await openException(accountant(), { subjectKind: SubjectKind.INVOICE, subjectId: invoice.id, type: "PROMISE_BROKEN", title: "Promised on the phone", severity: 3 });
    expect(opened).toMatchObject({ ownerTeam: "accounting", tags: ["invoice"], recommendedAction: "Call, and escalate when no new date is given.", valueMinor: 1_000_000 });
  });

  test("no rule closes it, and a rule that fires on it finds it there", async () => {
    const invoice = await desk.given.invoice({ dueOn: day(10) });
    const opened = await openException(accountant(), { subjectKind: SubjectKind.INVOICE, subjectId: invoice.id, type: "INVOICE_OVERDUE", title: "Will not be paid", severity: 2 });
    const run = () => runDetection(desk.ctx, { cause: "test", rules: ["INVOICE_OVERDUE"], distributorIds: [invoice.distributorId] });
    expect(await run()).toMatchObject({ opened: 0, cleared: 0 });
    await desk.given.change(invoice, { dueOn: day(-5), issuedOn: day(-30) });
    expect(await run()).toMatchObject({ opened: 0, updated: 1 });
    expect(await read(opened.id)).toMatchObject({ state: "open", severity: 1 });
  });

  test("is refused twice for one blocker of a type; others are told apart by their titles", async () => {
    const { id: subjectId } = await desk.given.order();
    const input = { subjectKind: SubjectKind.ORDER, subjectId, title: "Stuck", severity: 2 };
    const sales = person(Role.SALES, TeamCode.SALES_OPS);
    await openException(sales, { ...input, type: "ORDER_STUCK" });
    await expect(openException(sales, { ...input, type: "ORDER_STUCK" })).rejects.toMatchObject({ code: "ALREADY_DONE" });
    await openException(sales, input);
    await expect(openException(sales, { ...input, title: "stuck" })).rejects.toMatchObject({ code: "ALREADY_DONE" });
    await openException(sales, { ...input, title: "Stuck again, elsewhere" });
  });

  test("refuses what makes no sense, and who may not", async () => {
    const { id: subjectId } = await desk.given.order();
    const input = { subjectKind: SubjectKind.ORDER, subjectId, title: "Stuck", severity: 2 };
    await expect(openException(accountant(), { ...input, type: "NONSENSE" })).rejects.toMatchObject({ code: "BAD_USER_INPUT", field: "type" });
    await expect(openException(accountant(), { ...input, severity: 5 })).rejects.toMatchObject({ field: "severity" });
    await expect(openException(accountant(), { ...input, title: " " })).rejects.toMatchObject({ field: "title" });
    await expect(openException(accountant(), { ...input, subjectId: "ORD-NONE" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(openException(accountant(["Iberia"]), input)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(openException(person(Role.VIEWER, TeamCode.SALES_OPS), input)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("acknowledged", () => {
  test("falls back to open after a working day in which nobody took it up", async () => {
    const found = await overdueCase();
    const acknowledged = await acknowledgeException(accountant(), version(found));
    expect(acknowledged).toMatchObject({ state: "acknowledged", acknowledgedUntil: new Date("2026-11-19T09:00:00Z") });
    at("2026-11-19T08:59:59Z");
    expect(await timeOutAcknowledgements(desk.ctx)).toBe(0);
    at("2026-11-19T09:00:00Z");
    expect(await timeOutAcknowledgements(desk.ctx)).toBe(1);
    at(NOW.toISOString());
    expect(await read(found.id)).toMatchObject({ state: "open", acknowledged_at: null });
    expect(await trail(found.id)).toEqual(["Control tower: exception.opened", "Ines Moreau: exception.acknowledged", "Control tower: exception.acknowledgementTimedOut"]);
  });
});

describe("ended by a person", () => {
  test("a dismissal wants a reason, the version that was read, the owner's team, and a case that is live", async () => {
    const found = await overdueCase();
    const input = { ...version(found), reason: "They are paying by cheque." };
    await expect(dismissException(accountant(), { ...input, reason: " " })).rejects.toMatchObject({ field: "reason" });
    await expect(dismissException(accountant(), { ...input, version: 7 })).rejects.toMatchObject({ code: "STALE_VERSION", field: "version" });
    await expect(dismissException(person(Role.LOGISTICS, TeamCode.LOGISTICS), input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(dismissException(desk.ctx, input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const dismissed = await dismissException(accountant(), input);
    expect(dismissed).toMatchObject({ state: "open", dismissedReason: "They are paying by cheque." });
    await expect(dismissException(accountant(), { ...input, version: dismissed.version })).rejects.toMatchObject({ code: "ALREADY_DONE" });
  });

  test("a resolved case opens again while its cause stands, and closes after two weeks when it does not", async () => {
    const found = await overdueCase();
    const run = () => runDetection(desk.ctx, { cause: "test", rules: ["INVOICE_OVERDUE"], distributorIds: [found.distributorId ?? (found as any).distributor_id] });
    await resolveException(accountant(), { ...version(found), resolution: "They say that they paid." });
    expect(await run()).toMatchObject({ reopened: 1 });

    await resolveException(accountant(), { ...version(await read(found.id)), resolution: "Paid." });
    await desk.rows(`UPDATE invoices SET status = 'paid', outstanding_minor = 0 WHERE id = $1`, [(found as any).subject_invoice_id]);
    expect(await run()).toMatchObject({ reopened: 0, cleared: 0 });
    at("2026-12-02T08:59:59Z");
    expect(await closeResolved(desk.ctx)).toBe(0);
    at("2026-12-02T09:00:00Z");
    expect(await closeResolved(desk.ctx)).toBe(1);
    at(NOW.toISOString());
    expect(await read(found.id)).toMatchObject({ state: "closed" });
  });
});
