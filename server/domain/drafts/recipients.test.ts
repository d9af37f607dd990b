import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Made } from "../../testing/builders.js";
import { type Person, startTower, type TestTower } from "../../testing/startTower.js";
import { approval, Story } from "../../testing/story.js";
import { waitedFor } from "../../testing/waitedFor.js";

let tower: TestTower;
let story: Story;
beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
});
afterAll(() => tower?.close());

let mails = 0;
let mail: string;
let distributor: Made;
beforeEach(async () => {
  mail = await story.channel(`email:partners-${++mails}`, "email", "partner");
  distributor = await tower.given.distributor();
});

const TEAM = "slack:#wholesale-exceptions";
const nobody = () => `No contact of ${distributor.legalName} has agreed to e-mail; add one with consent or choose another channel.`;
const byMail = () => story.draft({ distributor, assign: { communicationChannels: [mail] } });
const withdraws = () => story.rows(`UPDATE contacts SET consents = '{}' WHERE distributor_id = $1`, [distributor.id]);
const channelsOf = async ({ id }: { id: string }) => (await story.rows(
  `SELECT c.code FROM follow_up_task_channels t JOIN channels c ON c.id = t.channel_id WHERE t.task_id = $1 ORDER BY t.position`, [id])).map(({ code }) => code);
const sentTo = async ({ id }: { id: string }) => (await story.rows(`SELECT recipient, status FROM outbound_messages WHERE draft_id = $1 ORDER BY recipient`, [id]));
const recipientsOf = async (draft: any) => (await story.read(draft.currentRevision.id, "draft_revisions")).recipients;

describe("a message for a partner", () => {
  test("goes to the primary contact who agreed to e-mail, and the reviewer and the audit see to whom", async () => {
    await story.contact(distributor);
    await story.contact(distributor, { name: "Per Assistant", email: "per@halvorsen.example", isPrimary: false });
    await story.contact(distributor, { name: "Nils Silent", email: "nils@halvorsen.example", consents: ["whatsapp"] });
    await story.contact(distributor, { name: "Old Owner", email: "old@halvorsen.example", archivedAt: new Date("2026-01-01") });
    const { draft } = await byMail();
    const QUERY = `query($id: ID!) { draft(id: $id) { channel { audience } currentRevision { recipients addressees } } }`;
    const shown = async (person: Person) => (await tower.as(person)(QUERY, { id: draft.id })).data.draft;
    expect(await shown("accounting")).toEqual({
      channel: { audience: "PARTNER" }, currentRevision: { recipients: ["ida@halvorsen.example"], addressees: ["Ida Halvorsen <ida@halvorsen.example>"] },
    });
    await story.done("secondAccountant", "draftApprove", approval(draft));
    await story.post();
    expect(await sentTo(draft)).toEqual([{ recipient: "ida@halvorsen.example", status: "sent" }]);
    const told = await story.rows(`SELECT l.type, p.payload->'recipients' AS recipients FROM audit_logs l JOIN audit_payloads p ON p.audit_id = l.id WHERE l.draft_id = $1 AND l.type IN ('draft.proposed', 'draft.approved') ORDER BY l.type`, [draft.id]);
    expect(told).toEqual(["draft.approved", "draft.proposed"].map((type) => ({ type, recipients: ["ida@halvorsen.example"] })));
  });

  test("goes to another contact who agreed where the primary one did not", async () => {
    await story.contact(distributor, { consents: [] });
    await story.contact(distributor, { name: "Per Assistant", email: "per@halvorsen.example", isPrimary: false });
    expect(await recipientsOf((await byMail()).draft)).toEqual(["per@halvorsen.example"]);
  });

  test("is not written to a contact of another distributor, nor to the channel's own mailbox", async () => {
    await story.contact(await tower.given.distributor());
    await story.rows(`UPDATE channels SET recipients = '{receivables@meridian.example}' WHERE code = $1`, [mail]);
    const { exception } = await story.exception({ distributor });
    expect(await story.does("accounting", "exceptionAssignAgent", { exceptionId: exception.id, version: exception.version, communicationChannels: [mail] }))
      .toMatchObject({ code: "NO_RECIPIENT", field: "communicationChannels", message: nobody() });
  });
});

