import { fire } from "../load.js";
import type { Options } from "../options.js";
import { type Figure, median } from "../report.js";
import { startChild } from "../servers/child.js";
import { environmentOf, type Stage } from "../stage.js";
import { tower } from "../work/work.js";
import { shotsAt } from "./requests.js";

const PIECES = ["q1", "q2", "m1"] as const;
const TURN_SECONDS = 5;
const FLAT_MB = 40;

/** All of the work in turns for minutes on end: how much heavier the process is at the end than when it was warm, and how often it failed. */
export async function measureSoak(stage: Stage, { soakMinutes, connections }: Options, tell: (line: string) => void): Promise<Figure[]> {
  const child = await startChild("servers/tower.js", environmentOf(stage));
  try {
    const server = { name: "ours", dialect: tower, token: stage.token, child };
    const shots = await Promise.all(PIECES.map((piece) => shotsAt(server, piece, stage)));
    const weights: number[] = [];
    let [requests, errors] = [0, 0];
    const until = performance.now() + soakMinutes * 60_000;
    while (performance.now() < until) {
      for (const next of shots) {
        const round = await fire(child.url, next, { seconds: TURN_SECONDS, connections, token: stage.token });
        requests += round.requests;
        errors += round.errors;
      }
      weights.push((await child.usage()).residentMb);
    }
    tell(`      memory in MB after each turn: ${weights.map((weight) => weight.toFixed(0)).join(" ")}`);
    const part = (from: number, to: number) => median(weights.slice(Math.floor(weights.length * from), Math.max(1, Math.ceil(weights.length * to))));
    return [
      { name: `requests in ${soakMinutes} minutes`, value: requests, unit: "" },
      { name: "errors among them", value: errors, unit: "", atMost: 0 },
      { name: "memory at the end, median of the last third", value: part(2 / 3, 1), unit: "MB" },
      { name: "more than in the second third", value: part(2 / 3, 1) - part(1 / 3, 2 / 3), unit: "MB", atMost: FLAT_MB },
    ];
  } finally {
    await child.stop();
  }
}
