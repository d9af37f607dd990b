import { Order } from "../../../entities/Order.js";
import { watchChanges } from "../../audit/watchChanges.js";
import type { Tx } from "../../database/unitOfWork.js";

const GONE = "('cancelled', 'returned', 'lost')";
const NOT_YET_OUT = "('planned', 'booked', 'pickup_scheduled', 'pickup_failed')";

/**
 * Works out again what follows from lines, shipments and invoices: value, shipped and delivered quantities, fulfilment and
 * billing status of the orders that `ids` selects. Each order that changed gets its entry.
 */
export async function refreshOrderProgress(tx: Tx, ids: string, batchId?: string): Promise<void> {
  const watch = await watchChanges(tx, Order, ids);
  await applyOrderProgress(tx, ids);
  await watch.record(batchId);
}

/** The same without entries, for verbs that tell of the orders themselves. */
export async function applyOrderProgress(tx: Tx, ids: string): Promise<void> {
  await tx.query(
    `WITH touched AS MATERIALIZED (SELECT o.id, o.currency FROM orders o WHERE o.id IN (${ids})),
     carried AS (
       SELECT s.order_id, count(*) AS all_of_them, count(*) FILTER (WHERE s.status NOT IN ${NOT_YET_OUT}) AS out,
         count(*) FILTER (WHERE s.status = 'delivered') AS delivered
       FROM shipments s JOIN touched o ON o.id = s.order_id WHERE s.status NOT IN ${GONE} AND s.archived_at IS NULL GROUP BY s.order_id),
     itemised AS (
       SELECT s.order_id, i.order_line_id, sum(i.shipped_quantity) FILTER (WHERE s.status NOT IN ${NOT_YET_OUT}) AS shipped,
         sum(COALESCE(i.delivered_quantity, i.shipped_quantity)) FILTER (WHERE s.status = 'delivered') AS delivered
       FROM shipment_lines i JOIN shipments s ON s.id = i.shipment_id JOIN touched o ON o.id = s.order_id
       WHERE s.status NOT IN ${GONE} AND s.archived_at IS NULL GROUP BY s.order_id, i.order_line_id),
     lines AS (
       SELECT l.id, l.order_id, l.quantity, l.value_minor,
         CASE WHEN listed.order_id IS NOT NULL THEN COALESCE(i.shipped, 0) WHEN c.out = c.all_of_them THEN l.quantity ELSE 0 END AS shipped,
         CASE WHEN listed.order_id IS NOT NULL THEN COALESCE(i.delivered, 0) WHEN c.delivered = c.all_of_them THEN l.quantity ELSE 0 END AS delivered
       FROM order_lines l JOIN touched o ON o.id = l.order_id
       LEFT JOIN carried c ON c.order_id = l.order_id
       LEFT JOIN itemised i ON i.order_line_id = l.id
       LEFT JOIN (SELECT DISTINCT order_id FROM itemised) listed ON listed.order_id = l.order_id),
     counted AS (
       UPDATE order_lines l SET shipped_quantity = n.shipped, delivered_quantity = n.delivered, version = l.version + 1, updated_at = $1
       FROM lines n WHERE n.id = l.id AND (l.shipped_quantity, l.delivered_quantity) IS DISTINCT FROM (n.shipped, n.delivered)),
     summed AS (
       SELECT order_id, sum(value_minor) AS value, bool_and(shipped >= quantity) AS all_shipped, bool_or(shipped > 0) AS some_shipped,
         bool_and(delivered >= quantity) AS all_delivered, bool_or(delivered > 0) AS some_delivered
       FROM lines GROUP BY order_id),
     billed AS (
       SELECT i.order_id, sum(i.amount_minor) AS amount FROM invoices i JOIN touched o ON o.id = i.order_id AND o.currency = i.currency
       WHERE i.status NOT IN ('draft', 'void') AND i.archived_at IS NULL GROUP BY i.order_id),
     progress AS (
       SELECT o.id, COALESCE(l.value, f.value_minor) AS value,
         CASE WHEN c.order_id IS NULL THEN 'unfulfilled'
           WHEN COALESCE(l.all_delivered, c.delivered = c.all_of_them) THEN 'delivered'
           WHEN l.some_delivered OR c.delivered > 0 THEN 'partially_delivered'
           WHEN COALESCE(l.all_shipped, c.out = c.all_of_them) THEN 'shipped'
           WHEN l.some_shipped OR c.out > 0 THEN 'partially_shipped'
           ELSE 'picking' END AS fulfilment,
         CASE WHEN b.order_id IS NULL THEN 'to_bill' WHEN b.amount >= COALESCE(l.value, f.value_minor) THEN 'billed' ELSE 'partly_billed' END AS billing
       FROM touched o JOIN orders f ON f.id = o.id
       LEFT JOIN summed l ON l.order_id = o.id LEFT JOIN carried c ON c.order_id = o.id LEFT JOIN billed b ON b.order_id = o.id)
     UPDATE orders o SET value_minor = n.value, fulfilment_status = n.fulfilment, billing_status = n.billing
     FROM progress n WHERE n.id = o.id AND (o.value_minor, o.fulfilment_status, o.billing_status) IS DISTINCT FROM (n.value, n.fulfilment, n.billing)`,
    [tx.now],
  );
}
