import type { ActorKind, Role, TeamCode } from "../../entities/enums.js";

/** Who acts, in which roles, and for which part of the business. */
export interface Actor {
  kind: ActorKind;
  userId?: string;
  name: string;
  roles: Role[];
  teams: TeamCode[];
  /** Regions whose distributors, and all that hangs on them, the actor sees; empty means all. */
  regions: string[];
  sessionId?: string;
  tokenId?: string;
  /** The agent that acts, by its profile; see agent.policy.ts. */
  agentProfileId?: string;
  /** What the token was made for; see scopes.ts. */
  scopes?: string[];
}
