import { subject } from "@casl/ability";
import { ExceptionOrigin } from "../../../entities/enums.js";
import { ExceptionCase } from "../../../entities/ExceptionCase.js";
import type { Fact } from "../../../entities/Fact.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import { abilityFor } from "../../policies/ability.js";
import { authorize } from "../../policies/authorize.js";
import { notFound } from "../errors.js";
import { named } from "../lockFor.js";
import { bind } from "./bind.js";
import { clockOf, collectWords, rulesOf } from "./detectionPass.js";
import { loadRates } from "./fx.js";

/** Whether an exception's rule would find its cause if it ran now. */
export interface CauseCheck {
  stands: boolean;
  /** What stands, in one sentence without a full stop, with no more than the actor may read; null where nothing does. */
  reason: string | null;
}

type Found = Pick<ExceptionCase, "title" | "facts">;

/** Asks the rule that found an exception whether its cause stands now, so that nobody resolves unknowingly what opens again by itself. */
export const checkCause = (ctx: Context, idOrNumber: string): Promise<CauseCheck> =>
  ctx.transaction(async (tx) => {
    const exception = await tx.manager.findOne(ExceptionCase, { where: named(idOrNumber), relations: { distributor: true } });
    if (!exception) throw notFound("ExceptionCase");
    authorize(ctx.actor, "read", exception);
    const found = exception.origin === ExceptionOrigin.RULE ? await findingNow(ctx, tx, exception) : undefined;
    if (!found) return { stands: false, reason: null };
    const ability = abilityFor(ctx.actor);
    const mayReadFacts = ability.can("read", subject("ExceptionCase", { ...exception }), "facts");
    const mayReadOwed = ability.can("read", subject("Invoice", { distributor: exception.distributor }), "outstanding");
    return { stands: true, reason: (mayReadFacts && inOneSentence(found, mayReadOwed)) || "Its rule still finds it" };
  });

/** Money that is still owed says more than the title does, and where it may not be read, the title would hint at it. */
function inOneSentence({ title, facts }: Found, mayReadOwed: boolean): string | undefined {
  const owed = facts.find(({ recordType, field }: Fact) => recordType === "invoice" && field === "outstanding");
  if (!owed) return title;
  return mayReadOwed ? `${owed.value} is still outstanding` : undefined;
}

/** What the rule says of the case's record now; nothing where it doesn't fire, can't decide or is switched off. */
async function findingNow(ctx: Context, tx: Tx, exception: ExceptionCase): Promise<Found | undefined> {
  const [enabled] = (await rulesOf(tx, {})).filter(({ rule }) => rule.code === exception.type);
  if (!enabled) return undefined;
  const { rule, thresholds } = enabled;
  const distributors = [exception.distributorId];
  const subjects = [exception.subjectId];
  const clock = await clockOf(ctx, tx, { distributorIds: distributors });
  await loadRates(tx);
  if (rule.keeps) {
    const { sql, parameters } = bind(rule.keeps, { ...clock, ...thresholds });
    await tx.query(sql, parameters);
  }
  await collectWords(tx, [enabled], clock, [{ rule: rule.code, subjects, distributors }]);
  const [found] = await tx.query<Found>(`SELECT title, facts FROM words`);
  return found;
}
