import { LAST_ENTRIES, PAGE, TIMELINE } from "./work.js";

/** Q1 by hand: $1 regions, $2 statuses, $3 teams, $4 and $5 the place of the last record of the page before. */
export const Q1_SQL = `
  SELECT json_build_object(
    'totalCount', (SELECT count(*)::int FROM follow_up_tasks t JOIN distributors d ON d.id = t.distributor_id
      WHERE t.status = ANY ($2) AND t.status NOT IN ('resolved', 'cancelled') AND t.owner_team = ANY ($3) AND t.archived_at IS NULL AND d.region = ANY ($1)),
    'nodes', (SELECT json_agg(json_build_object('id', t.id, 'taskId', t.number, 'status', t.status, 'priority', t.priority, 'slaState', t.sla_state,
        'slaDueAt', t.sla_due_at, 'nextCheckAt', t.next_check_at,
        'order', (SELECT json_build_object('id', o.id, 'number', o.number, 'status', o.status, 'amountMinor', o.value_minor, 'currency', o.currency) FROM orders o WHERE o.id = t.order_id),
        'distributor', json_build_object('id', t.distributor_id, 'number', t.d_number, 'legalName', t.legal_name, 'region', t.region, 'tier', t.tier),
        'exception', (SELECT json_build_object('id', e.id, 'number', e.number, 'type', e.type, 'severity', e.severity, 'score', e.score, 'title', e.title) FROM exceptions e WHERE e.id = t.exception_id),
        'auditEntries', (SELECT json_agg(json_build_object('id', a.id, 'type', a.type, 'occurredAt', a.occurred_at, 'actorName', a.actor_name) ORDER BY a.id DESC)
          FROM (SELECT * FROM audit_logs a WHERE a.task_id = t.id ORDER BY a.id DESC LIMIT ${LAST_ENTRIES}) a)) ORDER BY t.sla_due_at, t.id)
      FROM (SELECT t.*, d.number AS d_number, d.legal_name, d.region, d.tier FROM follow_up_tasks t JOIN distributors d ON d.id = t.distributor_id
        WHERE t.status = ANY ($2) AND t.status NOT IN ('resolved', 'cancelled') AND t.owner_team = ANY ($3) AND t.archived_at IS NULL AND d.region = ANY ($1)
          AND (t.sla_due_at, t.id) > ($4::timestamptz, $5::uuid)
        ORDER BY t.sla_due_at, t.id LIMIT ${PAGE + 1}) t))::text AS json`;

const list = (pairs: string, from: string, order = "id DESC") => `COALESCE((SELECT json_agg(json_build_object(${pairs}) ORDER BY x.${order}) FROM ${from} x), '[]')`;

/** Q2 by hand: $1 regions, $2 the order. */
export const Q2_SQL = `
  SELECT json_build_object('id', o.id, 'number', o.number, 'poNumber', o.po_number, 'status', o.status, 'fulfilmentStatus', o.fulfilment_status,
    'billingStatus', o.billing_status, 'orderedOn', o.ordered_on, 'promisedOn', o.promised_on, 'amountMinor', o.value_minor, 'currency', o.currency,
    'distributor', json_build_object('id', d.id, 'number', d.number, 'legalName', d.legal_name, 'region', d.region, 'tier', d.tier),
    'invoices', ${list("'id', x.id, 'number', x.number, 'status', x.status, 'amount', x.amount_minor, 'outstanding', x.outstanding_minor, 'currency', x.currency, 'issuedOn', x.issued_on, 'dueOn', x.due_on", "(SELECT * FROM invoices WHERE order_id = o.id ORDER BY id DESC LIMIT 20)")},
    'shipments', ${list("'id', x.id, 'number', x.number, 'carrier', x.carrier, 'trackingNumber', x.tracking_number, 'status', x.status, 'promisedOn', x.promised_on, 'deliveredAt', x.delivered_at", "(SELECT * FROM shipments WHERE order_id = o.id ORDER BY id DESC LIMIT 20)")},
    'documents', ${list("'id', x.id, 'number', x.number, 'kind', x.kind, 'state', x.state, 'title', x.title, 'expiresOn', x.expires_on", "(SELECT * FROM documents WHERE order_id = o.id ORDER BY id DESC LIMIT 20)")},
    'followUpTasks', ${list("'id', x.id, 'taskId', x.number, 'status', x.status, 'priority', x.priority, 'slaDueAt', x.sla_due_at", "(SELECT * FROM follow_up_tasks WHERE order_id = o.id ORDER BY id DESC LIMIT 20)")},
    'auditEntries', ${list("'id', x.id, 'type', x.type, 'occurredAt', x.occurred_at, 'actorName', x.actor_name, 'subjectKind', x.subject_kind, 'subjectNumber', x.subject_number", `(SELECT * FROM audit_logs WHERE order_id = o.id ORDER BY id DESC LIMIT ${TIMELINE})`)})::text AS json
  FROM orders o JOIN distributors d ON d.id = o.distributor_id WHERE o.id = $2 AND d.region = ANY ($1)`;

const audited = (task: string, version: string, note: string, regions: string, now: string) => `
  WITH old AS MATERIALIZED (SELECT id, prompt_context FROM follow_up_tasks WHERE id = ${task} FOR UPDATE),
  moved AS (
    UPDATE follow_up_tasks t SET prompt_context = ${note}, version = t.version + 1, updated_at = ${now} FROM distributors d, old
    WHERE t.id = old.id AND t.version = ${version} AND t.status NOT IN ('resolved', 'cancelled') AND d.id = t.distributor_id AND d.region = ANY (${regions})
    RETURNING t.*, tower_uuid_v7() AS audit_id, old.prompt_context AS before),
  log AS (
    INSERT INTO audit_logs (id, occurred_at, type, actor_kind, actor_name, via, subject_kind, subject_id, subject_number, distributor_id, order_id, exception_id, task_id)
    SELECT audit_id, ${now}, 'task.updated', 'system', 'Bench', 'bench', 'task', id, number, distributor_id, order_id, exception_id, id FROM moved),
  payload AS (
    INSERT INTO audit_payloads (audit_id, payload, commitment)
    SELECT audit_id, jsonb_build_object('before', jsonb_build_object('promptContext', before), 'after', jsonb_build_object('promptContext', prompt_context)), '' FROM moved)`;

/** M1 by hand: $1 regions, $2 the task, $3 the version read, $4 the note, $5 now. */
export const M1_SQL = `${audited("$2::uuid", "$3::int", "$4::text", "$1::text[]", "$5::timestamptz")}
  SELECT json_build_object('id', id, 'taskId', number, 'version', version, 'status', status, 'promptContext', prompt_context, 'updatedAt', updated_at)::text AS json FROM moved`;

/** The same as a function, which is how PostGraphile's users write a mutation of their own. */
export const M1_FUNCTION = [
  `CREATE SCHEMA bench`,
  `GRANT USAGE ON SCHEMA bench TO tower_app`,
  `CREATE TYPE bench.changed_task AS (row_id uuid, number text, version integer, status text, prompt_context text, updated_at timestamptz)`,
  `CREATE FUNCTION bench.change_task(task uuid, read_version integer, note text, regions text[]) RETURNS bench.changed_task LANGUAGE sql VOLATILE AS $$
   ${audited("task", "read_version", "note", "regions", "statement_timestamp()")}
   SELECT id, number, version, status, prompt_context, updated_at FROM moved $$`,
];
