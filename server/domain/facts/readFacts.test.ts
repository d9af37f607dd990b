import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { citable, type CitableKind, citableKinds } from "../../records/index.js";
import { moneyFieldsOf } from "../../../entities/read.js";
import { day } from "../../testing/builders.js";
import { type DetectionDesk, openDetectionDesk } from "../../testing/detectionDesk.js";
import { changedFacts, type FactRequest, readFacts } from "./readFacts.js";

let desk: DetectionDesk;
beforeAll(async () => void (desk = await openDetectionDesk()));
afterAll(() => desk?.close());

const read = (requests: FactRequest[]) => desk.ctx.transaction((tx) => readFacts(tx, requests));
const asked = (recordType: CitableKind, { id: recordId }: { id: string }, field: string, label = field): FactRequest => ({ recordType, recordId, field, label });

/** A record of each kind. */
async function records() {
  const order = await desk.given.order({ lines: [{}] });
  const invoice = await desk.given.invoice({ order, outstandingMinor: 8_420_000, amountMinor: 9_000_000, currency: "JPY", dueOn: day(-35) });
  const shipment = await desk.given.shipment({ order, estimatedAt: new Date("2026-11-20T23:04:05.678+02:00"), dutiesPaid: false });
  const payment = await desk.given.payment(invoice);
  const distributor = { id: invoice.distributorId };
  const document = await desk.given.document({ distributorId: distributor.id });
  return { distributor, order, invoice, shipment, payment, document };
}

test("every field of every kind reads at once as it reads alone, in the order asked for", async () => {
  const made = await records();
  const kinds = citableKinds().map(({ kind }) => kind as CitableKind);
  const fieldsOf = (kind: CitableKind) => {
    const { columns, target } = desk.ctx.services.database.getMetadata(citable(kind).entity);
    return [...columns.map(({ propertyName }) => propertyName), ...moneyFieldsOf(target as Function).keys()];
  };
  const requests = kinds.flatMap((kind) => fieldsOf(kind).map((field) => asked(kind, made[kind], field)))
    .sort((a, b) => a.field.localeCompare(b.field)); // the kinds alternate
  const alone = [];
  for (const request of requests) alone.push(...await read([request]));
  expect(alone.length).toBeGreaterThan(80);
  expect(new Set(alone.map(({ recordType }) => recordType)).size).toBe(kinds.length);
  expect(await read(requests)).toEqual(alone);
});

test("words money, instants and numbers as people read them, and leaves out what is not there", async () => {
  const { invoice, shipment, order } = await records();
  const [line] = await desk.rows<{ id: string }>(`UPDATE orders SET po_number = '', promised_on = NULL WHERE id = $1 RETURNING id`, [order.id]);
  const facts = await read([
    asked("invoice", invoice, "outstanding"), asked("shipment", shipment, "estimatedAt"), asked("shipment", shipment, "dutiesPaid"), asked("order", line!, "poNumber"),
    asked("order", order, "promisedOn"), asked("invoice", { id: order.id }, "number"), asked("invoice", invoice, "dueOn"), asked("invoice", invoice, "outstanding", "Still open"),
  ]);
  expect(facts.map(({ label, value }) => [label, value])).toEqual([
    ["outstanding", "JPY 8,420,000"], ["estimatedAt", "2026-11-20 21:04 UTC"], ["dutiesPaid", "false"], ["poNumber", ""], ["dueOn", day(-35)], ["Still open", "JPY 8,420,000"],
  ]);
  expect(facts[0]).toEqual({ record: invoice.number, recordType: "invoice", recordId: invoice.id, field: "outstanding", label: "outstanding", value: "JPY 8,420,000", version: 1, derived: false });
  expect(await read([])).toEqual([]);
});

test("a fact holds until its value or its record is gone", async () => {
  const { invoice, order } = await records();
  const facts = await read([asked("invoice", invoice, "outstanding"), asked("order", order, "poNumber"), asked("order", order, "number")]);
  const changed = (of = facts) => desk.ctx.transaction((tx) => changedFacts(tx, of));
  expect(await changed()).toEqual([]);
  await desk.given.change(invoice, { outstandingMinor: 5 });
  const gone = { ...facts[0]!, recordId: order.id };
  expect(await changed([...facts, gone])).toEqual([{ fact: facts[0], now: "JPY 5" }, { fact: gone, now: null }]);
});

test.each(["amount', (SELECT 1), '", "outstanding_minor", "constructor", "__proto__", "", "distributor"])("a field that is none can't be cited: %j", async (field) => {
  const { invoice } = await records();
  await expect(read([asked("invoice", invoice, "number"), asked("invoice", invoice, field)])).rejects.toThrow("can't be cited as a fact");
});
