import { fire, type Round, type Shot } from "./load.js";
import { median, table } from "./report.js";
import type { Child } from "./servers/child.js";

/** Who is shot at, and with whose token. */
export interface Target { name: string; token?: string; child: Child }

/** What a round of one piece of work on one server took. */
export interface Measured extends Round { server: string; work: string; cpuMs: number }

type Load = Omit<Parameters<typeof fire>[2], "token">;

/** One round; a request that fails ends the bench, since a fast failure would look like speed, and so does a round without answers, which has no speed. */
export async function measureRound({ name, child, token }: Target, work: string, next: () => Shot, load: Load): Promise<Measured> {
  const before = await child.usage();
  const round = await fire(child.url, next, { ...load, token });
  const after = await child.usage();
  if (!round.requests) throw new Error(`${name} answered no request of ${work}.`);
  if (round.errors) throw new Error(`${name} failed at ${round.errors} of ${round.requests} requests of ${work}.`);
  return { server: name, work, ...round, cpuMs: (after.cpuMs - before.cpuMs) / round.requests };
}

export const middleOf = (rounds: readonly Measured[], server: string, work: string, of: (round: Measured) => number): number =>
  median(rounds.filter((round) => round.server === server && round.work === work).map(of));

const COLUMNS: [string, (round: Measured) => number][] = [
  ["requests/s", ({ perSecond }) => perSecond], ["p50 ms", ({ p50 }) => p50], ["p99 ms", ({ p99 }) => p99], ["CPU ms/request", ({ cpuMs }) => cpuMs],
];

/** Medians of all rounds, a line for each piece of work on each server, in the order of their first rounds. */
export function roundsTable(rounds: readonly Measured[], titleOf: (work: string) => string): string {
  const lines = [...new Map(rounds.map(({ server, work }) => [`${work} ${server}`, { server, work }])).values()];
  return table(["server", ...COLUMNS.map(([title]) => title)], lines.map(({ server, work }) =>
    [`${titleOf(work)}, ${server}`, ...COLUMNS.map(([, of]) => middleOf(rounds, server, work, of).toFixed(2))]));
}
