import type pg from "pg";
import { proposeDraft } from "../../server/domain/drafts/proposeDraft.js";
import type { Shot } from "../load.js";
import type { Options } from "../options.js";
import type { Figure } from "../report.js";
import { type Measured, measureRound, middleOf, roundsTable, type Target } from "../rounds.js";
import { startChild } from "../servers/child.js";
import { environmentOf, type Stage } from "../stage.js";
import { type Reviewable, rawVerbs, towerVerbs, type Verbs } from "../work/verbs.js";

interface Side extends Target { verbs: Verbs }

/** Shares of hand-written SQL; docs/adr/0011 says where they come from. */
const GOALS = { snooze: 0.45, approve: 0.2 };
const DRAFTS = 400;
const AUTHORS = 8;
const DAY_MS = 86_400_000;

/** The other verbs that a person waits for: snooze, one statement as M1, and approve, which looks at more and writes more than any other. */
export async function measureVerbs(stage: Stage, given: Options, tell: (line: string) => void): Promise<Figure[]> {
  const options = { ...given, rounds: Math.ceil(given.rounds / 2), warmUpSeconds: given.warmUpSeconds / 2 }; // all figures together have ten minutes
  const env = environmentOf(stage);
  const sides: Side[] = [];
  try {
    sides.push({ name: "ours", verbs: towerVerbs, token: stage.token, child: await startChild("servers/tower.js", env) });
    sides.push({ name: "node + pg", verbs: rawVerbs(stage.userId), child: await startChild("servers/raw.js", env) });
    const rounds = [...await snoozes(sides, stage, options), ...await approvals(sides, stage, options)];
    tell(`\n${roundsTable(rounds, (verb) => `M1 ${verb}`)}\n`);
    return (["snooze", "approve"] as const).map((verb) => {
      const speed = (side: string) => middleOf(rounds, side, verb, ({ perSecond }) => perSecond);
      return { name: `M1 ${verb} to node + pg`, value: speed("ours"), unit: "/s", ratio: speed("ours") / speed("node + pg"), atLeast: GOALS[verb] };
    });
  } finally {
    for (const { child } of sides) await child.stop();
  }
}

async function snoozes(sides: Side[], { tasks }: Stage, options: Options): Promise<Measured[]> {
  let snoozed = 0;
  const shots = ({ verbs }: Side) => (): Shot => {
    const task = tasks.shift()!;
    const until = new Date(Date.now() + DAY_MS + snoozed++ * 1000);
    return { request: verbs.snooze(task, until), done: (answer) => { task.version = verbs.versionOf(answer); tasks.push(task); } };
  };
  const rounds: Measured[] = [];
  for (const side of sides) await measureRound(side, "snooze", shots(side), { ...options, seconds: options.warmUpSeconds });
  for (let turn = 0; turn < options.rounds; turn++) for (const side of sides) rounds.push(await measureRound(side, "snooze", shots(side), options));
  return rounds;
}

/** Every round approves the same drafts, which are put back in between: so many must not be written anew each time. */
async function approvals(sides: Side[], stage: Stage, options: Options): Promise<Measured[]> {
  const ids = await draftsOn(stage);
  const amount = ids.length - 2 * options.connections; // the generator prepares some that it never sends
  if (amount < options.connections) throw new Error("There are too few tasks to approve for; take more --orders.");
  const round = async (side: Side): Promise<Measured> => {
    const waiting = await putBack(stage.owner, ids);
    const next = (): Shot => ({ request: side.verbs.approve(waiting.pop()!), done: (answer) => void side.verbs.versionOf(answer) });
    return measureRound(side, "approve", next, { ...options, amount });
  };
  const rounds: Measured[] = [];
  for (const side of sides) for (let warmUp = 0; warmUp < 2; warmUp++) await round(side);
  for (let turn = 0; turn < options.rounds; turn++) for (const side of sides) rounds.push(await round(side));
  return rounds;
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
