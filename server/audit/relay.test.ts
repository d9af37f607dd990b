import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { pino } from "pino";
import { createTestDatabase, type TestDatabase } from "../testing/testDatabase.js";
import { type AuditEvent, MOST_BEHIND, Relay } from "./relay.js";

let db: TestDatabase;
let pool: pg.Pool;
let relay: Relay;
let heard: AuditEvent[];

beforeAll(async () => {
  db = await createTestDatabase();
  pool = new pg.Pool({ connectionString: db.url, max: 20 });
  pool.on("error", () => undefined);
});
beforeEach(async () => {
  relay = await startRelay();
  heard = follow(relay);
});
afterEach(() => relay.stop());
afterAll(async () => {
  await db.drop();
  await pool.end();
});

async function startRelay() {
  const started = new Relay(pool, db.url, pino({ level: "silent" }));
  await started.start();
  return started;
}

function follow(from: Relay) {
  const events: AuditEvent[] = [];
  from.subscribe((batch) => void events.push(...batch));
  return events;
}

const write = (type: string, on: pg.Pool | pg.PoolClient = pool) =>
  on.query(`INSERT INTO audit_logs (occurred_at, type, actor_kind, actor_name, via, subject_kind, subject_id)
            VALUES (clock_timestamp(), $1, 'system', 'Control tower', 'test', 'order', $2)`, [type, randomUUID()]);

/** A transaction that has written one entry and stays open until told. */
async function holdOpen(type: string) {
  const client = await pool.connect();
  await client.query("BEGIN");
  await write(type, client);
  return async (end: "COMMIT" | "ROLLBACK" = "COMMIT") => {
    await client.query(end);
    client.release();
  };
}

const types = (events: AuditEvent[]) => events.map(({ type }) => type);
const gapless = (events: AuditEvent[]) => events.every(({ position }, i) => i === 0 || position === events[i - 1]!.position + 1);

