import { SlaState } from "../../../entities/enums.js";
import { ExceptionCase } from "../../../entities/ExceptionCase.js";
import { FollowUpTask } from "../../../entities/FollowUpTask.js";
import { SlaPolicy } from "../../../entities/SlaPolicy.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import { advance } from "../advance.js";
import { addBusinessMinutes } from "../calendar/materialiseCalendar.js";
import { DomainError } from "../errors.js";
import { exceptionLifecycle, statesThat } from "../../records/exceptionCase.lifecycle.js";
import { lockFor } from "../lockFor.js";
import { requireVersion } from "../requireVersion.js";
import { ENDED, taskLifecycle } from "../../records/followUpTask.lifecycle.js";
import { requireWords } from "../requireWords.js";

export interface ReopenTask { taskId: string; version: number; reason: string }

/** Takes a finished task up again, with a fresh SLA clock and its exception open beside it. */
export const reopenTask = (ctx: Context, { taskId, version, reason: given }: ReopenTask): Promise<FollowUpTask> =>
  ctx.transaction(async (tx) => {
    const task = await lockFor(ctx, tx, FollowUpTask, taskId, "change");
    const reason = requireWords("reason", given, "Say why it is taken up again.");
    await advance(ctx, tx, taskLifecycle, task, task.status, "reopen");
    requireVersion(task, version);
    const exception = await tx.lock(ExceptionCase, task.exceptionId);
    await refuseTwin(tx, task, exception);
    await startAnew(tx, task, exception, reason);
    return task;
  });

/** Puts a finished task back to work, whoever asks for it: a person, or its cause coming back. */
export async function startAnew(tx: Tx, task: FollowUpTask, exception: ExceptionCase, reason: string): Promise<void> {
  const policy = await tx.manager.findOneByOrFail(SlaPolicy, { id: task.slaPolicyId });
  Object.assign(task, {
    status: taskLifecycle.after(task.status, "reopen"),
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
  takeUpAgain(tx, exception, { task: task.number, reason });
  record(tx, "task.reopened", task, { reason });
}

/** One open task works on a case, and one live case stands for a blocker. */
async function refuseTwin(tx: Tx, task: FollowUpTask, exception: ExceptionCase): Promise<void> {
  const [twin] = await tx.query<{ number: string }>(
    `SELECT number FROM follow_up_tasks WHERE exception_id = $1 AND id <> $2 AND status <> ALL ($3)
     UNION ALL SELECT number FROM exceptions WHERE fingerprint = $4 AND id <> $1 AND state = ANY ($5)`,
    [exception.id, task.id, ENDED, exception.fingerprint, statesThat("clear")]);
  if (twin) throw new DomainError("WRONG_STATE", `${twin.number} is open for this already.`);
}

/** The case is in progress again, whether it was over, dismissed, or found again by its rule in the meantime. */
function takeUpAgain(tx: Tx, exception: ExceptionCase, details: { task: string; reason: string }): void {
  const over = exceptionLifecycle.from(exception.state).includes("refire");
  if (over) {
    Object.assign(exception, { state: exceptionLifecycle.after(exception.state, "refire"), resolvedAt: null, resolution: null, closedAt: null, reopenedCount: exception.reopenedCount + 1 });
  }
  if (exceptionLifecycle.from(exception.state).includes("start")) exception.state = exceptionLifecycle.after(exception.state, "start");
  Object.assign(exception, { dismissedAt: null, dismissedReason: null });
  tx.save(exception);
  record(tx, over ? "exception.reopened" : "exception.assigned", exception, details);
}
