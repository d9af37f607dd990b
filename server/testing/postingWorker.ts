/**
 * A worker in a process of its own, for the tests that kill one: approves what it is told to, recovers, posts, and tells
 * what it did. DIE_AT names the moment at which it kills itself the hard way.
 */
import { slackChannel } from "../adapters/channels/slack/channel.js";
import { recordingChannel } from "../adapters/channels/recording/channel.js";
import { approveDraft } from "../domain/drafts/approveDraft.js";
import { postDue } from "../domain/posting/postDue.js";
import { recoverInterrupted } from "../domain/posting/recoverInterrupted.js";
import type { MessageChannel } from "../ports/MessageChannel.js";
import { postingServices } from "./postingDesk.js";

const { DATABASE_URL, SLACK_URL, SLACK_TOKEN, DIE_AT, APPROVE, SECONDS_AHEAD = "0" } = process.env;

const die = () => {
  process.kill(process.pid, "SIGKILL");
  return new Promise<never>(() => {});
};

const channel = SLACK_URL ? slackChannel({ token: SLACK_TOKEN!, apiUrl: SLACK_URL }) : recordingChannel;
const fragile: MessageChannel = {
  ...channel,
  async post(message, signal) {
    if (DIE_AT === "sending") await die();
    const result = await channel.post(message, signal);
    if (DIE_AT === "accepted") await die();
    return result;
  },
};

const clock = { now: () => new Date(Date.now() + Number(SECONDS_AHEAD) * 1_000) };
const { ctx, stop } = await postingServices(DATABASE_URL!, clock, "production");
if (APPROVE) {
  const { actor, ...input } = JSON.parse(APPROVE);
  await approveDraft(ctx.as(actor, "graphql"), input);
  if (DIE_AT === "approved") await die();
}
const recovered = await recoverInterrupted(ctx, () => fragile);
const { taken } = await postDue(ctx, () => fragile);
console.log(JSON.stringify({ recovered, taken }));
await stop();
