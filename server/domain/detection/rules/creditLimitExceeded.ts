import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { computed, fact } from "../fact.js";
import { concerned, converted, money, notYetShipped } from "../fragments.js";
import { rule } from "../rule.js";

const inLimit = (row: string, column: string) => converted(`${row}.${column}`, `${row}.currency`, "c.currency");

/** Sums an amount a distributor; `unknown` where a member of the sum has no rate. */
const perDistributor = (source: string) =>
  `(SELECT x.distributor_id, sum(x.minor) AS minor, bool_or(x.minor IS NULL) AS unknown FROM (${source}) x GROUP BY x.distributor_id)`;

const receivables = perDistributor(`
    SELECT r.distributor_id, ${inLimit("r", "outstanding_minor")} AS minor
    FROM invoices r JOIN distributors c ON c.id = r.distributor_id
    WHERE r.status IN ('open', 'partially_paid') AND r.archived_at IS NULL AND ${concerned("r")}`);

const unbilled = "u.status = 'confirmed' AND u.billing_status <> 'billed' AND u.archived_at IS NULL";

const billed = `
    SELECT sum(${inLimit("b", "amount_minor")}) AS minor, bool_or((${inLimit("b", "amount_minor")}) IS NULL) AS unknown
    FROM invoices b WHERE b.order_id = u.id AND b.status NOT IN ('draft', 'void') AND b.archived_at IS NULL OFFSET 0`;

// GREATEST would turn an amount without a rate into nothing, and nothing into a guess.
const committed = perDistributor(`
    SELECT u.distributor_id, CASE WHEN billed.unknown THEN NULL WHEN rest.minor < 0 THEN 0 ELSE rest.minor END AS minor
    FROM orders u JOIN distributors c ON c.id = u.distributor_id CROSS JOIN LATERAL (${billed}) billed
    CROSS JOIN LATERAL (SELECT ${inLimit("u", "value_minor")} - COALESCE(billed.minor, 0) AS minor) rest
    WHERE ${unbilled} AND ${concerned("u")}`);

const cash = perDistributor(`
    SELECT p.distributor_id, ${inLimit("p", "amount_minor")} AS minor FROM payments p JOIN distributors c ON c.id = p.distributor_id
    WHERE p.invoice_id IS NULL AND p.reversed_on IS NULL AND ${concerned("p")}`);

export const creditLimitExceeded = rule({
  code: "CREDIT_LIMIT_EXCEEDED",
  subject: SubjectKind.ORDER,
  summary: "Receivables, what confirmed orders will still be billed and this order, less unapplied cash, are above the credit limit, and the order has not shipped.",
  thresholds: {},
  join: `LEFT JOIN ${receivables} receivables ON receivables.distributor_id = d.id
  LEFT JOIN ${committed} committed ON committed.distributor_id = d.id
  LEFT JOIN ${cash} cash ON cash.distributor_id = d.id`,
  let: {
    own: `CASE o.status WHEN 'draft' THEN ${converted("o.value_minor", "o.currency", "d.currency")} ELSE 0 END`,
    exposure: "COALESCE(receivables.minor, 0) + COALESCE(committed.minor, 0) + own - COALESCE(cash.minor, 0)",
  },
  among: `${notYetShipped} AND o.billing_status <> 'billed' AND o.value_minor > 0 AND d.credit_limit_minor IS NOT NULL`,
  when: "exposure > d.credit_limit_minor",
  began: "o.ordered_on",
  horizonDays: 365,
  cannotDecide: "receivables.unknown OR committed.unknown OR cash.unknown OR own IS NULL",
  severity: 3,
  stake: { minor: "exposure - d.credit_limit_minor", currency: "d.currency" },
  pressure: "CASE WHEN exposure > d.credit_limit_minor * 1.5 THEN 1 WHEN exposure > d.credit_limit_minor * 1.1 THEN 0.75 ELSE 0.5 END",
  blocksOrder: true,
  title: "Order {o.number} takes {d.legal_name} above its credit limit",
  facts: [
    fact("order.value", "Order value"),
    fact("distributor.creditLimit", "Credit limit"),
    computed("distributor.exposure", "Exposure with this order", money("exposure", "d.currency")),
    computed("distributor.receivables", "Unpaid invoices", money("COALESCE(receivables.minor, 0)", "d.currency")),
    computed("distributor.unbilledOrders", "Confirmed orders not billed yet", money("COALESCE(committed.minor, 0)", "d.currency")),
    computed("distributor.unappliedCash", "Unapplied cash", money("cash.minor", "d.currency")),
  ],
  ownerTeam: TeamCode.ACCOUNTING,
  tags: ["credit", "block"],
  recommendedAction: "Ask for prepayment, release a part, or raise the limit.",
});
