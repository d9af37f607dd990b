import type { MigrationInterface, QueryRunner } from "typeorm";

export class Quotes implements MigrationInterface {
  async up(db: Pick<QueryRunner, "query">) {
    const row = `id uuid PRIMARY KEY DEFAULT tower_uuid_v7(), version integer NOT NULL DEFAULT 1, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL`;
    await db.query(`CREATE TABLE quotes (${row}, archived_at timestamptz, archive_batch_id uuid, number text NOT NULL UNIQUE, distributor_id uuid NOT NULL REFERENCES distributors,
      state text NOT NULL DEFAULT 'offered' CHECK (state IN ('offered', 'accepted', 'declined')), currency char(3) NOT NULL, value_minor bigint NOT NULL, valid_until date NOT NULL)`);
    await db.query(`CREATE TABLE quote_lines (${row}, quote_id uuid NOT NULL REFERENCES quotes, sku text NOT NULL, quantity integer NOT NULL, UNIQUE (quote_id, sku))`);
    await db.query(`GRANT SELECT, INSERT, UPDATE ON quotes, quote_lines TO tower_app`);
    await db.query(`ALTER TABLE exceptions ADD COLUMN subject_quote_id uuid GENERATED ALWAYS AS (CASE WHEN subject_kind = 'quote' THEN subject_id END) STORED REFERENCES quotes`);
    await db.query(`ALTER TABLE exceptions DROP CONSTRAINT exceptions_subject_kind_check, ADD CONSTRAINT exceptions_subject_kind_check
      CHECK (subject_kind IN ('distributor', 'order', 'invoice', 'shipment', 'document', 'quote'))`);
    await db.query(`ALTER TABLE external_refs ADD COLUMN quote_id uuid GENERATED ALWAYS AS (CASE WHEN record_kind = 'quote' THEN record_id END) STORED REFERENCES quotes`);
    await db.query(`ALTER TABLE external_refs DROP CONSTRAINT external_refs_record, ADD CONSTRAINT external_refs_record
      CHECK (num_nonnulls(distributor_id, order_id, invoice_id, shipment_id, document_id, payment_id, quote_id) = 1)`);
    await db.query(`ALTER TABLE imports DROP CONSTRAINT imports_kind_check, ADD CONSTRAINT imports_kind_check
      CHECK (kind IN ('distributors', 'orders', 'invoices', 'shipments', 'documents', 'payments', 'rates', 'quotes'))`);
  }

  async down(db: Pick<QueryRunner, "query">) {
    await db.query(`DROP TABLE quotes, quote_lines CASCADE`);
  }
}
