import { FollowUpTask } from "../../../entities/FollowUpTask.js";
import type { Context } from "../../context.js";
import { changeOne } from "../changeOne.js";
import { badInput } from "../errors.js";
import { requireVersion } from "../requireVersion.js";
import { requireLive } from "./updateTask.js";

const LONGEST_DAYS = 90;

export interface SnoozeTask { taskId: string; version: number; until: Date; reason?: string | null }

/** Puts a task out of sight until a time; its SLA clock goes on, so that nobody sleeps through a breach. */
export const snoozeTask = (ctx: Context, { taskId, version, until, reason }: SnoozeTask): Promise<FollowUpTask> =>
  changeOne(ctx, FollowUpTask, taskId, "change", (task, now) => {
    requireVersion(task, version);
    requireLive(task);
    if (until <= now) throw badInput("until", "Snooze until a time to come.");
    if (until.getTime() - now.getTime() > LONGEST_DAYS * 86_400_000) throw badInput("until", `A task can be snoozed for at most ${LONGEST_DAYS} days.`);
    Object.assign(task, { snoozedUntil: until, snoozeReason: reason ?? null, nextCheckAt: until });
    return { type: "task.snoozed", details: { until, reason } };
  });
