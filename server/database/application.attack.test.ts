import pg from "pg";
import { openPostingDesk, type GivenDraft, type PostingDesk } from "../testing/postingDesk.js";
import { createMigratedDatabase, type TestDatabase } from "../testing/testDatabase.js";

/** Who holds the application's login can run any statement; these are the ways out of what the product does with it. */
const AT = new Date("2026-11-23T09:00:00Z");
let database: TestDatabase;
let desk: PostingDesk;
let application: pg.Client;
let given: GivenDraft;

beforeAll(async () => {
  database = await createMigratedDatabase();
  desk = await openPostingDesk(database.migrationUrl, AT);
  given = await desk.given({ pending: true });
  await desk.owner.query(`INSERT INTO audit_logs (occurred_at, type, actor_kind, actor_name, via, subject_kind, subject_id) VALUES ($1, 'test', 'system', 'x', 'test', 'draft', $2)`, [AT, given.draftId]);
  application = new pg.Client({ connectionString: database.url });
  await application.connect();
}, 60_000);
afterAll(async () => {
  await application.end();
  await desk.close();
  await database.drop();
});

/** PostgreSQL takes these outside of a transaction alone. */
const ALONE = /^(ALTER SYSTEM|CREATE DATABASE|CREATE TABLESPACE)/;

/** Runs statements as the application and takes them back. */
async function attempt(...statements: string[]): Promise<void> {
  if (ALONE.test(statements[0]!)) return void (await application.query(statements[0]!));
  await application.query("BEGIN");
  try {
    for (const statement of statements) await application.query(statement.replaceAll(":draft", `'${given.draftId}'`).replaceAll(":database", new URL(database.url).pathname.slice(1)));
  } finally {
    await application.query("ROLLBACK");
  }
}

/** [what is tried, statements, code of the refusal unless it is for lack of right] */
type Try = [what: string, statements: string | string[], code?: RegExp];
const NO_SUCH_FUNCTION = /^42883$/;

const BECOMING: Try[] = [
  ["the owner's role", `SET ROLE tower_owner`],
  ["the superuser's role", `SET ROLE postgres`],
  ["the superuser's session", `SET SESSION AUTHORIZATION postgres`],
  ["a role of its own", `CREATE ROLE intruder SUPERUSER`],
  ["a stronger self", `ALTER ROLE tower_app SUPERUSER`],
  ["a self that may read files", `GRANT pg_read_server_files TO tower_app`],
  ["a self that may run programs", `GRANT pg_execute_server_program TO tower_app`],
  ["a self that reads everything", `GRANT pg_read_all_data TO tower_app`],
  ["a member of the owner", `GRANT tower_owner TO tower_app`],
  ["somebody who lends its rights on", `GRANT SELECT ON audit_logs TO PUBLIC`, /^01007$/],
  ["a session without triggers", `SET session_replication_role = replica`],
  ["a session that changes the catalogue", `SET allow_system_table_mods = on`],
  ["another configuration", `ALTER SYSTEM SET log_statement = 'all'`],
  ["another configuration of the database", `ALTER DATABASE :database SET search_path = pg_temp`],
  ["a reloaded configuration", `SELECT pg_reload_conf()`],
  ["a louder log", `SET log_min_error_statement = 'error'`],
  ["a loaded library", `LOAD 'auto_explain'`, /^(42501|58P01)$/],
  ["a library loaded with every session", `SET session_preload_libraries = 'auto_explain'`],
  ["the end of other sessions of the owner", `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename <> 'tower_app' AND usename IS NOT NULL`],
  ["a block of code", `DO $x$ BEGIN PERFORM 1; END $x$`],
];

