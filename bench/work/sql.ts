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

/** What a changer by hand binds: the task, the version read, the regions seen and the instant. */
interface Bound { task: string; version: string; regions: string; now: string }
interface Assigned { column: string; property: string; value: string }

/** A change of a task with its audit entry: one statement that ends with the row as `moved`. */
function audited(type: string, assigned: Assigned[], { task, version, regions, now }: Bound): string {
  const each = (write: (one: Assigned) => string) => assigned.map(write).join(", ");
  const told = (prefix: string) => `jsonb_build_object(${each(({ column, property }) => `'${property}', ${prefix}${column}`)})`;
  return `
  WITH old AS MATERIALIZED (SELECT id AS old_id, ${each(({ column }) => `${column} AS old_${column}`)} FROM follow_up_tasks WHERE id = ${task} FOR UPDATE),
  moved AS (
    UPDATE follow_up_tasks t SET ${each(({ column, value }) => `${column} = ${value}`)}, version = t.version + 1, updated_at = ${now} FROM distributors d, old
    WHERE t.id = old_id AND t.version = ${version} AND t.status NOT IN ('resolved', 'cancelled') AND d.id = t.distributor_id AND d.region = ANY (${regions})
    RETURNING t.*, old.*, tower_uuid_v7() AS audit_id),
  log AS (
    INSERT INTO audit_logs (id, occurred_at, type, actor_kind, actor_name, via, subject_kind, subject_id, subject_number, distributor_id, order_id, exception_id, task_id)
    SELECT audit_id, ${now}, '${type}', 'system', 'Bench', 'bench', 'task', id, number, distributor_id, order_id, exception_id, id FROM moved),
  payload AS (
    INSERT INTO audit_payloads (audit_id, payload, commitment)
    SELECT audit_id, jsonb_build_object('before', ${told("old_")}, 'after', ${told("")}), '' FROM moved)`;
}

const BOUND: Bound = { task: "$2::uuid", version: "$3::int", regions: "$1::text[]", now: "$5::timestamptz" };
const noted = (value: string): Assigned[] => [{ column: "prompt_context", property: "promptContext", value }];
const snoozed = (until: string): Assigned[] => [
  { column: "snoozed_until", property: "snoozedUntil", value: until }, { column: "snooze_reason", property: "snoozeReason", value: "'They are closed.'" },
  { column: "next_check_at", property: "nextCheckAt", value: until },
];

/** M1 by hand: $1 regions, $2 the task, $3 the version read, $4 the note, $5 now. */
export const M1_SQL = `${audited("task.updated", noted("$4::text"), BOUND)}
  SELECT json_build_object('id', id, 'taskId', number, 'version', version, 'status', status, 'promptContext', prompt_context, 'updatedAt', updated_at)::text AS json FROM moved`;

/** A snooze by hand: as M1, with $4 until when. */
export const SNOOZE_SQL = `${audited("task.snoozed", snoozed("$4::timestamptz"), BOUND)}
  SELECT json_build_object('id', id, 'taskId', number, 'version', version, 'status', status, 'snoozedUntil', snoozed_until)::text AS json FROM moved`;

/** An approval by hand: $1 regions, $2 the draft, $3 the version read, $4 the revision read, $5 who approves. */
export const APPROVE_SQL = `SELECT json_build_object('version', bench.approve_draft($1::text[], $2::uuid, $3::int, $4::uuid, $5::uuid))::text AS json`;

/** What the bench adds to the database: the change as a function, which is how PostGraphile's users write a mutation of their own, and the approval. */
export const FUNCTIONS = [
  `CREATE SCHEMA IF NOT EXISTS bench`,
  `GRANT USAGE ON SCHEMA bench TO tower_app`,
  `DROP TYPE IF EXISTS bench.changed_task CASCADE`,
  `CREATE TYPE bench.changed_task AS (row_id uuid, number text, version integer, status text, prompt_context text, updated_at timestamptz)`,
  `CREATE FUNCTION bench.change_task(task uuid, read_version integer, note text, regions text[]) RETURNS bench.changed_task LANGUAGE sql VOLATILE AS $$
   ${audited("task.updated", noted("note"), { task: "task", version: "read_version", regions: "regions", now: "statement_timestamp()" })}
   SELECT id, number, version, status, prompt_context, updated_at FROM moved $$`,
  `DROP FUNCTION IF EXISTS bench.approve_draft`,
  `CREATE FUNCTION bench.approve_draft(regions text[], draft uuid, read_version integer, read_revision uuid, approver uuid) RETURNS integer LANGUAGE plpgsql AS $$
   DECLARE d drafts; r draft_revisions; a uuid; now timestamptz := statement_timestamp(); BEGIN
     SELECT x.* INTO d FROM drafts x JOIN distributors p ON p.id = x.distributor_id
     WHERE x.id = draft AND x.version = read_version AND x.current_revision_id = read_revision AND x.state = 'pending' AND x.expires_at > now
       AND p.region = ANY (regions) AND p.screening_state = 'clear' AND p.suppressed_from IS NULL FOR UPDATE OF x;
     IF NOT FOUND THEN RETURN NULL; END IF;
     SELECT * INTO r FROM draft_revisions WHERE id = read_revision;
     INSERT INTO approvals (created_at, draft_id, revision_id, content_hash, decision, approver_id, expires_at)
     VALUES (now, d.id, r.id, r.content_hash, 'approved', approver, now + interval '24 hours') RETURNING id INTO a;
     UPDATE drafts SET state = 'approved', version = version + 1, updated_at = now WHERE id = d.id;
     WITH message AS (
       INSERT INTO outbound_messages (created_at, updated_at, approval_id, draft_id, revision_id, content_hash, task_id, exception_id, distributor_id, order_id, owner_team,
         channel_id, recipient, queued_at, next_attempt_at)
       SELECT now, now, a, d.id, r.id, r.content_hash, d.task_id, d.exception_id, d.distributor_id, d.order_id, d.owner_team, d.channel_id, recipient, now, now
       FROM unnest(r.recipients) recipient RETURNING id, recipient),
     task AS (UPDATE follow_up_tasks SET status = 'approved', version = version + 1, updated_at = now WHERE id = d.task_id RETURNING id, number),
     entries AS MATERIALIZED (
       SELECT tower_uuid_v7() AS id, told.* FROM (
         SELECT 'draft.approved' AS type, 'draft' AS kind, d.id AS subject, d.number, jsonb_build_object('after', jsonb_build_object('state', 'approved'), 'approval', a, 'body', r.body) AS payload
         UNION ALL SELECT 'message.queued', 'message', message.id, NULL, jsonb_build_object('recipient', recipient) FROM message
         UNION ALL SELECT 'task.updated', 'task', task.id, task.number, jsonb_build_object('after', jsonb_build_object('status', 'approved')) FROM task) told),
     log AS (
       INSERT INTO audit_logs (id, occurred_at, type, actor_kind, actor_id, actor_name, via, subject_kind, subject_id, subject_number, distributor_id, order_id, exception_id, task_id, draft_id)
       SELECT id, now, type, 'user', approver, 'Bench', 'bench', kind, subject, number, d.distributor_id, d.order_id, d.exception_id, d.task_id, d.id FROM entries)
     INSERT INTO audit_payloads (audit_id, payload, commitment) SELECT id, payload, '' FROM entries;
     RETURN d.version + 1;
   END $$`,
  `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA bench TO tower_app`,
];
