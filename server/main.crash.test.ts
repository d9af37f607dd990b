import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { eventually } from "./testing/socketClient.js";
import { freePort, startProcess, type TowerProcess } from "./testing/towerProcess.js";
import { waitedFor } from "./testing/waitedFor.js";

let dataDir: string;
const running: TowerProcess[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "tower-main-"));
  await chmod(dataDir, 0o755); // PostgreSQL's own account must get in when we are root
});
afterEach(() => Promise.all(running.splice(0).map((tower) => tower.stop())));
afterAll(async () => {
  const pid = await postmaster();
  if (pid) process.kill(pid, "SIGQUIT");
  await rm(dataDir, { recursive: true, force: true });
});

async function start(env: Record<string, string>): Promise<TowerProcess> {
  const tower = await startProcess(env);
  running.push(tower);
  return tower;
}

/** The process of the database under a folder, if one is there and alive. */
async function postmaster(folder = dataDir): Promise<number | undefined> {
  const pid = await readFile(join(folder, "postgres/data/postmaster.pid"), "utf8").then((text) => parseInt(text, 10), () => undefined);
  try {
    if (pid) process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}

async function ask(tower: TowerProcess, token: string | undefined, query: string, variables: object = {}) {
  const answer = await fetch(`${tower.url}/graphql`, {
    method: "POST", headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) }, body: JSON.stringify({ query, variables }),
  });
  return (await answer.json()) as { data?: any; errors?: { message: string }[] };
}

async function signIn(tower: TowerProcess): Promise<string> {
  const logins = JSON.parse(await readFile(join(dataDir, "demo-logins.json"), "utf8")) as { role: string; email: string; password: string }[];
  const { email, password } = logins.find(({ role }) => /accounting/i.test(role))!;
  const { data } = await ask(tower, undefined, `mutation($input: SignInInput!) { signIn(input: $input) { refusal { message } token } }`, { input: { email, password, bearer: true } });
  return data.signIn.token;
}

const OPEN = `mutation($input: ExceptionOpenInput!) { exceptionOpen(input: $input) { refusal { message field } exception { id number } } }`;

async function firstOrder(tower: TowerProcess, token: string): Promise<string> {
  const { data } = await ask(tower, token, `{ orders(first: 1) { nodes { number } } }`);
  return data.orders.nodes[0].number;
}

/** A case opened by hand on an order: some one, unless it is named. */
async function openCase(tower: TowerProcess, token: string, title: string, order?: string): Promise<{ id: string; number: string }> {
  const opened = await ask(tower, token, OPEN, { input: { title, subjectKind: "ORDER", subjectId: order ?? (await firstOrder(tower, token)) } });
  expect(opened).toMatchObject({ data: { exceptionOpen: { refusal: null } } });
  return opened.data.exceptionOpen.exception;
}

