import type pg from "pg";
import { pino } from "pino";
import { BusinessCalendar } from "../../entities/BusinessCalendar.js";
import { Relay } from "../audit/relay.js";
import { type Context, type Services, systemContext } from "../context.js";
import { openDatabase, poolOf } from "../database/dataSource.js";
import { materialiseCalendar } from "../domain/calendar/materialiseCalendar.js";
import { FixedClock } from "../ports/Clock.js";
import { Given, NOW } from "./builders.js";
import { createTestDatabase, type TestDatabase } from "./testDatabase.js";

/** A database with a working calendar, a clock that stands, and the system at the door: enough to detect. */
export interface DetectionDesk {
  ctx: Context;
  clock: FixedClock;
  /** Logs in as the owner, for what a test does behind the application's back. */
  ownerUrl: string;
  pool: pg.Pool;
  given: Given;
  /** Rows by plain SQL, as the application's role. */
  rows<R = Record<string, any>>(sql: string, parameters?: unknown[]): Promise<R[]>;
  close(): Promise<void>;
}

/** @param prepare what happens to the database before the first connection of the application */
export async function openDetectionDesk(prepare?: (test: TestDatabase) => Promise<unknown>): Promise<DetectionDesk> {
  const test = await createTestDatabase();
  await prepare?.(test);
  const database = await openDatabase(test.url);
  const pool = poolOf(database);
  const clock = new FixedClock(NOW);
  const log = pino({ level: "silent" });
  const relay = new Relay(pool, test.url, log);
  const ctx = systemContext({ database, pool, relay, clock, timeZone: "Europe/Amsterdam", environment: "demo", log } as unknown as Services, "test");
  const hours: [string, string][] = [["09:00", "17:00"]];
  await ctx.transaction(async (tx) => {
    const weekly = { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours };
    await materialiseCalendar(tx, await tx.insert(BusinessCalendar, { code: "amsterdam", name: "Amsterdam office", timeZone: "Europe/Amsterdam", weekly, holidays: [], isDefault: true }));
  });
  return {
    ownerUrl: test.migrationUrl,
    pool,
    ctx,
    clock,
    given: new Given(pool),
    rows: async (sql, parameters) => (await pool.query(sql, parameters)).rows as never,
    async close() {
      await relay.stop();
      await database.destroy();
      await test.drop();
    },
  };
}
