import { Invoice } from "../../../entities/Invoice.js";
import { watchChanges } from "../../audit/watchChanges.js";
import { fitOpeningBalances } from "./openingBalances.js";
import type { Tx } from "../../database/unitOfWork.js";

/** Brings the invoices that `ids` selects in line with their payments; each that changed gets its entry. */
export async function refreshSettlement(tx: Tx, ids: string, batchId?: string): Promise<void> {
  const watch = await watchChanges(tx, Invoice, ids);
  await settleFromPayments(tx, ids, batchId);
  await watch.record(batchId);
}

/**
 * Outstanding, status and day of settlement from the payments that were not reversed, without entries of the invoices. Drafts and void
 * invoices are left alone, and a written-off one only moves when it is paid in full; a promise met in full is kept.
 */
export async function settleFromPayments(tx: Tx, ids: string, batchId?: string): Promise<void> {
  await fitOpeningBalances(tx, ids, batchId);
  await tx.query(
    `UPDATE invoices i SET outstanding_minor = n.outstanding, status = n.status, settled_on = n.settled_on
     FROM (
       SELECT f.id, f.outstanding, CASE WHEN f.outstanding = 0 THEN COALESCE(f.last_received, f.settled_on) END AS settled_on,
         CASE WHEN f.outstanding = 0 THEN 'paid' WHEN f.status = 'uncollectible' THEN f.status WHEN f.paid > 0 THEN 'partially_paid' ELSE 'open' END AS status
       FROM (
         SELECT v.id, v.status, v.settled_on, COALESCE(sum(p.amount_minor), 0) AS paid, GREATEST(0, v.amount_minor - COALESCE(sum(p.amount_minor), 0)) AS outstanding,
           max(p.received_on) FILTER (WHERE p.kind = 'payment') AS last_received
         FROM invoices v LEFT JOIN payments p ON p.invoice_id = v.id AND p.reversed_on IS NULL
         WHERE v.id IN (${ids}) AND v.status NOT IN ('draft', 'void') GROUP BY v.id) f) n
     WHERE n.id = i.id AND (i.outstanding_minor, i.status, i.settled_on) IS DISTINCT FROM (n.outstanding, n.status, n.settled_on)`,
  );
  await tx.query(
    `UPDATE payment_promises p SET state = 'kept', version = p.version + 1, updated_at = $1
     FROM invoices i WHERE i.id = p.invoice_id AND i.id IN (${ids}) AND p.state = 'active' AND i.status = 'paid'`,
    [tx.now],
  );
}
