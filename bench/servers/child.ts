import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ROOT } from "../packages.js";

export interface Usage { cpuMs: number; residentMb: number }

/** A process under measurement. */
export interface Child {
  url: string;
  pid: number;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

const PATIENCE_MS = 60_000;

/** Starts `dist/bench/<file>` in a process of its own and waits until it says where it listens. */
export async function startChild(file: string, env: Record<string, string>, { execPath = process.execPath, execArgv = [] as string[] } = {}): Promise<Child> {
  const child = fork(join(ROOT, "dist/bench", file), [], { cwd: ROOT, execPath, execArgv, silent: true, env: { ...process.env, NODE_ENV: "production", GRAPHILE_ENV: "production", ...env } });
  let said = "";
  const keep = (text: Buffer) => { said = (said + text).slice(-4_000); };
  child.stdout!.on("data", keep);
  child.stderr!.on("data", keep);
  const { url } = await answerOf<{ url: string }>(child, file).catch((error: Error) => Promise.reject(new Error(`${error.message}\n${said}`)));
  return {
    url, pid: child.pid!,
    usage() {
      child.send("usage");
      return answerOf<Usage>(child, file);
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode) return;
      const over = once(child, "exit");
      child.send("stop");
      const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await over;
      clearTimeout(timer);
    },
  };
}

async function answerOf<T>(child: ChildProcess, file: string): Promise<T> {
  const given = new AbortController();
  const timer = setTimeout(() => given.abort(new Error(`${file} gave no answer`)), PATIENCE_MS);
  const gone = once(child, "exit", { signal: given.signal }).then(([code]) => { throw new Error(`${file} ended with ${code}`); });
  try {
    return (await Promise.race([once(child, "message", { signal: given.signal }), gone]))[0];
  } finally {
    clearTimeout(timer);
    gone.catch(() => undefined);
    given.abort();
  }
}
