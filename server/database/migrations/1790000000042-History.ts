import type { MigrationInterface, QueryRunner } from "typeorm";

/** How far detection looks back, whether it follows an import, and what it left closed. */
export class History1790000000042 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`ALTER TABLE detection_runs ADD COLUMN history integer NOT NULL DEFAULT 0, ADD COLUMN since date`);
    await db.query(`ALTER TABLE imports ADD COLUMN detect boolean NOT NULL DEFAULT true, ADD COLUMN since date,
      ADD COLUMN cases_to_open integer, ADD COLUMN cases_too_old integer`);
    // Every pass asks for the day that was given last, and most runs give none.
    await db.query(`CREATE INDEX detection_runs_since ON detection_runs (created_at, id) WHERE since IS NOT NULL`);
    await db.query(`CREATE INDEX imports_since ON imports (created_at, id) WHERE since IS NOT NULL`);
  }

  async down(db: QueryRunner) {
    await db.query(`DROP INDEX detection_runs_since, imports_since`);
    await db.query(`ALTER TABLE imports DROP COLUMN detect, DROP COLUMN since, DROP COLUMN cases_to_open, DROP COLUMN cases_too_old`);
    await db.query(`ALTER TABLE detection_runs DROP COLUMN history, DROP COLUMN since`);
  }
}
