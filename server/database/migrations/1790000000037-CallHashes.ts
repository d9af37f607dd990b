import type { MigrationInterface, QueryRunner } from "typeorm";

/** A key stands for one call, so what that call asked for is kept beside its answer; nobody knows it of older calls. */
export class CallHashes1790000000037 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`ALTER TABLE idempotency_keys ADD COLUMN input_hash text`);
  }

  async down(db: QueryRunner) {
    await db.query(`ALTER TABLE idempotency_keys DROP COLUMN input_hash`);
  }
}
