import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { pino } from "pino";
import { startTower, type TestTower } from "../testing/startTower.js";

let tower: TestTower;
const logged: any[] = [];
beforeAll(async () => { tower = await startTower({ log: pino({ level: "info" }, { write: (line) => void logged.push(JSON.parse(line)) }) }); });
afterAll(() => tower.close());

const JSON_TYPE = { "content-type": "application/json" };

async function send(path: string, init: RequestInit = {}) {
  const response = await fetch(`${tower.url}${path}`, init);
  const text = await response.text();
  expect(text).not.toMatch(/node_modules|\.(ts|js):\d+|\\n +at /);
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) };
}

const ask = (query: string, headers: Record<string, string> = {}) => send("/graphql", { method: "POST", headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify({ query }) });
const signedIn = () => ({ authorization: `Bearer ${tower.token("accounting")}` });

test("queries that would hurt are refused with the limit they broke", async () => {
  const nested = (n: number) => `{ orders { nodes { ${"distributor { orders { ".repeat(n)} id ${"} }".repeat(n)} } } }`;
  const hostile: Record<string, string> = {
    "depth limit": nested(60),
    "Aliases limit": `{ ${Array.from({ length: 200 }, (_, i) => `a${i}: viewer { id }`).join(" ")} }`,
    "Directives limit": `{ viewer { id ${"@skip(if: false) ".repeat(60)} } }`,
    "Fields limit": `{ viewer { ${"name ".repeat(1_500)} } }`,
    "more that 4000 tokens": `{ viewer { ${"name ".repeat(4_000)} } }`,
    "Cost limit": "{ distributors(first: 100) { nodes { orders(first: 100) { id number lines(first: 100) { id } } } } }",
    "Introspection limit": `{ ${Array.from({ length: 3 }, (_, i) => `a${i}: __schema { types { name } }`).join(" ")} }`,
  };
  for (const [limit, query] of Object.entries(hostile)) {
    const { status, text } = await ask(query, signedIn());
    expect({ limit, status, text }).toEqual({ limit, status: 400, text: expect.stringContaining(limit) });
  }
});

test("an operation that spreads its fields over fragments is held to the same limits", async () => {
  const fields = "name ".repeat(300);
  const { status, text } = await ask(`fragment A on Viewer { ${fields} } fragment B on Viewer { ${fields} } fragment C on Viewer { ${fields} } fragment D on Viewer { ${fields} } { viewer { ...A ...B ...C ...D } }`);
  expect([status, text]).toEqual([400, expect.stringContaining("Fields limit")]);
});

test("what a page of another site could send is refused: simple posts, GET mutations, batches", async () => {
  const query = JSON.stringify({ query: "{ viewer { id } }" });
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
    const { status } = await send("/graphql", { method: "POST", headers: { "content-type": type }, body: query });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  }
  expect((await send(`/graphql?query=${encodeURIComponent("{ viewer { id } }")}`)).status).toBe(400);
  const preflighted = { "apollo-require-preflight": "true" };
  expect((await send(`/graphql?query=${encodeURIComponent("{ viewer { id } }")}`, { headers: preflighted })).status).toBe(200);
  const mutation = await send(`/graphql?query=${encodeURIComponent("mutation { signOut { refusal { code } } }")}`, { headers: { ...preflighted, ...signedIn() } });
  expect([mutation.status, mutation.text]).toEqual([405, expect.stringContaining("only support query operations")]);
  const batch = await send("/graphql", { method: "POST", headers: JSON_TYPE, body: `[${query},${query}]` });
  expect([batch.status, batch.text]).toEqual([400, expect.stringContaining("batching disabled")]);
  expect((await tower.as("accounting")("{ viewer { name } }")).data.viewer.name).toBe("Ines Rovira");
});

test("what is malformed gets a short answer of our own and never a stack", async () => {
  const post = (body: string, headers: Record<string, string> = JSON_TYPE) => send("/graphql", { method: "POST", headers, body });
  const answers: [number, Awaited<ReturnType<typeof send>>][] = [
    [400, await post("{ not json")],
    [400, await post("")],
    [400, await post("{}")],
    [400, await post(JSON.stringify({ query: 7 }))],
    [400, await post(JSON.stringify({ query: "{ viewer {" }))],
    [400, await post(JSON.stringify({ query: "{ viewer { id } }", variables: "none" }))],
    [400, await post(JSON.stringify({ query: "query A { viewer { id } } query B { viewer { id } }" }))],
    [400, await post('{"__proto__": {"query": "{ viewer { id } }"}}')],
    [415, await post("<query/>", { "content-type": "text/xml" })],
    [404, await send("/nothing/here")],
    [400, await send("/%zz")],
    [404, await send("/graphql/../../etc/passwd%00")],
    [404, await send("/graphql", { method: "DELETE" })],
  ];
  for (const [status, answer] of answers) {
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining("errors")]);
    expect(answer.json().errors[0].extensions.code).toMatch(/^(BAD_REQUEST|BAD_USER_INPUT|GRAPHQL_PARSE_FAILED|GRAPHQL_VALIDATION_FAILED|NOT_FOUND|OPERATION_RESOLUTION_FAILURE)$/);
  }
});

