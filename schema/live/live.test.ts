import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import { day } from "../../server/testing/builders.js";
import { connectSocket, eventually, type SocketClient } from "../../server/testing/socketClient.js";
import { type Person, startTower, type TestTower } from "../../server/testing/startTower.js";

let tower: TestTower;
const clients: SocketClient[] = [];
beforeAll(async () => { tower = await startTower(); });
afterEach(() => { for (const client of clients.splice(0)) client.close(); });
afterAll(() => tower.close());

const EXCEPTIONS = `subscription($after: String) { exceptionEvents(after: $after) { cursor type actorName exception { id number state } } }`;
const TASKS = `subscription($after: String) { taskEvents(after: $after) { cursor type followUpTask { taskId status } } }`;
const APPROVALS = `subscription($after: String) { approvalEvents(after: $after) { cursor type draft { state viewerMay currentRevision { body } } } }`;
const TIMELINE = `subscription($subject: TimelineSubject!, $after: String) { timeline(subject: $subject, after: $after) { cursor type entry { id type subjectKind } } }`;

function as(person: Person): SocketClient {
  const client = connectSocket(tower.url, { token: tower.token(person) });
  clients.push(client);
  return client;
}

/** The cursor of this moment, so that a test need not guess when its subscription has begun. */
async function now(): Promise<string> {
  const { relay } = tower.services;
  await relay.settle();
  return (await relay.after(relay.head - 1))[0]!.cursor;
}

async function overdueInvoice(region = "Nordics") {
  const distributor = await tower.given.distributor({ region });
  const invoice = await tower.given.invoice({ distributor, dueOn: day(-40), outstandingMinor: 1_842_000 });
  const run = await tower.as("accounting")(`mutation { detectionRun(input: { rules: ["INVOICE_OVERDUE"] }) { refusal { message } } }`);
  expect(run.errors).toBeUndefined();
  const { data } = await tower.as("accounting")(`query($search: String!) { exceptions(filter: { search: $search }) { nodes { id version } } }`, { search: invoice.number });
  return { distributor, invoice, exception: data.exceptions.nodes[0] as { id: string; version: number } };
}

async function assigned() {
  const made = await overdueInvoice();
  const { data } = await tower.as("accounting")(
    `mutation($input: ExceptionAssignAgentInput!) { exceptionAssignAgent(input: $input) { refusal { message } followUpTask { id taskId } } }`,
    { input: { exceptionId: made.exception.id, version: made.exception.version } });
  expect(data.exceptionAssignAgent.refusal).toBeNull();
  await tower.settle();
  return { ...made, task: data.exceptionAssignAgent.followUpTask as { id: string; taskId: string } };
}

const types = (stream: { events: { type: string }[] }) => stream.events.map(({ type }) => type);

test("what happens to exceptions, tasks and drafts reaches those who may read them, with the record as it is", async () => {
  const after = await now();
  const accounting = as("accounting");
  const exceptions = accounting.follow(EXCEPTIONS, { after });
  const tasks = accounting.follow(TASKS, { after });
  const approvals = accounting.follow(APPROVALS, { after });
  const { task } = await assigned();

  await eventually(() => expect(types(exceptions)).toEqual(expect.arrayContaining(["exception.opened", "exception.assigned", "task.created", "draft.proposed"])));
  await eventually(() => expect(types(tasks)).toEqual(expect.arrayContaining(["task.created", "draft.proposed"])));
  await eventually(() => expect(types(approvals)).toEqual(["draft.proposed"]));
  expect(tasks.events.at(-1).followUpTask).toMatchObject({ taskId: task.taskId, status: "WAITING_FOR_HUMAN_APPROVAL" });
  expect(approvals.events[0].draft).toMatchObject({ state: "PENDING", viewerMay: expect.arrayContaining(["draftApprove"]), currentRevision: { body: expect.stringContaining("EUR 18,420.00") } });
  expect([...exceptions.errors, ...tasks.errors, ...approvals.errors]).toEqual([]);
});

test("drafts of another team are not told to who may not read them; Legal hears of all", async () => {
  const after = await now();
  const [viewer, logistics, legal] = (["viewer", "logistics", "legal"] as const).map((person) => {
    const client = as(person);
    return { approvals: client.follow(APPROVALS, { after }), tasks: client.follow(TASKS, { after }) };
  });
  await assigned();
  await eventually(() => expect(types(legal!.approvals)).toEqual(["draft.proposed"]));
  for (const other of [viewer!, logistics!]) {
    await eventually(() => expect(types(other.tasks)).toContain("draft.proposed"));
    expect(other.approvals.events).toEqual([]);
    expect([...other.approvals.errors, ...other.tasks.errors]).toEqual([]);
  }
});

