import { AbilityBuilder, createMongoAbility, type MongoAbility } from "@casl/ability";
import { ActorKind } from "../../entities/enums.js";
import type { Actor } from "./actor.js";
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

/** Merges policies into one ability; later rules win over earlier ones. */
export function mergePolicies(policies: readonly Policy[], actor: RightsHolder): TowerAbility {
  const { can, cannot, build } = new AbilityBuilder<TowerAbility>(createMongoAbility);
  if (actor.kind === ActorKind.SYSTEM) can("read", "all");
  for (const policy of policies) policy(can, cannot, actor);
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
  const { kind, userId, roles, teams, regions, tokenId } = actor;
  const holder: RightsHolder = { kind, userId, roles, teams, regions, tokenId };
  const key = JSON.stringify(holder);
  const known = abilities.get(key);
  if (known) return known;
  const ability = mergePolicies(POLICIES, holder);
  if (abilities.size >= REMEMBERED) abilities.delete(abilities.keys().next().value!);
  abilities.set(key, ability);
  return ability;
}
