import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadDemo } from "../../seeds/loadDemo.js";
import { recordingChannel } from "../adapters/channels/recording/channel.js";
import { startTower, type TestTower } from "../testing/startTower.js";
import { eventNames } from "./events.js";

let tower: TestTower;
beforeAll(async () => { tower = await startTower({ at: new Date() }); }, 60_000);
afterAll(() => tower?.close());

test("whatever the demo's story tells, also by SQL and by the database's own functions, is in the catalogue", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tower-events-"));
  await loadDemo(tower.services, folder, recordingChannel);
  await rm(folder, { recursive: true, force: true });
  const { rows } = await tower.services.pool.query<{ type: string }>(`SELECT DISTINCT type FROM audit_logs`);
  expect(rows.length).toBeGreaterThan(25);
  expect(rows.map(({ type }) => type).filter((type) => !(eventNames() as string[]).includes(type))).toEqual([]);
}, 240_000);
