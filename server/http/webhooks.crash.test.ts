import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "../ports/Clock.js";
import { startTower, type TestTower } from "../testing/startTower.js";
import { startProcess, type TowerProcess } from "../testing/towerProcess.js";

const SECRET = "0123456789abcdef0123456789abcdef";
let tower: TestTower;
let api: TowerProcess;
let worker: TowerProcess | undefined;
const start = (PROCESS: string) =>
  startProcess({ DATABASE_URL: tower.databaseUrl, DATABASE_MIGRATION_URL: tower.ownerUrl, ENVIRONMENT: "staging", SLACK_SIGNING_SECRET: SECRET, PROCESS });

beforeAll(async () => {
  tower = await startTower({ at: new Date(), clock: systemClock });
  api = await start("api");
  await api.ready();
}, 120_000);
afterAll(async () => {
  await api?.stop();
  await worker?.stop();
  await tower?.close();
});

/** Sends an event as Slack does; answers the status. */
async function send(id: string): Promise<number> {
  const body = JSON.stringify({ type: "event_callback", event_id: id, event: { type: "message" } });
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const response = await fetch(`${api.url}/hooks/slack`, {
    method: "POST", body, signal: AbortSignal.timeout(20_000),
    headers: { "content-type": "application/json", "x-slack-request-timestamp": timestamp, "x-slack-signature": `v0=${createHmac("sha256", SECRET).update(`v0:${timestamp}:${body}`).digest("hex")}` },
  });
  return response.status;
}
const states = async () => (await tower.services.pool.query(`SELECT event_id, state, attempts FROM inbound_events ORDER BY event_id`)).rows;

test("what was answered with 200 is processed though the process that took it was killed at once", async () => {
  const ids = Array.from({ length: 10 }, () => `Ev${randomUUID()}`).sort();
  const answers = await Promise.all(ids.flatMap((id) => [send(id), send(id)]));
  api.child.kill("SIGKILL");
  await api.ended;
  expect(new Set(answers)).toEqual(new Set([200]));
  expect(await states()).toEqual(ids.map((event_id) => ({ event_id, state: "pending", attempts: 0 })));
  worker = await start("worker");
  for (let tries = 0; tries < 600 && (await states()).some(({ state }) => state !== "done"); tries++) await sleep(100);
  expect(await states()).toEqual(ids.map((event_id) => ({ event_id, state: "done", attempts: 1 })));
}, 90_000);
