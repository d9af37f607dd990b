import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildTowerSchema } from "../../schema/buildSchema.js";
import { day } from "../testing/builders.js";
import { connectSocket, eventually, type SocketClient } from "../testing/socketClient.js";
import { startTower, type TestTower } from "../testing/startTower.js";
import { readDocument } from "./operation.js";
import { PersistedOperations } from "./persistedOperations.js";

const MANIFEST = JSON.parse(readFileSync(new URL("../../schema/operations.json", import.meta.url), "utf8")) as Record<string, string>;
const idOf = (name: string) => Object.entries(MANIFEST).find(([, text]) => new RegExp(`\\b(query|mutation|subscription) ${name}\\b`).test(text))![0];
const byId = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } });
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

const folder = mkdtempSync(join(tmpdir(), "operations-"));
const OWN = "query HowMany {\n  orders(first: 1) { totalCount }\n}\n";
writeFileSync(join(folder, "how-many.graphql"), OWN);
writeFileSync(join(folder, "notes.txt"), "not an operation");

let open: TestTower;
let listed: TestTower;
const clients: SocketClient[] = [];
beforeAll(async () => {
  open = await startTower();
  listed = await startTower({ env: { OPERATIONS: "listed", OPERATIONS_DIR: folder } });
});
afterAll(async () => {
  for (const client of clients) client.close();
  rmSync(folder, { recursive: true });
  await open?.close();
  await listed?.close();
});

