import { concerned, converted } from "./fragments.js";

/**
 * What a distributor may come to owe, in the currency of its limit: receivables, and what confirmed orders will still be
 * billed, less unapplied cash. Each is a derived table of `distributor_id`, `minor`, `unknown`, which is true where a member
 * of the sum has no rate, and `lacking`, the currencies of these. This is the one definition of exposure.
 */
const perDistributor = (source: string) =>
  `(SELECT x.distributor_id, sum(x.minor) AS minor, bool_or(x.minor IS NULL) AS unknown,
    string_agg(DISTINCT x.currency, ', ') FILTER (WHERE x.minor IS NULL) AS lacking FROM (${source}) x GROUP BY x.distributor_id)`;

const inLimit = (row: string, column: string) => converted(`${row}.${column}`, `${row}.currency`, "c.currency");

export const receivables = perDistributor(`
    SELECT r.distributor_id, r.currency::text, ${inLimit("r", "outstanding_minor")} AS minor
    FROM invoices r JOIN distributors c ON c.id = r.distributor_id
    WHERE r.status IN ('open', 'partially_paid') AND r.archived_at IS NULL AND ${concerned("r")}`);

const unbilled = "u.status = 'confirmed' AND u.billing_status <> 'billed' AND u.archived_at IS NULL";

const billed = `
    SELECT sum(${inLimit("b", "amount_minor")}) AS minor, bool_or((${inLimit("b", "amount_minor")}) IS NULL) AS unknown,
      string_agg(DISTINCT b.currency::text, ', ') FILTER (WHERE (${inLimit("b", "amount_minor")}) IS NULL) AS lacking
    FROM invoices b WHERE b.order_id = u.id AND b.status NOT IN ('draft', 'void') AND b.archived_at IS NULL OFFSET 0`;

// GREATEST would turn an amount without a rate into nothing, and nothing into a guess.
export const committed = perDistributor(`
    SELECT u.distributor_id, CASE WHEN billed.unknown THEN billed.lacking ELSE u.currency::text END AS currency,
      CASE WHEN billed.unknown THEN NULL WHEN rest.minor < 0 THEN 0 ELSE rest.minor END AS minor
    FROM orders u JOIN distributors c ON c.id = u.distributor_id CROSS JOIN LATERAL (${billed}) billed
    CROSS JOIN LATERAL (SELECT ${inLimit("u", "value_minor")} - COALESCE(billed.minor, 0) AS minor) rest
    WHERE ${unbilled} AND ${concerned("u")}`);

/** Money that settles nothing yet: payments without an invoice, and what others brought beyond their invoice. */
export const unappliedCash = perDistributor(`
    SELECT p.distributor_id, p.currency::text, ${inLimit("p", "amount_minor")} AS minor FROM payments p JOIN distributors c ON c.id = p.distributor_id
    WHERE p.invoice_id IS NULL AND p.reversed_on IS NULL AND ${concerned("p")}
    UNION ALL
    SELECT v.distributor_id, v.currency::text, ${converted("paid.minor - owed.minor", "v.currency", "c.currency")}
    FROM (SELECT p.invoice_id, sum(p.amount_minor) AS minor FROM payments p
      WHERE p.invoice_id IS NOT NULL AND p.reversed_on IS NULL AND ${concerned("p")} GROUP BY p.invoice_id) paid
    JOIN invoices v ON v.id = paid.invoice_id JOIN distributors c ON c.id = v.distributor_id
    CROSS JOIN LATERAL (SELECT CASE WHEN v.status IN ('draft', 'void') THEN 0 ELSE v.amount_minor END AS minor) owed
    WHERE paid.minor > owed.minor`);
