import { InvoiceStatus } from "../../entities/enums.js";
import { lifecycle } from "./lifecycle.js";

const { DRAFT, OPEN, PARTIALLY_PAID, PAID, VOID, UNCOLLECTIBLE } = InvoiceStatus;

export type InvoiceAction = "issue" | "payPart" | "pay" | "void" | "writeOff" | "reversePayment";

/** `reversePayment` is the named correcting event that leaves the terminal state paid. */
export const invoiceLifecycle = lifecycle<InvoiceStatus, InvoiceAction>("The invoice", {
  [DRAFT]: { issue: OPEN },
  [OPEN]: { payPart: PARTIALLY_PAID, pay: PAID, void: VOID, writeOff: UNCOLLECTIBLE },
  [PARTIALLY_PAID]: { payPart: PARTIALLY_PAID, pay: PAID, void: VOID, writeOff: UNCOLLECTIBLE },
  [UNCOLLECTIBLE]: { pay: PAID, void: VOID },
  [PAID]: { reversePayment: OPEN },
  [VOID]: {},
});
