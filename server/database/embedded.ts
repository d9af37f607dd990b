import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, link, mkdir, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { canEnter, locateBinaries, makeOpenFolder, REACHABLE, type Account } from "./embeddedBinaries.js";
import { boundLog, createCluster, findPostmaster, lastWords, launch, stopPostmaster, type Cluster } from "./embeddedCluster.js";

/** A running PostgreSQL of our own. */
export interface EmbeddedDatabase {
  /** Logs in as `tower_app`, the role that owns nothing. */
  url: string;
  /** Logs in as the owner, for migrations. */
  migrationUrl: string;
  /** Lets go of the server, and stops it unless another process of ours still uses it. */
  stop(): Promise<void>;
}

/** What stands in `postgres.json`, readable by its owner alone. */
interface Settings {
  home: string;
  port: number;
  ownerPassword: string;
  appPassword: string;
}

const MAJOR = "18";
const PATIENCE_MS = 60_000;
const STOP_WITHIN_MS = 5_000;
const BOUND_LOG_EVERY_MS = 10_000;
// Every process that uses the server holds this lock shared; who gets it exclusively is the last and turns the light off.
const LEASE = 7_083_517;

/**
 * Starts PostgreSQL under `dataDir`, or joins the one that still runs there: after a kill -9 of Node alone it lives on,
 * and a command such as the import may run beside the server. A server that dies on its own is started again.
 */
export async function startEmbedded(options: {
  dataDir: string;
  log: (line: string) => void;
  durable?: boolean;
}): Promise<EmbeddedDatabase> {
  const { log, durable = true } = options;
  await mkdir(options.dataDir, { recursive: true });
  const dataDir = await realpath(options.dataDir);
  const file = join(dataDir, "postgres.json");
  const settings = await readSettings(file) ?? await firstSettings(file, log);
  const home = resolve(dataDir, settings.home);
  const account = await accountFor(home);
  const cluster: Cluster = {
    home, account, durable, log: join(dataDir, "postgres.log"), binaries: await locateBinaries(account, log),
  };
  await createCluster(cluster, settings.ownerPassword);
  await assertSameMajor(home);

  const urlOf = (role: string, secret: string, database: string) =>
    `postgres://${role}:${secret}@127.0.0.1:${settings.port}/${database}`;
  const connect = async (port: number) => {
    const lease = await openLease(`postgres://postgres:${settings.ownerPassword}@127.0.0.1:${port}/postgres`);
    if (settings.port !== port) await savePort(file, settings, port);
    lease.once("end", () => void recover());
    return lease;
  };

  let bounded = Promise.resolve();
  const bounding = setInterval(() => {
    bounded = bounded.then(() => boundLog(cluster)).catch((error: Error) => log(`the log of PostgreSQL stays large: ${error.message}`));
  }, BOUND_LOG_EVERY_MS).unref();
  let stopping: Promise<void> | undefined;
  let lease = await acquire(cluster, () => settings.port, connect);
  await prepare(lease, settings.appPassword);

  async function recover() {
    if (stopping) return;
    log("PostgreSQL went away and is started again");
    try {
      lease = await acquire(cluster, () => settings.port, connect);
    } catch (error) {
      log((error as Error).message);
    }
  }

  return {
    url: urlOf("tower_app", settings.appPassword, "tower"),
    migrationUrl: urlOf("postgres", settings.ownerPassword, "tower"),
    stop() {
      clearInterval(bounding);
      return (stopping ??= bounded.then(() => release(cluster, () => lease)));
    },
  };
}

/** Connects to the server that lives, or starts one; retried for a while, since after a kill -9 its last processes take seconds to leave. */
async function acquire(cluster: Cluster, port: () => number, connect: (port: number) => Promise<pg.Client>) {
  let child: Awaited<ReturnType<typeof launch>> | undefined;
  let reason: unknown;
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(20)) {
    const postmaster = await findPostmaster(cluster);
    if (postmaster?.ready) {
      const lease = await connect(postmaster.port).catch((error) => (reason = error, undefined));
      if (lease) return lease;
      if ((reason as { code?: string }).code === "28P01") break;
    } else if (!postmaster && (!child || child.exitCode !== null || child.signalCode !== null)) {
      if (child) await sleep(250);
      child = await launch(cluster, port());
    }
  }
  throw new Error(`PostgreSQL does not start: ${reason instanceof Error ? reason.message : ""}\n${await lastWords(cluster)}`);
}

