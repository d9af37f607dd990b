import { ImportKind } from "../../../../entities/enums.js";
import type { Kind } from "../kind.js";
import { distributors } from "./distributors.js";
import { documents } from "./documents.js";
import { invoices } from "./invoices.js";
import { orders } from "./orders.js";
import { payments } from "./payments.js";
import { rates } from "./rates.js";
import { shipments } from "./shipments.js";

/** Every kind of record that can be imported, those that others refer to first. */
export const KINDS: Record<ImportKind, Kind> = {
  [ImportKind.DISTRIBUTORS]: distributors,
  [ImportKind.ORDERS]: orders,
  [ImportKind.INVOICES]: invoices,
  [ImportKind.SHIPMENTS]: shipments,
  [ImportKind.DOCUMENTS]: documents,
  [ImportKind.PAYMENTS]: payments,
  [ImportKind.RATES]: rates,
};
