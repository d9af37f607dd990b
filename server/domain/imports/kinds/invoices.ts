import { DisputeCode, DisputeState, ImportKind, InvoiceStatus, PromiseState } from "../../../../entities/enums.js";
import { invoiceLifecycle } from "../../../records/invoice.lifecycle.js";
import { keepOpeningBalances } from "../../invoices/openingBalances.js";
import { settleFromPayments } from "../../invoices/settleFromPayments.js";
import { lifecycle } from "../../../records/lifecycle.js";
import { refreshOrderProgress } from "../../orders/refreshOrderProgress.js";
import { choice, currency, day, decimal, identifier, note, whole } from "../cells.js";
import type { Kind, Values } from "../kind.js";
import { backwardMove } from "../statusMoves.js";

const { OPEN, IN_PROGRESS, RESOLVED_VALID, RESOLVED_INVALID } = DisputeState;
const disputeLife = lifecycle<DisputeState, string>("The dispute", {
  [OPEN]: { start: IN_PROGRESS, accept: RESOLVED_VALID, refuse: RESOLVED_INVALID },
  [IN_PROGRESS]: { accept: RESOLVED_VALID, refuse: RESOLVED_INVALID },
  [RESOLVED_VALID]: {},
  [RESOLVED_INVALID]: {},
});
const promiseLife = lifecycle<PromiseState, string>("The promise", {
  [PromiseState.ACTIVE]: { keep: PromiseState.KEPT, break: PromiseState.BROKEN },
  [PromiseState.KEPT]: {},
  [PromiseState.BROKEN]: {},
});

const LIVE = "('open', 'in_progress')";
const FROM_PAYMENTS = "s.status IN ('open', 'partially_paid', 'paid') AND EXISTS (SELECT FROM payments p WHERE p.invoice_id = t.id AND p.kind = 'payment')";

