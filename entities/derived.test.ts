import type { DataSource } from "typeorm";
import { openDatabase } from "../server/database/dataSource.js";
import { createTestDatabase, type TestDatabase } from "../server/testing/testDatabase.js";
import { Document } from "./Document.js";
import { FollowUpTask } from "./FollowUpTask.js";
import { OrderLine } from "./OrderLine.js";
import { PaymentPromise } from "./PaymentPromise.js";
import { derivedOf } from "./read.js";
import { Shipment } from "./Shipment.js";

const NOON = "2026-03-10T12:00:00Z";
const TODAY = "2026-03-10";

let testDatabase: TestDatabase;
let database: DataSource;
let distributor: string;
let order: string;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url, { poolSize: 1 });
  await insert("business_calendars", { code: "hq", name: "Head office", time_zone: "Europe/Berlin", weekly: "{}", is_default: true });
  distributor = await insert("distributors", { number: "DIST-1", legal_name: "Lindqvist Trading AB", country: "SE", region: "north" });
  order = await insert("orders", { number: "ORD-1", distributor_id: distributor, currency: "SEK", ordered_on: TODAY, status_changed_at: NOON });
});

afterAll(async () => {
  await database?.destroy();
  await testDatabase?.drop();
});

async function insert(table: string, values: Record<string, unknown>): Promise<string> {
  const row = { created_at: NOON, updated_at: NOON, ...values };
  const places = Object.keys(row).map((_, i) => `$${i + 1}`);
  const [{ id }] = await database.query(`INSERT INTO ${table} (${Object.keys(row)}) VALUES (${places}) RETURNING id`, Object.values(row));
  return id;
}

/** What the derived state reads as on one row, at a moment. */
async function derive(entity: Function, table: string, property: string, id: string, now = NOON) {
  const sql = derivedOf(entity, property)!("r").replaceAll(":now", `'${now}'::timestamptz`).replaceAll(":today", `'${TODAY}'::date`);
  const [{ value }] = await database.query(`SELECT (${sql}) AS value FROM ${table} r WHERE r.id = $1`, [id]);
  return value;
}

let numbers = 0;
const shipment = (values: object) =>
  insert("shipments", { number: `SHP-${++numbers}`, order_id: order, distributor_id: distributor, status_changed_at: NOON, ...values });
const document = (values: object) =>
  insert("documents", { number: `DOC-${++numbers}`, kind: "licence", title: "Import licence", state: "approved", state_changed_at: NOON,
    owner_order_id: order, order_id: order, distributor_id: distributor, ...values });

test.each([
  ["delivered in the last second of the promised day in Berlin", { delivered_at: "2026-03-10T22:59:59Z" }, false, 0],
  ["delivered ninety minutes after that day's midnight", { delivered_at: "2026-03-11T00:30:00Z" }, true, 1.5],
  ["estimated a day after", { estimated_at: "2026-03-11T23:00:00Z" }, true, 24],
  ["cancelled", { estimated_at: "2026-03-11T23:00:00Z", status: "cancelled" }, false, null],
])("a shipment %s", async (_, values, late, hours) => {
  const id = await shipment({ promised_on: TODAY, ...values });
  expect(await derive(Shipment, "shipments", "late", id)).toBe(late);
  expect(await derive(Shipment, "shipments", "lateHours", id)).toBe(hours);
});

test("a shipment still out after its day is late, whatever the carrier once estimated", async () => {
  const id = await shipment({ promised_on: TODAY, estimated_at: NOON });
  expect(await derive(Shipment, "shipments", "lateHours", id, "2026-03-11T01:00:00Z")).toBe(2);
});

test.each([
  ["on its last day", TODAY, true, 0],
  ["in 90 days", "2026-06-08", true, 90],
  ["in 91 days", "2026-06-09", false, 91],
  ["yesterday", "2026-03-09", false, -1],
])("a document that expires %s", async (_, expires_on, expiring, days) => {
  const id = await document({ expires_on });
  expect(await derive(Document, "documents", "expiring", id)).toBe(expiring);
  expect(await derive(Document, "documents", "daysToExpiry", id)).toBe(days);
  expect(await derive(Document, "documents", "ownerKind", id)).toBe("order");
});

test.each([
  ["approved", TODAY, "approved"], ["approved", "2026-03-09", "expired"], ["approved", null, "approved"], ["in_review", "2026-03-09", "in_review"], ["superseded", "2026-03-09", "superseded"],
])("a document that is %s and valid until %s reads %s", async (state, expires_on, today) => {
  expect(await derive(Document, "documents", "stateToday", await document({ state, expires_on }))).toBe(today);
});

