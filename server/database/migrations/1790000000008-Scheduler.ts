import type { MigrationInterface, QueryRunner } from "typeorm";

/** The schema of the alarm clock, which the application may fill, and make anew after it was dropped: it holds no truth. */
export class Scheduler1790000000008 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      CREATE FUNCTION tower_create_agenda_schema() RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        CREATE SCHEMA IF NOT EXISTS agenda;
        GRANT USAGE, CREATE ON SCHEMA agenda TO tower_app;
      $$`);
    await db.query(`REVOKE EXECUTE ON FUNCTION tower_create_agenda_schema FROM PUBLIC`);
    await db.query(`GRANT EXECUTE ON FUNCTION tower_create_agenda_schema TO tower_app`);
    await db.query(`SELECT tower_create_agenda_schema()`);
  }

  async down() {
    throw new Error("the scheduler's schema can't be taken away; drop the schema agenda by hand, it comes back empty");
  }
}
