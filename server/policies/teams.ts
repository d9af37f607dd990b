import { ActorKind, Role, TeamCode } from "../../entities/enums.js";
import type { Actor } from "./actor.js";

const ROLES: Record<TeamCode, Role> = {
  [TeamCode.SALES_OPS]: Role.SALES,
  [TeamCode.PARTNER_SUCCESS]: Role.SALES,
  [TeamCode.ACCOUNTING]: Role.ACCOUNTING,
  [TeamCode.LOGISTICS]: Role.LOGISTICS,
  [TeamCode.LEGAL]: Role.LEGAL,
};

/** Somebody who has the role of a team and sits in it alone: what such a person may read, the whole team may. */
export const memberOf = (team: TeamCode): Actor => ({ kind: ActorKind.USER, name: team, roles: [ROLES[team]], teams: [team], regions: [] });
