import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { computed, fact } from "../fact.js";
import { concerned, money } from "../fragments.js";
import { percent, rule } from "../rule.js";

const issued = (invoice: string) => `${invoice}.status NOT IN ('draft', 'void') AND ${invoice}.archived_at IS NULL`;

// Most orders have one invoice of just their value; only the others are summed up.
const suspects = `
    SELECT b.order_id FROM invoices b JOIN orders o ON o.id = b.order_id AND (b.amount_minor <> o.value_minor OR b.currency <> o.currency)
    WHERE ${issued("b")} AND ${concerned("b")}
    UNION SELECT b.order_id FROM invoices b WHERE b.order_id IS NOT NULL AND ${concerned("b")} GROUP BY b.order_id HAVING count(*) > 1`;

export const invoiceOrderMismatch = rule({
  code: "INVOICE_ORDER_MISMATCH",
  subject: SubjectKind.INVOICE,
  summary: "An order's invoices come to more than the order, or to less although it counts as billed. The latest invoice stands for all of them.",
  thresholds: { tolerance: percent(0.5, "of the order's value that may differ, for rounding and freight") },
  through: { as: "billed", id: "billed.last_id", rows: `
    SELECT billed.* FROM (${suspects}) suspect CROSS JOIN LATERAL (
      SELECT suspect.order_id, sum(b.amount_minor) AS minor, min(b.currency) AS currency, max(b.currency) AS other_currency,
        (array_agg(b.id ORDER BY b.issued_on DESC, b.number DESC))[1] AS last_id
      FROM invoices b WHERE b.order_id = suspect.order_id AND ${issued("b")} OFFSET 0) billed` },
  join: `CROSS JOIN LATERAL (SELECT * FROM orders WHERE id = billed.order_id AND status <> 'cancelled' AND archived_at IS NULL OFFSET 0) o`,
  let: { difference: "billed.minor - o.value_minor" },
  among: "i.status IN ('open', 'partially_paid', 'paid')",
  when: "abs(difference) > o.value_minor * :tolerance / 100.0 AND (difference > 0 OR o.billing_status = 'billed')",
  began: "i.issued_on",
  horizonDays: 365,
  cannotDecide: "billed.currency <> o.currency OR billed.other_currency <> o.currency",
  lacks: `'the invoices of the order are in other currencies than the order'`,
  severity: 2,
  stake: { minor: "abs(difference)", currency: "o.currency" },
  pressure: "CASE i.status WHEN 'paid' THEN 0.25 ELSE 0.75 END",
  title: "Invoice {i.number} and order {o.number} differ in their amounts",
  facts: [
    fact("invoice.amount", "Invoice total"),
    fact("order.value", "Order value"),
    computed("order.billed", "Billed for the order in all", money("billed.minor", "o.currency")),
    computed("order.billingDifference", "Difference", money("abs(difference)", "o.currency")),
  ],
  ownerTeam: TeamCode.ACCOUNTING,
  tags: ["invoice"],
  recommendedAction: "Issue a credit note or bill the rest.",
});