const REACHING_OUT: Try[] = [
  ["a program", `COPY (SELECT 1) TO PROGRAM 'true'`],
  ["a program's output", [`CREATE TEMP TABLE taken (line text)`, `COPY taken FROM PROGRAM 'id'`]],
  ["a file to write", `COPY (SELECT 1) TO '/tmp/tower-test-out'`],
  ["a file to read", [`CREATE TEMP TABLE taken (line text)`, `COPY taken FROM '/etc/passwd'`]],
  ["a file by a function", `SELECT pg_read_file('PG_VERSION')`],
  ["a file's bytes", `SELECT pg_read_binary_file('PG_VERSION')`],
  ["a folder", `SELECT pg_ls_dir('.')`],
  ["the folder of the log", `SELECT pg_ls_logdir()`],
  ["a file's state", `SELECT pg_stat_file('PG_VERSION')`],
  ["the passwords", `SELECT rolpassword FROM pg_authid`],
  ["the configuration files", `SELECT * FROM pg_file_settings`],
  ["who may log in from where", `SELECT * FROM pg_hba_file_rules`],
  ["a file as a large object", `SELECT lo_import('/etc/passwd')`],
  ["a large object as a file", `SELECT lo_export(1, '/tmp/tower-test-out')`],
  ["a large object", `SELECT lo_create(0)`],
  ["a large object of bytes", `SELECT lo_from_bytea(0, 'x')`],
  ["a large object of the old kind", `SELECT lo_creat(-1)`],
  ["dblink", `CREATE EXTENSION dblink`],
  ["a call through dblink", `SELECT dblink_connect('host=127.0.0.1')`, NO_SUCH_FUNCTION],
  ["another extension", `CREATE EXTENSION IF NOT EXISTS postgres_fdw`],
  ["an extension's next version", `ALTER EXTENSION citext UPDATE TO '1.0'`],
  ["a foreign server", `CREATE SERVER out FOREIGN DATA WRAPPER postgres_fdw`, /^42(501|704)$/],
  ["a wrapper for foreign data", `CREATE FOREIGN DATA WRAPPER out`],
  ["a subscription", `CREATE SUBSCRIPTION out CONNECTION 'host=127.0.0.1' PUBLICATION p WITH (connect = false)`],
  ["a publication", `CREATE PUBLICATION out FOR TABLE users`],
  ["a replication slot", `SELECT pg_create_physical_replication_slot('out')`],
  ["a place for tables", `CREATE TABLESPACE out LOCATION '/tmp'`],
  ["a database", `CREATE DATABASE out`],
];

const MAKING: Try[] = [
  ["a schema", `CREATE SCHEMA own`],
  ["a schema of the name of its login", `CREATE SCHEMA tower_app`],
  ["the alarm clock's schema anew", `DROP SCHEMA agenda CASCADE`],
  ...["public", "agenda"].flatMap((schema): Try[] => [
    [`a table in ${schema}`, `CREATE TABLE ${schema}.own (id int)`],
    [`a table partitioned by a function in ${schema}`, `CREATE TABLE ${schema}.own (id uuid) PARTITION BY RANGE (id)`],
    [`a view in ${schema}`, `CREATE VIEW ${schema}.own AS SELECT 1`],
    [`a materialised view in ${schema}`, `CREATE MATERIALIZED VIEW ${schema}.own AS SELECT 1`],
    [`a sequence in ${schema}`, `CREATE SEQUENCE ${schema}.own`],
    [`a function in ${schema}`, `CREATE FUNCTION ${schema}.own() RETURNS int LANGUAGE sql AS 'SELECT 1'`],
    [`a function in ${schema} that looks like a built-in`, `CREATE FUNCTION ${schema}.digest(text, text) RETURNS bytea LANGUAGE internal AS 'textin'`],
    [`a domain in ${schema}`, `CREATE DOMAIN ${schema}.own AS uuid CHECK (VALUE IS NOT NULL)`],
    [`a type in ${schema}`, `CREATE TYPE ${schema}.own AS (a int)`],
    [`an operator in ${schema}`, `CREATE OPERATOR ${schema}.=== (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq)`],
    [`an aggregate in ${schema}`, `CREATE AGGREGATE ${schema}.own (int) (SFUNC = int4pl, STYPE = int)`],
    [`a collation in ${schema}`, `CREATE COLLATION ${schema}.own FROM "C"`],
  ]),
  ["a function of the session", `CREATE FUNCTION pg_temp.own() RETURNS int LANGUAGE sql AS 'SELECT 1'`],
  ["a procedure of the session", `CREATE PROCEDURE pg_temp.own() LANGUAGE plpgsql AS 'BEGIN END'`],
  ["a domain of the session with a function of its own", `CREATE DOMAIN pg_temp.own AS uuid CHECK (pg_temp.own() > 0)`, NO_SUCH_FUNCTION],
  ["a trigger on a table of the session", [`CREATE TEMP TABLE t (id int)`, `CREATE TRIGGER own BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION tower_refuse_change()`]],
  ["a cast", `CREATE CAST (text AS uuid) WITH INOUT AS IMPLICIT`],
  ["a language", `CREATE LANGUAGE own HANDLER plpgsql_call_handler`],
  ["an event trigger", `CREATE EVENT TRIGGER own ON ddl_command_end EXECUTE FUNCTION tower_refuse_change()`],
  ["a trigger", `CREATE TRIGGER own BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION tower_refuse_change()`],
  ["a rule", `CREATE RULE own AS ON INSERT TO approvals DO INSTEAD NOTHING`],
  ["a policy", `CREATE POLICY own ON approvals USING (true)`],
  ["an index", `CREATE INDEX own ON approvals (reason)`],
  ["a foreign key to a table that isn't its own", `CREATE TEMP TABLE own (id uuid REFERENCES users)`, /^(42501|42P16)$/],
  ["a child of a table that isn't its own", `CREATE TEMP TABLE own () INHERITS (approvals)`],
  ["a partition of the story", `CREATE TABLE own PARTITION OF audit_logs FOR VALUES FROM ('ff000000-0000-7000-8000-000000000000') TO ('ff000000-0000-7000-8000-000000000001')`],
  ["a partition of the session", `CREATE TEMP TABLE own PARTITION OF audit_logs FOR VALUES FROM ('ff000000-0000-7000-8000-000000000000') TO ('ff000000-0000-7000-8000-000000000001')`, /^(42501|42P16|42809)$/],
];

