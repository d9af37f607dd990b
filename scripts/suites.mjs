import { existsSync, readdirSync, readFileSync } from "node:fs";
import { ROOT } from "./install.mjs";

const CHROMIUM = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/** The browser the end-to-end suite drives, if the machine has one. */
export const chromium = CHROMIUM.find((path) => path && existsSync(path));

/** A FerretDB to start for the MongoDB suite: the one named, or the one `.ci/run` builds. */
export const ferretdb = [process.env.FERRETDB_PATH, `${ROOT}.ci/ferretdb/bin/ferretdb`].find((path) => path && existsSync(path));

/** The suites of `npm test`: which files belong to each, and why one cannot run on this machine. */
export const suites = [
  { name: "tower", files: "**/!(*.crash|*.browser|*.mongo).test.ts" },
  { name: "crash", files: "**/*.crash.test.ts" },
  { name: "browser", files: "**/*.browser.test.ts", missing: chromium ? undefined : "no Chromium found; install it or set CHROMIUM_PATH" },
  { name: "mongo", files: "**/*.mongo.test.ts", missing: process.env.MONGODB_URL || ferretdb ? undefined : "neither MONGODB_URL nor FERRETDB_PATH is set" },
];

/** The decision record that allows a suite to be skipped even in CI, found by the line `Allows skipping: NAME`. */
export function decisionAllowing(name) {
  const folder = `${ROOT}docs/adr/`;
  const records = existsSync(folder) ? readdirSync(folder) : [];
  return records.find((file) => readFileSync(folder + file, "utf8").split("\n").includes(`Allows skipping: ${name}`));
}
