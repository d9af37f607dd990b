import { afterAll, afterEach, beforeAll, expect, jest, test } from "@jest/globals";
import { once } from "node:events";
import { WebSocket } from "ws";
import { newToken } from "../domain/people/token.js";
import { connectSocket, eventually, type SocketClient } from "../testing/socketClient.js";
import { startTower, type TestTower } from "../testing/startTower.js";

let tower: TestTower;
const clients: SocketClient[] = [];
beforeAll(async () => { tower = await startTower(); });
afterEach(() => { for (const client of clients.splice(0)) client.close(); });
afterAll(() => tower.close());

const TASKS = `subscription { taskEvents { cursor } }`;
const WHO = `{ viewer { name } }`;

function connect(...args: Parameters<typeof connectSocket>): SocketClient {
  const client = connectSocket(...args);
  clients.push(client);
  return client;
}

/** A session of its own for somebody, so that a test may end it. */
async function session(email: string) {
  const { token, hash } = newToken("tower_session");
  const { rows: [{ id }] } = await tower.services.pool.query(
    `INSERT INTO sessions (user_id, token_hash, bearer, last_seen_at, expires_at, created_at, updated_at)
     SELECT id, $2, true, $3, $3::timestamptz + interval '1 hour', $3, $3 FROM users WHERE email = $1 RETURNING id`, [email, hash, tower.clock.now()]);
  return { token, id: id as string };
}

/** The status of a refused upgrade; 101 when it was accepted. */
async function upgrade(path: string, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(`${tower.url.replace("http", "ws")}${path}`, "graphql-transport-ws", { headers });
  socket.on("error", () => undefined);
  const status = await Promise.race([once(socket, "open").then(() => 101), once(socket, "unexpected-response").then(([, response]) => response.statusCode)]);
  socket.terminate();
  return status;
}

test("a bearer token or the session's cookie lets in; nobody, and a wrong token, stay out", async () => {
  const byToken = await connect(tower.url, { token: tower.token("accounting") }).call(WHO);
  expect(byToken.data.viewer.name).toBe("Ines Rovira");
  const byCookie = await connect(tower.url, { headers: { cookie: `theme=dark; tower_session=${tower.token("legal")}`, origin: tower.url } }).call(WHO);
  expect(byCookie.data.viewer.name).toBe("Mireille Faure");
  for (const token of [undefined, "", "tower_session_guessed"]) {
    expect(await connect(tower.url, { token }).closed).toMatchObject({ code: 4403, reason: "Forbidden" });
  }
});

test("while the database is away nobody is let in, and everybody is told to come back", async () => {
  const { pool } = tower.services;
  const query = pool.query.bind(pool) as (...args: unknown[]) => unknown;
  const spy = jest.spyOn(pool, "query").mockImplementation(((asked: { name?: string }, ...rest: unknown[]) =>
    asked.name === "authenticate" ? Promise.reject(new Error("the database is away")) : query(asked, ...rest)) as never);
  expect(await connect(tower.url, { token: tower.token("legal") }).closed).toMatchObject({ code: 1013 });
  spy.mockRestore();
  expect((await connect(tower.url, { token: tower.token("legal") }).call(WHO)).data.viewer.name).toBe("Mireille Faure");
});

test("a page of another site is refused, whatever cookie it brings", async () => {
  const cookie = `tower_session=${tower.token("admin")}`;
  expect(await upgrade("/graphql", { cookie, origin: tower.url })).toBe(101);
  for (const origin of ["https://evil.example", "null", "file://", "http://127.0.0.1:1", "not an origin"]) expect([origin, await upgrade("/graphql", { cookie, origin })]).toEqual([origin, 403]);
  expect(await upgrade("/elsewhere", { cookie })).toBe(403);
});

