import type { MigrationInterface, QueryRunner } from "typeorm";

/** Ids, the application's role, and partitions: what every later table stands on. */
export class Foundation1790000000001 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`CREATE EXTENSION IF NOT EXISTS pgcrypto`);
    await db.query(`CREATE EXTENSION IF NOT EXISTS citext`);
    await db.query(`CREATE EXTENSION IF NOT EXISTS pg_trgm`);
    const [{ native }] = await db.query(`SELECT current_setting('server_version_num')::int >= 180000 AS native`);
    await db.query(native
      ? `CREATE FUNCTION tower_uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$ SELECT uuidv7() $$`
      : `CREATE FUNCTION tower_uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
           SELECT encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
             placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
             52, 1), 53, 1), 'hex')::uuid $$`);
    await db.query(`
      CREATE FUNCTION tower_uuid_v7_floor(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid $$`);
    // The one wording of an amount in facts, drafts and their checks; exponents other than two as in ISO 4217.
    // STABLE, as to_char is: only then does the planner inline it, which makes it seven times faster.
    await db.query(`
      CREATE FUNCTION tower_money_text(minor bigint, currency text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT currency || ' ' || CASE
          WHEN currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF')
            THEN to_char(minor, 'FM999,999,999,999,999,990')
          WHEN currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN to_char(minor / 1000.0, 'FM999,999,999,999,990.000')
          ELSE to_char(minor / 100.0, 'FM999,999,999,999,990.00') END $$`);
    // The role that serves requests owns nothing, so it can neither drop a trigger nor rewrite the audit.
    await db.query(`DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tower_app') THEN CREATE ROLE tower_app NOLOGIN; END IF;
    END $$`);
    await db.query(`GRANT tower_app TO CURRENT_USER`);
    await db.query(`GRANT USAGE ON SCHEMA public TO tower_app`);
    await db.query(`GRANT SELECT ON migrations TO tower_app`); // TypeORM makes this table before the first migration
    await db.query(`ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE ON TABLES TO tower_app`);
    await db.query(`ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO tower_app`);
    await db.query(`
      CREATE FUNCTION tower_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION '% rows are never changed or removed', TG_TABLE_NAME USING ERRCODE = '42501';
      END $$`);
    await db.query(`
      CREATE FUNCTION tower_ensure_partitions(parent regclass, from_month date, months integer) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE month date; BEGIN
        FOR i IN 0..months - 1 LOOP
          month := date_trunc('month', from_month)::date + make_interval(months => i);
          EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF %s FOR VALUES FROM (%L) TO (%L)',
            relname_of(parent) || '_' || to_char(month, 'YYYYMM'), parent,
            tower_uuid_v7_floor(month::timestamp AT TIME ZONE 'UTC'),
            tower_uuid_v7_floor((month + interval '1 month')::timestamp AT TIME ZONE 'UTC'));
        END LOOP;
      END $$`.replace("relname_of(parent)", "(SELECT relname FROM pg_class WHERE oid = parent)"));
    await db.query(`REVOKE EXECUTE ON FUNCTION tower_ensure_partitions FROM PUBLIC`);
    await db.query(`GRANT EXECUTE ON FUNCTION tower_ensure_partitions TO tower_app`);
  }

  async down() {
    throw new Error("the foundation can't be taken away; restore a backup instead");
  }
}
