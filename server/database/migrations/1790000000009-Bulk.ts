import type { MigrationInterface, QueryRunner } from "typeorm";

/** What many rows at once were paying for without need. */
export class Bulk1790000000009 implements MigrationInterface {
  async up(db: QueryRunner) {
    // What the rules look for is rare, and so should not be found by reading whole tables.
    await db.query(`CREATE INDEX orders_open ON orders (distributor_id) WHERE status IN ('draft', 'confirmed') AND archived_at IS NULL`);
    await db.query(`CREATE INDEX shipment_lines_short ON shipment_lines (shipment_id) WHERE delivered_quantity < shipped_quantity`);
    await db.query(`CREATE INDEX shipments_unproven ON shipments (delivered_at) WHERE status = 'delivered' AND pod_received_on IS NULL AND archived_at IS NULL`);
    await db.query(`CREATE INDEX documents_of_shipments ON documents (owner_shipment_id) WHERE owner_shipment_id IS NOT NULL`);
    await db.query(`CREATE INDEX documents_of_distributors ON documents (distributor_id) WHERE owner_distributor_id IS NOT NULL`);
    await db.query(`CREATE INDEX documents_lapsing ON documents (expires_on) WHERE state IN ('approved', 'expired') AND archived_at IS NULL`);
    await db.query(`CREATE INDEX documents_unsettled ON documents (state) WHERE state <> 'approved' AND archived_at IS NULL`);
    // A first idea of the new rows is enough until autovacuum looks closer, and only of the tables that got some.
    await db.query(`DROP FUNCTION tower_analyze`);
    await db.query(`
      CREATE FUNCTION tower_analyze(tables text[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = public, pg_temp SET default_statistics_target = 30 AS $$
      DECLARE each_table text; BEGIN
        FOREACH each_table IN ARRAY tables LOOP EXECUTE format('ANALYZE public.%I', each_table); END LOOP;
      END $$`);
    await db.query(`REVOKE EXECUTE ON FUNCTION tower_analyze FROM PUBLIC`);
    await db.query(`GRANT EXECUTE ON FUNCTION tower_analyze TO tower_app`);
  }

  async down(db: QueryRunner) {
    await db.query(`DROP FUNCTION tower_analyze`);
    await db.query(`
      CREATE FUNCTION tower_analyze() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
        ANALYZE distributors, orders, order_lines, invoices, payments, shipments, documents, exceptions;
      END $$`);
    await db.query(`REVOKE EXECUTE ON FUNCTION tower_analyze FROM PUBLIC`);
    await db.query(`GRANT EXECUTE ON FUNCTION tower_analyze TO tower_app`);
    for (const index of ["orders_open", "shipment_lines_short", "shipments_unproven", "documents_of_shipments", "documents_of_distributors", "documents_lapsing", "documents_unsettled"]) {
      await db.query(`DROP INDEX ${index}`);
    }
  }
}
