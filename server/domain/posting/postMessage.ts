import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "../../context.js";
import { DomainError } from "../errors.js";
import type { ChannelFor, PostResult } from "../../ports/MessageChannel.js";
import { callChannel } from "./callChannel.js";
import { claimMessage, type Claim } from "./claimMessage.js";
import { storeResult } from "./storeResult.js";

const STORE_WAITS_MS = [100, 400, 1_600, 6_400];

export interface PostOptions { timeoutMs?: number }

/** Posts one approved message if it is due and nobody else has it; what became of it stands on its row. */
export async function postMessage(ctx: Context, channelFor: ChannelFor, messageId: string, options: PostOptions = {}): Promise<PostResult | null> {
  const claim = await claimMessage(ctx, channelFor, messageId);
  return claim && claim !== "voided" ? post(ctx, claim, options) : null;
}

/** Calls the channel of a claimed message outside any transaction and stores how it ended. */
export async function post(ctx: Context, claim: Claim, { timeoutMs }: PostOptions): Promise<PostResult> {
  const result = await callChannel(ctx, claim, timeoutMs);
  await persist(() => storeResult(ctx, claim.messageId, result));
  return result;
}

/** An answer is dear: a database that stumbles for a moment must not turn it into an unknown. */
async function persist(store: () => Promise<void>): Promise<void> {
  for (const wait of STORE_WAITS_MS) {
    try {
      return await store();
    } catch (error) {
      if (error instanceof DomainError) throw error;
      await sleep(wait);
    }
  }
  return store();
}
