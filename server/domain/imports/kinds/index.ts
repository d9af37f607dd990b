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
export const KINDS = {} as Record<ImportKind, Kind>;

/** Lets a kind of record be imported. */
export function admitImport(kind: Kind): void {
  KINDS[kind.kind] = kind;
  if (!Object.values(ImportKind).includes(kind.kind)) Object.assign(ImportKind, { [kind.kind.toUpperCase()]: kind.kind });
}
for (const kind of [distributors, orders, invoices, shipments, documents, payments, rates]) admitImport(kind);
