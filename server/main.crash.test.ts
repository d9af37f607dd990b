import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { freePort, startProcess, type TowerProcess } from "./testing/towerProcess.js";

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

const NEWEST = `{ exceptions(first: 1, filter: { type: ["INVOICE_OVERDUE"] }) { nodes { id version } totalCount } }`;
const OPEN = `mutation($input: ExceptionOpenInput!) { exceptionOpen(input: $input) { refusal { message field } exception { id number } } }`;

async function openException(tower: TowerProcess, token: string, title: string) {
  const { data } = await ask(tower, token, `{ orders(first: 1) { nodes { id } } }`);
  return ask(tower, token, OPEN, { input: { title, type: "OTHER", recommendedAction: "Call them.", severity: 2, subject: { kind: "ORDER", id: data.orders.nodes[0].id } } });
}

test("starts from nothing, says where and how to sign in, and serves", async () => {
  const tower = await start({ DATA_DIR: dataDir });
  const first = await tower.ready();
  console.log(`first start to readyz: ${Math.round(first)} ms`);
  await expect.poll?.(() => tower.output());
  for (const end = Date.now() + 5_000; !tower.output().includes("Password") && Date.now() < end; ) await sleep(50);
  expect(tower.output()).toMatch(/http:\/\/localhost:\d+/);
  const token = await signIn(tower);
  expect((await ask(tower, token, "{ viewer { name environment } }")).data.viewer.environment).toBe("demo");
  expect(await tower.stop("SIGINT")).toBe(0);
  expect(await postmaster()).toBeUndefined();
}, 180_000);

test("what was acknowledged is there after kill -9, of the server alone and of the database too", async () => {
  let tower = await start({ DATA_DIR: dataDir });
  const second = await tower.ready();
  console.log(`second start to readyz: ${Math.round(second)} ms`);
  let token = await signIn(tower);
  const kept = (await openException(tower, token, "Kept through kill -9")).data.exceptionOpen.exception;
  await tower.stop("SIGKILL");
  expect(await postmaster()).toBeDefined();

  tower = await start({ DATA_DIR: dataDir });
  await tower.ready();
  const also = (await openException(tower, token, "Kept through both kills")).data.exceptionOpen.exception;
  process.kill((await postmaster())!, "SIGKILL");
  await tower.stop("SIGKILL");

  tower = await start({ DATA_DIR: dataDir });
  await tower.ready();
  token = await signIn(tower);
  for (const { id, number } of [kept, also]) {
    expect((await ask(tower, token, `query($id: ID!) { exception(id: $id) { number } }`, { id })).data.exception.number).toBe(number);
  }
}, 90_000);
