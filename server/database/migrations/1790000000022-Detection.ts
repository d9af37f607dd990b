import type { MigrationInterface, QueryRunner } from "typeorm";

/** What detection reads on every pass. */
export class Detection1790000000022 implements MigrationInterface {
  async up(db: QueryRunner) {
    // What a case says in one comparable value, so that a pass reads neither the facts of all cases nor writes those of all findings.
    await db.query(`ALTER TABLE exceptions ADD COLUMN said uuid GENERATED ALWAYS AS (md5(title || jsonb_path_query_array(facts, '$[*].value')::text)::uuid) STORED`);
    // How often the same was found before at the distributor, counted once: the past of a case doesn't change.
    await db.query(`ALTER TABLE exceptions ADD COLUMN repeats integer`);
    await db.query(`
      UPDATE exceptions e SET repeats = (SELECT count(*) FROM (
        SELECT FROM exceptions earlier
        WHERE earlier.distributor_id = e.distributor_id AND earlier.type = e.type AND earlier.detected_at < e.detected_at AND earlier.detected_at > e.detected_at - interval '90 days'
        LIMIT 5) earlier)`);
    // How long deliveries took on a lane in the past, worked out once a day; it can be emptied at any time.
    await db.query(`
      CREATE TABLE lane_figures (
        origin_country char(2), destination_country char(2), mode text,
        worked_out_on date NOT NULL, history_days integer NOT NULL,
        sample integer NOT NULL, days integer,
        PRIMARY KEY (origin_country, destination_country, mode))`);
    await db.query(`CREATE INDEX payments_settling ON payments (invoice_id) WHERE claims_full_settlement AND reversed_on IS NULL`);
  }

  async down(db: QueryRunner) {
    await db.query(`DROP INDEX payments_settling`);
    await db.query(`DROP TABLE lane_figures`);
    await db.query(`ALTER TABLE exceptions DROP COLUMN repeats, DROP COLUMN said`);
  }
}
