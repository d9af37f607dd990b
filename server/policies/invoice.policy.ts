import { ImportKind, Role } from "../../entities/enums.js";
import type { Policy } from "./ability.js";
import { has, isKnown, mayChange } from "./authority.js";
import { importedCells } from "./importedCells.js";
import { inRegion } from "./regions.js";

const FOR_EVERYBODY = ["id", "version", "createdAt", "updatedAt", "archivedAt", "number", "status", "availableTransitions", "distributor", "order", "exceptions"];

/** Money is read by Accounting, Sales and Viewer and changed by Accounting; the others see number and status. */
export const invoicePolicy: Policy = (can, _cannot, actor) => {
  if (!isKnown(actor)) return;
  const mine = inRegion(actor);
  can("read", "Invoice", FOR_EVERYBODY, mine);
  if (!has(actor, Role.ACCOUNTING, Role.SALES, Role.VIEWER)) return;
  can("read", ["Invoice", "Payment"], mine);
  can("read", ["InvoiceDispute", "PaymentPromise"], inRegion(actor, "invoice.distributor.region"));
  if (!mayChange(actor) || !has(actor, Role.ACCOUNTING)) return;
  can("change", ["Invoice", "Payment"], mine);
  can("read", "ImportIssue", importedCells(actor, ImportKind.INVOICES, ImportKind.PAYMENTS, ImportKind.RATES));
  can("change", "FxRate");
  can("decide", "Invoice", mine);
};
