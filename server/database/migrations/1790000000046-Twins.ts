import type { MigrationInterface, QueryRunner } from "typeorm";

const TABLES = ["distributors", "orders", "invoices", "shipments", "documents", "payments"];

/** Numbers that differ by leading zeros alone are found without reading whole tables; numbers with a prefix cost nothing. */
export class Twins1790000000046 implements MigrationInterface {
  async up(db: QueryRunner) {
    for (const table of TABLES) await db.query(`CREATE INDEX ${table}_bare_number ON ${table} (ltrim(number, '0')) WHERE number ~ '^[0-9]'`);
  }

  async down(db: QueryRunner) {
    for (const table of TABLES) await db.query(`DROP INDEX ${table}_bare_number`);
  }
}
