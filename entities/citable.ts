import { Distributor } from "./Distributor.js";
import { Document } from "./Document.js";
import { FollowUpTask } from "./FollowUpTask.js";
import { Invoice } from "./Invoice.js";
import { Order } from "./Order.js";
import { Payment } from "./Payment.js";
import { Shipment } from "./Shipment.js";

/** Records whose fields may be cited as facts, by the kind that a fact names. */
export const CITABLE = { distributor: Distributor, order: Order, invoice: Invoice, shipment: Shipment, document: Document, payment: Payment } as const;
export type CitableKind = keyof typeof CITABLE;

/** Records that facts tell of: beside those, the task whose deadline a message names. */
export const TOLD_OF = { ...CITABLE, followUpTask: FollowUpTask } as const;
