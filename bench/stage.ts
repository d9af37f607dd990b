import { randomBytes } from "node:crypto";
import { mkdir, readFile, rm } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import pg from "pg";
import { Role, TeamCode } from "../entities/enums.js";
import { type Base, openBase } from "../server/compose.js";
import { type Config, loadConfig } from "../server/config.js";
import { type Context, systemContext } from "../server/context.js";
import { type EmbeddedDatabase, startEmbedded } from "../server/database/embedded.js";
import { createUser } from "../server/domain/people/createUser.js";
import { signIn } from "../server/domain/people/signIn.js";
import { generate, sizeOf } from "./generate/generate.js";
import type { Options } from "./options.js";
import { ROOT } from "./packages.js";
import { FUNCTIONS } from "./work/sql.js";
import { type Changeable, SEEN_REGIONS, TEAMS } from "./work/work.js";

/** A filled database, and somebody signed in who may see a part of it. */
export interface Stage {
  database: EmbeddedDatabase;
  config: Config;
  base: Base;
  /** The product itself acting. */
  ctx: Context;
  /** The bearer token of a person who sees three regions of six. */
  token: string;
  /** This person. */
  userId: string;
  owner: pg.Client;
  /** Live tasks that this person may change; whoever changes one takes it away and brings it back. */
  tasks: Changeable[];
  orders: string[];
  close(): Promise<void>;
}

/** A folder for data that PostgreSQL's account may enter. */
export async function freshFolder(name: string): Promise<string> {
  const folder = join(ROOT, ".bench", `${name}-${process.pid}`);
  await removeData(folder);
  await mkdir(folder, { recursive: true });
  return folder;
}

/** Removes an embedded database that is stopped, wherever it found its place. */
export async function removeData(folder: string): Promise<void> {
  const text = await readFile(join(folder, "postgres.json"), "utf8").catch(() => undefined);
  const home = text && (JSON.parse(text) as { home: string }).home;
  if (home && isAbsolute(home)) await rm(home, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}

export async function setStage({ orders, data }: Options): Promise<Stage> {
  const folder = data ? resolve(data) : await freshFolder("data");
  const undo: (() => Promise<unknown>)[] = data ? [] : [() => removeData(folder)];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const database = await startEmbedded({ dataDir: folder, log: () => undefined });
    undo.push(database.stop);
    const config = loadConfig({
      DATABASE_URL: database.url, DATABASE_MIGRATION_URL: database.migrationUrl, ENVIRONMENT: "staging", LOG_LEVEL: "warn", DATA_DIR: folder,
    });
    const base = await openBase(config);
    undo.push(() => base.close());
    const owner = new pg.Client({ connectionString: database.migrationUrl });
    await owner.connect();
    undo.push(() => owner.end());
    const ctx = systemContext(base.services, "bench");
    await fill(owner, () => generate(base.services, database.migrationUrl, sizeOf(orders)));
    return { database, config, base, ctx, owner, ...(await visible(owner)), ...(await signInSomebody(ctx)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function fill(owner: pg.Client, generateRecords: () => Promise<void>): Promise<void> {
  const { rows: [has] } = await owner.query(`SELECT EXISTS (SELECT FROM distributors) AS records`);
  if (!has.records) await generateRecords();
  for (const statement of FUNCTIONS) await owner.query(statement);
}

/** What the person on stage may see: tasks to change, and orders that have a task. */
async function visible(owner: pg.Client): Promise<Pick<Stage, "tasks" | "orders">> {
  const { rows: tasks } = await owner.query<Changeable>(`
    SELECT t.id, t.version FROM follow_up_tasks t JOIN distributors d ON d.id = t.distributor_id
    WHERE d.region = ANY ($1) AND t.owner_team = ANY ($2) AND t.status NOT IN ('resolved', 'cancelled') AND t.archived_at IS NULL`, [SEEN_REGIONS, TEAMS]);
  const { rows: orders } = await owner.query<{ id: string }>(`
    SELECT o.id FROM orders o JOIN distributors d ON d.id = o.distributor_id
    WHERE d.region = ANY ($1) AND EXISTS (SELECT FROM follow_up_tasks t WHERE t.order_id = o.id) ORDER BY o.number LIMIT 2000`, [SEEN_REGIONS]);
  return { tasks, orders: orders.map(({ id }) => id) };
}

async function signInSomebody(ctx: Context): Promise<Pick<Stage, "token" | "userId">> {
  const email = `bench-${randomBytes(4).toString("hex")}@bench.example`;
  const { user, password } = await createUser(ctx, {
    email, name: "Marijke Dekkers", roles: [Role.ACCOUNTING], teams: [TeamCode.ACCOUNTING, TeamCode.LOGISTICS], regions: SEEN_REGIONS,
  });
  return { userId: user.id, token: (await signIn(ctx, { email, password, bearer: true })).token };
}

/** What the child processes of the product need to find this database. */
export const environmentOf = ({ config, database }: Stage): Record<string, string> => ({
  DATABASE_URL: database.url, DATABASE_MIGRATION_URL: database.migrationUrl, ENVIRONMENT: config.environment, DATA_DIR: config.dataDir, MONGODB_URL: "",
});
