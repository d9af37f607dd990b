import { describe, expect, test } from "@jest/globals";
import { createChannels } from "../../adapters/channels/registry.js";
import type { ChannelFor } from "../../ports/MessageChannel.js";
import { postingServices } from "../../testing/postingDesk.js";
import { postingSuite } from "../../testing/postingSuite.js";
import { postDue } from "./postDue.js";
import { postMessage } from "./postMessage.js";

const suite = postingSuite("production");

describe("an approval that no longer stands", () => {
  const cases: [string, (given: { draftId: string; taskId: string }) => Promise<unknown>, object, RegExp][] = [
    ["the invoice was paid meanwhile", () => suite.desk.owner.query(`UPDATE invoices SET outstanding_minor = 0, status = 'paid', version = 2`), { state: "invalidated" },
      /^The facts changed: Outstanding of INV-2026-0042 was EUR 84,200.00 and is now EUR 0.00\.$/],
    ["screening found a match", () => suite.desk.owner.query(`UPDATE distributors SET screening_state = 'potential_match'`), { state: "invalidated" }, /Halvorsen Nordic AS says potential match/],
    ["the approval expired", async () => suite.clock.advance({ hours: 24 }), { state: "expired" }, /expired/],
    ["its approver's account was switched off", () => suite.desk.owner.query(`UPDATE users SET disabled_at = now()`), { state: "invalidated" }, /^The approval no longer counts: the account of Ines Moreau is switched off\.$/],
    ["its approver became a viewer", () => suite.desk.owner.query(`UPDATE users SET roles = '{viewer}'`), { state: "invalidated" }, /Ines Moreau has no role that decides/],
    ["its approver left the team", () => suite.desk.owner.query(`DELETE FROM team_members`), { state: "invalidated" }, /Ines Moreau is not in the team accounting/],
    ["its approver works for another region now", () => suite.desk.owner.query(`UPDATE users SET regions = '{Iberia}'`), { state: "invalidated" }, /Ines Moreau does not work for the region Nordics/],
    ["a superuser forged it", async ({ draftId }) => {
      await suite.desk.owner.query(`SET session_replication_role = replica`);
      await suite.desk.owner.query(`UPDATE audit_logs SET type = 'draft.seen' WHERE subject_id = $1 AND via = 'desk'`, [draftId]);
      await suite.desk.owner.query(`RESET session_replication_role`);
    }, { state: "invalidated" }, /the audit log does not tell of it/],
    ["the channel was switched off", () => suite.desk.owner.query(`UPDATE channels SET active = false`), { state: "invalidated" }, /switched off/],
    ["the text was changed", ({ draftId }) => suite.desk.owner.query(
      `WITH r AS (INSERT INTO draft_revisions (created_at, draft_id, revision, body, channel_id, recipients, author_kind)
         SELECT now(), id, 2, 'Other words.', channel_id, '{C0EXCEPTIONS}', 'agent' FROM drafts WHERE id = $1 RETURNING id)
       UPDATE drafts SET current_revision_id = (SELECT id FROM r) WHERE id = $1`, [draftId]), { state: "invalidated" }, /text was changed/],
  ];

  test.each(cases)("%s: nothing is sent and the draft says why", async (_name, meanwhile, state, reason) => {
    const given = await suite.desk.given();
    await meanwhile(given);
    await postDue(suite.ctx, suite.slackHere);
    expect(suite.slack.calls).toEqual({});
    expect(await suite.draft(given.draftId)).toMatchObject({ ...state, state_reason: expect.stringMatching(reason) });
    expect(await suite.message(given.messageIds[0])).toMatchObject({ status: "cancelled", attempts: 0, failure_reason: expect.stringMatching(reason) });
    expect(await suite.task(given.taskId)).toMatchObject({ status: "drafting", next_check_at: suite.ctx.now() });
    expect(await suite.desk.trail(given.draftId)).toEqual([expect.stringMatching(/^draft\.(invalidated|expired)$/), "message.cancelled", "task.updated"]);
  });

  test("a task that ended takes its message along", async () => {
    const given = await suite.desk.given();
    await suite.desk.owner.query(`UPDATE follow_up_tasks SET status = 'resolved', next_check_at = NULL`);
    await postDue(suite.ctx, suite.slackHere);
    expect(suite.slack.posts).toEqual([]);
    expect(await suite.message(given.messageIds[0])).toMatchObject({ status: "cancelled" });
    expect(await suite.task(given.taskId)).toMatchObject({ status: "resolved", next_check_at: null });
  });

  test("a draft withdrawn by somebody else is left as it is; its message goes", async () => {
    const given = await suite.desk.given();
    await suite.desk.owner.query(`UPDATE drafts SET state = 'cancelled', state_reason = 'Not needed.'`);
    await postDue(suite.ctx, suite.slackHere);
    expect(await suite.draft(given.draftId)).toMatchObject({ state: "cancelled", state_reason: "Not needed." });
    expect(await suite.desk.trail(given.draftId)).toEqual(["message.cancelled"]);
  });

  test("facts that change between two recipients stop the second", async () => {
    const given = await suite.desk.given({ recipients: ["C0EXCEPTIONS", "C0LOGISTICS"] });
    await postMessage(suite.ctx, suite.slackHere, given.messageIds[0]!);
    await suite.desk.owner.query(`UPDATE invoices SET outstanding_minor = 0, status = 'paid'`);
    await postDue(suite.ctx, suite.slackHere);
    expect(suite.slack.posts).toHaveLength(1);
    expect(await suite.message(given.messageIds[0])).toMatchObject({ status: "sent" });
    expect(await suite.message(given.messageIds[1])).toMatchObject({ status: "cancelled" });
    expect(await suite.draft(given.draftId)).toMatchObject({ state: "invalidated" });
  });

  test("another draft that waits keeps the task waiting", async () => {
    const given = await suite.desk.given();
    await suite.desk.given({ taskId: given.taskId, pending: true });
    await suite.desk.owner.query(`UPDATE follow_up_tasks SET status = 'waiting_for_human_approval'`);
    await suite.desk.owner.query(`UPDATE invoices SET outstanding_minor = 1`);
    await postDue(suite.ctx, suite.slackHere);
    expect(await suite.task(given.taskId)).toMatchObject({ status: "waiting_for_human_approval" });
  });
});

