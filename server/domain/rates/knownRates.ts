import type { Context } from "../../context.js";
import { abilityFor } from "../../policies/ability.js";
import { authorizeNoun } from "../../policies/authorize.js";
import { BASE_CURRENCY, RATE_AGE_DAYS } from "../detection/fx.js";

/** Asks the database, in a transaction or outside. */
type Ask = (sql: string, parameters: unknown[]) => Promise<any[]>; // eslint-disable-line @typescript-eslint/no-explicit-any -- rows of plain SQL

/** A currency of money that rules look at, without a usable rate. */
export interface MissingRate {
  currency: string;
  /** Open orders and unpaid invoices in it, and distributors with a credit limit in it. */
  records: number;
  /** Day of its newest rate, which is too old; null where none was ever known. */
  lastDay: string | null;
}

/** Which currencies of open orders, unpaid invoices and credit limits have no rate to the base currency that is at most a month old. */
export function missingRates(query: Ask, today: string): Promise<MissingRate[]> {
  return query(`
    SELECT needed.currency, sum(needed.records)::int AS records, known.day AS "lastDay"
    FROM (
      SELECT currency::text, count(*) AS records FROM orders WHERE status IN ('draft', 'confirmed') AND archived_at IS NULL GROUP BY 1
      UNION ALL SELECT currency::text, count(*) FROM invoices WHERE status IN ('open', 'partially_paid') AND archived_at IS NULL GROUP BY 1
      UNION ALL SELECT currency::text, count(*) FROM distributors WHERE credit_limit_minor IS NOT NULL AND archived_at IS NULL GROUP BY 1) needed
    LEFT JOIN LATERAL (
      SELECT max(day) AS day FROM fx_rates f
      WHERE day <= $1::date AND ((f.base = '${BASE_CURRENCY}' AND f.quote = needed.currency::char(3)) OR (f.quote = '${BASE_CURRENCY}' AND f.base = needed.currency::char(3)))) known ON true
    WHERE needed.currency <> '${BASE_CURRENCY}' AND (known.day IS NULL OR known.day < $1::date - ${RATE_AGE_DAYS})
    GROUP BY needed.currency, known.day ORDER BY 2 DESC, 1`, [today]);
}

/** What rules count with: the newest rate of each currency against the base currency, and what is missing. */
export async function knownRates(ctx: Context) {
  authorizeNoun(ctx.actor, "read", "FxRate", "read exchange rates");
  const query: Ask = async (sql, parameters) => (await ctx.services.pool.query(sql, parameters)).rows;
  const latest: { day: string; currency: string; rate: string; source: string | null }[] = await query(`
    SELECT DISTINCT ON (quote) day, quote::text AS currency, trim_scale(rate)::text AS rate, source
    FROM fx_rates WHERE base = '${BASE_CURRENCY}' AND day <= $1::date ORDER BY quote, day DESC`, [ctx.today()]);
  return { base: BASE_CURRENCY, viewerMayEnter: abilityFor(ctx.actor).can("change", "FxRate"), missing: await missingRates(query, ctx.today()), latest };
}
