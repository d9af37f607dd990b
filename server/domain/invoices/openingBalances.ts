import { Payment } from "../../../entities/Payment.js";
import { watchChanges } from "../../audit/watchChanges.js";
import type { Tx } from "../../database/unitOfWork.js";

const REAL = "p.kind = 'payment'";

/**
 * Keeps what was paid of invoices before their payments were known as a payment of its own kind, so that outstanding is
 * always the amount less all payments. As long as no other payment of an invoice is known, its own word says how much.
 * @param ids SQL of the invoices' ids, each as its source told it
 */
export async function keepOpeningBalances(tx: Tx, ids: string, batchId?: string): Promise<void> {
  await tx.query(`DROP TABLE IF EXISTS opening_balances`);
  await tx.query(`CREATE TEMP TABLE opening_balances ON COMMIT DROP AS
    SELECT i.id AS invoice_id, i.number, i.distributor_id, i.currency, i.settled_on, i.amount_minor - i.outstanding_minor AS stated, o.id AS payment_id
    FROM invoices i LEFT JOIN payments o ON o.invoice_id = i.id AND o.kind = 'opening_balance'
    WHERE i.id IN (${ids}) AND i.status NOT IN ('draft', 'void') AND (i.outstanding_minor < i.amount_minor OR o.id IS NOT NULL)
      AND NOT EXISTS (SELECT FROM payments p WHERE p.invoice_id = i.id AND ${REAL})`);
  const [some] = await tx.query(`SELECT FROM opening_balances LIMIT 1`);
  if (!some) return;
  const watch = await watchChanges(tx, Payment, `SELECT payment_id FROM opening_balances WHERE payment_id IS NOT NULL`);
  await tx.query(`UPDATE payments o SET amount_minor = b.stated, stated_minor = b.stated, received_on = COALESCE(b.settled_on, o.received_on)
    FROM opening_balances b WHERE b.payment_id = o.id`);
  await tx.query(`WITH made AS (
      INSERT INTO payments (number, distributor_id, invoice_id, currency, kind, amount_minor, stated_minor, received_on, created_at, updated_at)
      SELECT 'OPENING-' || number, distributor_id, invoice_id, currency, 'opening_balance', stated, stated, COALESCE(settled_on, $2::date), $1::timestamptz, $1::timestamptz
      FROM opening_balances WHERE payment_id IS NULL RETURNING id)
    INSERT INTO ${watch.table} (id) SELECT id FROM made`, [tx.now, tx.today]);
  await watch.record(batchId);
}

/**
 * An opening balance stands for payments that nobody knew. Those from before its day that come to all of it are what it stood
 * for, and it goes; fewer add up with it, as those from after its day do, and where all of them explain more of the invoice
 * than it left, it gives way. It comes back, up to what was stated, where a payment is reversed or moved.
 */
export async function fitOpeningBalances(tx: Tx, ids: string, batchId?: string): Promise<void> {
  await tx.query(`DROP TABLE IF EXISTS fitted_balances`);
  await tx.query(`CREATE TEMP TABLE fitted_balances ON COMMIT DROP AS
    SELECT * FROM (
      SELECT o.id, o.amount_minor, CASE WHEN known.before >= o.stated_minor THEN 0 ELSE LEAST(o.stated_minor, GREATEST(0, i.amount_minor - known.minor)) END AS fitting
      FROM invoices i JOIN payments o ON o.invoice_id = i.id AND o.kind = 'opening_balance'
      CROSS JOIN LATERAL (
        SELECT COALESCE(sum(p.amount_minor), 0) AS minor, COALESCE(sum(p.amount_minor) FILTER (WHERE p.received_on <= o.received_on), 0) AS before
        FROM payments p WHERE p.invoice_id = i.id AND p.reversed_on IS NULL AND ${REAL}) known
      WHERE i.id IN (${ids}) AND i.status NOT IN ('draft', 'void')) o
    WHERE o.amount_minor <> o.fitting`);
  const [some] = await tx.query(`SELECT FROM fitted_balances LIMIT 1`);
  if (!some) return;
  const watch = await watchChanges(tx, Payment, `SELECT id FROM fitted_balances`);
  await tx.query(`UPDATE payments o SET amount_minor = b.fitting FROM fitted_balances b WHERE b.id = o.id`);
  await watch.record(batchId);
}
