import { day, type Given } from "../../../testing/builders.js";
import { describeRules } from "../../../testing/describeRule.js";

const overdue = (days: number, values = {}) => (given: Given) => given.invoice({ outstandingMinor: 8_420_000, dueOn: day(-days), ...values });

const promised = (promisedOn: string, values = {}) => async (given: Given) => {
  const invoice = await overdue(20)(given);
  await given.promise(invoice, { promisedOn, ...values });
  return invoice;
};

const paidShort = (shortMinor: number, values = {}) => async (given: Given) => {
  const invoice = await given.invoice({ amountMinor: 1_000_000, outstandingMinor: shortMinor, status: "partially_paid" });
  await given.payment(invoice, { amountMinor: 1_000_000 - shortMinor, claimsFullSettlement: true, ...values });
  return invoice;
};

const disputed = (days: number, values = {}) => async (given: Given) => {
  const invoice = await given.invoice({ amountMinor: 500_000, disputedMinor: 120_000 });
  await given.dispute(invoice, { openedOn: day(-days), amountMinor: 120_000, ...values });
  return invoice;
};

const billed = (amountMinor: number, values = {}, ordered = {}) => async (given: Given) => {
  const order = await given.order({ valueMinor: 1_000_000, billingStatus: "billed", ...ordered });
  return given.invoice({ order, amountMinor, ...values });
};

const shippedUnbilled = (pickedUpOn: string, billingTrigger = "shipment", values = {}) => async (given: Given) => {
  const distributor = await given.distributor({ billingTrigger });
  const order = await given.order({ distributor, fulfilmentStatus: "shipped" });
  await given.shipment({ order, pickedUpAt: `${pickedUpOn}T10:00:00Z`, ...values });
  return order;
};

describeRules({
  INVOICE_OVERDUE: {
    fires: overdue(35),
    finds: { severity: 2, value: 8_420_000, facts: { Outstanding: "EUR 84,200.00", Due: day(-35), "Invoice total": "EUR 84,200.00", "Reminder level": "2 of 4" } },
    boundary: { fires: overdue(1), quiet: overdue(0) },
    quiet: {
      "a promise to pay is running": promised(day(2)),
      "the promised day is today": promised(day(0)),
      "all of it is disputed": overdue(40, { disputedMinor: 8_420_000 }),
      "it is void": overdue(40, { status: "void" }),
      "it is archived": overdue(40, { archivedAt: new Date() }),
      "less than one unit of the currency is outstanding": overdue(40, { amountMinor: 1_000_000, outstandingMinor: 99 }),
      "less than one dinar is outstanding": overdue(40, { currency: "KWD", amountMinor: 1_000_000, outstandingMinor: 999 }),
    },
    alsoFires: { "one unit is outstanding": overdue(40, { amountMinor: 1_000_000, outstandingMinor: 100 }), "one yen is outstanding": overdue(40, { currency: "JPY", amountMinor: 1_000_000, outstandingMinor: 1 }) },
    closes: (given, invoice) => given.change(invoice, { outstandingMinor: 0, status: "paid" }),
  },
  PROMISE_BROKEN: {
    fires: promised(day(-3)),
    finds: { severity: 3, facts: { Outstanding: "EUR 84,200.00", Due: day(-20), "Promised for": day(-3), "Promised amount": "EUR 84,200.00" } },
    boundary: { fires: promised(day(-1)), quiet: promised(day(0)) },
    quiet: {
      "it was kept": promised(day(-3), { state: "kept" }),
      "a later promise is running": async (given) => {
        const invoice = await promised(day(-3), { state: "broken" })(given);
        await given.promise(invoice, { promisedOn: day(4) });
        return invoice;
      },
    },
    closes: (given, invoice) => given.change(invoice, { outstandingMinor: 0, status: "paid" }),
  },
  SHORT_PAYMENT: {
    fires: paidShort(50_000),
    finds: { severity: 2, value: 50_000, title: expect.stringMatching(/^Halvorsen Nordic AS paid invoice \S+ short$/), facts: { "Short by": "EUR 500.00", "Payment that claims to settle it": "EUR 9,500.00" } },
    boundary: { fires: paidShort(10_001), quiet: paidShort(10_000) },
    quiet: {
      "it never claimed to settle": paidShort(50_000, { claimsFullSettlement: false }),
      "the bank took it back": paidShort(50_000, { reversedOn: day(-1) }),
    },
    closes: (given, invoice) => given.change(invoice, { disputedMinor: 50_000 }),
  },
  INVOICE_DISPUTED: {
    fires: disputed(12),
    finds: { severity: 3, value: 120_000, facts: { Disputed: "EUR 1,200.00", Reason: "price", "Disputed since": day(-12) } },
    boundary: { fires: disputed(6), quiet: disputed(5) },
    quiet: { "it is resolved": disputed(12, { state: "resolved_valid", resolvedOn: day(-1) }) },
    closes: (given, invoice) => given.change(invoice, { status: "void" }),
  },
  INVOICE_ORDER_MISMATCH: {
    fires: billed(1_200_000),
    finds: { severity: 2, value: 200_000, title: expect.stringMatching(/^Invoice \S+ and order \S+ differ in their amounts$/), facts: { "Invoice total": "EUR 12,000.00", "Order value": "EUR 10,000.00", Difference: "EUR 2,000.00" } },
    boundary: { fires: billed(1_005_001), quiet: billed(1_005_000) },
    alsoFires: {
      "each of two invoices bills the whole order": async (given) => {
        const first = await billed(1_000_000, { issuedOn: day(-30) })(given);
        return given.insert("invoices", { ...pick(first), number: `${first.number}-2`, amountMinor: 1_000_000, outstandingMinor: 1_000_000, issuedOn: day(-5) });
      },
      "it counts as billed and too little is": billed(994_999),
    },
    quiet: {
      "more is still to be billed": billed(700_000, {}, { billingStatus: "partly_billed" }),
      "two invoices make up the order": async (given) => {
        const first = await billed(600_000, { issuedOn: day(-30) })(given);
        return given.insert("invoices", { ...pick(first), number: `${first.number}-2`, amountMinor: 400_000, outstandingMinor: 400_000, issuedOn: day(-5) });
      },
      "the currencies can't be compared": billed(1_200_000, { currency: "USD" }),
    },
    closes: (given, invoice) => given.change(invoice, { status: "void" }),
  },
  INVOICE_NOT_ISSUED: {
    fires: shippedUnbilled("2026-11-11"),
    finds: { severity: 3, value: 1_000_000, facts: { "Order value": "EUR 10,000.00", "Billable since": "2026-11-11", "Billed after": "shipment", Billing: "to_bill" } },
    boundary: { fires: shippedUnbilled("2026-11-16"), quiet: shippedUnbilled("2026-11-17") },
    quiet: {
      "it is billed after its proof of delivery, and none has come": shippedUnbilled("2026-11-11", "proof_of_delivery", { deliveredAt: "2026-11-12T08:00:00Z" }),
      "the goods came back": shippedUnbilled("2026-11-11", "shipment", { status: "returned" }),
      "the goods were lost": shippedUnbilled("2026-11-11", "shipment", { status: "lost" }),
      "an invoice stands": async (given) => {
        const order = await shippedUnbilled("2026-11-11")(given);
        await given.invoice({ order });
        return order;
      },
    },
    closes: (given, order) => given.invoice({ order }),
  },
});

const pick = ({ distributorId, orderId, currency, status, dueOn }: Record<string, unknown>) => ({ distributorId, orderId, currency, status, dueOn });
