import { ChannelKind } from "../../../entities/enums.js";
import type { Config } from "../../config.js";
import type { ChannelFor, MessageChannel } from "../../ports/MessageChannel.js";
import { recordingChannel } from "./recording.js";
import { unavailableChannel } from "./unavailable.js";

type ChannelConfig = Pick<Config, "environment" | "slack">;

/** Real channels: one line each, its library loaded and made when its keys are set. */
const REAL: Partial<Record<ChannelKind, (config: ChannelConfig) => Promise<MessageChannel>>> = {
  [ChannelKind.RECORDING]: async () => recordingChannel,
  [ChannelKind.SLACK]: async ({ slack }) => (slack ? (await import("./slack.js")).slackChannel(slack) : unavailableChannel(ChannelKind.SLACK, "Slack is not configured: SLACK_BOT_TOKEN is not set.")),
};

/**
 * Chooses the channel of each kind. Outside production every kind is the built-in outbox, whatever keys are set: demo and
 * staging cannot reach the outside world.
 */
export async function createChannels(config: ChannelConfig): Promise<ChannelFor> {
  if (config.environment !== "production") return () => recordingChannel;
  const channels = new Map(await Promise.all(Object.values(ChannelKind).map(async (kind) => [
    kind,
    await REAL[kind]?.(config) ?? unavailableChannel(kind, `Messages by ${kind} are not configured: this version has no channel for them.`),
  ] as const)));
  return (kind) => channels.get(kind)!;
}
