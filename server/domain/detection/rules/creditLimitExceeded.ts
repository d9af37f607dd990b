import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { computed, fact } from "../fact.js";
import { committed, receivables, unappliedCash } from "../exposure.js";
import { converted, money, noRate, notYetShipped } from "../fragments.js";
import { rule } from "../rule.js";

export const creditLimitExceeded = rule({
  code: "CREDIT_LIMIT_EXCEEDED",
  subject: SubjectKind.ORDER,
  summary: "Receivables, what confirmed orders will still be billed and this order, less unapplied cash, are above the credit limit, and the order has not shipped.",
  thresholds: {},
  join: `LEFT JOIN ${receivables} receivables ON receivables.distributor_id = d.id
  LEFT JOIN ${committed} committed ON committed.distributor_id = d.id
  LEFT JOIN ${unappliedCash} cash ON cash.distributor_id = d.id`,
  let: {
    own: `CASE o.status WHEN 'draft' THEN ${converted("o.value_minor", "o.currency", "d.currency")} ELSE 0 END`,
    exposure: "COALESCE(receivables.minor, 0) + COALESCE(committed.minor, 0) + own - COALESCE(cash.minor, 0)",
  },
  among: `${notYetShipped} AND o.billing_status <> 'billed' AND o.value_minor > 0 AND d.credit_limit_minor IS NOT NULL`,
  when: "exposure > d.credit_limit_minor",
  began: "o.ordered_on",
  horizonDays: 365,
  cannotDecide: "receivables.unknown OR committed.unknown OR cash.unknown OR own IS NULL",
  lacks: noRate(`concat_ws(', ', CASE WHEN own IS NULL THEN o.currency END, receivables.lacking, committed.lacking, cash.lacking)`, "d.currency"),
  severity: 3,
  stake: { minor: "exposure - d.credit_limit_minor", currency: "d.currency" },
  pressure: "CASE WHEN exposure > d.credit_limit_minor * 1.5 THEN 1 WHEN exposure > d.credit_limit_minor * 1.1 THEN 0.75 ELSE 0.5 END",
  blocksOrder: true,
  title: "Order {o.number} takes {d.legal_name} above its credit limit",
  facts: [
    fact("order.value", "Order value"),
    fact("distributor.creditLimit", "Credit limit"),
    computed("distributor.exposure", "Exposure with this order", money("exposure", "d.currency")),
    computed("distributor.receivables", "Unpaid invoices", money("COALESCE(receivables.minor, 0)", "d.currency")),
    computed("distributor.unbilledOrders", "Confirmed orders not billed yet", money("COALESCE(committed.minor, 0)", "d.currency")),
    computed("distributor.unappliedCash", "Unapplied cash", money("cash.minor", "d.currency")),
  ],
  ownerTeam: TeamCode.ACCOUNTING,
  tags: ["credit", "block"],
  recommendedAction: "Ask for prepayment, release a part, or raise the limit.",
});
