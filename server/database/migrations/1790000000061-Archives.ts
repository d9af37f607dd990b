import type { MigrationInterface, QueryRunner } from "typeorm";

const ARCHIVABLE = ["distributors", "orders", "invoices", "shipments", "documents"];

/** What was archived in one go is found and restored together. */
export class Archives1790000000061 implements MigrationInterface {
  async up(db: QueryRunner) {
    for (const table of ARCHIVABLE) await db.query(`CREATE INDEX ${table}_archived_together ON ${table} (archive_batch_id) WHERE archive_batch_id IS NOT NULL`);
  }

  async down(db: QueryRunner) {
    for (const table of ARCHIVABLE) await db.query(`DROP INDEX ${table}_archived_together`);
  }
}
