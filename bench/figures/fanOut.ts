import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Options } from "../options.js";
import { ROOT } from "../packages.js";
import { type Figure, median } from "../report.js";
import { type Child, startChild } from "../servers/child.js";
import { environmentOf, type Stage } from "../stage.js";
import { tower } from "../work/work.js";

/** Of the speed at which the same bytes go to as many raw sockets; with few subscribers reading the event is most of it. */
const GOAL_OF_MANY = 0.45;
const MANY = 5_000;
const GOAL_ONE_MS = 150;
const EVENTS = 15;
const PATIENCE_MS = 60_000;

/** From the moment a task changes to the moment the last of many subscribers has the event. */
export async function measureFanOut(stage: Stage, { subscribers }: Options): Promise<Figure[]> {
  const [ours, raw] = [await startChild("servers/tower.js", environmentOf(stage)), await startChild("servers/rawSockets.js", {})];
  const changeTask = () => change(stage, ours);
  const told = () => fetch(raw.url, { method: "POST" }).then((response) => response.text());
  try {
    const alone = await hear(ours, stage.token, 1, changeTask);
    const figures: Figure[] = [{ name: "event to a subscriber, median", value: alone.ms, unit: "ms", atMost: GOAL_ONE_MS }];
    for (const count of subscribers) {
      const many = await hear(ours, stage.token, count, changeTask);
      const bare = await hear(raw, stage.token, count, told);
      const name = `the last of ${count.toLocaleString("en")}`;
      figures.push(
        { name: `event to ${name}`, value: many.ms, unit: "ms", ratio: bare.ms / many.ms, ...(count >= MANY && { atLeast: GOAL_OF_MANY }) },
        { name: `bytes to ${name} by raw sockets`, value: bare.ms, unit: "ms" },
        { name: `memory with ${count.toLocaleString("en")} subscribers`, value: many.residentMb, unit: "MB" },
      );
    }
    return figures;
  } finally {
    await Promise.all([ours.stop(), raw.stop()]);
  }
}

/** Median of the times until the last of `count` subscribers heard of what `happen` brings about. */
async function hear(server: Child, token: string, count: number, happen: () => Promise<unknown>): Promise<{ ms: number; residentMb: number }> {
  const clients = fork(join(ROOT, "dist/bench/subscribers.js"), [], { env: { ...process.env, SUBSCRIBERS: JSON.stringify({ url: server.url, token, count }) } });
  try {
    await answerOf(clients);
    await sleep(500); // the last subscribe messages are still on their way
    const times: number[] = [];
    for (let n = 0; n < EVENTS; n++) {
      const heard = answerOf(clients);
      await happen();
      times.push((await heard).ms);
      await sleep(100);
    }
    return { ms: median(times), residentMb: (await server.usage()).residentMb };
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
  const { path, body } = tower.m1(task, `Told to all who listen, ${randomUUID()}`); // what changes nothing is told to nobody
  const response = await fetch(url + path, { method: "POST", body, headers: { "content-type": "application/json", authorization: `Bearer ${token}` } });
  task.version = tower.versionOf(await response.json());
  tasks.push(task);
}
