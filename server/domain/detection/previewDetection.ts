import type { SubjectKind } from "../../../entities/enums.js";
import type { Fact } from "../../../entities/Fact.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import { abilityFor } from "../../policies/ability.js";
import { authorizeNoun } from "../../policies/authorize.js";
import { readableFacts } from "../facts/readableFacts.js";
import { bind, type Values } from "./bind.js";
import { clockOf, collectFindings, collectWords, MINUTES_A_STATEMENT, rulesOf, type Scope, type SetRule } from "./detectionPass.js";
import { judgedFindings } from "./verdicts.js";

export interface PreviewedFinding {
  subjectKind: SubjectKind;
  subjectId: string;
  subjectNumber: string;
  severity: number;
  score: number;
  title: string;
  facts: Fact[];
}

/** What one rule would do if it ran now. */
export interface RulePreview {
  rule: string;
  wouldFire: number;
  /** Of these, how many are not a case yet. */
  wouldOpen: number;
  undecided: number;
  /** Causes too old for a case. */
  history: number;
  /** The ten with the highest score. */
  sample: PreviewedFinding[];
}

const SAMPLE = 10;

/** A finding without the facts that its case would not show this actor either. */
async function readable(ctx: Context, tx: Tx, finding: PreviewedFinding): Promise<PreviewedFinding> {
  const facts = await readableFacts((sql, parameters) => tx.query(sql, parameters), [abilityFor(ctx.actor)], finding.facts, ctx.actor.regions[0]);
  return { ...finding, facts };
}

/** A dry run: says of each rule how often it would fire and shows ten, of the actor's own regions; of what it finds nothing is kept. */
export const previewDetection = (ctx: Context, scope: Scope = {}): Promise<RulePreview[]> =>
  ctx.transaction(async (tx) => {
    authorizeNoun(ctx.actor, "detect", "ExceptionCase", "run detection");
    await tx.allowMinutes(MINUTES_A_STATEMENT);
    const rules = await rulesOf(tx, scope);
    const clock = await clockOf(ctx, tx, scope);
    await collectFindings(tx, rules, clock, false);
    const found = await countFindings(tx, { ...clock, regions: ctx.actor.regions });
    const words = await wordsOf(tx, rules, clock, found);
    const previews: RulePreview[] = [];
    for (const { rule: { code, subject: subjectKind } } of rules) {
      const { sample, ...counts } = found.find(({ rule }) => rule === code) ?? { rule: code, wouldFire: 0, wouldOpen: 0, undecided: 0, history: 0, sample: [] };
      const shown: PreviewedFinding[] = [];
      for (const { fingerprint, distributorId, ...finding } of sample) {
        const said = words.get(fingerprint);
        if (said) shown.push(await readable(ctx, tx, { subjectKind, ...finding, ...said }));
      }
      previews.push({ ...counts, sample: shown });
    }
    return previews;
  });

/** What a full pass would do with the records as this transaction has them: cases that it would open, and causes too old for one. */
export async function forecastDetection(ctx: Context, tx: Tx, scope: Scope): Promise<{ wouldOpen: number; history: number }> {
  const rules = await rulesOf(tx, scope);
  const clock = await clockOf(ctx, tx, scope, true);
  await collectFindings(tx, rules, clock, false);
  const found = await countFindings(tx, { ...clock, regions: ctx.actor.regions });
  const total = (of: (count: Found) => number) => found.reduce((sum, count) => sum + of(count), 0);
  return { wouldOpen: total(({ wouldOpen }) => wouldOpen), history: total(({ history }) => history) };
}

type Words = Pick<PreviewedFinding, "title" | "facts">;
interface Found extends Omit<RulePreview, "sample"> {
  sample: (Omit<PreviewedFinding, keyof Words | "subjectKind"> & { distributorId: string; fingerprint: string })[];
}

/** Counts findings by rule, with those of the highest score, still without their words. */
async function countFindings(tx: Tx, clock: Values): Promise<Found[]> {
  const judged = judgedFindings("f.rule, f.undecided, change, f.subject_id, f.subject_number, f.distributor_id, f.fingerprint, f.severity, scored.score", false);
  const { sql, parameters } = bind(`
    WITH judged AS MATERIALIZED (${judged} WHERE cardinality(:regions) = 0 OR d.region = ANY (:regions)),
    counted AS (
      SELECT rule, count(*) FILTER (WHERE NOT undecided)::integer AS "wouldFire", count(*) FILTER (WHERE change = 'open')::integer AS "wouldOpen",
        count(*) FILTER (WHERE undecided)::integer AS undecided, count(*) FILTER (WHERE change = 'history')::integer AS history FROM judged GROUP BY rule)
    SELECT counted.*, ARRAY(SELECT to_jsonb(top) FROM (
      SELECT subject_id AS "subjectId", subject_number AS "subjectNumber", severity, score, distributor_id AS "distributorId", fingerprint
      FROM judged WHERE judged.rule = counted.rule AND NOT judged.undecided ORDER BY score DESC, subject_number LIMIT ${SAMPLE}) top) AS sample
    FROM counted`, clock);
  return tx.query<Found>(sql, parameters);
}

/** Title and facts of the samples, by fingerprint. */
async function wordsOf(tx: Tx, rules: SetRule[], clock: Values, found: Found[]): Promise<Map<string, Words>> {
  const distinct = (values: string[]) => [...new Set(values)];
  await collectWords(tx, rules, clock, found.filter(({ sample }) => sample.length).map(({ rule, sample }) => (
    { rule, subjects: sample.map(({ subjectId }) => subjectId), distributors: distinct(sample.map(({ distributorId }) => distributorId)) })));
  const rows = await tx.query<Words & { fingerprint: string }>(`SELECT fingerprint, title, facts FROM words`);
  return new Map(rows.map(({ fingerprint, ...words }) => [fingerprint, words]));
}
