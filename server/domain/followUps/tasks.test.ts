import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { day, hour, NOW } from "../../testing/builders.js";
import { type Person, startTower, type TestTower } from "../../testing/startTower.js";
import { approval, Story } from "../../testing/story.js";
import { endClearedTasks } from "./endClearedTask.js";
import { sweepClocks } from "./sweepClocks.js";

let tower: TestTower;
let story: Story;
beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
});
afterAll(() => tower.close());
afterEach(() => tower.clock.set(NOW));

const times = <T>(count: number, work: (i: number) => Promise<T>) => Promise.all(Array.from({ length: count }, (_, i) => work(i)));
const codes = (outcomes: { code?: string }[]) => outcomes.map(({ code }) => code ?? "done").sort();
const row = (task: any) => story.read(task.id, "follow_up_tasks");
const version = (task: any) => ({ taskId: task.id, version: task.version });
const resolved = async () => {
  const { task } = await story.task();
  return (await story.done("accounting", "followUpTaskResolve", { ...version(task), resolution: "Paid by cheque." })).record;
};

/** Each mutation of a task: on what, with which input, what it brings about, and what it leaves in the story. */
const MUTATIONS: [string, () => Promise<any>, (task: any) => object, object, string][] = [
  ["followUpTaskUpdate", async () => (await story.task()).task, (task) => ({ ...version(task), priority: "URGENT", promptContext: "They moved offices." }), { priority: "URGENT" }, "task.updated"],
  ["followUpTaskSnooze", async () => (await story.task()).task, (task) => ({ ...version(task), until: hour(48), reason: "They are closed." }), { snoozedUntil: hour(48).toISOString() }, "task.snoozed"],
  ["followUpTaskSnooze", async () => (await story.done("accounting", "followUpTaskSnooze", { ...version((await story.task()).task), until: hour(48) })).record, (task) => ({ ...version(task), until: null }), { snoozedUntil: null }, "task.woken"],
  ["followUpTaskResolve", async () => (await story.task()).task, (task) => ({ ...version(task), resolution: "Paid by cheque." }), { status: "RESOLVED", slaState: "MET" }, "task.resolved"],
  ["followUpTaskReopen", resolved, (task) => ({ ...version(task), reason: "The cheque bounced." }), { status: "SCHEDULED", slaState: "ACTIVE", reopenedCount: 1, exception: { state: "IN_PROGRESS" } }, "task.reopened"],
];

describe.each(MUTATIONS)("%s", (mutation, given, input, effect, event) => {
  const told = async (task: any) => (await tower.trail(task.id)).filter((type) => type === event);

  test("is for the owner team and the assignee, on the version they read", async () => {
    const task = await given();
    const absent = await story.does("accounting", mutation, { ...input(task), taskId: "FOLLOW-2026-99999" });
    const refusals = await Promise.all(["viewer", "logistics", "iberianSales", undefined].map((person) => story.does(person, mutation, input(task))));
    expect(refusals.map(({ code }) => code)).toEqual(["FORBIDDEN", "FORBIDDEN", "NOT_FOUND", "UNAUTHENTICATED"]);
    expect([absent.code, absent.message]).toEqual(["NOT_FOUND", refusals[2]!.message]);
    expect(await story.does("accounting", mutation, { ...input(task), version: task.version + 1 })).toMatchObject({ code: "STALE_VERSION" });
    expect(await story.does("accounting", mutation, input(task))).toMatchObject({ code: undefined, record: effect });
    const again = await story.does("secondAccountant", mutation, input(task));
    if (/Resolve|Reopen/.test(mutation)) expect(again).toMatchObject({ code: "ALREADY_DONE", message: expect.stringMatching(/^The task was (resolved|taken up again) already, by Ines Rovira on \d+ \w+ 2026 at \d\d:\d\d\.$/) });
    else expect(again.code).toBe("STALE_VERSION");
    expect(await told(task)).toHaveLength(1);
    expect((await tower.trail(task.id)).filter((type) => type === "access.refused")).toHaveLength(2);
  });

  test("has one effect when many click at once, and one answer under one key", async () => {
    const task = await given();
    expect(codes(await times(5, () => story.does("accounting", mutation, input(task)))).filter((code) => code === "done")).toHaveLength(1);
    const other = await given();
    expect(codes(await times(4, () => story.does("accounting", mutation, { ...input(other), idempotencyKey: `once ${event}` })))).toEqual(Array(4).fill("done"));
    expect([await told(task), await told(other)]).toEqual([[event], [event]]);
  });
});

