import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { day } from "../../../testing/builders.js";
import { type DetectionDesk, openDetectionDesk } from "../../../testing/detectionDesk.js";
import { runDetection } from "../runDetection.js";

let desk: DetectionDesk;
beforeAll(async () => void (desk = await openDetectionDesk()));
afterAll(() => desk.close());

/** Which earlier order each order of a distributor is said to repeat, by number. */
async function twins(distributorId: string): Promise<Record<string, string>> {
  await runDetection(desk.ctx, { cause: "test", rules: ["DUPLICATE_ORDER"], distributorIds: [distributorId] });
  const cases = await desk.rows(`SELECT subject_number AS number, substring(title FROM 'looks like (\\S+) once more') AS twin FROM exceptions WHERE distributor_id = $1`, [distributorId]);
  return Object.fromEntries(cases.map(({ number, twin }) => [number, twin]));
}

test("of a crowd of orders that came in on one day, each repeats the one before it", async () => {
  const CROWD = 3_000;
  const { id } = await desk.given.distributor();
  await desk.rows(`
    WITH ordered AS (
      INSERT INTO orders (created_at, updated_at, number, distributor_id, currency, value_minor, ordered_on, status, status_changed_at, po_number)
      SELECT now(), now(), 'CROWD-' || lpad(n::text, 4, '0'), $1, 'EUR', 500000, $2, 'confirmed', now(), 'PO-' || n FROM generate_series(1, ${CROWD}) n RETURNING id)
    INSERT INTO order_lines (created_at, updated_at, order_id, line_number, sku, quantity, unit_price, value_minor)
    SELECT now(), now(), ordered.id, line, 'VALVE-' || line, 10, 250, 250000 FROM ordered, generate_series(1, 2) line`, [id, day(-1)]);
  const number = (n: number) => `CROWD-${String(n).padStart(4, "0")}`;
  expect(await twins(id)).toEqual(Object.fromEntries(Array.from({ length: CROWD - 1 }, (_, n) => [number(n + 2), number(n + 1)])));
});

test("an order of a blanket purchase order repeats the last one of another kind, and no other call-off", async () => {
  const distributor = await desk.given.distributor();
  const kinds = [true, false, true, true, false, true];
  for (const [n, isBlanketPo] of kinds.entries()) {
    await desk.given.order({ distributor, number: `RUN-${n}`, poNumber: isBlanketPo ? "PO-BLANKET" : `PO-${n}`, isBlanketPo, lines: [{ sku: "VALVE-20" }] });
  }
  expect(await twins(distributor.id)).toEqual({ "RUN-1": "RUN-0", "RUN-2": "RUN-1", "RUN-3": "RUN-1", "RUN-4": "RUN-3", "RUN-5": "RUN-4" });
});

test("the latest earlier order counts, whichever way it is the same", async () => {
  const distributor = await desk.given.distributor();
  const order = (number: string, orderedOn: string, values: object) => desk.given.order({ distributor, number, orderedOn, lines: [{ sku: "VALVE-20" }], ...values });
  await order("MIX-0", day(-9), { poNumber: "PO-A", valueMinor: 1 });
  await order("MIX-1", day(-2), { poNumber: "PO-B", valueMinor: 2 });
  await order("MIX-2", day(-1), { poNumber: "PO-A", valueMinor: 2 });
  await order("MIX-3", day(0), { poNumber: "PO-A", valueMinor: 1 });
  expect(await twins(distributor.id)).toEqual({ "MIX-2": "MIX-1", "MIX-3": "MIX-2" });
});
