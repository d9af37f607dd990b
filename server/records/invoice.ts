import { InvoiceStatus, TeamCode } from "../../entities/enums.js";
import { Invoice } from "../../entities/Invoice.js";
import { InvoiceDispute } from "../../entities/InvoiceDispute.js";
import { PaymentPromise } from "../../entities/PaymentPromise.js";
import { invoiceLifecycle } from "./invoice.lifecycle.js";
import { recordKind } from "./recordKind.js";

export const invoice = recordKind({
  kind: "invoice",
  entity: Invoice,
  alias: "i",
  state: { property: "status", lifecycle: invoiceLifecycle, open: [InvoiceStatus.OPEN, InvoiceStatus.PARTIALLY_PAID] },
  parts: [
    { entity: InvoiceDispute, word: "dispute", owner: "invoice_id", name: "p.opened_on" },
    { entity: PaymentPromise, word: "promise", owner: "invoice_id", name: "p.given_on" },
  ],
  subject: {
    team: TeamCode.ACCOUNTING,
    stake: { amount: "outstandingMinor", currency: "currency" },
    facts: { outstanding: "Outstanding", amount: "Invoice total", dueOn: "Due", status: "Status" },
  },
  archivesAlong: { document: "ownerInvoiceId" },
  page: { path: "invoices", label: "Invoices" },
});