test.each<[string, string, (task: any) => object]>([
  ["followUpTaskUpdate", "WRONG_STATE", () => ({ priority: "LOW" })],
  ["followUpTaskSnooze", "WRONG_STATE", () => ({ until: hour(5) })],
  ["followUpTaskResolve", "ALREADY_DONE", () => ({ resolution: "Again." })],
])("%s is refused on a task that is over", async (mutation, code, input) => {
  const task = await resolved();
  expect(await story.does("accounting", mutation, { ...version(task), ...input(task) })).toMatchObject({ code });
});

test.each<[string, object]>([
  ["followUpTaskSnooze", { until: hour(-1) }], ["followUpTaskSnooze", { until: hour(24 * 91) }], ["followUpTaskResolve", { resolution: " " }],
  ["followUpTaskReopen", { reason: " " }], ["followUpTaskUpdate", { retryCadenceMinutes: 0 }], ["followUpTaskUpdate", { nextCheckAt: "2999-01-01T00:00:00Z" }], ["followUpTaskUpdate", { assigneeId: "nobody" }],
  ["followUpTaskUpdate", { communicationChannels: [] }], ["followUpTaskUpdate", { communicationChannels: ["slack:#nowhere"] }],
  ["followUpTaskUpdate", { allowedActions: ["RELEASE_SHIPMENT"] }],
])("%s refuses %j in words", async (mutation, input) => {
  const { task } = await story.task();
  expect(await story.does("accounting", mutation, { ...version(task), ...input })).toMatchObject({ code: "BAD_USER_INPUT", field: Object.keys(input)[0], errors: undefined });
});

describe("exceptionAssignAgent", () => {
  const assign = (exception: any, more: object = {}) => ({ exceptionId: exception.id, version: exception.version, ...more });

  test("is for the owner team, makes one task however many ask, and says who did it", async () => {
    const { exception } = await story.exception();
    const refusals = await Promise.all(["viewer", "sales", "iberianSales", undefined].map((person) => story.does(person, "exceptionAssignAgent", assign(exception))));
    expect(refusals.map(({ code }) => code)).toEqual(["FORBIDDEN", "FORBIDDEN", "NOT_FOUND", "UNAUTHENTICATED"]);
    const outcomes = await times(5, () => story.does("accounting", "exceptionAssignAgent", assign(exception)));
    expect(codes(outcomes)).toEqual(["STALE_VERSION", "STALE_VERSION", "STALE_VERSION", "STALE_VERSION", "done"]);
    expect(await story.rows(`SELECT FROM follow_up_tasks WHERE exception_id = $1`, [exception.id])).toHaveLength(1);
    expect(await tower.trail(exception.id)).toEqual(expect.arrayContaining(["exception.opened", "exception.assigned", "task.created"]));
    const again = await story.read(exception.id, "exceptions");
    expect(await story.does("accounting", "exceptionAssignAgent", assign(again))).toMatchObject({ code: "ALREADY_DONE" });
  });

  test("answers one task under one key", async () => {
    const { exception } = await story.exception();
    const outcomes = await times(3, () => story.done("accounting", "exceptionAssignAgent", assign(exception, { idempotencyKey: "assign" })));
    expect(new Set(outcomes.map(({ record }) => record.id)).size).toBe(1);
  });

  test.each<[object]>([
    [{ allowedActions: ["MODIFY_INVOICE"] }], [{ agent: "nobody" }], [{ assigneeId: "nobody" }], [{ retryCadenceMinutes: -1 }],
    [{ communicationChannels: ["slack:#nowhere"] }], [{ escalationLadder: [{ afterMinutes: 0, toTeam: "LEGAL", sentence: "Tell Legal." }] }],
    [{ escalationLadder: [{ afterMinutes: 2_000_000_000, toTeam: "LEGAL", sentence: "Tell Legal." }] }], [{ escalationLadder: [{ afterMinutes: 60, toTeam: "ACCOUNTING", sentence: "Tell ourselves." }] }],
    [{ escalationLadder: [{ afterMinutes: 60, toTeam: "LEGAL", sentence: "Tell Legal." }, { afterMinutes: 120, toTeam: "LEGAL", sentence: "Tell Legal again." }] }],
    [{ escalationLadder: [{ afterMinutes: 60, toTeam: "LEGAL", sentence: "Tell Legal." }, { afterMinutes: 60, toTeam: "LOGISTICS", sentence: "At once." }] }],
    [{ nextCheckAt: "2999-01-01T00:00:00Z" }], [{ nextCheckAt: hour(24 * 91) }],
  ])("refuses %j in words", async (input) => {
    const { exception } = await story.exception();
    expect(await story.does("accounting", "exceptionAssignAgent", assign(exception, input))).toMatchObject({ code: "BAD_USER_INPUT", field: Object.keys(input)[0], errors: undefined });
  });

  test("narrows what the agent may do, and takes a channel named twice as one", async () => {
    const { task } = await story.task({ assign: { allowedActions: ["DRAFT_EMAIL"], blockedActions: ["DRAFT_EMAIL"], communicationChannels: ["slack:#wholesale-exceptions", "slack:#wholesale-exceptions"] } });
    expect(task).toMatchObject({ allowedActions: ["DRAFT_EMAIL"], blockedActions: expect.arrayContaining(["DRAFT_EMAIL", "MODIFY_INVOICE"]) });
  });

  test("an assignee of another team works on the task, and decides nothing", async () => {
    const { userId } = await tower.actor("logistics");
    const { task, exception, draft } = await story.draft({ assign: { assigneeId: userId } });
    const update = await story.done("logistics", "followUpTaskUpdate", { taskId: task.id, version: task.version, priority: "LOW" });
    expect(update.record.priority).toBe("LOW");
    expect(await story.does("logistics", "draftApprove", approval(draft))).toMatchObject({ code: "FORBIDDEN" });
    const now = await story.read(exception.id, "exceptions");
    expect(await story.does("logistics", "exceptionDismiss", { exceptionId: exception.id, version: now.version, reason: "No." })).toMatchObject({ code: "FORBIDDEN" });
  });
});