describe("where a message may go", () => {
  test.each(["demo", "staging"] as const)("%s records it, and even a real channel is refused there", async (environment) => {
    const outside = await postingServices(suite.database.url, suite.clock, environment);
    const [recorded, forced] = [await suite.desk.given(), await suite.desk.given()];
    await postMessage(outside.ctx, await createChannels({ environment, channels: { slack: { SLACK_BOT_TOKEN: suite.slack.token, SLACK_API_URL: suite.slack.url } } }), recorded.messageIds[0]!);
    await postMessage(outside.ctx, suite.slackHere, forced.messageIds[0]!);
    await outside.stop();
    expect(suite.slack.calls).toEqual({});
    const stored = await suite.message(recorded.messageIds[0]);
    expect(stored).toMatchObject({ status: "sent", adapter: "recording", external_message_id: `rec-${stored.idempotency_key}` });
    expect(await suite.message(forced.messageIds[0])).toMatchObject({ status: "failed", failure_reason: `The ${environment} environment reaches nobody outside.` });
  });

  test("production fails a message whose channel is not configured, with the reason", async () => {
    const given = await suite.desk.given({ channelCode: "email:partners" });
    await postDue(suite.ctx, await createChannels({ environment: "production", channels: {} }));
    expect(await suite.message(given.messageIds[0])).toMatchObject({ status: "failed", failure_reason: expect.stringContaining("not configured") });
  });

  test("a text too long for the channel is refused before the call", async () => {
    const given = await suite.desk.given();
    const terse: ChannelFor = () => ({ ...suite.slackHere(), limits: { characters: 10 } });
    await postDue(suite.ctx, terse);
    expect(suite.slack.calls).toEqual({});
    expect(await suite.message(given.messageIds[0])).toMatchObject({ status: "failed", failure_reason: "The message has 44 characters; slack takes 10." });
    // what is short in words may be long in the form that the channel gets
    const escaping = await suite.desk.given();
    await postDue(suite.ctx, () => ({ ...suite.slackHere(), escape: (text) => text.repeat(2_000) }));
    expect(suite.slack.calls).toEqual({});
    expect(await suite.message(escaping.messageIds[0])).toMatchObject({ status: "failed", failure_reason: expect.stringMatching(/^The message has \d{5,} characters; slack takes 40000\.$/) });
  });
});
