import type { MigrationInterface, QueryRunner } from "typeorm";

/** Names are looked up here alone, whoever calls; what a session made for itself comes last, so that it hides nothing. */
const PINNED = "SET search_path = pg_catalog, public, pg_temp";

const PARTITIONED = ["audit_logs", "shipment_events"];
const FOR_THE_APPLICATION = [
  "tower_uuid_v7()", "tower_uuid_v7_floor(timestamptz)", "tower_money_text", "tower_content_hash(text, text, uuid, text[])",
  "tower_business_clock(uuid, timestamptz)", "tower_business_seconds(uuid, timestamptz, timestamptz)",
  "tower_business_add(uuid, timestamptz, bigint)", "tower_business_days(uuid, date, date)",
  "tower_epoch()", "tower_relay()", "tower_ensure_partitions()", "tower_analyze(text[])", "tower_create_agenda_schema()",
];
const TRIGGERS = ["tower_refuse_change()", "tower_check_approval()", "tower_check_outbound()", "tower_commit_payload()", "tower_require_entries()"];

/** The application's role keeps what it uses: no schema to make things in, no function that can be turned to another purpose, no entry or position of its own making. */
export class LeastRight1790000000030 implements MigrationInterface {
  async up(db: QueryRunner) {
    await this.closeToPublic(db);
    await this.pinFunctions(db);
    await this.narrowPartitions(db);
    await this.narrowStory(db);
    await this.makeAlarms(db);
    for (const name of [...FOR_THE_APPLICATION, ...TRIGGERS]) await db.query(`REVOKE ALL ON FUNCTION ${name} FROM PUBLIC`);
    for (const name of FOR_THE_APPLICATION) await db.query(`GRANT EXECUTE ON FUNCTION ${name} TO tower_app`);
  }

  private async closeToPublic(db: QueryRunner) {
    await db.query(`DO $$ BEGIN
      EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
      EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO tower_app', current_database());
    END $$`);
    await db.query(`REVOKE ALL ON SCHEMA public FROM PUBLIC`);
    await db.query(`ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC`);
    // Only a superuser can take these away: blocks of code, functions of one's own, and files inside the database.
    await db.query(`DO $$ BEGIN
      IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        REVOKE USAGE ON LANGUAGE sql, plpgsql FROM PUBLIC;
        REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC;
      END IF;
    END $$`);
  }

  private async pinFunctions(db: QueryRunner) {
    // A body in standard SQL binds its names when it is made, and the planner can still inline it.
    const [{ native }] = await db.query(`SELECT current_setting('server_version_num')::int >= 180000 AS native`);
    if (native) await db.query(`CREATE OR REPLACE FUNCTION tower_uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE RETURN pg_catalog.uuidv7()`);
    else await db.query(`ALTER FUNCTION tower_uuid_v7() ${PINNED}`);
    await db.query(`
      CREATE OR REPLACE FUNCTION tower_uuid_v7_floor(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid`);
    await db.query(`
      CREATE OR REPLACE FUNCTION tower_content_hash(subject text, body text, channel uuid, recipients text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN encode(digest(jsonb_build_array(subject, body, channel, to_jsonb(recipients))::text, 'sha256'), 'hex')`);
    await db.query(`
      CREATE OR REPLACE FUNCTION tower_business_clock(calendar uuid, at timestamptz) RETURNS bigint LANGUAGE sql STABLE RETURN (
        SELECT seconds_before + LEAST(extract(epoch FROM at - starts_at), extract(epoch FROM ends_at - starts_at))::bigint
        FROM business_intervals WHERE calendar_id = calendar AND starts_at <= at ORDER BY starts_at DESC LIMIT 1)`);
    await db.query(`
      CREATE OR REPLACE FUNCTION tower_business_seconds(calendar uuid, a timestamptz, b timestamptz) RETURNS bigint LANGUAGE sql STABLE
      RETURN tower_business_clock(calendar, b) - tower_business_clock(calendar, a)`);
    await db.query(`
      CREATE OR REPLACE FUNCTION tower_business_add(calendar uuid, at timestamptz, seconds bigint) RETURNS timestamptz LANGUAGE sql STABLE RETURN (
        WITH target AS (SELECT COALESCE(tower_business_clock(calendar, at), 0) + seconds AS clock)
        SELECT starts_at + make_interval(secs => target.clock - seconds_before)
        FROM business_intervals, target
        WHERE calendar_id = calendar AND seconds_before < target.clock
          AND target.clock <= seconds_before + extract(epoch FROM ends_at - starts_at) -- null beyond the last interval
        ORDER BY seconds_before DESC LIMIT 1)`);
    await db.query(`
      CREATE OR REPLACE FUNCTION tower_business_days(calendar uuid, a date, b date) RETURNS integer LANGUAGE sql STABLE RETURN (
        SELECT count(DISTINCT day)::integer FROM business_intervals WHERE calendar_id = calendar AND day > a AND day <= b)`);
    // Names in full cost nothing for each row of a bulk change, which a path of its own would.
    await db.query(`
      CREATE OR REPLACE FUNCTION tower_commit_payload() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        NEW.salt := public.gen_random_bytes(32);
        NEW.commitment := public.hmac(pg_catalog.convert_to(NEW.payload::pg_catalog.text, 'UTF8'), NEW.salt, 'sha256');
        RETURN NEW;
      END $$`);
    for (const name of ["tower_refuse_change()", "tower_check_approval()", "tower_check_outbound()", "tower_require_entries()", "tower_epoch()", "tower_analyze(text[])", "tower_relay()"]) {
      await db.query(`ALTER FUNCTION ${name} ${PINNED}`);
    }
  }

