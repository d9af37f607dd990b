import { ExceptionCase } from "../../../entities/ExceptionCase.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import { alreadyDone } from "../advance.js";
import { DomainError } from "../errors.js";
import { cancelTaskOf } from "../followUps/cancelTask.js";
import { lockFor } from "../lockFor.js";
import { requireVersion } from "../requireVersion.js";
import { exceptionLifecycle } from "../../records/exceptionCase.lifecycle.js";
import { requireWords } from "../requireWords.js";

export interface DismissException { exceptionId: string; version: number; reason: string }

/** Sets a case aside although its cause stands, and calls off its open task. It stays quiet until the cause has cleared once. */
export const dismissException = (ctx: Context, { exceptionId, version, reason: given }: DismissException): Promise<ExceptionCase> =>
  ctx.decision(async (tx) => {
    const exception = await lockFor(ctx, tx, ExceptionCase, exceptionId, "decide");
    if (exception.dismissedAt) throw await alreadyDone(ctx, tx, exception, `${exception.number} was dismissed`, "exception.dismissed");
    requireVersion(exception, version);
    const reason = requireWords("reason", given, "Say in a sentence why it needs no work.");
    if (!exceptionLifecycle.from(exception.state).includes("resolve")) throw new DomainError("WRONG_STATE", `The exception is ${exception.state}; only one that is not over can be dismissed.`);
    Object.assign(exception, { dismissedAt: tx.now, dismissedReason: reason });
    tx.save(exception);
    record(tx, "exception.dismissed", exception, { reason });
    await cancelTaskOf(tx, exception.id, `The exception was dismissed: ${exception.dismissedReason}`);
    return exception;
  });
