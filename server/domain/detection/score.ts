import { converted } from "./fragments.js";
import { BASE_CURRENCY } from "./fx.js";

/** From how much money at stake, in whole base currency, a case counts how strongly. */
const VALUE_BANDS: [from: number, value: number][] = [[250_000, 1], [50_000, 0.8], [10_000, 0.5], [1_000, 0.25], [0, 0.1]];
const TIER_VALUES = { a: 1, b: 0.6, c: 0.2 };
const REPEATS_IN_FULL = 5;
export const REPEAT_DAYS = 90;

/** What a case is scored by: SQL of each, null where unknown. */
export interface Scored {
  severity: string;
  /** Money at stake in minor units, and its currency. */
  minor: string;
  currency: string;
  pressure: string;
  tier: string;
  repeats: string;
  blocks: string;
}

const inBase = ({ minor, currency }: Scored) => `(${converted(minor, currency, `'${BASE_CURRENCY}'`)}) / 100`;

interface Part { code: string; label: (scored: Scored) => string; weight: number; value: (scored: Scored) => string }

const words = (label: string) => () => `'${label}'`;

/** The formula, most weighty first; each value runs from 0 to 1. */
const PARTS: Part[] = [
  { code: "severity", label: words("Severity"), weight: 0.35, value: (s) => `${s.severity} / 4.0` },
  {
    code: "value", weight: 0.25,
    label: (s) => `CASE WHEN ${s.minor} IS NOT NULL AND ${inBase(s)} IS NULL THEN 'Money at stake (no exchange rate)' ELSE 'Money at stake' END`,
    value: (s) => `CASE ${VALUE_BANDS.map(([from, value]) => `WHEN ${inBase(s)} >= ${from} THEN ${value}`).join(" ")} ELSE 0 END`,
  },
  { code: "time_pressure", label: words("Time pressure"), weight: 0.15, value: (s) => `LEAST(1, GREATEST(0, ${s.pressure}))` },
  { code: "partner_tier", label: words("Partner tier"), weight: 0.1, value: (s) => `CASE ${s.tier} ${Object.entries(TIER_VALUES).map(([tier, value]) => `WHEN '${tier}' THEN ${value}`).join(" ")} ELSE 0 END` },
  { code: "repeats", label: words(`Repeats in ${REPEAT_DAYS} days`), weight: 0.1, value: (s) => `LEAST(1, ${s.repeats} / ${REPEATS_IN_FULL}.0)` },
  { code: "blocks_others", label: words("Blocks an order"), weight: 0.05, value: (s) => `CASE WHEN ${s.blocks} THEN 1 ELSE 0 END` },
];

/** A lateral sub-select with the columns `score` and `parts`; each part's points are whole, so that they sum to the score. */
export const scoreSql = (scored: Scored): string => `(
  SELECT sum(points)::integer AS score,
    jsonb_agg(jsonb_build_object('code', code, 'label', label, 'weight', weight, 'value', value, 'points', points) ORDER BY place) AS parts
  FROM (
    SELECT place, code, label, weight, round(value, 2) AS value, round(100 * weight * value) AS points
    FROM (VALUES ${PARTS.map((part, place) => `(${place}, '${part.code}', ${part.label(scored)}, ${part.weight}, (${part.value(scored)})::numeric)`).join(",\n      ")})
      AS part (place, code, label, weight, value)) weighed)`;
