import { describe, expect, test } from "@jest/globals";
import type { ChannelFor, MessageChannel } from "../../ports/MessageChannel.js";
import { postingSuite, START } from "../../testing/postingSuite.js";
import { nextDueAt, postDue } from "./postDue.js";
import { postMessage } from "./postMessage.js";
import { storeResult } from "./storeResult.js";

const suite = postingSuite("production");

describe("a message that may go", () => {
  test("is posted once, word for word, and moves its draft and task on", async () => {
    const given = await suite.desk.given();
    expect(await postDue(suite.ctx, suite.slackHere)).toEqual({ taken: 1, nextDueAt: null });
    expect(await postDue(suite.ctx, suite.slackHere)).toEqual({ taken: 0, nextDueAt: null });

    expect(suite.slack.texts).toEqual(["INV-2026-0042 over EUR 84,200.00 is overdue."]);
    const [post] = suite.slack.posts;
    const sent = await suite.message(given.messageIds[0]);
    expect(sent).toMatchObject({
      status: "sent", adapter: "slack", attempts: 1, sent_at: START, claimed_until: null, failure_reason: null,
      external_channel: "C0EXCEPTIONS", external_message_id: post!.ts, external_thread_id: post!.ts, external_link: expect.stringContaining("https://tower.slack.com/archives/"),
    });
    expect(post!.id).toBe(sent.idempotency_key);
    expect(await suite.draft(given.draftId)).toMatchObject({ state: "executed", state_reason: null });
    expect(await suite.task(given.taskId)).toMatchObject({ status: "awaiting_response", response_state: "awaiting", last_channel_message_id: post!.ts, attempts: 1 });
    expect((await suite.task(given.taskId)).next_check_at).toEqual(new Date(START.getTime() + 1_440 * 60_000));
    expect(await suite.desk.trail(given.draftId)).toEqual(["draft.executing", "message.sending", "message.sent", "draft.executed", "task.updated"]);
    expect((await suite.desk.owner.query(`SELECT status FROM delivery_events WHERE outbound_message_id = $1`, [sent.id])).rows).toEqual([{ status: "sent" }]);
  });

  test("stands as sending, committed, while the channel is called", async () => {
    const given = await suite.desk.given();
    let seen: object | undefined;
    const watching: MessageChannel = { ...suite.slackHere(), post: async (...call) => {
      seen = await suite.message(given.messageIds[0]);
      return suite.slackHere().post(...call);
    } };
    await postMessage(suite.ctx, () => watching, given.messageIds[0]!);
    expect(seen).toMatchObject({ status: "sending", attempts: 1, sending_at: START });
  });

  test("follows its task's first message into the thread", async () => {
    const first = await suite.desk.given({ body: "The first." });
    await postDue(suite.ctx, suite.slackHere);
    const elsewhere = await suite.desk.given({ body: "Another place.", taskId: first.taskId, channelCode: "slack:#logistics-desk" });
    const second = await suite.desk.given({ body: "The second.", taskId: first.taskId });
    const other = await suite.desk.given({ body: "Another task." });
    await postDue(suite.ctx, suite.slackHere);
    const root = suite.slack.posts[0]!.ts;
    const threads = Object.fromEntries(suite.slack.posts.map(({ text, threadTs }) => [text, threadTs]));
    expect(threads).toEqual({ "The first.": undefined, "Another place.": undefined, "The second.": root, "Another task.": undefined });
    expect(await suite.message(second.messageIds[0])).toMatchObject({ external_thread_id: root });
    for (const { draftId } of [elsewhere, other]) expect(await suite.draft(draftId)).toMatchObject({ state: "executed" });
  });

  test("with several recipients the draft ends when the last one has", async () => {
    const given = await suite.desk.given({ recipients: ["C0EXCEPTIONS", "C0NOWHERE"] });
    await postMessage(suite.ctx, suite.slackHere, given.messageIds[0]!);
    expect(await suite.draft(given.draftId)).toMatchObject({ state: "executing" });
    expect(await suite.task(given.taskId)).toMatchObject({ status: "approved" });
    await postMessage(suite.ctx, suite.slackHere, given.messageIds[1]!);
    expect(await suite.draft(given.draftId)).toMatchObject({ state: "executed", state_reason: "1 of 2 recipients not reached: Slack refused: channel not found." });
    expect(await suite.task(given.taskId)).toMatchObject({ status: "awaiting_response", attempts: 1 });
  });
});

