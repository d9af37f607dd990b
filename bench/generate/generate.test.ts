import pg from "pg";
import { pino } from "pino";
import { type Base, openBase } from "../../server/compose.js";
import { loadConfig } from "../../server/config.js";
import { createTestDatabase, type TestDatabase } from "../../server/testing/testDatabase.js";
import { generate, sizeOf } from "./generate.js";

let database: TestDatabase;
let base: Base;
let owner: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  const config = loadConfig({ DATABASE_URL: database.url, DATABASE_MIGRATION_URL: database.migrationUrl, ENVIRONMENT: "staging" });
  base = await openBase(config, { log: pino({ level: "silent" }) });
  owner = new pg.Client({ connectionString: database.migrationUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await base?.close();
  await database?.drop();
});

const count = async (table: string, where = "true") =>
  Number((await owner.query(`SELECT count(*) AS n FROM ${table} WHERE ${where}`)).rows[0].n);

test("generated records have the size asked for, work that hangs on real cases, and a story with its positions", async () => {
  const size = sizeOf(400);
  await generate(base.services, database.migrationUrl, size);
  expect(await count("orders")).toBe(400);
  expect(await count("follow_up_tasks")).toBe(80);
  expect(await count("audit_logs")).toBe(2_000);
  expect(await count("audit_positions")).toBe(2_000);
  expect(await count("audit_payloads", "length(commitment) = 32")).toBe(2_000);
  const cases = await count("exceptions", "origin = 'rule' AND state = 'open'");
  expect(cases).toBeGreaterThan(40); // enough for a queue, and far from everything being broken
  expect(cases).toBeLessThan(200);
});

test("a database that holds records is left alone", async () => {
  const before = await count("orders");
  await expect(generate(base.services, database.migrationUrl, sizeOf(10))).rejects.toThrow("holds records already");
  expect(await count("orders")).toBe(before);
});
