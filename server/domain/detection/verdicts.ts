import type { Tx } from "../../database/unitOfWork.js";
import { statesThat } from "../exceptions/exceptionCase.lifecycle.js";
import { bind, type Values } from "./bind.js";
import { FINDING_COLUMNS } from "./compileRule.js";
import { REPEAT_DAYS, REPEATS_IN_FULL, SCORE, SCORE_PARTS, scoreJoins } from "./score.js";

/** After this long the return of a blocker is a new case, not the old one. */
export const REOPEN_DAYS = 30;

/** What becomes of a finding, or of a case without one. */
export type Verdict = "open" | "reopen" | "update" | "clear" | "same" | "quiet" | "undecided";

/** A case's columns that its audit entries tell of, by property. */
export const TOLD = {
  state: "state", severity: "severity", score: "score", title: "title", facts: "facts", valueMinor: "value_minor", currency: "currency",
  blocksOrder: "blocks_order", reopenedCount: "reopened_count", resolvedAt: "resolved_at", resolution: "resolution",
  dismissedAt: "dismissed_at", dismissedReason: "dismissed_reason",
};

export const snapshot = (e: string) =>
  `jsonb_build_object(${Object.entries(TOLD).map(([property, column]) => `'${property}', ${e}.${column}`).join(", ")})`;

const live = (e: string) => `${e}.state = ANY (:states)`;
const inWindow = `NOT f.even_when_suppressed AND d.suppressed_from <= :now AND COALESCE(d.suppressed_until > :now, true)`;

// A fact's version rises with every change of its record; only another value is news.
const values = (facts: string) => `jsonb_path_query_array(${facts}, '$[*].value')`;
const differs = `(e.severity, e.score, e.title, e.value_minor, e.currency::text, e.blocks_order)
  IS DISTINCT FROM (f.severity, ${SCORE}, f.title, f.value_minor, f.currency, f.blocks_order) OR (e.facts <> f.facts AND ${values("e.facts")} <> ${values("f.facts")})`;

/**
 * Compares findings with the cases there are, into the table `verdicts`: one row a case to open, change or leave. Findings
 * without words only tell which cases would open: a live case then counts as the same, and nothing clears.
 */
export async function judge(tx: Tx, rules: string[], clock: Values, worded = true): Promise<void> {
  const findings = Object.entries(FINDING_COLUMNS);
  await tx.query(`CREATE TEMP TABLE IF NOT EXISTS verdicts (
    change text, exception_id uuid, version integer, before jsonb, score integer, score_parts jsonb,
    ${findings.map(([name, type]) => `${name} ${type}`).join(", ")}) ON COMMIT DELETE ROWS`);
  const columns = `change, exception_id, version, before, score, score_parts, ${findings.map(([name]) => name).join(", ")}`;
  const run = (select: string) => {
    const { sql, parameters } = bind(select, { ...clock, rules, states: statesThat("clear") });
    return tx.query(sql, parameters);
  };
  await run(`
    INSERT INTO verdicts (${columns})
    SELECT verdict.change, e.id, e.version, CASE WHEN verdict.change IN ('update', 'reopen') THEN ${snapshot("e")} END,
      ${SCORE}, ${worded ? SCORE_PARTS : "NULL::jsonb"},
      ${findings.map(([name]) => `f.${name}`).join(", ")}
    FROM findings f
    JOIN distributors d ON d.id = f.distributor_id
    LEFT JOIN LATERAL (
      SELECT * FROM exceptions known WHERE known.fingerprint = f.fingerprint
      ORDER BY ${live("known")} DESC, known.detected_at DESC LIMIT 1) e ON true
    CROSS JOIN LATERAL (
      SELECT count(*) + COALESCE(e.reopened_count + (NOT ${live("e")})::integer, 0) AS times FROM (
        SELECT FROM exceptions earlier
        WHERE earlier.distributor_id = f.distributor_id AND earlier.type = f.rule
          AND earlier.detected_at < COALESCE(e.detected_at, :now)
          AND earlier.detected_at > COALESCE(e.detected_at, :now) - interval '${REPEAT_DAYS} days'
        LIMIT ${REPEATS_IN_FULL}) earlier) repeats
    ${scoreJoins({
      severity: "f.severity", minor: "f.value_minor", currency: "f.currency", pressure: "f.pressure", tier: "d.tier",
      repeats: "repeats.times", blocks: "f.blocks_order",
    })}
    CROSS JOIN LATERAL (SELECT CASE
      WHEN f.undecided THEN 'undecided'
      WHEN e.suppressed_until > :now THEN 'quiet'
      WHEN ${live("e")} THEN CASE WHEN e.dismissed_at IS NOT NULL THEN 'quiet' WHEN ${worded ? differs : "false"} THEN 'update' ELSE 'same' END
      WHEN ${inWindow} THEN 'quiet'
      WHEN e.resolved_at >= :now - interval '${REOPEN_DAYS} days' THEN 'reopen'
      ELSE 'open' END AS change) verdict
    ${worded ? "WHERE verdict.change IN ('open', 'update', 'reopen')" : ""}`);
  if (!worded) return;
  await run(`
    INSERT INTO verdicts (change, exception_id, version, before)
    SELECT 'clear', e.id, e.version, ${snapshot("e")} FROM exceptions e
    WHERE e.type = ANY (:rules) AND e.origin = 'rule' AND ${live("e")} AND (:distributors IS NULL OR e.distributor_id = ANY (:distributors))
      AND NOT EXISTS (SELECT FROM findings f WHERE f.fingerprint = e.fingerprint)`);
}
