import { recordEach } from "../../audit/record.js";
import type { Context } from "../../context.js";

const LIVE = "status NOT IN ('resolved', 'cancelled') AND archived_at IS NULL";

/** One set-based move of tasks; `set` and `where` are SQL over `follow_up_tasks`, `$8` the time. */
interface Move {
  event: string;
  set: string;
  where: string;
  /** What its audit entries tell of, column and property. */
  told: [column: string, property: string];
}

const MOVES: Move[] = [
  { event: "task.breached", set: "sla_state = 'breached'", where: "sla_state IN ('active', 'at_risk') AND sla_due_at <= $8", told: ["sla_state", "slaState"] },
  { event: "task.atRisk", set: "sla_state = 'at_risk'", where: "sla_state = 'active' AND sla_at_risk_at <= $8", told: ["sla_state", "slaState"] },
  { event: "task.woken", set: "snoozed_until = NULL, snooze_reason = NULL", where: "snoozed_until <= $8", told: ["snoozed_until", "snoozedUntil"] },
  {
    event: "task.escalated",
    set: "escalation_level = escalation_level + 1, escalated_at = $8",
    // while the clock is paused nobody is told that it runs out
    where: `sla_state <> 'paused' AND escalation_level < jsonb_array_length(escalation_ladder)
      AND tower_business_seconds((SELECT id FROM business_calendars WHERE is_default), sla_started_at, $8)
        >= 60 * (escalation_ladder -> escalation_level ->> 'afterMinutes')::bigint`,
    told: ["escalation_level", "escalationLevel"],
  },
];

/** Moves the clocks of all live tasks: at risk, breached, woken from snooze, escalated. Safe to run any number of times. */
export const sweepClocks = (ctx: Context): Promise<void> =>
  ctx.transaction(async (tx) => {
    for (const { event, set, where, told: [column, property] } of MOVES) {
      await recordEach(tx, `
        SELECT $7::text AS type, NULL::uuid AS batch_id, 'task' AS subject_kind, id AS subject_id, number AS subject_number,
          distributor_id, order_id, exception_id, id AS task_id, NULL::uuid AS draft_id,
          jsonb_build_object('before', jsonb_build_object('${property}', was), 'after', jsonb_build_object('${property}', to_jsonb(${column}))) AS payload
        FROM moved`,
        [event, tx.now], `
        due AS (SELECT id, to_jsonb(${column}) AS was FROM follow_up_tasks WHERE ${LIVE} AND ${where} ORDER BY id FOR UPDATE SKIP LOCKED),
        moved AS (
          UPDATE follow_up_tasks t SET ${set}, version = version + 1, updated_at = $8
          FROM due WHERE t.id = due.id RETURNING t.*, due.was)`);
    }
  });
