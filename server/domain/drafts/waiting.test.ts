import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { NOW } from "../../testing/builders.js";
import { startTower, type TestTower } from "../../testing/startTower.js";
import { approval, type Outcome, Story } from "../../testing/story.js";
import { waitedFor } from "../../testing/waitedFor.js";

let tower: TestTower;
let story: Story;
beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
});
afterAll(() => tower?.close());

const OWN_WORDS = "My own words.";

let channels = 0;

/** A draft with words of the accountant's own, for a channel that no other has, and what it stands on. */
async function ownDraft() {
  const channel = await story.channel(`slack:#own-${++channels}`);
  const made = await story.draft({ assign: { communicationChannels: [channel] } });
  const { record: draft } = await story.done("accounting", "draftEdit", { draftId: made.draft.id, version: made.draft.version, body: OWN_WORDS });
  return { ...made, channel, draft };
}
type Own = Awaited<ReturnType<typeof ownDraft>>;

/** What becomes of a call that waits for a draft, which another transaction holds by `sql`, while something happens before that one ends. */
async function waitingFor(draft: any, act: () => Promise<Outcome>, meanwhile = async (): Promise<unknown> => undefined, sql = "SELECT FROM drafts WHERE id = $1 FOR UPDATE"): Promise<Outcome> {
  const holder = await tower.services.pool.connect();
  try {
    await holder.query("BEGIN");
    await holder.query(sql, [draft.id]);
    const acting = act();
    await waitedFor(holder);
    await meanwhile();
    await holder.query("COMMIT");
    return await acting;
  } finally {
    holder.release();
  }
}

describe("an approval that waited for its draft", () => {
  test.each<[string, string, (own: Own) => Promise<unknown>]>([
    ["a suppression window", "SUPPRESSED", ({ invoice }) => story.rows(`UPDATE distributors SET suppressed_from = $2 WHERE id = $1`, [invoice.distributorId, NOW])],
    ["a screening hit", "SUPPRESSED", ({ invoice }) => story.rows(`UPDATE distributors SET screening_state = 'potential_match' WHERE id = $1`, [invoice.distributorId])],
    ["facts that changed", "STALE_FACTS", ({ invoice }) => tower.given.change(invoice, { outstandingMinor: 5_000 })],
    ["a channel that moved", "RECIPIENTS_CHANGED", ({ channel }) => story.rows(`UPDATE channels SET recipients = '{slack:#elsewhere}' WHERE code = $1`, [channel])],
    ["a task that asks for four eyes", "FOUR_EYES", ({ task }) => story.rows(`UPDATE follow_up_tasks SET channel_policy = 'four_eyes_required' WHERE id = $1`, [task.id])],
    ["a value in the top band", "FOUR_EYES", ({ exception }) => story.rows(`UPDATE exceptions SET value_minor = 5000000 WHERE id = $1`, [exception.id])],
    ["a channel that now leads to the partner", "FOUR_EYES", ({ channel }) => story.rows(`UPDATE channels SET audience = 'partner' WHERE code = $1`, [channel])],
  ])("is refused by %s that came while it waited", async (_, code, happens) => {
    const own = await ownDraft();
    const outcome = await waitingFor(own.draft, () => story.does("accounting", "draftApprove", approval(own.draft)), () => happens(own));
    expect(outcome).toMatchObject({ code, errors: undefined });
    expect(await story.rows(`SELECT FROM outbound_messages WHERE draft_id = $1`, [own.draft.id])).toEqual([]);
  });

  test("is done where nothing happened", async () => {
    const { draft } = await ownDraft();
    expect(await waitingFor(draft, () => story.does("accounting", "draftApprove", approval(draft)))).toMatchObject({ code: undefined, record: { state: "APPROVED" } });
  });
});

test("a person taken off the task edits its draft no more, though they asked before", async () => {
  const { userId } = await tower.actor("logistics");
  const { task, draft } = await story.draft({ assign: { assigneeId: userId } });
  const input = { draftId: draft.id, version: draft.version, body: OWN_WORDS };
  const unassign = () => story.rows(`UPDATE follow_up_tasks SET assignee_id = NULL WHERE id = $1`, [task.id]);
  expect(await waitingFor(draft, () => story.does("logistics", "draftEdit", input), unassign)).toMatchObject({ code: "NOT_FOUND" });
});

