import { Writable } from "node:stream";
import { pino } from "pino";
import pg from "pg";
import { QueryFailedError } from "typeorm";
import { createTestDatabase } from "./testing/testDatabase.js";
import { withoutValues } from "./logger.js";

test("an error of the database is kept with its place, and without the values at fault", async () => {
  let written = "";
  const log = pino({ serializers: { err: withoutValues } }, new Writable({ write: (chunk, _, done) => { written += chunk; done(); } }));
  const database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  for (const [text, values] of [["SELECT $1::uuid", ["Halvorsen"]], ["INSERT INTO fx_rates (day, base, quote, rate) VALUES ('2026-11-01', 'EUR', 'NOK', 11), ('2026-11-01', 'EUR', 'NOK', 84200)", []]] as [string, string[]][]) {
    const error = await client.query(text, values).catch((found: Error) => found as Error);
    log.error({ err: error }, "request failed");
    log.error({ err: new QueryFailedError(text, values, error as Error) }, "request failed");
    log.error({ err: new Error("wrapped", { cause: error as Error }) }, "request failed");
  }
  await client.end();
  await database.drop();
  expect(written).not.toMatch(/Halvorsen|84200|2026-11-01/);
  const lines = written.trim().split("\n").map((line) => JSON.parse(line).err);
  expect(lines[0]).toMatchObject({ code: "22P02", message: "invalid input syntax for type uuid", stack: expect.stringContaining("at ") });
  expect(lines[3]).toMatchObject({ code: "23505", constraint: "fx_rates_pkey", table: "fx_rates" });
  expect(lines[2]).toMatchObject({ message: "wrapped", cause: { code: "22P02" } });
});
