import { createHash } from "node:crypto";
import { connectSocket, eventually, type SocketClient } from "../testing/socketClient.js";
import { startTower, type TestTower } from "../testing/startTower.js";

let tower: TestTower;
let socket: SocketClient;
beforeAll(async () => {
  tower = await startTower();
  socket = connectSocket(tower.url, { token: tower.token("accounting") });
});
afterAll(async () => {
  socket?.close();
  await tower?.close();
});

interface Request { query: string; variables?: Record<string, unknown>; operationName?: string; extensions?: Record<string, unknown> }
interface Failure { message: string; extensions: { code: string; field?: string } }

async function overHttp(request: Request, headers: Record<string, string> = {}) {
  const response = await fetch(`${tower.url}/graphql`, {
    method: "POST", body: JSON.stringify(request.extensions ? { ...request, query: request.query || undefined } : request), headers: { "content-type": "application/json", authorization: `Bearer ${tower.token("accounting")}`, ...headers },
  });
  return { status: response.status, ...((await response.json()) as { data?: unknown; errors?: Failure[] }) };
}

/** One operation over the shared socket, as the protocol tells it. */
function overSocket(request: Request): Promise<{ data?: unknown; errors?: Failure[] }> {
  return new Promise((resolve, reject) => {
    let answer: object = {};
    socket.client.subscribe(request, {
      next: (result) => { answer = result; },
      error: (errors) => (Array.isArray(errors) ? resolve({ errors: errors as never }) : reject(errors)),
      complete: () => resolve(answer),
    });
  });
}

const brief = (errors: Failure[] | undefined) => errors?.map(({ extensions: { code, field } }) => (field ? `${code} ${field}` : code));
const sha = (text: string) => createHash("sha256").update(text).digest("hex");
const byId = (sha256Hash: unknown, version = 1) => ({ persistedQuery: { version, sha256Hash } });
const ORDERS = "query($first: Int, $filter: OrderFilter, $after: String) { orders(first: $first, filter: $filter, after: $after) { nodes { id } } }";
const SNOOZE = "mutation($input: FollowUpTaskSnoozeInput!) { followUpTaskSnooze(input: $input) { refusal { code } } }";
const doubling = (levels: number) =>
  `${Array.from({ length: levels }, (_, i) => `fragment F${i} on Viewer { ...F${i + 1} ...F${i + 1} }`).join(" ")} fragment F${levels} on Viewer { name }`;

