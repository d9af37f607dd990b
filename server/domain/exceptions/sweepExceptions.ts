import { ExceptionState } from "../../../entities/enums.js";
import { ExceptionCase } from "../../../entities/ExceptionCase.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import { exceptionLifecycle } from "../../records/exceptionCase.lifecycle.js";

const CLOSED_AFTER_DAYS = 14;
/** Cases a sweep takes at once, so that it holds few rows for a short time; the next one takes the rest. */
const BATCH = 500;

/** Opens again what somebody acknowledged and nobody took up in time. Returns how many. */
export const timeOutAcknowledgements = (ctx: Context): Promise<number> =>
  ctx.transaction(async (tx) => {
    const due = await casesWhere(tx, `state = '${ExceptionState.ACKNOWLEDGED}' AND acknowledged_until <= $1`, tx.now);
    for (const exception of due) {
      exception.state = exceptionLifecycle.after(exception.state, "timeOut");
      Object.assign(exception, { acknowledgedAt: null, acknowledgedUntil: null });
      tx.save(exception);
      record(tx, "exception.acknowledgementTimedOut", exception);
    }
    return due.length;
  });

/** Closes what has stayed resolved for two weeks. Returns how many. */
export const closeResolved = (ctx: Context): Promise<number> =>
  ctx.transaction(async (tx) => {
    const due = await casesWhere(tx, `state = '${ExceptionState.RESOLVED}' AND resolved_at <= $1`, new Date(tx.now.getTime() - CLOSED_AFTER_DAYS * 86_400_000));
    for (const exception of due) {
      exception.state = exceptionLifecycle.after(exception.state, "close");
      exception.closedAt = tx.now;
      tx.save(exception);
      record(tx, "exception.closed", exception);
    }
    return due.length;
  });

/** Locks what a sweep is about; what another transaction holds right now is left to the next sweep. */
async function casesWhere(tx: Tx, condition: string, at: Date): Promise<ExceptionCase[]> {
  const rows = await tx.query<{ id: string }>(`SELECT id FROM exceptions WHERE ${condition} ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`, [at]);
  return tx.lockAll(ExceptionCase, rows.map((row) => row.id));
}
