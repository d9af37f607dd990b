import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { relative } from "node:path";
import { buildChanged } from "./build.mjs";
import { install, ROOT } from "./install.mjs";

install();
buildChanged();
const { decisionAllowing, suites } = await import("./suites.mjs");

const inCI = Boolean(process.env.CI) && process.env.CI !== "false";
const report = `${ROOT}test-results/jest.json`;
mkdirSync(`${ROOT}test-results`, { recursive: true });
rmSync(report, { force: true });

const { status } = spawnSync(
  process.execPath,
  ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning", "node_modules/jest/bin/jest.js",
    "--json", `--outputFile=${report}`, ...process.argv.slice(2)],
  { cwd: ROOT, stdio: ["inherit", "ignore", "inherit"], env: { ...process.env, NODE_ENV: "test" } },
);

const skips = suites.filter(({ missing }) => missing).map(({ name, missing }) => ({ name, reason: missing }));
let passed = 0;
let failed = 0;
for (const file of readReport().testResults) {
  if (file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed")) failed++; // it did not even load
  for (const test of file.assertionResults) {
    if (test.status === "passed") passed++;
    if (test.status === "failed") failed++;
    if (test.status === "pending" || test.status === "todo") {
      skips.push({ name: relative(ROOT, file.name), reason: `"${test.fullName}" is switched off in the code` });
    }
  }
}
for (const { name, reason } of skips) {
  const decision = decisionAllowing(name);
  if (inCI && !decision) failed++;
  console.log(`SKIPPED ${name}: ${reason}${decision ? ` (allowed by docs/adr/${decision})` : ""}`);
}
if (status !== 0 && failed === 0) failed++;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

/** A runner that died before it could report counts as nothing passed. */
function readReport() {
  try {
    return JSON.parse(readFileSync(report, "utf8"));
  } catch {
    return { testResults: [] };
  }
}
