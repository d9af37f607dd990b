import { converted } from "./fragments.js";
import { BASE_CURRENCY } from "./fx.js";

/** From how much money at stake, in whole base currency, a case counts how strongly. */
const VALUE_BANDS: [from: number, value: number][] = [[250_000, 1], [50_000, 0.8], [10_000, 0.5], [1_000, 0.25], [0, 0.1]];
const TIER_VALUES = { a: 1, b: 0.6, c: 0.2 };
/** More repeats than this count no more. */
export const REPEATS_IN_FULL = 5;
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

interface Part {
  code: string;
  label: string;
  weight: number;
  /** From 0 to 1. */
  value: (scored: Scored) => string;
}

/** The formula, most weighty first. `stake.base` is the money at stake in whole base currency. */
const PARTS: Part[] = [
  { code: "severity", label: "Severity", weight: 0.35, value: ({ severity }) => `${severity} / 4.0` },
  { code: "value", label: "Money at stake", weight: 0.25, value: () => `CASE ${VALUE_BANDS.map(([from, value]) => `WHEN stake.base >= ${from} THEN ${value}`).join(" ")} ELSE 0 END` },
  { code: "time_pressure", label: "Time pressure", weight: 0.15, value: ({ pressure }) => `LEAST(1, GREATEST(0, ${pressure}))` },
  { code: "partner_tier", label: "Partner tier", weight: 0.1, value: ({ tier }) => `CASE ${tier} ${Object.entries(TIER_VALUES).map(([name, value]) => `WHEN '${name}' THEN ${value}`).join(" ")} ELSE 0 END` },
  { code: "repeats", label: `Repeats in ${REPEAT_DAYS} days`, weight: 0.1, value: ({ repeats }) => `LEAST(1, ${repeats} / ${REPEATS_IN_FULL}.0)` },
  { code: "blocks_others", label: "Blocks an order", weight: 0.05, value: ({ blocks }) => `CASE WHEN ${blocks} THEN 1 ELSE 0 END` },
];

const points = ({ code, weight }: Part) => `round(${100 * weight} * part.${code})`;
const label = (part: Part) => (part.code === "value" ? `CASE WHEN stake.unpriced THEN '${part.label} (unknown: no exchange rate)' ELSE '${part.label}' END` : `'${part.label}'`);

/** Joins that a score needs, to stand after FROM. OFFSET 0 keeps the planner from writing each value out wherever it is used. */
export const scoreJoins = (scored: Scored): string => `
  CROSS JOIN LATERAL (
    SELECT base, base IS NULL AND ${scored.minor} IS NOT NULL AS unpriced
    FROM (SELECT (${converted(scored.minor, scored.currency, `'${BASE_CURRENCY}'`)}) / 100 AS base OFFSET 0) priced OFFSET 0) stake
  CROSS JOIN LATERAL (SELECT ${PARTS.map((part) => `(${part.value(scored)})::numeric AS ${part.code}`).join(", ")} OFFSET 0) part`;

/** The score: each part's points are whole, so that they sum to it. */
export const SCORE = `(${PARTS.map(points).join(" + ")})::integer`;

/** What the score is made of, as it is kept with the case and shown. */
export const SCORE_PARTS = `jsonb_build_array(${PARTS.map((part) => `
    jsonb_build_object('code', '${part.code}', 'label', ${label(part)}, 'weight', ${part.weight}, 'value', round(part.${part.code}, 2), 'points', ${points(part)})`).join(",")})`;
