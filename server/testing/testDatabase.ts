import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import pg from "pg";
import { migrate } from "../database/dataSource.js";

/** An empty, migrated database of one test file. */
export interface TestDatabase {
  /** Logs in as `tower_app`, as the server does. */
  url: string;
  /** Logs in as the owner: for migrations, and for what a test does behind the application's back. */
  migrationUrl: string;
  drop(): Promise<void>;
}

const TEMPLATE = "tower_template";
const TEMPLATE_LOCK = 7_083_518;

/** Clones a migrated template, made by whichever test file asks first; a clone costs a file copy. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const ownerUrl = setUp("TEST_PG_URL");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await onServer(ownerUrl, async (server) => {
    await server.query(`SELECT pg_advisory_lock(${TEMPLATE_LOCK})`);
    await ensureTemplate(server, ownerUrl);
    await server.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY file_copy`);
    await server.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC; GRANT CONNECT, TEMPORARY ON DATABASE ${name} TO tower_app; GRANT CREATE ON DATABASE ${name} TO tower_owner`); // not cloned
  });
  return databaseNamed(name);
}

function databaseNamed(name: string): TestDatabase {
  const ownerUrl = setUp("TEST_PG_URL");
  return {
    url: databaseOf(setUp("TEST_APP_URL"), name),
    migrationUrl: databaseOf(ownerUrl, name),
    drop: () => onServer(ownerUrl, (server) => server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

/** The same, migrated by itself: the rights on a database are not cloned with it. */
export async function createMigratedDatabase({ ordinaryOwner = false } = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const superuser = setUp("TEST_PG_URL");
  const ownerUrl = ordinaryOwner ? Object.assign(new URL(superuser), { username: name, password: name }).href : superuser;
  await onServer(superuser, async (server) => {
    await server.query(`SELECT pg_advisory_lock(${TEMPLATE_LOCK})`);
    await ensureTemplate(server, superuser); // which makes the roles
    if (ordinaryOwner) await server.query(`CREATE ROLE ${name} LOGIN PASSWORD '${name}'; GRANT tower_app TO ${name} WITH ADMIN OPTION`);
    await server.query(`CREATE DATABASE ${name}${ordinaryOwner ? ` OWNER ${name}` : ""}`);
  });
  await migrate(databaseOf(ownerUrl, name));
  const database = databaseNamed(name);
  return {
    ...database,
    migrationUrl: databaseOf(ownerUrl, name),
    async drop() {
      await database.drop();
      if (ordinaryOwner) await onServer(superuser, (server) => server.query(`DROP ROLE ${name}`));
    },
  };
}

/** A database as release 0.2.0 left it, with work in it; `migrate` brings it up to date. */
export async function createReleasedDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const superuser = setUp("TEST_PG_URL");
  await onServer(superuser, async (server) => {
    await server.query(`SELECT pg_advisory_lock(${TEMPLATE_LOCK})`);
    await ensureTemplate(server, superuser); // which makes the roles
    await server.query(`CREATE DATABASE ${name}`);
  });
  const database = databaseNamed(name);
  await asOwner(database.migrationUrl, await readFile("server/database/release-0.2.0.sql", "utf8"));
  return database;
}

/** The same, brought up to date. */
export async function createUpgradedDatabase(): Promise<TestDatabase> {
  const database = await createReleasedDatabase();
  await migrate(database.migrationUrl);
  return database;
}

async function ensureTemplate(server: pg.Client, ownerUrl: string) {
  const { rowCount } = await server.query(`SELECT FROM pg_database WHERE datname = '${TEMPLATE}'`);
  if (rowCount) return;
  const draft = `${TEMPLATE}_draft`;
  await server.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
  await server.query(`CREATE DATABASE ${draft}`);
  await migrate(databaseOf(ownerUrl, draft));
  await server.query(`ALTER DATABASE ${draft} RENAME TO ${TEMPLATE}`);
}

function setUp(name: "TEST_PG_URL" | "TEST_APP_URL") {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is missing: run tests through npm test, or npx jest in the project's folder`);
  return url;
}

const databaseOf = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;

/** One statement of the owner, who may do what the application may not. */
export async function asOwner(migrationUrl: string, sql: string, parameters: unknown[] = []): Promise<Record<string, any>[]> {
  const owner = new pg.Client({ connectionString: migrationUrl });
  await owner.connect();
  try {
    return (await owner.query(sql, parameters)).rows;
  } finally {
    await owner.end();
  }
}

async function onServer(ownerUrl: string, work: (server: pg.Client) => Promise<unknown>) {
  const server = new pg.Client({ connectionString: databaseOf(ownerUrl, "postgres") });
  await server.connect();
  try {
    await work(server);
  } finally {
    await server.end();
  }
}
