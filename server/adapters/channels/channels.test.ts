import { describe, expect, test } from "@jest/globals";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadConfig } from "../../config.js";
import { CHANNEL_KINDS } from "../../ports/channelKinds.js";
import { type ChannelBench, describeChannel } from "../../testing/channelContract.js";
import { CHANNELS } from "./index.js";

const HERE = dirname(fileURLToPath(import.meta.url));
const folders = readdirSync(HERE, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

test("every folder stands in the list once, under the name of its kind", () => {
  expect(CHANNELS.map(({ kind }) => kind as string).sort()).toEqual(folders.sort());
});

for (const declared of CHANNELS) {
  const { openBench } = (await import(join(HERE, declared.kind, "testBench.ts"))) as { openBench: () => Promise<ChannelBench> };
  describeChannel(declared, openBench);

  describe(`the declaration of ${declared.kind}`, () => {
    test("has the audience of its kind and a limit", () => {
      expect(declared.audience).toBe(CHANNEL_KINDS[declared.kind].audience);
      expect(declared.limits.characters).toBeGreaterThan(0);
    });

    test("needs no setting for the product to start, and names each mandatory one", () => {
      expect(declared.settings.safeParse({}).success).toBe(true);
      expect(Object.keys(declared.settings.shape)).toEqual(expect.arrayContaining(declared.mandatory));
    });
  });
}

test("settings of a channel are refused with all others, by name and with the fix, and never told", () => {
  const wrong = { PORT: "-1", SLACK_API_URL: "slack.example.org", SLACK_SIGNING_SECRET: "s3cr3t" };
  const message = (() => {
    try {
      return String(loadConfig(wrong));
    } catch (error) {
      return (error as Error).message;
    }
  })();
  expect(message).toContain("  PORT ");
  expect(message).toContain("  SLACK_API_URL must start with http:// or https://\n");
  expect(message).toContain("  SLACK_SIGNING_SECRET is too short: copy the Signing Secret");
  expect(message).not.toContain("s3cr3t");
});

test("settings of a channel come out under its kind; an empty one is not set", () => {
  expect(loadConfig({ SLACK_BOT_TOKEN: "xoxb-key", SLACK_API_URL: "" }).channels).toMatchObject({ slack: { SLACK_BOT_TOKEN: "xoxb-key" }, recording: {} });
  expect(loadConfig({ SLACK_API_URL: "" }).channels.slack!.SLACK_API_URL).toBeUndefined();
});