describe("a message for a team", () => {
  test("goes to the channel's recipients by e-mail too, in a team's words", async () => {
    const box = await story.channel(`email:team-${mails}`, "email");
    await story.contact(distributor);
    const { draft } = await story.draft({ distributor, assign: { communicationChannels: [box] } });
    expect(await recipientsOf(draft)).toEqual([box]);
    expect(await story.read(draft.id, "drafts")).toMatchObject({ action: "draft_internal_update" });
    expect(draft.currentRevision.body).not.toMatch(/^Dear/);
  });
});

describe("where nobody has agreed", () => {
  test("a route is passed over for another, and the task's messages go there", async () => {
    const [{ id: channelId }] = (await story.rows(`SELECT id FROM channels WHERE code = $1`, [mail])) as [{ id: string }];
    const route = await tower.given.insert("channel_routes", { position: 1, channelId });
    const { task } = await story.task({ distributor });
    expect(await channelsOf(task)).toEqual([TEAM]);
    const other = await tower.given.distributor();
    await story.contact(other);
    expect(await channelsOf((await story.task({ distributor: other })).task)).toEqual([mail, TEAM]);
    await story.asOwner(`DELETE FROM channel_routes WHERE id = $1`, [route.id]);
  });

  test("a draft falls to the task's next channel, and is refused on the one that was named", async () => {
    await story.contact(distributor);
    const { task } = await story.task({ distributor, assign: { communicationChannels: [mail, TEAM], nextCheckAt: "2027-01-01T00:00:00Z" } });
    await withdraws();
    for (const words of [{}, { body: "Dear Ida, please look." }]) {
      expect(await story.does("accounting", "draftPropose", { taskId: task.id, channel: mail, ...words })).toMatchObject({ code: "NO_RECIPIENT", field: "channel", message: nobody() });
    }
    const { record } = await story.done("accounting", "draftPropose", { taskId: task.id });
    expect(await recipientsOf(record)).toEqual(["#wholesale-exceptions"]);
    expect(await story.read(record.id, "drafts")).toMatchObject({ action: "draft_internal_update" });
  });

  test("a task's alarm puts the reason on record and rings again later", async () => {
    await story.contact(distributor);
    const { task } = await story.task({ distributor, assign: { communicationChannels: [mail] } });
    await withdraws();
    const next = await story.check(task.id);
    expect(next!.getTime()).toBeGreaterThan(tower.clock.now().getTime());
    const [entry] = await story.rows(`SELECT p.payload->>'reason' AS reason FROM audit_logs l JOIN audit_payloads p ON p.audit_id = l.id WHERE l.task_id = $1 AND l.type = 'task.checked'`, [task.id]);
    expect(entry).toEqual({ reason: nobody() });
  });

  test("a change of a task's channels is refused by name", async () => {
    const { task } = await story.task({ distributor });
    expect(await story.does("accounting", "followUpTaskUpdate", { taskId: task.id, version: task.version, communicationChannels: [mail] }))
      .toMatchObject({ code: "NO_RECIPIENT", field: "communicationChannels", message: nobody() });
    expect(await channelsOf(task)).toEqual([TEAM]);
  });
});

const CHANGES: [string, () => Promise<unknown>, string][] = [
  ["consent that was withdrawn", withdraws, "NO_RECIPIENT"],
  ["a contact who is gone", () => story.rows(`UPDATE contacts SET archived_at = now() WHERE distributor_id = $1`, [distributor.id]), "NO_RECIPIENT"],
  ["an address that changed", () => story.rows(`UPDATE contacts SET email = 'new@halvorsen.example' WHERE distributor_id = $1`, [distributor.id]), "RECIPIENTS_CHANGED"],
  ["another primary contact", async () => {
    await story.rows(`UPDATE contacts SET is_primary = false WHERE distributor_id = $1`, [distributor.id]);
    await story.contact(distributor, { name: "Mia Lund", email: "mia@halvorsen.example" });
  }, "RECIPIENTS_CHANGED"],
  ["a second primary contact", () => story.contact(distributor, { name: "Mia Lund", email: "mia@halvorsen.example" }), "RECIPIENTS_CHANGED"],
  ["a channel that became a team's", () => story.rows(`UPDATE channels SET audience = 'team', recipients = '{ops@meridian.example}' WHERE code = $1`, [mail]), "RECIPIENTS_CHANGED"],
  ["a channel that reaches no partner", () => story.rows(`UPDATE channels SET kind = 'slack' WHERE code = $1`, [mail]), "NO_RECIPIENT"],
];