const BAD: [string, Request, string[]][] = [
  ["no query at all", { query: "" }, ["BAD_REQUEST"]],
  ["a query of a megabyte", { query: `{ viewer { name } } # ${"x".repeat(70_000)}` }, ["BAD_REQUEST"]],
  ["what is no GraphQL", { query: "{ viewer {" }, ["GRAPHQL_PARSE_FAILED"]],
  ["an unknown field", { query: "{ viewer { nam } }" }, ["GRAPHQL_VALIDATION_FAILED"]],
  ["an enum's value that it doesn't have, in the text", { query: "{ orders(filter: { status: [NOWHERE] }) { nodes { id } } }" }, ["GRAPHQL_VALIDATION_FAILED status"]],
  ["an enum's value that it doesn't have, in a variable", { query: ORDERS, variables: { filter: { status: ["NOWHERE"] } } }, ["BAD_USER_INPUT status"]],
  ["a field that an input doesn't have", { query: ORDERS, variables: { filter: { colour: "red" } } }, ["BAD_USER_INPUT filter"]],
  ["a variable of the wrong type", { query: ORDERS, variables: { first: "two" } }, ["BAD_USER_INPUT first"]],
  ["a variable that is missing", { query: SNOOZE }, ["BAD_USER_INPUT"]],
  ["an instant that is none", { query: SNOOZE, variables: { input: { taskId: "x", version: 1, until: "tomorrow", reason: "x" } } }, ["BAD_USER_INPUT until"]],
  ["an instant that is none, in the text", { query: "mutation { followUpTaskSnooze(input: { taskId: \"x\", version: 1, until: \"tomorrow\", reason: \"x\" }) { refusal { code } } }" }, ["BAD_USER_INPUT until"]],
  ["a day that is none, in the text", { query: "{ orders(filter: { promisedFrom: \"01/02/2026\" }) { nodes { id } } }" }, ["BAD_USER_INPUT promisedFrom"]],
  ["an unknown operation's name", { query: "query A { viewer { name } }", operationName: "B" }, ["OPERATION_RESOLUTION_FAILURE"]],
  ["no name where there are several operations", { query: "query A { viewer { name } } query B { viewer { name } }" }, ["OPERATION_RESOLUTION_FAILURE"]],
  ["fragments alone", { query: "fragment A on Viewer { name }" }, ["GRAPHQL_VALIDATION_FAILED"]],
  ["an unknown id", { query: "", extensions: byId("0".repeat(64)) }, ["PERSISTED_QUERY_NOT_FOUND"]],
  ["an id of another text", { query: "{ viewer { name } }", extensions: byId(sha("another")) }, ["BAD_REQUEST"]],
  ["an id of another form", { query: "", extensions: byId(sha("another"), 2) }, ["BAD_REQUEST"]],
  ["a page that is too long", { query: ORDERS, variables: { first: 2_147_483_647 } }, ["BAD_USER_INPUT first"]],
  ["an empty cursor", { query: ORDERS, variables: { after: "" } }, ["BAD_USER_INPUT after"]],
  ["a cursor that is none", { query: ORDERS, variables: { after: "nonsense" } }, ["BAD_USER_INPUT after"]],
  ["a search that is too long", { query: ORDERS, variables: { filter: { search: "%_".repeat(101) } } }, ["BAD_USER_INPUT search"]],
  ["a search without end", { query: ORDERS, variables: { filter: { search: "%_".repeat(5_000) } } }, ["BAD_USER_INPUT search"]],
  ["a filter of two thousand numbers", { query: ORDERS, variables: { filter: { distributor: Array(2_000).fill("D-1") } } }, ["BAD_USER_INPUT distributor"]],
  ["lists in lists that nobody bounds", { query: "{ distributors { nodes { orders { exceptions { followUpTasks { drafts { number } } } } } } }" }, ["GRAPHQL_VALIDATION_FAILED"]],
  ["the same with its numbers in variables", { query: "query($n: Int) { distributors(first: $n) { nodes { orders(first: $n) { lines(first: $n) { id } } } } }", variables: { n: 100 } }, ["GRAPHQL_VALIDATION_FAILED"]],
  ["a thousand aliases", { query: `{ ${Array.from({ length: 300 }, (_, i) => `a${i}: viewer { name }`).join(" ")} }` }, ["GRAPHQL_VALIDATION_FAILED"]],
  ["three thousand times the same field", { query: `{ viewer { ${"name ".repeat(3_000)} } }` }, ["GRAPHQL_VALIDATION_FAILED"]],
  ["directives on directives", { query: `{ viewer { name ${"@skip(if: false) ".repeat(500)} } }` }, ["GRAPHQL_VALIDATION_FAILED"]],
  ["a fragment in itself", { query: "{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }" }, ["GRAPHQL_VALIDATION_FAILED"]],
  ["fragments that double one another", { query: `{ viewer { ...F0 } } ${doubling(200)}` }, ["GRAPHQL_VALIDATION_FAILED"]],
  ["the schema in the schema in the schema", { query: `{ __schema { types { ${"fields { type { ".repeat(8)} name ${"} } ".repeat(8)} } } }` }, ["GRAPHQL_VALIDATION_FAILED"]],
  ["an input that is deep", { query: SNOOZE, variables: { input: Array.from({ length: 200 }).reduce((inner) => ({ inner }), {}) as object } }, ["BAD_USER_INPUT inner"]],
  ["null for a directive's condition", { query: "query($on: Boolean) { viewer @include(if: $on) { name } }", variables: { on: null } }, ["GRAPHQL_VALIDATION_FAILED"]],
  ["null for a directive's condition that has a default", { query: "query($on: Boolean = true) { viewer @include(if: $on) { name } }", variables: { on: null } }, ["BAD_USER_INPUT if"]],
];

test.each(BAD)("%s is the client's fault, by the same code over HTTP and over a socket", async (_, request, codes) => {
  const http = await overHttp(request);
  expect([...new Set(brief(http.errors))]).toEqual(codes);
  const told = await overSocket(request);
  expect([...new Set(brief(told.errors))]).toEqual(codes);
  expect((await overSocket({ query: "{ viewer { name } }" })).data).toEqual({ viewer: { name: "Ines Rovira" } });
});