test("a task is found by what people call its records", async () => {
  const { task, exception, invoice } = await story.task();
  const { number, legal_name } = await story.read(invoice.distributorId, "distributors");
  for (const search of [task.taskId, exception.number, number, legal_name]) {
    const { data } = await tower.as("accounting")(`query($search: String!) { followUpTasks(filter: { search: $search }) { nodes { id } } }`, { search });
    expect([search, data.followUpTasks.nodes.map(({ id }: { id: string }) => id)]).toEqual([search, expect.arrayContaining([task.id])]);
  }
});

test("a character that no text can hold is refused in words", async () => {
  const { task } = await story.task();
  expect(await story.does("accounting", "followUpTaskUpdate", { ...version(task), promptContext: "nul \u0000 in it" })).toMatchObject({ code: "BAD_USER_INPUT", errors: undefined });
});

test("what the agent should know is a page at most", async () => {
  const [page, more] = ["x".repeat(4_000), "x".repeat(4_001)];
  const { exception } = await story.exception();
  const assign = (promptContext: string) => story.does("accounting", "exceptionAssignAgent", { exceptionId: exception.id, version: exception.version, promptContext });
  expect(await assign(more)).toMatchObject({ code: "BAD_USER_INPUT", field: "promptContext" });
  const { record: task } = await assign(page);
  const update = (promptContext: string | null) => story.does("accounting", "followUpTaskUpdate", { ...version(task), promptContext });
  expect(await update(more)).toMatchObject({ code: "BAD_USER_INPUT", field: "promptContext" });
  expect((await row(task)).prompt_context).toBe(page);
  expect((await update(null)).code).toBeUndefined();
});

test("changes of channels alone don't overlook each other", async () => {
  const { task } = await story.task();
  await story.channel("slack:#a");
  await story.channel("slack:#b");
  const outcomes = await Promise.all(["slack:#a", "slack:#b"].map((code) => story.does("accounting", "followUpTaskUpdate", { ...version(task), communicationChannels: [code] })));
  expect(codes(outcomes)).toEqual(["STALE_VERSION", "done"]);
});

