import { existsSync } from "node:fs";
import { buildServer } from "./scripts/build.mjs";
import { ROOT } from "./scripts/install.mjs";
import { chromium, ferretdb, suites } from "./scripts/suites.mjs";

// The set-up and the suites that kill a server run what is built, so a lone `npx jest FILE` builds it too.
await buildServer();
if (chromium) process.env.CHROMIUM_PATH = chromium;
if (ferretdb) process.env.FERRETDB_PATH = ferretdb;

const project = {
  testEnvironment: "node",
  roots: ["entities", "schema", "server", "seeds", "client", "e2e", "bench"].filter((folder) => existsSync(`${ROOT}${folder}`)).map((folder) => ROOT + folder),
  extensionsToTreatAsEsm: [".ts", ".tsx"],
  transform: { "\\.tsx?$": ["@swc/jest"] },
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  modulePathIgnorePatterns: ["<rootDir>/dist/"],
  setupFiles: ["reflect-metadata"],
  globalSetup: "<rootDir>/dist/server/testing/globalSetup.js",
  globalTeardown: "<rootDir>/dist/server/testing/globalTeardown.js",
};

export default {
  testTimeout: 30_000,
  maxWorkers: 2,
  workerIdleMemoryLimit: "1GB",
  projects: suites
    .filter(({ missing }) => !missing)
    .map(({ name, files }) => ({ ...project, displayName: name, testMatch: [files] })),
};
