import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { ApolloServer } from "@apollo/server";
import { hour } from "../testing/builders.js";
import { type Person, startTower, type TestTower } from "../testing/startTower.js";
import { Story } from "../testing/story.js";

let tower: TestTower;
beforeAll(async () => {
  tower = await startTower();
  for (const region of ["Nordics", "Iberia"]) await tower.given.order({ distributor: await tower.given.distributor({ region }) });
});
afterAll(() => tower.close());

const apollo = jest.spyOn(ApolloServer.prototype, "executeHTTPGraphQLRequest");

async function ask(person: Person | undefined, body: unknown, headers: Record<string, string> = {}) {
  apollo.mockClear();
  const response = await fetch(`${tower.url}/graphql`, {
    method: "POST", body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...(person && { authorization: `Bearer ${tower.token(person)}` }), ...headers },
  });
  const headersOf = Object.fromEntries([...response.headers].filter(([name]) => !["date", "content-length"].includes(name)));
  return { status: response.status, text: await response.text(), headers: headersOf, byApollo: apollo.mock.calls.length > 0 };
}

const ORDERS = `query Orders($first: Int) { orders(first: $first, orderBy: { field: NUMBER }) { totalCount pageInfo { endCursor } nodes { number status distributor { region } } } }`;

test("a query that was answered once passes Apollo by, to the same answer with the same headers", async () => {
  const first = await ask("sales", { query: ORDERS, variables: { first: 1 } });
  const again = await ask("sales", { query: ORDERS, variables: { first: 1 } });
  expect([first.byApollo, again.byApollo]).toEqual([true, false]);
  expect({ ...again, byApollo: true }).toEqual(first);
  const other = await ask("sales", { query: ORDERS, variables: { first: 2 } });
  expect([other.byApollo, JSON.parse(other.text).data.orders.nodes.length]).toEqual([false, 2]);
});

test("it is each reader's own answer, and nobody's without a session", async () => {
  const query = { query: ORDERS, variables: {} };
  const regions = async (person: Person) => JSON.parse((await ask(person, query)).text).data.orders.nodes.map(({ distributor }: any) => distributor.region);
  expect(await regions("sales")).toEqual(expect.arrayContaining(["Nordics", "Iberia"]));
  expect(new Set(await regions("iberianSales"))).toEqual(new Set(["Iberia"]));
  const nobody = await ask(undefined, query);
  expect(JSON.parse(nobody.text).errors[0].extensions.code).toBe("UNAUTHENTICATED");
  const stranger = await ask(undefined, query, { authorization: "Bearer nonsense" });
  expect([stranger.status, stranger.byApollo]).toEqual([401, true]);
});

const SNOOZE = `mutation Snooze($input: FollowUpTaskSnoozeInput!) { done: followUpTaskSnooze(input: $input) { refusal { code message field } followUpTask { id version status snoozeReason distributor { region } } } }`;

test("a mutation that ran once passes Apollo by, with its effect, its refusals and its errors in the same words", async () => {
  const { task } = await new Story(tower).task();
  const snooze = (person: Person | undefined, input: object = {}) =>
    ask(person, { query: SNOOZE, variables: { input: { taskId: task.id, version: task.version, until: hour(4), reason: "They call back.", ...input } } });
  const refusedFirst = [await snooze("viewer"), await snooze(undefined)];
  expect(refusedFirst.map(({ byApollo }) => byApollo)).toEqual([true, false]);
  const done = await snooze("accounting");
  expect([done.byApollo, JSON.parse(done.text)]).toMatchObject([false, { data: { done: { refusal: null, followUpTask: { version: task.version + 1, snoozeReason: "They call back." } } } }]);
  const stale = await snooze("accounting");
  expect([stale.byApollo, JSON.parse(stale.text).data.done]).toMatchObject([false, { refusal: { code: "STALE_VERSION" }, followUpTask: null }]);
  for (const [person, input, code] of [["viewer", {}, "FORBIDDEN"], [undefined, {}, "UNAUTHENTICATED"], ["accounting", { taskId: "FOLLOW-0" }, "NOT_FOUND"]] as const) {
    const refused = await snooze(person, input);
    // the same operation in a text of its own is Apollo's
    const byApollo = await ask(person, { query: `${SNOOZE} # ${code}`, variables: { input: { taskId: task.id, version: task.version, until: hour(4), ...input } } });
    expect([refused.byApollo, byApollo.byApollo]).toEqual([false, true]);
    expect({ ...refused, byApollo: true }).toEqual(byApollo);
    expect(JSON.parse(refused.text).errors[0]).toMatchObject({ path: ["done"], extensions: { code } });
  }
});

test("what breaks inside a known mutation is told by an id alone, and nothing is tried again", async () => {
  const { task } = await new Story(tower).task();
  const input = { taskId: task.id, version: task.version, until: hour(4), reason: "They call back." };
  await ask("accounting", { query: SNOOZE, variables: { input: { ...input, version: 999 } } });
  const { pool } = tower.services;
  const query = pool.query.bind(pool) as (...asked: unknown[]) => unknown;
  const changes = (asked: unknown) => /UPDATE follow_up_tasks/.test((asked as { text?: string }).text ?? "");
  const broken = jest.spyOn(pool, "query").mockImplementation(((...asked: unknown[]) => (changes(asked[0]) ? Promise.reject(new Error("the disk is on fire")) : query(...asked))) as never);
  const { text, byApollo, status } = await ask("accounting", { query: SNOOZE, variables: { input } });
  const tries = broken.mock.calls.filter(([asked]) => changes(asked)).length;
  broken.mockRestore();
  expect([status, byApollo, tries]).toEqual([200, false, 1]);
  expect(JSON.parse(text)).toMatchObject({ errors: [{ message: expect.stringContaining("Something went wrong on our side"), extensions: { code: "INTERNAL_SERVER_ERROR" } }] });
  expect(text).not.toContain("fire");
});

