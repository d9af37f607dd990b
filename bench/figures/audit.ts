import { writeEntries } from "../../server/audit/entry.js";
import { SYSTEM } from "../../server/context.js";
import type { Options } from "../options.js";
import { type Figure, median } from "../report.js";
import type { Stage } from "../stage.js";

const WRITERS = 16;
const PLAIN = `CREATE TABLE IF NOT EXISTS bench.plain_entries (LIKE audit_logs INCLUDING DEFAULTS INCLUDING INDEXES, payload jsonb)`;

/** An audit entry, with its payload, commitment and position, against the same row in one ordinary table; each in a transaction. */
export async function measureAudit({ base: { services }, ctx, owner, tasks }: Stage, { rounds, seconds }: Options): Promise<Figure[]> {
  await owner.query(PLAIN);
  await owner.query(`GRANT INSERT ON bench.plain_entries TO tower_app`);
  const { database, pool } = services;
  const origin = { actor: SYSTEM, via: "bench" };
  const payload = { before: { promptContext: null }, after: { promptContext: "Called again" } };
  const plain = (id: string) => database.transaction((manager) => manager.query(
    `INSERT INTO bench.plain_entries (occurred_at, type, actor_kind, actor_name, via, subject_kind, subject_id, task_id, payload)
     VALUES ($1, 'task.updated', 'system', $2, 'bench', 'task', $3, $3, $4)`, [ctx.now(), SYSTEM.name, id, payload]));
  const entry = (id: string) => database.transaction(async (manager) =>
    writeEntries(await manager.queryRunner!.connect(), origin, ctx.now(), [{ type: "task.updated", subjectKind: "task", subjectId: id, taskId: id, payload }]));

  await pool.query(`SELECT tower_relay()`); // what others wrote before is not ours to position

  const speeds: { plain: number[]; entry: number[] } = { plain: [], entry: [] };
  for (let round = 0; round < rounds; round++) {
    speeds.plain.push(await rateOf(seconds / 2, (n) => plain(tasks[n % tasks.length]!.id)));
    const positions = setInterval(() => void pool.query(`SELECT tower_relay()`), 50);
    speeds.entry.push(await rateOf(seconds / 2, (n) => entry(tasks[n % tasks.length]!.id)).finally(() => clearInterval(positions)));
  }
  const [value, baseline] = [median(speeds.entry), median(speeds.plain)];
  return [{ name: "audit entry to plain insert", value, unit: "/s", ratio: value / baseline, atLeast: 0.65 }];
}

async function rateOf(seconds: number, write: (n: number) => Promise<unknown>): Promise<number> {
  const started = performance.now();
  const until = started + seconds * 1000;
  let written = 0;
  await Promise.all(Array.from({ length: WRITERS }, async () => {
    while (performance.now() < until) await write(written++);
  }));
  return written / ((performance.now() - started) / 1000);
}