test("who is limited to a region hears of that region alone, in every stream", async () => {
  const after = await now();
  const client = as("iberianSales");
  const exceptions = client.follow(EXCEPTIONS, { after });
  const north = await overdueInvoice("Nordics");
  const south = await overdueInvoice("Iberia");
  await eventually(() => expect(exceptions.events).toHaveLength(1));
  expect(exceptions.events[0]).toMatchObject({ type: "exception.opened", exception: { id: south.exception.id } });

  const told = client.follow(TIMELINE, { subject: { kind: "DISTRIBUTOR", id: south.distributor.id }, after });
  const refused = client.follow(TIMELINE, { subject: { kind: "DISTRIBUTOR", id: north.distributor.id }, after });
  await eventually(() => expect(types(told)).toEqual(["exception.opened"]));
  await eventually(() => expect(refused.errors[0]!.extensions!.code).toBe("NOT_FOUND"));
  expect(refused.events).toEqual([]);
});

test("a timeline tells a record's story as it grows; of what is not there, or not yours, it says NOT_FOUND alike", async () => {
  const after = await now();
  const { exception, task, distributor } = await assigned();
  const client = as("viewer");
  const subjects = { EXCEPTION: exception.id, TASK: task.id, DISTRIBUTOR: distributor.id };
  for (const [kind, id] of Object.entries(subjects)) {
    const stream = client.follow(TIMELINE, { subject: { kind, id }, after });
    await eventually(() => expect(types(stream)).toEqual(expect.arrayContaining(["task.created", "draft.proposed"])));
    expect(stream.events.every(({ type, entry }) => entry.type === type)).toBe(true);
  }
  const { rows: [draft] } = await tower.services.pool.query(`SELECT id FROM drafts WHERE task_id = $1`, [task.id]);
  for (const id of [draft.id, "01890000-0000-7000-8000-000000000000", "no id at all"]) {
    const stream = client.follow(TIMELINE, { subject: { kind: "DRAFT", id } });
    await eventually(() => expect(stream.errors[0]).toMatchObject({ message: expect.stringContaining("not yours to see"), extensions: { code: "NOT_FOUND" } }));
  }
});

test("a client that is cut off again and again while writers run misses nothing and hears nothing twice", async () => {
  const { exception } = await overdueInvoice();
  const after = await now();
  const WRITERS = 8;
  const EACH = 12;
  const writing = Promise.all(Array.from({ length: WRITERS }, async (_, writer) => {
    for (let i = 0; i < EACH; i++) await writeLate(exception.id, `note.${writer}x${i}`);
  })).then(() => true);

  const heard: { type: string; cursor: string }[] = [];
  let last = after;
  for (let done = false; !done; ) {
    done = await Promise.race([writing, sleep(120, false)]);
    const client = as("logistics");
    const stream = client.follow(EXCEPTIONS, { after: last });
    if (done) await eventually(() => expect(heard.length + stream.events.length).toBe(WRITERS * EACH));
    else await sleep(Math.random() * 250);
    client.close();
    heard.push(...stream.events);
    last = heard.at(-1)?.cursor ?? after;
  }
  expect(new Set(heard.map(({ type }) => type)).size).toBe(WRITERS * EACH);
  expect(heard).toHaveLength(WRITERS * EACH);

  /** Commits some time after writing, so that entries commit in another order than they were written. */
  async function writeLate(exceptionId: string, type: string) {
    const client = await tower.services.pool.connect();
    await client.query("BEGIN");
    await client.query(
      `INSERT INTO audit_logs (occurred_at, type, actor_kind, actor_name, via, subject_kind, subject_id, exception_id)
       VALUES ($1, $2, 'system', 'Control tower', 'test', 'exception', $3, $3)`, [tower.clock.now(), type, exceptionId]);
    await sleep(Math.random() * 40);
    await client.query("COMMIT");
    client.release();
    tower.services.relay.wake();
  }
});

test("resuming behind any event gives exactly what followed it", async () => {
  const after = await now();
  const { exception } = await assigned();
  const client = as("accounting");
  const subject = { kind: "EXCEPTION", id: exception.id };
  const whole = client.follow(TIMELINE, { subject, after });
  await eventually(() => expect(types(whole)).toContain("draft.proposed"));
  for (const [i, { cursor }] of whole.events.entries()) {
    const stream = client.follow(TIMELINE, { subject, after: cursor });
    const rest = types(whole).slice(i + 1);
    await eventually(() => expect(types(stream)).toEqual(rest));
    stream.stop();
  }
});

