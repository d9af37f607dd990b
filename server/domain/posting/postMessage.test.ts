import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { slackChannel } from "../../adapters/channels/slack.js";
import { createChannels } from "../../adapters/channels/registry.js";
import type { Context } from "../../context.js";
import { FixedClock } from "../../ports/Clock.js";
import type { ChannelFor, MessageChannel } from "../../ports/MessageChannel.js";
import { openPostingDesk, postingServices, type PostingDesk } from "../../testing/postingDesk.js";
import { startSlackServer, type SlackServer } from "../../testing/slackServer.js";
import { createTestDatabase, type TestDatabase } from "../../testing/testDatabase.js";
import { nextDueAt, postDue } from "./postDue.js";
import { postMessage } from "./postMessage.js";
import { storeResult } from "./storeResult.js";

const START = new Date(Math.floor(Date.now() / 1_000) * 1_000);
let database: TestDatabase;
let desk: PostingDesk;
let slack: SlackServer;
let ctx: Context;
let stop: () => Promise<void>;
let clock: FixedClock;
let channelFor: ChannelFor;

beforeAll(async () => void (slack = await startSlackServer()));
afterAll(() => slack.close());

beforeEach(async () => {
  slack.reset();
  clock = new FixedClock(START);
  database = await createTestDatabase();
  desk = await openPostingDesk(database.migrationUrl, START);
  ({ ctx, stop } = await postingServices(database.url, clock, "production"));
  channelFor = () => slackChannel({ token: slack.token, apiUrl: slack.url, timeoutMs: 300 });
});

afterEach(async () => {
  await stop();
  await desk.close();
  await database.drop();
});

const message = (id: string) => desk.row("outbound_messages", id);
const draft = (id: string) => desk.row("drafts", id);
const task = (id: string) => desk.row("follow_up_tasks", id);

describe("a message that may go", () => {
  test("is posted once, word for word, and moves its draft and task on", async () => {
    const given = await desk.given();
    expect(await postDue(ctx, channelFor)).toEqual({ taken: 1, nextDueAt: null });
    expect(await postDue(ctx, channelFor)).toEqual({ taken: 0, nextDueAt: null });

    expect(slack.texts).toEqual(["INV-2026-0042 over EUR 84,200.00 is overdue."]);
    const [post] = slack.posts;
    const sent = await message(given.messageIds[0]!);
    expect(sent).toMatchObject({
      status: "sent", adapter: "slack", attempts: 1, sent_at: START, claimed_until: null, failure_reason: null,
      external_channel: "C0EXCEPTIONS", external_message_id: post!.ts, external_thread_id: post!.ts, external_link: expect.stringContaining("https://tower.slack.com/archives/"),
    });
    expect(post!.id).toBe(sent.idempotency_key);
    expect(await draft(given.draftId)).toMatchObject({ state: "executed", state_reason: null });
    expect(await task(given.taskId)).toMatchObject({ status: "awaiting_response", response_state: "awaiting", last_channel_message_id: post!.ts, attempts: 1 });
    expect((await task(given.taskId)).next_check_at).toEqual(new Date(START.getTime() + 1_440 * 60_000));
    expect(await desk.trail(given.draftId)).toEqual(["draft.executing", "message.sending", "message.sent", "draft.executed", "task.updated"]);
    expect((await desk.owner.query(`SELECT status FROM delivery_events WHERE outbound_message_id = $1`, [sent.id])).rows).toEqual([{ status: "sent" }]);
  });

  test("stands as sending, committed, while the channel is called", async () => {
    const given = await desk.given();
    let seen: object | undefined;
    const watching: MessageChannel = { ...channelFor("slack" as never), post: async (...call) => {
      seen = await message(given.messageIds[0]!);
      return channelFor("slack" as never).post(...call);
    } };
    await postMessage(ctx, () => watching, given.messageIds[0]!);
    expect(seen).toMatchObject({ status: "sending", attempts: 1, sending_at: START });
  });

  test("follows its task's first message into the thread", async () => {
    const first = await desk.given({ body: "The first." });
    await postDue(ctx, channelFor);
    const elsewhere = await desk.given({ body: "Another place.", taskId: first.taskId, channelCode: "slack:#logistics-desk" });
    const second = await desk.given({ body: "The second.", taskId: first.taskId });
    const other = await desk.given({ body: "Another task." });
    await postDue(ctx, channelFor);
    const root = slack.posts[0]!.ts;
    const threads = Object.fromEntries(slack.posts.map(({ text, threadTs }) => [text, threadTs]));
    expect(threads).toEqual({ "The first.": undefined, "Another place.": undefined, "The second.": root, "Another task.": undefined });
    expect(await message(second.messageIds[0]!)).toMatchObject({ external_thread_id: root });
    for (const { draftId } of [elsewhere, other]) expect(await draft(draftId)).toMatchObject({ state: "executed" });
  });

  test("with several recipients the draft ends when the last one has", async () => {
    const given = await desk.given({ recipients: ["C0EXCEPTIONS", "C0NOWHERE"] });
    await postMessage(ctx, channelFor, given.messageIds[0]!);
    expect(await draft(given.draftId)).toMatchObject({ state: "executing" });
    expect(await task(given.taskId)).toMatchObject({ status: "approved" });
    await postMessage(ctx, channelFor, given.messageIds[1]!);
    expect(await draft(given.draftId)).toMatchObject({ state: "executed", state_reason: "1 of 2 recipients not reached: Slack refused: channel not found." });
    expect(await task(given.taskId)).toMatchObject({ status: "awaiting_response", attempts: 1 });
  });
});

