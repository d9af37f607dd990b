import type { Context } from "../../context.js";
import { type PostResult, wordingOf } from "../../ports/MessageChannel.js";
import type { Claim } from "./claimMessage.js";

/** Beyond the channel's own time-out, so that the channel can still say what it knows. */
export const CALL_TIMEOUT_MS = 20_000;
const GRACE_MS = 1_000;

/** The one place where words leave the product. Whatever happens in there, it answers with one of the four ends of a call. */
export async function callChannel(ctx: Context, { channel, outgoing }: Claim, timeoutMs = CALL_TIMEOUT_MS): Promise<PostResult> {
  const { environment } = ctx.services;
  if (channel.external && environment !== "production") return { outcome: "refused", reason: `The ${environment} environment reaches nobody outside.` };
  const length = wordingOf(channel, outgoing).length;
  if (length > channel.limits.characters) {
    return { outcome: "refused", reason: `The message has ${length} characters; ${channel.kind} takes ${channel.limits.characters}.` };
  }
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<PostResult>((resolve) => {
    timer = setTimeout(() => resolve({ outcome: "unknown", reason: "The channel did not answer in time." }), timeoutMs + GRACE_MS);
  });
  try {
    return await Promise.race([channel.post(outgoing, AbortSignal.timeout(timeoutMs)), silence]);
  } catch (error) {
    ctx.services.log.error({ error: String(error), channel: channel.kind }, "a channel threw instead of answering");
    return { outcome: "unknown", reason: "The channel broke off without an answer." };
  } finally {
    clearTimeout(timer);
  }
}
