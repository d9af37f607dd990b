import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTower, type TestTower } from "../../testing/startTower.js";
import { approval, Story } from "../../testing/story.js";

let tower: TestTower;
let story: Story;
beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
});
afterAll(() => tower.close());

const HIDDEN = "Pay \u202Eon\u202C Friday\u200B,\r\nplease.\u0007";
const bodyOf = async (draft: any) => (await story.rows(`SELECT r.* FROM draft_revisions r JOIN drafts d ON d.current_revision_id = r.id WHERE d.id = $1`, [draft.id]))[0]!;

test("words are kept, approved and sent without characters that nobody sees, whoever wrote them and by whichever door", async () => {
  const { task, draft } = await story.draft();
  const { record: edited } = await story.done("accounting", "draftEdit", { draftId: draft.id, version: draft.version, body: HIDDEN, subject: " Pay\u200B\n now " });
  expect(await bodyOf(edited)).toMatchObject({ body: "Pay on Friday,\nplease.", subject: "Pay now" });
  const { record: own } = await story.done("accounting", "draftPropose", { taskId: task.id, body: `${HIDDEN} Thanks.` });
  expect(await bodyOf(own)).toMatchObject({ body: "Pay on Friday,\nplease. Thanks." });
  for (const body of ["\u200B\u200B", "\u3164 \u2800", "\u202E"]) {
    expect(await story.does("accounting", "draftPropose", { taskId: task.id, body })).toMatchObject({ code: "BAD_USER_INPUT", field: "body" });
    expect(await story.does("accounting", "draftEdit", { draftId: edited.id, version: edited.version, body })).toMatchObject({ code: "BAD_USER_INPUT", field: "body" });
  }
});

test("a name with hidden characters reaches nobody with them", async () => {
  const distributor = await tower.given.distributor({ legalName: "Nord\u202Ekcart\u202C Handel\u200B" });
  const { draft } = await story.draft({ distributor });
  const { body } = await bodyOf(draft);
  expect(body).toContain("Nordkcart Handel");
  expect(body).not.toMatch(/\u202E|\u202C|\u200B/);
});

test("the day that a draft asks to be answered by lies ahead when it is written, also where the SLA is over", async () => {
  const { task } = await story.task();
  await story.rows(`UPDATE follow_up_tasks SET sla_due_at = $2 WHERE id = $1`, [task.id, new Date(tower.clock.now().getTime() - 30 * 86_400_000)]);
  await story.check(task.id);
  const { facts } = await bodyOf(await story.draftOf(task.id));
  const deadline = facts.find(({ field }: any) => field === "answerBy");
  expect(deadline.value >= tower.clock.now().toISOString().slice(0, 10)).toBe(true);
  expect(deadline).toMatchObject({ record: task.taskId, derived: true });
});

test("a draft whose day to answer has passed is not approved, an approved one is not sent, and an edit to a day ahead frees it", async () => {
  const { draft } = await story.draft();
  const late = await story.draft();
  const { body, facts } = await bodyOf(draft);
  const day = facts.find(({ field }: any) => field === "answerBy").value;
  const before = tower.clock.now();
  const at = (time: string, daysOn = 0) => tower.clock.set(new Date(Date.parse(`${day}T${time}Z`) + daysOn * 86_400_000));
  try {
    at("15:00:00");
    await story.done("accounting", "draftApprove", approval(late.draft));
    at("04:00:00", 1);
    expect(await story.does("accounting", "draftApprove", approval(draft))).toMatchObject({ code: "EXPIRED", message: expect.stringContaining(`by ${day}, which has passed`) });
    await story.post();
    expect(await story.rows(`SELECT status, failure_reason FROM outbound_messages WHERE draft_id = $1`, [late.draft.id])).toEqual([{ status: "cancelled", failure_reason: expect.stringContaining("which has passed") }]);

    const held = await story.draftOf((await story.read(draft.id, "drafts")).task_id);
    const { record: same } = await story.done("accounting", "draftEdit", { draftId: held.id, version: held.version, body: `${body} Thank you.` });
    expect(await story.does("secondAccountant", "draftApprove", approval(same))).toMatchObject({ code: "EXPIRED" });
    const { record: edited } = await story.done("accounting", "draftEdit", { draftId: same.id, version: (await story.read(same.id, "drafts")).version, body: "Please tell us who speaks to them." });
    expect((await story.does("secondAccountant", "draftApprove", approval(edited))).code).toBeUndefined();
  } finally {
    tower.clock.set(before);
  }
});