async function post(tower: TestTower, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${tower.url}/graphql`, {
    method: "POST", body: JSON.stringify(body),
    headers: { "content-type": "application/json", authorization: `Bearer ${tower.token("accounting")}`, ...headers },
  });
  return { status: response.status, type: response.headers.get("content-type"), ...((await response.json()) as { data?: any; errors?: { message: string; extensions: { code: string } }[] }) };
}

function connect(tower: TestTower): SocketClient {
  const client = connectSocket(tower.url, { token: tower.token("accounting") });
  clients.push(client);
  return client;
}

test("the ids are those of the texts that run, and every text is valid", () => {
  expect(Object.keys(MANIFEST).length).toBeGreaterThan(20);
  for (const [id, text] of Object.entries(MANIFEST)) expect(id).toBe(sha256(text));
  const schema = buildTowerSchema();
  for (const text of Object.values(MANIFEST)) expect(readDocument(schema, text)).toMatchObject({ kind: "Document" });
});

test("a query by its id, with variables, runs over HTTP and over a socket", async () => {
  const order = await open.given.order();
  const asked = { extensions: byId(idOf("FindRecords")), variables: { text: order.number, amounts: [], withAmounts: false } };
  const overHttp = await post(open, asked);
  expect([overHttp.status, overHttp.data.orders.nodes[0].number]).toEqual([200, order.number]);
  const overSocket = await connect(open).call("", asked.variables, asked.extensions);
  expect(overSocket.data.orders.nodes[0].number).toBe(order.number);
});

test("a GET by id runs where another site could not have sent it, and never a mutation", async () => {
  const address = (name: string) => `${open.url}/graphql?extensions=${encodeURIComponent(JSON.stringify(byId(idOf(name))))}`;
  const headers = { authorization: `Bearer ${open.token("accounting")}` };
  expect((await fetch(address("Viewer"), { headers })).status).toBe(400);
  const answer = await fetch(address("Viewer"), { headers: { ...headers, "apollo-require-preflight": "true" } });
  expect([answer.status, ((await answer.json()) as any).data.viewer.name]).toEqual([200, "Ines Rovira"]);
  expect((await fetch(address("SignOut"), { headers: { ...headers, "apollo-require-preflight": "true" } })).status).toBe(405);
});

test("a mutation by its id does what it says", async () => {
  const { data } = await post(open, { extensions: byId(idOf("SignIn")), variables: { input: { email: "legal@halden-trading.example", password: "wrong" } } });
  expect(data.signIn.refusal).toMatchObject({ message: expect.any(String) });
  const right = await post(open, { extensions: byId(idOf("SignIn")), variables: { input: { email: "legal@halden-trading.example", password: "legal has a long password" } } });
  expect(right.data.signIn).toMatchObject({ refusal: null, viewer: { name: "Mireille Faure" } });
});

test("a subscription by its id, with its cursor, delivers", async () => {
  const detect = () => open.as("accounting")(`mutation { detectionRun(input: { rules: ["INVOICE_OVERDUE"] }) { refusal { message } } }`);
  const stream = connect(open).follow("", { after: null }, byId(idOf("ExceptionEvents")));
  await eventually(async () => {
    await open.given.invoice({ dueOn: day(-40) }); // again and again: the first may come before the stream is open
    await detect();
    expect(stream.events.length).toBeGreaterThan(0);
  });
  const [{ cursor }] = stream.events;
  const resumed = connect(open).follow("", { after: cursor }, byId(idOf("ExceptionEvents")));
  await open.given.invoice({ dueOn: day(-41) });
  await detect();
  await eventually(() => expect(resumed.events.length).toBeGreaterThan(0));
  expect([...stream.errors, ...resumed.errors]).toEqual([]);
});

test("an id nobody listed is not found, and a request can't list one", async () => {
  const text = "query Mine { viewer { name } }";
  const asked = { extensions: byId(sha256(text)) };
  const notFound = [expect.objectContaining({ message: "PersistedQueryNotFound", extensions: { code: "PERSISTED_QUERY_NOT_FOUND" } })];
  expect((await post(open, asked)).errors).toEqual(notFound);
  expect((await post(open, { ...asked, query: text })).data.viewer.name).toBe("Ines Rovira");
  expect((await post(open, asked)).errors).toEqual(notFound);
  const socket = connect(open);
  expect((await socket.call("", {}, asked.extensions)).errors).toEqual(notFound);
  for (const odd of ["__proto__", "", "toString"]) expect((await socket.call("", {}, byId(odd))).errors).toEqual(notFound);
  expect((await post(open, { query: text, extensions: byId("0".repeat(64)) })).status).toBe(400);
});

test("where only listed operations run, the dashboard's and the folder's do, by id and by text", async () => {
  const socket = connect(listed);
  for (const name of ["Viewer", "RailCounts"]) {
    const id = idOf(name);
    expect(await post(listed, { extensions: byId(id) })).toMatchObject({ status: 200, data: expect.any(Object) });
    expect(await post(listed, { query: MANIFEST[id] })).toMatchObject({ status: 200, data: expect.any(Object) });
    expect((await socket.call("", {}, byId(id))).errors).toBeUndefined();
    expect((await socket.call(MANIFEST[id]!)).errors).toBeUndefined();
  }
  expect((await post(listed, { extensions: byId(sha256(OWN)) })).data).toEqual({ orders: { totalCount: 0 } });
  expect((await socket.call(OWN)).data).toEqual({ orders: { totalCount: 0 } });
});

test("where only listed operations run, everything else is refused, and told what to do about it", async () => {
  const socket = connect(listed);
  const refusal = { message: expect.stringContaining("OPERATIONS_DIR"), extensions: { code: "OPERATION_NOT_LISTED" } };
  const others = ["{ viewer { name } }", "{ __schema { types { name } } }", "mutation { signOut { refusal { code } } }", "not even GraphQL", `${OWN} `];
  for (const query of others) {
    expect(await post(listed, { query })).toMatchObject({ status: 403, type: "application/json; charset=utf-8", errors: [refusal] });
    expect((await socket.call(query)).errors).toEqual([refusal]);
  }
  const { type } = await post(listed, { query: others[0] }, { accept: "application/graphql-response+json,application/json;q=0.9" });
  expect(type).toMatch("application/graphql-response+json"); // a client that knows it reads the error, others see the status
  expect((await post(listed, { query: others[0], extensions: byId(idOf("Viewer")) })).status).toBe(403);
  expect((await post(listed, { extensions: byId(sha256(others[0]!)) })).errors![0]!.extensions.code).toBe("PERSISTED_QUERY_NOT_FOUND");
  const stream = socket.follow("subscription { taskEvents { cursor } }");
  await eventually(() => expect(stream.errors).toEqual([refusal]));
  const headers = { "apollo-require-preflight": "true" };
  for (const search of [`query=${encodeURIComponent(others[0]!)}`, `query=${encodeURIComponent(OWN)}&query=${encodeURIComponent(others[1]!)}`]) {
    expect((await fetch(`${listed.url}/graphql?${search}`, { headers })).status).toBe(403);
  }
});

test("an operation of the folder that is not valid keeps the server from starting, by its name", () => {
  const wrong = mkdtempSync(join(tmpdir(), "operations-"));
  writeFileSync(join(wrong, "typo.graphql"), "{ viewer { nam } }");
  expect(() => new PersistedOperations(buildTowerSchema(), { folder: wrong, onlyListed: false })).toThrow(/typo\.graphql in OPERATIONS_DIR is not valid: Cannot query field "nam"/);
  rmSync(wrong, { recursive: true });
});
