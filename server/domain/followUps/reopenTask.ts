import { SlaState } from "../../../entities/enums.js";
import { ExceptionCase } from "../../../entities/ExceptionCase.js";
import { FollowUpTask } from "../../../entities/FollowUpTask.js";
import { SlaPolicy } from "../../../entities/SlaPolicy.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import { addBusinessMinutes } from "../calendar/materialiseCalendar.js";
import { badInput, DomainError } from "../errors.js";
import { exceptionLifecycle } from "../exceptions/exceptionCase.lifecycle.js";
import { lockFor } from "../lockFor.js";
import { requireVersion } from "../requireVersion.js";
import { taskLifecycle } from "./followUpTask.lifecycle.js";

export interface ReopenTask { taskId: string; version: number; reason: string }

/** Takes a finished task up again, with a fresh SLA clock and its exception open beside it. */
export const reopenTask = (ctx: Context, { taskId, version, reason }: ReopenTask): Promise<FollowUpTask> =>
  ctx.transaction(async (tx) => {
    const task = await lockFor(ctx, tx, FollowUpTask, taskId, "change");
    requireVersion(task, version);
    if (!reason.trim()) throw badInput("reason", "Say why it is taken up again.");
    const status = taskLifecycle.after(task.status, "reopen");
    const exception = await tx.lock(ExceptionCase, task.exceptionId);
    const [other] = await tx.query<{ number: string }>(
      `SELECT number FROM follow_up_tasks WHERE exception_id = $1 AND id <> $2 AND status NOT IN ('resolved', 'cancelled')`, [exception.id, task.id]);
    if (other) throw new DomainError("WRONG_STATE", `${other.number} works on this exception already.`);
    const policy = await tx.manager.findOneByOrFail(SlaPolicy, { id: task.slaPolicyId });
    Object.assign(task, {
      status,
      slaState: SlaState.ACTIVE,
      slaStartedAt: tx.now,
      slaAtRiskAt: await addBusinessMinutes(tx, tx.now, (policy.resolutionMinutes * policy.atRiskPercent) / 100, policy.calendarId),
      slaDueAt: await addBusinessMinutes(tx, tx.now, policy.resolutionMinutes, policy.calendarId),
      nextCheckAt: tx.now,
      reopenedCount: task.reopenedCount + 1,
      resolvedAt: null,
      resolution: null,
      escalationLevel: 0,
    });
    tx.save(task);
    if (exceptionLifecycle.from(exception.state).includes("refire")) {
      Object.assign(exception, { state: exceptionLifecycle.after(exception.state, "refire"), resolvedAt: null, resolution: null, closedAt: null, reopenedCount: exception.reopenedCount + 1 });
      tx.save(exception);
      record(tx, "exception.reopened", exception, { task: task.number, reason });
    }
    if (exceptionLifecycle.from(exception.state).includes("start")) exception.state = exceptionLifecycle.after(exception.state, "start");
    tx.save(exception);
    record(tx, "task.reopened", task, { reason });
    return task;
  });
