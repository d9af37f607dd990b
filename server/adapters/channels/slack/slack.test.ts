import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { randomUUID } from "node:crypto";
import { startSlackServer, type SlackFault, type SlackServer } from "../../../testing/slackServer.js";
import { type OutgoingMessage, wordingOf } from "../../../ports/MessageChannel.js";
import { slackChannel } from "./channel.js";

let slack: SlackServer;
beforeAll(async () => void (slack = await startSlackServer()));
beforeEach(() => slack.reset());
afterAll(() => slack.close());

const channel = (settings = {}) => slackChannel({ token: slack.token, apiUrl: slack.url, timeoutMs: 10_000, ...settings });
const message = (values: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  recipient: "C0EXCEPTIONS", subject: null, text: "A line.", threadId: null, idempotencyKey: randomUUID(), ...values,
});
const post = (values: Partial<OutgoingMessage> = {}, settings = {}) => channel(settings).post(message(values), AbortSignal.timeout(15_000));

test("a message is as long as Slack counts it, its signs written out", () => {
  expect(wordingOf(channel(), message({ subject: "A & B", text: "<&>" }))).toBe("A &amp; B\n\n&lt;&amp;&gt;");
});

test("a message carries our id, no unfurling and no mark-up", async () => {
  const sent = message({ text: "*not bold* <@U1>" });
  await channel().post(sent, AbortSignal.timeout(15_000));
  expect(slack.posts).toEqual([expect.objectContaining({ id: sent.idempotencyKey, raw: "*not bold* &lt;@U1&gt;" })]);
});

test.each<[string, SlackFault, object]>([
  ["a limit with a time", { kind: "rateLimit", retryAfter: 12 }, { outcome: "notSent", retryAfterSeconds: 12 }],
  ["a limit without a time", { kind: "rateLimit" }, { outcome: "notSent", retryAfterSeconds: 30 }],
  ["a limit told in the body", { kind: "refuse", error: "ratelimited" }, { outcome: "notSent" }],
  ["a refusal", { kind: "refuse", error: "channel_not_found" }, { outcome: "refused", reason: "Slack refused: channel not found." }],
  ["an error after which part may have happened", { kind: "refuse", error: "internal_error" }, { outcome: "unknown" }],
  ["a page instead of JSON", { kind: "garbage", accept: true }, { outcome: "unknown" }],
  ["a bad gateway", { kind: "status", status: 502, accept: true }, { outcome: "unknown" }],
])("%s is judged", async (_name, fault, result) => {
  slack.fail(fault);
  expect(await post()).toMatchObject(result);
  expect(slack.calls["chat.postMessage"]).toBe(1);
});

test("a wrong token is a refusal, and check says so", async () => {
  expect(await post({}, { token: "xoxb-stolen" })).toMatchObject({ outcome: "refused", reason: "Slack refused: invalid auth." });
  await expect(channel({ token: "xoxb-stolen" }).check(AbortSignal.timeout(15_000))).rejects.toThrow("invalid_auth");
});

test("a call cancelled before it begins sends nothing; one cancelled on its way is unknown", async () => {
  expect(await channel().post(message(), AbortSignal.abort())).toMatchObject({ outcome: "notSent" });
  expect(slack.calls).toEqual({});
  slack.fail({ kind: "hang", accept: true });
  expect(await channel().post(message(), AbortSignal.timeout(500))).toMatchObject({ outcome: "unknown" });
});

test("a link that can't be had does not unsay an accepted message", async () => {
  slack.fail({ kind: "refuse", error: "message_not_found" }, { method: "chat.getPermalink" });
  expect(await post()).toMatchObject({ outcome: "accepted", reference: { link: null } });
});

test("a message posted to a name is found over several pages, however many were posted since", async () => {
  const since = new Date();
  const sent = message({ recipient: "#wholesale-exceptions" });
  await channel().post(sent, AbortSignal.timeout(15_000));
  for (let i = 0; i < 250; i++) slack.posts.push({ channel: "C0EXCEPTIONS", ts: `${Date.now() / 1_000 + i}`, raw: "noise", text: "noise" });
  expect(await channel().find!(sent, since, AbortSignal.timeout(15_000))).toMatchObject({ channel: "C0EXCEPTIONS", messageId: slack.posts[0]!.ts });
  expect(slack.calls["conversations.history"]).toBe(2);
});

test("a lookup that fails throws instead of claiming that nothing was posted", async () => {
  slack.fail({ kind: "status", status: 503 }, { method: "conversations.history" });
  await expect(channel().find!(message(), new Date(), AbortSignal.timeout(15_000))).rejects.toThrow();
});