test("resolving withdraws what waits: pending drafts and queued messages", async () => {
  const { task, message } = await story.approved({ assign: { communicationChannels: ["slack:#wholesale-exceptions"] } });
  await story.done("accounting", "draftPropose", { taskId: task.id, body: "One more thing." });
  const { version: now } = await row(task);
  await story.done("accounting", "followUpTaskResolve", { taskId: task.id, version: now, resolution: "Paid by cheque." });
  expect(await story.rows(`SELECT state FROM drafts WHERE task_id = $1`, [task.id])).toEqual([{ state: "cancelled" }, { state: "cancelled" }]);
  expect(await story.read(message.id, "outbound_messages")).toMatchObject({ status: "cancelled", sent_at: null });
  expect(await tower.trail(task.id)).toEqual(expect.arrayContaining(["task.resolved", "draft.cancelled", "message.cancelled"]));
});

test("reopening brings the case back unless another stands for it", async () => {
  const { task, exception } = await story.task();
  const { record } = await story.done("accounting", "followUpTaskResolve", { ...version(task), resolution: "Paid." });
  const { fingerprint, ...twin } = await story.read(exception.id, "exceptions");
  await story.rows(
    `INSERT INTO exceptions (number, created_at, updated_at, type, subject_kind, subject_number, subject_id, distributor_id, fingerprint, severity, score, score_parts, owner_team, agent_code, title, recommended_action, detected_at, last_fired_at)
     VALUES ('EXC-TWIN', $1, $1, 'OTHER', 'invoice', $2, $3, $4, $5, 3, 50, '[]', 'accounting', 'accounting', 't', 'a', $1, $1)`,
    [NOW, twin.subject_number, twin.subject_id, twin.distributor_id, fingerprint]);
  expect(await story.does("accounting", "followUpTaskReopen", { ...version(record), reason: "Bounced." })).toMatchObject({ code: "WRONG_STATE", message: expect.stringContaining("EXC-TWIN") });
});

describe("the cause goes away", () => {
  test("the case clears itself, its task ends and its draft is withdrawn", async () => {
    const invoice = await tower.given.invoice({ dueOn: day(-40), outstandingMinor: 900_000 });
    const run = () => story.done("accounting", "detectionRun", { rules: ["INVOICE_OVERDUE"] });
    await run();
    const [exception] = await story.rows(`SELECT * FROM exceptions WHERE subject_invoice_id = $1`, [invoice.id]);
    const { record: task } = await story.done("accounting", "exceptionAssignAgent", { exceptionId: exception!.id, version: exception!.version });
    await story.check(task.id);
    await tower.given.change(invoice, { status: "paid", outstandingMinor: 0 });
    await run();
    await Promise.all([endClearedTasks(story.system), endClearedTasks(story.system)]);
    expect(await row(task)).toMatchObject({ status: "resolved", sla_state: "met", next_check_at: null });
    expect((await story.rows(`SELECT state FROM drafts WHERE task_id = $1`, [task.id]))[0]).toEqual({ state: "cancelled" });
    const trail = await tower.trail(exception!.id);
    expect(["exception.cleared", "task.resolved", "draft.cancelled"].map((type) => trail.filter((each) => each === type).length)).toEqual([1, 1, 1]);
  });
});

