import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** The built server in a process of its own, as `npm start` runs it. */
export interface TowerProcess {
  child: ChildProcess;
  url: string;
  /** What it said so far, on both streams. */
  output(): string;
  /** Waits until `/readyz` says yes, and answers after how many milliseconds since the start; fails with what it said when it ends instead. */
  ready(): Promise<number>;
  /** Sends a signal and waits for the end; answers the exit code, null where the signal ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Waits for its own end. */
  ended: Promise<number | null>;
}

const MAIN = "dist/server/main.js";

export async function startProcess({ PORT, ...env }: Record<string, string>): Promise<TowerProcess> {
  const port = PORT ?? String(await freePort());
  const begun = performance.now();
  const { PATH = "", HOME = "", TMPDIR = "/tmp" } = process.env;
  const child = spawn(process.execPath, ["--enable-source-maps", MAIN], { env: { PATH, HOME, TMPDIR, NODE_ENV: "production", LOG_LEVEL: "warn", ...env, PORT: port }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => { said += chunk; });
  const ended = once(child, "close").then(([code]) => code as number | null);
  const url = `http://127.0.0.1:${port}`;
  return {
    child, url, ended,
    output: () => said,
    async ready() {
      for (;;) {
        if (child.exitCode !== null || child.signalCode) throw new Error(`The server ended instead of getting ready:\n${said}`);
        const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
        if (answer?.ok) return performance.now() - begun;
        await sleep(20);
      }
    },
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      return ended;
    },
  };
}

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