async function eventually(check: () => void, milliseconds = 8_000) {
  for (const end = Date.now() + milliseconds; ; await sleep(10)) {
    try {
      return check();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

describe("order", () => {
  test("an entry whose transaction commits late comes before those that committed while it was open", async () => {
    const commit = await holdOpen("first.written");
    await write("second.written");
    await write("third.written");
    relay.wake();
    await sleep(150);
    expect(heard).toEqual([]);
    await commit();
    relay.wake();
    await eventually(() => expect(types(heard)).toEqual(["first.written", "second.written", "third.written"]));
    expect(gapless(heard)).toBe(true);
  });

  test("an entry that was rolled back leaves no gap, and what waited for it goes on", async () => {
    const end = await holdOpen("never.happened");
    await write("happened");
    relay.wake();
    await sleep(50);
    await end("ROLLBACK");
    await eventually(() => expect(types(heard)).toEqual(["happened"]));
    await write("happened.next");
    relay.wake();
    await eventually(() => expect(heard).toHaveLength(2));
    expect(gapless(heard)).toBe(true);
  });

  test("many writers and two relays: everybody sees every entry once, in one order, without a gap", async () => {
    const other = await startRelay();
    const heardThere = follow(other);
    const WRITERS = 12;
    const EACH = 15;
    await Promise.all(Array.from({ length: WRITERS }, async (_, writer) => {
      for (let i = 0; i < EACH; i++) {
        const end = await holdOpen(`${writer}.${i}`);
        await sleep(Math.random() * 25);
        await end(i % 5 === 4 ? "ROLLBACK" : "COMMIT");
        (writer % 2 ? relay : other).wake();
      }
    }));
    const kept = WRITERS * EACH * 4 / 5;
    await eventually(() => expect([heard.length, heardThere.length]).toEqual([kept, kept]));
    expect(new Set(types(heard)).size).toBe(kept);
    expect(gapless(heard)).toBe(true);
    expect(heardThere).toEqual(heard);
    await other.stop();
  });
});

describe("troubles", () => {
  test("a connection that is cut is made again, and what was written meanwhile is not lost", async () => {
    for (let round = 0; round < 3; round++) {
      await write(`before.${round}`);
      await pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'control-tower-events' AND datname = current_database()`);
      await write(`after.${round}`);
      relay.wake();
    }
    await eventually(() => expect(heard).toHaveLength(6));
    expect(gapless(heard)).toBe(true);
    await write("and.goes.on");
    relay.wake();
    await eventually(() => expect(types(heard).at(-1)).toBe("and.goes.on"));
  });

  test("while a long transaction is open the relay asks ever less often, and loses nothing", async () => {
    const commit = await holdOpen("bulk.change");
    await write("waits");
    const asked = jest.spyOn(pg.Client.prototype, "query");
    relay.wake();
    await sleep(1_200);
    const passes = asked.mock.calls.filter(([query]) => (query as { name?: string }).name === "relay_pass").length;
    asked.mockRestore();
    expect(passes).toBeLessThan(12);
    await commit();
    await eventually(() => expect(types(heard)).toEqual(["bulk.change", "waits"]));
  });
});

describe("cursors", () => {
  const cursor = (text: string) => Buffer.from(text).toString("base64url");

  test("are good while they are of this database and not further back than one reads on", async () => {
    await write("one");
    relay.wake();
    await eventually(() => expect(heard).toHaveLength(1));
    const [event] = heard;
    const epoch = Buffer.from(event!.cursor, "base64url").toString().split(":")[0];
    expect(await relay.resume(event!.cursor)).toBe(event!.position);
    const bad = ["", "nonsense", cursor(epoch!), cursor(`${epoch}:`), cursor(`${epoch}:-1`), cursor(`${epoch}:1:1`), cursor(`another:${event!.position}`), cursor(`${epoch}:${event!.position + 1}`), cursor(`${epoch}:999999999999999`)];
    for (const each of bad) expect([each, await relay.resume(each)]).toEqual([each, null]);

    await pool.query(`INSERT INTO audit_logs (occurred_at, type, actor_kind, actor_name, via, subject_kind, subject_id)
      SELECT clock_timestamp(), 'bulk', 'system', 'Control tower', 'test', 'order', gen_random_uuid() FROM generate_series(1, ${MOST_BEHIND + 1})`);
    await relay.settle();
    expect(heard).toHaveLength(MOST_BEHIND + 2);
    expect(await relay.resume(event!.cursor)).toBeNull();
    expect(await relay.resume(heard[1]!.cursor)).toBe(heard[1]!.position);
  });

  test("of another process may be a moment ahead of this one", async () => {
    const late = await startRelay();
    const halted = await holdBack(late);
    await write("seen.elsewhere");
    relay.wake();
    await eventually(() => expect(heard).toHaveLength(1));
    expect(late.head).toBeLessThan(heard[0]!.position);
    expect(await late.resume(heard[0]!.cursor)).toBe(heard[0]!.position);
    halted();
    await late.stop();
  });

  /** Keeps a relay's own connection from answering. */
  async function holdBack(of: Relay) {
    const { client } = of as unknown as { client: pg.Client };
    await client.query("SELECT"); // a pass already on its way comes to its end first
    const original = client.query;
    let go = () => {};
    client.removeAllListeners("notification");
    client.query = (() => new Promise((resolve) => (go = () => resolve({ rows: [{ epoch: "", head: 0, positioned: 0, pending: false }] })))) as never;
    return () => { client.query = original; go(); };
  }
});

describe("another database beneath", () => {
  const behave = (sql: string) => {
    const owner = new pg.Client({ connectionString: db.migrationUrl });
    return owner.connect().then(() => owner.query(sql)).finally(() => owner.end());
  };

  test("a restored one: entries without a position get one, whatever transaction numbers they bring, and nothing spins", async () => {
    await relay.stop();
    await behave(`INSERT INTO audit_logs (xid, occurred_at, type, actor_kind, actor_name, via, subject_kind, subject_id)
      VALUES ('900000000000', clock_timestamp(), 'from.the.old.cluster', 'system', 'Control tower', 'test', 'order', gen_random_uuid())`);
    await behave(`UPDATE audit_relay SET epoch = 'the old cluster'`);
    relay = await startRelay();
    heard = follow(relay);
    await eventually(() => expect(types(heard)).toEqual(["from.the.old.cluster"]));
    await write("first.of.the.new");
    await relay.settle();
    expect(types(heard)).toEqual(["from.the.old.cluster", "first.of.the.new"]);
    expect(gapless(heard)).toBe(true);
    const { rows } = await pool.query(`SELECT positioned, pending FROM tower_relay()`);
    expect(rows).toEqual([{ positioned: 0, pending: false }]);
  });

  test("one that is exchanged while the process runs: subscribers are told of the gap and old cursors are refused", async () => {
    await write("of.the.old.history");
    await relay.settle();
    const { rows: [{ definition }] } = await pool.query(`SELECT pg_get_functiondef('tower_epoch()'::regprocedure) AS definition`);
    let gaps = 0;
    relay.subscribe(() => {}, () => gaps++);
    await behave(`CREATE OR REPLACE FUNCTION tower_epoch() RETURNS text LANGUAGE sql STABLE AS $$ SELECT 'another history' $$`);
    relay.wake();
    await eventually(() => expect(gaps).toBe(1));
    expect(await relay.resume(heard[0]!.cursor)).toBeNull();
    await write("of.the.new.history");
    relay.wake();
    await eventually(() => expect(types(heard).at(-1)).toBe("of.the.new.history"));
    expect(await relay.resume(heard.at(-1)!.cursor)).toBe(heard.at(-1)!.position);
    await behave(definition);
  });
});
