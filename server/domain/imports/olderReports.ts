import { recordEach } from "../../audit/record.js";
import type { Tx } from "../../database/unitOfWork.js";
import { shipmentLifecycle } from "../../records/shipment.lifecycle.js";
import type { Beforehand, Kind, Staged } from "./kind.js";

const ENDS = shipmentLifecycle.states.filter((state) => !shipmentLifecycle.from(state).length);
const ended = (status: string) => `${status} IN (${ENDS.map((state) => `'${state}'`).join(", ")})`;

/** A row that tells of a time before what is known. An end stands whenever it came, and what we only dated by an import's moment is no news. */
const OLDER = `
  (COALESCE(s.status_changed_at < t.status_changed_at, false)
    OR COALESCE(s.last_event_at < t.last_event_at, false) AND NOT COALESCE(s.status_changed_at > t.status_changed_at, false))
  AND NOT COALESCE(${ended("s.status")} AND NOT ${ended("t.status")}, false)
  AND NOT EXISTS (SELECT FROM shipment_events e WHERE e.shipment_id = t.id AND e.occurred_at = t.status_changed_at AND e.recorded_at = e.occurred_at)`;

/**
 * Carriers report late and out of order. A report that is older than what is known of its shipment joins the history, fills
 * what is blank, and changes nothing else: its rows are turned into what stands there.
 */
export async function takeOlderReports(this: Kind, tx: Tx, { rows, batchId }: Staged): Promise<Beforehand> {
  await tx.query(`CREATE TEMP TABLE older_reports ON COMMIT DROP AS
    SELECT s.row_no, s.record_id, COALESCE(s.status, t.status) AS status, s.raw_status, s.incident_reason, s.estimated_at,
      CASE WHEN s.last_event_at IS NULL OR s.status_changed_at IS NOT NULL AND NOT EXISTS (
        SELECT FROM shipment_events e WHERE e.shipment_id = t.id AND e.occurred_at = s.status_changed_at AND e.status = s.status)
        THEN s.status_changed_at ELSE s.last_event_at END AS occurred_at
    FROM ${rows} s JOIN shipments t ON t.id = s.existing_id WHERE ${OLDER}`);
  const older = `
    SELECT r.row_no, 'number' AS column_name, t.number AS value, 'older_report' AS code,
      'tells of ' || ${moment("r.occurred_at")} || ', and shipment ' || t.number || ' is known as of ' || ${moment("GREATEST(t.status_changed_at, t.last_event_at)")} ||
        '; it joins the history and changes nothing that is known' AS reason
    FROM older_reports r JOIN shipments t ON t.id = r.record_id`;
  const some = await tx.query(`SELECT FROM older_reports LIMIT 1`);
  if (!some.length) return { told: [] };
  const told = await tx.query<{ shipment_id: string }>(`
    INSERT INTO shipment_events (shipment_id, status, raw_status, incident_reason, estimated_at, source, occurred_at, recorded_at)
    SELECT DISTINCT r.record_id, r.status, r.raw_status, r.incident_reason, r.estimated_at, 'import', r.occurred_at, $1::timestamptz
    FROM older_reports r WHERE NOT EXISTS (SELECT FROM shipment_events e WHERE e.shipment_id = r.record_id AND e.occurred_at = r.occurred_at
      AND (e.status, e.raw_status, e.incident_reason, e.estimated_at) IS NOT DISTINCT FROM (r.status, r.raw_status, r.incident_reason, r.estimated_at))
    RETURNING shipment_id`, [tx.now]);
  await recordEach(tx, `
    SELECT 'shipment.reportedLate' AS type, $7::uuid AS batch_id, 'shipment' AS subject_kind, t.id AS subject_id, t.number AS subject_number,
      t.distributor_id, t.order_id, NULL::uuid AS exception_id, NULL::uuid AS task_id, NULL::uuid AS draft_id,
      jsonb_build_object('before', '{}'::jsonb, 'after', jsonb_strip_nulls(jsonb_build_object('status', r.status, 'rawStatus', r.raw_status,
        'incidentReason', r.incident_reason, 'estimatedAt', r.estimated_at, 'occurredAt', r.occurred_at))) AS payload
    FROM (SELECT DISTINCT ON (record_id) * FROM older_reports ORDER BY record_id, row_no) r JOIN shipments t ON t.id = r.record_id
    WHERE t.id = ANY ($8::uuid[]) ORDER BY t.id`, [batchId, told.map(({ shipment_id }) => shipment_id)]);
  const stand = Object.entries(this.columns).map(([column, { into = column }]) => `"${column}" = COALESCE(t.${into}, s."${column}")`);
  await tx.query(`UPDATE ${rows} s SET ${stand.join(", ")}, order_line_id = NULL FROM older_reports r, shipments t WHERE r.row_no = s.row_no AND t.id = r.record_id`);
  return { remarks: [older], told: [...new Set(told.map(({ shipment_id }) => shipment_id))] };
}

const moment = (instant: string) => `to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC'`;
