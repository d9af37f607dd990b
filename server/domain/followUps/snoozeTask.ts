import { FollowUpTask } from "../../../entities/FollowUpTask.js";
import type { Context } from "../../context.js";
import { changeOne } from "../changeOne.js";
import { badInput } from "../errors.js";
import { OVER } from "./followUpTask.lifecycle.js";

const LONGEST_DAYS = 90;

export interface SnoozeTask { taskId: string; version: number; until: Date; reason?: string | null }

/** Puts a task out of sight until a time; its SLA clock goes on, so that nobody sleeps through a breach. */
export async function snoozeTask(ctx: Context, { taskId: idOrNumber, version, until, reason }: SnoozeTask): Promise<FollowUpTask> {
  const ahead = until.getTime() - ctx.now().getTime();
  if (ahead <= 0) throw badInput("until", "Snooze until a time to come.");
  if (ahead > LONGEST_DAYS * 86_400_000) throw badInput("until", `A task can be snoozed for at most ${LONGEST_DAYS} days.`);
  const set = { snoozedUntil: until, snoozeReason: reason ?? null, nextCheckAt: until };
  return changeOne(ctx, { entity: FollowUpTask, idOrNumber, version, closed: OVER }, { type: "task.snoozed", set, details: { until, reason } });
}
