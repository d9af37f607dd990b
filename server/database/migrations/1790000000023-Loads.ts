import type { MigrationInterface, QueryRunner } from "typeorm";

/** Many rows at once: what was asked again for each of them is asked once a statement. */
export class Loads1790000000023 implements MigrationInterface {
  async up(db: QueryRunner) {
    // Entries are never changed or removed, so one look when payloads are written holds as much as a foreign key, for less than half its cost.
    await db.query(`
      CREATE FUNCTION tower_require_entries() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF EXISTS (SELECT FROM written w WHERE (SELECT l.id FROM public.audit_logs l WHERE l.id = w.audit_id) IS NULL) THEN
          RAISE EXCEPTION 'a payload belongs to an entry' USING ERRCODE = '23503', TABLE = 'audit_payloads';
        END IF;
        RETURN NULL;
      END $$`);
    await db.query(`
      CREATE TRIGGER audit_payloads_of_entries AFTER INSERT ON audit_payloads REFERENCING NEW TABLE AS written
      FOR EACH STATEMENT EXECUTE FUNCTION tower_require_entries()`);
    await db.query(`ALTER TABLE audit_payloads DROP CONSTRAINT audit_payloads_audit_id_fkey`);
    // The unique ones beside them know the live rows alone, and an entry tells of all.
    await db.query(`CREATE INDEX order_holds_of_orders ON order_holds (order_id)`);
    await db.query(`CREATE INDEX invoice_disputes_of_invoices ON invoice_disputes (invoice_id)`);
    await db.query(`CREATE INDEX payment_promises_of_invoices ON payment_promises (invoice_id)`);
  }

  async down(db: QueryRunner) {
    await db.query(`DROP INDEX order_holds_of_orders, invoice_disputes_of_invoices, payment_promises_of_invoices`);
    await db.query(`ALTER TABLE audit_payloads ADD CONSTRAINT audit_payloads_audit_id_fkey FOREIGN KEY (audit_id) REFERENCES audit_logs`);
    await db.query(`DROP TRIGGER audit_payloads_of_entries ON audit_payloads`);
    await db.query(`DROP FUNCTION tower_require_entries`);
  }
}
