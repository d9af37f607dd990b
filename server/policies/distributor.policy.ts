import { ImportKind, Role } from "../../entities/enums.js";
import type { Policy } from "./ability.js";
import { has, isKnown, mayChange } from "./authority.js";
import { importedCells } from "./importedCells.js";
import { inRegion } from "./regions.js";

/** What rules work out of invoices and payments, which is read like these. */
const WORKED_OUT_OF_MONEY = ["exposure", "receivables", "unbilledOrders", "unappliedCash", "overdue", "overdueInvoices"];

/** Everybody reads distributors of their regions; Sales changes them; Legal decides onboarding, Accounting credit terms. */
export const distributorPolicy: Policy = (can, cannot, actor) => {
  if (!isKnown(actor)) return;
  const mine = inRegion(actor, "region");
  can("read", "Distributor", mine);
  can("read", "Contact", inRegion(actor));
  if (!has(actor, Role.ACCOUNTING, Role.SALES)) cannot("read", "Distributor", ["creditLimit", "creditLimitMinor"]);
  if (!has(actor, Role.ACCOUNTING, Role.SALES, Role.VIEWER)) cannot("read", "Distributor", WORKED_OUT_OF_MONEY);
  if (!mayChange(actor)) return;
  if (has(actor, Role.SALES)) {
    can("change", "Distributor", mine);
    can("change", "Contact", inRegion(actor));
    can("read", "ImportIssue", importedCells(actor, ImportKind.DISTRIBUTORS));
  }
  if (has(actor, Role.LEGAL)) can("decideOnboarding", "Distributor", mine);
  if (has(actor, Role.ACCOUNTING)) can("decideCredit", "Distributor", mine);
};
