import { expect, test } from "@jest/globals";
import { ChannelKind } from "../../../entities/enums.js";
import { createChannels } from "./registry.js";

const channels = { slack: { SLACK_BOT_TOKEN: "xoxb-real-looking", SLACK_API_URL: "https://slack.example.org/api/" } };
const message = { recipient: "C0EXCEPTIONS", subject: null, text: "A line.", threadId: null, idempotencyKey: "0f0c4d5e" };

test.each(["demo", "staging"] as const)("%s reaches nobody, whatever keys are set", async (environment) => {
  const channelFor = await createChannels({ environment, channels });
  for (const kind of Object.values(ChannelKind)) {
    expect(channelFor(kind)).toMatchObject({ kind: ChannelKind.RECORDING, external: false });
  }
});

test("production posts to Slack once it has a token", async () => {
  const channelFor = await createChannels({ environment: "production", channels });
  expect(channelFor(ChannelKind.SLACK)).toMatchObject({ kind: ChannelKind.SLACK, external: true });
});

test("production refuses what is not configured, and never records it silently", async () => {
  const channelFor = await createChannels({ environment: "production", channels: {} });
  const signal = AbortSignal.timeout(1_000);
  expect(await channelFor(ChannelKind.SLACK).post(message, signal)).toEqual({ outcome: "refused", reason: "Slack is not configured: SLACK_BOT_TOKEN is not set." });
  expect(await channelFor(ChannelKind.EMAIL).post(message, signal)).toMatchObject({ outcome: "refused", reason: expect.stringContaining("not configured") });
  await expect(channelFor(ChannelKind.SLACK).check(signal)).rejects.toThrow("SLACK_BOT_TOKEN");
  expect(await channelFor(ChannelKind.RECORDING).post(message, signal)).toMatchObject({ outcome: "accepted" });
});
