import { subject } from "@casl/ability";
import type { ObjectLiteral } from "typeorm";
import { User } from "../../entities/User.js";
import { DomainError, notFound } from "../domain/errors.js";
import { abilityFor, type Action, isDecision } from "./ability.js";
import type { Actor } from "./actor.js";
import { isPerson } from "./authority.js";

/** A refusal for lack of right, with the record it was about, so that the attempt can be put on record. */
export class Refusal extends DomainError {
  constructor(message: string, readonly about: ObjectLiteral, code: "FORBIDDEN" | "FOUR_EYES" = "FORBIDDEN") {
    super(code, message);
  }
}

/**
 * Lets the actor do `action` on a loaded record or refuses: NOT_FOUND when it may not even be read, FORBIDDEN otherwise.
 * Conditions that reach into relations need these loaded; what is missing counts as not matching.
 */
export function authorize(actor: Actor, action: Action, record: ObjectLiteral): void {
  const noun = record.constructor.name;
  const ability = abilityFor(actor);
  const seen = subject(noun, { ...record });
  if (!ability.can("read", seen)) throw notFound(noun);
  if (isDecision(action) && !isPerson(actor)) throw new Refusal("Only a person decides; agents, integrations and jobs never do.", record);
  if (!ability.can(action, seen)) throw new Refusal(`Your role or team may not ${verb(action)} this ${noun === "ExceptionCase" ? "exception" : words(noun)}.`, record);
}

/** For rights that hang on no single record, such as starting an import; a refusal is told of whoever tried. */
export function authorizeNoun(actor: Actor, action: Action, noun: string, what: string): void {
  if (abilityFor(actor).can(action, noun)) return;
  const refusal = `Your role may not ${what}.`;
  if (!actor.userId) throw new DomainError(actor.roles.length ? "FORBIDDEN" : "UNAUTHENTICATED", refusal);
  throw new Refusal(refusal, Object.assign(new User(), { id: actor.userId, name: actor.name }));
}

const verb = (action: Action) => (action.startsWith("decide") ? "decide on" : action);
const words = (noun: string) => noun.replace(/(?<!^)([A-Z])/g, " $1").toLowerCase();
