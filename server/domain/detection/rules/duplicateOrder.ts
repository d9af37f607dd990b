import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { fact } from "../fact.js";
import { concerned } from "../fragments.js";
import { calendarDays, rule } from "../rule.js";

const judged = "o.status IN ('draft', 'confirmed') AND o.fulfilment_status = 'unfulfilled'";
const stands = `o.status <> 'cancelled' AND o.archived_at IS NULL AND ${concerned("o")}`;

/** What the judged orders look like, once each: however many orders share it, no order is compared with all the others. */
const looks = (columns: string) =>
  `(SELECT ${columns}, min(o.ordered_on) AS first_on FROM orders o WHERE ${judged} AND ${stands} GROUP BY ${columns}) look`;

const PURCHASE_ORDER = "distributor_id, po_number";
const samePurchaseOrder = `
    SELECT o.id, lag(o.id) OVER (PARTITION BY ${PURCHASE_ORDER} ORDER BY o.ordered_on, o.number), NULL::date
    FROM orders o JOIN ${looks(PURCHASE_ORDER)} USING (${PURCHASE_ORDER}) WHERE ${stands} AND NOT o.is_blanket_po`;

const AMOUNT = "distributor_id, currency, value_minor";
const linesOf = (order: string) =>
  `(SELECT string_agg(l.sku || ' ' || l.quantity, ',' ORDER BY l.sku, l.quantity) FROM order_lines l WHERE l.order_id = ${order}.id)`;

// Orders of blanket purchase orders may look alike: the twin of such an order is the last one of another kind, with which its run begins.
const sameLines = `
    SELECT id, CASE WHEN NOT is_blanket_po THEN before_id WHEN run > 0 THEN first_value(id) OVER (PARTITION BY ${AMOUNT}, lines, run ORDER BY ordered_on, number) END,
      ordered_on - :windowDays
    FROM (
      SELECT alike.*, lag(id) OVER of_one_look AS before_id, count(*) FILTER (WHERE NOT is_blanket_po) OVER of_one_look AS run
      FROM (SELECT several.*, ${linesOf("several")} AS lines FROM (
        SELECT o.*, count(*) OVER (PARTITION BY ${AMOUNT}) AS members
        FROM orders o JOIN ${looks(AMOUNT)} USING (${AMOUNT}) WHERE ${stands} AND o.ordered_on >= look.first_on - :windowDays) several
        WHERE members > 1 OFFSET 0) alike
      WHERE lines IS NOT NULL
      WINDOW of_one_look AS (PARTITION BY ${AMOUNT}, lines ORDER BY ordered_on, number)) ranked`;

export const duplicateOrder = rule({
  code: "DUPLICATE_ORDER",
  subject: SubjectKind.ORDER,
  summary: "The same distributor has an earlier order with the same purchase order (blanket orders apart), or with the same lines at the same time.",
  thresholds: { windowDays: calendarDays(2, "between two orders with the same lines") },
  join: `JOIN (
    SELECT DISTINCT ON (pair.order_id) pair.order_id, twin.*
    FROM (${samePurchaseOrder} UNION ALL ${sameLines}) pair (order_id, twin_id, not_before)
    CROSS JOIN LATERAL (SELECT * FROM orders earlier WHERE earlier.id = pair.twin_id OFFSET 0) twin
    WHERE COALESCE(twin.ordered_on >= pair.not_before, true)
    ORDER BY pair.order_id, twin.ordered_on DESC, twin.number DESC) twin ON twin.order_id = o.id`,
  among: judged,
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
