import type { MigrationInterface, QueryRunner } from "typeorm";
import { ActorKind, oneOf } from "./frozen.js";

/** The append-only story, its positions, and its payloads, which stand apart so that an erasure leaves every proof whole. */
export class Audit1790000000006 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      CREATE TABLE audit_logs (
        id uuid NOT NULL DEFAULT tower_uuid_v7() PRIMARY KEY,
        xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
        occurred_at timestamptz NOT NULL,
        type text NOT NULL,
        actor_kind ${oneOf("actor_kind", ActorKind)} NOT NULL,
        actor_id uuid,
        actor_name text NOT NULL,
        via text NOT NULL,
        request_id text,
        batch_id uuid,
        subject_kind text NOT NULL,
        subject_id uuid NOT NULL,
        subject_number text,
        distributor_id uuid, order_id uuid, exception_id uuid, task_id uuid, draft_id uuid
      ) PARTITION BY RANGE (id)`);
    await db.query(`CREATE TABLE audit_logs_default PARTITION OF audit_logs DEFAULT`);
    await db.query(`CREATE INDEX ON audit_logs (xid)`);
    await db.query(`CREATE INDEX ON audit_logs (subject_id, id DESC)`);
    for (const noun of ["distributor", "order", "exception", "task"]) {
      await db.query(`CREATE INDEX ON audit_logs (${noun}_id, id DESC) WHERE ${noun}_id IS NOT NULL`);
    }
    await db.query(`
      CREATE TABLE audit_payloads (
        audit_id uuid PRIMARY KEY REFERENCES audit_logs,
        payload jsonb, salt bytea,
        commitment bytea NOT NULL,
        redacted_at timestamptz)`);
    await db.query(`
      CREATE FUNCTION tower_commit_payload() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        NEW.salt := gen_random_bytes(32);
        NEW.commitment := hmac(convert_to(NEW.payload::text, 'UTF8'), NEW.salt, 'sha256');
        RETURN NEW;
      END $$`);
    await db.query(`CREATE TRIGGER audit_payloads_committed BEFORE INSERT ON audit_payloads FOR EACH ROW EXECUTE FUNCTION tower_commit_payload()`);
    // No foreign key: tower_relay reads the ids off rows that can never go, and checking each again took twenty times as long.
    await db.query(`
      CREATE TABLE audit_positions (
        position bigint PRIMARY KEY,
        audit_id uuid NOT NULL UNIQUE)`);
    await db.query(`
      CREATE TABLE audit_relay (
        singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
        epoch text NOT NULL,
        next_xid xid8 NOT NULL,
        next_position bigint NOT NULL DEFAULT 1)`);
    await db.query(`INSERT INTO audit_relay (epoch, next_xid) VALUES ('', '0')`);
    await db.query(`
      CREATE FUNCTION tower_epoch() RETURNS text LANGUAGE sql STABLE AS $$
        SELECT concat_ws('-', system_identifier, (SELECT oid FROM pg_database WHERE datname = current_database()), timeline_id)
        FROM pg_control_system(), pg_control_checkpoint() $$`);
    // Ids and transaction numbers are not commit order: a row is positioned only once no older transaction can still appear.
    // After a restore the numbers of a new cluster begin anew among the old ones, so a range of them may hold positioned rows.
    await db.query(`
      CREATE FUNCTION tower_relay() RETURNS TABLE (epoch text, head bigint, positioned integer, pending boolean) LANGUAGE plpgsql AS $$
      DECLARE
        this_epoch text := tower_epoch();
        state audit_relay%ROWTYPE;
        horizon xid8;
        placed integer;
      BEGIN
        IF NOT pg_try_advisory_xact_lock(hashtext('tower_relay')) THEN
          RETURN QUERY SELECT this_epoch, next_position - 1, 0, true FROM audit_relay;
          RETURN;
        END IF;
        horizon := pg_snapshot_xmin(pg_current_snapshot());
        SELECT * INTO state FROM audit_relay;
        IF state.epoch = this_epoch THEN
          INSERT INTO audit_positions (position, audit_id)
            SELECT state.next_position + row_number() OVER (ORDER BY l.xid, l.id) - 1, l.id FROM audit_logs l
            WHERE l.xid >= state.next_xid AND l.xid < horizon AND NOT EXISTS (SELECT FROM audit_positions p WHERE p.audit_id = l.id);
        ELSE
          INSERT INTO audit_positions (position, audit_id)
            SELECT state.next_position + row_number() OVER (ORDER BY l.id) - 1, l.id FROM audit_logs l
            WHERE NOT (l.xid >= horizon AND l.xid < pg_snapshot_xmax(pg_current_snapshot()))
              AND NOT EXISTS (SELECT FROM audit_positions p WHERE p.audit_id = l.id);
        END IF;
        GET DIAGNOSTICS placed = ROW_COUNT;
        head := state.next_position + placed - 1;
        IF placed > 0 OR state.epoch <> this_epoch THEN
          UPDATE audit_relay SET epoch = this_epoch, next_xid = horizon, next_position = tower_relay.head + 1;
          PERFORM pg_notify('tower_positions', head::text);
        END IF;
        RETURN QUERY SELECT this_epoch, head, placed, horizon < pg_snapshot_xmax(pg_current_snapshot()) AND EXISTS (
          SELECT FROM audit_logs l WHERE l.xid >= horizon AND l.xid < pg_snapshot_xmax(pg_current_snapshot())
            AND NOT EXISTS (SELECT FROM audit_positions p WHERE p.audit_id = l.id));
      END $$`);
    for (const table of ["audit_logs", "audit_payloads", "audit_positions"]) {
      await db.query(`REVOKE UPDATE ON ${table} FROM tower_app`);
      await db.query(`CREATE TRIGGER ${table}_immutable BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION tower_refuse_change()`);
      await db.query(`CREATE TRIGGER ${table}_untruncated BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION tower_refuse_change()`);
    }
    await db.query(`REVOKE INSERT, UPDATE ON audit_logs_default FROM tower_app`);
    await db.query(`SELECT tower_ensure_partitions('audit_logs', (date_trunc('month', clock_timestamp()) - interval '1 month')::date, 3)`);
  }

  async down() {
    throw new Error("the audit is never taken away");
  }
}
