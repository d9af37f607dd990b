import { DetectionRun } from "../../../entities/DetectionRun.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import { authorizeNoun } from "../../policies/authorize.js";
import { applyVerdicts } from "./applyVerdicts.js";
import { missingRates } from "../rates/knownRates.js";
import { clockOf, collectFindings, MINUTES_A_STATEMENT, rulesOf, type Scope, takeTurns } from "./detectionPass.js";
import { countHistory, judge, wordVerdicts } from "./verdicts.js";

export interface RunDetection extends Scope {
  /** What started it: import (which may change the past), change, schedule or a person. */
  cause: string;
}

/**
 * Runs the rules over the records, each as one set-based statement, puts into words what is news, and brings the cases in
 * line: new blockers open, known ones are updated, returned ones reopen, and those whose cause is gone clear themselves. All
 * of it or nothing commits.
 */
export const runDetection = (ctx: Context, { cause, ...scope }: RunDetection): Promise<DetectionRun> =>
  ctx.transaction(async (tx) => {
    authorizeNoun(ctx.actor, "detect", "ExceptionCase", "run detection");
    const started = performance.now();
    await tx.allowMinutes(MINUTES_A_STATEMENT);
    await takeTurns(tx);
    const rules = await rulesOf(tx, scope);
    const codes = rules.map(({ rule }) => rule.code);
    const clock = await clockOf(ctx, tx, scope, cause === "import");
    await collectFindings(tx, rules, clock, true);
    await judge(tx, codes, clock);
    await wordVerdicts(tx, rules, clock);
    const [{ id, undecided }] = await tx.query(`SELECT tower_uuid_v7() AS id, count(*) FILTER (WHERE undecided)::integer AS undecided FROM findings`);
    const missing = (await missingRates((sql, parameters) => tx.query(sql, parameters), tx.today)).map(({ currency }) => currency);
    const history = await countHistory(tx, clock);
    const counts = await applyVerdicts(tx, id, clock);
    const run = await tx.insert(DetectionRun, { id, cause, ruleCodes: codes, ...counts, undecided, history, since: scope.since ?? null, missingRates: missing, durationMs: Math.round(performance.now() - started) });
    record(tx, "detection.ran", run, { batchId: id });
    return run;
  });
