import { day, type Given } from "../../../testing/builders.js";
import { describeRules } from "../../../testing/describeRule.js";

const ordered = (values = {}, distributor = {}) => async (given: Given) => given.order({ distributor: await given.distributor(distributor), ...values });
const withLine = (line: Record<string, unknown>, values = {}) => (given: Given) => given.order({ lines: [line], ...values });

/** A distributor with a limit of 100,000.00 who owes 60,000.00, and an order of the given value. */
const onCredit = (valueMinor: number, { cashMinor = 0, ...values } = {}) => async (given: Given) => {
  const distributor = await given.distributor({ creditLimitMinor: 10_000_000 });
  await given.invoice({ distributor, outstandingMinor: 6_000_000 });
  if (cashMinor) await given.unappliedCash(distributor, { amountMinor: cashMinor });
  return given.order({ distributor, valueMinor, ...values });
};

const owing = (days: number, outstandingMinor: number, invoice = {}, order = {}) => async (given: Given) => {
  const distributor = await given.distributor();
  await given.invoice({ distributor, dueOn: day(-days), outstandingMinor, ...invoice });
  return given.order({ distributor, ...order });
};

const twice = (second: object, first: object = {}) => async (given: Given) => {
  const distributor = await given.distributor();
  await given.order({ distributor, orderedOn: day(-3), poNumber: "PO-7781", lines: [{ sku: "VALVE-20" }], ...first });
  return given.order({ distributor, orderedOn: day(-1), poNumber: "PO-7790", valueMinor: 2_000_000, lines: [{ sku: "PUMP-5" }], ...second });
};

/** A lane on which twenty orders took ten days each, and an order on it that is as old as told. */
const onLane = (age: number, sample: number, lane: string) => async (given: Given) => {
  const distributor = await given.distributor();
  for (let n = 0; n < sample; n++) {
    const past = await given.order({ distributor, destinationCountry: lane, orderedOn: day(-60), status: "closed", fulfilmentStatus: "delivered" });
    await given.shipment({ order: past, status: "delivered", deliveredAt: `${day(-50)}T10:00:00Z` });
  }
  return given.order({ distributor, destinationCountry: lane, orderedOn: day(-age), promisedOn: day(20) });
};

const standing = (days: number, values = {}) => ordered({ statusChangedAt: `${day(-days)}T10:00:00Z`, mode: null, ...values });