describe.each(CHANGES)("%s", (_, happens, code) => {
  test("between draft and approval holds the draft, which says why", async () => {
    await story.contact(distributor);
    const { draft } = await byMail();
    await happens();
    const { message, ...outcome } = await story.does("secondAccountant", "draftApprove", approval(draft));
    expect(outcome).toMatchObject({ code });
    expect(message).toContain(distributor.legalName);
    expect(message).not.toContain("@");
    expect(await story.read(draft.id, "drafts")).toMatchObject({ state: "pending", state_reason: message });
    expect(await sentTo(draft)).toEqual([]);
    expect(await tower.trail(draft.id)).toContain("draft.held");
  });

  test("between approval and sending stops the message, with the reason", async () => {
    await story.contact(distributor);
    const { draft } = await byMail();
    await story.done("secondAccountant", "draftApprove", approval(draft));
    await happens();
    await story.post();
    expect(await sentTo(draft)).toEqual([{ recipient: "ida@halvorsen.example", status: "cancelled" }]);
    expect(await story.read(draft.id, "drafts")).toMatchObject({ state: "invalidated", state_reason: expect.stringContaining(distributor.legalName as string) });
  });
});

test("consent withdrawn while an approval waits for its draft is seen by it", async () => {
  await story.contact(distributor);
  const { draft } = await byMail();
  const holder = await tower.services.pool.connect();
  try {
    await holder.query("BEGIN");
    await holder.query(`SELECT FROM drafts WHERE id = $1 FOR UPDATE`, [draft.id]);
    const approving = story.does("secondAccountant", "draftApprove", approval(draft));
    await waitedFor(holder);
    await withdraws();
    await holder.query("COMMIT");
    expect(await approving).toMatchObject({ code: "NO_RECIPIENT", message: nobody() });
    expect(await sentTo(draft)).toEqual([]);
  } finally {
    holder.release();
  }
});

test("a team's channel that moved after the approval stops the message", async () => {
  const channel = await story.channel(`slack:#moving-${mails}`);
  const { draft } = await story.draft({ distributor, assign: { communicationChannels: [channel] } });
  await story.done("accounting", "draftApprove", approval(draft));
  await story.rows(`UPDATE channels SET recipients = '{slack:#elsewhere}' WHERE code = $1`, [channel]);
  await story.post();
  expect(await sentTo(draft)).toEqual([{ recipient: channel, status: "cancelled" }]);
  expect(await story.read(draft.id, "drafts")).toMatchObject({ state: "invalidated", state_reason: expect.stringContaining(channel) });
});

test("an edit addresses a draft anew, and is refused where nobody is left", async () => {
  await story.contact(distributor);
  const { draft } = await byMail();
  await story.rows(`UPDATE contacts SET email = 'new@halvorsen.example' WHERE distributor_id = $1`, [distributor.id]);
  const { record } = await story.done("admin", "draftEdit", { draftId: draft.id, version: draft.version, body: "Please look at this one." });
  expect(await recipientsOf(record)).toEqual(["new@halvorsen.example"]);
  await story.done("secondAccountant", "draftApprove", approval(record));
  await story.post();
  expect(await sentTo(draft)).toEqual([{ recipient: "new@halvorsen.example", status: "sent" }]);
  const { draft: other } = await byMail();
  await withdraws();
  expect(await story.does("accounting", "draftEdit", { draftId: other.id, version: other.version, body: "Please look." })).toMatchObject({ code: "NO_RECIPIENT", message: nobody() });
});

test("a viewer reads neither address nor name of whom a message goes to", async () => {
  await story.contact(distributor);
  const { draft } = await byMail();
  const { data, errors } = await tower.as("viewer")(`query($id: ID!) { draft(id: $id) { currentRevision { recipients addressees } } }`, { id: draft.id });
  expect(errors).toBeUndefined();
  expect(JSON.stringify(data)).not.toMatch(/Ida|halvorsen/);
});

test("channels of before this rule are for whom their kind said", async () => {
  const { Audiences1790000000052 } = await import("../../database/migrations/1790000000052-Audiences.js");
  const { DataSource } = await import("typeorm");
  const owner = await new DataSource({ type: "postgres", url: tower.ownerUrl }).initialize();
  const [runner, migration] = [owner.createQueryRunner(), new Audiences1790000000052()];
  await migration.down(runner);
  await migration.up(runner);
  await owner.destroy();
  expect(await story.rows(`SELECT DISTINCT kind, audience FROM channels WHERE kind = 'email' OR code = $1 ORDER BY kind`, [TEAM]))
    .toEqual([{ kind: "email", audience: "partner" }, { kind: "slack", audience: "team" }]);
});
