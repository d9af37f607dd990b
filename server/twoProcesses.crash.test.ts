import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { systemClock } from "./ports/Clock.js";
import { connectSocket, eventually, type SocketClient } from "./testing/socketClient.js";
import { call, startTower, type TestTower } from "./testing/startTower.js";
import { startProcess, type TowerProcess } from "./testing/towerProcess.js";

// Alarms ring by the real clock, so everything here happens at the time it happens.
let tower: TestTower;
let first: TowerProcess;
let second: TowerProcess;
const clients: SocketClient[] = [];

beforeAll(async () => {
  tower = await startTower({ at: new Date(), clock: systemClock });
  const env = { DATABASE_URL: tower.databaseUrl, DATABASE_MIGRATION_URL: tower.ownerUrl, ENVIRONMENT: "staging" };
  [first, second] = await Promise.all([startProcess(env), startProcess(env)]);
  await Promise.all([first.ready(), second.ready()]);
}, 120_000);
afterEach(() => { for (const client of clients.splice(0)) client.close(); });
afterAll(async () => {
  await Promise.all([first?.stop(), second?.stop()]);
  await tower?.close();
});

const accountant = (at: TowerProcess) => (query: string, variables?: object) => call(at.url, query, variables, tower.token("accounting"));
const dayFromToday = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const secondsFromNow = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();

function connect(to: TowerProcess): SocketClient {
  const client = connectSocket(to.url, { token: tower.token("accounting") });
  clients.push(client);
  return client;
}

/** The cursor of this moment. */
async function now(): Promise<string> {
  const { relay } = tower.services;
  await relay.settle();
  return (await relay.after(relay.head - 1))[0]!.cursor;
}

/** A task on an overdue invoice, given to the agent through one process. */
async function assigned(at: TowerProcess, input: object = {}): Promise<{ id: string; taskId: string; version: number }> {
  const invoice = await tower.given.invoice({ dueOn: dayFromToday(-40), outstandingMinor: 1_842_000 });
  const opened = await accountant(at)(
    `mutation($input: ExceptionOpenInput!) { exceptionOpen(input: $input) { refusal { message } exception { id version } } }`,
    { input: { subjectKind: "INVOICE", subjectId: invoice.number, title: "Forty days overdue", type: "INVOICE_OVERDUE" } });
  const { id: exceptionId, version } = opened.data.exceptionOpen.exception;
  const { data } = await accountant(at)(
    `mutation($input: ExceptionAssignAgentInput!) { exceptionAssignAgent(input: $input) { refusal { message } followUpTask { id taskId version } } }`, { input: { exceptionId, version, ...input } });
  expect(data.exceptionAssignAgent.refusal).toBeNull();
  return data.exceptionAssignAgent.followUpTask;
}

const DRAFTS = `query($task: [String!]) { drafts(filter: { task: $task }) { nodes { id version state currentRevision { id } outboundMessages { status } } } }`;
async function draftsOf({ taskId }: { taskId: string }, at = first): Promise<any[]> {
  return (await accountant(at)(DRAFTS, { task: [taskId] })).data.drafts.nodes;
}

const times = async (type: string, taskId: string) =>
  (await tower.services.pool.query(`SELECT FROM audit_logs WHERE type = $1 AND task_id = $2`, [type, taskId])).rowCount;

test("who listens at one process hears what is written through the other, soon and in one order", async () => {
  const after = await now();
  const streams = [first, second].map((at) => connect(at).follow(`subscription($after: String) { exceptionEvents(after: $after) { cursor type exception { id } } }`, { after }));
  for (let i = 0; i < 20; i++) {
    const [here, there] = i % 2 ? [first, 1] : [second, 0];
    const { number } = await tower.given.order();
    await accountant(here)(`mutation($input: ExceptionOpenInput!) { exceptionOpen(input: $input) { refusal { message } } }`, { input: { subjectKind: "ORDER", subjectId: number, title: "Listen" } });
    await eventually(() => expect(streams[there]!.events.length).toBe(i + 1)); // the other process may be an event behind
  }
  await eventually(() => expect(streams.map(({ events }) => events.length)).toEqual([20, 20]));
  expect(streams[0]!.events).toEqual(streams[1]!.events);
});

