import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { computed, fact } from "../fact.js";
import { linesWhere } from "../fragments.js";
import { counted } from "../template.js";
import { percent, rule } from "../rule.js";

export const priceMismatch = rule({
  code: "PRICE_MISMATCH",
  subject: SubjectKind.ORDER,
  summary: "A line's price is off the price list, and the order is not billed yet.",
  thresholds: { tolerance: percent(5, "of the list price; more than this is off") },
  join: linesWhere("l.list_price > 0 AND l.unit_price <> l.list_price AND abs(l.unit_price - l.list_price) > l.list_price * :tolerance / 100.0"),
  among: "o.billing_status = 'to_bill'",
  when: "true",
  began: "o.ordered_on",
  horizonDays: 365,
  severity: 2,
  stake: { minor: "found.minor", currency: "o.currency" },
  pressure: "CASE o.fulfilment_status WHEN 'unfulfilled' THEN 0.25 WHEN 'picking' THEN 0.5 ELSE 1 END",
  title: `Order {o.number} has ${counted("found.lines", "line")} off the price list`,
  facts: [
    fact("order.value", "Order value"),
    computed("order.skusOffList", "Articles off the price list", "found.skus"),
    fact("order.fulfilmentStatus", "Fulfilment"),
  ],
  ownerTeam: TeamCode.SALES_OPS,
  tags: ["order", "pricing"],
  recommendedAction: "Confirm the price with the buyer or correct it.",
});
