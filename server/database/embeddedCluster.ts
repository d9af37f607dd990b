import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { chown, copyFile, mkdir, readFile, rename, rm, stat, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { exists, type Account } from "./embeddedBinaries.js";

/** One PostgreSQL data folder, `home/data`, and who runs it with what. */
export interface Cluster {
  home: string;
  log: string;
  binaries: string;
  account: Account;
  /** Off only for throw-away databases: a crash of the machine may then lose everything. */
  durable: boolean;
}

/** The server process that holds a data folder, as its lock file names it. */
export interface Postmaster {
  pid: number;
  port: number;
  /** Whether it takes connections; while it recovers, each one that asks costs it a process and is refused. */
  ready: boolean;
}

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "128MB",
  work_mem: "16MB",
  maintenance_work_mem: "64MB",
  max_wal_size: "512MB",
  checkpoint_timeout: "15min",
  random_page_cost: "1.1",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
  // after a kill each file would be synced by itself, which takes seconds before the recovery begins
  ...(process.platform === "linux" && { recovery_init_sync_method: "syncfs" }),
  // Who asked is told what went wrong with a statement; its values have no business in a file.
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
};
const THROW_AWAY = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", io_method: "sync", max_connections: "300" };

const dataOf = (cluster: Cluster) => join(cluster.home, "data");
const lockOf = (cluster: Cluster) => join(dataOf(cluster), "postmaster.pid");

/** Makes the data folder unless it is there; built beside its place and renamed, so that a kill in between leaves no half. */
export async function createCluster(cluster: Cluster, password: string) {
  const { home, account, binaries, durable } = cluster;
  if (await exists(join(dataOf(cluster), "PG_VERSION"))) return;
  await mkdir(home, { recursive: true, mode: 0o700 });
  if (account.uid !== undefined) await chown(home, account.uid, account.gid!);
  const passwordFile = join(home, `password.${process.pid}`);
  const staging = join(home, `data.${process.pid}`);
  await writeFile(passwordFile, password, { mode: 0o600, flag: "wx" });
  if (account.uid !== undefined) await chown(passwordFile, account.uid, account.gid!);
  try {
    for (const [i, ctype] of CTYPES.entries()) {
      await rm(staging, { recursive: true, force: true });
      const flags = [...INITDB_FLAGS, `--lc-ctype=${ctype}`, `--pwfile=${passwordFile}`, ...(durable ? [] : ["--no-sync"])];
      const { status, stdout, stderr, error } = spawnSync(join(binaries, "bin", "initdb"), [...flags, "-D", staging], {
        ...account, cwd: home, encoding: "utf8", env: serverEnvironment(),
      });
      if (status === 0) break;
      if (i === CTYPES.length - 1) throw new Error(`PostgreSQL could not create its data folder: ${error?.message ?? stderr + stdout}`);
    }
    await rename(staging, dataOf(cluster)).catch(async (error) => {
      if (!(await exists(join(dataOf(cluster), "PG_VERSION")))) throw error;
    });
  } finally {
    await rm(passwordFile, { force: true });
    await rm(staging, { recursive: true, force: true });
  }
}

// The built-in collation sorts alike on every system and never changes under an index, as the C library's do.
const INITDB_FLAGS = [
  "--username=postgres", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C",
  "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
];
const CTYPES = process.platform === "darwin" ? ["en_US.UTF-8", "C"] : ["C.UTF-8", "C"];

// A developer's PGDATA, PGPORT or PGOPTIONS mean another server.
const serverEnvironment = () =>
  Object.fromEntries([...Object.entries(process.env).filter(([name]) => !name.startsWith("PG")), ["LC_ALL", "C"]]);

/** Starts the server in a session of its own, so that Ctrl-C in the terminal reaches our drain first. */
export async function launch(cluster: Cluster, preferredPort: number): Promise<ChildProcess> {
  const { home, account, binaries, durable } = cluster;
  await boundLog(cluster);
  const log = openSync(cluster.log, "a", 0o600);
  const port = await freePort(preferredPort);
  const settings = Object.entries({ ...SETTINGS, ...(durable ? {} : THROW_AWAY) });
  const child = spawn(
    join(binaries, "bin", "postgres"),
    ["-D", dataOf(cluster), "-p", String(port), ...settings.flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    { ...account, cwd: home, detached: true, windowsHide: true, stdio: ["ignore", log, log], env: serverEnvironment() },
  );
  child.on("error", () => {}); // the caller sees a child without pid or with an exit code, and the log tells why
  child.unref();
  closeSync(log);
  return child;
}

const LARGEST_LOG_BYTES = 5_000_000;

/** Begins the log anew once it is large, with the one before beside it. PostgreSQL appends to the file that it was given, so that one is emptied in its place. */
export async function boundLog({ log }: Pick<Cluster, "log">): Promise<void> {
  const { size } = await stat(log).catch(() => ({ size: 0 }));
  if (size <= LARGEST_LOG_BYTES) return;
  await copyFile(log, `${log}.1`);
  await truncate(log);
}

/** The last lines PostgreSQL wrote, for a message about why it does not run. */
export const lastWords = (cluster: Cluster) =>
  readFile(cluster.log, "utf8").then((text) => text.trimEnd().split("\n").slice(-5).join("\n"), () => "");

/** The server that holds the data folder, or nothing when none lives. */
export async function findPostmaster(cluster: Cluster): Promise<Postmaster | undefined> {
  const lines = await readFile(lockOf(cluster), "utf8").then((text) => text.split("\n"), () => []);
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  const ready = lines[7]?.trim() === "ready";
  if (!pid || !isAlive(pid)) return undefined;
  if (commandOf(pid).includes(dataOf(cluster))) return { pid, port, ready };
  // The number now belongs to another process, as happens in containers. PostgreSQL takes its own parent in the
  // lock file for stale, and so still checks the old server's shared memory, which deleting the file would skip.
  await writeFile(lockOf(cluster), [process.pid, ...lines.slice(1)].join("\n"));
  return undefined;
}

/** Fast shutdown, which ends open sessions and writes a checkpoint; harder after ten seconds, which costs a recovery at the next start. */
export async function stopPostmaster({ pid }: Postmaster) {
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    for (let waited = 0; waited < 10_000 && isAlive(pid); waited += 20) await sleep(20);
  }
}

function isAlive(pid: number) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function commandOf(pid: number) {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    if (process.platform === "win32") return execFileSync("powershell", ["-Command", `(Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}').CommandLine`], { encoding: "utf8" });
    return execFileSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}

const freePort = async (preferred: number) => (await portIfFree(preferred)) ?? (await portIfFree(0))!;

const portIfFree = (port: number) =>
  new Promise<number | undefined>((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(undefined));
    probe.listen(port, "127.0.0.1", () => {
      const { port: found } = probe.address() as { port: number };
      probe.close(() => resolve(found));
    });
  });
