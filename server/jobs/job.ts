import type { Context, Services } from "../context.js";
import type { ChannelFor } from "../ports/MessageChannel.js";
import type { Webhooks } from "../ports/Webhook.js";
import type { Scheduler } from "../ports/Scheduler.js";

/** What a job has at hand: it acts as the system, through the same verbs as everybody. */
export interface JobKit {
  ctx: Context;
  services: Services;
  scheduler: Scheduler;
  channelFor: ChannelFor;
  webhooks: Webhooks;
}
