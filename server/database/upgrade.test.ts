import { asOwner, createMigratedDatabase, createReleasedDatabase, type TestDatabase } from "../testing/testDatabase.js";
import { startTower, type TestTower } from "../testing/startTower.js";
import { migrate } from "./dataSource.js";

/** A workday after the last work that the released database holds. */
const LATER = new Date("2026-12-01T13:00:00Z");

let database: TestDatabase;
let before: Record<string, number>;
let entriesBefore: unknown[];
let tower: TestTower;

beforeAll(async () => {
  database = await createReleasedDatabase();
  before = await rowCounts(database);
  entriesBefore = await story(database);
  await migrate(database.migrationUrl);
}, 60_000);

afterAll(() => (tower ? tower.close() : database?.drop()));

test("every row is still there", async () => {
  const { migrations: _, ...rows } = before;
  expect(await rowCounts(database)).toMatchObject(rows);
  expect(rows).toMatchObject({ distributors: 2, orders: 6, exceptions: 6, drafts: 4, draft_revisions: 4, approvals: 3, outbound_messages: 2 });
});

test("the audit is the same, entry for entry", async () => {
  expect(await story(database)).toEqual(entriesBefore);
});

test("its tables, keys, indexes, triggers, functions and rights are those of a new database", async () => {
  const fresh = await createMigratedDatabase();
  try {
    expect(await catalogue(database)).toEqual(await catalogue(fresh));
  } finally {
    await fresh.drop();
  }
}, 60_000);

test("a release's order shows its figures, and its waiting draft is approved and posted", async () => {
  tower = await startTower({ database, at: LATER });
  const sales = tower.as("sales");
  const { data: { order } } = await sales(`{ order(id: "ORD-2026-1495") { number value { amountMinor currency } status fulfilmentStatus billingStatus } }`);
  expect(order).toMatchObject({ number: "ORD-2026-1495", value: { amountMinor: 1537920, currency: "EUR" }, status: "CLOSED", fulfilmentStatus: "DELIVERED", billingStatus: "BILLED" });

  const { data: { draft } } = await sales(`{ draft(id: "DRAFT-2026-025") { id version state currentRevision { id } } }`);
  expect(draft.state).toBe("PENDING");
  const { data: { draftApprove } } = await sales(`mutation ($input: DraftApproveInput!) { draftApprove(input: $input) { refusal { code message } draft { state } } }`,
    { input: { draftId: draft.id, version: draft.version, revisionId: draft.currentRevision.id } });
  expect(draftApprove).toEqual({ refusal: null, draft: { state: "APPROVED" } });
  await tower.settle();
  expect(tower.posts).toHaveLength(1);
  const [{ gaps }] = await asOwner(database.migrationUrl, `SELECT (SELECT count(*) FROM audit_logs) - count(*) + max(position) - count(*) AS gaps FROM audit_positions`) as [{ gaps: number }];
  expect(gaps).toBe(0);
}, 60_000);

async function rowCounts({ migrationUrl }: TestDatabase): Promise<Record<string, number>> {
  const tables = await asOwner(migrationUrl, `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY relname`);
  const counts = tables.map(({ relname }) => `SELECT '${relname}' AS name, count(*) AS rows FROM ${relname}`);
  return Object.fromEntries((await asOwner(migrationUrl, counts.join(" UNION ALL "))).map(({ name, rows }) => [name, rows]));
}

const story = ({ migrationUrl }: TestDatabase) => asOwner(migrationUrl, `
  SELECT o.position, l.id, l.occurred_at, l.type, l.actor_kind, l.actor_name, l.subject_kind, l.subject_id, l.subject_number, p.payload
  FROM audit_logs l JOIN audit_positions o ON o.audit_id = l.id JOIN audit_payloads p ON p.audit_id = l.id ORDER BY o.position`);

/** Everything that the schema consists of, a line each. */
async function catalogue({ migrationUrl }: TestDatabase): Promise<string[]> {
  const lines = await asOwner(migrationUrl, `
    WITH ours AS (SELECT * FROM pg_class WHERE relnamespace = 'public'::regnamespace AND NOT relispartition)
    SELECT concat_ws(' ', c.relname, c.relacl, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated, a.attstorage, a.attacl, pg_get_expr(d.adbin, d.adrelid)) AS line
      FROM ours c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE c.relkind IN ('r', 'p')
    UNION ALL SELECT concat_ws(' ', c.relname, k.conname, k.convalidated, pg_get_constraintdef(k.oid)) FROM pg_constraint k JOIN ours c ON c.oid = k.conrelid
    UNION ALL SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN ours c ON c.oid = i.indrelid
    UNION ALL SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN ours c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal
    UNION ALL SELECT concat_ws(' ', pg_get_functiondef(oid), proacl) FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'tower%'
    UNION ALL SELECT concat_ws(' ', defaclobjtype, defaclacl) FROM pg_default_acl`);
  return lines.map(({ line }) => String(line)).sort();
}