async function openLease(connectionString: string) {
  const client = new pg.Client({ connectionString, application_name: "tower lease", connectionTimeoutMillis: 5_000, keepAlive: true });
  client.on("error", () => {}); // "end" follows and is what we act on
  try {
    await client.connect();
    await client.query(`SELECT pg_advisory_lock_shared(${LEASE})`);
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

/** Role and database must be there before the first migration, which would make the role without a login. */
async function prepare(lease: pg.Client, appPassword: string) {
  const { rows: [found] } = await lease.query(`
    SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tower_app' AND rolcanlogin) AS role,
           EXISTS (SELECT FROM pg_database WHERE datname = 'tower') AS database`);
  if (!found.role) {
    await lease.query(`DO $$ BEGIN CREATE ROLE tower_app; EXCEPTION WHEN duplicate_object THEN END $$`);
    await lease.query(`ALTER ROLE tower_app LOGIN PASSWORD '${appPassword}'`);
  }
  if (!found.database) {
    await lease.query(`CREATE DATABASE tower`).catch((error) => {
      if (error.code !== "42P04" && error.code !== "23505") throw error;
    });
  }
}

async function release(cluster: Cluster, lease: () => pg.Client) {
  const alone = async () => {
    await lease().query(`SELECT pg_advisory_unlock_shared(${LEASE})`);
    const { rows: [last] } = await lease().query(`SELECT pg_try_advisory_lock(${LEASE}) AS yes`);
    return last.yes as boolean;
  };
  // A server that does not answer is ours to stop: nobody can be using it.
  const last = await Promise.race([alone().catch(() => true), sleep(STOP_WITHIN_MS, true, { ref: false })]);
  const postmaster = last ? await findPostmaster(cluster) : undefined;
  if (postmaster) await stopPostmaster(postmaster);
  await lease().end().catch(() => {});
}

/** Root gives PostgreSQL to the account that owns the data already, or else to `postgres`, made when missing. */
async function accountFor(home?: string): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const owner = home && await stat(home).catch(() => undefined);
  if (owner && owner.uid) return { uid: owner.uid, gid: owner.gid };
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  try {
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    try {
      execFileSync("groupadd", ["--system", "--force", "postgres"]);
      execFileSync("useradd", ["--system", "--gid", "postgres", "--no-create-home", "--shell", "/bin/false", "postgres"]);
      return { uid: id("-u"), gid: id("-g") };
    } catch {
      throw new Error("PostgreSQL refuses to run as root and no account named postgres could be made: start as an ordinary user, or set DATABASE_URL");
    }
  }
}

async function assertSameMajor(home: string) {
  const major = (await readFile(join(home, "data", "PG_VERSION"), "utf8")).trim();
  if (major !== MAJOR) throw new Error(`the database in ${home} was made by PostgreSQL ${major} and this release brings ${MAJOR}: dump and restore it`);
}

async function readSettings(file: string): Promise<Settings | undefined> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new Error(`${dirname(file)} cannot be read (${error.code}): start as the account it belongs to, or choose another DATA_DIR`);
  });
  return text && JSON.parse(text);
}

/** Linked into place, so that of two first starts at once both take the passwords of one. */
async function firstSettings(file: string, log: (line: string) => void): Promise<Settings> {
  const home = await chooseHome(dirname(file), await accountFor(), log);
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify({ home, port: 0, ownerPassword: password(), appPassword: password() }, null, 2), { mode: 0o600 });
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(draft);
  return (await readSettings(file))!;
}

/** Relative where it can be, so that a clone may move. */
async function chooseHome(dataDir: string, account: Account, log: (line: string) => void) {
  if (canEnter(account, dataDir)) return "postgres";
  // A random name, so that whoever deletes DATA_DIR to begin anew does begin anew.
  const home = join(REACHABLE.data, `${basename(dirname(dataDir))}-${randomBytes(6).toString("hex")}`);
  await makeOpenFolder(REACHABLE.data);
  log(`PostgreSQL keeps its data in ${home}, because its account cannot enter ${dataDir}`);
  return home;
}

/** Renamed into place: a kill in the middle must not lose the passwords. */
async function savePort(file: string, settings: Settings, port: number) {
  settings.port = port;
  const draft = `${file}.${process.pid}`;
  const { uid, gid } = await stat(file);
  await writeFile(draft, JSON.stringify(settings, null, 2), { mode: 0o600 });
  await chown(draft, uid, gid); // root may only be visiting
  await rename(draft, file);
}

const password = () => randomBytes(24).toString("base64url");
