import { spawn } from "node:child_process";
import { existsSync, watch } from "node:fs";
import { buildServer } from "./build.mjs";
import { install, ROOT } from "./install.mjs";

// Saves restart the server on :4000 in about a second; the dashboard on :5173 reloads by itself and passes /graphql on.
install();
await buildServer();

let building = Promise.resolve();
let waiting;
const rebuild = () => {
  building = building.then(buildServer).catch((error) => console.error(error.message ?? error));
};
for (const folder of ["entities", "schema", "server", "seeds"]) {
  watch(`${ROOT}${folder}`, { recursive: true }, () => {
    clearTimeout(waiting);
    waiting = setTimeout(rebuild, 50);
  });
}

if (existsSync(`${ROOT}.env`)) process.loadEnvFile(`${ROOT}.env`);
const options = { cwd: ROOT, stdio: "inherit", env: { ...process.env, NODE_ENV: "development" } };
const children = [
  spawn(process.execPath, ["--watch", "--watch-preserve-output", "--enable-source-maps", "dist/server/main.js"], options),
  spawn(process.execPath, ["node_modules/vite/bin/vite.js", "client"], options),
];

// The terminal's Ctrl-C reaches the children by itself; we only wait for them.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => children.forEach((child) => child.kill("SIGTERM")));
await Promise.all(children.map((child) => new Promise((done) => child.once("exit", done))));
process.exit();
