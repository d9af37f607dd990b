import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { appendFile, chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { startEmbedded, type EmbeddedDatabase } from "./embedded.js";

const BUILT = join(process.cwd(), "dist/server/database/embedded.js");
const HOLDER = `
  const { startEmbedded } = await import(process.argv[1]);
  const database = await startEmbedded({ dataDir: process.argv[2], log: () => {} });
  process.on("SIGTERM", () => database.stop());
  console.log("up");`;

let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "tower-embedded-"));
  await chmod(dataDir, 0o755); // PostgreSQL's own account must get in when we are root
});

afterAll(() => rm(dataDir, { recursive: true, force: true }));

test("logs in as a role that owns nothing, with passwords that only the owner of the files can read", async () => {
  const database = await start();
  const [application] = await query(database.url, "SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user");
  expect(application).toEqual({ current_user: "tower_app", rolsuper: false });
  expect((await stat(join(dataDir, "postgres.json"))).mode & 0o777).toBe(0o600);
  await query(database.migrationUrl, "CREATE TABLE kept (line text)");
  await database.stop();
  expect(await postmaster()).toBeUndefined();
});

test("a server that outlived a killed Node is taken over, not doubled", async () => {
  const node = await hold();
  const before = await postmaster();
  await kill(node);
  const database = await start();
  expect(await postmaster()).toBe(before);
  await database.stop();
  expect(await postmaster()).toBeUndefined();
});

test("what was committed is there after both were killed", async () => {
  const node = await hold();
  await query(await ownerUrl(), "INSERT INTO kept VALUES ('committed')");
  process.kill((await postmaster())!, "SIGKILL");
  await kill(node);
  const database = await start();
  expect(await query(database.migrationUrl, "SELECT line FROM kept")).toEqual([{ line: "committed" }]);
  const log = await readFile(join(dataDir, "postgres.log"), "utf8");
  expect(log).toContain("automatic recovery in progress");
  expect(log).not.toMatch(/starting up|not yet accepting/); // nobody knocked while it recovered, which would have held it up
  await database.stop();
});

test("a second process joins the server, and the last to leave stops it", async () => {
  const node = await hold();
  const database = await start();
  await database.stop();
  expect(await query(await ownerUrl(), "SELECT 1 AS alive")).toEqual([{ alive: 1 }]);
  node.kill("SIGTERM");
  await once(node, "exit");
  expect(await postmaster()).toBeUndefined();
});

test("a PostgreSQL that dies alone is started again at the same address", async () => {
  const database = await start();
  process.kill((await postmaster())!, "SIGKILL");
  await eventually(async () => expect(await query(database.url, "SELECT 1 AS alive")).toEqual([{ alive: 1 }]));
  await database.stop();
});

test("what goes wrong with a statement leaves none of its values in the log, which stays within bounds", async () => {
  const database = await start();
  const secret = "Halvorsen Nordic AS owes EUR 84,200.00";
  await query(database.migrationUrl, `CREATE TABLE once (line text PRIMARY KEY); INSERT INTO once VALUES ('${secret}'); GRANT SELECT, INSERT ON once TO tower_app`);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  for (const [text, ...values] of [["SELECT $1::uuid", secret], [`SELECT '${secret}'::uuid`], ["INSERT INTO once VALUES ($1)", secret], [`SELECT "${secret}"`], [`${secret}`], [`UPDATE once SET line = '${secret}'`], ["SELECT 1 / length($1)", ""]] as [string, ...string[]][]) {
    await expect(client.query(text, values)).rejects.toThrow();
  }
  await client.query(`SET client_min_messages = log`);
  await client.end();
  const log = () => readFile(join(dataDir, "postgres.log"), "utf8");
  expect(await log()).not.toMatch(/Halvorsen|84,200|STATEMENT|DETAIL/);
  await appendFile(join(dataDir, "postgres.log"), "x".repeat(6_000_000));
  await eventually(async () => expect((await log()).length).toBeLessThan(5_000_000), 25_000);
  await database.stop();
  expect(await log()).toContain("shut down"); // it goes on in the same file
  expect((await stat(join(dataDir, "postgres.log.1"))).size).toBeGreaterThan(5_000_000);
}, 60_000);

test("a lock file whose process number now belongs to somebody else does not stop the start", async () => {
  const node = await hold();
  process.kill((await postmaster())!, "SIGKILL");
  await kill(node);
  const lock = await readFile(lockFile(), "utf8");
  await writeFile(lockFile(), lock.replace(/^\d+/, String(process.ppid)));
  const database = await start();
  await database.stop();
});

const start = (): Promise<EmbeddedDatabase> => startEmbedded({ dataDir, log: () => {} });

const lockFile = () => join(dataDir, "postgres/data/postmaster.pid");

const postmaster = () => readFile(lockFile(), "utf8").then(parseInt, () => undefined);

async function ownerUrl() {
  const { port, ownerPassword } = JSON.parse(await readFile(join(dataDir, "postgres.json"), "utf8"));
  return `postgres://postgres:${ownerPassword}@127.0.0.1:${port}/tower`;
}

/** A process of its own that holds the database, to be killed. */
async function hold() {
  const node = spawn(process.execPath, ["--input-type=module", "-e", HOLDER, BUILT, dataDir], { stdio: ["ignore", "pipe", "inherit"] });
  await once(node.stdout, "data");
  return node;
}

async function kill(node: ChildProcess) {
  node.kill("SIGKILL");
  await once(node, "exit");
}

async function query(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(statement)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

async function eventually(check: () => Promise<void>, withinMs = 10_000) {
  for (const deadline = Date.now() + withinMs; ; await sleep(50)) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}