test("an edit goes to the recipients that its channel has once it no longer waits", async () => {
  const channel = await story.channel("slack:#moving");
  const { draft } = await story.draft({ assign: { communicationChannels: [channel] } });
  const input = { draftId: draft.id, version: draft.version, body: OWN_WORDS };
  const moves = () => story.rows(`UPDATE channels SET recipients = '{slack:#moved}' WHERE code = $1`, [channel]);
  const { record } = await waitingFor(draft, () => story.does("accounting", "draftEdit", input), moves);
  expect(await story.read(record.currentRevision.id, "draft_revisions")).toMatchObject({ body: OWN_WORDS, recipients: ["slack:#moved"] });
});

describe("whoever names the version that a running edit will make", () => {
  const REVISED = `WITH next AS (INSERT INTO draft_revisions (created_at, draft_id, revision, body, channel_id, recipients, author_kind)
      SELECT created_at, id, 2, 'Newer words.', channel_id, '{C0EXCEPTIONS}', 'agent' FROM drafts WHERE id = $1 RETURNING id)
    UPDATE drafts SET current_revision_id = (SELECT id FROM next), version = version + 1 WHERE id = $1`;
  const after = (draft: any, mutation: string, words: object) =>
    waitingFor(draft, () => story.does("accounting", mutation, { draftId: draft.id, version: draft.version + 1, ...words }), undefined, REVISED);

  test("edits the words that it made", async () => {
    const { draft } = await story.draft();
    expect(await after(draft, "draftEdit", { body: OWN_WORDS })).toMatchObject({ code: undefined, record: { currentRevision: { revision: 3, body: OWN_WORDS } } });
  });

  test.each([["draftReject", { reason: "Too harsh." }], ["draftRedo", { instruction: "Be kinder." }]])("decides on them by %s", async (mutation, words) => {
    const { draft } = await story.draft();
    expect(await after(draft, mutation, words)).toMatchObject({ code: undefined, record: { state: "REJECTED", currentRevision: { revision: 2 } } });
    const [decided] = await story.rows(`SELECT r.revision FROM approvals a JOIN draft_revisions r ON r.id = a.revision_id WHERE a.draft_id = $1`, [draft.id]);
    expect(decided).toEqual({ revision: 2 });
  });

  test("approves nothing unread", async () => {
    const { draft } = await story.draft();
    expect(await after(draft, "draftApprove", { revisionId: draft.currentRevision.id })).toMatchObject({ code: "STALE_VERSION", field: "revisionId" });
  });
});

test.each<[string, (made: { invoice: any; task: any }) => Promise<unknown>]>([
  ["facts that changed", ({ invoice }) => tower.given.change(invoice, { outstandingMinor: 5_000 })],
  ["a task that ended", ({ task }) => story.rows(`UPDATE follow_up_tasks SET status = 'cancelled', next_check_at = NULL WHERE id = $1`, [task.id])],
  ["a suppression window", ({ invoice }) => story.rows(`UPDATE distributors SET suppressed_from = $2 WHERE id = $1`, [invoice.distributorId, NOW])],
])("a message is left alone while its draft is held, and stopped afterwards by %s meanwhile", async (_, happens) => {
  const { message, ...made } = await story.approved();
  const holder = await tower.services.pool.connect();
  await holder.query("BEGIN");
  await holder.query("SELECT FROM drafts WHERE id = $1 FOR UPDATE", [message.draft_id]);
  await story.post();
  const held = await story.read(message.id, "outbound_messages");
  await happens(made);
  await holder.query("ROLLBACK");
  holder.release();
  expect(held).toMatchObject({ status: "queued", attempts: 0 });
  await story.post();
  expect(await story.read(message.id, "outbound_messages")).toMatchObject({ status: "cancelled", attempts: 0, sent_at: null });
});
