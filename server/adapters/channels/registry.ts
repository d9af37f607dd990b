import { ChannelKind } from "../../../entities/enums.js";
import type { Config } from "../../config.js";
import { CHANNEL_KINDS } from "../../ports/channelKinds.js";
import type { Webhook, Webhooks } from "../../ports/Webhook.js";
import type { ChannelFor, MessageChannel } from "../../ports/MessageChannel.js";
import { CHANNELS } from "./index.js";
import { recordingChannel } from "./recording/channel.js";
import { unavailableChannel } from "./unavailable.js";

type ChannelConfig = Pick<Config, "environment" | "channels">;

/**
 * Chooses the channel of each kind. Outside production every kind is the built-in outbox, whatever keys are set: demo and
 * staging cannot reach the outside world.
 */
export async function createChannels({ environment, channels: settings }: ChannelConfig): Promise<ChannelFor> {
  if (environment !== "production") return () => recordingChannel;
  const channels = new Map(await Promise.all(Object.values(ChannelKind).map(async (kind) => [kind, await makeChannel(kind, settings[kind] ?? {})] as const)));
  return (kind) => channels.get(kind)!;
}

/** Makes the webhooks whose secret is set, in every environment: what comes in sends nothing. */
export function createWebhooks({ channels: settings }: Pick<Config, "channels">): Webhooks {
  return new Map(CHANNELS.flatMap(({ kind, webhook }): [string, Webhook][] => {
    const secret = webhook && settings[kind]?.[webhook.secret];
    const made = typeof secret === "string" ? webhook!.make(secret) : undefined;
    return made ? [[made.source, made]] : [];
  }));
}

async function makeChannel(kind: ChannelKind, settings: Record<string, unknown>): Promise<MessageChannel> {
  const declared = CHANNELS.find((channel) => channel.kind === kind);
  if (!declared) return unavailableChannel(kind, `Messages by ${kind} are not configured: this version has no channel for them.`);
  const missing = declared.mandatory.filter((name) => settings[name] === undefined);
  if (missing.length) return unavailableChannel(kind, `${CHANNEL_KINDS[kind].name} is not configured: ${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} not set.`);
  return declared.make(settings);
}
