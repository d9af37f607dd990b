import { PostgresBackend } from "@agendajs/postgres-backend";
import pg from "pg";
import { isDuplicate, type AlarmStore } from "./AlarmStore.js";

const MISSING = `
  SELECT to_regnamespace('agenda') IS NULL AS schema,
         to_regclass('agenda.agenda_jobs') IS NULL OR to_regclass('agenda.one_alarm_per_key') IS NULL AS tables`;

/** Alarms in tables of the schema `agenda`, the only place where `tower_app` owns anything. */
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
  const { repository } = new PostgresBackend({ pool, disableNotifications: true });
  let current = false;

  return {
    repository,

    async prepare() {
      const missing = (await pool.query(MISSING)).rows[0];
      if (current && !missing.schema && !missing.tables) return;
      const client = await pool.connect();
      try {
        // Agenda's own DDL fails when two processes run it at once.
        await client.query(`SELECT pg_advisory_lock(hashtext('tower_agenda'))`);
        if (missing.schema) await client.query(`SELECT public.tower_create_agenda_schema()`);
        await repository.connect();
        await makeIndexes(client);
        current = true;
      } finally {
        await client.query(`SELECT pg_advisory_unlock_all()`).catch(() => undefined);
        client.release();
      }
    },

    close: () => pool.end(),
  };
}

/** One alarm a key is held by the store itself, since Agenda's `unique()` looks first and inserts later. */
async function makeIndexes(client: pg.PoolClient) {
  const unique = `CREATE UNIQUE INDEX IF NOT EXISTS one_alarm_per_key ON agenda_jobs (name, (data->>'key'))`;
  await client.query(unique).catch(async (error) => {
    if (!isDuplicate(error)) throw error;
    await client.query(`DELETE FROM agenda_jobs`); // doubled alarms are worth nothing: the sweep arms them again from the rows
    await client.query(unique);
  });
  await client.query(`CREATE INDEX IF NOT EXISTS alarms_by_data ON agenda_jobs USING gin (data jsonb_path_ops)`);
}
