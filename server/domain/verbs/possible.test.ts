import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { hour } from "../../testing/builders.js";
import { type Person, startTower, type TestTower } from "../../testing/startTower.js";
import { approval, Story } from "../../testing/story.js";

let tower: TestTower;
let story: Story;
beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
});
afterAll(() => tower.close());

const PEOPLE: Person[] = ["sales", "accounting", "secondAccountant", "logistics", "legal", "admin", "viewer"];
const mayDo = async (person: Person, root: string, id: string): Promise<string[]> =>
  (await tower.as(person)(`query($id: ID!) { ${root}(id: $id) { viewerMay } }`, { id })).data?.[root]?.viewerMay ?? [];

/** Each verb with an input that nothing but right, state and four eyes can speak against. */
const TASK = (task: any, invoice: any): Record<string, object> => ({
  followUpTaskUpdate: { taskId: task.id, version: task.version, priority: "URGENT" },
  followUpTaskSnooze: { taskId: task.id, version: task.version, until: hour(30) },
  followUpTaskResolve: { taskId: task.id, version: task.version, resolution: `Paid ${invoice.number}.` },
  followUpTaskReopen: { taskId: task.id, version: task.version, reason: "The cheque bounced." },
  draftPropose: { taskId: task.id, subject: null, body: "Please say when it will be paid." },
});
const DRAFT = (draft: any): Record<string, object> => ({
  draftEdit: { draftId: draft.id, version: draft.version, body: "Other words." },
  draftApprove: approval(draft),
  draftReject: { draftId: draft.id, version: draft.version, reason: "Too early." },
  draftRedo: { draftId: draft.id, version: draft.version, instruction: "Shorter." },
});

interface Case { root: string; verbs: (made: any) => Record<string, object>; id: (made: any) => string; make: () => Promise<any> }
const overTask = (made: any, status: string) => story.rows(`UPDATE follow_up_tasks SET status = $2 WHERE id = $1`, [made.task.id, status]).then(() => made);
const task = { root: "followUpTask", id: (made: any) => made.task.id, verbs: ({ task, invoice }: any) => TASK(task, invoice) };
const draft = { root: "draft", id: (made: any) => made.draft.id, verbs: ({ draft }: any) => DRAFT(draft) };
const drafted = async (given: object = {}) => {
  const made = await story.draft(given);
  const { data } = await tower.as("admin")(`query($id: ID!) { draft(id: $id) { id version currentRevision { id } } }`, { id: made.draft.id });
  return { ...made, draft: data.draft };
};

const CASES: Record<string, Case> = {
  "a task at work": { ...task, make: () => story.task() },
  "a task that is over": { ...task, make: async () => overTask(await story.task(), "resolved") },
  "a draft that waits": { ...draft, make: () => drafted() },
  "a draft with the context of the accountant, under four eyes": { ...draft, make: () => drafted({ assign: { channelPolicy: "FOUR_EYES_REQUIRED", promptContext: "They promised Monday." } }) },
  "a draft that has expired": { ...draft, make: async () => { const made = await drafted(); await story.rows(`UPDATE drafts SET expires_at = created_at WHERE id = $1`, [made.draft.id]); return made; } },
  "a draft that is decided": { ...draft, make: async () => { const made = await drafted(); await story.done("admin", "draftReject", { draftId: made.draft.id, version: made.draft.version, reason: "Too early." }); return { ...made, draft: { ...made.draft, version: made.draft.version + 1 } }; } },
  "an exception that nobody has": {
    root: "exception", id: ({ exception }) => exception.id, make: () => story.exception(),
    verbs: ({ exception }) => ({ exceptionAssignAgent: { exceptionId: exception.id, version: exception.version }, exceptionDismiss: { exceptionId: exception.id, version: exception.version, reason: "They pay by cheque." } }),
  },
  "an exception that is assigned": {
    root: "exception", id: ({ exception }) => exception.id, make: async () => { const made = await story.task(); return { ...made, exception: { ...made.exception, version: (await story.read(made.exception.id, "exceptions")).version } }; },
    verbs: ({ exception }) => ({ exceptionAssignAgent: { exceptionId: exception.id, version: exception.version }, exceptionDismiss: { exceptionId: exception.id, version: exception.version, reason: "They pay by cheque." } }),
  },
  "an order that is closed": {
    root: "order", id: ({ id }) => id, make: () => tower.given.order({ status: "closed" }),
    verbs: (order) => ({ orderArchive: { id: order.id, version: 1, reason: "Set up twice." }, orderRestore: { id: order.id, version: 1 } }),
  },
  "an order at work": {
    root: "order", id: ({ id }) => id, make: () => tower.given.order({ status: "confirmed" }),
    verbs: (order) => ({ orderArchive: { id: order.id, version: 1, reason: "Set up twice." }, orderRestore: { id: order.id, version: 1 } }),
  },
};

test.each(Object.entries(CASES))("of %s, everybody is told what they may do, and may do exactly that", async (_, { root, verbs, id, make }) => {
  for (const person of PEOPLE) {
    const names = Object.keys(verbs(await make()));
    for (const verb of names) {
      const made = await make();
      const told = (await mayDo(person, root, id(made))).includes(verb);
      const outcome = await story.does(person, verb, verbs(made)[verb]!);
      expect([person, verb, told, outcome.code]).toEqual([person, verb, outcome.code === undefined, outcome.code]);
    }
  }
}, 240_000);

test("a token is told of nothing that its scopes do not reach", async () => {
  const { task } = await story.task();
  const token = await story.apiToken("accounting", ["read"]);
  const response = await fetch(`${tower.url}/graphql`, { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${token}` }, body: JSON.stringify({ query: `query($id: ID!) { followUpTask(id: $id) { viewerMay } }`, variables: { id: task.id } }) });
  expect(((await response.json()) as any).data.followUpTask.viewerMay).toEqual([]);
});
