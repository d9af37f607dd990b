import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const HERE = join(ROOT, "bench");
const MARKER = join(HERE, "node_modules/.installed");

/** Loads a package of bench/, which the product itself neither has nor needs. */
export const load = createRequire(join(HERE, "package.json"));

/** Brings bench/node_modules up to its lockfile, where nobody did before. */
export function installPackages(): void {
  const wanted = createHash("sha256").update(readFileSync(join(HERE, "package-lock.json"))).update(`${process.platform}-${process.arch}`).digest("hex");
  if (existsSync(MARKER) && readFileSync(MARKER, "utf8") === wanted) return;
  console.log("Installing what the bench compares with …");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: HERE, stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) throw new Error("The bench's packages could not be installed; npm says why above.");
  writeFileSync(MARKER, wanted);
}

/** PostGraphile 5 needs Node 22: this one when it is new enough, else the one that npm carries as a package. */
export function node22(): string {
  if (Number(process.versions.node.split(".")[0]) >= 22) return process.execPath;
  const packaged = join(HERE, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(packaged)) return packaged;
  throw new Error("PostGraphile 5 needs Node 22: run the bench with Node 22 or newer.");
}