test.each<[string, unknown, Record<string, string>]>([
  ["a value of the wrong type", { query: ORDERS, variables: { first: "two" } }, {}],
  ["a page that is too long", { query: ORDERS, variables: { first: 1_000 } }, {}],
  ["variables that are a list", { query: ORDERS, variables: [1] }, {}],
  ["another operation's name", { query: ORDERS, operationName: "Others" }, {}],
  ["an id beside the text", { query: ORDERS, extensions: { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } } }, {}],
  ["two documents at once", [{ query: ORDERS }, { query: ORDERS }], {}],
  ["an answer it can't have", { query: ORDERS }, { accept: "text/html" }],
  ["a computed field", { query: "{ orders { nodes { availableTransitions } } }" }, {}],
  ["a mutation's value of the wrong type", { query: SNOOZE, variables: { input: { taskId: "x", version: "one", until: "tomorrow" } } }, {}],
  ["a mutation without its variables", { query: SNOOZE }, {}],
  ["an operation of no name", { query: ORDERS, operationName: "" }, {}],
  ["a name that is the beginning of the text", { query: ORDERS.slice("query ".length), operationName: " query" }, {}],
])("%s is left to Apollo, known or not", async (_, body, headers) => {
  await ask("sales", { query: ORDERS, variables: {} });
  for (let turn = 0; turn < 2; turn++) expect((await ask("viewer", body, headers)).byApollo).toBe(true);
});

test("what is asked often stays known beside a flood of texts with values in them", async () => {
  await ask("sales", { query: ORDERS, variables: {} });
  for (let n = 0; n < 12; n++) {
    await Promise.all(Array.from({ length: 50 }, (_, i) => fetch(`${tower.url}/graphql`, {
      method: "POST", body: JSON.stringify({ query: `mutation { signOut { refusal { code } } } # ${n} ${i}` }), headers: { "content-type": "application/json" },
    })));
    expect((await ask("sales", { query: ORDERS, variables: {} })).byApollo).toBe(false);
  }
}, 60_000);

describe("a selection that can't be answered", () => {
  const document = (selection: string) => `mutation Snooze($input: FollowUpTaskSnoozeInput!, ${selection.includes("$n") ? "$n: Int = 1" : "$with: Boolean = true"}) { followUpTaskSnooze(input: $input) { refusal { code message } followUpTask { id ${selection} } } }`;
  test.each([
    ["a list that is too long", "auditEntries(first: $n) { type }", { n: 1_000 }],
    ["a list of less than nothing", "auditEntries(first: $n) { type }", { n: -1 }],
    ["one further down", "exception { followUpTasks(first: $n) { id } }", { n: 101 }],
    ["a directive with null", "version @include(if: $with)", { with: null }],
    ["a directive with null on a relation", "exception @skip(if: $with) { id }", { with: null }],
  ])("%s is refused while nothing is done, the first time and again", async (_, selection, wrong) => {
    const { task } = await new Story(tower).task();
    const snooze = (variables: object) => ask("accounting", { query: document(selection), variables: { input: { taskId: task.id, version: task.version, until: hour(4) }, ...variables } });
    const row = () => new Story(tower).read(task.id, "follow_up_tasks");
    const before = await row();
    for (let turn = 0; turn < 3; turn++) {
      const { text } = await snooze(wrong);
      const { data, errors } = JSON.parse(text);
      expect(data?.followUpTaskSnooze?.refusal?.code ?? errors?.[0].extensions.code).toBe("BAD_USER_INPUT");
      expect(await row()).toEqual(before);
      if (turn === 1) await ask("accounting", { query: document(selection), variables: { input: { taskId: task.id, version: 999, until: hour(4) } } });
    }
    const { text } = await snooze({});
    expect(JSON.parse(text).data.followUpTaskSnooze).toMatchObject({ refusal: null, followUpTask: { id: task.id } });
  });
});

test.each([
  ["a directive with null at the root", { query: "query Q($with: Boolean = true) { viewer @include(if: $with) { name } }", variables: { with: null } }, "BAD_USER_INPUT"],
  ["a directive with null further down", { query: "query Q($with: Boolean = true) { orders(first: 1) { nodes { number @include(if: $with) } } }", variables: { with: null } }, "BAD_USER_INPUT"],
  ["an id that is another text's", { query: "{ viewer { name } }", extensions: { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } } }, "BAD_REQUEST"],
  ["an id of another version", { query: "{ viewer { name } }", extensions: { persistedQuery: { version: 2, sha256Hash: "0".repeat(64) } } }, "BAD_REQUEST"],
])("%s is the caller's fault, and said so", async (_, body, code) => {
  const { text } = await ask("sales", body);
  expect(JSON.parse(text).errors[0].extensions).toMatchObject({ code });
});