describe("a call that did not end well", () => {
  test("a refusal fails the message with the provider's words", async () => {
    const given = await desk.given();
    slack.fail({ kind: "refuse", error: "is_archived" });
    await postDue(ctx, channelFor);
    expect(await message(given.messageIds[0]!)).toMatchObject({ status: "failed", failure_reason: "Slack refused: is archived." });
    expect(await draft(given.draftId)).toMatchObject({ state: "failed", state_reason: "Slack refused: is archived." });
    expect(await task(given.taskId)).toMatchObject({ status: "drafting", last_channel_message_id: null });
    expect(await desk.trail(given.draftId)).toEqual(["draft.executing", "message.sending", "message.failed", "draft.failed", "task.updated"]);
  });

  test("a limit is obeyed to the second, by the whole channel, and is no failure", async () => {
    const given = await desk.given();
    slack.fail({ kind: "rateLimit", retryAfter: 40 });
    const { nextDueAt: next } = await postDue(ctx, channelFor);
    expect(next).toEqual(new Date(START.getTime() + 40_000));
    expect(await message(given.messageIds[0]!)).toMatchObject({ status: "retrying", attempts: 1, failure_reason: "Slack asked to slow down." });
    const behind = await desk.given({ body: "Behind." });
    clock.set(new Date(START.getTime() + 39_000));
    expect(await postDue(ctx, channelFor)).toEqual({ taken: 0, nextDueAt: next });
    clock.set(next!);
    await postDue(ctx, channelFor);
    expect(slack.posts).toHaveLength(2);
    expect(await message(given.messageIds[0]!)).toMatchObject({ status: "sent", attempts: 2 });
    expect(await message(behind.messageIds[0]!)).toMatchObject({ status: "sent", attempts: 1 });
  });

  test("what never left is tried on a schedule and given up in the end", async () => {
    const given = await desk.given();
    const nobody: ChannelFor = (kind) => ({ ...channelFor(kind), post: async () => ({ outcome: "notSent", reason: "Nobody answers." }) });
    for (let next: Date | null = START; next; next = await nextDueAt(ctx)) {
      clock.set(next);
      await postDue(ctx, nobody);
    }
    expect(await message(given.messageIds[0]!)).toMatchObject({ status: "failed", attempts: 12, failure_reason: "Nobody answers. Given up after 12 attempts." });
    expect(await draft(given.draftId)).toMatchObject({ state: "failed" });
    expect((await desk.trail(given.draftId)).filter((type) => type === "message.retrying")).toHaveLength(11);
  });

  test.each([
    ["a time-out", { kind: "hang", accept: true }],
    ["a cut connection", { kind: "drop", accept: true }],
    ["a server error", { kind: "status", status: 500 }],
  ] as const)("%s is unknown and is never tried again", async (_name, fault) => {
    const given = await desk.given();
    slack.fail(fault);
    await postDue(ctx, channelFor);
    clock.advance({ hours: 2 });
    expect(await postDue(ctx, channelFor)).toEqual({ taken: 0, nextDueAt: null });
    expect(slack.calls["chat.postMessage"]).toBe(1);
    expect(await message(given.messageIds[0]!)).toMatchObject({ status: "unknown", claimed_until: null, failure_reason: expect.stringContaining("Slack") });
    expect(await draft(given.draftId)).toMatchObject({ state: "executing" });
    expect(await task(given.taskId)).toMatchObject({ status: "approved" });
    expect((await desk.trail(given.draftId)).at(-1)).toBe("message.unknown");
  });

  test("a channel that hangs or throws is unknown too", async () => {
    const [hanging, throwing] = [await desk.given(), await desk.given()];
    const broken = (post: MessageChannel["post"]): ChannelFor => (kind) => ({ ...channelFor(kind), post });
    await postMessage(ctx, broken(() => new Promise(() => {})), hanging.messageIds[0]!, { timeoutMs: 50 });
    await postMessage(ctx, broken(() => Promise.reject(new Error("a bug"))), throwing.messageIds[0]!);
    expect(await message(hanging.messageIds[0]!)).toMatchObject({ status: "unknown", failure_reason: "The channel did not answer in time." });
    expect(await message(throwing.messageIds[0]!)).toMatchObject({ status: "unknown", failure_reason: "The channel broke off without an answer." });
  });

  test("an answer that comes late settles what already counted as lost; storing it twice changes nothing", async () => {
    const given = await desk.given();
    slack.fail({ kind: "hang" });
    await postDue(ctx, channelFor);
    const reference = { channel: "C0EXCEPTIONS", messageId: "1.1", threadId: "1.1", link: null };
    await storeResult(ctx, given.messageIds[0]!, { outcome: "accepted", reference });
    await storeResult(ctx, given.messageIds[0]!, { outcome: "accepted", reference });
    await storeResult(ctx, given.messageIds[0]!, { outcome: "refused", reason: "No." });
    expect(await message(given.messageIds[0]!)).toMatchObject({ status: "sent", external_message_id: "1.1", failure_reason: null });
    expect((await desk.trail(given.draftId)).filter((type) => type === "message.sent")).toHaveLength(1);
  });
});

