import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { computed, fact } from "../fact.js";
import { concerned, localDay, notYetShipped } from "../fragments.js";
import { calendarDays, rule, times } from "../rule.js";

const LANE = ["origin_country", "destination_country", "mode"];
const laneOf = (row: string) => LANE.map((column) => `${row}.${column}`).join(", ");
const sameLane = (one: string, other: string) => `(${laneOf(one)}) = (${laneOf(other)})`;
const ofToday = (figures: string) => `${figures}.worked_out_on = :today AND ${figures}.history_days = :historyDays`;

// A year's figure moves little in a day, while passes run every quarter of an hour and after each change.
const laneFigures = `
  INSERT INTO lane_figures (${LANE.join(", ")}, worked_out_on, history_days, sample, days)
  WITH asked AS MATERIALIZED (
    SELECT DISTINCT ${laneOf("o")} FROM orders o LEFT JOIN lane_figures kept ON ${sameLane("kept", "o")} AND ${ofToday("kept")}
    WHERE ${notYetShipped} AND o.status = 'confirmed' AND o.archived_at IS NULL AND ${concerned("o")}
      AND ${LANE.map((column) => `o.${column} IS NOT NULL`).join(" AND ")} AND (kept.sample IS NULL OR :anew))
  SELECT ${laneOf("asked")}, :today, :historyDays, count(arrived.at),
    ceil(percentile_cont(0.9) WITHIN GROUP (ORDER BY ${localDay("arrived.at")} - past.ordered_on))::integer
  FROM asked
  LEFT JOIN orders past ON ${sameLane("past", "asked")} AND past.fulfilment_status = 'delivered' AND past.ordered_on >= :today - :historyDays AND past.archived_at IS NULL
  LEFT JOIN LATERAL (SELECT max(s.delivered_at) AS at FROM shipments s WHERE s.order_id = past.id AND s.archived_at IS NULL OFFSET 0) arrived ON true
  WHERE EXISTS (SELECT FROM asked)
  GROUP BY ${laneOf("asked")} ORDER BY ${laneOf("asked")}
  ON CONFLICT (${LANE.join(", ")}) DO UPDATE SET worked_out_on = excluded.worked_out_on, history_days = excluded.history_days, sample = excluded.sample, days = excluded.days`;

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
  keeps: laneFigures,
  join: `LEFT JOIN lane_figures lane ON ${sameLane("lane", "o")} AND ${ofToday("lane")} AND lane.sample >= :minimumSample AND o.status = 'confirmed'`,
  let: {
    since: `CASE WHEN lane.days IS NOT NULL THEN o.ordered_on ELSE ${localDay("o.status_changed_at")} END`,
    allowed: "COALESCE(lane.days, CASE o.status WHEN 'draft' THEN :draftDays ELSE :confirmedDays END)",
  },
  among: notYetShipped,
  when: ":today - since > allowed AND (lane.days IS NOT NULL OR o.status = 'draft' OR COALESCE(o.promised_on, :today) <= :today)",
  began: "since",
  horizonDays: 365,
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