test.each([
  ["active", TODAY, "open", "active"], ["active", "2026-03-09", "partially_paid", "broken"], ["active", "2026-03-09", "paid", "kept"], ["kept", "2026-03-09", "open", "kept"], ["broken", TODAY, "open", "broken"],
])("a promise that is %s for %s, its invoice %s, reads %s", async (state, promised_on, status, today) => {
  const invoice = await insert("invoices", { number: `INV-${promised_on}-${state}-${status}`, distributor_id: distributor, status, currency: "SEK", amount_minor: 500, outstanding_minor: status === "paid" ? 0 : 500, issued_on: "2026-01-01", due_on: "2026-02-01" });
  const promise = await insert("payment_promises", { invoice_id: invoice, state, promised_on, given_on: "2026-03-01", amount_minor: 500 });
  expect(await derive(PaymentPromise, "payment_promises", "stateToday", promise)).toBe(today);
});

test("an order line's value stands in its order's currency, its margin in percent of its price", async () => {
  const line = await insert("order_lines", { order_id: order, line_number: "1", sku: "VLV-20", quantity: 3, unit_price: "40", unit_cost: "30", value_minor: 12000 });
  expect(await derive(OrderLine, "order_lines", "value", line)).toEqual({ amountMinor: 12000, currency: "SEK" });
  expect(await derive(OrderLine, "order_lines", "marginPercent", line)).toBe(25);
});

test("a task speaks in public words", async () => {
  const [{ id: calendar }] = await database.query(`SELECT id FROM business_calendars`);
  const policy = await insert("sla_policies", { code: "default", response_minutes: 60, resolution_minutes: 480, calendar_id: calendar });
  const agent = await insert("agent_profiles", { code: "accounting", name: "AccountingFollowUpAgent", team: "accounting", description: "Chases money.", prompt_version: "1", tone: "firm" });
  const exception = await insert("exceptions", { number: "EXC-1", type: "PO_MISSING", subject_kind: "order", subject_number: "ORD-1", subject_id: order,
    distributor_id: distributor, order_id: order, fingerprint: "PO_MISSING:ORD-1", severity: 2, score: 40, score_parts: "[]", owner_team: "sales_ops",
    agent_code: "sales", title: "No purchase order", recommended_action: "Ask the buyer.", detected_at: NOON, last_fired_at: NOON });
  const task = await insert("follow_up_tasks", { number: "FOLLOW-2026-001", exception_id: exception, distributor_id: distributor, order_id: order,
    agent_profile_id: agent, owner_team: "sales_ops", sla_policy_id: policy, sla_started_at: NOON, sla_at_risk_at: NOON, sla_due_at: NOON,
    escalation_ladder: JSON.stringify([{ sentence: "After 4 h Accounting is told." }, { sentence: "After 8 h Sales is told." }]) });
  for (const [position, code] of ["telegram:ops-group", "slack:#wholesale-exceptions"].entries()) {
    const channel = await insert("channels", { code, kind: "recording", name: code, address: code, recipients: [code] });
    await database.query(`INSERT INTO follow_up_task_channels VALUES ($1, $2, $3)`, [task, channel, -position]);
  }
  const read = (property: string, now = NOON) => derive(FollowUpTask, "follow_up_tasks", property, task, now);
  expect(await read("taskId")).toBe("FOLLOW-2026-001");
  expect(await read("orderNumber")).toBe("ORD-1");
  expect(await read("assignedAgent")).toBe("AccountingFollowUpAgent");
  expect(await read("humanOwner")).toBe("sales_ops");
  expect(await read("communicationChannels")).toEqual(["slack:#wholesale-exceptions", "telegram:ops-group"]);
  expect(await read("escalationRule")).toBe("After 4 h Accounting is told. After 8 h Sales is told.");

  // a Tuesday and a Wednesday of eight hours each; due on Wednesday at ten
  for (const [starts_at, ends_at, day, seconds_before] of [["2026-03-10T08:00Z", "2026-03-10T16:00Z", "2026-03-10", 0], ["2026-03-11T08:00Z", "2026-03-11T16:00Z", "2026-03-11", 28_800]]) {
    await database.query(`INSERT INTO business_intervals (calendar_id, starts_at, ends_at, day, seconds_before) VALUES ($1, $2, $3, $4, $5)`, [calendar, starts_at, ends_at, day, seconds_before]);
  }
  await database.query(`UPDATE follow_up_tasks SET sla_due_at = '2026-03-11T10:00Z', snoozed_until = '2026-03-10T20:00Z'`);
  const left = (now: string) => read("slaRemainingMinutes", now);
  expect([await left(NOON), await left("2026-03-10T15:00:30Z"), await left("2026-03-10T23:00Z"), await left("2026-03-11T12:30Z")]).toEqual([360, 179, 120, -150]);
  expect([await read("snoozed"), await read("snoozed", "2026-03-10T20:00Z"), await read("hasDrafts")]).toEqual([true, false, false]);
  await database.query(`UPDATE follow_up_tasks SET sla_paused_at = '2026-03-10T15:00Z'`);
  expect(await left("2026-03-11T12:30Z")).toBe(180);
  await database.query(`UPDATE follow_up_tasks SET status = 'resolved'`);
  expect([await left(NOON), await read("snoozed")]).toEqual([null, false]);
});
