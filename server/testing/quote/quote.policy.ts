import { Role } from "../../../entities/enums.js";
import type { Policy } from "../../policies/ability.js";
import { has, isKnown, mayChange } from "../../policies/authority.js";
import { inRegion } from "../../policies/regions.js";

/** Everybody reads quotes but for Logistics, who do not see the money; Sales changes them. */
export const quotePolicy: Policy = (can, cannot, actor) => {
  if (!isKnown(actor)) return;
  can("read", "Quote", inRegion(actor));
  can("read", "QuoteLine", inRegion(actor, "quote.distributor.region"));
  if (has(actor, Role.LOGISTICS) && !has(actor, Role.SALES)) cannot("read", "Quote", ["value", "valueMinor"]);
  if (mayChange(actor) && has(actor, Role.SALES)) can("change", "Quote", inRegion(actor));
};