describe("an approval that no longer stands", () => {
  const cases: [string, (given: { draftId: string; taskId: string }) => Promise<unknown>, object, RegExp][] = [
    ["the invoice was paid meanwhile", () => desk.owner.query(`UPDATE invoices SET outstanding_minor = 0, status = 'paid', version = 2`), { state: "invalidated" },
      /^The facts changed: Outstanding of INV-2026-0042 was EUR 84,200.00 and is now EUR 0.00\.$/],
    ["screening found a match", () => desk.owner.query(`UPDATE distributors SET screening_state = 'potential_match'`), { state: "invalidated" }, /Halvorsen Nordic AS says potential match/],
    ["the approval expired", async () => clock.advance({ hours: 24 }), { state: "expired" }, /expired/],
    ["the channel was switched off", () => desk.owner.query(`UPDATE channels SET active = false`), { state: "invalidated" }, /switched off/],
    ["the text was changed", ({ draftId }) => desk.owner.query(
      `WITH r AS (INSERT INTO draft_revisions (created_at, draft_id, revision, body, channel_id, recipients, author_kind)
         SELECT now(), id, 2, 'Other words.', channel_id, '{C0EXCEPTIONS}', 'agent' FROM drafts WHERE id = $1 RETURNING id)
       UPDATE drafts SET current_revision_id = (SELECT id FROM r) WHERE id = $1`, [draftId]), { state: "invalidated" }, /text was changed/],
  ];

  test.each(cases)("%s: nothing is sent and the draft says why", async (_name, meanwhile, state, reason) => {
    const given = await desk.given();
    await meanwhile(given);
    await postDue(ctx, channelFor);
    expect(slack.calls).toEqual({});
    expect(await draft(given.draftId)).toMatchObject({ ...state, state_reason: expect.stringMatching(reason) });
    expect(await message(given.messageIds[0]!)).toMatchObject({ status: "cancelled", attempts: 0, failure_reason: expect.stringMatching(reason) });
    expect(await task(given.taskId)).toMatchObject({ status: "drafting", next_check_at: ctx.now() });
    expect(await desk.trail(given.draftId)).toEqual([expect.stringMatching(/^draft\.(invalidated|expired)$/), "message.cancelled", "task.updated"]);
  });

  test("a task that ended takes its message along", async () => {
    const given = await desk.given();
    await desk.owner.query(`UPDATE follow_up_tasks SET status = 'resolved', next_check_at = NULL`);
    await postDue(ctx, channelFor);
    expect(slack.posts).toEqual([]);
    expect(await message(given.messageIds[0]!)).toMatchObject({ status: "cancelled" });
    expect(await task(given.taskId)).toMatchObject({ status: "resolved", next_check_at: null });
  });

  test("a draft withdrawn by somebody else is left as it is; its message goes", async () => {
    const given = await desk.given();
    await desk.owner.query(`UPDATE drafts SET state = 'cancelled', state_reason = 'Not needed.'`);
    await postDue(ctx, channelFor);
    expect(await draft(given.draftId)).toMatchObject({ state: "cancelled", state_reason: "Not needed." });
    expect(await desk.trail(given.draftId)).toEqual(["message.cancelled"]);
  });

  test("facts that change between two recipients stop the second", async () => {
    const given = await desk.given({ recipients: ["C0EXCEPTIONS", "C0LOGISTICS"] });
    await postMessage(ctx, channelFor, given.messageIds[0]!);
    await desk.owner.query(`UPDATE invoices SET outstanding_minor = 0, status = 'paid'`);
    await postDue(ctx, channelFor);
    expect(slack.posts).toHaveLength(1);
    expect(await message(given.messageIds[0]!)).toMatchObject({ status: "sent" });
    expect(await message(given.messageIds[1]!)).toMatchObject({ status: "cancelled" });
    expect(await draft(given.draftId)).toMatchObject({ state: "invalidated" });
  });

  test("another draft that waits keeps the task waiting", async () => {
    const given = await desk.given();
    await desk.given({ taskId: given.taskId, pending: true });
    await desk.owner.query(`UPDATE follow_up_tasks SET status = 'waiting_for_human_approval'`);
    await desk.owner.query(`UPDATE invoices SET outstanding_minor = 1`);
    await postDue(ctx, channelFor);
    expect(await task(given.taskId)).toMatchObject({ status: "waiting_for_human_approval" });
  });
});