export const invoices: Kind = {
  kind: ImportKind.INVOICES,
  noun: "Invoice",
  table: "invoices",
  columns: {
    number: { read: identifier, sql: "text", mandatory: true, aliases: ["invoice", "invoice_number"] },
    currency: { read: currency, sql: "text", mandatory: true },
    amount: { read: decimal, sql: "bigint", money: true, mandatory: true, into: "amount_minor" },
    outstanding: {
      read: decimal, sql: "bigint", money: true, into: "outstanding_minor",
      // what was paid stays paid when only the amount changes
      resolve: "COALESCE(s.outstanding, CASE WHEN t.id IS NOT NULL THEN GREATEST(0, s.amount - (t.amount_minor - t.outstanding_minor)) END, s.amount)",
    },
    status: { read: choice(InvoiceStatus), sql: "text", otherwise: "'open'" },
    issued_on: { read: day, sql: "date", mandatory: true },
    due_on: { read: day, sql: "date", mandatory: true },
    settled_on: { read: day, sql: "date" },
    dunning_level: { read: whole(0, 4), sql: "integer", otherwise: "0" },
  },
  computed: { disputed_minor: "LEAST(COALESCE(t.disputed_minor, 0), s.amount)" },
  references: [
    { column: "distributor", id: "distributor_id", table: "distributors", mandatory: true, aliases: ["distributor_number"] },
    { column: "order", id: "order_id", table: "orders", aliases: ["order_number"], on: 'r_order_id.number = s."order" AND r_order_id.distributor_id = r_distributor_id.id', missing: "order of this distributor" },
  ],
  parts: [
    {
      table: "invoice_disputes",
      owner: "invoice_id",
      columns: {
        dispute_code: { read: choice(DisputeCode), sql: "text", into: "code" },
        dispute_opened_on: { read: day, sql: "date", into: "opened_on" },
        disputed_amount: { read: decimal, sql: "bigint", money: true, into: "amount_minor", otherwise: "s.amount" },
        dispute_state: { read: choice(DisputeState), sql: "text", into: "state", otherwise: "'open'" },
        dispute_resolved_on: { read: day, sql: "date", into: "resolved_on" },
        dispute_note: { read: note, sql: "text", into: "note" },
      },
      when: "s.dispute_code IS NOT NULL",
      key: [],
      match: `t.opened_on = s.dispute_opened_on OR (t.state IN ${LIVE} AND COALESCE(s.dispute_state, 'open') IN ${LIVE})`,
      prefer: "t.opened_on = s.dispute_opened_on DESC",
    },
    {
      table: "payment_promises",
      owner: "invoice_id",
      columns: {
        promise_on: { read: day, sql: "date", into: "promised_on" },
        promise_given_on: { read: day, sql: "date", into: "given_on" },
        promise_amount: { read: decimal, sql: "bigint", money: true, into: "amount_minor", otherwise: "COALESCE(NULLIF(s.outstanding, 0), s.amount)" },
        promise_state: { read: choice(PromiseState), sql: "text", into: "state", otherwise: "'active'" },
      },
      when: "s.promise_on IS NOT NULL",
      key: [],
      match: "t.given_on = s.promise_given_on OR (t.state = 'active' AND COALESCE(s.promise_state, 'active') = 'active')",
      prefer: "t.given_on = s.promise_given_on DESC",
    },
  ],
  fixed: { distributor_id: { column: "distributor", code: "belongs_elsewhere" }, currency: { column: "currency", code: "currency_changed" } },
  remember: ["order_id"],
  status: { column: "status", life: invoiceLifecycle, unless: FROM_PAYMENTS },
  checks: [
    {
      column: "dispute_state", code: "status_backward", reason: "'a settled dispute can''t be reopened; give the new one its own day of opening'",
      when: `EXISTS (SELECT FROM invoice_disputes p WHERE p.invoice_id = t.id AND p.opened_on = s.dispute_opened_on AND ${backwardMove(disputeLife, "p.state", "s.dispute_state")})`,
    },
    {
      column: "promise_state", code: "status_backward", reason: "'a kept or broken promise can''t become active again; give the new one its own day of giving'",
      when: `EXISTS (SELECT FROM payment_promises p WHERE p.invoice_id = t.id AND p.given_on = s.promise_given_on AND ${backwardMove(promiseLife, "p.state", "s.promise_state")})`,
    },
  ],
  doubts: [
    {
      column: "outstanding", code: "payments_decide", when: `s.outstanding IS NOT NULL AND s.outstanding <> GREATEST(0, s.amount - (t.amount_minor - t.outstanding_minor)) AND ${FROM_PAYMENTS}`,
      reason: `'is not what its payments leave, ' || tower_money_text(GREATEST(0, s.amount - (t.amount_minor - t.outstanding_minor)), s.currency) || '; payments decide'`,
    },
    { column: "settled_on", code: "implausible", when: "s.settled_on < s.issued_on", reason: "'is before the day of issue, ' || s.issued_on" },
    { column: "issued_on", code: "implausible", when: "s.issued_on > :today + 366", reason: "'lies more than a year ahead'" },
    { column: "due_on", code: "implausible", when: "s.due_on > :today + 3653", reason: "'lies more than ten years ahead'" },
    { column: "settled_on", code: "implausible", when: "s.settled_on > :today", reason: "'lies ahead'" },
  ],
  completes: ["outstanding", "status"],
  complete(values, refuse) {
    completeSettlement(values, refuse);
    if (values.due_on && values.issued_on && values.due_on < values.issued_on) refuse("due_on", "before_issue", "is before the day of issue");
    if (values.dispute_code && !values.dispute_opened_on) refuse("dispute_opened_on", "missing_value", "is blank although a dispute is given");
    if (exceeds(values.disputed_amount, values.amount)) refuse("disputed_amount", "more_than_amount", "is more than the amount");
    if (values.promise_on && !values.promise_given_on) refuse("promise_given_on", "missing_value", "is blank although a promise is given");
    if (values.promise_amount === "0") refuse("promise_amount", "out_of_range", "must be above zero");
  },
  async afterwards(tx, { rows, known, batchId }) {
    const merged = `SELECT record_id AS id FROM ${rows}`;
    await tx.query(
      `UPDATE invoices i SET disputed_minor = LEAST(i.amount_minor, d.amount)
       FROM (SELECT m.id, COALESCE(sum(d.amount_minor), 0) AS amount FROM (${merged}) m
             LEFT JOIN invoice_disputes d ON d.invoice_id = m.id AND d.state IN ${LIVE} GROUP BY m.id) d
       WHERE i.id = d.id AND i.disputed_minor <> LEAST(i.amount_minor, d.amount)`,
    );
    await keepOpeningBalances(tx, merged, batchId);
    if (known) await settleFromPayments(tx, `SELECT p.invoice_id FROM payments p WHERE p.invoice_id IN (${merged})`, batchId);
  },
  consequences: (tx, { rows, batchId }) => refreshOrderProgress(tx, `SELECT unnest(ARRAY[order_id, old_order_id]) FROM ${rows}`, batchId),
};

/** Fills status and outstanding from each other and from the day of settlement, and refuses what contradicts itself. */
function completeSettlement(values: Values, refuse: (column: string, code: string, reason: string) => void) {
  if (values.amount === "0" && (values.status ?? InvoiceStatus.OPEN) === InvoiceStatus.OPEN) values.status = InvoiceStatus.PAID; // nobody owes nothing
  const { amount, status, settled_on } = values;
  if (!amount || (!status && !settled_on && !values.outstanding)) return;
  if (exceeds(values.outstanding, amount)) return refuse("outstanding", "more_than_amount", "is more than the amount");
  const done = settled_on !== null || status === InvoiceStatus.PAID || status === InvoiceStatus.VOID;
  if (status === InvoiceStatus.PARTIALLY_PAID && !values.outstanding) return refuse("outstanding", "missing_value", "is blank although the invoice is partially paid");
  values.outstanding ??= done ? "0" : amount;
  const open = values.outstanding !== "0";
  if (open && (settled_on || status === InvoiceStatus.PAID)) return refuse("outstanding", "contradiction", "is not zero although the invoice is settled");
  values.status ??= !open ? InvoiceStatus.PAID : values.outstanding === amount ? InvoiceStatus.OPEN : InvoiceStatus.PARTIALLY_PAID;
  if (settled_on && ![InvoiceStatus.PAID, InvoiceStatus.VOID].includes(values.status as InvoiceStatus)) {
    refuse("status", "contradiction", "contradicts the day of settlement");
  }
}

const exceeds = (part: string | null | undefined, total: string | null | undefined) => Boolean(part && total && BigInt(part) > BigInt(total));
