import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded, type EmbeddedDatabase } from "../database/embedded.js";

/** The PostgreSQL of this run, and where it stands. */
export interface ThrowAway {
  folder: string;
  database: EmbeddedDatabase;
}

const PREFIX = "tower-test-";

/** Starts one throw-away PostgreSQL for the whole run; every test file clones its own database from a migrated template. */
export default async function globalSetup() {
  await removeLeftovers();
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  await chmod(folder, 0o755); // PostgreSQL's own account must get in when we are root
  const database = await startEmbedded({ dataDir: folder, log: console.log, durable: false });
  (globalThis as { throwAway?: ThrowAway }).throwAway = { folder, database };
  process.env.TEST_PG_URL = database.migrationUrl;
  process.env.TEST_APP_URL = database.url;
}

/** A run that was killed leaves its server behind; whoever comes next stops it. */
async function removeLeftovers() {
  for (const name of (await readdir(tmpdir())).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    if (isAlive(Number(name.slice(PREFIX.length).split("-")[0]))) continue;
    try {
      const database = await startEmbedded({ dataDir: folder, log: () => {}, durable: false });
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    } catch {
      // another account's run, or one that never got far: not ours to clean
    }
  }
}

function isAlive(pid: number) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