/** A connection with the owner's rights to the database under the data folder. */
async function owner(): Promise<pg.Client> {
  const { port, ownerPassword } = JSON.parse(await readFile(join(dataDir, "postgres.json"), "utf8"));
  const client = new pg.Client({ connectionString: `postgres://postgres:${ownerPassword}@127.0.0.1:${port}/tower` });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

test("starts from nothing, says where it is and how to sign in, and leaves nothing running behind", async () => {
  const tower = await start({ DATA_DIR: dataDir });
  await tower.ready();
  await eventually(() => expect(tower.output()).toMatch(/http:\/\/localhost:\d+[^]*accounting/i));
  const token = await signIn(tower);
  expect((await ask(tower, token, "{ viewer { environment } }")).data.viewer.environment).toBe("demo");
  expect(await postmaster()).toBeDefined();
  expect(await tower.stop("SIGINT")).toBe(0);
  expect(await postmaster()).toBeUndefined();
}, 240_000);

test("what was acknowledged is there after kill -9, of the server alone and of its database too", async () => {
  let tower = await start({ DATA_DIR: dataDir });
  await tower.ready();
  const token = await signIn(tower);
  const kept = [await openCase(tower, token, "Kept through one kill")];
  await tower.stop("SIGKILL");
  expect(await postmaster()).toBeDefined();

  tower = await start({ DATA_DIR: dataDir });
  await tower.ready();
  kept.push(await openCase(tower, token, "Kept through two kills"));
  process.kill((await postmaster())!, "SIGKILL");
  await tower.stop("SIGKILL");

  tower = await start({ DATA_DIR: dataDir });
  await tower.ready();
  for (const { id, number } of kept) {
    expect((await ask(tower, token, `query($id: ID!) { exception(id: $id) { number } }`, { id })).data.exception.number).toBe(number);
  }
}, 120_000);

test("a stop lets the running request finish and takes no new one", async () => {
  const tower = await start({ DATA_DIR: dataDir });
  await tower.ready();
  const token = await signIn(tower);
  const blocker = await owner();
  const order = await firstOrder(tower, token);
  await blocker.query("BEGIN");
  await blocker.query("SELECT FROM orders WHERE number = $1 FOR UPDATE", [order]);
  const answer = openCase(tower, token, "Opened while stopping", order);
  await waitedFor(blocker);
  const stopping = tower.stop("SIGTERM");
  await eventually(() => expect(fetch(`${tower.url}/healthz`)).rejects.toThrow());
  await blocker.query("COMMIT");
  await blocker.end();
  expect((await answer).number).toMatch(/\d/);
  expect(await stopping).toBe(0);
  expect(await postmaster()).toBeUndefined();
}, 90_000);

test("a stop in the middle of the first start leaves nothing running, and the next start goes on", async () => {
  const fresh = await mkdtemp(join(tmpdir(), "tower-main-"));
  await chmod(fresh, 0o755);
  const tower = await start({ DATA_DIR: fresh });
  await eventually(async () => expect(await postmaster(fresh)).toBeDefined(), 60_000);
  await tower.stop("SIGTERM");
  expect(await postmaster(fresh)).toBeUndefined();
  await rm(fresh, { recursive: true, force: true });
}, 90_000);

test("a port that is taken is said in one sentence, before anything was started", async () => {
  const PORT = String(await freePort());
  const other = createServer().listen(Number(PORT), "127.0.0.1");
  await once(other, "listening");
  const fresh = await mkdtemp(join(tmpdir(), "tower-main-"));
  const tower = await start({ DATA_DIR: fresh, PORT });
  expect(await tower.ended).toBe(1);
  expect(tower.output().trim()).toBe(`Port ${PORT} is taken by another program. Stop that one, or start on another port: PORT=${Number(PORT) + 1} npm start`);
  expect(await readdir(fresh)).toEqual([]);
  other.close();
  await rm(fresh, { recursive: true });
}, 30_000);

test("wrong settings are named, each with what is wrong, and nothing starts", async () => {
  const DATABASE_URL = `postgres://tower@127.0.0.1:${await freePort()}/tower`;
  const wrong: [Record<string, string>, RegExp][] = [
    [{ PORT: "many" }, /PORT /],
    [{ DATABASE_URL }, /ENVIRONMENT is mandatory with DATABASE_URL: demo, staging or production/],
    [{ ENVIRONMENT: "production" }, /DATABASE_URL is mandatory with ENVIRONMENT=production/],
    [{ DATABASE_URL: "mysql://localhost/tower", ENVIRONMENT: "staging" }, /DATABASE_URL must start with postgres:\/\//],
    [{ MODEL_PROVIDER: "openai", ORGANISATION_TIME_ZONE: "Nowhere/Land" }, /ORGANISATION_TIME_ZONE must be an IANA zone[^]*|MODEL_NAME is mandatory/],
    [{ DATABASE_URL, ENVIRONMENT: "staging" }, /The database at 127\.0\.0\.1:\d+ can't be reached \(ECONNREFUSED\)/],
    [{ HOST: "203.0.113.7" }, /HOST=203\.0\.113\.7 is not an address of this machine/],
  ];
  const towers = await Promise.all(wrong.map(([env]) => start({ DATA_DIR: join(dataDir, "never"), ...env })));
  for (const [i, [, sentence]] of wrong.entries()) {
    expect(await towers[i]!.ended).toBe(1);
    expect(towers[i]!.output()).toMatch(sentence);
    expect(towers[i]!.output()).not.toMatch(/\n +at /);
  }
  expect(existsSync(join(dataDir, "never"))).toBe(false);
}, 60_000);
