import type { MigrationInterface, QueryRunner } from "typeorm";

/** What detection reads on every pass. */
export class Detection1790000000022 implements MigrationInterface {
  async up(db: QueryRunner) {
    // What a case says in one comparable value, so that a pass reads neither the facts of all cases nor writes those of all findings.
    await db.query(`ALTER TABLE exceptions ADD COLUMN said uuid GENERATED ALWAYS AS (md5(title || jsonb_path_query_array(facts, '$[*].value')::text)::uuid) STORED`);
  }

  async down(db: QueryRunner) {
    await db.query(`ALTER TABLE exceptions DROP COLUMN said`);
  }
}
