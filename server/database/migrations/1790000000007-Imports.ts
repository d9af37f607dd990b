import type { MigrationInterface, QueryRunner } from "typeorm";
import { ImportKind, ImportState, oneOf, ROW } from "./frozen.js";

/** What came in by file, what was refused of it and why; and answers kept so that a repeated call has one effect. */
export class Imports1790000000007 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      CREATE TABLE imports (${ROW},
        kind ${oneOf("kind", ImportKind)} NOT NULL,
        mapping text,
        file_name text NOT NULL,
        file_hash text NOT NULL,
        state ${oneOf("state", ImportState)} NOT NULL,
        row_count integer NOT NULL DEFAULT 0,
        created_count integer NOT NULL DEFAULT 0,
        updated_count integer NOT NULL DEFAULT 0,
        unchanged_count integer NOT NULL DEFAULT 0,
        error_count integer NOT NULL DEFAULT 0,
        conflict_count integer NOT NULL DEFAULT 0,
        started_by_id uuid REFERENCES users)`);
    await db.query(`
      CREATE TABLE import_issues (
        id uuid PRIMARY KEY DEFAULT tower_uuid_v7(),
        import_id uuid NOT NULL REFERENCES imports,
        row_number integer NOT NULL,
        column_name text, value text,
        code text NOT NULL, reason text NOT NULL)`);
    await db.query(`CREATE INDEX ON import_issues (import_id, row_number)`);
    await db.query(`
      CREATE TABLE idempotency_keys (
        user_id uuid NOT NULL REFERENCES users,
        operation text NOT NULL,
        key text NOT NULL,
        result jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (user_id, operation, key))`);
    // Right after a large import the planner knows nothing of the new rows, and the application's role may not tell it.
    await db.query(`
      CREATE FUNCTION tower_analyze() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
        ANALYZE distributors, orders, order_lines, invoices, payments, shipments, documents, exceptions;
      END $$`);
    await db.query(`REVOKE EXECUTE ON FUNCTION tower_analyze FROM PUBLIC`);
    await db.query(`GRANT EXECUTE ON FUNCTION tower_analyze TO tower_app`);
    await db.query(`DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO tower_app', current_database()); END $$`);
  }

  async down() {
    throw new Error("imports can't be taken away; restore a backup instead");
  }
}
