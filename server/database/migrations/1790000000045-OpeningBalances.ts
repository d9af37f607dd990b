import type { MigrationInterface, QueryRunner } from "typeorm";

/** What was paid of an invoice before its payments were known is a payment of its own kind: outstanding = amount − all payments. */
export class OpeningBalances1790000000045 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      ALTER TABLE payments
        ADD COLUMN kind text NOT NULL DEFAULT 'payment' CONSTRAINT payments_kind_check CHECK (kind IN ('payment', 'opening_balance')),
        ADD COLUMN stated_minor bigint,
        ADD CONSTRAINT payments_stated_minor_exact CHECK (stated_minor BETWEEN 0 AND 9007199254740991),
        ADD CONSTRAINT payments_opening_balance CHECK (kind = 'payment' OR invoice_id IS NOT NULL AND stated_minor IS NOT NULL AND amount_minor <= stated_minor),
        DROP CONSTRAINT payments_amount_minor_check,
        ADD CONSTRAINT payments_amount_minor_check CHECK (amount_minor > 0 OR kind = 'opening_balance' AND amount_minor = 0)`);
    await db.query(`CREATE UNIQUE INDEX payments_opening_balances ON payments (invoice_id) WHERE kind = 'opening_balance'`);
    // Invoices owe what they owed before, and what was missing to say why is told of. It came on top of the payments that were
    // known, so its day lies before them.
    await db.query(`
      WITH paid AS (
        SELECT invoice_id, sum(amount_minor) FILTER (WHERE reversed_on IS NULL) AS minor, min(received_on) AS first FROM payments WHERE invoice_id IS NOT NULL GROUP BY invoice_id),
      made AS (
        INSERT INTO payments (number, distributor_id, invoice_id, currency, kind, amount_minor, stated_minor, received_on, created_at, updated_at)
        SELECT 'OPENING-' || i.number, i.distributor_id, i.id, i.currency, 'opening_balance', missing.minor, missing.minor,
          LEAST(COALESCE(i.settled_on, i.created_at::date), paid.first - 1), clock_timestamp(), clock_timestamp()
        FROM invoices i LEFT JOIN paid ON paid.invoice_id = i.id
        CROSS JOIN LATERAL (SELECT i.amount_minor - i.outstanding_minor - COALESCE(paid.minor, 0) AS minor) missing
        WHERE i.status NOT IN ('draft', 'void') AND missing.minor > 0
        ON CONFLICT (number) DO NOTHING
        RETURNING *),
      entries AS MATERIALIZED (SELECT tower_uuid_v7() AS entry_id, made.* FROM made),
      logs AS (
        INSERT INTO audit_logs (id, occurred_at, actor_kind, actor_name, via, type, subject_kind, subject_id, subject_number, distributor_id, order_id)
        SELECT entry_id, created_at, 'system', 'Upgrade', 'migration', 'payment.created', 'payment', entries.id, number, distributor_id,
          (SELECT i.order_id FROM invoices i WHERE i.id = invoice_id) FROM entries)
      INSERT INTO audit_payloads (audit_id, payload, commitment)
      SELECT entry_id, jsonb_build_object('before', '{}'::jsonb, 'after', jsonb_build_object('number', number, 'invoiceId', invoice_id, 'currency', currency,
        'kind', kind, 'amountMinor', amount_minor, 'statedMinor', stated_minor, 'receivedOn', received_on)), '' FROM entries`);
  }

  async down() {
    throw new Error("opening balances can't be taken out of the story; restore a backup instead");
  }
}
