import { FollowUpTask } from "../../../entities/FollowUpTask.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import { badInput } from "../errors.js";
import { lockFor } from "../lockFor.js";
import { requireVersion } from "../requireVersion.js";
import { requireLive } from "./updateTask.js";

const LONGEST_DAYS = 90;

export interface SnoozeTask { taskId: string; version: number; until: Date; reason?: string | null }

/** Puts a task out of sight until a time; its SLA clock goes on, so that nobody sleeps through a breach. */
export const snoozeTask = (ctx: Context, { taskId, version, until, reason }: SnoozeTask): Promise<FollowUpTask> =>
  ctx.transaction(async (tx) => {
    const task = await lockFor(ctx, tx, FollowUpTask, taskId, "change");
    requireVersion(task, version);
    requireLive(task);
    if (until <= tx.now) throw badInput("until", "Snooze until a time to come.");
    if (until.getTime() - tx.now.getTime() > LONGEST_DAYS * 86_400_000) throw badInput("until", `A task can be snoozed for at most ${LONGEST_DAYS} days.`);
    Object.assign(task, { snoozedUntil: until, snoozeReason: reason ?? null, nextCheckAt: until });
    tx.save(task);
    record(tx, "task.snoozed", task, { until, reason });
    return task;
  });
