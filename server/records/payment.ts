import { Payment } from "../../entities/Payment.js";
import { recordKind } from "./recordKind.js";

export const payment = recordKind({
  kind: "payment",
  entity: Payment,
  alias: "p",
  order: "(SELECT i.order_id FROM invoices i WHERE i.id = t.invoice_id)",
});
