import type { RightsHolder } from "./ability.js";

/** Limits a rule to the actor's regions; `path` leads from the noun to the distributor's region. Empty regions mean all. */
export const inRegion = (actor: RightsHolder, path = "distributor.region") =>
  actor.regions.length ? { [path]: { $in: actor.regions } } : {};
