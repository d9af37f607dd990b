import type { Frame } from "./sold.js";

const at = (day: string, hour: string) => `((${day})::timestamp + interval '${hour}') AT TIME ZONE 'UTC'`;
/** A share of the records, spread evenly and apart from other shares. */
const unlucky = (from: number, to: number) => `s.luck >= ${from} AND s.luck < ${to}`;
const overdue = unlucky(0, 0.1);
const unproven = unlucky(0.1, 0.16);
const short = unlucky(0.16, 0.2);
const misbilled = unlucky(0.2, 0.23);
const silent = unlucky(0.3, 0.45);

/** Distributors, orders, invoices, payments, shipments and documents out of what was laid out. */
export function recordsSql({ today, now }: Frame): string[] {
  const made = `${now}, ${now}`;
  return [
    `INSERT INTO distributors (id, created_at, updated_at, number, legal_name, country, region, tier, tax_id, registered_name, registered_tax_id,
       currency, credit_limit_minor, payment_terms_days, onboarding_state, onboarding_changed_at, applied_on, screening_state, screened_at, last_activity_at)
     SELECT id, ${made}, number, name, country, region, (ARRAY['a','b','b','c','c','c'])[1 + n % 6], country || lpad((n * 7919)::text, 9, '0'), name,
       country || lpad((n * 7919)::text, 9, '0'), 'EUR', 200000000, 30, 'active', ${now} - interval '600 days', ${today} - 640, 'clear',
       ${now} - interval '610 days', ${now} FROM partners`,
    `INSERT INTO contacts (created_at, updated_at, distributor_id, name, job_title, email, is_primary, consents)
     SELECT ${made}, id, (ARRAY['Maud Verlinden','Jonas Ekholm','Ilse Brandt','Pere Canals','Ruth Ashdown'])[1 + n % 5], 'Head of Purchasing',
       'purchasing@' || lower(number) || '.example', true, '{email}' FROM partners`,
    `INSERT INTO orders (id, created_at, updated_at, number, distributor_id, po_number, currency, value_minor, ordered_on, promised_on, origin_country,
       destination_country, mode, status, status_changed_at, fulfilment_status, billing_status)
     SELECT s.id, ${made}, s.number, s.distributor_id, '45' || lpad(s.n::text, 8, '0'), 'EUR', v.minor, s.ordered_on, s.ordered_on + 30, 'NL', s.country,
       (ARRAY['road','sea','parcel','rail'])[1 + s.n % 4], CASE s.stage WHEN 'done' THEN 'closed' ELSE 'confirmed' END, ${at("s.ordered_on", "9 hours")},
       CASE s.stage WHEN 'done' THEN 'delivered' WHEN 'moving' THEN 'shipped' ELSE 'unfulfilled' END, CASE s.stage WHEN 'waiting' THEN 'to_bill' ELSE 'billed' END
     FROM sold s JOIN (SELECT order_id, sum(quantity * cents)::bigint AS minor FROM sold_lines GROUP BY order_id) v ON v.order_id = s.id ORDER BY s.n`,
    `INSERT INTO order_lines (id, created_at, updated_at, order_id, line_number, sku, description, quantity, shipped_quantity, delivered_quantity,
       unit_price, list_price, unit_cost, value_minor)
     SELECT l.id, ${made}, l.order_id, (l.line * 10)::text, l.sku, 'Article ' || l.sku, l.quantity,
       CASE s.stage WHEN 'waiting' THEN 0 ELSE l.quantity END, CASE s.stage WHEN 'done' THEN l.quantity ELSE 0 END,
       l.cents / 100.0, l.cents / 100.0, l.cents / 140.0, l.quantity * l.cents
     FROM sold_lines l JOIN sold s ON s.id = l.order_id ORDER BY l.n, l.line`,
    `INSERT INTO order_holds (created_at, updated_at, order_id, kind, reason, owner_team, placed_at)
     SELECT ${made}, s.id, 'credit', 'The credit limit is under review', 'accounting', ${now}
     FROM sold s WHERE s.stage = 'waiting' AND s.mood < 0.05`,
    `CREATE TEMP TABLE billed AS
     SELECT s.id AS order_id, tower_uuid_v7() AS id, 'INV-' || to_char(s.ordered_on + 10, 'YYYY') || '-' || lpad(s.n::text, 6, '0') AS number, s.n, s.distributor_id,
       CASE WHEN ${misbilled} THEN o.value_minor * 103 / 100 ELSE o.value_minor END AS minor, least(s.ordered_on + 10, ${today}) AS issued_on,
       s.stage = 'done' AND NOT (${overdue}) AS settled
     FROM sold s JOIN orders o ON o.id = s.id WHERE s.stage <> 'waiting'`,
    `INSERT INTO invoices (id, created_at, updated_at, number, distributor_id, order_id, status, currency, amount_minor, outstanding_minor, issued_on, due_on, settled_on)
     SELECT id, ${made}, number, distributor_id, order_id, CASE WHEN settled THEN 'paid' ELSE 'open' END, 'EUR', minor, CASE WHEN settled THEN 0 ELSE minor END,
       issued_on, issued_on + 30, CASE WHEN settled THEN least(issued_on + 25, ${today}) END FROM billed ORDER BY n`,
    `INSERT INTO payments (created_at, updated_at, number, distributor_id, invoice_id, currency, amount_minor, received_on, remittance_note)
     SELECT ${made}, 'PAY-' || lpad(n::text, 8, '0'), distributor_id, id, 'EUR', minor, least(issued_on + 25, ${today}), number FROM billed WHERE settled ORDER BY n`,
    `CREATE TEMP TABLE sent AS
     SELECT s.*, s.id AS order_id, tower_uuid_v7() AS shipment_id, 'SHP-' || to_char(s.ordered_on + 3, 'YYYY') || '-' || lpad(s.n::text, 6, '0') AS shipment_number,
       s.stage = 'done' AND NOT (${unproven}) AS proven, ${at("s.ordered_on + 5", "10 hours")} AS picked_up_at,
       CASE WHEN s.stage = 'done' THEN ${at("s.ordered_on + 20", "14 hours")} END AS delivered_at,
       CASE WHEN s.stage = 'done' THEN ${at("s.ordered_on + 20", "14 hours")} WHEN ${silent} THEN ${now} - interval '9 days' ELSE ${now} - interval '6 hours' END AS last_event_at
     FROM sold s WHERE s.stage <> 'waiting'`,
    `INSERT INTO shipments (id, created_at, updated_at, number, order_id, distributor_id, carrier, tracking_number, status, status_changed_at, raw_status, mode,
       origin_country, destination_country, picked_up_at, promised_on, estimated_at, delivered_at, last_event_at, pod_received_on)
     SELECT shipment_id, ${made}, shipment_number, order_id, distributor_id, (ARRAY['Paketwolf','Laagland Transport','Skagerrak Logistikk'])[1 + n % 3],
       'TRK' || lpad(n::text, 9, '0'), CASE stage WHEN 'done' THEN 'delivered' ELSE 'in_transit' END, coalesce(delivered_at, picked_up_at),
       CASE stage WHEN 'done' THEN 'DLV' ELSE 'TRN' END, (ARRAY['road','sea','parcel','rail'])[1 + n % 4], 'NL', country, picked_up_at, ordered_on + 30,
       ${at("ordered_on + 21", "12 hours")}, delivered_at, last_event_at, CASE WHEN proven THEN ordered_on + 21 END
     FROM sent ORDER BY n`,
    `INSERT INTO shipment_lines (created_at, updated_at, shipment_id, order_line_id, shipped_quantity, delivered_quantity)
     SELECT ${made}, s.shipment_id, l.id, l.quantity, CASE WHEN s.stage = 'done' THEN CASE WHEN ${short} AND l.line = 1 THEN l.quantity - 1 ELSE l.quantity END END
     FROM sent s JOIN sold_lines l ON l.order_id = s.order_id ORDER BY s.n`,
    `INSERT INTO shipment_events (shipment_id, status, raw_status, location, source, source_event_id, occurred_at, recorded_at)
     SELECT shipment_id, 'in_transit', 'TRN', 'Rotterdam', 'carrier', 'E' || n, last_event_at, last_event_at FROM sent
     WHERE stage = 'moving' ORDER BY n`,
    `INSERT INTO documents (created_at, updated_at, number, kind, title, state, state_changed_at, owner_shipment_id, distributor_id, order_id, issued_on, file_reference)
     SELECT ${made}, 'DOC-P' || lpad(n::text, 7, '0'), 'proof_of_delivery', 'Proof of delivery', 'approved', ${now}, shipment_id, distributor_id, order_id,
       ordered_on + 21, 'vault/pod/' || n || '.pdf' FROM sent WHERE proven AND n % 2 = 0 ORDER BY n`,
    `INSERT INTO documents (created_at, updated_at, number, kind, title, state, state_changed_at, owner_distributor_id, distributor_id, required, issued_on, expires_on, file_reference)
     SELECT ${made}, 'DOC-K' || lpad((n * 3 + i)::text, 7, '0'), (ARRAY['kyc','tax','contract'])[i], (ARRAY['Know-your-customer file','VAT registration','Distribution agreement'])[i],
       'approved', ${now}, id, id, true, ${today} - 300, ${today} + CASE WHEN n % 20 = 0 THEN -5 ELSE 400 END, 'vault/partner/' || n || '-' || i || '.pdf'
     FROM partners, generate_series(1, 3) i ORDER BY n`,
  ];
}
