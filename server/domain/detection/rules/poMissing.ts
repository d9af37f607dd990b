import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { fact } from "../fact.js";
import { openOrder } from "../fragments.js";
import { rule } from "../rule.js";

export const poMissing = rule({
  code: "PO_MISSING",
  subject: SubjectKind.ORDER,
  summary: "The distributor's orders need a purchase order number and this one has none.",
  thresholds: {},
  among: `${openOrder} AND d.po_required`,
  when: "COALESCE(btrim(o.po_number), '') = ''",
  began: "o.ordered_on",
  horizonDays: 365,
  severity: 2,
  stake: { minor: "o.value_minor", currency: "o.currency" },
  pressure: "CASE o.status WHEN 'confirmed' THEN 0.75 ELSE 0.25 END",
  title: "Order {o.number} of {d.legal_name} has no purchase order number",
  facts: [fact("order.orderedOn", "Ordered"), fact("order.value", "Order value"), fact("order.status", "Status")],
  ownerTeam: TeamCode.SALES_OPS,
  tags: ["order"],
  recommendedAction: "Ask the buyer for the purchase order.",
});
