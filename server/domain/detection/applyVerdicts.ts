import { ExceptionState } from "../../../entities/enums.js";
import { recordEach } from "../../audit/record.js";
import type { Tx } from "../../database/unitOfWork.js";
import { exceptionLifecycle } from "../../records/exceptionCase.lifecycle.js";
import { bind, type Values } from "./bind.js";
import { REPEATS_IN_FULL } from "./score.js";
import { snapshot, type Verdict } from "./verdicts.js";

const CLEARED = "The cause is gone.";
const AS_FOUND = `severity = v.severity, score = v.score, score_parts = v.score_parts, title = w.title, facts = w.facts,
  value_minor = v.value_minor, currency = v.currency, blocks_order = v.blocks_order, last_fired_at = :now, undecided = NULL`;

/** What a verdict does to a case that exists, and the event that tells of it. */
interface CaseChange { verdict: Verdict; event: string; set: string }

const UPDATE: CaseChange = { verdict: "update", event: "exception.updated", set: AS_FOUND };

const REOPEN: CaseChange = {
  verdict: "reopen", event: "exception.reopened",
  set: `${AS_FOUND}, state = '${exceptionLifecycle.after(ExceptionState.RESOLVED, "refire")}', reopened_count = e.reopened_count + 1,
    resolved_at = NULL, resolution = NULL, closed_at = NULL, acknowledged_at = NULL, acknowledged_until = NULL,
    dismissed_at = NULL, dismissed_reason = NULL`,
};

const CLEAR: CaseChange = {
  verdict: "clear", event: "exception.cleared",
  set: `state = '${exceptionLifecycle.after(ExceptionState.OPEN, "clear")}', resolved_at = :now, resolution = '${CLEARED}', cleared_at = :now, undecided = NULL`,
};

/** Its facts may be old, and it says so, since neither is it known that the cause is gone. */
const UNSURE: CaseChange = { verdict: "unsure", event: "exception.updated", set: `undecided = v.lacks` };

export interface Counts { opened: number; updated: number; reopened: number; cleared: number }

/** Writes the verdicts, with their words, into the cases, each changed case with its own audit entry. */
export async function applyVerdicts(tx: Tx, runId: string, clock: Values): Promise<Counts> {
  return {
    opened: await openCases(tx, runId, clock),
    updated: (await changeCases(tx, runId, clock, UPDATE)) + (await changeCases(tx, runId, clock, UNSURE)),
    reopened: await changeCases(tx, runId, clock, REOPEN),
    cleared: await changeCases(tx, runId, clock, CLEAR),
  };
}

async function openCases(tx: Tx, runId: string, clock: Values): Promise<number> {
  const { sql, parameters } = bind(`
    INSERT INTO exceptions (number, created_at, updated_at, type, subject_kind, subject_number, subject_id,
      distributor_id, order_id, fingerprint, severity, score, score_parts, repeats, owner_team, agent_code, tags, title, recommended_action,
      facts, value_minor, currency, blocks_order, detected_at, last_fired_at)
    SELECT 'EXC-' || to_char(:today, 'YYYY') || '-' || lpad(n::text, GREATEST(3, length(n::text)), '0'), :now, :now, v.rule, w.subject_kind, v.subject_number, v.subject_id,
      v.distributor_id, v.order_id, v.fingerprint, v.severity, v.score, v.score_parts, LEAST(v.repeats, ${REPEATS_IN_FULL}), w.owner_team, w.agent_code, w.tags, w.title, w.recommended_action,
      w.facts, v.value_minor, v.currency, v.blocks_order, :now, :now
    FROM (SELECT sorted.*, nextval('exception_number') AS n FROM (SELECT * FROM verdicts WHERE change = 'open' ORDER BY score DESC, fingerprint) sorted) v
    JOIN words w ON w.fingerprint = v.fingerprint
    RETURNING id`, clock);
  const ids = (await tx.query<{ id: string }>(sql, parameters)).map((row) => row.id);
  await tell(tx, runId, "exception.opened", ids, `jsonb_build_object('before', '{}'::jsonb, 'after', jsonb_strip_nulls(
    jsonb_build_object('type', e.type, 'ownerTeam', e.owner_team, 'subjectNumber', e.subject_number) || ${snapshot("e")}))`);
  return ids.length;
}

/** Changes the cases with one verdict. A case that somebody changed since it was judged is left to the next run. */
async function changeCases(tx: Tx, runId: string, clock: Values, { verdict, event, set }: CaseChange): Promise<number> {
  const { sql, parameters } = bind(`
    WITH judged AS MATERIALIZED (
      SELECT e.id FROM exceptions e JOIN verdicts v ON v.exception_id = e.id AND v.version = e.version
      WHERE v.change = '${verdict}' ORDER BY e.id FOR UPDATE OF e)
    UPDATE exceptions e SET version = e.version + 1, updated_at = :now, ${set}
    FROM judged JOIN verdicts v ON v.exception_id = judged.id LEFT JOIN words w ON w.fingerprint = v.fingerprint WHERE e.id = judged.id RETURNING e.id`, clock);
  const ids = (await tx.query<{ id: string }>(sql, parameters)).map((row) => row.id);
  await tell(tx, runId, event, ids, `(
    SELECT jsonb_build_object('before', jsonb_object_agg(was.key, was.value), 'after', jsonb_object_agg(was.key, is_now.value))
    FROM verdicts v, jsonb_each(v.before) was JOIN jsonb_each(${snapshot("e")}) is_now USING (key)
    WHERE v.exception_id = e.id AND was.value IS DISTINCT FROM is_now.value)`);
  return ids.length;
}

async function tell(tx: Tx, runId: string, event: string, ids: string[], payload: string): Promise<void> {
  if (!ids.length) return;
  const { sql, parameters } = bind(`
    SELECT '${event}' AS type, :run AS batch_id, 'exception' AS subject_kind, e.id AS subject_id, e.number AS subject_number,
      e.distributor_id, e.order_id, e.id AS exception_id, NULL::uuid AS task_id, NULL::uuid AS draft_id, ${payload} AS payload
    FROM exceptions e WHERE e.id = ANY (:ids) ORDER BY e.id`, { run: runId, ids }, 7);
  await recordEach(tx, sql, parameters);
}
