import type { MigrationInterface, QueryRunner } from "typeorm";

/** A channel says for whom it is; until now, e-mail stood for the partner. */
export class Audiences1790000000052 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`ALTER TABLE channels ADD COLUMN audience text NOT NULL DEFAULT 'team' CHECK (audience IN ('team', 'partner'))`);
    await db.query(`UPDATE channels SET audience = 'partner' WHERE kind = 'email'`);
  }

  async down(db: QueryRunner) {
    await db.query(`ALTER TABLE channels DROP COLUMN audience`);
  }
}
