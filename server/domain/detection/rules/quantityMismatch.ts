import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { computed, fact } from "../fact.js";
import { linesWhere, notYetShipped } from "../fragments.js";
import { counted } from "../template.js";
import { rule } from "../rule.js";

export const quantityMismatch = rule({
  code: "QUANTITY_MISMATCH",
  subject: SubjectKind.ORDER,
  summary: "A line's quantity differs from the buyer's purchase order, and the order has not shipped.",
  thresholds: {},
  join: linesWhere("l.po_quantity <> l.quantity"),
  among: notYetShipped,
  when: "true",
  began: "o.ordered_on",
  horizonDays: 365,
  severity: 2,
  stake: { minor: "found.minor", currency: "o.currency" },
  pressure: "CASE o.fulfilment_status WHEN 'picking' THEN 1 ELSE 0.5 END",
  title: `Order {o.number} differs from its purchase order in ${counted("found.lines", "quantity")}`,
  facts: [
    fact("order.poNumber", "Purchase order"),
    fact("order.value", "Order value"),
    computed("order.skusOffPurchaseOrder", "Articles with another quantity", "found.skus"),
  ],
  ownerTeam: TeamCode.SALES_OPS,
  tags: ["order"],
  recommendedAction: "Confirm the quantity with the buyer.",
});
