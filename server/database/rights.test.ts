import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { createMigratedDatabase, type TestDatabase } from "../testing/testDatabase.js";

/** One line for each right in the database that PostgreSQL didn't come with; reviewed by hand, since whoever adds one decides what a stranger at the application's login can do. */
const REVIEWED = join(import.meta.dirname, "rights.txt");

let database: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  database = await createMigratedDatabase();
  owner = new pg.Client({ connectionString: database.migrationUrl });
  await owner.connect();
}, 60_000);
afterAll(async () => {
  await owner.end();
  await database.drop();
});

/** Who holds what, `{=U/owner,tower_app=r/owner}` in words; the owner's own rights are left out. */
const holders = (acl: string, kind: string, ownerId: string) => `
  (SELECT string_agg(who || ' ' || what, '; ' ORDER BY who) FROM (
    SELECT COALESCE(r.rolname, 'PUBLIC') AS who, string_agg(lower(a.privilege_type) || CASE WHEN a.is_grantable THEN ' (to pass on)' ELSE '' END, ', ' ORDER BY a.privilege_type) AS what
    FROM aclexplode(COALESCE(${acl}, acldefault('${kind}', ${ownerId}))) a LEFT JOIN pg_roles r ON r.oid = a.grantee
    WHERE a.grantee <> ${ownerId} GROUP BY 1) held)`;
const ours = (catalogue: string, alias: string) =>
  `${alias}.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${catalogue}'::regclass AND e.objid = ${alias}.oid AND e.deptype = 'e')`;

