import type { Frame } from "./sold.js";

/** Follow-up tasks on the exceptions that detection found. */
export const tasksSql = ({ now, tasks }: Frame): string[] => [
  // one live task a case; what is wanted beyond that is work that ended
  `CREATE TEMP TABLE jobs AS
   SELECT e.*, rank <= ${tasks} * 0.75 AND round = 0 AND e.state = 'open' AS live, random() AS luck, random() AS mood, row_number() OVER (ORDER BY round, rank) AS n
   FROM (SELECT *, row_number() OVER (ORDER BY random()) AS rank FROM exceptions) e, generate_series(0, ${tasks} / greatest(1, (SELECT count(*)::int FROM exceptions))) round
   ORDER BY round, rank LIMIT ${tasks}`,
  `INSERT INTO follow_up_tasks (created_at, updated_at, number, exception_id, distributor_id, order_id, agent_profile_id, owner_team, status, priority,
     sla_policy_id, sla_state, sla_started_at, sla_at_risk_at, sla_due_at, next_check_at, allowed_actions, blocked_actions, escalation_ladder, resolved_at, resolution)
   SELECT ${now}, ${now}, 'FOLLOW-' || to_char(${now}, 'YYYY') || '-' || lpad(nextval('follow_up_task_number')::text, 6, '0'),
     j.id, j.distributor_id, j.order_id, a.id, j.owner_team,
     CASE WHEN live THEN (ARRAY['open','scheduled','scheduled','drafting','waiting_for_human_approval','posted','awaiting_response'])[1 + floor(j.mood * 7)::int] ELSE 'resolved' END,
     (ARRAY['low','normal','high','urgent'])[j.severity], p.id,
     CASE WHEN NOT live THEN 'met' WHEN due < ${now} THEN 'breached' WHEN due < ${now} + interval '8 hours' THEN 'at_risk' ELSE 'active' END,
     due - interval '5 days', due - interval '1 day', due, CASE WHEN live THEN ${now} + j.luck * interval '3 days' END,
     a.allowed_actions, a.blocked_actions, '[{"afterMinutes": 1440, "toTeam": "sales_ops", "sentence": "Escalate to Sales Ops if the blocker remains unresolved after 24h."}]',
     CASE WHEN NOT live THEN ${now} - j.luck * interval '90 days' END, CASE WHEN NOT live THEN 'Settled with the partner.' END
   FROM (SELECT jobs.*, date_trunc('minute', ${now} + (jobs.luck * 14 - 3) * interval '1 day') AS due FROM jobs) j
   JOIN agent_profiles a ON a.code = j.agent_code JOIN sla_policies p ON p.code = 'severity-' || j.severity ORDER BY j.n`,
  `INSERT INTO follow_up_task_channels (task_id, channel_id, position)
   SELECT t.id, (SELECT id FROM channels ORDER BY code LIMIT 1), 0 FROM follow_up_tasks t`,
];

const subject = (kind: string, alias: string, more: Partial<Record<"order" | "exception" | "task", string>>) =>
  `'${kind}' AS subject_kind, ${alias}.id AS subject_id, ${alias}.number AS subject_number, ${alias}.distributor_id, ${more.order ?? "NULL::uuid"} AS order_id,
   ${more.exception ?? "NULL::uuid"} AS exception_id, ${more.task ?? "NULL::uuid"} AS task_id`;
const task = subject("task", "t", { order: "t.order_id", exception: "t.exception_id", task: "t.id" });

/** The story so far, entries enough to reach the wanted number in all, written in the order it happened. */
export const storySql = ({ auditEntries }: Frame): string[] => [
  `CREATE TEMP TABLE story AS
   SELECT * FROM (
     SELECT (o.ordered_on + time '08:00') AT TIME ZONE 'UTC' AS at, 'order.created' AS type, ${subject("order", "o", { order: "o.id" })},
       jsonb_build_object('before', '{}'::jsonb, 'after', jsonb_build_object('number', o.number, 'currency', o.currency, 'valueMinor', o.value_minor, 'orderedOn', o.ordered_on, 'status', o.status)) AS payload FROM orders o
     UNION ALL
     SELECT (i.issued_on + time '09:00') AT TIME ZONE 'UTC', 'invoice.created', ${subject("invoice", "i", { order: "i.order_id" })},
       jsonb_build_object('before', '{}'::jsonb, 'after', jsonb_build_object('number', i.number, 'amountMinor', i.amount_minor, 'dueOn', i.due_on, 'status', i.status)) FROM invoices i
     UNION ALL
     SELECT s.status_changed_at, 'shipment.updated', ${subject("shipment", "s", { order: "s.order_id" })},
       jsonb_build_object('before', jsonb_build_object('status', 'booked'), 'after', jsonb_build_object('status', s.status, 'rawStatus', s.raw_status)) FROM shipments s
     UNION ALL
     SELECT t.sla_started_at, 'task.created', ${task},
       jsonb_build_object('before', '{}'::jsonb, 'after', jsonb_build_object('status', 'scheduled', 'priority', t.priority, 'slaDueAt', t.sla_due_at)) FROM follow_up_tasks t) written
  `,
  `INSERT INTO story
   SELECT t.sla_started_at + round * interval '3 hours', 'task.updated', ${task},
     jsonb_build_object('before', jsonb_build_object('promptContext', NULL), 'after', jsonb_build_object('promptContext', 'Called again, round ' || round))
   FROM (SELECT ${auditEntries} - (SELECT count(*) FROM story) - (SELECT count(*) FROM audit_logs) AS entries, greatest(1, (SELECT count(*) FROM follow_up_tasks)) AS tasks) missing,
     generate_series(1, missing.entries / missing.tasks + 1) round, follow_up_tasks t
   LIMIT (SELECT greatest(0, ${auditEntries} - (SELECT count(*) FROM story) - (SELECT count(*) FROM audit_logs)))`,
  `WITH entries AS MATERIALIZED (SELECT tower_uuid_v7() AS id, * FROM (SELECT * FROM story ORDER BY at) told),
   logs AS (
     INSERT INTO audit_logs (id, occurred_at, type, actor_kind, actor_name, via, subject_kind, subject_id, subject_number, distributor_id, order_id, exception_id, task_id)
     SELECT id, at, type, 'system', 'Control tower', 'seed', subject_kind, subject_id, subject_number, distributor_id, order_id, exception_id, task_id FROM entries)
   INSERT INTO audit_payloads (audit_id, payload, commitment) SELECT id, payload, '' FROM entries`,
];
