import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { DataSource } from "typeorm";
import { Authors1790000000033 } from "../../database/migrations/1790000000033-Authors.js";
import { day } from "../../testing/builders.js";
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

const FOUR_EYES = { channelPolicy: "FOUR_EYES_REQUIRED" };
const ONE_PAIR = { channelPolicy: "HUMAN_APPROVAL_REQUIRED" };

const read = (draft: any) => ({ draftId: draft.id, version: draft.version });
const task = (id: string) => story.read(id, "follow_up_tasks");
const update = async (person: Person, { id }: any, changes: object) => story.does(person, "followUpTaskUpdate", { taskId: id, version: (await task(id)).version, ...changes });
const approves = async (person: Person, { id }: any) => story.does(person, "draftApprove", approval(await shownTo(person, id)));
async function shownTo(person: Person, id: string) {
  const query = `query($id: ID!) { draft(id: $id) { id version fourEyes viewerMay fourEyesRefusal currentRevision { id body authors { userId source } } } }`;
  return (await tower.as(person)(query, { id })).data.draft;
}
const authorsOf = async (person: Person, { id }: any) => (await shownTo(person, id)).currentRevision.authors.map(({ userId, source }: any) => `${source} ${userId}`).sort();
/** The task's agent writes, and what it wrote is read. */
async function agentWrites({ id }: any) {
  await story.rows(`UPDATE follow_up_tasks SET next_check_at = now() - interval '1 year' WHERE id = $1`, [id]);
  await story.check(id);
  return story.draftOf(id);
}
/** A case that admin opened, assigned by admin with four eyes, so that no accountant has said a word yet. */
async function quiet(assign: object = FOUR_EYES) {
  const { exception, invoice } = await story.exception({ by: "admin" });
  const { record } = await story.done("admin", "exceptionAssignAgent", { exceptionId: exception.id, version: exception.version, nextCheckAt: "2027-01-01T00:00:00Z", ...assign });
  return { exception, invoice, task: record };
}

