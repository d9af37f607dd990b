import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { computed, fact } from "../fact.js";
import { concerned, money } from "../fragments.js";
import { percent, rule } from "../rule.js";

const issued = (invoice: string) => `${invoice}.status NOT IN ('draft', 'void') AND ${invoice}.archived_at IS NULL`;

export const invoiceOrderMismatch = rule({
  code: "INVOICE_ORDER_MISMATCH",
  subject: SubjectKind.INVOICE,
  summary: "An order's invoices come to more than the order, or to less although it counts as billed. The latest invoice stands for all of them.",
  thresholds: { tolerance: percent(0.5, "of the order's value that may differ, for rounding and freight") },
  join: `JOIN (
    SELECT o.id AS order_id, sum(b.amount_minor)::bigint AS minor, bool_or(b.currency <> o.currency) AS mixed
    FROM orders o JOIN invoices b ON b.order_id = o.id
    WHERE ${issued("b")} AND ${concerned("b")} AND o.status <> 'cancelled' AND o.archived_at IS NULL
    GROUP BY o.id HAVING sum(b.amount_minor) <> o.value_minor OR bool_or(b.currency <> o.currency)) billed ON billed.order_id = i.order_id
  JOIN orders o ON o.id = i.order_id`,
  let: { difference: "billed.minor - o.value_minor" },
  among: `i.status IN ('open', 'partially_paid', 'paid') AND NOT EXISTS (
    SELECT FROM invoices later WHERE later.order_id = i.order_id AND ${issued("later")} AND (later.issued_on, later.number) > (i.issued_on, i.number))`,
  when: "abs(difference) > o.value_minor * :tolerance / 100.0 AND (difference > 0 OR o.billing_status = 'billed')",
  cannotDecide: "billed.mixed",
  severity: 2,
  stake: { minor: "abs(difference)", currency: "o.currency" },
  pressure: "CASE i.status WHEN 'paid' THEN 0.25 ELSE 0.75 END",
  title: "Invoice {i.number} bills order {o.number} too {CASE WHEN difference > 0 THEN 'high' ELSE 'low' END}",
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
