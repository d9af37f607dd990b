import type { MigrationInterface, QueryRunner } from "typeorm";

const KINDS = ["distributors", "orders", "invoices", "shipments", "documents", "payments"];
const oneOf = (kinds: string[]) => `CHECK (kind IN (${kinds.map((kind) => `'${kind}'`).join(", ")}))`;

/** Exchange rates come in by file or by hand, and what can't be decided for lack of one says so. */
export class Rates1790000000043 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`ALTER TABLE imports DROP CONSTRAINT imports_kind_check, ADD CONSTRAINT imports_kind_check ${oneOf([...KINDS, "rates"])}`);
    await db.query(`ALTER TABLE fx_rates ADD COLUMN source text`);
    await db.query(`ALTER TABLE exceptions ADD COLUMN undecided text`);
    await db.query(`ALTER TABLE detection_runs ADD COLUMN missing_rates text[] NOT NULL DEFAULT '{}'`);
  }

  async down(db: QueryRunner) {
    await db.query(`ALTER TABLE detection_runs DROP COLUMN missing_rates`);
    await db.query(`ALTER TABLE exceptions DROP COLUMN undecided`);
    await db.query(`ALTER TABLE fx_rates DROP COLUMN source`);
    await db.query(`DELETE FROM import_issues WHERE import_id IN (SELECT id FROM imports WHERE kind = 'rates')`);
    await db.query(`DELETE FROM imports WHERE kind = 'rates'`);
    await db.query(`ALTER TABLE imports DROP CONSTRAINT imports_kind_check, ADD CONSTRAINT imports_kind_check ${oneOf(KINDS)}`);
  }
}