test("a subscriber that changes over to the other process goes on without a gap or a double", async () => {
  const query = `subscription($after: String) { exceptionEvents(after: $after) { cursor exception { number } } }`;
  let last = await now();
  const heard: string[] = [];
  const writing = (async () => {
    for (let i = 0; i < 24; i++) {
      const { number } = await tower.given.order();
      await accountant(i % 2 ? first : second)(`mutation($input: ExceptionOpenInput!) { exceptionOpen(input: $input) { refusal { message } } }`, { input: { subjectKind: "ORDER", subjectId: number, title: `Note ${i}` } });
    }
  })();
  for (let turn = 0; heard.length < 24; turn++) {
    const client = connect(turn % 2 ? first : second);
    const stream = client.follow(query, { after: last });
    await sleep(turn > 40 ? 1_000 : 150);
    client.close();
    expect(stream.errors).toEqual([]);
    heard.push(...stream.events.map(({ exception }) => exception.number));
    last = stream.events.at(-1)?.cursor ?? last;
  }
  await writing;
  expect(new Set(heard).size).toBe(24);
  expect(heard).toHaveLength(24);
}, 60_000);

test("with two job processes a task gets one draft, and its approval one post, without anybody asking", async () => {
  const tasks = await Promise.all(Array.from({ length: 6 }, (_, i) => assigned(i % 2 ? first : second)));
  for (const task of tasks) {
    const [draft] = await eventually(async () => {
      const drafts = await draftsOf(task);
      expect(drafts).toHaveLength(1);
      return drafts;
    });
    await accountant(second)(`mutation($input: DraftApproveInput!) { draftApprove(input: $input) { refusal { message } } }`, { input: { draftId: draft.id, version: draft.version, revisionId: draft.currentRevision.id } });
  }
  for (const task of tasks) {
    await eventually(async () => expect(await draftsOf(task)).toMatchObject([{ state: "EXECUTED", outboundMessages: [{ status: "SENT" }] }]));
    expect([await times("draft.proposed", task.id), await times("message.sent", task.id)]).toEqual([1, 1]);
  }
}, 60_000);

test("an alarm that was moved to later does not ring at its old time", async () => {
  const task = await assigned(first, { nextCheckAt: secondsFromNow(4) });
  const { data } = await accountant(second)(
    `mutation($input: FollowUpTaskSnoozeInput!) { followUpTaskSnooze(input: $input) { refusal { message } followUpTask { version } } }`,
    { input: { taskId: task.taskId, version: task.version, until: secondsFromNow(3_600) } });
  expect(data.followUpTaskSnooze.refusal).toBeNull();
  await sleep(7_000);
  expect(await draftsOf(task)).toEqual([]);
  await accountant(first)(
    `mutation($input: FollowUpTaskUpdateInput!) { followUpTaskUpdate(input: $input) { refusal { message } } }`,
    { input: { taskId: task.taskId, version: data.followUpTaskSnooze.followUpTask.version, nextCheckAt: secondsFromNow(0) } });
  await eventually(async () => expect(await draftsOf(task)).toHaveLength(1));
}, 60_000);

test("the scheduler's store may be dropped: what was armed is armed again from the rows, and rings once", async () => {
  const task = await assigned(first, { nextCheckAt: secondsFromNow(6) });
  const owner = new pg.Client({ connectionString: tower.ownerUrl });
  await owner.connect();
  await eventually(async () => expect((await owner.query(`SELECT FROM agenda.agenda_jobs WHERE data->>'key' = $1`, [task.id])).rowCount).toBe(1));
  await owner.query(`DROP SCHEMA agenda CASCADE`);
  await owner.end();
  await eventually(async () => expect(await draftsOf(task)).toHaveLength(1), 40_000);
  await sleep(2_500);
  expect([await draftsOf(task), await times("draft.proposed", task.id)]).toEqual([[expect.anything()], 1]);
  await eventually(async () => expect((await fetch(`${first.url}/readyz`)).status).toBe(200));
}, 90_000);

test("when one of two is killed the other carries on alone", async () => {
  await first.stop("SIGKILL");
  const stream = connect(second).follow(`subscription($after: String) { taskEvents(after: $after) { type } }`, { after: await now() });
  const task = await assigned(second);
  await eventually(async () => expect(await draftsOf(task, second)).toHaveLength(1), 40_000);
  await eventually(() => expect(stream.events.map(({ type }) => type)).toContain("draft.proposed"));
}, 60_000);
