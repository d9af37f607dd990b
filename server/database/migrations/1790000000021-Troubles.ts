import type { MigrationInterface, QueryRunner } from "typeorm";

/** The few shipments in trouble, found without reading them all. */
export class Troubles1790000000021 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`CREATE INDEX shipments_incidents ON shipments (status) WHERE (status = 'lost' OR incident_reason IS NOT NULL) AND archived_at IS NULL`);
    await db.query(`CREATE INDEX shipments_free_time ON shipments (free_time_until) WHERE free_time_until IS NOT NULL AND returned_at IS NULL AND archived_at IS NULL`);
    await db.query(`DROP INDEX shipment_lines_short`);
    await db.query(`CREATE INDEX shipment_lines_short ON shipment_lines (shipment_id) WHERE shipped_quantity - delivered_quantity > 0`);
    // The planner keeps figures of a difference, not of a comparison: without them it takes a third of all lines for short.
    await db.query(`CREATE STATISTICS shipment_lines_missing ON (shipped_quantity - delivered_quantity) FROM shipment_lines`);
    await db.query(`ANALYZE shipment_lines`);
  }

  async down(db: QueryRunner) {
    await db.query(`DROP STATISTICS shipment_lines_missing`);
    await db.query(`DROP INDEX shipment_lines_short`);
    await db.query(`CREATE INDEX shipment_lines_short ON shipment_lines (shipment_id) WHERE delivered_quantity < shipped_quantity`);
    await db.query(`DROP INDEX shipments_free_time`);
    await db.query(`DROP INDEX shipments_incidents`);
  }
}
