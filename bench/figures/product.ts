import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ROOT } from "../packages.js";
import { type Figure, median } from "../report.js";
import { freshFolder, removeData } from "../stage.js";

const PATIENCE_MS = 180_000;
const DETECTIONS = 5;

/** The product as a newcomer has it: both starts until it is ready, what it weighs with the demo, and a detection run. */
export async function measureProduct(): Promise<Figure[]> {
  const dataDir = await freshFolder("product");
  try {
    execFileSync(process.execPath, ["scripts/build.mjs"], { cwd: ROOT, stdio: "inherit" }); // what is measured is a start, not a build
    const first = await start(dataDir);
    const residentMb = Number(execFileSync("ps", ["-o", "rss=", "-p", String(first.server.pid)], { encoding: "utf8" })) / 1024;
    const detection = median(await detect(first.url, dataDir));
    await stop(first.server);
    const second = await start(dataDir);
    await stop(second.server);
    return [
      { name: "first start to ready, demo loaded", value: first.seconds, unit: "s" },
      { name: "second start to ready", value: second.seconds, unit: "s", atMost: 3 },
      { name: "memory after the demo load", value: residentMb, unit: "MB", atMost: 300 },
      { name: "detection over the demo", value: detection, unit: "ms", atMost: 300 },
    ];
  } finally {
    await removeData(dataDir);
  }
}

async function start(dataDir: string): Promise<{ server: ChildProcess; url: string; seconds: number }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const server = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: ROOT, stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "error", NODE_ENV: "production", DATABASE_URL: "", MONGODB_URL: "", ENVIRONMENT: "" },
  });
  for (const deadline = began + PATIENCE_MS; performance.now() < deadline; await sleep(20)) {
    if (server.exitCode !== null) throw new Error(`The product ended with ${server.exitCode} while it started.`);
    const ready = await fetch(`${url}/readyz`).then(({ ok }) => ok, () => false);
    if (ready) return { server, url, seconds: (performance.now() - began) / 1000 };
  }
  await stop(server);
  throw new Error("The product did not get ready.");
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode) return;
  const over = once(server, "exit");
  server.kill("SIGTERM");
  await over;
}

async function detect(url: string, dataDir: string): Promise<number[]> {
  const logins: { role: string; email: string; password: string }[] = JSON.parse(await readFile(join(dataDir, "demo-logins.json"), "utf8"));
  const { email, password } = logins.find(({ role }) => role === "ADMIN")!;
  const signedIn = await ask(url, `mutation ($input: SignInInput!) { signIn(input: $input) { token } }`, { input: { email, password, bearer: true } });
  const times: number[] = [];
  for (let run = 0; run < DETECTIONS; run++) {
    const began = performance.now();
    await ask(url, `mutation { detectionRun(input: {}) { refusal { message } run { opened } } }`, {}, signedIn.signIn.token);
    times.push(performance.now() - began);
  }
  return times;
}

async function ask(url: string, query: string, variables: object, token?: string): Promise<any> {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  const { data, errors } = await (await fetch(`${url}/graphql`, { method: "POST", headers, body: JSON.stringify({ query, variables }) })).json() as any;
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  return port;
}
