import { Role } from "../../entities/enums.js";
import type { Policy } from "./ability.js";
import { has, isKnown, isPerson, mayChange } from "./authority.js";
import { inRegion } from "./regions.js";

/** Settings are read by all but Viewer and changed by Admin; the whole audit is for Admin and Legal, timelines for everybody. */
export const administrationPolicy: Policy = (can, _cannot, actor) => {
  if (!isKnown(actor)) return;
  can("read", ["Team", "User"]);
  can("read", "AuditEntry", { distributorId: { $ne: null }, ...inRegion(actor) });
  can("read", ["ImportRun", "DetectionRun"]);
  if (has(actor, Role.LEGAL)) {
    can("read", "AuditEntry", inRegion(actor));
  }
  // agents and channels name a task's destination, which everybody who reads the task sees
  can("read", ["AgentProfile", "Channel"]);
  if (actor.roles.every((role) => role === Role.VIEWER)) return;
  can("read", ["ChannelRoute", "RuleSetting", "SlaPolicy", "BusinessCalendar", "ApiToken", "FxRate"]);
  if (!mayChange(actor)) return;
  if (has(actor, Role.SALES, Role.ACCOUNTING, Role.LOGISTICS, Role.LEGAL)) can("import", "ImportRun");
  if (has(actor)) can("read", "InboundEvent");
  if (isPerson(actor) && has(actor)) can("decide", "InboundEvent");
  if (isPerson(actor) && actor.roles.includes(Role.ADMIN)) can("change", ["Team", "User", "Channel", "ChannelRoute", "RuleSetting", "AgentProfile", "SlaPolicy", "BusinessCalendar", "ApiToken"]);
};