  private async narrowPartitions(db: QueryRunner) {
    await db.query(`DROP FUNCTION tower_ensure_partitions(regclass, date, integer)`);
    // Ids hold the database's own time, so the months they fall into are this one and the next by the same clock.
    await db.query(`
      CREATE FUNCTION tower_ensure_partitions() RETURNS void LANGUAGE plpgsql SECURITY DEFINER ${PINNED} AS $$
      DECLARE parent text; month timestamp; name text; BEGIN
        FOREACH parent IN ARRAY ARRAY[${PARTITIONED.map((table) => `'${table}'`).join(", ")}] LOOP
          FOR ahead IN 0..1 LOOP
            month := date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC') + make_interval(months => ahead);
            name := parent || '_' || to_char(month, 'YYYYMM');
            CONTINUE WHEN to_regclass('public.' || name) IS NOT NULL;
            BEGIN
              EXECUTE format('CREATE TABLE public.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)', name, parent,
                public.tower_uuid_v7_floor(month AT TIME ZONE 'UTC'), public.tower_uuid_v7_floor((month + interval '1 month') AT TIME ZONE 'UTC'));
              EXECUTE format('REVOKE ALL ON public.%I FROM tower_app', name);
            EXCEPTION WHEN check_violation OR duplicate_table THEN
              NULL; -- rows of a month that began unnoticed stay where they are, in the partition for the rest
            END;
          END LOOP;
        END LOOP;
      END $$`);
    // Who may write through the parent needs no way around it.
    await db.query(`DO $$ DECLARE part record; BEGIN
      FOR part IN SELECT c.oid::regclass AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent IN (${PARTITIONED.map((table) => `'public.${table}'::regclass`).join(", ")}) LOOP
        EXECUTE format('REVOKE ALL ON %s FROM tower_app', part.name);
      END LOOP;
    END $$`);
  }

  private async narrowStory(db: QueryRunner) {
    await db.query(`REVOKE INSERT ON audit_logs, audit_payloads, audit_positions, audit_relay FROM tower_app`);
    await db.query(`REVOKE UPDATE ON audit_relay, idempotency_keys, import_issues, shipment_events, external_identities FROM tower_app`);
    // The transaction of an entry is the database's to tell, and so is the payload's salt.
    await db.query(`
      GRANT INSERT (id, occurred_at, type, actor_kind, actor_id, actor_name, via, request_id, batch_id, subject_kind, subject_id, subject_number,
        distributor_id, order_id, exception_id, task_id, draft_id) ON audit_logs TO tower_app`);
    await db.query(`GRANT INSERT (audit_id, payload, commitment) ON audit_payloads TO tower_app`);
    await db.query(`ALTER FUNCTION tower_relay() SECURITY DEFINER`);
  }

  /** The store of the alarm clock holds no truth: it is made anew, by a function that needs no right of the application to make things. */
  private async makeAlarms(db: QueryRunner) {
    await db.query(`DROP SCHEMA IF EXISTS agenda CASCADE`);
    await db.query(`
      CREATE OR REPLACE FUNCTION tower_create_agenda_schema() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ BEGIN
        IF to_regnamespace('agenda') IS NULL THEN CREATE SCHEMA agenda; END IF; -- with IF NOT EXISTS it would ask for the right to make one all the same
        CREATE TABLE IF NOT EXISTS agenda.agenda_jobs (
          id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
          name text NOT NULL, type text NOT NULL DEFAULT 'normal', priority integer NOT NULL DEFAULT 0, data jsonb DEFAULT '{}',
          next_run_at timestamptz, locked_at timestamptz, last_run_at timestamptz, last_finished_at timestamptz,
          failed_at timestamptz, fail_count integer, fail_reason text, progress real,
          repeat_interval text, repeat_timezone text, repeat_at text, skip_days jsonb, start_date timestamptz, end_date timestamptz,
          disabled boolean DEFAULT false, fork boolean DEFAULT false, last_modified_by text, debounce_started_at timestamptz,
          created_at timestamptz DEFAULT now(), updated_at timestamptz DEFAULT now());
        CREATE INDEX IF NOT EXISTS alarms_due ON agenda.agenda_jobs (name, next_run_at, priority DESC, locked_at) WHERE NOT disabled;
        CREATE UNIQUE INDEX IF NOT EXISTS alarms_single ON agenda.agenda_jobs (name) WHERE type = 'single';
        CREATE INDEX IF NOT EXISTS alarms_by_data ON agenda.agenda_jobs USING gin (data jsonb_path_ops);
        IF to_regclass('agenda.one_alarm_per_key') IS NULL THEN
          DELETE FROM agenda.agenda_jobs; -- doubled alarms are worth nothing: the sweep arms them again from the rows
          CREATE UNIQUE INDEX one_alarm_per_key ON agenda.agenda_jobs (name, (data->>'key'));
        END IF;
        GRANT USAGE ON SCHEMA agenda TO tower_app;
        GRANT SELECT, INSERT, UPDATE, DELETE ON agenda.agenda_jobs TO tower_app;
      END $$`);
    await db.query(`SELECT tower_create_agenda_schema()`);
  }

  async down() {
    throw new Error("rights that were taken away aren't given back; restore a backup instead");
  }
}
