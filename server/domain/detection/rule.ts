import type { SubjectKind, TeamCode } from "../../../entities/enums.js";
import type { FactSql } from "./fact.js";

/** A number that an organisation may change, with its unit. */
export interface Threshold {
  default: number;
  unit: string;
  /** What the number means, so that `default unit description` reads as a phrase: "5 business days without activity". */
  description: string;
}

/**
 * One line of the catalogue: which records it judges, when it fires, what it says and who should act.
 *
 * The SQL in it is expressions over the aliases `d` distributor, `o` order, `i` invoice, `s` shipment, `doc` document. The
 * subject's own row and its distributor are always there; for a shipment its order too. `:now`, `:today`, `:zone`,
 * `:calendar` and every threshold are named parameters. Archived subjects are never judged.
 *
 * Titles, facts and pressure name dates and steps rather than counters that run by themselves: "overdue since 14 October"
 * stays true, while "overdue for 35 days" would change every open case, and its audit trail, every night.
 */
export interface Rule {
  code: string;
  subject: SubjectKind;
  /** When it fires, in the catalogue's words. */
  summary: string;
  thresholds: Record<string, Threshold>;
  /** A statement, run first, that works out slow figures the rule reads and keeps them for the day, or again if `:anew`. */
  keeps?: string;
  /** Rows of a SELECT that lead to the few subjects concerned, by the column `id` tells, where looking through all subjects would be slow. */
  through?: { as: string; rows: string; id: string };
  /** Joins that the expressions need. */
  join?: string;
  /** Names for expressions used more than once; a later one may use an earlier one. */
  let?: Record<string, string>;
  /** The records that the rule judges at all. */
  among: string;
  /** Fires where this is true. */
  when: string;
  /** SQL of the day on which its cause began; left out where what stands today is the cause, however long it has. */
  began?: string;
  /** A cause that began longer ago opens no case, though one that is open stays so: the default of the threshold of this name. */
  horizonDays?: number;
  /** Where true, the rule neither fires nor clears: something it would have to guess is missing. */
  cannotDecide?: string;
  /** SQL of what it would have to guess, in words that end "cannot be decided: "; needed where that may be an exchange rate. */
  lacks?: string;
  /** 1 (watch) to 4 (critical). */
  severity: number | string;
  /** Money at stake, when there is any. */
  stake?: { minor: string; currency: string };
  /** How much time is left, 0 (plenty) to 1 (none), in steps. */
  pressure: number | string;
  /** Whether it keeps an order from moving. */
  blocksOrder?: boolean | string;
  /** The blocker in one line; braces hold SQL. */
  title: string;
  facts: FactSql[];
  /** The team that acts. */
  ownerTeam: TeamCode;
  /** Code of the agent that follows up. */
  agent: string;
  tags: string[];
  /** What usually helps. */
  recommendedAction: string;
  /** Compliance can't be asked to be quiet: it fires in a distributor's suppression window too. */
  evenWhenSuppressed?: boolean;
}

/** Declares a rule. The owning team's agent, which has the team's code, follows up. */
export const rule = (definition: Omit<Rule, "agent">): Rule => ({ ...definition, thresholds: { ...definition.thresholds, ...horizonOf(definition) }, agent: definition.ownerTeam });

const threshold = (unit: string) => (value: number, description: string): Threshold => ({ default: value, unit, description });

const horizonOf = ({ horizonDays }: Pick<Rule, "horizonDays">): Rule["thresholds"] =>
  horizonDays === undefined ? {} : { horizonDays: calendarDays(horizonDays, "since its cause began; an older one opens no case") };

export const calendarDays = threshold("calendar days");
export const businessDays = threshold("business days");
export const hours = threshold("hours");
export const percent = threshold("percent");
export const times = threshold("records");
export const units = threshold("unit of the currency");
export const euros = threshold("EUR");
