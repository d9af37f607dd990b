import { PostgresBackend } from "@agendajs/postgres-backend";
import pg from "pg";
import type { AlarmStore } from "./AlarmStore.js";

const MISSING = `
  SELECT to_regclass('agenda.agenda_jobs') IS NULL OR to_regclass('agenda.one_alarm_per_key') IS NULL AS missing`;

/** Alarms in a table of the schema `agenda`, which the database makes when it is missing; `tower_app` may only fill it. */
export function postgresStore(url: string): AlarmStore {
  const pool = new pg.Pool({
    connectionString: url,
    max: 4,
    connectionTimeoutMillis: 5_000,
    query_timeout: 15_000,
    options: "-c role=tower_app -c search_path=agenda",
    application_name: "control-tower-scheduler",
  });
  // An idle connection that breaks is replaced on the next use; without a listener it would end the process.
  pool.on("error", () => undefined);
  const { repository } = new PostgresBackend({ pool, disableNotifications: true, ensureSchema: false });
  return {
    repository,

    async prepare() {
      if (!(await pool.query(MISSING)).rows[0].missing) return;
      const client = await pool.connect();
      try {
        // two processes that make it at once would fail
        await client.query(`SELECT pg_advisory_lock(hashtext('tower_agenda'))`);
        await client.query(`SELECT public.tower_create_agenda_schema()`);
      } finally {
        await client.query(`SELECT pg_advisory_unlock_all()`).catch(() => undefined);
        client.release();
      }
    },

    close: () => pool.end(),
  };
}