describe("a call that did not end well", () => {
  test("a refusal fails the message with the provider's words", async () => {
    const given = await suite.desk.given();
    suite.slack.fail({ kind: "refuse", error: "is_archived" });
    await postDue(suite.ctx, suite.slackHere);
    expect(await suite.message(given.messageIds[0])).toMatchObject({ status: "failed", failure_reason: "Slack refused: is archived." });
    expect(await suite.draft(given.draftId)).toMatchObject({ state: "failed", state_reason: "Slack refused: is archived." });
    expect(await suite.task(given.taskId)).toMatchObject({ status: "drafting", last_channel_message_id: null });
    expect(await suite.desk.trail(given.draftId)).toEqual(["draft.executing", "message.sending", "message.failed", "draft.failed", "task.updated"]);
  });

  test("a limit is obeyed to the second, by the whole channel, and is no failure", async () => {
    const given = await suite.desk.given();
    suite.slack.fail({ kind: "rateLimit", retryAfter: 40 });
    const { nextDueAt: next } = await postDue(suite.ctx, suite.slackHere);
    expect(next).toEqual(new Date(START.getTime() + 40_000));
    expect(await suite.message(given.messageIds[0])).toMatchObject({ status: "retrying", attempts: 1, failure_reason: "Slack asked to slow down." });
    const behind = await suite.desk.given({ body: "Behind." });
    suite.clock.set(new Date(START.getTime() + 39_000));
    expect(await postDue(suite.ctx, suite.slackHere)).toEqual({ taken: 0, nextDueAt: next });
    suite.clock.set(next!);
    await postDue(suite.ctx, suite.slackHere);
    expect(suite.slack.posts).toHaveLength(2);
    expect(await suite.message(given.messageIds[0])).toMatchObject({ status: "sent", attempts: 2 });
    expect(await suite.message(behind.messageIds[0])).toMatchObject({ status: "sent", attempts: 1 });
  });

  test("what never left is tried on a schedule and given up in the end", async () => {
    const given = await suite.desk.given();
    const nobody: ChannelFor = () => ({ ...suite.slackHere(), post: async () => ({ outcome: "notSent", reason: "Nobody answers." }) });
    for (let next: Date | null = START; next; next = await nextDueAt(suite.ctx)) {
      suite.clock.set(next);
      await postDue(suite.ctx, nobody);
    }
    expect(await suite.message(given.messageIds[0])).toMatchObject({ status: "failed", attempts: 12, failure_reason: "Nobody answers. Given up after 12 attempts." });
    expect(await suite.draft(given.draftId)).toMatchObject({ state: "failed" });
    expect((await suite.desk.trail(given.draftId)).filter((type) => type === "message.retrying")).toHaveLength(11);
  });

  test.each([
    ["a time-out", { kind: "hang", accept: true }],
    ["a cut connection", { kind: "drop", accept: true }],
    ["a server error", { kind: "status", status: 500 }],
  ] as const)("%s is unknown and is never tried again", async (_name, fault) => {
    const given = await suite.desk.given();
    suite.slack.fail(fault);
    await postDue(suite.ctx, suite.hastySlack);
    suite.clock.advance({ hours: 2 });
    expect(await postDue(suite.ctx, suite.slackHere)).toEqual({ taken: 0, nextDueAt: null });
    expect(suite.slack.calls["chat.postMessage"]).toBe(1);
    expect(await suite.message(given.messageIds[0])).toMatchObject({ status: "unknown", claimed_until: null, failure_reason: expect.stringContaining("Slack") });
    expect(await suite.draft(given.draftId)).toMatchObject({ state: "executing" });
    expect(await suite.task(given.taskId)).toMatchObject({ status: "approved" });
    expect((await suite.desk.trail(given.draftId)).at(-1)).toBe("message.unknown");
  });

  test("a channel that hangs or throws is unknown too", async () => {
    const [hanging, throwing] = [await suite.desk.given(), await suite.desk.given()];
    const broken = (post: MessageChannel["post"]): ChannelFor => () => ({ ...suite.slackHere(), post });
    await postMessage(suite.ctx, broken(() => new Promise(() => {})), hanging.messageIds[0]!, { timeoutMs: 50 });
    await postMessage(suite.ctx, broken(() => Promise.reject(new Error("a bug"))), throwing.messageIds[0]!);
    expect(await suite.message(hanging.messageIds[0])).toMatchObject({ status: "unknown", failure_reason: "The channel did not answer in time." });
    expect(await suite.message(throwing.messageIds[0])).toMatchObject({ status: "unknown", failure_reason: "The channel broke off without an answer." });
  });

  test("an answer that comes late settles what already counted as lost; storing it twice changes nothing", async () => {
    const given = await suite.desk.given();
    suite.slack.fail({ kind: "hang" });
    await postDue(suite.ctx, suite.hastySlack);
    const reference = { channel: "C0EXCEPTIONS", messageId: "1.1", threadId: "1.1", link: null };
    await storeResult(suite.ctx, given.messageIds[0]!, { outcome: "accepted", reference });
    await storeResult(suite.ctx, given.messageIds[0]!, { outcome: "accepted", reference });
    await storeResult(suite.ctx, given.messageIds[0]!, { outcome: "refused", reason: "No." });
    expect(await suite.message(given.messageIds[0])).toMatchObject({ status: "sent", external_message_id: "1.1", failure_reason: null });
    expect((await suite.desk.trail(given.draftId)).filter((type) => type === "message.sent")).toHaveLength(1);
  });
});
