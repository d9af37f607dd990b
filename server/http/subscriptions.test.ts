import { afterAll, afterEach, beforeAll, expect, jest, test } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import { day } from "../testing/builders.js";
import { connectSocket, eventually, type SocketClient, type Stream } from "../testing/socketClient.js";
import { type Person, startTower, type TestTower } from "../testing/startTower.js";

let tower: TestTower;
const clients: SocketClient[] = [];
let ownListeners: number; // counts and tokens that are remembered listen for as long as the server runs
beforeAll(async () => {
  tower = await startTower();
  ownListeners = all();
});
afterEach(async () => {
  jest.restoreAllMocks();
  for (const client of clients.splice(0)) client.close();
  await eventually(() => expect(listeners()).toBe(0)); // whatever a test did, nobody is listened for any more
});
afterAll(() => tower.close());

const EXCEPTIONS = `subscription($after: String) { exceptionEvents(after: $after) { cursor type actorName exception { id number state } } }`;

function as(person: Person): SocketClient {
  const client = connectSocket(tower.url, { token: tower.token(person) });
  clients.push(client);
  return client;
}

const types = ({ events }: Stream) => events.map(({ type }) => type);
const all = () => (tower.services.relay as unknown as { listeners: Set<unknown> }).listeners.size;
const listeners = () => all() - ownListeners;

/** The cursor of this moment. */
async function now(): Promise<string> {
  const { relay } = tower.services;
  await relay.settle();
  return (await relay.after(relay.head - 1))[0]!.cursor;
}

/** An exception that somebody opened. */
async function exception(region = "Nordics"): Promise<{ id: string }> {
  const { number } = await tower.given.order({ distributor: await tower.given.distributor({ region }) });
  const { data } = await tower.as("accounting")(
    `mutation($input: ExceptionOpenInput!) { exceptionOpen(input: $input) { exception { id } } }`, { input: { subjectKind: "ORDER", subjectId: number, title: "Look at it" } });
  return data.exceptionOpen.exception;
}

/** A draft of the agent's that two pairs of eyes must see. */
async function draft(): Promise<{ id: string; version: number }> {
  const invoice = await tower.given.invoice({ dueOn: day(-40), outstandingMinor: 1_842_000 });
  const accounting = tower.as("accounting");
  const opened = await accounting(
    `mutation($input: ExceptionOpenInput!) { exceptionOpen(input: $input) { exception { id version } } }`,
    { input: { subjectKind: "INVOICE", subjectId: invoice.number, title: "Forty days overdue", type: "INVOICE_OVERDUE" } });
  const { id: exceptionId, version } = opened.data.exceptionOpen.exception;
  const assigned = await accounting(`mutation($input: ExceptionAssignAgentInput!) { exceptionAssignAgent(input: $input) { followUpTask { id taskId } } }`, { input: { exceptionId, version } });
  const { id, taskId } = assigned.data.exceptionAssignAgent.followUpTask;
  await tower.settle();
  await tower.services.pool.query(`UPDATE drafts SET four_eyes = true WHERE task_id = $1`, [id]);
  return (await accounting(`query($task: [String!]) { drafts(filter: { task: $task }) { nodes { id version } } }`, { task: [taskId] })).data.drafts.nodes[0];
}

/** Entries about an exception that are committed together. */
async function write({ id }: { id: string }, type: string, { entries = 1, actorName = "Control tower" } = {}): Promise<void> {
  await tower.services.pool.query(
    `INSERT INTO audit_logs (occurred_at, type, actor_kind, actor_name, via, subject_kind, subject_id, exception_id)
     SELECT $1, $2 || CASE WHEN $4 > 1 THEN '.' || n ELSE '' END, 'system', $3, 'test', 'exception', $5, $5 FROM generate_series(1, $4::int) n`,
    [tower.clock.now(), type, actorName, entries, id]);
  tower.services.relay.wake();
}

/** Counts what is read of records while the test runs. */
function countReads(): { records(): number } {
  const query = jest.spyOn(tower.services.readPool!, "query");
  return { records: () => query.mock.calls.filter(([asked]) => ((asked as { text?: string }).text ?? "").includes(" AS record FROM ")).length };
}

const SIZE = 64 * 1024;

/** Keeps a client from reading until the server drops it; answers how many bytes waited for it then. */
function stopReading(client: SocketClient): number[] {
  const network = (client.socket() as unknown as { _socket: { pause(): void; resume(): void } })._socket;
  network.pause();
  const waiting: number[] = [];
  const { close } = WebSocket.prototype;
  jest.spyOn(WebSocket.prototype, "close").mockImplementation(function (this: WebSocket, code, reason) {
    close.call(this, code, reason);
    if (code !== 4413 || typeof reason !== "string") return; // a client echoes what it read, in bytes
    waiting.push(this.bufferedAmount);
    network.resume();
  });
  return waiting;
}

