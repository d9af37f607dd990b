import { minorPerUnit } from "../../../entities/Money.js";

/** Pieces of SQL that several rules share, in the words of the business. */

/** The day of an instant in the organisation's zone. */
export const localDay = (instant: string) => `(${instant} AT TIME ZONE :zone)::date`;

/** The end of a day in the organisation's zone, as an instant. */
export const endOfDay = (day: string) => `((${day} + 1)::timestamp AT TIME ZONE :zone)`;

/**
 * The business day that lies `count` business days back, today counting as the first: what happened before it happened at
 * least so many business days ago. It depends on no row, so it is looked up once for a whole rule.
 */
export const businessDaysBack = (count: string) =>
  `(SELECT b.day FROM business_intervals b WHERE b.calendar_id = :calendar AND b.day <= :today GROUP BY b.day ORDER BY b.day DESC OFFSET ${count} - 1 LIMIT 1)`;

/** Limits a sub-select to the distributors whose records changed, when the run is about some only. */
export const concerned = (alias: string) => `(:distributors IS NULL OR ${alias}.distributor_id = ANY (:distributors))`;

/** An amount in another currency at the latest rate; null where there is no rate. The same currency needs none. */
export const converted = (minor: string, from: string, to: string) =>
  `CASE WHEN ${from} = ${to} THEN (${minor})::numeric ELSE round((${minor}) * (SELECT fx.factor FROM fx_today fx WHERE fx.base = ${from} AND fx.quote = ${to})) END`;

/** Why money in these currencies, SQL of a text, can't be counted. */
export const noRate = (currencies: string, to: string) => `concat('there is no exchange rate for ', ${currencies}, ' to ', ${to}, ' within a month before ', :today)`;

/** An amount as people read it. */
export const money = (minor: string, currency: string) => `tower_money_text((${minor})::numeric, ${currency}::text)`;

/** Letters and digits alone, in one case: names that differ in anything else are the same name. */
export const lettersOf = (name: string) => `regexp_replace(upper(${name}), '\\W', '', 'g')`;

export const openOrder = `o.status IN ('draft', 'confirmed')`;
export const notYetShipped = `${openOrder} AND o.fulfilment_status IN ('unfulfilled', 'picking')`;
export const unpaidInvoice = `i.status IN ('open', 'partially_paid') AND i.outstanding_minor > 0`;
export const undisputed = `(i.outstanding_minor - LEAST(i.disputed_minor, i.outstanding_minor))`;
/** Whether an amount is worth a word: its rule's threshold `leastAmount` counts whole units of the currency. */
export const worthAWord = (minor: string, currency: string) => `${minor} >= :leastAmount * (${minorPerUnit(currency)})`;
export const onTheRoad = `s.status IN ('picked_up', 'in_transit', 'delayed', 'on_hold', 'available_for_pickup', 'out_for_delivery', 'delivery_failed')`;
export const notArrived = `s.status NOT IN ('delivered', 'returned', 'cancelled', 'lost')`;

/** The lines of open orders that something is wrong with, counted an order: `found.lines`, `found.skus`, `found.minor`. */
export const linesWhere = (condition: string) => `JOIN LATERAL (
    SELECT count(*) AS lines, string_agg(l.sku, ', ' ORDER BY l.line_number) AS skus, sum(l.value_minor)::bigint AS minor
    FROM order_lines l WHERE l.order_id = o.id AND ${condition} HAVING count(*) > 0) found ON ${openOrder}`;

/** Another document of the same kind for the same record: `other`. */
export const anotherDocument = (condition: string) => `EXISTS (
    SELECT FROM documents other
    WHERE other.distributor_id = doc.distributor_id AND other.kind = doc.kind AND other.id <> doc.id AND other.archived_at IS NULL
      AND COALESCE(other.owner_shipment_id, other.owner_invoice_id, other.owner_order_id, other.owner_distributor_id)
        = COALESCE(doc.owner_shipment_id, doc.owner_invoice_id, doc.owner_order_id, doc.owner_distributor_id)
      AND (${condition}))`;
