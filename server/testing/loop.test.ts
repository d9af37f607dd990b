import { startTower, type TestTower } from "./startTower.js";
import { day } from "./builders.js";

let tower: TestTower;
beforeAll(async () => { tower = await startTower(); });
afterAll(() => tower.close());

/** An invoice 40 days overdue, found by the rules. */
async function overdueInvoice() {
  const invoice = await tower.given.invoice({ dueOn: day(-40), outstandingMinor: 1_842_000, amountMinor: 1_842_000 });
  const run = await tower.as("accounting")(`mutation { detectionRun(input: { rules: ["INVOICE_OVERDUE"] }) { refusal { message } run { opened } } }`);
  expect(run.errors).toBeUndefined();
  const found = await tower.as("accounting")(
    `query($search: String!) { exceptions(filter: { search: $search }) { nodes { id version number title state score severity facts { field value } } } }`, { search: invoice.number });
  expect(found.errors).toBeUndefined();
  return { invoice, exception: found.data.exceptions.nodes[0] };
}

const ASSIGN = `mutation($input: ExceptionAssignAgentInput!) { exceptionAssignAgent(input: $input) { refusal { code message field } followUpTask {
  id version taskId orderId assignedAgent humanOwner status slaDueAt nextCheckAt communicationChannels channelPolicy allowedActions blockedActions
  escalationRule lastChannelMessageId auditRequired availableTransitions } } }`;
const DRAFTS = `query($task: [String!]) { drafts(filter: { task: $task }) { nodes { id version state viewerMay
  currentRevision { id revision body facts { record field value version } ungrounded highlights { text factIndex } }
  outboundMessages { id status externalMessageId approval { approver { name } } } } } }`;
const APPROVE = `mutation($input: DraftApproveInput!) { draftApprove(input: $input) { refusal { code message field } draft { id state version } } }`;

async function assigned() {
  const { invoice, exception } = await overdueInvoice();
  const { data, errors } = await tower.as("accounting")(ASSIGN, { input: { exceptionId: exception.id, version: exception.version } });
  expect(errors).toBeUndefined();
  expect(data.exceptionAssignAgent.refusal).toBeNull();
  return { invoice, exception, task: data.exceptionAssignAgent.followUpTask };
}

async function drafted() {
  const made = await assigned();
  await tower.settle();
  const { data, errors } = await tower.as("accounting")(DRAFTS, { task: [made.task.taskId] });
  expect(errors).toBeUndefined();
  return { ...made, draft: data.drafts.nodes[0] };
}

const approval = (draft: any) => ({ input: { draftId: draft.id, version: draft.version, revisionId: draft.currentRevision.id } });

test("the loop: found, assigned, drafted from the record's own figures, approved by a person, posted once, on record", async () => {
  const { exception, task, draft } = await drafted();
  expect(task).toMatchObject({
    taskId: expect.stringMatching(/^FOLLOW-2026-\d{3,}$/), assignedAgent: "AccountingFollowUpAgent", humanOwner: "ACCOUNTING", status: "SCHEDULED",
    communicationChannels: ["slack:#wholesale-exceptions"], channelPolicy: "HUMAN_APPROVAL_REQUIRED", auditRequired: true, lastChannelMessageId: null,
  });
  expect(task.blockedActions).toEqual(expect.arrayContaining(["SEND_WITHOUT_APPROVAL", "RELEASE_SHIPMENT", "MODIFY_INVOICE"]));
  expect(exception.facts.map((fact: any) => fact.value)).toContain("EUR 18,420.00");
  expect(draft.currentRevision.body).toContain("EUR 18,420.00");
  expect(draft.currentRevision.ungrounded).toEqual([]);
  expect(draft.viewerMay).toContain("draftApprove");

  const approved = await tower.as("accounting")(APPROVE, approval(draft));
  expect(approved.data.draftApprove).toMatchObject({ refusal: null, draft: { state: "APPROVED" } });
  await tower.settle();
  await tower.settle();

  const after = (await tower.as("accounting")(DRAFTS, { task: [task.taskId] })).data.drafts.nodes[0];
  expect(after).toMatchObject({ state: "EXECUTED", outboundMessages: [{ status: "SENT", externalMessageId: expect.stringMatching(/^rec-/), approval: { approver: { name: "Ines Rovira" } } }] });
  expect(tower.posts.filter((post) => post.text.includes("EUR 18,420.00"))).toHaveLength(1);
  expect(await tower.trail(exception.id)).toEqual(expect.arrayContaining(["exception.opened", "exception.assigned", "task.created", "draft.proposed", "draft.approved", "message.queued", "message.sent", "draft.executed"]));
});

test("an approval is used once, however many click at the same moment", async () => {
  const { draft } = await drafted();
  const before = tower.posts.length;
  const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => tower.as(i % 2 ? "accounting" : "secondAccountant")(APPROVE, approval(draft))));
  expect(answers.filter((answer) => answer.data.draftApprove.refusal === null)).toHaveLength(1);
  await tower.settle();
  expect(tower.posts.length - before).toBe(1);
});

test("paid meanwhile: approving is refused with the reason and nothing is sent", async () => {
  const { invoice, draft } = await drafted();
  await tower.services.pool.query(`UPDATE invoices SET status = 'paid', outstanding_minor = 0, version = version + 1 WHERE id = $1`, [invoice.id]);
  const before = tower.posts.length;
  const { data } = await tower.as("accounting")(APPROVE, approval(draft));
  expect(data.draftApprove.refusal).toMatchObject({ code: "STALE_FACTS", message: expect.stringContaining("EUR 18,420.00") });
  await tower.settle();
  expect(tower.posts.length).toBe(before);
});

test("a revision that is not the one read is refused, and an edit makes a new one", async () => {
  const { draft } = await drafted();
  const edit = await tower.as("secondAccountant")(
    `mutation($input: DraftEditInput!) { draftEdit(input: $input) { refusal { code } draft { version currentRevision { revision ungrounded author { name } } } } }`,
    { input: { draftId: draft.id, version: draft.version, body: "They still owe EUR 99,999.99, says their CFO." } });
  expect(edit.data.draftEdit).toMatchObject({ refusal: null, draft: { currentRevision: { revision: 2, ungrounded: ["EUR 99,999.99"], author: { name: "Tomas Lindqvist" } } } });
  const { data } = await tower.as("accounting")(APPROVE, approval(draft));
  expect(data.draftApprove.refusal.code).toBe("STALE_VERSION");
});

test("who may not decide is refused, and the attempt is on record", async () => {
  const { draft } = await drafted();
  const seen = await tower.as("viewer")(APPROVE, approval(draft));
  expect(seen.errors![0]!.extensions!.code).toBe("NOT_FOUND");
  const legal = await tower.as("legal")(APPROVE, approval(draft));
  expect(legal.errors![0]!.extensions!.code).toBe("FORBIDDEN");
  expect(await tower.trail(draft.id)).toContain("access.refused");
  const nobody = await tower.as()(APPROVE, approval(draft));
  expect(["UNAUTHENTICATED", "NOT_FOUND"]).toContain(nobody.errors![0]!.extensions!.code);
});
