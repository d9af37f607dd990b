import pg from "pg";
import pino from "pino";
import { createTestDatabase, type TestDatabase } from "../../testing/testDatabase.js";
import { createScheduler } from "./createScheduler.js";
import { schedulerContract } from "./schedulerContract.js";

const log = pino({ level: "silent" });
let database: TestDatabase;

const asOwner = async (sql: string) => {
  const client = new pg.Client({ connectionString: database.migrationUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe("the scheduler on PostgreSQL", () => {
  schedulerContract(() => ({
    open: () => createScheduler({ postgresUrl: database.url, log }),
    drop: async () => void (await asOwner(`DROP TABLE agenda.agenda_jobs`)),
  }));

  test("its table stands apart, and comes back after its schema was dropped, though tower_app may make nothing", async () => {
    const scheduler = await createScheduler({ postgresUrl: database.url, log });
    await scheduler.start();
    await asOwner(`DROP SCHEMA agenda CASCADE`);
    expect(await scheduler.healthy()).toBe(false);
    while (!(await scheduler.healthy())) await new Promise((resolve) => setTimeout(resolve, 100));
    await scheduler.stop();
    const tables = await asOwner(`SELECT schemaname, tableowner FROM pg_tables WHERE tablename LIKE 'agenda%'`);
    expect(tables).toEqual([{ schemaname: "agenda", tableowner: "tower_owner" }]);
  });

  test("alarms doubled behind its back are thrown away, for the sweep to arm them again", async () => {
    const scheduler = await createScheduler({ postgresUrl: database.url, log });
    await asOwner(`DROP INDEX agenda.one_alarm_per_key`);
    await asOwner(`INSERT INTO agenda.agenda_jobs (name, data) SELECT 'doubled', '{"key":"k"}' FROM generate_series(1, 2)`);
    await scheduler.stop();
    const next = await createScheduler({ postgresUrl: database.url, log });
    expect(await next.alarms("doubled")).toEqual([]);
    await next.stop();
  });

  test("a database that is down is said at once, without its password", async () => {
    const opening = createScheduler({ postgresUrl: "postgres://tower_app:geheim@127.0.0.1:1/tower", log });
    await expect(opening).rejects.toThrow("The scheduler's store, postgres://127.0.0.1:1/tower, can't be used: connect ECONNREFUSED 127.0.0.1:1");
  });
});
