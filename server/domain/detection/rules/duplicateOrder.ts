import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { fact } from "../fact.js";
import { calendarDays, rule } from "../rule.js";

const linesOf = (order: string) =>
  `(SELECT string_agg(l.sku || ' ' || l.quantity, ',' ORDER BY l.sku, l.quantity) FROM order_lines l WHERE l.order_id = ${order}.id)`;

const earlierOrder = (because: string) => `SELECT twin.* FROM orders twin
    WHERE twin.distributor_id = o.distributor_id AND twin.status <> 'cancelled' AND twin.archived_at IS NULL
      AND (twin.ordered_on, twin.number) < (o.ordered_on, o.number) AND ${because}`;

export const duplicateOrder = rule({
  code: "DUPLICATE_ORDER",
  subject: SubjectKind.ORDER,
  summary: "The same distributor has an earlier order with the same purchase order (blanket orders apart), or with the same lines at the same time.",
  thresholds: { windowDays: calendarDays(2, "between two orders with the same lines") },
  join: `JOIN LATERAL (
    SELECT * FROM (
      (${earlierOrder("twin.po_number = o.po_number AND NOT twin.is_blanket_po AND NOT o.is_blanket_po")})
      UNION ALL
      (${earlierOrder(`twin.ordered_on >= o.ordered_on - :windowDays AND twin.value_minor = o.value_minor AND twin.currency = o.currency
        AND NOT (twin.is_blanket_po AND o.is_blanket_po) AND ${linesOf("twin")} = ${linesOf("o")}`)})) twins
    ORDER BY ordered_on DESC, number DESC LIMIT 1) twin ON true`,
  among: "o.status IN ('draft', 'confirmed') AND o.fulfilment_status = 'unfulfilled'",
  when: "true",
  severity: 3,
  stake: { minor: "o.value_minor", currency: "o.currency" },
  pressure: "CASE o.status WHEN 'confirmed' THEN 1 ELSE 0.5 END",
  title: "Order {o.number} of {d.legal_name} looks like {twin.number} once more",
  facts: [
    fact("order.poNumber", "Purchase order"),
    fact("order.value", "Order value"),
    fact("order.orderedOn", "Ordered"),
    fact("order.poNumber", "Purchase order of the earlier order", { alias: "twin" }),
    fact("order.orderedOn", "Earlier order", { alias: "twin" }),
  ],
  ownerTeam: TeamCode.SALES_OPS,
  tags: ["order"],
  recommendedAction: "Ask which one is meant; merge or cancel the other.",
});
