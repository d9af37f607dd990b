import { ExceptionCase } from "../../../entities/ExceptionCase.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import { advance } from "../advance.js";
import { addBusinessMinutes } from "../calendar/materialiseCalendar.js";
import { lockFor } from "../lockFor.js";
import { requireVersion } from "../requireVersion.js";
import { exceptionLifecycle } from "../../records/exceptionCase.lifecycle.js";

/** Business minutes until an acknowledgement that led to nothing is void: a working day. */
const ACKNOWLEDGED_FOR = 8 * 60;

export interface AcknowledgeException { exceptionId: string; version: number }

/** Says that somebody has seen it. Where no work follows, the acknowledgement times out and the case is open again. */
export const acknowledgeException = (ctx: Context, { exceptionId, version }: AcknowledgeException): Promise<ExceptionCase> =>
  ctx.transaction(async (tx) => {
    const exception = await lockFor(ctx, tx, ExceptionCase, exceptionId, "change");
    exception.state = await advance(ctx, tx, exceptionLifecycle, exception, exception.state, "acknowledge");
    requireVersion(exception, version);
    exception.acknowledgedAt = tx.now;
    exception.acknowledgedUntil = await addBusinessMinutes(tx, tx.now, ACKNOWLEDGED_FOR);
    tx.save(exception);
    record(tx, "exception.acknowledged", exception);
    return exception;
  });
