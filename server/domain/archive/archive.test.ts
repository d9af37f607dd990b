import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startTower, type TestTower } from "../../testing/startTower.js";
import { Story } from "../../testing/story.js";

let tower: TestTower;
let story: Story;
beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
});
afterAll(() => tower.close());

const WHY = "Set up twice.";
const closedOrder = () => tower.given.order({ status: "closed", lines: [{}] });
const together = <T>(work: (i: number) => Promise<T>) => Promise.all([0, 1, 2, 3].map(work));
const codes = (outcomes: { code?: string }[]) => outcomes.map(({ code }) => code ?? "done").sort();
const archivedAt = async (table: string, id: string) => (await story.read(id, table)).archived_at;

describe("archiving an order", () => {
  test("takes its shipments along, in one go that the audit tells of by record, and restoring brings all of it back", async () => {
    const order = await closedOrder();
    const shipment = await tower.given.shipment({ order, status: "delivered" });
    const { record } = await story.done("sales", "orderArchive", { id: order.number, version: 1, reason: WHY });
    expect(record).toMatchObject({ id: order.id, version: 2, archivedAt: expect.any(String) });
    const { archive_batch_id } = await story.read(order.id, "orders");
    expect(await story.read(shipment.id, "shipments")).toMatchObject({ archive_batch_id, version: 2 });
    const entries = await story.rows(`SELECT l.type, l.subject_number, p.payload ->> 'reason' AS reason FROM audit_logs l JOIN audit_payloads p ON p.audit_id = l.id WHERE l.batch_id = $1 ORDER BY l.type`, [archive_batch_id]);
    expect(entries).toEqual([{ type: "order.archived", subject_number: order.number, reason: WHY }, { type: "shipment.archived", subject_number: shipment.number, reason: WHY }]);
    const listed = await tower.as("sales")(`query($search: String!) { orders(filter: { search: $search }) { totalCount } order(number: $search) { archivedAt } }`, { search: order.number });
    expect(listed.data).toMatchObject({ orders: { totalCount: 0 } });

    await story.done("sales", "orderRestore", { id: order.id, version: 2 });
    expect([await archivedAt("orders", order.id), await archivedAt("shipments", shipment.id)]).toEqual([null, null]);
    expect(await tower.trail(shipment.id)).toEqual(["shipment.archived", "shipment.restored"]);
  });

  test("leaves alone what was archived before it, also when it is restored", async () => {
    const order = await closedOrder();
    const shipment = await tower.given.shipment({ order, status: "cancelled" });
    await story.done("logistics", "shipmentArchive", { id: shipment.id, version: 1, reason: "Never left." });
    await story.done("sales", "orderArchive", { id: order.id, version: 1, reason: WHY });
    await story.done("sales", "orderRestore", { id: order.id, version: 2 });
    expect(await archivedAt("shipments", shipment.id)).not.toBeNull();
  });

  test("is refused while anything on it is open, and says what", async () => {
    const open = await tower.given.order({ status: "confirmed", lines: [{}] });
    expect(await story.does("sales", "orderArchive", { id: open.id, version: 1, reason: WHY })).toMatchObject({ code: "WRONG_STATE", message: `${open.number} can't be archived while work is open: ${open.number}. End that first.` });
    const order = await closedOrder();
    const shipment = await tower.given.shipment({ order, status: "in_transit" });
    expect((await story.does("sales", "orderArchive", { id: order.id, version: 1, reason: WHY })).message).toContain(shipment.number);
    await tower.given.change(shipment, { status: "delivered" });
    const { record } = await story.done("logistics", "exceptionOpen", { subjectKind: "SHIPMENT", subjectId: shipment.number, title: "The driver waits at the gate", severity: 2 });
    expect((await story.does("sales", "orderArchive", { id: order.id, version: 1, reason: WHY })).message).toContain(record.number);
    expect(await archivedAt("orders", order.id)).toBeNull();
  });

  test("happens once, for one reader of one version, with a reason", async () => {
    const order = await closedOrder();
    const input = { id: order.id, version: 1, reason: WHY };
    expect(await story.does("sales", "orderArchive", { ...input, reason: " " })).toMatchObject({ code: "BAD_USER_INPUT", field: "reason" });
    expect(await story.does("sales", "orderArchive", { ...input, reason: "\u200b\u2060" })).toMatchObject({ code: "BAD_USER_INPUT", field: "reason" });
    expect((await story.does("sales", "orderArchive", { ...input, version: 7 })).code).toBe("STALE_VERSION");
    expect((await story.does("accounting", "orderArchive", input)).code).toBe("FORBIDDEN");
    expect((await story.does("iberianSales", "orderArchive", input)).code).toBe("NOT_FOUND");
    expect((await story.doesWith(await story.apiToken("sales"), "orderArchive", input)).code).toBe("FORBIDDEN");
    expect(codes(await together(() => story.does("sales", "orderArchive", input)))).toEqual(["ALREADY_DONE", "ALREADY_DONE", "ALREADY_DONE", "done"]);
    expect((await story.does("sales", "orderArchive", input)).message).toMatch(/was archived already, by Noor Verhoeven/);
    expect((await tower.trail(order.id)).filter((type) => type === "order.archived")).toHaveLength(1);
    expect((await story.does("sales", "orderRestore", { id: order.id, version: 1 })).code).toBe("STALE_VERSION");
    expect(codes(await together(() => story.does("sales", "orderRestore", { id: order.id, version: 2 })))).toEqual(["WRONG_STATE", "WRONG_STATE", "WRONG_STATE", "done"]);
    const keyed = await together(() => story.done("sales", "orderArchive", { id: order.id, version: 3, reason: WHY, idempotencyKey: "archive it" }));
    expect(new Set(keyed.map(({ record }) => record.version))).toEqual(new Set([4]));
  });
});

test("what belongs to an archived record is restored with it, not by itself", async () => {
  const distributor = await tower.given.distributor({ legalName: "Sollid Rør AS" });
  const invoice = await tower.given.invoice({ distributor, status: "paid", outstandingMinor: 0, amountMinor: 50_000 });
  await story.done("sales", "distributorArchive", { id: distributor.number, version: 1, reason: "Merged into another." });
  expect(await archivedAt("invoices", invoice.id)).not.toBeNull();
  expect(await story.does("accounting", "invoiceRestore", { id: invoice.id, version: 2 })).toMatchObject({ code: "WRONG_STATE", message: `${invoice.number} belongs to ${distributor.number}, which is archived; restore that first.` });
  await story.done("sales", "distributorRestore", { id: distributor.id, version: 2 });
  expect(await archivedAt("invoices", invoice.id)).toBeNull();
});

test("archiving a record and opening a case on it never both happen unseen", async () => {
  for (let round = 0; round < 5; round++) {
    const order = await closedOrder();
    const [archived, opened] = await Promise.all([
      story.does("sales", "orderArchive", { id: order.id, version: 1, reason: WHY }),
      story.does("sales", "exceptionOpen", { subjectKind: "ORDER", subjectId: order.number, title: "The pallets are short", severity: 2 }),
    ]);
    expect([archived.code, opened.code]).toContainEqual(undefined);
    expect([archived.code, opened.code]).not.toEqual([undefined, undefined]);
  }
});
