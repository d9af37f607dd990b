import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { fact } from "../fact.js";
import { concerned } from "../fragments.js";
import { calendarDays, rule } from "../rule.js";

const judged = "o.status IN ('draft', 'confirmed') AND o.fulfilment_status = 'unfulfilled'";
const stands = `o.status <> 'cancelled' AND o.archived_at IS NULL AND ${concerned("o")}`;

/** The orders that share these columns with a judged one, each once and by an index, however many judged ones there are. */
const sharing = (columns: string[], also: string) => `(
      SELECT ${columns.join(", ")}, min(ordered_on) AS first_on FROM orders o WHERE ${judged} AND ${stands} GROUP BY ${columns.join(", ")}) judged
    CROSS JOIN LATERAL (
      SELECT * FROM orders o WHERE ${columns.map((column) => `o.${column} = judged.${column}`).join(" AND ")} AND ${stands} AND ${also} OFFSET 0) o`;

const samePurchaseOrder = `
    SELECT o.id, lag(o.id) OVER (PARTITION BY o.distributor_id, o.po_number ORDER BY o.ordered_on, o.number), NULL::date
    FROM ${sharing(["distributor_id", "po_number"], "NOT o.is_blanket_po")}`;

const AMOUNT = "distributor_id, currency, value_minor";
const linesOf = (order: string) =>
  `(SELECT string_agg(l.sku || ' ' || l.quantity, ',' ORDER BY l.sku, l.quantity) FROM order_lines l WHERE l.order_id = ${order}.id)`;

// Call-offs of blanket purchase orders may look alike: the twin of one is the last order of another kind, with which its run begins.
const sameLines = `
    SELECT id, CASE WHEN NOT is_blanket_po THEN before_id WHEN run > 0 THEN first_value(id) OVER (PARTITION BY ${AMOUNT}, lines, run ORDER BY ordered_on, number) END,
      ordered_on - :windowDays
    FROM (
      SELECT described.*, lag(id) OVER alike AS before_id, count(*) FILTER (WHERE NOT is_blanket_po) OVER alike AS run
      FROM (SELECT several.*, ${linesOf("several")} AS lines FROM (
        SELECT o.*, count(*) OVER amount AS orders, bool_or(${judged}) OVER amount AS any_judged
        FROM ${sharing(["distributor_id"], "o.ordered_on >= judged.first_on - :windowDays")}
        WINDOW amount AS (PARTITION BY o.distributor_id, o.currency, o.value_minor)) several
        WHERE orders > 1 AND any_judged OFFSET 0) described
      WHERE lines IS NOT NULL
      WINDOW alike AS (PARTITION BY ${AMOUNT}, lines ORDER BY ordered_on, number)) ranked`;

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
  began: "o.ordered_on",
  horizonDays: 365,
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
