import { ShipmentStatus as S } from "../../../entities/enums.js";
import { invoiceLifecycle } from "../../records/invoice.lifecycle.js";
import { shipmentLifecycle } from "../../records/shipment.lifecycle.js";
import { backwardMove, reachableFrom } from "./statusMoves.js";

test("a shipment may skip steps forward, swing between delay and transit, and never come back from its end", () => {
  const from = (state: S) => reachableFrom(shipmentLifecycle, state);
  expect(from(S.PLANNED)).toContain(S.DELIVERED);
  expect(from(S.DELAYED)).toContain(S.IN_TRANSIT);
  expect(from(S.IN_TRANSIT)).not.toContain(S.BOOKED);
  expect([...from(S.DELIVERED)]).toEqual([S.DELIVERED]);
});

test("a correcting event is no way forward for a file", () => {
  expect([...reachableFrom(invoiceLifecycle, invoiceLifecycle.states.find((state) => state === "paid")!)]).toEqual(["paid"]);
  expect(reachableFrom(shipmentLifecycle, S.LOST)).not.toContain(S.IN_TRANSIT);
});

test("the SQL names for every state what lies ahead of it", () => {
  expect(backwardMove(invoiceLifecycle, "t.status", "s.status")).toContain("WHEN 'paid' THEN s.status NOT IN ('paid')");
});