test("the story of the record that is stuck tells of its exception, task and messages, before and as it happens, within the reader's rights", async () => {
  const { invoice, exception, task } = await assigned();
  const ENTRIES = `query($filter: AuditEntryFilter!) { auditEntries(filter: $filter, first: 100) { nodes { type taskId: task { taskId } details } } }`;
  const told = async (person: Person) => (await tower.as(person)(ENTRIES, { filter: { recordId: invoice.id } })).data.auditEntries.nodes as { type: string; details: Record<string, unknown> | null }[];
  const story = await told("accounting");
  expect(story.map(({ type }) => type)).toEqual(expect.arrayContaining(["exception.opened", "exception.assigned", "task.created", "draft.proposed"]));
  const words = (entries: typeof story) => entries.find(({ type }) => type === "draft.proposed")!.details;
  expect(JSON.stringify(words(story))).toContain("EUR 18,420.00");
  expect(words(await told("logistics"))).toBeNull();
  expect(await told("iberianSales")).toEqual([]);

  const subject = { kind: "INVOICE", id: invoice.id };
  const after = await now();
  const stream = as("accounting").follow(TIMELINE, { subject, after });
  const { data } = await tower.as("accounting")(`query($id: ID!) { followUpTask(id: $id) { version } }`, { id: task.id });
  await tower.as("accounting")(`mutation($input: FollowUpTaskResolveInput!) { followUpTaskResolve(input: $input) { refusal { message } } }`,
    { input: { taskId: task.id, version: data.followUpTask.version, resolution: "Paid by cheque." } });
  await eventually(() => expect(types(stream)).toEqual(expect.arrayContaining(["task.resolved", "exception.resolved"])));
  expect((await tower.as("accounting")(`{ auditEntries(filter: { exceptionId: "${exception.id}" }, first: 1) { totalCount } }`)).data.auditEntries.totalCount).toBeLessThanOrEqual((await told("accounting")).length);
});

test("a cursor that is nonsense, of another database or from the future answers EVENTS_GAP", async () => {
  const client = as("accounting");
  const of = (text: string) => Buffer.from(text).toString("base64url");
  const epoch = Buffer.from(await now(), "base64url").toString().split(":")[0];
  for (const after of ["nonsense", of("another:1"), of(`${epoch}:999999999`)]) {
    const stream = client.follow(EXCEPTIONS, { after });
    await eventually(() => expect(stream.errors[0]!.extensions!.code).toBe("EVENTS_GAP"));
    expect(stream.over).toBe(true);
  }
});

test("what a later event shows is read anew, never remembered from an earlier one", async () => {
  const after = await now();
  const stream = as("accounting").follow(APPROVALS, { after });
  const { task } = await assigned();
  await eventually(() => expect(stream.events.at(-1)?.draft).toMatchObject({ state: "PENDING", viewerMay: expect.arrayContaining(["draftApprove"]) }));
  await tower.services.pool.query(`UPDATE drafts SET four_eyes = true WHERE task_id = $1`, [task.id]);
  const { data } = await tower.as("accounting")(`query($task: [String!]) { drafts(filter: { task: $task }) { nodes { id version } } }`, { task: [task.taskId] });
  const { id, version } = data.drafts.nodes[0];
  const edited = await tower.as("accounting")(`mutation($input: DraftEditInput!) { draftEdit(input: $input) { refusal { message } } }`, { input: { draftId: id, version, body: "My own words." } });
  expect(edited.data?.draftEdit.refusal).toBeNull();
  await eventually(() => expect(stream.events.at(-1)).toMatchObject({ type: "draft.edited", draft: { viewerMay: expect.not.arrayContaining(["draftApprove"]), currentRevision: { body: "My own words." } } }));
});

test("a subscription that ends lets go of its listener at once, also where nothing happens", async () => {
  const { listeners: all } = tower.services.relay as unknown as { listeners: Set<unknown> };
  const own = 2; // counts and tokens that are remembered listen for as long as the server runs
  const listeners = { get size() { return all.size - own; } };
  await eventually(() => expect(listeners.size).toBe(0));
  const client = as("viewer");
  const streams = [client.follow(EXCEPTIONS), client.follow(TASKS), client.follow(APPROVALS)];
  await eventually(() => expect(listeners.size).toBe(3));
  streams[0]!.stop();
  await eventually(() => expect(listeners.size).toBe(2));
  client.close();
  await eventually(() => expect(listeners.size).toBe(0));
});
