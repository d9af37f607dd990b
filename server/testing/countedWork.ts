import pg from "pg";
import type { TestDatabase } from "./testDatabase.js";

/** A node of a plan as PostgreSQL tells it. */
interface Node {
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Join Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  Plans?: Node[];
}

/** A statement and the rows that its plan went through, however it got at them. */
export interface Counted { text: string; visited: number }

const visitedBy = (node: Node): number => {
  const rows = (node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Join Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0);
  return rows * (node["Actual Loops"] ?? 1) + (node.Plans ?? []).reduce((sum, part) => sum + visitedBy(part), 0);
};

/** Makes every connection opened from now on tell how its statements went, and keeps the database from looking after its statistics by itself. */
export async function tellWork({ migrationUrl }: TestDatabase): Promise<void> {
  const owner = new pg.Client({ connectionString: migrationUrl });
  await owner.connect();
  const { rows: [{ name }] } = await owner.query(`SELECT current_database() AS name`);
  const settings = { min_duration: "0", analyze: "on", timing: "off", format: "json", level: "notice" };
  await owner.query(`ALTER DATABASE ${name} SET session_preload_libraries = 'auto_explain'`);
  for (const [setting, value] of Object.entries(settings)) await owner.query(`ALTER DATABASE ${name} SET auto_explain.log_${setting} = '${value}'`);
  const { rows: tables } = await owner.query(`SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`);
  for (const { relname } of tables) await owner.query(`ALTER TABLE ${relname} SET (autovacuum_enabled = false)`);
  await owner.end();
}

/**
 * The rows that every statement of a pool went through since the last call. Work that is counted is the same on every
 * machine, unlike time.
 */
export function countWork(pool: pg.Pool): () => Counted[] {
  const statements: Counted[] = [];
  const heard = new WeakSet<object>();
  pool.on("acquire", (client) => {
    if (heard.has(client)) return;
    heard.add(client);
    client.on("notice", ({ message = "" }) => {
      const [, plan] = message.split("plan:\n");
      if (!plan) return;
      const { "Query Text": text, Plan } = JSON.parse(plan) as { "Query Text": string; Plan: Node };
      statements.push({ text, visited: visitedBy(Plan) });
    });
  });
  return () => statements.splice(0);
}
