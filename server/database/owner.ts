import type { QueryRunner } from "typeorm";

/**
 * What a superuser has migrated belongs to `tower_owner` afterwards, who can do nothing beyond this database: a function that
 * runs with its owner's rights then never runs with a superuser's. Another login keeps what it made.
 */
export const handOver = (db: QueryRunner): Promise<void> => db.query(`
  DO $$ DECLARE
    me constant oid := (SELECT oid FROM pg_roles WHERE rolname = current_user AND rolsuper);
    thing record;
  BEGIN
    IF me IS NULL THEN RETURN; END IF;
    BEGIN
      CREATE ROLE tower_owner NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- roles are of the whole cluster
    END;
    EXECUTE format('GRANT CREATE ON DATABASE %I TO tower_owner', current_database());
    GRANT USAGE, CREATE ON SCHEMA public TO tower_owner;
    FOR thing IN
      WITH own AS (
        SELECT c.oid, CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind, c.oid::regclass::text AS name, 'pg_class'::regclass AS catalogue
          FROM pg_class c WHERE c.relowner = me AND c.relkind IN ('r', 'p', 'S') AND c.relnamespace IN ('public'::regnamespace, to_regnamespace('agenda'))
        UNION ALL SELECT p.oid, 'FUNCTION', p.oid::regprocedure::text, 'pg_proc'::regclass FROM pg_proc p WHERE p.proowner = me AND p.pronamespace = 'public'::regnamespace
        UNION ALL SELECT s.oid, 'STATISTICS', format('%I.%I', s.stxnamespace::regnamespace, s.stxname), 'pg_statistic_ext'::regclass FROM pg_statistic_ext s WHERE s.stxowner = me
        UNION ALL SELECT n.oid, 'SCHEMA', quote_ident(n.nspname), 'pg_namespace'::regclass FROM pg_namespace n WHERE n.nspowner = me AND n.nspname = 'agenda')
      SELECT kind, name FROM own
      WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = own.catalogue AND d.objid = own.oid AND d.deptype IN ('e', 'a', 'i') AND (d.deptype = 'e' OR own.kind = 'SEQUENCE'))
    LOOP
      EXECUTE format('ALTER %s %s OWNER TO tower_owner', thing.kind, thing.name);
    END LOOP;
  END $$`);