describe("clocks", () => {
  const sweep = () => sweepClocks(story.system);
  const told = async (task: any, event: string) => (await tower.trail(task.id)).filter((type) => type === event).length;
  const at = async (task: any, column: string, offset = 0) => tower.clock.set(new Date((await row(task))[column].getTime() + offset));

  test("move to at risk and to breached at their instants, once each, however many sweeps run", async () => {
    const { task } = await story.task();
    await at(task, "sla_at_risk_at", -1);
    await sweep();
    expect((await row(task)).sla_state).toBe("active");
    await at(task, "sla_at_risk_at");
    await times(3, sweep);
    expect((await row(task)).sla_state).toBe("at_risk");
    await at(task, "sla_due_at");
    await times(3, sweep);
    await sweep();
    expect((await row(task)).sla_state).toBe("breached");
    expect([await told(task, "task.atRisk"), await told(task, "task.breached")]).toEqual([1, 1]);
    await story.done("accounting", "followUpTaskResolve", { ...version(await row(task)), resolution: "Late, but paid." });
    expect((await row(task)).sla_state).toBe("breached");
  });

  test("go on while a task is snoozed, and wake it when its time has come", async () => {
    const { task } = await story.task();
    await story.done("accounting", "followUpTaskSnooze", { ...version(task), until: hour(24 * 30) });
    await at(task, "sla_due_at", 1);
    await times(2, sweep);
    expect(await row(task)).toMatchObject({ sla_state: "breached", snoozed_until: hour(24 * 30) });
    tower.clock.set(hour(24 * 30));
    await times(2, sweep);
    expect(await row(task)).toMatchObject({ snoozed_until: null });
    expect(await told(task, "task.woken")).toBe(1);
  });

  test("escalate rung by rung, each once", async () => {
    const { task } = await story.task({ assign: { escalationLadder: [[60, "SALES_OPS"], [120, "LEGAL"]].map(([afterMinutes, toTeam]) => ({ afterMinutes, toTeam, sentence: "Tell them." })) } });
    tower.clock.advance({ minutes: 59 });
    await sweep();
    expect((await row(task)).escalation_level).toBe(0);
    tower.clock.advance({ minutes: 1 });
    await times(3, sweep);
    expect((await row(task)).escalation_level).toBe(1);
    tower.clock.advance({ hours: 24 });
    await sweep();
    await sweep();
    expect([(await row(task)).escalation_level, await told(task, "task.escalated")]).toEqual([2, 2]);
  });

  test("stand still while paused", async () => {
    const { task } = await story.task();
    await story.rows(`UPDATE follow_up_tasks SET sla_state = 'paused' WHERE id = $1`, [task.id]);
    tower.clock.advance({ days: 60 });
    await sweep();
    expect(await row(task)).toMatchObject({ sla_state: "paused", escalation_level: 0 });
  });
});

describe("the alarm", () => {
  test("that rings twice, early, or for work that is over does nothing", async () => {
    const { task } = await story.task();
    await times(4, () => story.check(task.id));
    expect(await story.rows(`SELECT FROM drafts WHERE task_id = $1`, [task.id])).toHaveLength(1);
    const { next_check_at: next } = await row(task);
    expect(await story.check(task.id)).toEqual(next);
    const over = await resolved();
    expect(await story.check(over.id)).toBeNull();
    expect(await row(over)).toMatchObject({ next_check_at: null });
  });

  test("looks again later while a person has to move first", async () => {
    const { task } = await story.draft();
    tower.clock.set(task.next_check_at);
    const next = await story.check(task.id);
    expect(next! > task.next_check_at).toBe(true);
    expect(await story.rows(`SELECT FROM drafts WHERE task_id = $1`, [task.id])).toHaveLength(1);
  });
});

test("an integration's token reads and writes, and decides nothing", async () => {
  const token = await story.apiToken("accounting" satisfies Person);
  const { draft, task, exception } = await story.draft();
  const { message } = await story.approved();
  await story.rows(`UPDATE outbound_messages SET status = 'sending', sending_at = $2 WHERE id = $1`, [message.id, NOW]);
  await story.rows(`UPDATE outbound_messages SET status = 'unknown' WHERE id = $1`, [message.id]);
  const now = await story.read(exception.id, "exceptions");
  const decisions: [string, object][] = [
    ["draftApprove", approval(draft)], ["draftReject", { draftId: draft.id, version: draft.version, reason: "No." }],
    ["draftRedo", { draftId: draft.id, version: draft.version, instruction: "Anew." }],
    ["outboundMessageSettle", { messageId: message.id, version: message.version, sent: true }],
    ["exceptionDismiss", { exceptionId: exception.id, version: now.version, reason: "No." }],
  ];
  const outcomes = [];
  for (const [mutation, input] of decisions) outcomes.push(await story.doesWith(token, mutation, input));
  expect(outcomes).toMatchObject(decisions.map(() => ({ code: "FORBIDDEN", message: "Only a person decides; agents, integrations and jobs never do." })));
  expect(await story.doesWith(token, "followUpTaskUpdate", { ...version(task), priority: "LOW" })).toMatchObject({ record: { priority: "LOW" } });
  const [entry] = await story.rows(`SELECT actor_kind FROM audit_logs WHERE task_id = $1 ORDER BY id DESC LIMIT 1`, [task.id]);
  expect(entry).toEqual({ actor_kind: "integration" });
});
