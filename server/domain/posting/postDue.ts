import { OutboundMessage } from "../../../entities/OutboundMessage.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import type { ChannelFor } from "../../ports/MessageChannel.js";
import { ClaimError, claimMessage } from "./claimMessage.js";
import { post, type PostOptions } from "./postMessage.js";

const HOLD_MINUTES = 10;
const DEADLOCK = "40P01";

export interface PostDueOptions extends PostOptions {
  /** At most so many messages in this pass. */
  limit?: number;
  /** So many calls at a time, so that one slow channel does not hold up the others. */
  lanes?: number;
  /** Stops taking messages; those on their way are finished. */
  signal?: AbortSignal;
}

/**
 * Posts what is due. Any number of workers may do so at once: each message is claimed by one. Answers how many were taken
 * and when the next waits to be tried, for the alarm clock.
 */
export async function postDue(ctx: Context, channelFor: ChannelFor, { limit = 500, lanes = 4, signal, ...options }: PostDueOptions = {}): Promise<{ taken: number; nextDueAt: Date | null }> {
  let taken = 0;
  const lane = async () => {
    while (taken < limit && !signal?.aborted) {
      taken += 1;
      const claim = await claimMessage(ctx, channelFor).catch((error) => holdBack(ctx, error));
      if (!claim) return void (taken -= 1);
      if (typeof claim === "object") await post(ctx, claim, options);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane));
  const failure = ends.find((end) => end.status === "rejected");
  if (failure) throw failure.reason;
  return { taken, nextDueAt: await nextDueAt(ctx) };
}

/** A message that can't even be checked steps aside for a while, with its reason, instead of blocking the queue behind it. */
async function holdBack(ctx: Context, error: unknown): Promise<"held"> {
  if (!(error instanceof ClaimError)) throw error;
  if ((error.cause as { code?: string }).code === DEADLOCK) return "held";
  ctx.services.log.error({ message: error.messageId, error: String(error.cause) }, "a message could not be claimed");
  await ctx.transaction(async (tx) => {
    const message = await tx.lock(OutboundMessage, error.messageId);
    Object.assign(message, { nextAttemptAt: new Date(tx.now.getTime() + HOLD_MINUTES * 60_000), failureReason: "It could not be checked before sending; the log says why." });
    tx.save(message);
    record(tx, "message.held", message);
  });
  return "held";
}

/** When the earliest waiting message may be tried; null when none waits. A channel waits for its last retry. */
export async function nextDueAt(ctx: Context): Promise<Date | null> {
  const { rows } = await ctx.services.pool.query<{ at: Date | null }>(
    `SELECT min(at) AS at FROM (
       SELECT GREATEST(min(COALESCE(next_attempt_at, queued_at)), max(next_attempt_at) FILTER (WHERE status = 'retrying')) AS at
       FROM outbound_messages WHERE status IN ('queued', 'retrying') GROUP BY channel_id) channels`);
  return rows[0]!.at;
}
