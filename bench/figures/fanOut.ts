import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Options } from "../options.js";
import { ROOT } from "../packages.js";
import { type Figure, median } from "../report.js";
import { type Child, startChild } from "../servers/child.js";
import { environmentOf, type Stage } from "../stage.js";
import { tower } from "../work/work.js";

const GOAL_5000_MS = 100;
const GOAL_ONE_MS = 150;
const PATIENCE_MS = 60_000;

/** From the moment a task changes to the moment the last of many subscribers has the event. */
export async function measureFanOut(stage: Stage, { subscribers }: Options): Promise<Figure[]> {
  const server = await startChild("servers/tower.js", environmentOf(stage));
  try {
    const figures: Figure[] = [];
    for (const count of [1, ...subscribers]) {
      const { times, residentMb } = await hear(stage, server, count, count === 1 ? 20 : 15);
      const name = count === 1 ? "event to a subscriber, median" : `event to the last of ${count.toLocaleString("en")}`;
      figures.push({ name, value: median(times), unit: "ms", ...(count === 1 && { atMost: GOAL_ONE_MS }), ...(count === 5_000 && { atMost: GOAL_5000_MS }) });
      if (count > 1) figures.push({ name: `memory with ${count.toLocaleString("en")} subscribers`, value: residentMb, unit: "MB" });
    }
    return figures;
  } finally {
    await server.stop();
  }
}

async function hear(stage: Stage, server: Child, count: number, events: number) {
  const clients = fork(join(ROOT, "dist/bench/subscribers.js"), [], { env: { ...process.env, SUBSCRIBERS: JSON.stringify({ url: server.url, token: stage.token, count }) } });
  try {
    await answerOf(clients);
    await sleep(500); // the last subscribe messages are still on their way
    const times: number[] = [];
    for (let n = 0; n < events; n++) {
      const heard = answerOf(clients);
      await change(stage, server);
      times.push((await heard).ms);
      await sleep(100);
    }
    return { times, residentMb: (await server.usage()).residentMb };
  } finally {
    clients.kill();
  }
}

async function answerOf(clients: ChildProcess): Promise<{ ms: number }> {
  const [message] = await once(clients, "message", { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (message.lost) throw new Error(`A subscriber was lost: ${message.lost}`);
  return message;
}

async function change({ tasks, token }: Stage, { url }: Child): Promise<void> {
  const task = tasks.shift()!;
  const { path, body } = tower.m1(task, "Told to all who listen");
  const response = await fetch(url + path, { method: "POST", body, headers: { "content-type": "application/json", authorization: `Bearer ${token}` } });
  task.version = tower.versionOf(await response.json());
  tasks.push(task);
}
