import { OrderStatus } from "../../entities/enums.js";
import { lifecycle } from "./lifecycle.js";

export type OrderAction = "confirm" | "close" | "cancel";

/** Cancelling is refused by its verb once anything has shipped: from there on it is a return. */
export const orderLifecycle = lifecycle<OrderStatus, OrderAction>("The order", {
  [OrderStatus.DRAFT]: { confirm: OrderStatus.CONFIRMED, cancel: OrderStatus.CANCELLED },
  [OrderStatus.CONFIRMED]: { close: OrderStatus.CLOSED, cancel: OrderStatus.CANCELLED },
  [OrderStatus.CLOSED]: {},
  [OrderStatus.CANCELLED]: {},
});
