import { subject } from "@casl/ability";
import { ActorKind, type SubjectKind } from "../../../entities/enums.js";
import type { Fact } from "../../../entities/Fact.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import { abilityFor } from "../../policies/ability.js";
import { authorizeNoun } from "../../policies/authorize.js";
import { bind, type Values } from "./bind.js";
import { clockOf, collectFindings, rulesOf, type Scope, type SetRule } from "./detectionPass.js";
import { judge } from "./verdicts.js";

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
  /** The ten with the highest score. */
  sample: PreviewedFinding[];
}

const SAMPLE = 10;

/** A finding without the facts that its case would not show this actor either. */
function readable(ctx: Context, type: string, finding: PreviewedFinding): PreviewedFinding {
  const wouldBe = subject("ExceptionCase", { type, subjectKind: finding.subjectKind, distributor: { region: ctx.actor.regions[0] } });
  const shown = ctx.actor.kind === ActorKind.SYSTEM || abilityFor(ctx.actor).can("read", wouldBe, "facts");
  return shown ? finding : { ...finding, facts: [] };
}

/** A dry run: says of each rule how often it would fire and shows ten, of the actor's own regions; nothing is kept. */
export const previewDetection = (ctx: Context, scope: Scope = {}): Promise<RulePreview[]> =>
  ctx.transaction(async (tx) => {
    authorizeNoun(ctx.actor, "detect", "ExceptionCase", "run detection");
    const rules = await rulesOf(tx, scope);
    const codes = rules.map(({ rule }) => rule.code);
    const clock = await clockOf(ctx, tx, scope);
    await collectFindings(tx, rules, clock, false);
    await judge(tx, codes, clock, false);
    const { sql, parameters } = bind(`
      SELECT v.rule, count(*) FILTER (WHERE NOT undecided)::integer AS "wouldFire", count(*) FILTER (WHERE change = 'open')::integer AS "wouldOpen",
        count(*) FILTER (WHERE undecided)::integer AS undecided,
        COALESCE(jsonb_agg(jsonb_build_object('subjectKind', subject_kind, 'subjectId', subject_id, 'subjectNumber', subject_number,
          'severity', severity, 'score', score, 'distributorId', distributor_id, 'fingerprint', fingerprint) ORDER BY score DESC, subject_number)
          FILTER (WHERE NOT undecided AND place <= ${SAMPLE}), '[]') AS sample
      FROM (
        SELECT v.*, row_number() OVER (PARTITION BY rule, undecided ORDER BY score DESC, subject_number) AS place
        FROM verdicts v JOIN distributors d ON d.id = v.distributor_id
        WHERE v.rule IS NOT NULL AND (cardinality(:regions) = 0 OR d.region = ANY (:regions))) v
      GROUP BY v.rule`, { regions: ctx.actor.regions });
    const found = new Map((await tx.query<Unworded>(sql, parameters)).map((row) => [row.rule, row]));
    const words = await wordsOf(tx, rules, clock, [...found.values()].flatMap(({ sample }) => sample));
    return codes.map((rule) => {
      const { sample = [], ...counts } = found.get(rule) ?? { rule, wouldFire: 0, wouldOpen: 0, undecided: 0 };
      return { ...counts, sample: sample.map(({ fingerprint, distributorId, ...finding }) => readable(ctx, rule, { ...finding, ...words.get(fingerprint)! })) };
    });
  });

type Words = Pick<PreviewedFinding, "title" | "facts">;
type UnwordedFinding = Omit<PreviewedFinding, keyof Words> & { distributorId: string; fingerprint: string };
type Unworded = Omit<RulePreview, "sample"> & { sample: UnwordedFinding[] };

/** Title and facts of a few findings, by fingerprint: the rules say them of the distributors concerned alone. */
async function wordsOf(tx: Tx, rules: SetRule[], clock: Values, findings: UnwordedFinding[]): Promise<Map<string, Words>> {
  const fingerprints = findings.map(({ fingerprint }) => fingerprint);
  const fired = new Set(fingerprints.map((fingerprint) => fingerprint.split(":")[0]));
  const distributors = [...new Set(findings.map(({ distributorId }) => distributorId))];
  await collectFindings(tx, rules.filter(({ rule }) => fired.has(rule.code)), { ...clock, distributors });
  const rows = await tx.query<Words & { fingerprint: string }>(`SELECT fingerprint, title, facts FROM findings WHERE fingerprint = ANY ($1)`, [fingerprints]);
  return new Map(rows.map(({ fingerprint, ...words }) => [fingerprint, words]));
}
