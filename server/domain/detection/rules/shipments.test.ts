import { day, type Given, hour } from "../../../testing/builders.js";
import { describeRules } from "../../../testing/describeRule.js";

const shipped = (values = {}) => (given: Given) => given.shipment(values);
const awaitingPickup = (pickupUntil: Date, values = {}) =>
  shipped({ status: "pickup_scheduled", pickedUpAt: null, lastEventAt: null, pickupFrom: hour(-200), pickupUntil, ...values });

/** Promised for two days ago, whose end was 33 hours ago in Amsterdam. */
const late = (values = {}) => shipped({ promisedOn: day(-2), estimatedAt: hour(30), ...values });

const counted = (deliveredQuantity: number | null, values = {}) => async (given: Given) => {
  const order = await given.order({ fulfilmentStatus: "delivered", lines: [{ sku: "VALVE-20", quantity: 100, valueMinor: 1_000_000 }] });
  const shipment = await given.shipment({ order, status: "delivered", deliveredAt: hour(-20), ...values });
  await given.shipmentLine(shipment, order.lines[0], { deliveredQuantity });
  return shipment;
};

const delivered = (days: number, values = {}, billingTrigger = "shipment") => async (given: Given) =>
  given.shipment({ distributor: await given.distributor({ billingTrigger }), status: "delivered", deliveredAt: `${day(-days)}T12:00:00Z`, ...values });

