import { recordingChannel } from "../server/adapters/channels/recording/channel.js";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { drafterFor } from "../server/agents/drafter.js";
import { AGENTS } from "../server/agents/profiles.js";
import { Relay } from "../server/audit/relay.js";
import { type Services, systemContext } from "../server/context.js";
import { openDatabase, poolOf } from "../server/database/dataSource.js";
import { RULES } from "../server/domain/detection/catalogue.js";
import { ensureDefaults } from "../server/domain/setup/ensureDefaults.js";
import { FixedClock } from "../server/ports/Clock.js";
import { createTestDatabase } from "../server/testing/testDatabase.js";
import { loadDemo } from "./loadDemo.js";

const MINUTE = 60_000;
const writer = drafterFor({ provider: "template", timeoutSeconds: 5 });

/** An empty installation whose clock stands. */
async function install(now: string, { drafter = writer } = {}) {
  const test = await createTestDatabase();
  const database = await openDatabase(test.url);
  const pool = poolOf(database);
  const log = pino({ level: "silent" });
  const services: Services = { database, pool, log, drafter, relay: new Relay(pool, test.url, log), clock: new FixedClock(new Date(now)), timeZone: "Europe/Amsterdam", environment: "demo" };
  await ensureDefaults(systemContext(services, "setup"), AGENTS);
  const dataDir = await mkdtemp(join(tmpdir(), "tower-demo-"));
  return {
    services,
    dataDir,
    load: (change: Partial<Services> = {}) => loadDemo({ ...services, ...change }, dataDir, recordingChannel),
    rows: async (sql: string) => (await pool.query(sql)).rows,
    async counts(table: string, column: string): Promise<Record<string, number>> {
      const { rows } = await pool.query(`SELECT ${column} AS value, count(*)::integer AS count FROM ${table} GROUP BY 1`);
      return Object.fromEntries(rows.map(({ value, count }) => [value, count]));
    },
    async close() {
      await services.relay.stop();
      await database.destroy();
      await test.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
type Installation = Awaited<ReturnType<typeof install>>;

const OPEN = "state IN ('open', 'acknowledged', 'in_progress') AND dismissed_at IS NULL";
const TABLES = ["distributors", "orders", "order_lines", "invoices", "shipments", "documents", "payments", "exceptions", "follow_up_tasks", "drafts", "approvals", "outbound_messages", "users", "channels", "audit_logs"];

const sizes = async ({ rows }: Installation) => (await rows(`SELECT ${TABLES.map((table) => `(SELECT count(*)::integer FROM ${table}) AS ${table}`).join(", ")}`))[0];

/** What has to hold on whatever day the demo is loaded. */
async function expectLively(demo: Installation) {
  const open = await demo.counts(`exceptions WHERE ${OPEN}`, "type");
  expect(RULES.map(({ code }) => code).filter((code) => !open[code])).toEqual([]);
  const queue = Object.values(open).reduce((sum, count) => sum + count, 0);
  expect(queue).toBeGreaterThan(80);
  expect(queue).toBeLessThan(125);
  expect(Object.keys(await demo.counts(`exceptions WHERE ${OPEN}`, "severity"))).toEqual(["1", "2", "3", "4"]);
  expect(await demo.counts("follow_up_tasks", "status")).toMatchObject({
    scheduled: expect.any(Number), drafting: expect.any(Number), waiting_for_human_approval: expect.any(Number), approved: 1, awaiting_response: expect.any(Number), resolved: 6,
  });
  const drafts = await demo.counts("drafts", "state");
  expect(drafts.pending).toBeGreaterThanOrEqual(6);
  expect(drafts).toMatchObject({ invalidated: 1, executing: 1, rejected: expect.any(Number), executed: expect.any(Number) });
  expect(await demo.counts("outbound_messages", "status")).toMatchObject({ unknown: 1, cancelled: 1, sent: expect.any(Number) });
  expect(await demo.rows(`SELECT number FROM follow_up_tasks WHERE next_check_at <= '${demo.services.clock.now().toISOString()}' AND status NOT IN ('resolved', 'cancelled')`)).toEqual([]);
}

describe("on Monday, the last day of a year", () => {
  let demo: Installation;
  let logins: Awaited<ReturnType<typeof loadDemo>>;
  beforeAll(async () => {
    demo = await install("2029-12-31T09:20:00+01:00");
    logins = await demo.load();
  }, 180_000);
  afterAll(() => demo.close());

  test("every rule has open cases, and every stage of the work has its example", () => expectLively(demo));

  test("it is the size of a real business", async () => {
    expect(await sizes(demo)).toMatchObject({ distributors: 62, orders: 600, order_lines: 1517, invoices: 548, shipments: 521, documents: 400, users: 13 });
    expect(await demo.counts("payments", "kind")).toMatchObject({ payment: 458 });
    expect(await demo.rows(`SELECT number FROM payments WHERE kind = 'opening_balance' AND amount_minor > 0`)).toEqual([]); // every payment is known
    expect(await demo.rows(`SELECT file_name FROM imports WHERE error_count + conflict_count > 0`)).toEqual([]);
    const months = await demo.rows(`SELECT DISTINCT to_char(ordered_on, 'YYYY-MM') FROM orders`);
    expect(months.length).toBeGreaterThanOrEqual(12);
  });

  test("nothing in it is odd", async () => {
    const now = `'${demo.services.clock.now().toISOString()}'::timestamptz`;
    expect(await demo.rows(`SELECT number FROM exceptions WHERE detected_at > ${now} OR score NOT BETWEEN 15 AND 95 OR title ~ 'null|undefined|  ' OR jsonb_array_length(facts) = 0`)).toEqual([]);
    expect(await demo.rows(`SELECT number FROM exceptions WHERE value_minor NOT BETWEEN 100 AND CASE WHEN currency IN ('EUR', 'GBP', 'CHF') THEN 6000000 ELSE 70000000 END`)).toEqual([]);
    expect(await demo.rows(`SELECT number FROM orders WHERE ordered_on >= (${now})::date OR extract(isodow FROM ordered_on) > 5`)).toEqual([]);
    expect(await demo.rows(`SELECT number FROM shipments WHERE GREATEST(picked_up_at, delivered_at, last_event_at, status_changed_at) > ${now} OR delivered_at < picked_up_at`)).toEqual([]);
    expect(await demo.rows(`SELECT number FROM invoices WHERE issued_on > (${now})::date OR (status = 'paid') <> (outstanding_minor = 0)`)).toEqual([]);
    expect(await demo.rows(`SELECT i.number FROM invoices i LEFT JOIN payments p ON p.invoice_id = i.id GROUP BY i.id HAVING i.amount_minor - COALESCE(sum(p.amount_minor), 0) <> i.outstanding_minor`)).toEqual([]);
    expect(await demo.rows(`SELECT number FROM orders WHERE left(number, 8) <> to_char(ordered_on, '"ORD-"YYYY')`)).toEqual([]);
  });

  test("a person's figure that no record supports is marked, and a draft that takes other eyes waits for them", async () => {
    expect(await demo.rows(`SELECT d.number FROM drafts d JOIN draft_revisions r ON r.id = d.current_revision_id
      WHERE d.state = 'pending' AND d.four_eyes AND r.author_kind = 'person' AND r.ungrounded ? 'PLN 25,000.00'`)).toHaveLength(1);
  });

  test("partners are written to by name, except one who never agreed to e-mail", async () => {
    const written = await demo.rows(`SELECT r.recipients, ARRAY(SELECT email::text FROM contacts WHERE distributor_id = d.distributor_id AND 'email' = ANY (consents)) AS theirs
      FROM drafts d JOIN channels c ON c.id = d.channel_id JOIN draft_revisions r ON r.id = d.current_revision_id WHERE c.audience = 'partner'`);
    expect(written.length).toBeGreaterThanOrEqual(4);
    for (const { recipients, theirs } of written) expect(recipients).toEqual(theirs);
    expect(await demo.rows(`SELECT DISTINCT d.number FROM distributors d JOIN exceptions e ON e.distributor_id = d.id AND e.${OPEN} AND e.type = 'INVOICE_OVERDUE'
      WHERE NOT EXISTS (SELECT FROM contacts WHERE distributor_id = d.id AND 'email' = ANY (consents))`)).toEqual([{ number: "DIST-0029" }]);
  });

  test("clocks stand at every point, some of them due today", async () => {
    expect(await demo.counts("follow_up_tasks WHERE status NOT IN ('resolved', 'cancelled')", "sla_state")).toMatchObject({ active: expect.any(Number), at_risk: expect.any(Number), breached: expect.any(Number) });
    const due = await demo.rows(`SELECT number FROM follow_up_tasks WHERE status NOT IN ('resolved', 'cancelled') AND (sla_due_at AT TIME ZONE 'Europe/Amsterdam')::date = '2029-12-31'`);
    expect(due.length).toBeGreaterThanOrEqual(3);
  });

  test("the logins are one a role first, for this person's eyes alone", async () => {
    const file = join(demo.dataDir, "demo-logins.json");
    expect(JSON.parse(await readFile(file, "utf8"))).toEqual(logins);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(logins.slice(0, 6).map(({ role }) => role)).toEqual(["SALES", "ACCOUNTING", "LOGISTICS", "LEGAL", "ADMIN", "VIEWER"]);
    for (const { password } of logins) expect(password).toMatch(/^[a-z]+-[a-z]+-[a-z]+-\d{3}$/);
    expect(new Set(logins.map(({ password }) => password)).size).toBe(logins.length);
    const teams = await demo.rows(`SELECT t.code FROM teams t JOIN team_members m ON m.team_id = t.id GROUP BY 1 HAVING count(*) >= 2`);
    expect(teams).toHaveLength(5);
  });

  test("a second start changes nothing", async () => {
    const before = await sizes(demo);
    expect(await demo.load()).toEqual(logins);
    expect(await sizes(demo)).toEqual(before);
  });
});

test("on a Sunday and leap day, and after a crash half-way, it is complete all the same", async () => {
  const demo = await install("2032-02-29T23:10:00+01:00");
  try {
    let drafts = 0;
    const crashing = { ...writer, draft: (request: Parameters<typeof writer.draft>[0]) => (++drafts > 9 ? Promise.reject(new Error("the power went")) : writer.draft(request)) };
    await expect(demo.load({ drafter: crashing })).rejects.toThrow("the power went");
    const later = new FixedClock(new Date(demo.services.clock.now().getTime() + 20 * MINUTE));
    const logins = await demo.load({ clock: later });
    expect(logins).toHaveLength(13);
    await expectLively(demo);
    expect(await demo.rows(`SELECT file_name FROM imports GROUP BY file_name, created_at HAVING count(*) > 1`)).toEqual([]);
  } finally {
    await demo.close();
  }
}, 180_000);

test("records that are somebody's own are left alone", async () => {
  const demo = await install("2026-11-25T10:00:00+01:00");
  try {
    await demo.rows(`INSERT INTO distributors (created_at, updated_at, number, legal_name, country, region) VALUES ('2026-11-01', '2026-11-01', 'D-1', 'Own Trade BV', 'NL', 'Benelux')`);
    expect(await demo.load()).toEqual([]);
    expect(await sizes(demo)).toMatchObject({ distributors: 1, orders: 0, users: 0 });
  } finally {
    await demo.close();
  }
});
