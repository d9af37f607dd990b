import { ImportKind } from "../../../../entities/enums.js";
import { refreshSettlement } from "../../invoices/settleFromPayments.js";
import { currency, day, decimal, identifier, note, yesOrNo } from "../cells.js";
import type { Kind } from "../kind.js";

/** Invoices whose opening balance is of a later day than payments in the file, which come to less than it. */
const PART_OF_BALANCE = `
  SELECT o.invoice_id FROM (
    SELECT invoice_id, sum(amount) AS minor, min(received_on) AS first FROM :rows WHERE invoice_id IS NOT NULL AND reversed_on IS NULL GROUP BY invoice_id) f
  JOIN payments o ON o.invoice_id = f.invoice_id AND o.kind = 'opening_balance' AND o.received_on >= f.first
  JOIN invoices i ON i.id = o.invoice_id AND i.amount_minor > o.stated_minor
  WHERE o.stated_minor > f.minor + COALESCE((SELECT sum(p.amount_minor) FROM payments p WHERE p.invoice_id = o.invoice_id AND p.kind = 'payment'
    AND p.reversed_on IS NULL AND p.id NOT IN (SELECT existing_id FROM :rows WHERE existing_id IS NOT NULL)), 0)`;

export const payments: Kind = {
  kind: ImportKind.PAYMENTS,
  noun: "Payment",
  table: "payments",
  columns: {
    number: { read: identifier, sql: "text", mandatory: true, aliases: ["payment", "payment_number"] },
    currency: { read: currency, sql: "text", mandatory: true },
    amount: { read: decimal, sql: "bigint", money: true, mandatory: true, into: "amount_minor" },
    received_on: { read: day, sql: "date", mandatory: true },
    claims_full_settlement: { read: yesOrNo, sql: "boolean", otherwise: "false" },
    remittance_note: { read: note, sql: "text" },
    reversed_on: { read: day, sql: "date" },
  },
  references: [
    { column: "distributor", id: "distributor_id", table: "distributors", mandatory: true, aliases: ["distributor_number"] },
    {
      column: "invoice", id: "invoice_id", table: "invoices", aliases: ["invoice_number"], also: { invoice_currency: "currency", invoice_issued_on: "issued_on" },
      on: "r_invoice_id.number = s.invoice AND r_invoice_id.distributor_id = r_distributor_id.id", missing: "invoice of this distributor",
    },
  ],
  parts: [],
  fixed: { distributor_id: { column: "distributor", code: "belongs_elsewhere" }, currency: { column: "currency", code: "currency_changed" } },
  remember: ["invoice_id"],
  checks: [
    { column: "currency", code: "currency_differs", when: "s.invoice_currency <> s.currency", reason: "'is not the invoice''s currency, ' || s.invoice_currency" },
    { column: "number", code: "opening_balance", when: "t.kind = 'opening_balance'", reason: "'is the opening balance of an invoice, which the invoice''s outstanding amount says'" },
  ],
  doubts: [
    {
      column: "amount", code: "part_of_balance", when: `s.invoice_id IN (${PART_OF_BALANCE})`,
      reason: "'is counted on top of what was paid of invoice ' || s.invoice || ' before its payments were known; where it is a part of that, bring in the others too'",
    },
    { column: "received_on", code: "implausible", when: "s.received_on > :today", reason: "'lies ahead'" },
    { column: "received_on", code: "implausible", when: "s.received_on < s.invoice_issued_on", reason: "'is before its invoice was issued, on ' || s.invoice_issued_on" },
  ],
  complete(values, refuse) {
    if (values.amount === "0") refuse("amount", "out_of_range", "must be above zero");
    if (values.received_on && values.reversed_on && values.reversed_on < values.received_on) refuse("reversed_on", "before_start", "is before the day it came in");
  },
  consequences: (tx, { rows, batchId }) => refreshSettlement(tx, `SELECT unnest(ARRAY[invoice_id, old_invoice_id]) FROM ${rows}`, batchId),
};