/** Everybody's messages so far were taken. */
const joined = () => Promise.all(clients.map((client) => client.call("{ viewer { name } }")));

const streamsOf = (people: Person[], query: string, variables?: object) => people.map((person) => as(person).follow(query, variables));

test("what equal subscribers hear is read once, and each of them hears the same words", async () => {
  const about = await exception();
  const reads = countReads();
  const streams = streamsOf([...Array<Person>(10).fill("accounting"), ...Array<Person>(10).fill("secondAccountant")], EXCEPTIONS, { after: await now() });
  await joined();
  expect(listeners()).toBe(1);
  for (let n = 0; n < 5; n++) await write(about, `note.${n}`);
  await eventually(() => expect(streams.map(types)).toEqual(streams.map(() => ["note.0", "note.1", "note.2", "note.3", "note.4"])));
  for (const { events } of streams) expect(events).toEqual(streams[0]!.events);
  expect(reads.records()).toBe(5);
});

test("unequal rights share nothing: each region is read for by itself and hears its own alone", async () => {
  const [north, south] = [await exception("Nordics"), await exception("Iberia")];
  const after = await now();
  const [everywhere, iberia] = streamsOf(["sales", "iberianSales"], EXCEPTIONS, { after });
  await joined();
  expect(listeners()).toBe(2);
  const reads = countReads();
  await write(north, "north");
  await write(south, "south");
  await eventually(() => expect(types(everywhere!)).toEqual(["north", "south"]));
  await eventually(() => expect(types(iberia!)).toEqual(["south"]));
  expect(reads.records()).toBe(3);
});

test("equal rights don't share what asks who reads it: four eyes are each reader's own", async () => {
  const { id: draftId, version } = await draft();
  const query = `subscription($after: String) { approvalEvents(after: $after) { type draft { viewerMay } } }`;
  const [ines, tomas] = streamsOf(["accounting", "secondAccountant"], query, { after: await now() });
  const edited = await tower.as("accounting")(`mutation($input: DraftEditInput!) { draftEdit(input: $input) { refusal { message } } }`, { input: { draftId, version, body: "My own words." } });
  expect(edited.data?.draftEdit.refusal).toBeNull();
  await eventually(() => expect(ines!.events).toEqual([{ type: "draft.edited", draft: { viewerMay: expect.not.arrayContaining(["draftApprove"]) } }]));
  await eventually(() => expect(tomas!.events).toEqual([{ type: "draft.edited", draft: { viewerMay: expect.arrayContaining(["draftApprove"]) } }]));
});

test("who comes back behind an older event joins the others without a gap or a double, while writers run", async () => {
  const about = await exception();
  let last = Array<string>(6).fill(await now());
  const heard: string[][] = last.map(() => []);
  const steady = as("legal").follow(EXCEPTIONS, { after: last[0] });
  const EVENTS = 150;
  const writing = (async () => {
    for (let n = 0; n < EVENTS; n++) {
      await write(about, `note.${n}`);
      await sleep(Math.random() * 12);
    }
  })();
  for (let round = 0, written = false; heard.some(({ length }) => length < EVENTS); round++) {
    const visits = last.map((after) => as("legal").follow(EXCEPTIONS, { after }));
    if (written) await eventually(() => expect(visits.map(({ events }, i) => heard[i]!.length + events.length)).toEqual(heard.map(() => EVENTS)));
    written = await Promise.race([writing.then(() => true), sleep(60 + Math.random() * 150, false)]);
    for (const client of clients.splice(1)) client.close();
    visits.forEach((visit, i) => heard[i]!.push(...types(visit)));
    last = last.map((cursor, i) => visits[i]!.events.at(-1)?.cursor ?? cursor);
  }
  await eventually(() => expect(steady.events).toHaveLength(EVENTS));
  for (const each of heard) expect(each).toEqual(types(steady));
}, 60_000);

test("two who were apart hear together once they are equally far", async () => {
  const about = await exception();
  const before = await now();
  await write(about, "missed", { entries: 3 });
  const after = await now();
  const ahead = as("legal").follow(EXCEPTIONS, { after });
  await joined();
  const streams = [ahead, as("legal").follow(EXCEPTIONS, { after: before })];
  await eventually(() => expect(streams.map(({ events }) => events.length)).toEqual([0, 3]));
  await eventually(() => expect(listeners()).toBe(1));
  const reads = countReads();
  await write(about, "together");
  await eventually(() => expect(streams.map(({ events }) => events.at(-1).type)).toEqual(["together", "together"]));
  expect(reads.records()).toBe(1);
});