describe("where a message may go", () => {
  test.each(["demo", "staging"] as const)("%s records it, and even a real channel is refused there", async (environment) => {
    const outside = await postingServices(database.url, clock, environment);
    const [recorded, forced] = [await desk.given(), await desk.given()];
    await postMessage(outside.ctx, createChannels({ environment, slack: { token: slack.token, apiUrl: slack.url } }), recorded.messageIds[0]!);
    await postMessage(outside.ctx, channelFor, forced.messageIds[0]!);
    await outside.stop();
    expect(slack.calls).toEqual({});
    const stored = await message(recorded.messageIds[0]!);
    expect(stored).toMatchObject({ status: "sent", adapter: "recording", external_message_id: `rec-${stored.idempotency_key}` });
    expect(await message(forced.messageIds[0]!)).toMatchObject({ status: "failed", failure_reason: `The ${environment} environment reaches nobody outside.` });
  });

  test("production fails a message whose channel is not configured, with the reason", async () => {
    const given = await desk.given({ channelCode: "email:partners" });
    await postDue(ctx, createChannels({ environment: "production" }));
    expect(await message(given.messageIds[0]!)).toMatchObject({ status: "failed", failure_reason: expect.stringContaining("not configured") });
  });

  test("a text too long for the channel is refused before the call", async () => {
    const given = await desk.given();
    const terse: ChannelFor = (kind) => ({ ...channelFor(kind), capabilities: { ...channelFor(kind).capabilities, maxLength: 10 } });
    await postDue(ctx, terse);
    expect(slack.calls).toEqual({});
    expect(await message(given.messageIds[0]!)).toMatchObject({ status: "failed", failure_reason: "The message has 44 characters; slack takes 10." });
  });
});

describe("many at once", () => {
  test("ten workers post fifty messages, each exactly once", async () => {
    const keys = new Set<string>();
    for (let i = 0; i < 50; i++) {
      const { messageIds } = await desk.given({ body: `Message ${i}.` });
      keys.add((await message(messageIds[0]!)).idempotency_key);
    }
    const passes = await Promise.all(Array.from({ length: 10 }, () => postDue(ctx, channelFor, { lanes: 1 })));
    expect(passes.reduce((sum, { taken }) => sum + taken, 0)).toBe(50);
    expect(slack.calls["chat.postMessage"]).toBe(50);
    expect(new Set(slack.posts.map(({ id }) => id))).toEqual(keys);
    expect((await desk.owner.query(`SELECT DISTINCT status FROM outbound_messages`)).rows).toEqual([{ status: "sent" }]);
  });

  test("one message that can't be checked does not hold up the others", async () => {
    const bad = await desk.given();
    await desk.owner.query(`ALTER TABLE draft_revisions DISABLE TRIGGER USER`);
    await desk.owner.query(`UPDATE draft_revisions SET facts = jsonb_set(facts, '{0,field}', '"nonsense"') WHERE id = $1`, [bad.revisionId]);
    const good = await desk.given();
    await postDue(ctx, channelFor);
    expect(await message(good.messageIds[0]!)).toMatchObject({ status: "sent" });
    expect(await message(bad.messageIds[0]!)).toMatchObject({ status: "queued", failure_reason: expect.stringContaining("could not be checked"), next_attempt_at: new Date(START.getTime() + 600_000) });
  });

  test("a worker told to stop takes nothing more", async () => {
    await desk.given();
    expect(await postDue(ctx, channelFor, { signal: AbortSignal.abort() })).toMatchObject({ taken: 0 });
    expect(slack.posts).toEqual([]);
  });
});
