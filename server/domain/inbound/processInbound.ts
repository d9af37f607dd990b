import { InboundEventState } from "../../../entities/enums.js";
import { InboundEvent } from "../../../entities/InboundEvent.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import { UnreadableEvent, type Webhooks } from "../../ports/Webhook.js";
import { nextAttemptAt } from "../posting/retrySchedule.js";

interface Claim { id: string; source: string; attempts: number; headers: Record<string, string>; body: Buffer }

/**
 * Processes what is due, oldest first. Any number of workers may do so at once. A try is counted before it begins, so that an
 * event that ends the process is not tried for ever; what was interrupted is due again by its schedule.
 * @returns how many were tried
 */
export async function processInbound(ctx: Context, webhooks: Webhooks, limit = 500): Promise<number> {
  for (let tried = 0; tried < limit; tried++) {
    const claim = await claimInbound(ctx);
    if (!claim) return tried;
    await tryOnce(ctx, webhooks, claim);
  }
  return limit;
}

/** Takes the event that is due for longest, and sets when it is due again should this try not end. */
export async function claimInbound(ctx: Context): Promise<Claim | undefined> {
  return ctx.transaction(async (tx) => {
    const [due] = await tx.query<Claim>(
      `SELECT id, source, attempts, headers, body FROM inbound_events WHERE state = 'pending' AND next_attempt_at <= $1
       ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`, [tx.now]);
    if (!due) return undefined;
    const attempts = due.attempts + 1;
    await tx.query(`UPDATE inbound_events SET attempts = $2, next_attempt_at = $3, version = version + 1, updated_at = $4 WHERE id = $1`,
      [due.id, attempts, nextAttemptAt(attempts, tx.now) ?? tx.now, tx.now]);
    return { ...due, attempts };
  });
}

async function tryOnce(ctx: Context, webhooks: Webhooks, claim: Claim): Promise<void> {
  const { id, source, attempts } = claim;
  const webhook = webhooks.get(source);
  const isLast = nextAttemptAt(attempts, ctx.now()) === null;
  if (!webhook) return settle(ctx, claim, `No secret is set for "${source}" any more, so it is not processed.`, isLast);
  try {
    const { ignored } = await webhook.process(claim);
    await ctx.transaction((tx) => tx.query(
      `UPDATE inbound_events SET state = 'done', outcome = $3, last_error = NULL, processed_at = $4, next_attempt_at = NULL, version = version + 1, updated_at = $4
       WHERE id = $1 AND attempts = $2 AND state = 'pending'`, [id, attempts, ignored, ctx.now()]));
  } catch (error) {
    if (error instanceof UnreadableEvent) return settle(ctx, claim, error.message, true);
    // its message may quote the event, which no log may hold
    ctx.services.log.error({ event: id, source, attempts, error: (error as Error)?.name, at: placesIn(error) }, "an inbound event could not be processed");
    await settle(ctx, claim, "It could not be processed; the log says where.", isLast);
  }
}

/** Notes why a try failed; after the last one the event waits for a person. Another worker's later try is left alone. */
const settle = (ctx: Context, { id, attempts }: Claim, reason: string, dead: boolean): Promise<void> =>
  ctx.transaction(async (tx) => {
    const event = await tx.lock(InboundEvent, id);
    if (event.state !== InboundEventState.PENDING || event.attempts !== attempts) return;
    if (!dead) {
      await tx.query(`UPDATE inbound_events SET last_error = $2, version = version + 1, updated_at = $3 WHERE id = $1`, [id, reason, tx.now]);
      return;
    }
    Object.assign(event, { state: InboundEventState.DEAD, lastError: reason, nextAttemptAt: null });
    tx.save(event);
    record(tx, "inboundEvent.died", event);
  });

/** Where an error came from, without its message. */
const placesIn = (error: unknown): string[] => ((error as Error)?.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)).slice(0, 5).map((line) => line.trim());
