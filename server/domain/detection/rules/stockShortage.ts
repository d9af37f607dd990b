import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { computed, fact } from "../fact.js";
import { linesWhere } from "../fragments.js";
import { counted } from "../template.js";
import { calendarDays, rule } from "../rule.js";

export const stockShortage = rule({
  code: "STOCK_SHORTAGE",
  subject: SubjectKind.ORDER,
  summary: "Less is available than a confirmed order still needs.",
  thresholds: { soonDays: calendarDays(7, "to the promised day; from here on it is urgent") },
  join: linesWhere("l.available_quantity < l.quantity - l.shipped_quantity"),
  among: "o.status = 'confirmed' AND o.fulfilment_status IN ('unfulfilled', 'picking', 'partially_shipped')",
  when: "true",
  began: "o.ordered_on",
  horizonDays: 365,
  severity: 3,
  stake: { minor: "found.minor", currency: "o.currency" },
  pressure: "CASE WHEN o.promised_on - :today <= :soonDays THEN 1 ELSE 0.5 END",
  blocksOrder: true,
  title: `Order {o.number} is short of stock on ${counted("found.lines", "line")}`,
  facts: [
    fact("order.value", "Order value"),
    fact("order.promisedOn", "Promised"),
    computed("order.skusShort", "Articles short", "found.skus"),
  ],
  ownerTeam: TeamCode.SALES_OPS,
  tags: ["order", "backorder"],
  recommendedAction: "Split, offer a substitute, or agree a new date.",
});