test("a wrong name is called wrong, without a hint at the right one", async () => {
  const { status, text } = await ask("{ viewer { nam } distributor }", signedIn());
  expect(status).toBe(400);
  expect(text).toContain('Cannot query field \\"nam\\"');
  expect(text).not.toMatch(/did you mean/i);
});

test("large bodies are for imports: nobody sends one before signing in, and nobody one without end", async () => {
  const body = (kilobytes: number) => JSON.stringify({ query: "query($text: String) { viewer { name } __typename }", variables: { text: "x".repeat(kilobytes * 1024) } });
  const post = (kilobytes: number, headers: Record<string, string> = {}) => send("/graphql", { method: "POST", headers: { ...JSON_TYPE, ...headers }, body: body(kilobytes) });
  expect((await post(200)).status).not.toBe(413);
  expect((await post(300)).status).toBe(413);
  expect((await post(300, { authorization: "Bearer tower_session_guessed" })).status).toBe(413);
  expect((await post(300, signedIn())).status).not.toBe(413);
  expect((await post(13 * 1024, signedIn())).status).toBe(413);
  const streamed = await send("/graphql", { method: "POST", headers: JSON_TYPE, body: new Blob([body(1)]).stream(), duplex: "half" } as RequestInit);
  expect(streamed.status).toBe(413); // its length is anybody's guess
});

test("what breaks inside is told as an id alone, which the log explains; our own refusals keep their words", async () => {
  const { drafter } = tower.services;
  const { label } = drafter;
  Object.defineProperty(drafter, "label", { configurable: true, get: () => { throw new Error("password authentication failed for user tower_app"); } });
  const { status, json, text } = await ask("{ viewer { drafter } }", signedIn());
  Object.defineProperty(drafter, "label", { configurable: true, value: label });
  const [{ message, extensions }] = json().errors;
  expect(status).toBe(200);
  expect(text).not.toMatch(/password|tower_app/);
  expect(extensions).toEqual({ code: "INTERNAL_SERVER_ERROR", errorId: expect.any(String) });
  expect(message).toContain(extensions.errorId);
  expect(logged.find(({ errorId }) => errorId === extensions.errorId)).toMatchObject({ msg: "request failed", err: { message: expect.stringContaining("password authentication failed") } });

  const refused = await tower.as("viewer")(`mutation { detectionRun(input: {}) { refusal { code } } }`);
  expect(refused.errors![0]).toMatchObject({ message: expect.not.stringContaining("Error id"), extensions: { code: "FORBIDDEN" } });
  const unknown = await ask("{ viewer { id } }", { authorization: "Bearer tower_session_guessed" });
  expect([unknown.status, unknown.json().errors[0].extensions.code]).toEqual([401, "UNAUTHENTICATED"]);
});

test("every answer carries the headers that keep browsers on the safe side", async () => {
  for (const path of ["/healthz", "/nothing/here", "/graphql", "/%zz"]) {
    const { headers } = await send(path);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toMatch(/default-src '(self|none)'.*frame-ancestors 'none'/);
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("access-control-allow-origin")).toBeNull();
  }
  expect((await ask("{ viewer { id } }", signedIn())).headers.get("cache-control")).toBe("no-store");
});

test("a subscription over HTTP is refused, not run", async () => {
  const { status, json } = await ask("subscription { taskEvents { cursor } }", signedIn());
  expect(status).toBe(400);
  expect(json().errors[0].extensions.code).not.toBe("INTERNAL_SERVER_ERROR");
});

test("says that it lives, and whether each part it needs is there", async () => {
  expect((await send("/healthz")).json()).toEqual({ status: "alive" });
  const ready = await send("/readyz");
  expect([ready.status, ready.json()]).toEqual([200, { status: "ready", database: true, scheduler: true, migrations: true }]);
});

test("without its database it stays alive, says not ready with the part's name, and masks what fails", async () => {
  const lost = await startTower();
  const { default: pg } = await import("pg");
  const owner = new pg.Client({ connectionString: lost.ownerUrl.replace(/\/[^/]*$/, "/postgres") });
  await owner.connect();
  await owner.query(`DROP DATABASE ${new URL(lost.ownerUrl).pathname.slice(1)} WITH (FORCE)`);
  await owner.end();
  const at = (path: string, init?: RequestInit) => fetch(`${lost.url}${path}`, init);
  expect((await at("/healthz")).status).toBe(200);
  const ready = await at("/readyz");
  expect([ready.status, await ready.json()]).toEqual([503, { status: "not ready", database: false, scheduler: false, migrations: false }]);
  const answer = await at("/graphql", { method: "POST", headers: { ...JSON_TYPE, authorization: `Bearer ${lost.token("admin")}` }, body: JSON.stringify({ query: "{ viewer { id } }" }) });
  const text = await answer.text();
  expect([answer.status, text]).toEqual([500, expect.stringContaining("INTERNAL_SERVER_ERROR")]);
  expect(text).not.toMatch(/database|does not exist|test_/);
  await lost.close();
});
