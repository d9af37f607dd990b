import { Channel } from "../../../entities/Channel.js";
import { DraftRevision } from "../../../entities/DraftRevision.js";
import { OutboundStatus } from "../../../entities/enums.js";
import { OutboundMessage } from "../../../entities/OutboundMessage.js";
import type { Context } from "../../context.js";
import type { ChannelFor, ExternalReference } from "../../ports/MessageChannel.js";
import { outgoingOf } from "./claimMessage.js";
import { storeResult } from "./storeResult.js";

const AT_ONCE = 100;
const LOOKUP_TIMEOUT_MS = 20_000;
/** A provider may show a message late, so a fresh unknown is looked up again for a while before it is left to a person alone. */
const LOOK_AGAIN_MINUTES = 15;

/**
 * Takes care of messages whose process died while sending, and of fresh unknowns: what the channel can find is settled as
 * sent with its reference, everything else is unknown and waits for a person. Nothing is ever posted again from here.
 */
export async function recoverInterrupted(ctx: Context, channelFor: ChannelFor): Promise<number> {
  const now = ctx.now();
  const { rows } = await ctx.services.pool.query<{ id: string }>(
    `SELECT id FROM outbound_messages
     WHERE (status = 'sending' AND claimed_until <= $1) OR (status = 'unknown' AND updated_at > $2)
     ORDER BY id LIMIT $3`,
    [now, new Date(now.getTime() - LOOK_AGAIN_MINUTES * 60_000), AT_ONCE],
  );
  for (const { id } of rows) await recover(ctx, channelFor, id);
  return rows.length;
}

async function recover(ctx: Context, channelFor: ChannelFor, id: string): Promise<void> {
  const { manager } = ctx.services.database;
  const message = await manager.findOneByOrFail(OutboundMessage, { id });
  const { found, why } = await lookUp(ctx, channelFor, message);
  if (found) return storeResult(ctx, id, { outcome: "accepted", reference: found }, { foundByLookup: true });
  if (message.status === OutboundStatus.SENDING) return storeResult(ctx, id, { outcome: "unknown", reason: `The sender stopped before the answer came; ${why}.` });
}

async function lookUp(ctx: Context, channelFor: ChannelFor, message: OutboundMessage): Promise<{ found?: ExternalReference; why?: string }> {
  const { manager } = ctx.services.database;
  const revision = await manager.findOneByOrFail(DraftRevision, { id: message.revisionId });
  const { kind } = await manager.findOneByOrFail(Channel, { id: message.channelId });
  const channel = channelFor(kind);
  if (!channel.find || channel.kind !== message.adapter) return { why: "the channel can't be asked" };
  try {
    const found = await channel.find(outgoingOf(message, revision), message.sendingAt!, AbortSignal.timeout(LOOKUP_TIMEOUT_MS));
    return found ? { found } : { why: "the channel does not show it" };
  } catch (error) {
    ctx.services.log.warn({ error: String(error), message: message.id }, "a lookup failed");
    return { why: "the channel could not be asked" };
  }
}
