import { day } from "../../testing/builders.js";
import { proposeDraft } from "./proposeDraft.js";
import { expireDrafts } from "./expireDrafts.js";
import { startTower, type Person, type TestTower } from "../../testing/startTower.js";
import { statementsOf } from "../../testing/countedStatements.js";
import { approval, Story } from "../../testing/story.js";

let tower: TestTower;
let story: Story;
beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
});
afterAll(() => tower?.close());

/** An approval that asks for what the dashboard needs at once, and its statements. */
async function approve(person: Person, draft: any): Promise<string[]> {
  let reply: any;
  const approving = `mutation($input: DraftApproveInput!) { draftApprove(input: $input) { refusal { code message } draft { id version state } } }`;
  const statements = await statementsOf(async () => (reply = await tower.as(person)(approving, { input: approval(draft) })), /INSERT INTO approvals/, "drafts");
  expect(reply).toMatchObject({ data: { draftApprove: { refusal: null, draft: { id: draft.id, version: draft.version + 1, state: "APPROVED" } } } });
  expect(await story.rows(`SELECT version, state FROM drafts WHERE id = $1`, [draft.id])).toEqual([{ version: draft.version + 1, state: "approved" }]);
  return statements;
}

const BEGIN = expect.stringMatching(/^START TRANSACTION/);
const APPROVING = [BEGIN, expect.stringContaining('FOR UPDATE OF t, "task"'), expect.stringMatching(/^SELECT json_build_array/), expect.stringContaining("INSERT INTO approvals"), "COMMIT"];

test("an approval takes five statements, begin, commit and answer included", async () => {
  const { draft } = await story.draft();
  expect(await approve("accounting", draft)).toEqual(APPROVING);
});

test("so does an author's own of words about another currency, which also looks at the rates", async () => {
  await story.rows(`INSERT INTO fx_rates (day, base, quote, rate) VALUES ($1, 'EUR', 'USD', 1.1)`, [day(-1)]);
  const made = await story.draft({ value: 100_000, currency: "USD" } as object);
  const { record: draft } = await story.done("accounting", "draftEdit", { draftId: made.draft.id, version: made.draft.version, body: "My own words." });
  const statements = await approve("accounting", draft);
  expect(statements).toEqual(APPROVING);
  expect(statements[2]).toContain("fx_rates");
});

test("so does one for a partner, which also looks at the contacts", async () => {
  const distributor = await tower.given.distributor();
  await story.contact(distributor);
  const channel = await story.channel("email:partners", "email", "partner");
  const { draft } = await story.draft({ by: "admin", distributor, assign: { communicationChannels: [channel] } });
  const statements = await approve("accounting", draft);
  expect(statements).toEqual(APPROVING);
  expect(statements[2]).toContain("contacts");
});

test("a change of a task that needs no other record takes one statement, its answer included", async () => {
  const { task } = await story.task();
  const updating = `mutation($input: FollowUpTaskUpdateInput!) { followUpTaskUpdate(input: $input) { refusal { code message } followUpTask { id version } } }`;
  const update = () => tower.as("accounting")(updating, { input: { taskId: task.id, version: task.version, promptContext: "They pay on Fridays." } });
  expect(await statementsOf(update, /UPDATE follow_up_tasks/, "follow_up_tasks")).toHaveLength(1);
});

test("drafts of one task that expire together leave it drafting", async () => {
  const { task, draft } = await story.draft();
  const { id: channelId } = await tower.given.insert("channels", { code: "slack:#second", kind: "slack", name: "Second", address: "#second", recipients: ["#second"] });
  await proposeDraft(story.system, { taskId: task.id, channelId, action: (await story.read(draft.id, "drafts")).action, facts: [], body: "Please answer.", ungrounded: [] });
  const rows = () => story.rows(`SELECT state FROM drafts WHERE task_id = $1`, [task.id]);
  expect(await rows()).toHaveLength(2);
  await story.rows(`UPDATE drafts SET expires_at = created_at WHERE task_id = $1`, [task.id]);
  await expireDrafts(story.system);
  expect(await rows()).toEqual([{ state: "expired" }, { state: "expired" }]);
  expect(await story.read(task.id, "follow_up_tasks")).toMatchObject({ status: "drafting" });
});
