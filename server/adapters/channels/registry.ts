import { ChannelKind } from "../../../entities/enums.js";
import type { Config } from "../../config.js";
import type { ChannelFor, MessageChannel } from "../../ports/MessageChannel.js";
import { recordingChannel } from "./recording.js";
import { slackChannel } from "./slack.js";
import { unavailableChannel } from "./unavailable.js";

type ChannelConfig = Pick<Config, "environment" | "slack">;

/** Real channels: one line each, made when its keys are set. */
const REAL: Partial<Record<ChannelKind, (config: ChannelConfig) => MessageChannel>> = {
  [ChannelKind.RECORDING]: () => recordingChannel,
  [ChannelKind.SLACK]: ({ slack }) => (slack ? slackChannel(slack) : unavailableChannel(ChannelKind.SLACK, "Slack is not configured: SLACK_BOT_TOKEN is not set.")),
};

/**
 * Chooses the channel of each kind. Outside production every kind is the built-in outbox, whatever keys are set: demo and
 * staging cannot reach the outside world.
 */
export function createChannels(config: ChannelConfig): ChannelFor {
  if (config.environment !== "production") return () => recordingChannel;
  const channels = new Map(Object.values(ChannelKind).map((kind) => [
    kind,
    REAL[kind]?.(config) ?? unavailableChannel(kind, `Messages by ${kind} are not configured: this version has no channel for them.`),
  ]));
  return (kind) => channels.get(kind)!;
}
