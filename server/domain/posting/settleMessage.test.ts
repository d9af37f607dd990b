import { beforeEach, describe, expect, test } from "@jest/globals";
import { ActorKind, OutboundStatus, Role, TeamCode } from "../../../entities/enums.js";
import { recordingChannel } from "../../adapters/channels/recording/channel.js";
import type { Actor } from "../../policies/actor.js";
import type { ChannelFor, PostResult } from "../../ports/MessageChannel.js";
import type { GivenDraft } from "../../testing/postingDesk.js";
import { postingSuite, START } from "../../testing/postingSuite.js";
import { postDue } from "./postDue.js";
import { recordDelivery, type DeliveryReport } from "./recordDelivery.js";
import { settleMessage, type SettleMessage } from "./settleMessage.js";

const suite = postingSuite("demo");

const answering = (result: PostResult): ChannelFor => () => ({ ...recordingChannel, post: async () => result });

async function posted(result?: PostResult): Promise<GivenDraft & { id: string }> {
  const given = await suite.desk.given();
  await postDue(suite.ctx, result ? answering(result) : () => recordingChannel);
  return { ...given, id: given.messageIds[0]! };
}

describe("settling a message of unknown fate", () => {
  let given: GivenDraft & { id: string };
  beforeEach(async () => void (given = await posted({ outcome: "unknown", reason: "No answer." })));

  const settle = (values: Partial<SettleMessage>, actor: Actor = suite.desk.person) =>
    settleMessage(suite.ctx.as(actor, "graphql"), { messageId: given.id, version: 3, sent: true, ...values });

  test("as sent keeps who said so, the reference they found, and moves draft and task on", async () => {
    await settle({ externalMessageId: "1700.1", externalLink: "https://tower.slack.com/archives/C0/p17001", reason: "It stands in the channel." });
    expect(await suite.message(given.id)).toMatchObject({
      status: "sent", settled_by_id: suite.desk.person.userId, settled_reason: "It stands in the channel.", external_message_id: "1700.1", failure_reason: null,
    });
    expect(await suite.draft(given.draftId)).toMatchObject({ state: "executed" });
    expect(await suite.task(given.taskId)).toMatchObject({ status: "awaiting_response", last_channel_message_id: "1700.1" });
    expect((await suite.desk.trail(given.draftId)).slice(-3)).toEqual(["message.settled", "draft.executed", "task.updated"]);
  });

  test("as not sent fails it for good, with the reason, and the task drafts anew", async () => {
    await settle({ sent: false, reason: " It is not in the channel. " });
    expect(await suite.message(given.id)).toMatchObject({ status: "failed", failure_reason: "It is not in the channel.", settled_by_id: suite.desk.person.userId });
    expect(await suite.draft(given.draftId)).toMatchObject({ state: "failed" });
    expect(await suite.task(given.taskId)).toMatchObject({ status: "drafting" });
    expect(await postDue(suite.ctx, () => recordingChannel)).toMatchObject({ taken: 0 });
  });

  test.each(["javascript:alert(document.cookie)", "data:text/html,x", " JAVASCRIPT:x", "//evil.example", "tower.slack.com/x", "https://ines:secret@tower.slack.com/", "file:///etc/passwd", `https://tower.slack.com/${"x".repeat(2_000)}`])(
    "refuses %s as the link to it", async (externalLink) => {
      await expect(settle({ externalLink })).rejects.toMatchObject({ code: "BAD_USER_INPUT", field: "externalLink" });
    });

  test("keeps no link of a channel that leads elsewhere than to the web, and the database none at all", async () => {
    const elsewhere = await posted({ outcome: "accepted", reference: { channel: "C0EXCEPTIONS", messageId: "1.1", threadId: "1.1", link: "javascript:alert(1)" } });
    expect(await suite.message(elsewhere.id)).toMatchObject({ status: "sent", external_link: null });
    await expect(suite.desk.owner.query(`UPDATE outbound_messages SET external_link = 'javascript:alert(1)'`)).rejects.toMatchObject({ code: "23514" });
  });

  test("as not sent needs a reason", () =>
    expect(settle({ sent: false, reason: "  " })).rejects.toMatchObject({ code: "BAD_USER_INPUT", field: "reason" }));

  test("twice is refused, also for two people at the same moment", async () => {
    const results = await Promise.allSettled([settle({}), settle({ sent: false, reason: "Not there." })]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(settle({ version: 4 })).rejects.toMatchObject({ code: "ALREADY_DONE" });
    expect((await suite.desk.trail(given.draftId)).filter((type) => type === "message.settled")).toHaveLength(1);
  });

  test("refuses a version that is not the one read", () => expect(settle({ version: 1 })).rejects.toMatchObject({ code: "STALE_VERSION" }));

  test("refuses a message that is not unknown, and one that does not exist", async () => {
    const { id, version } = await suite.message((await posted()).id);
    await expect(settle({ messageId: id, version })).rejects.toMatchObject({ code: "WRONG_STATE" });
    for (const messageId of ["0190a1b2-0000-7000-8000-000000000000", "nonsense"]) await expect(settle({ messageId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("is a decision of the owner team's people alone, and a refusal is on record", async () => {
    const legal: Actor = { ...suite.desk.person, roles: [Role.LEGAL], teams: [TeamCode.LEGAL] };
    const stranger: Actor = { ...suite.desk.person, roles: [Role.LOGISTICS], teams: [TeamCode.LOGISTICS] };
    const token: Actor = { ...suite.desk.person, kind: ActorKind.INTEGRATION, tokenId: "t" };
    const agent: Actor = { ...suite.desk.person, kind: ActorKind.AGENT, agentProfileId: (await suite.desk.owner.query(`SELECT t.agent_profile_id AS id FROM follow_up_tasks t JOIN drafts d ON d.task_id = t.id WHERE d.id = $1`, [given.draftId])).rows[0].id };
    const otherAgent: Actor = { ...agent, agentProfileId: "0190a1b2-0000-7000-8000-000000000000" };
    const elsewhere: Actor = { ...suite.desk.person, regions: ["DACH"] };
    for (const actor of [legal, token, agent]) await expect(settle({}, actor)).rejects.toMatchObject({ code: "FORBIDDEN" });
    for (const actor of [stranger, elsewhere, otherAgent]) await expect(settle({}, actor)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await suite.message(given.id)).toMatchObject({ status: "unknown" });
    expect((await suite.desk.trail(given.draftId)).filter((type) => type === "access.refused")).toHaveLength(6);
  });
});

describe("what a provider reports", () => {
  const report = (messageId: string, status: DeliveryReport["status"], values: Partial<DeliveryReport> = {}) =>
    recordDelivery(suite.ctx, { messageId, status, occurredAt: START, ...values });
  const events = async (id: string) =>
    (await suite.desk.owner.query(`SELECT status FROM delivery_events WHERE outbound_message_id = $1 ORDER BY recorded_at, id`, [id])).rows.map(({ status }) => status);

  test("is all kept, in whatever order it comes, and moves the message only forward", async () => {
    const { id, draftId } = await posted();
    await report(id, OutboundStatus.READ);
    await report(id, OutboundStatus.DELIVERED, { occurredAt: new Date(START.getTime() - 1_000) });
    await report(id, OutboundStatus.SENT);
    await report(id, OutboundStatus.FAILED, { detail: "late" });
    expect(await suite.message(id)).toMatchObject({ status: "read" });
    expect(await events(id)).toEqual(["sent", "read", "delivered", "sent", "failed"]);
    expect((await suite.desk.trail(draftId)).slice(-4)).toEqual(["message.read", "message.reported", "message.reported", "message.reported"]);
  });

  test("counts once, however often it is sent", async () => {
    const { id } = await posted();
    const twice = [1, 2].map(() => report(id, OutboundStatus.DELIVERED, { providerEventId: "evt-1" }));
    await Promise.all(twice);
    expect(await events(id)).toEqual(["sent", "delivered"]);
  });

  test("settles an unknown without a person", async () => {
    const arrived = await posted({ outcome: "unknown", reason: "No answer." });
    await report(arrived.id, OutboundStatus.DELIVERED);
    expect(await suite.message(arrived.id)).toMatchObject({ status: "delivered", sent_at: START, settled_by_id: null });
    expect(await suite.draft(arrived.draftId)).toMatchObject({ state: "executed" });
    expect(await suite.task(arrived.taskId)).toMatchObject({ status: "awaiting_response", attempts: 1 });

    const bounced = await posted({ outcome: "unknown", reason: "No answer." });
    await report(bounced.id, OutboundStatus.FAILED, { detail: "mailbox full" });
    expect(await suite.message(bounced.id)).toMatchObject({ status: "failed", failure_reason: "mailbox full" });
    expect(await suite.draft(bounced.draftId)).toMatchObject({ state: "failed" });
  });

  test("before the call's own answer waits for it", async () => {
    const given = await suite.desk.given();
    const early: ChannelFor = () => ({ ...recordingChannel, post: async (...call) => {
      await report(given.messageIds[0]!, OutboundStatus.DELIVERED);
      return recordingChannel.post(...call);
    } });
    await postDue(suite.ctx, early);
    expect(await suite.message(given.messageIds[0]!)).toMatchObject({ status: "delivered", external_message_id: expect.stringMatching(/^rec-/) });
    expect(await suite.task(given.taskId)).toMatchObject({ status: "awaiting_response" });
  });
});
