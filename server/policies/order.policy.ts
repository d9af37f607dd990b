import { HoldKind, ImportKind, Role } from "../../entities/enums.js";
import type { Policy } from "./ability.js";
import { has, isKnown, mayChange } from "./authority.js";
import { importedCells } from "./importedCells.js";
import { inRegion } from "./regions.js";

/** Everybody reads orders; Sales changes them, Logistics their fulfilment; Accounting decides credit holds, Legal compliance holds. */
export const orderPolicy: Policy = (can, cannot, actor) => {
  if (!isKnown(actor)) return;
  const mine = inRegion(actor);
  can("read", "Order", mine);
  can("read", ["OrderLine", "OrderHold"], inRegion(actor, "order.distributor.region"));
  if (!has(actor, Role.ACCOUNTING, Role.SALES)) {
    cannot("read", "OrderLine", ["unitCost", "marginPercent"]);
    cannot("read", "Order", ["marginPercent"]);
  }
  // what rules work out of invoices is read like these
  if (!has(actor, Role.ACCOUNTING, Role.SALES, Role.VIEWER)) cannot("read", "Order", ["billed", "billingDifference"]);
  if (!mayChange(actor)) return;
  if (has(actor, Role.SALES)) {
    can("change", "Order", mine);
    can("read", "ImportIssue", importedCells(actor, ImportKind.ORDERS));
  }
  if (has(actor, Role.LOGISTICS)) can("fulfil", "Order", mine);
  if (has(actor, Role.ACCOUNTING)) can("decide", "OrderHold", { kind: HoldKind.CREDIT, ...inRegion(actor, "order.distributor.region") });
  if (has(actor, Role.LEGAL)) can("decide", "OrderHold", { kind: HoldKind.COMPLIANCE, ...inRegion(actor, "order.distributor.region") });
};
