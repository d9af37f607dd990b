import { pino } from "pino";
import { BusinessCalendar } from "../../entities/BusinessCalendar.js";
import { Relay } from "../audit/relay.js";
import { type Context, type Services, systemContext } from "../context.js";
import { openDatabase, poolOf } from "../database/dataSource.js";
import { materialiseCalendar } from "../domain/calendar/materialiseCalendar.js";
import { FixedClock } from "../ports/Clock.js";
import { Given, NOW } from "./builders.js";
import { createTestDatabase } from "./testDatabase.js";

/** A database with a working calendar, a clock that stands, and the system at the door: enough to detect. */
export interface DetectionDesk {
  ctx: Context;
  clock: FixedClock;
  given: Given;
  /** Rows by plain SQL, as the application's role. */
  rows<R = Record<string, any>>(sql: string, parameters?: unknown[]): Promise<R[]>;
  close(): Promise<void>;
}

export async function openDetectionDesk(): Promise<DetectionDesk> {
  const test = await createTestDatabase();
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