const REFUSED_WHOLE = BAD.filter(([name, , [code]]) =>
  ["BAD_REQUEST", "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "OPERATION_RESOLUTION_FAILURE"].includes(code!) || ["a search without end", "a filter of two thousand numbers", "an input that is deep"].includes(name));
test.each(REFUSED_WHOLE)("%s is answered with 400", async (_, request) => expect((await overHttp(request)).status).toBe(400));

const ROOTS = ["approvalEvents { cursor }", "taskEvents { cursor }", "exceptionEvents { cursor }", 'timeline(subject: { kind: ORDER, id: "x" }) { cursor }'];
const CONDITIONS = ["@include(if: $on)", "@skip(if: $on)", "@include(if: false)", "@skip(if: true)", "@skip(if: false) @include(if: $on)"];
const withCondition = (root: string, condition: string) => root.replace(/ (?=\{ cursor)/, ` ${condition} `);
const SUBSCRIPTIONS: Request[] = [
  ...ROOTS.flatMap((root) => CONDITIONS.flatMap((condition) => [
    `subscription ($on: Boolean = true) { ${withCondition(root, condition)} }`,
    `subscription ($on: Boolean = true) { ... on Subscription ${condition} { ${root} } }`,
    `subscription ($on: Boolean = true) { ...F } fragment F on Subscription { ${withCondition(root, condition)} }`,
    `subscription ($on: Boolean = true) { ...F ${condition} } fragment F on Subscription { ...G } fragment G on Subscription { ${root} }`,
  ])),
  ...["subscription ($on: Boolean!) { approvalEvents @include(if: $on) { cursor } }", "subscription { __typename }", "subscription { __schema { types { name } } }", "subscription { taskEvents { cursor } approvalEvents { cursor } }", "subscription { ...F } fragment F on Subscription { ...F }", "subscription { nothing }", "subscription { ...F }"],
].map((query) => ({ query, variables: { on: false } }));

test("a subscription that can't begin is told so by itself, and everything else on its socket goes on", async () => {
  const before = socket.follow("subscription { taskEvents { cursor } }");
  await overSocket({ query: "{ viewer { name } }" }); // by then it has begun
  for (const request of SUBSCRIPTIONS) {
    const told = await overSocket(request);
    expect([request.query, [...new Set(brief(told.errors))]]).toEqual([request.query, ["GRAPHQL_VALIDATION_FAILED"]]);
    const http = await overHttp(request, { authorization: "" });
    expect([request.query, http.status, brief(http.errors)![0]]).toEqual([request.query, 400, "GRAPHQL_VALIDATION_FAILED"]);
  }
  for (const [after, fault] of [["", "BAD_USER_INPUT after"], ["nonsense", "EVENTS_GAP after"]] as const) {
    expect(brief((await overSocket({ query: "subscription($after: String) { taskEvents(after: $after) { cursor } }", variables: { after } })).errors)).toEqual([fault]);
  }
  expect([before.over, before.errors]).toEqual([false, []]);
  before.stop();
});

test("conditions on the root of a query or mutation leave out what they say, for everybody and over both", async () => {
  const schema: { queryType: Names; mutationType: Names } = (await overHttp({ query: "{ __schema { queryType { fields { name args { name type { kind } } type { kind ofType { kind } } } } mutationType { fields { name args { name type { kind } } } } } }" }) as any).data.__schema;
  type Names = { fields: { name: string; args: { type: { kind: string } }[] }[] };
  const roots = [
    ...schema.queryType.fields.filter(({ args }) => args.every(({ type }) => type.kind !== "NON_NULL")).map(({ name }) => ["query", name]),
    ...schema.mutationType.fields.filter(({ args }) => !args.length).map(({ name }) => ["mutation", name]),
  ];
  expect(roots.length).toBeGreaterThan(15);
  for (const [kind, name] of roots) {
    for (const query of [`${kind} ($on: Boolean!) { ${name} @include(if: $on) { __typename } }`, `${kind} ($on: Boolean!) { ...F @include(if: $on) } fragment F on ${kind === "query" ? "Query" : "Mutation"} { ${name} { __typename } }`]) {
      const request = { query, variables: { on: false } };
      expect([query, await overHttp(request), await overHttp(request, { authorization: "" }), await overSocket(request)])
        .toEqual([query, { status: 200, data: {} }, { status: 200, data: {} }, { data: {} }]);
    }
  }
}, 60_000);

test("what breaks inside one operation ends that operation alone", async () => {
  const before = socket.follow("subscription { taskEvents { cursor } }");
  await overSocket({ query: "{ viewer { name } }" }); // by then it has begun
  const { relay } = tower.services;
  Object.defineProperty(relay, "head", { configurable: true, get: () => { throw new TypeError("secret"); } });
  const { errors } = await overSocket({ query: "subscription { taskEvents { cursor } }" });
  delete (relay as { head?: unknown }).head;
  expect(brief(errors)).toEqual(["INTERNAL_SERVER_ERROR"]);
  expect(JSON.stringify(errors)).not.toContain("secret");
  await eventually(() => expect([before.over, socket.socket().readyState]).toEqual([false, 1]));
  before.stop();
});

test("a read that PostgreSQL stops for its length says so, and is not tried again", async () => {
  const lock = await tower.services.pool.connect();
  const { default: pg } = await import("pg");
  const owner = new pg.Client({ connectionString: tower.ownerUrl });
  await owner.connect();
  await owner.query("BEGIN; LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
  const waiting = async () => (await lock.query<{ pid: number }>("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%orders%' AND pid <> pg_backend_pid() AND datname = current_database()")).rows;
  const asks = [
    () => overHttp({ query: "{ orders(first: 1) { nodes { number } } }" }), // PostgreSQL writes the answer
    () => overHttp({ query: "{ orders(first: 1) { nodes { number availableTransitions } } }" }),
    () => overSocket({ query: "{ orders(first: 2) { nodes { number } } }" }),
  ];
  for (const ask of asks) {
    const answer = ask();
    const [{ pid }] = await eventually(async () => {
      const rows = await waiting();
      expect(rows).toHaveLength(1);
      return rows as [{ pid: number }];
    });
    await owner.query("SELECT pg_cancel_backend($1)", [pid]); // as its time-out would
    expect(brief((await answer).errors)).toEqual(["TIMEOUT"]);
  }
  await owner.query("ROLLBACK");
  await owner.end();
  lock.release();
});

test("reads have seconds, on connections that write nothing", async () => {
  const { rows: [seen] } = await tower.services.readPool!.query("SELECT current_setting('statement_timeout') AS most, current_setting('transaction_read_only') AS read_only, current_user AS who");
  expect(seen).toEqual({ most: "10s", read_only: "on", who: "tower_app" });
});