test("a socket closes by itself soon after its session's end, and again lets nobody in", async () => {
  const email = "logistics@halden-trading.example";
  const revoked = await session(email);
  const expired = await session(email);
  const [first, second] = [revoked, expired].map(({ token }) => connect(tower.url, { token }));
  expect((await first!.call(WHO)).data.viewer.name).toBe("Jonas Bakker");
  expect((await second!.call(WHO)).data.viewer.name).toBe("Jonas Bakker");
  first!.follow(TASKS);
  await tower.services.pool.query(`UPDATE sessions SET revoked_at = $2 WHERE id = $1`, [revoked.id, tower.clock.now()]);
  await tower.services.pool.query(`UPDATE sessions SET expires_at = created_at WHERE id = $1`, [expired.id]);
  expect(await first!.closed).toMatchObject({ code: 4403, reason: "session over" });
  expect(await second!.closed).toMatchObject({ code: 4403, reason: "session over" });
  expect(await connect(tower.url, { token: revoked.token }).closed).toMatchObject({ code: 4403 });
});

test("a socket whose user's rights changed closes, so that nothing is told by old rights", async () => {
  const { token } = await session("viewer@halden-trading.example");
  const client = connect(tower.url, { token });
  expect((await client.call(WHO)).data.viewer.name).toBe("Piotr Zielinski");
  await tower.services.pool.query(`UPDATE users SET regions = '{Iberia}' WHERE email = 'viewer@halden-trading.example'`);
  expect(await client.closed).toMatchObject({ code: 4410 });
  expect((await connect(tower.url, { token }).call(`{ viewer { regions } }`)).data.viewer.regions).toEqual(["Iberia"]);
});

test("limits and masked errors hold on a socket as they do over HTTP", async () => {
  const client = connect(tower.url, { token: tower.token("accounting") });
  const deep = `{ orders { nodes { ${"distributor { orders { ".repeat(7)} id ${"} }".repeat(7)} } } }`;
  const aliases = `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: viewer { id }`).join(" ")} }`;
  const refused: [string, RegExp, string][] = [
    [deep, /depth limit/, "GRAPHQL_VALIDATION_FAILED"],
    [aliases, /Aliases limit/, "GRAPHQL_VALIDATION_FAILED"],
    [`{ viewer { ${"id ".repeat(501)} } }`, /Fields limit/, "GRAPHQL_VALIDATION_FAILED"],
    [`{ viewer { ${"id ".repeat(4_001)} } }`, /more that 4000 tokens/, "GRAPHQL_PARSE_FAILED"],
    ["{ viewer { nam } }", /^Cannot query field "nam" on type "Viewer"\.$/, "GRAPHQL_VALIDATION_FAILED"],
    ["{ viewer {", /Syntax Error/, "GRAPHQL_PARSE_FAILED"],
    ["query($id: ID!) { order(id: $id) { id } }", /Variable "\$id" of required type/, "BAD_USER_INPUT"],
  ];
  for (const [query, message, code] of refused) {
    expect((await client.call(query)).errors).toEqual([expect.objectContaining({ message: expect.stringMatching(message), extensions: { code } })]);
  }
  const original = tower.services.drafter.label;
  Object.defineProperty(tower.services.drafter, "label", { configurable: true, get: () => { throw new Error("relation \"secrets\" does not exist"); } });
  const { errors } = await client.call("{ viewer { drafter } }");
  Object.defineProperty(tower.services.drafter, "label", { configurable: true, value: original });
  expect(JSON.stringify(errors)).not.toContain("secrets");
  expect(errors![0]!.extensions).toMatchObject({ code: "INTERNAL_SERVER_ERROR", errorId: expect.any(String) });
});

test("one connection carries a hundred operations, no more", async () => {
  const client = connect(tower.url, { token: tower.token("viewer") });
  const streams = Array.from({ length: 101 }, () => client.follow(TASKS));
  await eventually(() => expect(streams.filter(({ over }) => over)).toHaveLength(1));
  expect(streams.find(({ over }) => over)!.errors[0]!.extensions!.code).toBe("BAD_REQUEST");
});

test("a stop says good-bye to every socket and doesn't wait for who doesn't answer", async () => {
  const other = await startTower();
  const polite = connect(other.url, { token: other.token("viewer") });
  polite.follow(TASKS);
  expect((await polite.call(WHO)).data.viewer.name).toBe("Piotr Zielinski");
  const deaf = connect(other.url, { token: other.token("viewer") });
  await deaf.call(WHO);
  (deaf.socket() as unknown as { _socket: { pause(): void } })._socket.pause();
  await other.close();
  expect(await polite.closed).toMatchObject({ code: 1001 });
});
