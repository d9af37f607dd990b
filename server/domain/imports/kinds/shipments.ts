import { ImportKind, ShipmentStatus, TransportMode } from "../../../../entities/enums.js";
import { refreshOrderProgress } from "../../orders/refreshOrderProgress.js";
import { shipmentLifecycle } from "../../../records/shipment.lifecycle.js";
import { choice, country, day, deadline, identifier, incident, instant, quantity, text, yesOrNo } from "../cells.js";
import { ifNew, since, startOf, type Kind } from "../kind.js";
import { takeOlderReports } from "../olderReports.js";

const SINCE = since("status_changed_at", "status",
  "CASE s.status WHEN 'delivered' THEN s.delivered_at WHEN 'returned' THEN s.returned_at WHEN 'picked_up' THEN s.picked_up_at END",
  ifNew("s.last_event_at"), ifNew("s.picked_up_at"), ifNew("s.pickup_from"), ifNew(startOf("s.order_placed_on")));

export const shipments: Kind = {
  kind: ImportKind.SHIPMENTS,
  noun: "Shipment",
  table: "shipments",
  hasLines: true,
  columns: {
    number: { read: identifier, sql: "text", mandatory: true, aliases: ["shipment", "shipment_number"] },
    carrier: { read: text, sql: "text" },
    tracking_number: { read: identifier, sql: "text" },
    status: { read: choice(ShipmentStatus), sql: "text", otherwise: "'planned'" },
    status_changed_at: { read: instant, sql: "timestamptz", resolve: SINCE },
    raw_status: { read: text, sql: "text" },
    incident_reason: { read: incident, sql: "text" },
    mode: { read: choice(TransportMode), sql: "text" },
    origin_country: { read: country, sql: "text" },
    destination_country: { read: country, sql: "text" },
    pickup_from: { read: instant, sql: "timestamptz" },
    pickup_until: { read: deadline, sql: "timestamptz" },
    picked_up_at: { read: instant, sql: "timestamptz" },
    promised_on: { read: day, sql: "date", pick: "latest" },
    estimated_at: { read: deadline, sql: "timestamptz" },
    delivered_at: { read: instant, sql: "timestamptz" },
    last_event_at: { read: instant, sql: "timestamptz", resolve: `GREATEST(t.last_event_at, COALESCE(s.last_event_at, ${SINCE}))` },
    pod_received_on: { read: day, sql: "date" },
    duties_paid: { read: yesOrNo, sql: "boolean" },
    free_time_from: { read: instant, sql: "timestamptz" },
    free_time_until: { read: deadline, sql: "timestamptz" },
    returned_at: { read: instant, sql: "timestamptz" },
  },
  references: [
    { column: "order", id: "order_id", table: "orders", mandatory: true, aliases: ["order_number"], also: { distributor_id: "distributor_id", order_placed_on: "ordered_on" } },
    {
      column: "order_line", id: "order_line_id", table: "order_lines", looksUp: true, aliases: ["line", "line_number"],
      on: "r_order_line_id.order_id = r_order_id.id AND r_order_line_id.line_number = s.order_line", missing: "line of this order",
    },
  ],
  parts: [{
    table: "shipment_lines",
    owner: "shipment_id",
    columns: {
      shipped_quantity: { read: quantity, sql: "integer" },
      delivered_quantity: { read: quantity, sql: "integer" },
    },
    computed: { order_line_id: "s.order_line_id" },
    when: "s.order_line_id IS NOT NULL",
    key: ["order_line"],
    match: "t.order_line_id = s.order_line_id",
  }],
  computed: { distributor_id: "s.distributor_id" },
  fixed: { order_id: { column: "order", code: "belongs_elsewhere" } },
  status: { column: "status", life: shipmentLifecycle },
  beforehand: takeOlderReports,
  checks: [
    {
      column: "tracking_number", code: "tracking_taken", reason: "'is the tracking number of another shipment of this carrier'",
      when: `s.tracking_number IS NOT NULL AND EXISTS (SELECT FROM shipments o WHERE o.carrier = s.carrier AND o.tracking_number = s.tracking_number AND o.number <> s.number)`,
    },
    {
      column: "tracking_number", code: "tracking_taken", reason: "'stands at several shipments of this carrier in the file'",
      when: `(s.carrier, s.tracking_number) IN (SELECT o.carrier, o.tracking_number FROM :rows o WHERE o.tracking_number IS NOT NULL
        GROUP BY o.carrier, o.tracking_number HAVING count(DISTINCT o.number) > 1)`,
    },
    { column: "pickup_until", code: "before_start", reason: "'is before the pickup window begins'", when: "s.pickup_until < s.pickup_from" },
    { column: "free_time_until", code: "before_start", reason: "'is before the free time begins'", when: "s.free_time_until < s.free_time_from" },
  ],
  doubts: [
    { column: "promised_on", code: "implausible", when: "s.promised_on < s.order_placed_on", reason: "'is before the day of the order, ' || s.order_placed_on" },
    { column: "delivered_at", code: "implausible", when: "s.delivered_at < s.picked_up_at", reason: "'is before it was picked up'" },
    ...["status_changed_at", "picked_up_at", "delivered_at", "last_event_at"].map((column) => ({ column, code: "implausible", when: `s.${column} >= :today + 2`, reason: "'lies ahead'" })),
    { column: "estimated_at", code: "implausible", when: "s.estimated_at > :today + 731", reason: "'lies more than two years ahead'" },
  ],
  complete(values, refuse) {
    if (values.order_line && !values.shipped_quantity) refuse("shipped_quantity", "missing_value", "is blank although a line is given");
    if (!values.order_line && (values.shipped_quantity ?? values.delivered_quantity ?? null) !== null) refuse("order_line", "missing_value", "is blank although a quantity is given");
  },
  async afterwards(tx, { watched }) {
    await tx.query(
      `INSERT INTO shipment_events (shipment_id, status, raw_status, incident_reason, estimated_at, source, occurred_at, recorded_at)
       SELECT n.id, n.status, n.raw_status, n.incident_reason, n.estimated_at, 'import',
         CASE WHEN n.status IS DISTINCT FROM w.before->>'status' THEN n.status_changed_at ELSE COALESCE(n.last_event_at, $1) END, $1
       FROM ${watched} w JOIN shipments n ON n.id = w.id
       WHERE (n.status, n.raw_status, n.incident_reason, n.estimated_at) IS DISTINCT FROM
         (w.before->>'status', w.before->>'rawStatus', w.before->>'incidentReason', (w.before->>'estimatedAt')::timestamptz)
       ORDER BY n.id`,
      [tx.now],
    );
  },
  consequences: (tx, { rows, batchId }) => refreshOrderProgress(tx, `SELECT order_id FROM ${rows}`, batchId),
};
