import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { computed, fact } from "../fact.js";
import { notYetShipped } from "../fragments.js";
import { percent, rule } from "../rule.js";

export const marginBelowFloor = rule({
  code: "MARGIN_BELOW_FLOOR",
  subject: SubjectKind.ORDER,
  summary: "The margin of an order that has not shipped is under the floor.",
  thresholds: { floor: percent(10, "of the order's value; less than this is under the floor") },
  join: `JOIN LATERAL (
    SELECT bool_or(l.unit_cost IS NULL) AS incomplete,
      100 * sum((l.unit_price - l.unit_cost) * l.quantity) / NULLIF(sum(l.unit_price * l.quantity), 0) AS percent
    FROM order_lines l WHERE l.order_id = o.id HAVING count(l.unit_cost) > 0) margin ON true`,
  among: notYetShipped,
  when: "margin.percent < :floor",
  began: "o.ordered_on",
  horizonDays: 365,
  cannotDecide: "margin.incomplete",
  lacks: `'a line of the order has no cost'`,
  severity: 2,
  stake: { minor: "o.value_minor", currency: "o.currency" },
  pressure: "CASE WHEN margin.percent < 0 THEN 1 ELSE 0.5 END",
  title: "Order {o.number} has a margin under the floor",
  facts: [
    fact("order.value", "Order value"),
    computed("order.marginPercent", "Margin", "round(margin.percent, 1) || ' %'"),
  ],
  ownerTeam: TeamCode.SALES_OPS,
  tags: ["order"],
  recommendedAction: "Get the manager's approval or change the price.",
});
