import type pg from "pg";
import { proposeDraft } from "../../server/domain/drafts/proposeDraft.js";
import { fire, type Round, type Shot } from "../load.js";
import type { Options } from "../options.js";
import { type Figure, median, table } from "../report.js";
import { type Child, startChild } from "../servers/child.js";
import { environmentOf, type Stage } from "../stage.js";
import { type Reviewable, rawVerbs, towerVerbs, type Verbs } from "../work/verbs.js";

interface Side { name: string; verbs: Verbs; token?: string; child: Child }
interface Result extends Round { side: string; verb: string; cpuMs: number }

/** Shares of hand-written SQL; docs/adr/0011 says where they come from. */
const GOALS = { snooze: 0.45, approve: 0.2 };
const DRAFTS = 600;
const AUTHORS = 8;
const DAY_MS = 86_400_000;

/** The other verbs that a person waits for: snooze, one statement as M1, and approve, which looks at more and writes more than any other. */
export async function measureVerbs(stage: Stage, options: Options, tell: (line: string) => void): Promise<Figure[]> {
  const env = environmentOf(stage);
  const sides: Side[] = [];
  try {
    sides.push({ name: "ours", verbs: towerVerbs, token: stage.token, child: await startChild("servers/tower.js", env) });
    sides.push({ name: "node + pg", verbs: rawVerbs(stage.userId), child: await startChild("servers/raw.js", env) });
    const results = [...await snoozes(sides, stage, options), ...await approvals(sides, stage, options)];
    tell(`\n${detailTable(results)}\n`);
    return (["snooze", "approve"] as const).map((verb) => {
      const speed = (side: string) => middle(results, side, verb, ({ perSecond }) => perSecond);
      return { name: `M1 ${verb} to node + pg`, value: speed("ours"), unit: "/s", ratio: speed("ours") / speed("node + pg"), atLeast: GOALS[verb] };
    });
  } finally {
    for (const { child } of sides) await child.stop();
  }
}

async function snoozes(sides: Side[], { tasks }: Stage, options: Options): Promise<Result[]> {
  let turn = 0;
  const shots = ({ verbs }: Side) => (): Shot => {
    const task = tasks.shift()!;
    const until = new Date(Date.now() + DAY_MS + turn++ * 1000);
    return { request: verbs.snooze(task, until), done: (answer) => { task.version = verbs.versionOf(answer); tasks.push(task); } };
  };
  const results: Result[] = [];
  for (const side of sides) await measure(side, "snooze", shots(side), { ...options, seconds: options.warmUpSeconds });
  for (let round = 0; round < options.rounds; round++) for (const side of sides) results.push(await measure(side, "snooze", shots(side), options));
  return results;
}

/** Every round approves the same drafts, which are put back in between: so many must not be written anew each time. */
async function approvals(sides: Side[], stage: Stage, options: Options): Promise<Result[]> {
  const ids = await draftsOn(stage);
  const round = async (side: Side): Promise<Result> => {
    const waiting = await putBack(stage.owner, ids);
    const next = (): Shot => ({ request: side.verbs.approve(waiting.pop()!), done: (answer) => void side.verbs.versionOf(answer) });
    return measure(side, "approve", next, { ...options, amount: ids.length - 2 * options.connections }); // the generator prepares some that it never sends
  };
  const results: Result[] = [];
  for (const side of sides) for (let warmUp = 0; warmUp < 3; warmUp++) await round(side);
  for (let turn = 0; turn < options.rounds; turn++) for (const side of sides) results.push(await round(side));
  return results;
}

/** Drafts that wait for approval, each citing what its case cites. */
async function draftsOn({ ctx, owner, tasks }: Stage): Promise<string[]> {
  const { rows } = await owner.query(
    `SELECT t.id, t.allowed_actions[1] AS action, e.facts, c.id AS channel, (SELECT d.id FROM drafts d WHERE d.task_id = t.id LIMIT 1) AS draft
     FROM follow_up_tasks t JOIN exceptions e ON e.id = t.exception_id, (SELECT id FROM channels ORDER BY code LIMIT 1) c
     WHERE t.id = ANY ($1) ORDER BY t.id LIMIT $2`, [tasks.map(({ id }) => id), DRAFTS]);
  const ids: string[] = rows.flatMap(({ draft }) => draft ?? []);
  const missing = rows.filter(({ draft }) => !draft);
  await Promise.all(Array.from({ length: AUTHORS }, async () => {
    for (let task = missing.pop(); task; task = missing.pop()) {
      const { id: taskId, action, facts, channel: channelId } = task;
      ids.push((await proposeDraft(ctx, { taskId, channelId, action, facts, body: "Please say by when this will be settled.", ungrounded: [] })).id);
    }
  }));
  return ids;
}

/** Takes approvals back, which nobody but a database's superuser can, and answers the drafts as a reviewer would read them. */
async function putBack(owner: pg.Client, ids: string[]): Promise<Reviewable[]> {
  await owner.query("SET session_replication_role = replica");
  for (const table of ["outbound_messages", "approvals"]) await owner.query(`DELETE FROM ${table} WHERE draft_id = ANY ($1)`, [ids]);
  await owner.query(`UPDATE follow_up_tasks SET status = 'waiting_for_human_approval' WHERE id IN (SELECT task_id FROM drafts WHERE id = ANY ($1))`, [ids]);
  const { rows } = await owner.query<Reviewable>(
    `UPDATE drafts SET state = 'pending', expires_at = now() + interval '1 day' WHERE id = ANY ($1) RETURNING id, version, current_revision_id AS "revisionId"`, [ids]);
  await owner.query("RESET session_replication_role");
  return rows;
}

async function measure({ name, child, token }: Side, verb: string, next: () => Shot, { seconds, connections, amount }: Pick<Options, "seconds" | "connections"> & { amount?: number }): Promise<Result> {
  const before = await child.usage();
  const round = await fire(child.url, next, { seconds, connections, token, amount });
  if (round.errors) throw new Error(`${name} failed at ${round.errors} of ${round.requests} times of ${verb}.`);
  return { side: name, verb, ...round, cpuMs: ((await child.usage()).cpuMs - before.cpuMs) / round.requests };
}

const middle = (results: Result[], side: string, verb: string, of: (result: Result) => number) =>
  median(results.filter((each) => each.side === side && each.verb === verb).map(of));

function detailTable(results: Result[]): string {
  const kinds = [...new Map(results.map(({ side, verb }) => [`${verb}, ${side}`, { side, verb }]))];
  return table(["verb", "requests/s", "p50 ms", "p99 ms", "CPU ms/request"], kinds.map(([title, { side, verb }]) => [
    title, ...([({ perSecond }) => perSecond, ({ p50 }) => p50, ({ p99 }) => p99, ({ cpuMs }) => cpuMs] as ((result: Result) => number)[])
      .map((of) => middle(results, side, verb, of).toFixed(2)),
  ]));
}
