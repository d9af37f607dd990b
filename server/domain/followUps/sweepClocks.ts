import { recordEach } from "../../audit/record.js";
import type { Context } from "../../context.js";

const LIVE = "status NOT IN ('resolved', 'cancelled') AND archived_at IS NULL";

/** One set-based move with one audit row a changed task; `set` and `where` are SQL over `follow_up_tasks`. */
const move = (type: string, set: string, where: string, before: string) => ({ type, set, where, before });

const MOVES = [
  move("task.breached", "sla_state = 'breached'", `sla_state IN ('active', 'at_risk') AND sla_due_at <= $8`, "sla_state"),
  move("task.atRisk", "sla_state = 'at_risk'", `sla_state = 'active' AND sla_at_risk_at <= $8`, "sla_state"),
  move("task.woken", "snoozed_until = NULL, snooze_reason = NULL", `snoozed_until <= $8`, "snoozed_until"),
  move(
    "task.escalated",
    "escalation_level = escalation_level + 1, escalated_at = $8",
    `escalation_level < jsonb_array_length(escalation_ladder)
     AND tower_business_seconds((SELECT id FROM business_calendars WHERE is_default), sla_started_at, $8)
       >= 60 * (escalation_ladder -> escalation_level ->> 'afterMinutes')::bigint`,
    "escalation_level",
  ),
];

/** Moves the clocks of all live tasks: at risk, breached, woken from snooze, escalated. Safe to run any number of times. */
export const sweepClocks = (ctx: Context): Promise<void> =>
  ctx.transaction(async (tx) => {
    for (const { type, set, where, before } of MOVES) {
      await recordEach(tx, `
        SELECT $7::text AS type, NULL::uuid AS batch_id, 'task' AS subject_kind, id AS subject_id, number AS subject_number,
          distributor_id, order_id, exception_id, id AS task_id, NULL::uuid AS draft_id,
          jsonb_build_object('before', jsonb_build_object('${before}', was), 'after', jsonb_build_object('${before}', to_jsonb(${before}))) AS payload
        FROM moved`,
        [type, tx.now], `
        due AS (SELECT id, to_jsonb(${before}) AS was FROM follow_up_tasks WHERE ${LIVE} AND ${where} ORDER BY id FOR UPDATE SKIP LOCKED),
        moved AS (
          UPDATE follow_up_tasks t SET ${set}, version = version + 1, updated_at = $8
          FROM due WHERE t.id = due.id RETURNING t.*, due.was)`);
    }
  });
