import type { MigrationInterface, QueryRunner } from "typeorm";

const NOUNS = ["distributor", "order", "invoice", "shipment", "document", "payment"];
const NOUN = `(CASE ${NOUNS.map((noun) => `WHEN ${noun}_id IS NOT NULL THEN '${noun}'`).join(" ")} END)`;

/** Plans that stay good while a table grows from nothing to millions of rows, whatever its statistics say. */
export class Growth1790000000041 implements MigrationInterface {
  async up(db: QueryRunner) {
    // Where statistics knew of no references to orders yet, a partial index of them all looked as good as a look into one order's.
    for (const place of ["", "1", "2", "3", "4", "5"]) await db.query(`DROP INDEX external_refs_system_external_id_idx${place}`);
    await db.query(`CREATE UNIQUE INDEX external_refs_names ON external_refs (system, external_id, ${NOUN})`);
    // A plan that was kept while the story was short must not be one that reads all of it for each entry.
    for (const way of ["enable_seqscan", "enable_hashjoin", "enable_mergejoin"]) await db.query(`ALTER FUNCTION tower_relay SET ${way} = off`);
    await db.query(`
      CREATE FUNCTION tower_analyze_grown(tables text[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog, pg_temp SET default_statistics_target = 30 AS $$
      DECLARE grown text; BEGIN
        FOR grown IN
          SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname = ANY (tables)
            AND pg_relation_size(c.oid) / current_setting('block_size')::bigint > GREATEST(2 * CASE WHEN c.reltuples < 0 THEN 0 ELSE c.relpages END, 8)
          ORDER BY c.relname
        LOOP EXECUTE 'ANALYZE ' || grown; END LOOP;
      END $$`);
    await db.query(`REVOKE EXECUTE ON FUNCTION tower_analyze_grown FROM PUBLIC`);
    await db.query(`GRANT EXECUTE ON FUNCTION tower_analyze_grown TO tower_app`);
  }

  async down(db: QueryRunner) {
    await db.query(`DROP FUNCTION tower_analyze_grown`);
    for (const way of ["enable_seqscan", "enable_hashjoin", "enable_mergejoin"]) await db.query(`ALTER FUNCTION tower_relay RESET ${way}`);
    await db.query(`DROP INDEX external_refs_names`);
    for (const noun of NOUNS) await db.query(`CREATE UNIQUE INDEX ON external_refs (system, external_id) WHERE ${noun}_id IS NOT NULL`);
  }
}
