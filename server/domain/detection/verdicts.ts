import type { Tx } from "../../database/unitOfWork.js";
import { bind, type Values } from "./bind.js";
import { FINDING_COLUMNS } from "./compileRule.js";
import { collectWords, type SetRule, type Wanted } from "./detectionPass.js";
import { REPEAT_DAYS, REPEATS_IN_FULL, SCORE, SCORE_PARTS, scoreJoins } from "./score.js";
import { emptyTable } from "./tempTable.js";

/** After this long the return of a blocker is a new case, not the old one. */
export const REOPEN_DAYS = 30;

/** What becomes of a finding, or of a case without one. */
export type Verdict = "open" | "reopen" | "update" | "clear" | "same" | "quiet" | "history" | "unsure" | "undecided";

/** A case's columns that its audit entries tell of, by property. */
export const TOLD = {
  state: "state", severity: "severity", score: "score", title: "title", facts: "facts", valueMinor: "value_minor", currency: "currency",
  blocksOrder: "blocks_order", reopenedCount: "reopened_count", resolvedAt: "resolved_at", resolution: "resolution",
  dismissedAt: "dismissed_at", dismissedReason: "dismissed_reason", undecided: "undecided",
};

export const snapshot = (e: string) =>
  `jsonb_build_object(${Object.entries(TOLD).map(([property, column]) => `'${property}', ${e}.${column}`).join(", ")})`;

const live = (e: string) => `${e}.state = ANY (:live)`;

const CASE_COLUMNS = ["id", "version", "state", "severity", "score", "value_minor", "currency", "blocks_order", "said",
  "resolved_at", "dismissed_at", "suppressed_until", "reopened_count", "repeats", "detected_at", "undecided"];

/** Findings with the case each is about: the live one, or else the last, which is looked for only where none lives. */
const KNOWN = `
    SELECT f.*, ${CASE_COLUMNS.map((column) => `COALESCE(e.${column}, ended.${column}) AS case_${column}`).join(", ")}
    FROM findings f
    LEFT JOIN exceptions e ON e.fingerprint = f.fingerprint AND ${live("e")}
    LEFT JOIN LATERAL (
      SELECT * FROM exceptions past WHERE e.id IS NULL AND past.fingerprint = f.fingerprint ORDER BY past.detected_at DESC LIMIT 1) ended ON true`;

const mayReopen = `f.case_resolved_at >= :now - interval '${REOPEN_DAYS} days'`;
/** Something of the case that a finding goes on with; null where a new one begins, whatever the last one was. */
const goingOn = (sql: string) => `CASE WHEN f.case_state = ANY (:live) OR ${mayReopen} THEN ${sql} END`;

/** How often the same was found before at the distributor: kept with a case, whose past doesn't change, and counted for a new one or one opened by hand. */
const REPEATS = `
      COALESCE(${goingOn("f.case_repeats")}, (SELECT count(*) FROM (
        SELECT FROM exceptions earlier
        WHERE earlier.distributor_id = f.distributor_id AND earlier.type = f.rule
          AND earlier.detected_at < COALESCE(${goingOn("f.case_detected_at")}, :now)
          AND earlier.detected_at > COALESCE(${goingOn("f.case_detected_at")}, :now) - interval '${REPEAT_DAYS} days'
        LIMIT ${REPEATS_IN_FULL}) earlier))
      + COALESCE(${goingOn("f.case_reopened_count + (f.case_state <> ALL (:live))::integer")}, 0)`;

const inWindow = `NOT f.even_when_suppressed AND d.suppressed_from <= :now AND COALESCE(d.suppressed_until > :now, true)`;
const differs = `(f.case_severity, f.case_score, f.case_value_minor, f.case_currency::text, f.case_blocks_order, f.case_said, f.case_undecided)
        IS DISTINCT FROM (f.severity, scored.score, f.value_minor, f.currency, f.blocks_order, f.said, NULL::text)`;

/**
 * The SELECT of all findings with their score and what becomes of them: `change`, a `Verdict`.
 * @param compared whether findings are compared with what their cases say; if not, a live case counts as the same
 */
