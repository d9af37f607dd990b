import { AbilityBuilder, createMongoAbility, type MongoAbility } from "@casl/ability";
import { ActorKind } from "../../entities/enums.js";
import type { Actor } from "./actor.js";
import { isPerson } from "./authority.js";
import { POLICIES } from "./index.js";

/** `read`, `change` and `decide` for every noun; a verb with a rule of its own adds its name. */
export type Action = "read" | "change" | "decide" | (string & {});
/** A record, the name of its class, or `all`. */
export type Subject = string | object;
export type TowerAbility = MongoAbility<[Action, Subject]>;
type Rule = AbilityBuilder<TowerAbility>["can"];

/** What rights depend on. In which session they act is none of it, so equal people share one ability. */
export type RightsHolder = Omit<Actor, "name" | "sessionId" | "scopes">;

/**
 * The rules of one noun, as data that both a verb and the read path understand.
 * @example can("read", "Order", actor.regions.length ? { "distributor.region": { $in: actor.regions } } : {});
 */
export type Policy = (can: Rule, cannot: Rule, actor: RightsHolder) => void;

/** Marks an action as a person's alone: `decide` and every action whose name begins with it. */
export const isDecision = (action: Action): boolean => /^decide(?![a-z])/.test(action);

/**
 * Merges policies into one ability; later rules win over earlier ones. What no policy grants is denied. Roles and teams are
 * a signed-in person's: an agent and the system have what a policy grants their kind, and no grant lets them decide.
 */
export function mergePolicies(policies: readonly Policy[], actor: RightsHolder): TowerAbility {
  const { can, cannot, build } = new AbilityBuilder<TowerAbility>(createMongoAbility);
  const grant = ((...rule: Parameters<Rule>) => {
    const granted = [rule[0]].flat().filter((action) => isPerson(actor) || !isDecision(action));
    return granted.length ? can(granted, ...(rule.slice(1) as [string])) : undefined;
  }) as Rule;
  const byRole = actor.kind === ActorKind.USER || actor.kind === ActorKind.INTEGRATION;
  const holder: RightsHolder = byRole ? actor : { kind: actor.kind, agentProfileId: actor.agentProfileId, roles: [], teams: [], regions: [] };
  for (const policy of policies) policy(grant, cannot, holder);
  return build();
}

const REMEMBERED = 1_000;
const abilities = new Map<string, TowerAbility>();
const ofActor = new WeakMap<Actor, TowerAbility>();

/** What the actor may do. Remembered, since every request asks for it; nobody's rights change while they act. */
export function abilityFor(actor: Actor): TowerAbility {
  const known = ofActor.get(actor) ?? abilityOf(actor);
  ofActor.set(actor, known);
  return known;
}

function abilityOf(actor: Actor): TowerAbility {
  const { kind, userId, roles, teams, regions, tokenId, agentProfileId } = actor;
  const holder: RightsHolder = { kind, userId, roles, teams, regions, tokenId, agentProfileId };
  const key = JSON.stringify(holder);
  const known = abilities.get(key);
  if (known) return known;
  const ability = mergePolicies(POLICIES, holder);
  if (abilities.size >= REMEMBERED) abilities.delete(abilities.keys().next().value!);
  abilities.set(key, ability);
  return ability;
}
