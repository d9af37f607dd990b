import { ActorKind, Role } from "../../entities/enums.js";
import type { RightsHolder } from "./ability.js";

export const has = (actor: RightsHolder, ...roles: Role[]) => actor.roles.some((role) => role === Role.ADMIN || roles.includes(role));

/** Decisions are a person's: no agent, no integration's token and no job ever makes one. */
export const isPerson = (actor: RightsHolder) => actor.kind === ActorKind.USER && !actor.tokenId;

/** Viewers, and people without a role, change nothing, whatever team they sit in. */
export const mayChange = (actor: RightsHolder) => actor.roles.some((role) => role !== Role.VIEWER);

/** Signed in with any role at all. */
export const isKnown = (actor: RightsHolder) => actor.roles.length > 0;
