/** Further than this from the known one a rate is more likely turned round or of another currency. */
const FACTOR = 3;
const NEAR_DAYS = 92;

/** SQL of why a rate can't be one; null where it can. `s` has base, quote and rate. */
export const impossibleRate = (s: string) =>
  `CASE WHEN ${s}.base = ${s}.quote THEN 'is of a currency to itself' WHEN round(${s}.rate, 8) <= 0 OR ${s}.rate >= 1e10 THEN 'must be above zero, and below ten thousand million' END`;

/** SQL of why a rate is probably mistaken beside the nearest known ones; null where it is not. */
export const unlikelyRate = (s: string) => `(
    SELECT 'is more than ${FACTOR} times off the ' || trim_scale(near.rate) || ' of ' || near.day || '; one ' || ${s}.base || ' is worth so many ' || ${s}.quote || ', so it may be turned round'
    FROM (SELECT f.day, f.rate FROM fx_rates f WHERE f.base = ${s}.base::char(3) AND f.quote = ${s}.quote::char(3) AND f.day <> ${s}.day AND f.day BETWEEN ${s}.day - ${NEAR_DAYS} AND ${s}.day + ${NEAR_DAYS} ORDER BY abs(f.day - ${s}.day), f.day LIMIT 1) near
    WHERE ${s}.rate > near.rate * ${FACTOR} OR ${s}.rate * ${FACTOR} < near.rate)`;
