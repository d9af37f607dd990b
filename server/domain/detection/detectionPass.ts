import { BusinessCalendar } from "../../../entities/BusinessCalendar.js";
import { RuleSetting } from "../../../entities/RuleSetting.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import { statesThat } from "../../records/exceptionCase.lifecycle.js";
import { badInput } from "../errors.js";
import { bind, type Values } from "./bind.js";
import { RULES } from "./catalogue.js";
import { FINDING_COLUMNS, findingsSql, WORD_COLUMNS, wordsSql } from "./compileRule.js";
import { loadRates } from "./fx.js";
import type { Rule } from "./rule.js";
import { emptyTable } from "./tempTable.js";

export interface Scope {
  /** Codes of the rules to run; all enabled ones when left out. */
  rules?: string[];
  /** Only what hangs on these distributors, after a change of their records; a rule never looks across distributors. */
  distributorIds?: string[];
  /** What began before this day opens no case, in this pass and in all that follow until another day is given. */
  since?: string;
}

/** Longest for one statement of a pass; after a first import a rule may find a hundred thousand cases. */
export const MINUTES_A_STATEMENT = 60;

/** A rule with the numbers it runs with. */
export interface SetRule { rule: Rule; thresholds: Record<string, number> }

/**
 * What every statement of one pass is bound to.
 * @param anew whether figures that rules keep for a day are worked out again, since their past has changed
 */
export async function clockOf(ctx: Context, tx: Tx, scope: Scope, anew = false): Promise<Values> {
  const calendar = await tx.manager.findOneBy(BusinessCalendar, { isDefault: true });
  if (scope.since && scope.since > tx.today) throw badInput("since", `${scope.since} is still to come; detection looks back to a day that has been.`);
  return {
    since: scope.since ?? (await lookedBackTo(tx)),
    now: tx.now, today: tx.today, zone: ctx.services.timeZone, calendar: calendar?.id ?? null,
    distributors: scope.distributorIds ?? null, live: statesThat("clear"), anew,
  };
}

/** The day last given with a pass or with an import that was applied; null where nobody gave one. */
export async function lookedBackTo(tx: Tx): Promise<string | null> {
  const [given] = await tx.query<{ since: string }>(`
    SELECT since FROM (
      (SELECT since, created_at, id FROM detection_runs WHERE since IS NOT NULL ORDER BY created_at DESC, id DESC LIMIT 1) UNION ALL
      (SELECT since, created_at, id FROM imports WHERE since IS NOT NULL AND state = 'applied' ORDER BY created_at DESC, id DESC LIMIT 1)) given
    ORDER BY created_at DESC, id DESC LIMIT 1`);
  return given?.since ?? null;
}

/** Keeps two passes from judging at the same time, and a person from opening by hand what a pass is about to open. */
export const takeTurns = (tx: Tx) => tx.query(`SELECT pg_advisory_xact_lock(hashtext('tower_detection'))`);

/** The rules of a pass with the organisation's own thresholds; a rule asked for by name runs even when it is switched off. */
export async function rulesOf(tx: Tx, { rules: codes }: Scope): Promise<SetRule[]> {
  const settings = new Map((await tx.manager.find(RuleSetting)).map((setting) => [setting.ruleCode, setting]));
  const unknown = codes?.filter((code) => !RULES.some((rule) => rule.code === code)) ?? [];
  if (unknown.length) throw badInput("rules", `There is no rule ${unknown.join(", ")}.`);
  const wanted = RULES.filter((rule) => codes?.includes(rule.code) ?? settings.get(rule.code)?.enabled !== false);
  return wanted.map((rule) => ({ rule, thresholds: thresholdsOf(rule, settings.get(rule.code)?.thresholds) }));
}

/** The defaults, overridden where the setting names a number that the rule knows. */
export function thresholdsOf(rule: Rule, setting: Record<string, unknown> = {}): Record<string, number> {
  return Object.fromEntries(Object.entries(rule.thresholds).map(([name, { default: value }]) => {
    const own = setting[name];
    return [name, typeof own === "number" && Number.isFinite(own) ? own : value];
  }));
}

/**
 * Runs each rule once, set-based, into the emptied table `findings` of this transaction.
 * @param compared whether cases will be compared with what the findings say
 */
export async function collectFindings(tx: Tx, rules: SetRule[], clock: Values, compared: boolean): Promise<void> {
  await emptyTable(tx, "findings", FINDING_COLUMNS);
  await loadRates(tx);
  // Right after an import the planner has no statistics of the new rows and would loop over whole tables, minutes long.
  await allowLoops(tx, clock.distributors !== null);
  for (const { rule, thresholds } of rules) {
    const run = async (text: string) => {
      const { sql, parameters } = bind(text, { ...clock, ...thresholds });
      await tx.query(sql, parameters);
    };
    if (rule.keeps) await run(rule.keeps);
    await run(`INSERT INTO findings ${findingsSql(rule, tx.manager.connection, compared)}`);
  }
  await allowLoops(tx, true);
}

/** Findings of one rule that are to be put into words: their subjects, and the distributors of these. */
export interface Wanted { rule: string; subjects: string[]; distributors: string[] }

/** Above this many the planner's guesses matter again. */
const FEW = 1_000;

/** Puts findings into words, in the emptied table `words`. What has changed since it was found, and fires no more, gets none. */
export async function collectWords(tx: Tx, rules: SetRule[], clock: Values, wanted: Wanted[]): Promise<void> {
  await emptyTable(tx, "words", WORD_COLUMNS);
  for (const { rule: code, subjects, distributors } of wanted) {
    const { rule, thresholds } = rules.find(({ rule }) => rule.code === code)!;
    await allowLoops(tx, subjects.length <= FEW);
    const { sql, parameters } = bind(wordsSql(rule, tx.manager.connection), { ...clock, ...thresholds, subjects, distributors });
    await tx.query(`INSERT INTO words ${sql}`, parameters);
  }
  await allowLoops(tx, true);
}

const allowLoops = (tx: Tx, yes: boolean) => tx.query(`SET LOCAL enable_nestloop = ${yes ? "on" : "off"}`);