describe("whoever's words entered a draft is an author of it", () => {
  const refused = async (person: Person, draft: any, because: RegExp) => {
    expect(await shownTo(person, draft.id)).toMatchObject({ viewerMay: expect.not.arrayContaining(["draftApprove"]), fourEyesRefusal: expect.stringMatching(because) });
    expect(await approves(person, draft)).toMatchObject({ code: "FOUR_EYES", message: expect.stringMatching(because) });
    expect(await tower.trail(draft.id)).toContain("access.refused");
  };
  const allowed = async (person: Person, draft: any) => {
    expect(await shownTo(person, draft.id)).toMatchObject({ viewerMay: expect.arrayContaining(["draftApprove"]), fourEyesRefusal: null });
    expect(await approves(person, draft)).toMatchObject({ code: undefined, record: { state: "APPROVED" } });
  };

  test("by the context of a task, though it was emptied after the agent wrote", async () => {
    const { task } = await quiet();
    await update("accounting", task, { promptContext: "They promised Monday." });
    const draft = await agentWrites(task);
    expect(draft.currentRevision.body).toContain("They promised Monday.");
    await update("accounting", task, { promptContext: null });
    await refused("accounting", draft, /context that you gave.*The task asks for it/);
    await allowed("secondAccountant", draft);
  });

  test("by the context that a task began with", async () => {
    const { exception } = await story.exception({ by: "admin" });
    const { record: task } = await story.done("accounting", "exceptionAssignAgent", { exceptionId: exception.id, version: exception.version, promptContext: "They promised Monday.", ...FOUR_EYES });
    await refused("accounting", await agentWrites(task), /context/);
  });

  test("by what a case says that was opened by hand, in every task of it", async () => {
    const { invoice } = await story.exception({ by: "admin" });
    const { record: exception } = await story.done("accounting", "exceptionOpen", { subjectKind: "INVOICE", subjectId: invoice.number, title: "Pay to our new bank", recommendedAction: "Write that we have a new bank" });
    const { record: task } = await story.done("admin", "exceptionAssignAgent", { exceptionId: exception.id, version: exception.version, ...FOUR_EYES });
    const draft = await agentWrites(task);
    expect(draft.currentRevision.body).toContain("we have a new bank");
    await refused("accounting", draft, /opened the case/);
    await allowed("secondAccountant", draft);
  });

  test("by the instruction of a redo, and by words of their own in the draft before", async () => {
    const { task } = await quiet();
    const first = await agentWrites(task);
    const { record: edited } = await story.done("secondAccountant", "draftEdit", { ...read(first), body: "Please pay to the new bank." });
    await story.done("accounting", "draftRedo", { ...read(edited), instruction: "Mention their new bank." });
    const draft = await agentWrites(task);
    expect(draft.currentRevision.body).toContain("Mention their new bank.");
    await refused("accounting", draft, /after your instruction/);
    await refused("secondAccountant", draft, /part of its text/);
    const [accountant, second] = await Promise.all((["accounting", "secondAccountant"] as const).map(async (person) => (await tower.actor(person)).userId));
    expect(await authorsOf("accounting", draft)).toEqual([`CASE ${(await tower.actor("admin")).userId}`, `INSTRUCTION ${accountant}`, `TEXT ${second}`].sort());
  });

  test("by an instruction for the first draft", async () => {
    const { task } = await quiet();
    const { record: draft } = await story.done("accounting", "draftPropose", { taskId: task.id, instruction: "Mention their new bank." });
    await refused("accounting", draft, /after your instruction/);
    await allowed("secondAccountant", draft);
  });

  test("and nobody else: a reason for turning a draft down, and words given after it was written, are not in it", async () => {
    const { task } = await quiet();
    await story.done("accounting", "draftReject", { ...read(await agentWrites(task)), reason: "Too harsh." });
    const draft = await agentWrites(task);
    await update("accounting", task, { promptContext: "They promised Monday." });
    await allowed("accounting", draft);
  });

  test("a person's own text carries no words of those who told the agent something", async () => {
    const { task } = await quiet();
    await update("accounting", task, { promptContext: "They promised Monday." });
    const { record: draft } = await story.done("secondAccountant", "draftPropose", { taskId: task.id, body: "Please look at this one." });
    await allowed("accounting", draft);
  });

  test("the database refuses the approval of an author by itself, keeps what it noted, and fills in authors that a writer left out", async () => {
    const { task } = await quiet(ONE_PAIR);
    await update("accounting", task, { promptContext: "They promised Monday." });
    const draft = await agentWrites(task);
    const { userId } = await tower.actor("accounting");
    await update("admin", task, FOUR_EYES);
    await expect(story.rows(`
      INSERT INTO approvals (created_at, draft_id, revision_id, content_hash, decision, approver_id, expires_at)
      SELECT created_at, draft_id, id, content_hash, 'approved', $2, created_at + interval '1 day' FROM draft_revisions WHERE draft_id = $1`, [draft.id, userId])).rejects.toThrow(/four eyes/);
    await expect(story.rows(`UPDATE task_authors SET source = 'text' WHERE task_id = $1`, [task.id])).rejects.toThrow();
    await expect(story.rows(`DELETE FROM task_authors WHERE task_id = $1`, [task.id])).rejects.toThrow();
    await story.rows(`INSERT INTO draft_revisions (created_at, draft_id, revision, body, channel_id, recipients, author_kind, authors)
      SELECT created_at, draft_id, 2, 'Other words.', channel_id, recipients, 'agent', '[]' FROM draft_revisions WHERE draft_id = $1`, [draft.id]);
    const [forged] = await story.rows(`SELECT authors FROM draft_revisions WHERE draft_id = $1 AND revision = 2`, [draft.id]);
    expect(forged!.authors).toContainEqual({ userId, source: "context" });
  });

  test("of all who approve at the same moment, only somebody without words in it does, once", async () => {
    const { task } = await quiet();
    await update("accounting", task, { promptContext: "They promised Monday." });
    const draft = await agentWrites(task);
    const people: Person[] = ["accounting", "secondAccountant", "accounting", "secondAccountant", "admin"];
    const outcomes = await Promise.all(people.map((person) => story.does(person, "draftApprove", approval(draft))));
    expect(outcomes.map(({ code }, i) => [people[i], code]).filter(([person, code]) => person !== "secondAccountant" && code === undefined)).toEqual([]);
    expect(outcomes.filter(({ code }) => !code)).toHaveLength(1);
    expect(await story.rows(`SELECT FROM approvals WHERE draft_id = $1`, [draft.id])).toHaveLength(1);
  });
});