const TABLES = ["audit_logs", "audit_payloads", "audit_positions", "approvals", "draft_revisions", "ai_outputs", "delivery_events"];
const REWRITING: Try[] = [
  ...TABLES.flatMap((table): Try[] => {
    const [column] = { audit_payloads: ["payload"], audit_positions: ["position"], audit_logs: ["type"] }[table] ?? ["id"];
    return [
      [`a row of ${table}`, `UPDATE ${table} SET ${column} = ${column}`],
      [`a row of ${table}, by asking for it`, `SELECT 1 FROM ${table} FOR UPDATE`],
      [`the absence of a row of ${table}`, `DELETE FROM ${table}`],
      [`an empty ${table}`, `TRUNCATE ${table} CASCADE`],
      [`${table} without triggers`, `ALTER TABLE ${table} DISABLE TRIGGER ALL`],
      [`${table} of its own`, `ALTER TABLE ${table} OWNER TO tower_app`],
      [`no ${table}`, `DROP TABLE ${table} CASCADE`],
      [`another name for ${table}`, `ALTER TABLE ${table} RENAME TO gone`],
      [`a merge into ${table}`, `MERGE INTO ${table} t USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE`],
    ];
  }),
  ["the story past its parent", `INSERT INTO audit_logs_default SELECT * FROM audit_logs LIMIT 1`],
  ["a month of the story", `SELECT FROM audit_logs_default FOR UPDATE`],
  ["a detached month of the story", `ALTER TABLE audit_logs DETACH PARTITION audit_logs_default`],
  ["an entry in another transaction's name", `INSERT INTO audit_logs (xid, occurred_at, type, actor_kind, actor_name, via, subject_kind, subject_id) VALUES ('1', now(), 'x', 'system', 'x', 'x', 'draft', :draft)`],
  ["a payload with a salt that it knows", `INSERT INTO audit_payloads (audit_id, payload, salt, commitment) SELECT id, '{}', '\\x00', '\\x00' FROM audit_logs LIMIT 1`],
  ["a payload that belongs to no entry", `INSERT INTO audit_payloads (audit_id, payload, commitment) VALUES (gen_random_uuid(), '{}', '')`, /^23503$/],
  ["a position in the story", `INSERT INTO audit_positions SELECT 99, id FROM audit_logs LIMIT 1`],
  ["the relay's place", `UPDATE audit_relay SET next_position = 1`],
  ["a second relay", `INSERT INTO audit_relay (singleton, epoch, next_xid) VALUES (false, '', '0')`],
  ["a number that was used", `SELECT setval('draft_number', 1)`],
  ["numbers from the beginning", `ALTER SEQUENCE draft_number RESTART`],
  ["what has been migrated", `DELETE FROM migrations`],
  ["a migration more", `INSERT INTO migrations (timestamp, name) VALUES (1, 'x')`],
  ["a person's absence", `DELETE FROM users`],
  ["a message's absence", `DELETE FROM outbound_messages`],
  ["a draft's absence", `DELETE FROM drafts`],
  ["an answer kept for a repeated call", `UPDATE idempotency_keys SET result = '{}'`],
  ["the columns of a table", `ALTER TABLE users ADD COLUMN own text`],
  ["a default", `ALTER TABLE users ALTER COLUMN roles SET DEFAULT '{admin}'`],
  ["a constraint", `ALTER TABLE outbound_messages DROP CONSTRAINT outbound_messages_approval_decision_check`],
  ["a trigger's absence", `DROP TRIGGER outbound_checked ON outbound_messages`],
  ["the catalogue", `UPDATE pg_proc SET prosecdef = true`],
  ["the statistics", `INSERT INTO pg_statistic SELECT * FROM pg_statistic LIMIT 0`],
  ["a comment", `COMMENT ON TABLE users IS 'x'`],
  ["a lock that keeps readers out of the story", `LOCK TABLE audit_logs IN ACCESS EXCLUSIVE MODE`],
  ["the vacuum's work", `ANALYZE users`, /^01000$/],
];

