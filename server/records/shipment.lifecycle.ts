import { ShipmentStatus as S } from "../../entities/enums.js";
import { lifecycle } from "./lifecycle.js";

export type ShipmentAction =
  | "book" | "schedulePickup" | "pickUp" | "failPickup" | "depart" | "hold" | "delay" | "makeAvailable" | "sendOut"
  | "deliver" | "failDelivery" | "returnToSender" | "completeReturn" | "cancel" | "lose" | "find" | "loseTrack";

const anywhere = { lose: S.LOST, loseTrack: S.UNKNOWN } as const;

/** Carriers report late and out of order: their events are all kept, and the status is derived from them along this table. */
export const shipmentLifecycle = lifecycle<S, ShipmentAction>("The shipment", {
  [S.PLANNED]: { book: S.BOOKED, cancel: S.CANCELLED },
  [S.BOOKED]: { schedulePickup: S.PICKUP_SCHEDULED, pickUp: S.PICKED_UP, cancel: S.CANCELLED, loseTrack: S.UNKNOWN },
  [S.PICKUP_SCHEDULED]: { pickUp: S.PICKED_UP, failPickup: S.PICKUP_FAILED, cancel: S.CANCELLED, loseTrack: S.UNKNOWN },
  [S.PICKUP_FAILED]: { schedulePickup: S.PICKUP_SCHEDULED, cancel: S.CANCELLED },
  [S.PICKED_UP]: { depart: S.IN_TRANSIT, ...anywhere },
  [S.IN_TRANSIT]: { hold: S.ON_HOLD, delay: S.DELAYED, makeAvailable: S.AVAILABLE_FOR_PICKUP, sendOut: S.OUT_FOR_DELIVERY, deliver: S.DELIVERED, returnToSender: S.RETURN_TO_SENDER, ...anywhere },
  [S.ON_HOLD]: { depart: S.IN_TRANSIT, sendOut: S.OUT_FOR_DELIVERY, returnToSender: S.RETURN_TO_SENDER, ...anywhere },
  [S.DELAYED]: { depart: S.IN_TRANSIT, sendOut: S.OUT_FOR_DELIVERY, returnToSender: S.RETURN_TO_SENDER, ...anywhere },
  [S.AVAILABLE_FOR_PICKUP]: { deliver: S.DELIVERED, returnToSender: S.RETURN_TO_SENDER, ...anywhere },
  [S.OUT_FOR_DELIVERY]: { deliver: S.DELIVERED, failDelivery: S.DELIVERY_FAILED, makeAvailable: S.AVAILABLE_FOR_PICKUP, ...anywhere },
  [S.DELIVERY_FAILED]: { sendOut: S.OUT_FOR_DELIVERY, returnToSender: S.RETURN_TO_SENDER, makeAvailable: S.AVAILABLE_FOR_PICKUP, ...anywhere },
  [S.RETURN_TO_SENDER]: { completeReturn: S.RETURNED, ...anywhere },
  [S.DELIVERED]: {},
  [S.RETURNED]: {},
  [S.CANCELLED]: {},
  [S.LOST]: { find: S.IN_TRANSIT },
  [S.UNKNOWN]: { depart: S.IN_TRANSIT, deliver: S.DELIVERED, lose: S.LOST },
});
