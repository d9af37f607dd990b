import type { MigrationInterface, QueryRunner } from "typeorm";

/** Failed sign-ins are counted by account and address, known devices apart; an account is no longer locked for everybody. */
export class SignIns1790000000035 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      CREATE TABLE sign_in_failures (
        key bytea PRIMARY KEY,
        failures integer NOT NULL,
        last_at timestamptz NOT NULL,
        waits_until timestamptz)`);
    await db.query(`CREATE INDEX ON sign_in_failures (last_at)`);
    await db.query(`
      CREATE TABLE known_devices (
        user_id uuid NOT NULL REFERENCES users,
        token_hash bytea NOT NULL,
        last_used_at timestamptz NOT NULL,
        PRIMARY KEY (user_id, token_hash))`);
    await db.query(`CREATE INDEX ON known_devices (last_used_at)`);
    await db.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_failures, known_devices TO tower_app`);
    await db.query(`ALTER TABLE users DROP COLUMN failed_sign_ins, DROP COLUMN locked_until`);
  }

  async down(db: QueryRunner) {
    await db.query(`ALTER TABLE users ADD COLUMN failed_sign_ins integer NOT NULL DEFAULT 0, ADD COLUMN locked_until timestamptz`);
    await db.query(`DROP TABLE known_devices, sign_in_failures`);
  }
}