const BORROWING: Try[] = [
  ["partitions of any table", `SELECT tower_ensure_partitions('users'::regclass, '2026-11-01', 1)`, NO_SUCH_FUNCTION],
  ["partitions of a table of the session", [`CREATE TEMP TABLE own (id uuid) PARTITION BY RANGE (id)`, `SELECT tower_ensure_partitions('pg_temp.own'::regclass, '2026-11-01', 1)`], NO_SUCH_FUNCTION],
  ["an analysis of a table by a name that is code", `SELECT tower_analyze(ARRAY['users; DROP TABLE users'])`, /^42P01$/],
  ["an analysis of a table of the session", [`CREATE TEMP TABLE own (id int)`, `SELECT tower_analyze(ARRAY['own'])`], /^42P01$/],
  ["the owner's functions, changed", `CREATE OR REPLACE FUNCTION tower_relay() RETURNS void LANGUAGE sql AS 'SELECT'`],
  ["the owner's functions, with another path", `ALTER FUNCTION tower_relay() SET search_path = pg_temp`],
  ["the owner's functions, renamed", `ALTER FUNCTION tower_relay() RENAME TO own`],
  ["the owner's functions, gone", `DROP FUNCTION tower_relay()`],
  ...["tower_refuse_change", "tower_check_approval", "tower_check_outbound", "tower_commit_payload", "tower_require_entries", "tower_check_draft", "tower_require_told"].map((name): Try => [`${name} by itself`, `SELECT ${name}()`]),
];

describe.each<[string, Try[]]>([["becomes", BECOMING], ["reaches", REACHING_OUT], ["makes", MAKING], ["rewrites", REWRITING], ["borrows", BORROWING]])("the application's role never %s", (_verb, tries) => {
  test.each(tries)("%s", async (_what, statements, code = /^42501$/) => {
    const notices: string[] = [];
    const listen = ({ code: told }: { code?: string }) => void notices.push(told ?? "");
    application.on("notice", listen);
    try {
      await attempt(...[statements].flat());
      expect(notices).toContainEqual(expect.stringMatching(code)); // some refusals are a warning, with nothing done
    } catch (error) {
      if (!(error as { code?: string }).code) throw error;
      expect((error as { code?: string }).code).toMatch(code);
    } finally {
      application.off("notice", listen);
    }
  });
});

