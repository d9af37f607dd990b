import pg from "pg";
import { DataSource } from "typeorm";
import { ENTITIES } from "../../entities/index.js";
import { recordEntities } from "../records/index.js";
import { Audiences1790000000052 } from "./migrations/1790000000052-Audiences.js";
import { Amounts1790000000044 } from "./migrations/1790000000044-Amounts.js";
import { Approvals1790000000031 } from "./migrations/1790000000031-Approvals.js";
import { Audit1790000000006 } from "./migrations/1790000000006-Audit.js";
import { Authors1790000000033 } from "./migrations/1790000000033-Authors.js";
import { Bulk1790000000009 } from "./migrations/1790000000009-Bulk.js";
import { Cases1790000000004 } from "./migrations/1790000000004-Cases.js";
import { History1790000000042 } from "./migrations/1790000000042-History.js";
import { Growth1790000000041 } from "./migrations/1790000000041-Growth.js";
import { Foundation1790000000001 } from "./migrations/1790000000001-Foundation.js";
import { Detection1790000000022 } from "./migrations/1790000000022-Detection.js";
import { Imports1790000000007 } from "./migrations/1790000000007-Imports.js";
import { LeastRight1790000000030 } from "./migrations/1790000000030-LeastRight.js";
import { Messages1790000000005 } from "./migrations/1790000000005-Messages.js";
import { Keys1790000000020 } from "./migrations/1790000000020-Keys.js";
import { Loads1790000000023 } from "./migrations/1790000000023-Loads.js";
import { CallHashes1790000000037 } from "./migrations/1790000000037-CallHashes.js";
import { OpeningBalances1790000000045 } from "./migrations/1790000000045-OpeningBalances.js";
import { Search1790000000038 } from "./migrations/1790000000038-Search.js";
import { People1790000000002 } from "./migrations/1790000000002-People.js";
import { Records1790000000003 } from "./migrations/1790000000003-Records.js";
import { RefusedRows1790000000039 } from "./migrations/1790000000039-RefusedRows.js";
import { Scheduler1790000000008 } from "./migrations/1790000000008-Scheduler.js";
import { Titles1790000000034 } from "./migrations/1790000000034-Titles.js";
import { Troubles1790000000021 } from "./migrations/1790000000021-Troubles.js";
import { SignIns1790000000035 } from "./migrations/1790000000035-SignIns.js";
import { Rates1790000000043 } from "./migrations/1790000000043-Rates.js";
import { SnakeNaming } from "./naming.js";
import { Twins1790000000046 } from "./migrations/1790000000046-Twins.js";
import { Subjects1790000000060 } from "./migrations/1790000000060-Subjects.js";
import { Archives1790000000061 } from "./migrations/1790000000061-Archives.js";
import { InboundEvents1790000000062 } from "./migrations/1790000000062-InboundEvents.js";
import { handOver } from "./owner.js";

const MIGRATIONS = [
  Foundation1790000000001,
  People1790000000002,
  Records1790000000003,
  Cases1790000000004,
  Messages1790000000005,
  Audit1790000000006,
  Imports1790000000007,
  Scheduler1790000000008,
  Bulk1790000000009,
  Keys1790000000020,
  Troubles1790000000021,
  Detection1790000000022,
  Loads1790000000023,
  LeastRight1790000000030,
  Amounts1790000000044,
  OpeningBalances1790000000045,
  Twins1790000000046,
  Subjects1790000000060,
  Archives1790000000061,
  Approvals1790000000031,
  Authors1790000000033,
  Titles1790000000034,
  SignIns1790000000035,
  CallHashes1790000000037,
  Search1790000000038,
  Growth1790000000041,
  RefusedRows1790000000039,
  History1790000000042,
  Rates1790000000043,
  Audiences1790000000052,
  InboundEvents1790000000062,
];

// Types that have no name in `builtins`.
const DATE_ARRAY: number = 1182;
const TEXT_ARRAY: number = 1009;

/** What PostgreSQL answers before the first migration. */
const UNDEFINED_TABLE = "42P01";

// Days stay 'YYYY-MM-DD' and 64-bit counts stay numbers, whether a row came through an entity or through plain SQL.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);
pg.types.setTypeParser(DATE_ARRAY, pg.types.getTypeParser(TEXT_ARRAY));
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

const options = (url: string, extra: object) =>
  new DataSource({
    type: "postgres",
    url,
    driver: pg,
    entities: [...new Set([...ENTITIES, ...recordEntities()])],
    migrations: MIGRATIONS,
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    installExtensions: false,
    extra,
  });

const POOL_SIZE = 16;
/** A person waits for a read. */
const READ_TIMEOUT_MS = 10_000;
/** Verbs and jobs; what takes longer by its nature, as an import does, sets its own. */
const WRITE_TIMEOUT_MS = 60_000;
/** As `tower_app`, which owns nothing, whoever logs in. */
const AS_APPLICATION = { connectionTimeoutMillis: 10_000, options: "-c role=tower_app -c timezone=UTC", application_name: "control-tower" };

/** Opens the application's pool. */
export async function openDatabase(url: string, { poolSize = POOL_SIZE } = {}): Promise<DataSource> {
  return options(url, {
    ...AS_APPLICATION,
    max: poolSize,
    statement_timeout: WRITE_TIMEOUT_MS,
    idle_in_transaction_session_timeout: 60_000,
  }).initialize();
}

/** Opens the pool of the API's reads, whose statements are stopped after seconds; it writes nothing, and connects when it is first asked. */
export function openReadPool(url: string): pg.Pool {
  return new pg.Pool({
    ...AS_APPLICATION,
    connectionString: url,
    max: POOL_SIZE,
    statement_timeout: READ_TIMEOUT_MS,
    options: `${AS_APPLICATION.options} -c default_transaction_read_only=on`,
  });
}

/** Brings the schema up to date as its owner; two processes that start together take turns. */
export async function migrate(url: string): Promise<string[]> {
  const connection = { max: 2, connectionTimeoutMillis: 10_000, application_name: "control-tower-migrations", options: "-c statement_timeout=0" };
  if (await isMigrated(new pg.Pool({ connectionString: url, ...connection }))) return [];
  const database = await options(url, connection).initialize();
  const lock = database.createQueryRunner();
  try {
    await lock.query(`SELECT pg_advisory_lock(hashtext('tower_migrations'))`);
    const done = await database.runMigrations({ transaction: "each" });
    await handOver(lock);
    return done.map((migration) => migration.name);
  } finally {
    await lock.release();
    await database.destroy();
  }
}

/** Most starts find nothing to do, and learn it in one query: TypeORM would first work out every entity. */
async function isMigrated(pool: pg.Pool): Promise<boolean> {
  try {
    return await isUpToDate(pool);
  } catch (error) {
    if ((error as { code?: string }).code === UNDEFINED_TABLE) return false;
    throw error;
  } finally {
    await pool.end();
  }
}

/** Whether every migration of this version has run; TypeORM's own check keeps its connection when it fails. */
export async function isUpToDate(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ name: string }>(`SELECT name FROM migrations`);
  const done = new Set(rows.map(({ name }) => name));
  return MIGRATIONS.every(({ name }) => done.has(name));
}

/** The driver's pool beneath TypeORM, for set-based SQL and COPY. */
export const poolOf = (database: DataSource): pg.Pool => (database.driver as unknown as { master: pg.Pool }).master;
