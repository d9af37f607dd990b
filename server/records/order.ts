import { OrderStatus, TeamCode } from "../../entities/enums.js";
import { Order } from "../../entities/Order.js";
import { OrderHold } from "../../entities/OrderHold.js";
import { OrderLine } from "../../entities/OrderLine.js";
import { orderLifecycle } from "./order.lifecycle.js";
import { recordKind } from "./recordKind.js";

export const order = recordKind({
  kind: "order",
  entity: Order,
  alias: "o",
  state: { property: "status", lifecycle: orderLifecycle, open: [OrderStatus.CONFIRMED] },
  parts: [
    { entity: OrderLine, word: "line", owner: "order_id", name: "p.line_number" },
    { entity: OrderHold, word: "hold", owner: "order_id", name: "p.kind || ' ' || p.placed_at" },
  ],
  subject: {
    team: TeamCode.SALES_OPS,
    stake: { amount: "valueMinor", currency: "currency" },
    facts: { value: "Order value", promisedOn: "Promised", fulfilmentStatus: "Fulfilment", billingStatus: "Billing" },
  },
  archivesAlong: { shipment: "orderId", document: "ownerOrderId" },
  page: { path: "orders", label: "Orders" },
});