describe("what a session makes for itself hides nothing from", () => {
  const SHADOWS = ["drafts", "approvals", "draft_revisions", "users", "teams", "team_members", "distributors", "audit_logs", "follow_up_tasks"];
  const shadowed = [...SHADOWS.map((table) => `CREATE TEMP TABLE ${table} AS TABLE public.${table} WITH NO DATA`), `SET LOCAL search_path = pg_temp, public, pg_catalog`];
  const approval = (values: string) => `INSERT INTO public.approvals (created_at, draft_id, revision_id, content_hash, decision, approver_id, expires_at) SELECT ${values} FROM public.drafts d JOIN public.draft_revisions r ON r.id = d.current_revision_id WHERE d.id = :draft`;

  const mine = approval(`d.created_at, d.id, r.id, r.content_hash, 'approved', ':person', d.created_at + interval '1 hour'`);
  const decided = (change: string) => attempt(...shadowed, change, mine.replace(":person", desk.person.userId!));

  test("four eyes", () =>
    expect(decided(`WITH own AS (INSERT INTO public.draft_revisions (created_at, draft_id, revision, body, channel_id, recipients, author_kind, author_user_id)
         SELECT created_at, draft_id, 2, 'Mine.', channel_id, recipients, 'person', '${desk.person.userId}' FROM public.draft_revisions WHERE draft_id = :draft)
       UPDATE public.drafts SET four_eyes = true WHERE id = :draft`)).rejects.toMatchObject({ code: "23514", message: expect.stringContaining("four eyes") }));

  test("the right to decide", () =>
    expect(decided(`UPDATE public.users SET roles = '{viewer}'`)).rejects.toMatchObject({ code: "23514", message: expect.stringContaining("no role that decides") }));

  test("the state of a draft", () =>
    expect(decided(`UPDATE public.drafts SET state = 'expired' WHERE id = :draft`)).rejects.toMatchObject({ code: "23514", message: expect.stringContaining("a draft that is expired") }));

  test("the entry that an approval needs", () =>
    expect(attempt(...shadowed, mine.replace(":person", desk.person.userId!), `UPDATE public.drafts SET state = 'approved' WHERE id = :draft`, `SET CONSTRAINTS ALL IMMEDIATE`))
      .rejects.toMatchObject({ code: "23514", message: expect.stringContaining("without its entry") }));

  test("the hash of what is approved", async () => {
    await application.query("BEGIN");
    try {
      for (const statement of shadowed) await application.query(statement);
      await application.query(`CREATE TEMP TABLE text (a int)`);
      const { rows: [made] } = await application.query(
        `INSERT INTO public.draft_revisions (created_at, draft_id, revision, body, channel_id, recipients, author_kind)
         SELECT created_at, draft_id, 2, body, channel_id, recipients, 'agent' FROM public.draft_revisions WHERE draft_id = $1 RETURNING content_hash`, [given.draftId]);
      expect(made.content_hash).toBe(given.contentHash);
    } finally {
      await application.query("ROLLBACK");
    }
  });

  test("the functions that run with the owner's rights", async () => {
    await attempt(...shadowed, `CREATE TEMP TABLE audit_relay AS TABLE public.audit_relay`, `SELECT public.tower_relay()`, `SELECT public.tower_ensure_partitions()`, `SELECT public.tower_create_agenda_schema()`, `SELECT public.tower_analyze(ARRAY['users'])`);
  });
});

test("a month of rows that came before their partition stays whole, and the next month gets its own", async () => {
  await desk.owner.query(`DO $x$ DECLARE part text; BEGIN
    FOR part IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'shipment_events'::regclass AND inhrelid <> 'shipment_events_default'::regclass LOOP EXECUTE 'DROP TABLE ' || part; END LOOP;
  END $x$`);
  const shipment = await desk.owner.query(`
    WITH o AS (INSERT INTO orders (created_at, updated_at, number, distributor_id, currency, ordered_on, status_changed_at) VALUES ($1, $1, 'ORD-2026-0001', $2, 'EUR', '2026-11-01', $1) RETURNING id, distributor_id)
    INSERT INTO shipments (created_at, updated_at, number, order_id, distributor_id, status_changed_at) SELECT $1, $1, 'SHP-2026-0001', id, distributor_id, $1 FROM o RETURNING id`, [AT, desk.distributorId]);
  const told = () => application.query(`INSERT INTO shipment_events (shipment_id, status, source, occurred_at, recorded_at) VALUES ($1, 'in_transit', 'test', $2, $2) RETURNING tableoid::regclass::text AS part`, [shipment.rows[0].id, AT]);
  expect((await told()).rows).toEqual([{ part: "shipment_events_default" }]);
  await application.query(`SELECT tower_ensure_partitions()`);
  await application.query(`SELECT tower_ensure_partitions()`);
  const { rows } = await desk.owner.query(`SELECT count(*)::int AS parts FROM pg_inherits WHERE inhparent = 'shipment_events'::regclass`);
  expect(rows).toEqual([{ parts: 2 }]);
  expect((await told()).rows).toEqual([{ part: "shipment_events_default" }]);
});
