import { minorPerUnit } from "../../../entities/Money.js";
import type { Tx } from "../../database/unitOfWork.js";
import { bind } from "./bind.js";
import { emptyTable } from "./tempTable.js";

/** A rate older than this is no rate: the rule can't decide, which is better than a guess. */
export const RATE_AGE_DAYS = 31;
/** Central banks publish every currency against this one; it is also what score bands and thresholds in money are in. */
export const BASE_CURRENCY = "EUR";

/** Rows of `base`, `quote` and the factor between their minor units, from the newest usable rate of the pair, its inverse, or both currencies' rates against the base currency. */
const FACTORS = `
    WITH direct AS MATERIALIZED (
      SELECT DISTINCT ON (base, quote) base, quote, rate FROM (
        SELECT day, base::text, quote::text, rate FROM fx_rates UNION ALL SELECT day, quote, base, 1 / rate FROM fx_rates) published
      WHERE day <= :today AND day >= :today - ${RATE_AGE_DAYS} ORDER BY base, quote, day DESC),
    crossed AS (
      SELECT a.base, b.quote, a.rate * b.rate FROM direct a JOIN direct b ON a.quote = '${BASE_CURRENCY}' AND b.base = '${BASE_CURRENCY}'
      WHERE a.base <> b.quote AND NOT EXISTS (SELECT FROM direct d WHERE d.base = a.base AND d.quote = b.quote))
    SELECT base, quote, rate * (${minorPerUnit("quote")})::numeric / (${minorPerUnit("base")}) AS factor FROM (TABLE direct UNION ALL TABLE crossed) pairs`;

/** Fills `fx_today`: by what to multiply minor units of `base` for minor units of `quote`. */
export async function loadRates(tx: Tx): Promise<void> {
  await emptyTable(tx, "fx_today", { base: "text", quote: "text", factor: "numeric" });
  const { sql, parameters } = bind(`INSERT INTO fx_today ${FACTORS}`, { today: tx.today });
  await tx.query(sql, parameters);
}

/** Runs a statement, inside a transaction or not. */
export type Query = <R>(sql: string, parameters: unknown[]) => Promise<R[]>;

/** One amount in minor units of the organisation's currency, as rules convert it; null where there is no usable rate. */
export async function inBaseCurrency(query: Query, today: string, minor: number, currency: string | null): Promise<number | null> {
  const { sql, parameters } = bind(`SELECT round(:minor::numeric * factor)::text AS minor FROM (${FACTORS}) factors WHERE base = :currency AND quote = '${BASE_CURRENCY}'`, { today, minor, currency });
  const [row] = await query<{ minor: string }>(sql, parameters);
  return row ? Number(row.minor) : null;
}