describe("lifting four eyes", () => {
  test("is somebody else's than an author's, of the owner team, and on record", async () => {
    const { task: { id } } = await quiet();
    await update("accounting", { id }, { promptContext: "They promised Monday." });
    expect(await update("accounting", { id }, ONE_PAIR)).toMatchObject({ code: "FOUR_EYES" });
    expect(await update("accounting", { id }, { promptContext: null, ...ONE_PAIR })).toMatchObject({ code: "FOUR_EYES" });
    expect(await update("logistics", { id }, ONE_PAIR)).toMatchObject({ code: "FORBIDDEN" });
    expect(await update("iberianSales", { id }, ONE_PAIR)).toMatchObject({ code: "NOT_FOUND" });
    expect(await story.doesWith(await story.apiToken("secondAccountant"), "followUpTaskUpdate", { taskId: id, version: (await task(id)).version, ...ONE_PAIR })).toMatchObject({ code: "FORBIDDEN" });
    expect(await story.does("secondAccountant", "followUpTaskUpdate", { taskId: id, version: 1, ...ONE_PAIR })).toMatchObject({ code: "STALE_VERSION" });
    expect(await task(id)).toMatchObject({ channel_policy: "four_eyes_required", four_eyes_lifted_by_id: null });
    expect(await update("secondAccountant", { id }, ONE_PAIR)).toMatchObject({ code: undefined });
    expect(await task(id)).toMatchObject({ channel_policy: "human_approval_required", four_eyes_lifted_by_id: (await tower.actor("secondAccountant")).userId });
    expect(await tower.trail(id)).toContain("access.refused");
  });

  test("is not for an assignee of another team, who may change the task", async () => {
    const { userId } = await tower.actor("logistics");
    const { task } = await quiet({ ...FOUR_EYES, assigneeId: userId });
    expect(await update("logistics", task, { priority: "LOW" })).toMatchObject({ code: undefined });
    expect(await update("logistics", task, ONE_PAIR)).toMatchObject({ code: "FORBIDDEN" });
  });

  test("frees no draft that waits, and never whoever lifted it", async () => {
    const { task } = await quiet(ONE_PAIR);
    const waiting = (await story.done("accounting", "draftPropose", { taskId: task.id, body: "Please look at this one." })).record;
    await update("admin", task, FOUR_EYES);
    expect(await update("secondAccountant", task, ONE_PAIR)).toMatchObject({ code: undefined });
    expect(await approves("accounting", waiting)).toMatchObject({ code: "FOUR_EYES" });
    expect(await tower.trail(waiting.id)).toContain("draft.keptUnderFourEyes");
    const own = (await story.done("secondAccountant", "draftPropose", { taskId: task.id, body: "Please look at that one." })).record;
    expect(await approves("secondAccountant", own)).toMatchObject({ code: "FOUR_EYES", message: expect.stringContaining("lifted") });
    const later = (await story.done("accounting", "draftPropose", { taskId: task.id, body: "Please look at one more." })).record;
    expect(await approves("accounting", later)).toMatchObject({ code: undefined });
  });

  test("is not done by ending a task and beginning another, nor by a case of one's own on the same record", async () => {
    const { task: { id, version }, invoice } = await quiet();
    await story.done("accounting", "followUpTaskResolve", { taskId: id, version, resolution: "Paid." });
    const { record } = await story.done("accounting", "exceptionOpen", { subjectKind: "INVOICE", subjectId: invoice.number, title: "Once more" });
    const assign = { exceptionId: record.id, version: record.version };
    expect(await story.does("accounting", "exceptionAssignAgent", { ...assign, ...ONE_PAIR })).toMatchObject({ code: "BAD_USER_INPUT", field: "channelPolicy" });
    const { record: next } = await story.done("accounting", "exceptionAssignAgent", assign);
    expect(await task(next.id)).toMatchObject({ channel_policy: "four_eyes_required" });
    expect(await update("accounting", next, ONE_PAIR)).toMatchObject({ code: "FOUR_EYES" });
  });

  test("behind words of one's own that are just being written, waits for them and is refused", async () => {
    const { task: { id } } = await quiet();
    const { userId } = await tower.actor("accounting");
    const holder = await tower.services.pool.connect();
    try {
      await holder.query("BEGIN");
      await holder.query(`SELECT FROM follow_up_tasks WHERE id = $1 FOR UPDATE`, [id]);
      const lifting = update("accounting", { id }, ONE_PAIR);
      await waitedFor(holder);
      await holder.query(`INSERT INTO task_authors (created_at, exception_id, task_id, user_id, source) SELECT now(), exception_id, id, $2, 'context' FROM follow_up_tasks WHERE id = $1`, [id, userId]);
      await holder.query("COMMIT");
      expect(await lifting).toMatchObject({ code: "FOUR_EYES" });
    } finally {
      holder.release();
    }
  });
});

