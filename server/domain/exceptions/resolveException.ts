import { ExceptionCase } from "../../../entities/ExceptionCase.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import { advance } from "../advance.js";
import { lockFor } from "../lockFor.js";
import { requireVersion } from "../requireVersion.js";
import { exceptionLifecycle } from "../../records/exceptionCase.lifecycle.js";
import { requireWords } from "../requireWords.js";

export interface ResolveException { exceptionId: string; version: number; resolution: string }

/** A person ends a case. Where its cause still stands the next run of its rule opens it again: the records decide. */
export const resolveException = (ctx: Context, { exceptionId, version, resolution: given }: ResolveException): Promise<ExceptionCase> =>
  ctx.transaction(async (tx) => {
    const exception = await lockFor(ctx, tx, ExceptionCase, exceptionId, "change");
    exception.state = await advance(ctx, tx, exceptionLifecycle, exception, exception.state, "resolve");
    requireVersion(exception, version);
    const resolution = requireWords("resolution", given, "Say in a sentence how it was resolved.");
    Object.assign(exception, { resolvedAt: tx.now, resolution });
    tx.save(exception);
    record(tx, "exception.resolved", exception);
    return exception;
  });
