import { mkdtemp, writeFile } from "node:fs/promises";
import { pino } from "pino";
import { drafterFor } from "../server/agents/drafter.js";
import { AGENTS } from "../server/agents/profiles.js";
import { Relay } from "../server/audit/relay.js";
import { systemContext, type Services } from "../server/context.js";
import { openDatabase, poolOf } from "../server/database/dataSource.js";
import { ensureDefaults } from "../server/domain/setup/ensureDefaults.js";
import { FixedClock } from "../server/ports/Clock.js";
import { createTestDatabase } from "../server/testing/testDatabase.js";
import { loadDemo } from "./loadDemo.js";

const q = async (pool: any, sql: string) => { const { rows } = await pool.query(sql); return rows; };
test.each((process.env.DAYS ?? "2026-11-23T10:40:00+01:00").split(","))("scratch %s", async (now) => {
  const test = await createTestDatabase();
  const database = await openDatabase(test.url);
  const pool = poolOf(database);
  if (process.env.SLOW) {
    (database as any).options.maxQueryExecutionTime = 1; (database as any).driver.options.maxQueryExecutionTime = 1;
    const sums = new Map<string, [number, number]>(); (globalThis as any).sums = sums;
    (database as any).logger = new Proxy({}, { get: (_t, p) => (time: any, query: any) => { if (p !== "logQuerySlow") return; const k = String(query).replace(/\s+/g, " ").slice(0, 150); const v = sums.get(k) ?? [0, 0]; sums.set(k, [v[0] + Number(time), v[1] + 1]); } });
  }
  const log = pino({ level: "info" });
  const services: Services = { database, pool, log, relay: new Relay(pool, test.url, log), clock: new FixedClock(new Date(now)), drafter: drafterFor({ provider: "template", timeoutSeconds: 5 }), timeZone: "Europe/Amsterdam", environment: "demo" };
  await ensureDefaults(systemContext(services, "setup"), AGENTS);
  const dir = await mkdtemp("/tmp/seedtry-");
  const t = performance.now();
  const cpu = async () => { const fs = await import("node:fs"); const pids = (await pool.query("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")).rows.map((r: any) => r.pid); let s = 0; for (const p of pids) { const f = fs.readFileSync(`/proc/${p}/stat`, "utf8").split(") ")[1]!.split(" "); s += (Number(f[11]) + Number(f[12])) * 10; } return s; };
  const c0 = process.cpuUsage(); const p0 = await cpu();
  try {
  await loadDemo(services, dir);
  } finally {
  const c1 = process.cpuUsage(c0); const p1 = await cpu(); process.stdout.write(`CPU node ${Math.round((c1.user + c1.system) / 1000)} ms, postgres ${p1 - p0} ms\n`);
  const out = [`== ${now} took ${Math.round(performance.now() - t)} ms`];
  const show = async (title: string, sql: string) => { out.push(`-- ${title}`); for (const r of await q(pool, sql)) out.push(Object.values(r).map((v: any) => v instanceof Date ? v.toISOString().slice(0, 16) : String(v)).join(" | ")); };
  await show("open by type", `SELECT type, count(*) FILTER (WHERE state NOT IN ('resolved','closed')) AS open, count(*) FILTER (WHERE state IN ('resolved','closed')) AS done, min(severity), max(severity), string_agg(subject_number, ' ' ORDER BY subject_number) FILTER (WHERE state NOT IN ('resolved','closed')) FROM exceptions GROUP BY 1 ORDER BY 1`);
  await show("total", `SELECT severity, count(*) FROM exceptions WHERE state NOT IN ('resolved','closed') GROUP BY ROLLUP(1) ORDER BY 1`);
  await show("detected", `SELECT detected_at, count(*), count(*) FILTER (WHERE state='resolved') FROM exceptions GROUP BY 1 ORDER BY 1`);
  await show("runs", `SELECT created_at, duration_ms, opened, updated, reopened, cleared, undecided FROM detection_runs ORDER BY created_at`);
  await show("imports", `SELECT created_at, file_name, row_count, created_count, updated_count, unchanged_count, error_count FROM imports ORDER BY created_at, id`);
  await show("queue", `SELECT e.number, e.score, e.severity, e.type, e.subject_number, tower_money_text(value_minor, currency::text), e.state, e.title FROM exceptions e WHERE state NOT IN ('resolved','closed') ORDER BY score DESC`);
  await show("done", `SELECT e.number, e.type, e.subject_number, e.state, e.title, resolution FROM exceptions e WHERE state IN ('resolved','closed') ORDER BY 2`);
  await show("tasks", `SELECT t.number, t.status, t.sla_state, t.sla_due_at, t.next_check_at, t.snoozed_until, t.escalation_level, u.name, e.type, e.severity, (SELECT string_agg(d.state || CASE WHEN d.four_eyes THEN '+4' ELSE '' END, ',') FROM drafts d WHERE d.task_id = t.id) FROM follow_up_tasks t JOIN exceptions e ON e.id = t.exception_id LEFT JOIN users u ON u.id = t.assignee_id ORDER BY t.number`);
  await show("messages", `SELECT m.status, count(*) FROM outbound_messages m GROUP BY 1`);
  await show("drafts", `SELECT d.number, d.state, d.four_eyes_reason, e.type, r.ungrounded::text, r.subject, r.body || E'\\n' FROM drafts d JOIN draft_revisions r ON r.id = d.current_revision_id JOIN exceptions e ON e.id = d.exception_id ORDER BY d.number`);
  await show("facts", `SELECT e.number, e.type, f->>'record', f->>'label', f->>'value' FROM exceptions e, jsonb_array_elements(facts) f WHERE e.state NOT IN ('resolved','closed') ORDER BY 1`);
  await show("audit", `SELECT type, count(*) FROM audit_logs GROUP BY 1 ORDER BY 2 DESC`);
  await writeFile(`/tmp/seedgen/out-${now.slice(0, 10)}.txt`, out.join("\n"));
  if (process.env.SLOW) await writeFile('/tmp/seedgen/slow.txt', [...(globalThis as any).sums].sort((a: any, b: any) => b[1][0] - a[1][0]).slice(0, 60).map(([k, [t, n]]: any) => `${Math.round(t)} ms ${n}x ${k}`).join('\n'));
  process.stdout.write(out[0] + "\n" + out.filter((l) => /^\s*$/.test(l)).join("\n"));
  await services.relay.stop(); await database.destroy(); await test.drop();
  }
}, 120_000);