describeRules({
  CREDIT_LIMIT_EXCEEDED: {
    fires: onCredit(5_000_000),
    finds: { severity: 3, value: 1_000_000, blocksOrder: true, title: expect.stringMatching(/^Order \S+ takes Halvorsen Nordic AS above its credit limit$/), facts: { "Order value": "EUR 50,000.00", "Credit limit": "EUR 100,000.00", "Exposure with this order": "EUR 110,000.00", "Unpaid invoices": "EUR 60,000.00", "Confirmed orders not billed yet": "EUR 50,000.00" } },
    boundary: { fires: onCredit(4_000_001), quiet: onCredit(4_000_000) },
    quiet: {
      "unapplied cash covers it": onCredit(5_000_000, { cashMinor: 1_000_000 }),
      "the goods have left": onCredit(5_000_000, { fulfilmentStatus: "shipped" } as object),
      "an amount has no exchange rate": onCredit(5_000_000, { currency: "JPY" } as object),
    },
    closes: (given, order) => given.change(order, { status: "cancelled" }),
  },
  CUSTOMER_OVERDUE_BLOCK: {
    fires: owing(70, 400_000),
    finds: { severity: 3, blocksOrder: true, value: 1_000_000, facts: { "Order value": "EUR 10,000.00", "Overdue in total": "EUR 4,000.00", "Overdue invoices": "1", "Overdue invoice": "EUR 4,000.00", Due: day(-70) } },
    boundary: { fires: owing(61, 400_000), quiet: owing(60, 400_000) },
    quiet: {
      "it is not above the amount": owing(10, 1_000_000),
      "all of it is disputed": owing(70, 400_000, { disputedMinor: 400_000 }),
      "the goods have left": owing(70, 400_000, {}, { fulfilmentStatus: "shipped" }),
    },
    closes: (given, order) => given.change(order, { fulfilmentStatus: "shipped" }),
  },
  PO_MISSING: {
    fires: ordered({ poNumber: null }, { poRequired: true }),
    finds: { severity: 2, facts: { Ordered: day(-2), "Order value": "EUR 10,000.00", Status: "confirmed" } },
    boundary: { fires: ordered({ poNumber: " " }, { poRequired: true }), quiet: ordered({ poNumber: "1" }, { poRequired: true }) },
    quiet: {
      "the distributor needs none": ordered({ poNumber: null }, { poRequired: false }),
      "it is closed": ordered({ poNumber: null, status: "closed" }, { poRequired: true }),
    },
    closes: (given, order) => given.change(order, { poNumber: "PO-4711" }),
  },
  PRICE_MISMATCH: {
    fires: withLine({ sku: "VALVE-20", unitPrice: 90, listPrice: 100 }),
    finds: { severity: 2, value: 1_000_000, facts: { "Order value": "EUR 10,000.00", "Articles off the price list": "VALVE-20", Fulfilment: "unfulfilled" } },
    boundary: { fires: withLine({ unitPrice: 105.01, listPrice: 100 }), quiet: withLine({ unitPrice: 105, listPrice: 100 }) },
    quiet: {
      "there is no list price": withLine({ unitPrice: 90 }),
      "it is billed": withLine({ unitPrice: 90, listPrice: 100 }, { billingStatus: "billed" }),
    },
    closes: (given, order) => given.change(order.lines[0], { unitPrice: 100 }),
  },
  QUANTITY_MISMATCH: {
    fires: withLine({ sku: "PUMP-5", quantity: 120, poQuantity: 100 }, { poNumber: "PO-55" }),
    finds: { severity: 2, facts: { "Purchase order": "PO-55", "Order value": "EUR 10,000.00", "Articles with another quantity": "PUMP-5" } },
    boundary: { fires: withLine({ quantity: 101, poQuantity: 100 }), quiet: withLine({ quantity: 100, poQuantity: 100 }) },
    quiet: { "nobody knows the purchase order's quantity": withLine({ quantity: 120 }) },
    closes: (given, order) => given.change(order.lines[0], { quantity: 100 }),
  },
  DUPLICATE_ORDER: {
    fires: twice({ poNumber: "PO-7781" }),
    finds: { severity: 3, value: 2_000_000, facts: { "Purchase order": "PO-7781", "Order value": "EUR 20,000.00", Ordered: day(-1), "Purchase order of the earlier order": "PO-7781", "Earlier order": day(-3) } },
    boundary: {
      fires: twice({ valueMinor: 1_000_000, lines: [{ sku: "VALVE-20" }] }),
      quiet: twice({ valueMinor: 1_000_000, lines: [{ sku: "VALVE-20" }] }, { orderedOn: day(-4) }),
    },
    quiet: {
      "they call off one blanket order": twice({ poNumber: "PO-7781", isBlanketPo: true }, { isBlanketPo: true }),
      "the earlier one was cancelled": twice({ poNumber: "PO-7781" }, { status: "cancelled" }),
      "the lines differ": twice({ valueMinor: 1_000_000, lines: [{ sku: "VALVE-20", quantity: 99 }] }),
    },
    closes: (given, order) => given.change(order, { status: "cancelled" }),
  },
  STOCK_SHORTAGE: {
    fires: withLine({ sku: "VALVE-20", quantity: 100, availableQuantity: 40 }, { promisedOn: day(4) }),
    finds: { severity: 3, blocksOrder: true, facts: { "Order value": "EUR 10,000.00", Promised: day(4), "Articles short": "VALVE-20" } },
    boundary: { fires: withLine({ quantity: 100, availableQuantity: 99 }), quiet: withLine({ quantity: 100, availableQuantity: 100 }) },
    quiet: {
      "the rest is enough for what is left": withLine({ quantity: 100, shippedQuantity: 60, availableQuantity: 40 }, { fulfilmentStatus: "partially_shipped" }),
      "nobody knows the stock": withLine({ quantity: 100 }),
    },
    closes: (given, order) => given.change(order.lines[0], { availableQuantity: 100 }),
  },
  MARGIN_BELOW_FLOOR: {
    fires: withLine({ unitPrice: 100, unitCost: 95 }),
    finds: { severity: 2, value: 1_000_000, title: expect.stringMatching(/^Order \S+ has a margin under the floor$/), facts: { "Order value": "EUR 10,000.00", Margin: "5.0 %" } },
    boundary: { fires: withLine({ unitPrice: 100, unitCost: 90.01 }), quiet: withLine({ unitPrice: 100, unitCost: 90 }) },
    quiet: {
      "a line's cost is not known": (given) => given.order({ lines: [{ unitPrice: 100, unitCost: 95 }, { unitPrice: 100 }] }),
      "no cost is known at all": withLine({ unitPrice: 100 }),
    },
    closes: (given, order) => given.change(order.lines[0], { unitPrice: 120 }),
  },
  EXPORT_COMPLIANCE_HOLD: {
    fires: ordered({ exportCheck: "licence_missing", promisedOn: day(9) }),
    finds: { severity: 4, blocksOrder: true, facts: { "Export check": "licence_missing", Destination: "NO", "Order value": "EUR 10,000.00", Promised: day(9) } },
    boundary: { fires: ordered({ exportCheck: "failed" }), quiet: ordered({ exportCheck: "pending" }) },
    quiet: { "it is cancelled": ordered({ exportCheck: "failed", status: "cancelled" }) },
    closes: (given, order) => given.change(order, { exportCheck: "passed" }),
  },
  ORDER_STUCK: {
    fires: onLane(30, 20, "SE"),
    finds: { severity: 2, facts: { Status: "confirmed", "In this status since": "2026-11-17 09:00 UTC", Ordered: day(-30), Promised: day(20), "Days that are normal": "10", "Orders the lane's figure is made of": "20" } },
    boundary: { fires: onLane(11, 20, "FI"), quiet: onLane(10, 20, "DK") },
    quiet: {
      "too few orders say what is normal, and its promised day is ahead": onLane(30, 19, "IS"),
      "it stands no longer than its SLA": standing(14),
      "a draft within its SLA": standing(5, { status: "draft" }),
      "it has shipped": standing(40, { fulfilmentStatus: "shipped" }),
    },
    closes: (given, order) => given.change(order, { fulfilmentStatus: "shipped" }),
  },
});

