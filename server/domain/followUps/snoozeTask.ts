import { FollowUpTask } from "../../../entities/FollowUpTask.js";
import type { Context } from "../../context.js";
import { changeOne } from "../changeOne.js";
import { badInput } from "../errors.js";
import { OVER } from "../../records/followUpTask.lifecycle.js";
import { withinHorizon } from "./horizon.js";
import { visible } from "../visible.js";

export interface SnoozeTask { taskId: string; version: number; until: Date | null; reason?: string | null }

/** Puts a task out of sight until a time, or back into sight at once; its SLA clock goes on, so that nobody sleeps through a breach. */
export async function snoozeTask(ctx: Context, { taskId: idOrNumber, version, until, reason: given }: SnoozeTask): Promise<FollowUpTask> {
  const change = { entity: FollowUpTask, idOrNumber, version, closed: OVER };
  if (!until) return changeOne(ctx, change, { type: "task.woken", set: { snoozedUntil: null, snoozeReason: null }, details: {} });
  if (until <= ctx.now()) throw badInput("until", "Snooze until a time to come.");
  withinHorizon(ctx.now(), "until", until);
  const reason = visible(given ?? "") || null;
  const set = { snoozedUntil: until, snoozeReason: reason, nextCheckAt: until };
  return changeOne(ctx, change, { type: "task.snoozed", set, details: { until, reason } });
}
