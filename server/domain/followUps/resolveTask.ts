import { SlaState } from "../../../entities/enums.js";
import { ExceptionCase } from "../../../entities/ExceptionCase.js";
import { FollowUpTask } from "../../../entities/FollowUpTask.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import { advance } from "../advance.js";
import { cancelDrafts } from "../drafts/cancelDrafts.js";
import { exceptionLifecycle } from "../../records/exceptionCase.lifecycle.js";
import { lockFor } from "../lockFor.js";
import { requireVersion } from "../requireVersion.js";
import { taskLifecycle } from "../../records/followUpTask.lifecycle.js";
import { requireWords } from "../requireWords.js";

export interface ResolveTask { taskId: string; version: number; resolution: string }

/** Ends a task with what was achieved: its waiting drafts are withdrawn and its exception counts as resolved. */
export const resolveTask = (ctx: Context, { taskId, version, resolution: given }: ResolveTask): Promise<FollowUpTask> =>
  ctx.transaction(async (tx) => {
    const task = await lockFor(ctx, tx, FollowUpTask, taskId, "change");
    await advance(ctx, tx, taskLifecycle, task, task.status, "resolve");
    requireVersion(task, version);
    const resolution = requireWords("resolution", given, "Say in a sentence how it was resolved.");
    await endTask(tx, task, resolution);
    const exception = await tx.lock(ExceptionCase, task.exceptionId);
    if (exceptionLifecycle.from(exception.state).includes("resolve")) {
      Object.assign(exception, { state: exceptionLifecycle.after(exception.state, "resolve"), resolvedAt: tx.now, resolution });
      tx.save(exception);
      record(tx, "exception.resolved", exception, { task: task.number });
    }
    return task;
  });

/** The end of a task, whoever brings it: a person, or the cause going away by itself. */
export async function endTask(tx: Tx, task: FollowUpTask, resolution: string): Promise<void> {
  Object.assign(task, {
    status: taskLifecycle.after(task.status, "resolve"),
    slaState: task.slaState === SlaState.BREACHED ? SlaState.BREACHED : SlaState.MET,
    resolvedAt: tx.now,
    resolution,
    nextCheckAt: null,
    snoozedUntil: null,
    snoozeReason: null,
  });
  tx.save(task);
  await cancelDrafts(tx, task, "The task was resolved.");
  record(tx, "task.resolved", task, { resolution });
}
