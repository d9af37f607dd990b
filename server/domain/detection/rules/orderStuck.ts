import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { computed, fact } from "../fact.js";
import { localDay, notYetShipped } from "../fragments.js";
import { calendarDays, rule, times } from "../rule.js";

export const orderStuck = rule({
  code: "ORDER_STUCK",
  subject: SubjectKind.ORDER,
  summary: "An order that has not shipped is older than nine of ten orders of its lane were on delivery; without enough such orders, it stands in its status longer than its SLA.",
  thresholds: {
    minimumSample: times(20, "delivered on the lane, for its own figure to count"),
    historyDays: calendarDays(365, "that the lane's figure looks back"),
    draftDays: calendarDays(5, "in draft, where the lane says nothing"),
    confirmedDays: calendarDays(14, "confirmed, where the lane says nothing and the promised day is not ahead"),
  },
  join: `LEFT JOIN (WITH lane AS MATERIALIZED (
    SELECT past.origin_country, past.destination_country, past.mode, count(*) AS sample,
      ceil(percentile_cont(0.9) WITHIN GROUP (ORDER BY ${localDay("arrived.at")} - past.ordered_on))::integer AS days
    FROM orders past JOIN (
      SELECT s.order_id, max(s.delivered_at) AS at FROM shipments s
      WHERE s.delivered_at IS NOT NULL AND s.archived_at IS NULL GROUP BY s.order_id) arrived ON arrived.order_id = past.id
    WHERE past.fulfilment_status = 'delivered' AND past.ordered_on >= :today - :historyDays AND past.archived_at IS NULL
      AND (:distributors IS NULL OR (past.origin_country, past.destination_country, past.mode) IN (
        SELECT o.origin_country, o.destination_country, o.mode FROM orders o WHERE o.distributor_id = ANY (:distributors) AND ${notYetShipped}))
    GROUP BY 1, 2, 3 HAVING count(*) >= :minimumSample) TABLE lane) lane
    ON lane.origin_country = o.origin_country AND lane.destination_country = o.destination_country AND lane.mode = o.mode AND o.status = 'confirmed'`,
  let: {
    since: `CASE WHEN lane.days IS NOT NULL THEN o.ordered_on ELSE ${localDay("o.status_changed_at")} END`,
    allowed: "COALESCE(lane.days, CASE o.status WHEN 'draft' THEN :draftDays ELSE :confirmedDays END)",
  },
  among: notYetShipped,
  when: ":today - since > allowed AND (lane.days IS NOT NULL OR o.status = 'draft' OR COALESCE(o.promised_on, :today) <= :today)",
  severity: 2,
  stake: { minor: "o.value_minor", currency: "o.currency" },
  pressure: "CASE WHEN :today - since > 2 * allowed THEN 1 WHEN o.promised_on < :today THEN 0.75 ELSE 0.5 END",
  title: "Order {o.number} has been {o.status} since {since}, longer than {CASE WHEN lane.days IS NOT NULL THEN 'its lane takes to deliver' ELSE 'it should be' END}",
  facts: [
    fact("order.status", "Status"),
    fact("order.statusChangedAt", "In this status since"),
    fact("order.orderedOn", "Ordered"),
    fact("order.promisedOn", "Promised"),
    computed("order.allowedDays", "Days that are normal", "allowed"),
    computed("order.laneSample", "Orders the lane's figure is made of", "lane.sample"),
  ],
  ownerTeam: TeamCode.SALES_OPS,
  tags: ["order"],
  recommendedAction: "Find what holds it.",
});
