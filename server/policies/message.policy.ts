import { Role } from "../../entities/enums.js";
import type { Policy } from "./ability.js";
import { has, isKnown, mayChange } from "./authority.js";
import { inRegion } from "./regions.js";

/** What is said is for the owner team, the assignee and Legal; only a person of the owner team decides. */
export const messagePolicy: Policy = (can, _cannot, actor) => {
  if (!isKnown(actor)) return;
  const everything = has(actor, Role.LEGAL);
  const teams = { ownerTeam: { $in: actor.teams } };
  const grant = (action: string, noun: string, team: object, assignee: object) => {
    can(action, noun, team);
    if (actor.userId) can(action, noun, assignee);
  };
  const mine = (path = "distributor.region") => inRegion(actor, path);
  const assigned = { "task.assigneeId": actor.userId };

  for (const noun of ["Draft", "OutboundMessage"]) {
    grant("read", noun, { ...(everything ? {} : teams), ...mine() }, { ...assigned, ...mine() });
  }
  for (const noun of ["DraftRevision", "Approval"]) {
    const region = mine("draft.distributor.region");
    grant("read", noun, { ...(everything ? {} : { "draft.ownerTeam": { $in: actor.teams } }), ...region }, { "draft.task.assigneeId": actor.userId, ...region });
  }
  const region = mine("task.distributor.region");
  grant("read", "AiOutput", { ...(everything ? {} : { "task.ownerTeam": { $in: actor.teams } }), ...region }, { ...assigned, ...region });
  grant("read", "DeliveryEvent",
    { ...(everything ? {} : { "outboundMessage.ownerTeam": { $in: actor.teams } }), ...mine("outboundMessage.distributor.region") },
    { "outboundMessage.task.assigneeId": actor.userId, ...mine("outboundMessage.distributor.region") });

  if (!mayChange(actor)) return;
  const own = has(actor) ? mine() : { ...teams, ...mine() };
  grant("change", "Draft", own, { ...assigned, ...mine() });
  can("decide", ["Draft", "OutboundMessage"], own);
};