describeRules({
  PICKUP_FAILED: {
    fires: awaitingPickup(hour(-6), { promisedOn: day(1) }),
    finds: { severity: 3, value: 1_000_000, blocksOrder: true, facts: { Status: "pickup_scheduled", Carrier: "Kestrel Freight", "End of the pickup window": "2026-11-18 03:00 UTC", Promised: day(1) } },
    boundary: { fires: awaitingPickup(hour(-0.01)), quiet: awaitingPickup(hour(0)) },
    quiet: { "it was picked up": awaitingPickup(hour(-6), { pickedUpAt: hour(-7), status: "picked_up" }), "it was cancelled": awaitingPickup(hour(-6), { status: "cancelled" }) },
    closes: (given, shipment) => given.change(shipment, { status: "picked_up", pickedUpAt: hour(0) }),
  },
  ETA_DRIFT: {
    fires: late({ estimatedAt: hour(60) }),
    finds: { severity: 3, value: 1_000_000, facts: { Promised: day(-2), "Estimated arrival": "2026-11-20 21:00 UTC", Status: "in_transit", Carrier: "Kestrel Freight", "Order value": "EUR 10,000.00" } },
    boundary: { fires: shipped({ promisedOn: day(0), estimatedAt: new Date("2026-11-19T11:00:01Z") }), quiet: shipped({ promisedOn: day(0), estimatedAt: new Date("2026-11-19T11:00:00Z") }) },
    quiet: { "it has arrived": late({ status: "delivered", deliveredAt: hour(-1) }), "nothing was promised": late({ promisedOn: null }) },
    closes: (given, shipment) => given.change(shipment, { promisedOn: day(4) }),
  },
  TRACKING_STALE: {
    fires: shipped({ lastEventAt: hour(-60) }),
    finds: { severity: 2, facts: { Status: "in_transit", "Last event": "2026-11-15 21:00 UTC", Carrier: "Kestrel Freight", Promised: day(5) } },
    boundary: { fires: shipped({ lastEventAt: hour(-48) }), quiet: shipped({ lastEventAt: hour(-47.9) }) },
    quiet: { "ships report less often": shipped({ lastEventAt: hour(-60), mode: "sea" }), "it has arrived": shipped({ lastEventAt: hour(-60), status: "delivered" }) },
    closes: (given, shipment) => given.change(shipment, { lastEventAt: hour(-1) }),
  },
  CUSTOMS_HOLD: {
    fires: async (given) => {
      const shipment = await given.shipment({ status: "on_hold", incidentReason: "customs_documents_missing", destinationCountry: "NO" });
      await given.document({ shipment, kind: "customs", title: "Certificate of origin", state: "requested" });
      return shipment;
    },
    finds: { severity: 3, blocksOrder: true, facts: { Incident: "customs_documents_missing", Status: "on_hold", Since: "2026-11-18 04:00 UTC", Destination: "NO", "Paper still missing": "Certificate of origin", "State of the paper": "requested" } },
    boundary: { fires: shipped({ incidentReason: "customs_inspection" }), quiet: shipped({ incidentReason: "carrier_customs_broker_late" }) },
    quiet: { "it came through": shipped({ status: "delivered", incidentReason: "customs_inspection" }) },
    closes: (given, shipment) => given.change(shipment, { incidentReason: null, status: "in_transit" }),
  },
  DUTIES_UNPAID: {
    fires: shipped({ dutiesPaid: false }),
    finds: { severity: 3, facts: { "Duties paid": "false", Status: "in_transit", Destination: "NO", "Order value": "EUR 10,000.00" } },
    boundary: { fires: shipped({ dutiesPaid: false, status: "picked_up" }), quiet: shipped({ dutiesPaid: false, status: "booked" }) },
    quiet: { "none are due": shipped({ dutiesPaid: null }) },
    closes: (given, shipment) => given.change(shipment, { dutiesPaid: true }),
  },
  DELIVERY_REFUSED: {
    fires: shipped({ status: "delivery_failed", incidentReason: "consignee_refused" }),
    finds: { severity: 3, value: 1_000_000, facts: { Status: "delivery_failed", Incident: "consignee_refused", Reported: "2026-11-18 04:00 UTC", "Order value": "EUR 10,000.00" } },
    boundary: { fires: shipped({ status: "return_to_sender", incidentReason: "consignee_refusal" }), quiet: shipped({ status: "delivery_failed", incidentReason: "consignee_not_available" }) },
    quiet: { "the goods are back": shipped({ status: "returned", incidentReason: "consignee_refused" }) },
    closes: (given, shipment) => given.change(shipment, { status: "delivered", incidentReason: null }),
  },
  DELIVERY_ATTEMPT_FAILED: {
    fires: shipped({ status: "delivery_failed", incidentReason: "consignee_not_available" }),
    finds: { severity: 2, facts: { Status: "delivery_failed", Attempted: "2026-11-18 04:00 UTC", Reason: "consignee_not_available", Carrier: "Kestrel Freight" } },
    boundary: { fires: shipped({ status: "delivery_failed" }), quiet: shipped({ status: "out_for_delivery" }) },
    quiet: { "it was refused": shipped({ status: "delivery_failed", incidentReason: "consignee_refused" }), "the address is wrong": shipped({ status: "delivery_failed", incidentReason: "consignee_address_incomplete" }) },
    closes: (given, shipment) => given.change(shipment, { status: "out_for_delivery" }),
  },
  ADDRESS_PROBLEM: {
    fires: shipped({ status: "delivery_failed", incidentReason: "consignee_address_incomplete" }),
    finds: { severity: 2, facts: { Incident: "consignee_address_incomplete", Status: "delivery_failed", Carrier: "Kestrel Freight", Destination: "NO" } },
    boundary: { fires: shipped({ incidentReason: "carrier_address_correction" }), quiet: shipped({ incidentReason: "carrier_mechanical_delay" }) },
    quiet: { "it arrived all the same": shipped({ status: "delivered", incidentReason: "consignee_address_incomplete" }) },
    closes: (given, shipment) => given.change(shipment, { incidentReason: null }),
  },
  DAMAGED_OR_LOST: {
    fires: shipped({ status: "lost" }),
    finds: { severity: 4, value: 1_000_000, facts: { Status: "lost", Carrier: "Kestrel Freight", "Last event": "2026-11-18 04:00 UTC", "Order value": "EUR 10,000.00" } },
    boundary: { fires: shipped({ status: "delivered", incidentReason: "carrier_damaged" }), quiet: shipped({ status: "delivered", incidentReason: "carrier_delayed" }) },
    quiet: { "the goods are back": shipped({ status: "returned", incidentReason: "carrier_damaged" }) },
    closes: (given, shipment) => given.change(shipment, { status: "in_transit" }),
  },
  SHORT_SHIPMENT: {
    fires: counted(80),
    finds: { severity: 3, value: 200_000, facts: { Delivered: "2026-11-17 13:00 UTC", "Missing pieces": "20", "Articles short": "VALVE-20", "Order value": "EUR 10,000.00" } },
    boundary: { fires: counted(99), quiet: counted(100) },
    quiet: { "nobody has counted": counted(null), "it is still on its way": counted(0, { status: "in_transit", deliveredAt: null }) },
    closes: (given, shipment) => given.change(shipment, { status: "returned" }),
  },
  POD_MISSING: {
    fires: delivered(6, {}, "proof_of_delivery"),
    finds: { severity: 3, value: 1_000_000, facts: { Delivered: `${day(-6)} 12:00 UTC`, Carrier: "Kestrel Freight", "Billed after": "proof_of_delivery" } },
    boundary: { fires: delivered(2), quiet: delivered(1) },
    quiet: {
      "it has come": delivered(6, { podReceivedOn: day(-3) }),
      "it stands among the documents": async (given) => {
        const shipment = await delivered(6)(given);
        await given.document({ shipment, kind: "proof_of_delivery", title: "Signed delivery note", state: "uploaded" });
        return shipment;
      },
      "carriers no longer keep it": delivered(181),
    },
    closes: (given, shipment) => given.change(shipment, { podReceivedOn: day(0) }),
  },
  FREE_TIME_EXPIRING: {
    fires: shipped({ status: "available_for_pickup", freeTimeFrom: hour(-95), freeTimeUntil: hour(5) }),
    finds: { severity: 3, facts: { "Free time from": "2026-11-14 10:00 UTC", "Free time until": "2026-11-18 14:00 UTC", Status: "available_for_pickup", Carrier: "Kestrel Freight" } },
    boundary: { fires: shipped({ freeTimeFrom: hour(-80), freeTimeUntil: hour(20) }), quiet: shipped({ freeTimeFrom: hour(-79.99), freeTimeUntil: hour(20.01) }) },
    quiet: { "the unit was given back": shipped({ freeTimeFrom: hour(-95), freeTimeUntil: hour(5), returnedAt: hour(-2) }) },
    closes: (given, shipment) => given.change(shipment, { returnedAt: hour(0) }),
  },
});
