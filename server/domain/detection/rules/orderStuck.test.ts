import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { day, type Made } from "../../../testing/builders.js";
import { type DetectionDesk, openDetectionDesk } from "../../../testing/detectionDesk.js";
import { previewDetection } from "../previewDetection.js";
import { runDetection } from "../runDetection.js";

let desk: DetectionDesk;
beforeAll(async () => void (desk = await openDetectionDesk()));
afterAll(() => desk.close());

const RULES = ["ORDER_STUCK"];
const deliver = async (count: number, days: number) => {
  for (let n = 0; n < count; n++) {
    const order = await desk.given.order({ destinationCountry: "SE", orderedOn: day(-60), status: "closed", fulfilmentStatus: "delivered" });
    await desk.given.shipment({ order, status: "delivered", deliveredAt: `${day(days - 60)}T10:00:00Z` });
  }
};
/** How many days the order's case says are normal on its lane; undefined where there is no live case. */
const normal = async (order: Made) => {
  const [found] = await desk.rows(`SELECT jsonb_path_query_first(facts, '$[*] ? (@.label == "Days that are normal").value') AS days FROM exceptions WHERE subject_order_id = $1 AND state = 'open'`, [order.id]);
  return found?.days;
};

test("what is normal on a lane is worked out once a day, and again after an import", async () => {
  await deliver(20, 10);
  const order = await desk.given.order({ destinationCountry: "SE", orderedOn: day(-30), promisedOn: day(20) });
  const run = (cause: string) => runDetection(desk.ctx, { cause, rules: RULES, distributorIds: [order.distributorId] });
  await run("schedule");
  expect(await normal(order)).toBe("10");

  await deliver(80, 20);
  await run("schedule");
  expect(await normal(order)).toBe("10");
  await run("import");
  expect(await normal(order)).toBe("20");

  await deliver(300, 40);
  desk.clock.advance({ days: 1 });
  await run("schedule");
  expect(await normal(order)).toBeUndefined();
});

test("passes and dry runs that need a lane's figure at the same moment agree on it", async () => {
  const order = await desk.given.order({ destinationCountry: "SE", orderedOn: day(-50), promisedOn: day(20) });
  await desk.rows(`UPDATE lane_figures SET worked_out_on = worked_out_on - 1`);
  const scope = { rules: RULES, distributorIds: [order.distributorId] };
  const runs = Array.from({ length: 3 }, () => [runDetection(desk.ctx, { cause: "import", ...scope }), previewDetection(desk.ctx, scope)]);
  await Promise.all(runs.flat());
  expect(await normal(order)).toBe("40");
});