test("coming and going in a storm leaves the others what is theirs, and no listener behind", async () => {
  const about = await exception();
  const steady = as("viewer").follow(EXCEPTIONS, { after: await now() });
  for (let n = 0; n < 20; n++) {
    const client = as("viewer");
    const streams = Array.from({ length: 20 }, () => client.follow(EXCEPTIONS));
    await write(about, `note.${n}`);
    if (n % 3 === 0) for (const stream of streams) stream.stop();
    if (n % 3 === 1) client.close();
    if (n % 3 === 2) client.socket()?.terminate();
  }
  await eventually(() => expect(types(steady)).toEqual(Array.from({ length: 20 }, (_, n) => `note.${n}`)));
  for (const client of clients.splice(1)) client.close();
  await eventually(() => expect(listeners()).toBe(1));
});

test("who lets too much wait is dropped with a reason, and the others hear everything", async () => {
  const about = await exception();
  const after = await now();
  const [slow, ...others] = [as("legal"), as("legal"), as("legal")];
  const streams = [slow!, ...others].map((client) => client.follow(EXCEPTIONS, { after }));
  await joined();
  expect(listeners()).toBe(1);
  const waiting = stopReading(slow!);
  const EVENTS = 300;
  await write(about, "large", { entries: EVENTS, actorName: "x".repeat(SIZE) });
  await eventually(() => expect(streams.slice(1).map(({ events }) => events.length)).toEqual([EVENTS, EVENTS]));
  expect(waiting).toHaveLength(1);
  expect(waiting[0]).toBeLessThan(1024 * 1024 + 2 * SIZE);
  expect(await slow!.closed).toMatchObject({ code: 4413, reason: expect.stringContaining("too slow") });
  expect(streams[0]!.events.length).toBeLessThan(EVENTS);
}, 40_000);

test("for who listens alone nothing is read faster than they take it, and who stops taking is dropped", async () => {
  const about = await exception();
  const slow = as("legal");
  slow.follow(EXCEPTIONS, { after: await now() });
  await joined();
  const reads = countReads();
  const waiting = stopReading(slow);
  const EVENTS = 600;
  await write(about, "large", { entries: EVENTS, actorName: "x".repeat(SIZE) });
  expect(await slow.closed).toMatchObject({ code: 4413 });
  expect(reads.records()).toBeLessThan(EVENTS);
  expect(waiting[0]).toBeLessThan(3 * SIZE);
}, 40_000);

test("a failure while an event is read is told to everybody who listened, and to the log once", async () => {
  const about = await exception();
  const log = jest.spyOn(tower.services.log, "error");
  const streams = streamsOf(["legal", "legal", "legal"], EXCEPTIONS, { after: await now() });
  await joined();
  expect(listeners()).toBe(1);
  const { readPool } = tower.services;
  const query = readPool!.query.bind(readPool) as (...args: unknown[]) => unknown;
  jest.spyOn(readPool!, "query").mockImplementation(((asked: { text?: string }, ...rest: unknown[]) =>
    asked.text?.startsWith("SELECT FROM") ? Promise.reject(new Error("relation \"secrets\" is away")) : query(asked, ...rest)) as never);
  await write(about, "unread");
  await eventually(() => expect(streams.map(({ over }) => over)).toEqual([true, true, true]));
  const [told] = streams[0]!.errors;
  expect(told!.extensions).toMatchObject({ code: "INTERNAL_SERVER_ERROR", errorId: expect.any(String) });
  expect(JSON.stringify(told)).not.toContain("secrets");
  expect(streams.map(({ errors }) => errors)).toEqual([[told], [told], [told]]);
  expect(log).toHaveBeenCalledTimes(1);
});

test("when the database is another one everybody is told of the gap, and who comes anew begins anew", async () => {
  const about = await exception();
  const relay = tower.services.relay as unknown as { rebase(epoch: string, head: number): void; history: string };
  const { history } = relay;
  const streams = streamsOf(["legal", "legal"], EXCEPTIONS, { after: await now() });
  await joined();
  expect(listeners()).toBe(1);
  relay.rebase("restored", tower.services.relay.head);
  relay.rebase(history, tower.services.relay.head);
  await eventually(() => expect(streams.map(({ errors }) => errors[0]?.extensions?.code)).toEqual(["EVENTS_GAP", "EVENTS_GAP"]));
  const anew = as("legal").follow(EXCEPTIONS, { after: await now() });
  await write(about, "later");
  await eventually(() => expect(types(anew)).toEqual(["later"]));
});

test("a session is looked up once a check, however many sockets came by it", async () => {
  const people = [...Array<Person>(8).fill("viewer"), "legal", "sales"] as Person[];
  await Promise.all(people.map((person) => as(person).call("{ viewer { name } }")));
  const query = jest.spyOn(tower.services.pool, "query");
  const lookups = () => query.mock.calls.map(([asked]) => asked as unknown as { name?: string; values: [Buffer[]] }).filter(({ name }) => name === "authenticate");
  await eventually(() => expect(lookups().length).toBeGreaterThan(1));
  for (const { values: [hashes] } of lookups()) expect(hashes).toHaveLength(3);
});