const LISTS: string[] = [
  `SELECT 'role ' || rolname || ': ' || concat_ws(', ', CASE WHEN rolsuper THEN 'superuser' END, CASE WHEN rolcreatedb THEN 'makes databases' END, CASE WHEN rolcreaterole THEN 'makes roles' END,
      CASE WHEN rolreplication THEN 'replicates' END, CASE WHEN rolbypassrls THEN 'passes row security' END, CASE WHEN rolcanlogin THEN 'logs in' END,
      COALESCE((SELECT 'member of ' || string_agg(g.rolname, ', ' ORDER BY g.rolname) FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid), 'member of nothing'),
      COALESCE('settings ' || (SELECT array_to_string(setconfig, ' ') FROM pg_db_role_setting s WHERE s.setrole = r.oid LIMIT 1), NULL)) AS line
   FROM pg_roles r WHERE rolname LIKE 'tower%'`,
  `SELECT 'parameter ' || parname || ': ' || ${holders("paracl", "p", "10")} AS line FROM pg_parameter_acl`,
  `SELECT 'database: ' || COALESCE(${holders("datacl", "d", "datdba")}, 'nobody') AS line FROM pg_database WHERE datname = current_database()`,
  `SELECT 'schema ' || nspname || ': ' || COALESCE(${holders("nspacl", "n", "nspowner")}, 'nobody') AS line FROM pg_namespace n
   WHERE nspname = 'public' OR nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'`,
  `SELECT 'language ' || lanname || ': ' || COALESCE(${holders("lanacl", "l", "lanowner")}, 'nobody') AS line FROM pg_language WHERE lanpltrusted`,
  `SELECT 'owner ' || r.rolname || CASE WHEN r.rolsuper THEN ' (superuser)' ELSE '' END || ': ' || string_agg(DISTINCT kind, ', ' ORDER BY kind) AS line FROM (
     SELECT relowner AS owner, 'tables and sequences' AS kind FROM pg_class c WHERE relkind IN ('r', 'p', 'S', 'v', 'm', 'f') AND ${ours("pg_class", "c")}
     UNION ALL SELECT proowner, 'functions' FROM pg_proc p WHERE ${ours("pg_proc", "p")}
     UNION ALL SELECT nspowner, 'schemas' FROM pg_namespace n WHERE ${ours("pg_namespace", "n")} AND nspname NOT LIKE 'pg\\_%') made JOIN pg_roles r ON r.oid = made.owner GROUP BY r.rolname, r.rolsuper`,
  `SELECT 'table ' || c.oid::regclass || ': ' || COALESCE(${holders("relacl", "r", "relowner")}, 'nobody') AS line FROM pg_class c
   WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT relispartition AND ${ours("pg_class", "c")}`,
  `SELECT 'partition ' || c.oid::regclass || ': ' || ${holders("relacl", "r", "relowner")} AS line FROM pg_class c WHERE relkind = 'r' AND relispartition AND ${holders("relacl", "r", "relowner")} IS NOT NULL`,
  `SELECT 'columns of ' || c.oid::regclass || ': ' || r.rolname || ' ' || lower(a.privilege_type) || ' ' || string_agg(t.attname, ', ' ORDER BY t.attnum) AS line
   FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid, aclexplode(t.attacl) a JOIN pg_roles r ON r.oid = a.grantee WHERE ${ours("pg_class", "c")} GROUP BY c.oid, r.rolname, a.privilege_type`,
  `SELECT 'sequence ' || c.oid::regclass || ': ' || COALESCE(${holders("relacl", "s", "relowner")}, 'nobody') AS line FROM pg_class c WHERE relkind = 'S' AND ${ours("pg_class", "c")}`,
  `SELECT 'function ' || p.oid::regprocedure || CASE WHEN prosecdef THEN ' WITH ITS OWNER''S RIGHTS' ELSE '' END || CASE
       WHEN prosqlbody IS NOT NULL THEN ', names bound' WHEN proconfig IS NOT NULL THEN ', ' || array_to_string(proconfig, ', ') ELSE ', names of the caller''s path' END
     || ': ' || COALESCE(${holders("proacl", "f", "proowner")}, 'nobody') AS line FROM pg_proc p WHERE ${ours("pg_proc", "p")} AND pronamespace <> 'pg_toast'::regnamespace`,
  `SELECT 'function of an extension ' || p.oid::regprocedure || ' WITH ITS OWNER''S RIGHTS' AS line FROM pg_proc p WHERE prosecdef AND NOT (${ours("pg_proc", "p")})`,
  `SELECT 'extension ' || extname AS line FROM pg_extension`,
  `SELECT 'trigger ' || tgname || ' on ' || tgrelid::regclass || ' runs ' || tgfoid::regproc || CASE WHEN tgenabled <> 'O' THEN ' BUT NOT ALWAYS' ELSE '' END AS line
   FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT tgisinternal AND NOT c.relispartition`,
  `SELECT 'default for ' || pg_get_userbyid(d.defaclrole) || COALESCE(' in ' || n.nspname, '') || ', ' || CASE defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' ELSE defaclobjtype::text END
     || ': ' || COALESCE(${holders("defaclacl", "r", "defaclrole")}, 'nobody') AS line FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace`,
  ...[["event trigger", "pg_event_trigger", "evtname"], ["operator", "pg_operator", "oprname"], ["foreign server", "pg_foreign_server", "srvname"], ["publication", "pg_publication", "pubname"],
    ["domain", "(SELECT * FROM pg_type WHERE typtype = 'd')", "typname"], ["policy", "pg_policy", "polname"], ["large object", "pg_largeobject_metadata", "oid"]].map(([what, from, name]) =>
    `SELECT '${what} ' || o.${name} AS line FROM ${from} o WHERE ${ours(from!.startsWith("(") ? "pg_type" : from!, "o")}`),
  `SELECT 'cast ' || castsource::regtype || ' to ' || casttarget::regtype AS line FROM pg_cast o WHERE ${ours("pg_cast", "o")}`,
  `SELECT 'rule ' || rulename || ' on ' || ev_class::regclass AS line FROM pg_rewrite o WHERE ${ours("pg_rewrite", "o")}`,
];

async function linesOf(client: pg.Client): Promise<string[]> {
  const lines: string[] = [];
  for (const list of LISTS) lines.push(...(await client.query<{ line: string }>(list)).rows.map(({ line }) => line).sort());
  return lines;
}
const reviewed = async () => (await readFile(REVIEWED, "utf8")).trimEnd().split("\n").filter((line) => line && !line.startsWith("#"));

test("every right, and everything that could lend one, stands on the reviewed list", async () => {
  expect(await linesOf(owner)).toEqual(await reviewed());
});

test("an owner that is no superuser hands out the same", async () => {
  const other = await createMigratedDatabase({ ordinaryOwner: true });
  const client = new pg.Client({ connectionString: other.migrationUrl });
  await client.connect();
  try {
    const handedOut = (lines: string[]) => lines.filter((line) => /^(table|partition|columns|sequence|function|trigger|schema) /.test(line)).map((line) => line.replace("; tower_owner create, usage", ""));
    expect(handedOut(await linesOf(client))).toEqual(handedOut(await reviewed()));
    expect(await linesOf(client)).toContain("database: tower_app connect, temporary");
  } finally {
    await client.end();
    await other.drop();
  }
}, 60_000);
