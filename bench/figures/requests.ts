import { isDeepStrictEqual } from "node:util";
import type { Shot } from "../load.js";
import type { Options } from "../options.js";
import { node22 } from "../packages.js";
import type { Figure } from "../report.js";
import { type Measured, measureRound, middleOf, roundsTable, type Target } from "../rounds.js";
import { startChild } from "../servers/child.js";
import { environmentOf, type Stage } from "../stage.js";
import { type Dialect, type Piece, postgraphile, raw, tower } from "../work/work.js";

export interface Server extends Target { dialect: Dialect }

const PAGES = 10;
/** Shares of what the others do in the same run; docs/adr/0011 says where they come from. */
const GOALS: Record<Piece, { name: string; raw: number; postgraphile: number }> = {
  q1: { name: "Q1 queue page", raw: 0.65, postgraphile: 2.5 },
  q2: { name: "Q2 order and all of it", raw: 0.5, postgraphile: 1.5 },
  m1: { name: "M1 change and audit", raw: 0.45, postgraphile: 0.7 },
};

/** The three pieces of work on the four servers in turns, and what our process weighs after all of it. */
export async function measureRequests(stage: Stage, options: Options, tell: (line: string) => void): Promise<{ figures: Figure[]; details: Measured[] }> {
  const pieces = (["q1", "q2", "m1"] as const).filter((piece) => options.only.has(piece));
  const servers: Server[] = [];
  try {
    for (const start of STARTS) servers.push(await start(stage));
    const rounds: Measured[] = [];
    for (const piece of pieces) {
      const shots = await aim(servers, piece, stage);
      const round = (server: Server, seconds: number) => measureRound(server, piece, shots.get(server)!, { ...options, seconds });
      for (const server of servers) await round(server, options.warmUpSeconds);
      for (let turn = 0; turn < options.rounds; turn++) for (const server of servers) rounds.push(await round(server, options.seconds));
    }
    tell(`\n${roundsTable(rounds, (piece) => GOALS[piece as Piece].name)}\n`);
    const weight: Figure = { name: "memory after load", value: (await servers[0]!.child.usage()).residentMb, unit: "MB" };
    return { figures: [...pieces.flatMap((piece) => ratios(piece, rounds)), weight], details: rounds };
  } finally {
    for (const { child } of servers) await child.stop();
  }
}

const STARTS: ((stage: Stage) => Promise<Server>)[] = [
  async (stage) => ({ name: "ours", dialect: tower, token: stage.token, child: await startChild("servers/tower.js", environmentOf(stage)) }),
  async (stage) => ({ name: "node + pg", dialect: raw, child: await startChild("servers/raw.js", environmentOf(stage)) }),
  async (stage) => ({ name: "PostGraphile 5", dialect: postgraphile, child: await startChild("servers/postgraphile.js", environmentOf(stage), { execPath: node22() }) }),
  async (stage) => ({ name: "idiomatic", dialect: tower, child: await startChild("servers/idiomatic.js", environmentOf(stage)) }),
];

/** What each server is shot at with; all of them are seen to do the same work first. */
async function aim(servers: Server[], piece: Piece, stage: Stage): Promise<Map<Server, () => Shot>> {
  const shots = new Map<Server, () => Shot>();
  const answers = new Map<Server, unknown[]>();
  for (const server of servers) {
    const given: unknown[] = [];
    shots.set(server, await AIMS[piece](server, stage, given));
    answers.set(server, given);
  }
  const measures = servers.map(({ dialect, name }, i) => [name, answers.get(servers[i]!)!.map((answer) => dialect.measureOf(piece, answer))] as const);
  const odd = measures.find(([, measure]) => !isDeepStrictEqual(measure, measures[0]![1]));
  if (odd) throw new Error(`The servers do not agree on ${piece}: ${JSON.stringify([measures[0], odd])}`);
  if (piece !== "m1") requireSameAnswers(servers.filter(({ dialect }) => dialect === tower), answers);
  return shots;
}

/** Who is asked in the same words says the same, word for word; cursors are everybody's own. */
function requireSameAnswers([first, ...others]: Server[], answers: Map<Server, unknown[]>): void {
  const said = (server: Server) => answers.get(server)!.map((answer) => JSON.stringify(answer, (key, value) => (key === "endCursor" ? undefined : value)));
  for (const other of others) {
    const differing = said(first!).findIndex((text, i) => text !== said(other)[i]);
    if (differing >= 0) throw new Error(`${first!.name} and ${other.name} differ:\n${difference(said(first!)[differing]!, said(other)[differing]!)}`);
  }
}

/** Where two long texts part. */
function difference(one: string, other: string): string {
  let from = 0;
  while (one[from] === other[from]) from++;
  return [one, other].map((text) => text.slice(Math.max(0, from - 80), from + 160)).join("\n");
}

type Aim = (server: Server, stage: Stage, answers: unknown[]) => Promise<() => Shot>;

/** Requests are made one after the other through the whole of the data, so that no server lives off one hot record. */
const AIMS: Record<Piece, Aim> = {
  async q1(server, _stage, answers) {
    const cursors: (string | null)[] = [null];
    for (let page = 0; page < cursors.length; page++) {
      const answer = await ask(server, server.dialect.q1(cursors[page]!));
      answers.push(answer);
      const next = server.dialect.cursorOf(answer);
      if (next && cursors.length < PAGES) cursors.push(next);
    }
    let turn = 0;
    return () => ({ request: server.dialect.q1(cursors[turn++ % cursors.length]!) });
  },
  async q2(server, { orders }, answers) {
    for (const id of orders.slice(0, PAGES)) answers.push(await ask(server, server.dialect.q2(id)));
    let turn = 0;
    return () => ({ request: server.dialect.q2(orders[turn++ % orders.length]!) });
  },
  async m1(server, { tasks }, answers) {
    let turn = 0;
    const change = (): Shot => {
      const task = tasks.shift()!;
      return {
        request: server.dialect.m1(task, `Called at ${turn++}, nobody answered`),
        done: (answer) => { task.version = server.dialect.versionOf(answer); tasks.push(task); },
      };
    };
    const { request, done } = change();
    answers.push(await ask(server, request));
    done!(answers[0]);
    return change;
  },
};

/** Requests of one piece of work for a server by itself. */
export const shotsAt = (server: Server, piece: Piece, stage: Stage): Promise<() => Shot> => AIMS[piece](server, stage, []);

async function ask({ name, child, token }: Server, { path, body }: { path: string; body: string }): Promise<any> {
  const response = await fetch(child.url + path, { method: "POST", body, headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) } });
  const answer: any = await response.json();
  if (!response.ok || answer.errors) throw new Error(`${name} answers ${body}: ${JSON.stringify(answer).slice(0, 2_000)}`);
  return answer;
}

function ratios(piece: Piece, rounds: Measured[]): Figure[] {
  const speed = (server: string) => middleOf(rounds, server, piece, ({ perSecond }) => perSecond);
  const { name, ...goal } = GOALS[piece];
  const ours = { value: speed("ours"), unit: "/s" };
  return [
    { name: `${name} to PostGraphile`, ...ours, ratio: ours.value / speed("PostGraphile 5"), atLeast: goal.postgraphile },
    { name: `${name} to node + pg`, ...ours, ratio: ours.value / speed("node + pg"), atLeast: goal.raw },
    { name: `${name} to idiomatic`, ...ours, ratio: ours.value / speed("idiomatic") },
  ];
}
