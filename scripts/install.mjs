import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));
const LOCK = `${ROOT}package-lock.json`;
const INSTALLED = `${ROOT}node_modules/.package-lock.json`;
const MARKER = `${ROOT}node_modules/.tower-installed`;

/** Brings node_modules up to the lockfile, development parts included, whatever NODE_ENV says; does nothing when it is. */
export function install() {
  requireNode();
  const lock = readFileSync(LOCK);
  const wanted = createHash("sha256").update(lock).update(`${process.platform}-${process.arch}`).digest("hex");
  if (existsSync(MARKER) && readFileSync(MARKER, "utf8") === wanted) return;
  if (!installedByHand(JSON.parse(lock))) {
    console.log("Installing packages …");
    const { status } = spawnSync("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: ROOT, stdio: "inherit", shell: process.platform === "win32",
    });
    if (status !== 0) stop("The packages could not be installed; npm says why above.");
  }
  writeFileSync(MARKER, wanted);
}

/** Whether somebody's own `npm install` already brought every package of the lockfile that this machine takes. */
function installedByHand(lock) {
  if (!existsSync(INSTALLED)) return false;
  const { packages } = JSON.parse(readFileSync(INSTALLED, "utf8"));
  return Object.entries(lock.packages).every(
    ([path, { version, optional }]) => path === "" || packages[path]?.version === version || (optional && !packages[path]),
  );
}

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  stop(`This needs Node 20.19 or newer (22 and 24 are fine); you run ${process.versions.node}. See https://nodejs.org.`);
}

/** Ends the command with one clear sentence. */
export function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Turns this process into the built program `file`: a signal then reaches it once, and its exit code is ours. */
export async function become(file) {
  if (existsSync(`${ROOT}.env`)) process.loadEnvFile(`${ROOT}.env`);
  process.env.NODE_ENV ??= "production";
  process.setSourceMapsEnabled(true);
  process.argv[1] = `${ROOT}dist/${file}`;
  await import(pathToFileURL(process.argv[1]));
}

/** Runs one of these scripts in a process of its own, so that the compiler's memory does not stay with the server. */
export function runScript(name, ...args) {
  const { status } = spawnSync(process.execPath, [`${ROOT}scripts/${name}`, ...args], { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