describe("the value at stake", () => {
  /** A draft with an accountant's own words on a case about the record; who lifted nothing and told nobody. */
  async function ownDraft(subjectKind: string, { id }: any) {
    const { record: exception } = await story.done("admin", "exceptionOpen", { subjectKind, subjectId: id, title: "It is stuck", ownerTeam: "ACCOUNTING" });
    const { record: task } = await story.done("accounting", "exceptionAssignAgent", { exceptionId: exception.id, version: exception.version });
    return (await story.done("accounting", "draftPropose", { taskId: task.id, body: "Please look at this one." })).record;
  }
  const order = (currency: string, valueMinor: number) => tower.given.order({ currency, valueMinor });
  const rate = (quote: string, rate: number) => story.rows(`INSERT INTO fx_rates (day, base, quote, rate) VALUES ($1, 'EUR', $2, $3)`, [day(-1), quote, rate]);

  beforeAll(async () => void (await Promise.all([rate("JPY", 160), rate("KWD", 0.33)])));

  // the euro and the yen have 100 and 1 minor units, the dinar 1,000
  test.each<[string, number, string | undefined]>([
    ["EUR", 4_999_999, undefined], ["EUR", 5_000_000, "FOUR_EYES"],
    ["JPY", 5_000_000, undefined], ["JPY", 8_000_000, "FOUR_EYES"],
    ["KWD", 16_499_000, undefined], ["KWD", 16_500_000, "FOUR_EYES"],
    ["XPF", 1, "FOUR_EYES"], // there is no rate
  ])("of a shipment is its order's, in one currency: %s, %d minor units", async (currency, value, code) => {
    const shipment = await tower.given.shipment({ order: await order(currency, value) });
    const draft = await ownDraft("SHIPMENT", shipment);
    expect(await shownTo("accounting", draft.id)).toMatchObject({ viewerMay: code ? expect.not.arrayContaining(["draftApprove"]) : expect.arrayContaining(["draftApprove"]) });
    expect(await approves("accounting", draft)).toMatchObject({ code });
  });

  test("of a case without money and order is none", async () => {
    expect(await approves("accounting", await ownDraft("DISTRIBUTOR", await tower.given.distributor()))).toMatchObject({ code: undefined });
  });
});

test("a database of before this rule takes over whose words its drafts carry", async () => {
  const { task } = await quiet();
  await update("accounting", task, { promptContext: "They promised Monday." });
  const first = await agentWrites(task);
  await story.done("secondAccountant", "draftRedo", { ...read(first), instruction: "Mention their new bank." });
  await agentWrites(task);
  const noted = () => story.rows(`
    SELECT r.id, author->>'userId' AS person, author->>'source' AS source FROM draft_revisions r JOIN drafts d ON d.id = r.draft_id, jsonb_array_elements(r.authors) author
    WHERE d.task_id = $1 ORDER BY 1, 2, 3`, [task.id]);
  const before = await noted();
  expect(before.map(({ source }) => source)).toEqual(expect.arrayContaining(["case", "context", "instruction"]));
  const owner = await new DataSource({ type: "postgres", url: tower.ownerUrl }).initialize();
  const [runner, migration] = [owner.createQueryRunner(), new Authors1790000000033()];
  await migration.down(runner);
  await migration.up(runner);
  await owner.destroy();
  // the clock of this test stands still, so that what came after a draft looks as if it had come with it
  expect(await noted()).toEqual(expect.arrayContaining(before));
});