export const judgedFindings = (columns: string, compared: boolean): string => `
    SELECT ${columns}
    FROM (${KNOWN}) f
    JOIN distributors d ON d.id = f.distributor_id
    CROSS JOIN LATERAL (SELECT (${REPEATS})::integer AS times OFFSET 0) before
    ${scoreJoins({
      severity: "f.severity", minor: "f.value_minor", currency: "f.currency", pressure: "f.pressure", tier: "d.tier",
      repeats: "before.times", blocks: "f.blocks_order",
    })}
    CROSS JOIN LATERAL (SELECT ${SCORE} AS score OFFSET 0) scored
    CROSS JOIN LATERAL (SELECT CASE
      WHEN f.undecided THEN CASE WHEN f.case_state = ANY (:live) AND f.case_undecided IS DISTINCT FROM f.lacks THEN 'unsure' ELSE 'undecided' END
      WHEN f.case_suppressed_until > :now THEN 'quiet'
      WHEN f.case_state = ANY (:live) THEN CASE WHEN f.case_dismissed_at IS NOT NULL THEN 'quiet' WHEN ${compared ? differs : "false"} THEN 'update' ELSE 'same' END
      WHEN ${inWindow} THEN 'quiet'
      WHEN ${mayReopen} THEN 'reopen'
      WHEN f.is_history THEN 'history'
      ELSE 'open' END AS change) verdict`;

/** Compares findings with the cases there are, into the table `verdicts`: one row a case to open, to change or to clear. */
export async function judge(tx: Tx, rules: string[], clock: Values): Promise<void> {
  const findings = Object.keys(FINDING_COLUMNS);
  await emptyTable(tx, "verdicts", { change: "text", exception_id: "uuid", version: "integer", before: "jsonb", score: "integer", score_parts: "jsonb", repeats: "integer", ...FINDING_COLUMNS });
  const run = (select: string) => {
    const { sql, parameters } = bind(select, { ...clock, rules });
    return tx.query(sql, parameters);
  };
  const judged = judgedFindings(`change, f.case_id, f.case_version,
      CASE WHEN change <> 'open' THEN (SELECT ${snapshot("e")} FROM exceptions e WHERE e.id = f.case_id) END,
      scored.score, ${SCORE_PARTS}, before.times, ${findings.map((name) => `f.${name}`).join(", ")}`, true);
  await run(`INSERT INTO verdicts ${judged} WHERE change IN ('open', 'update', 'reopen', 'unsure')`);
  await run(`
    INSERT INTO verdicts (change, exception_id, version, before)
    SELECT 'clear', e.id, e.version, ${snapshot("e")} FROM exceptions e
    WHERE e.type = ANY (:rules) AND e.origin = 'rule' AND ${live("e")} AND (:distributors IS NULL OR e.distributor_id = ANY (:distributors))
      AND NOT EXISTS (SELECT FROM findings f WHERE f.fingerprint = e.fingerprint)`);
}

/** How many causes are older than their rule's horizon or than the day that detection looks back to, and so have no case. */
export async function countHistory(tx: Tx, clock: Values): Promise<number> {
  const { sql, parameters } = bind(`
    SELECT count(*)::integer AS history FROM findings f
    WHERE f.is_history AND NOT f.undecided AND NOT EXISTS (SELECT FROM exceptions e WHERE e.fingerprint = f.fingerprint AND (${live("e")} OR e.resolved_at >= :now - interval '${REOPEN_DAYS} days'))`, clock);
  return (await tx.query<{ history: number }>(sql, parameters))[0]!.history;
}

/** Puts into words what opens, changes or comes back; a verdict that got none, because its cause went away meanwhile, is left to the next run. */
export async function wordVerdicts(tx: Tx, rules: SetRule[], clock: Values): Promise<void> {
  const wanted = await tx.query<Wanted>(`
    SELECT rule, array_agg(subject_id) AS subjects, array_agg(DISTINCT distributor_id) AS distributors FROM verdicts WHERE change NOT IN ('clear', 'unsure') GROUP BY rule`);
  await collectWords(tx, rules, clock, wanted);
  await tx.query(`DELETE FROM verdicts v WHERE change NOT IN ('clear', 'unsure') AND NOT EXISTS (SELECT FROM words w WHERE w.fingerprint = v.fingerprint)`);
}
