import type { Wording } from "../AgentDefinition.js";

export const salesOperationsWordings: Record<string, Wording> = {
  PO_MISSING: {
    stuck: "{subject} of {partner} has no purchase order number, and this partner requires one.",
    stakes: "Their accounts department may send the invoice back without it.",
    answer: "the number, or whom at the partner to ask",
    partner: {
      about: "{subject}: purchase order number",
      opening: "Thank you for your order {subject}. We have no purchase order number for it.",
      ask: "send us the number, so that your invoice can be matched",
    },
  },
  PRICE_MISMATCH: {
    stuck: "{subject} of {partner} has prices off the price list[: {skusOffList}].",
    stakes: "Either the order is corrected now or the invoice is disputed later.",
    answer: "whether the price was agreed or is to be corrected",
    partner: {
      about: "{subject}: please confirm the price",
      opening: "Prices on your order {subject} differ from the price list we hold for you[: {skusOffList}].",
      ask: "confirm the price you expect, with the offer it comes from if there is one",
    },
  },
  QUANTITY_MISMATCH: {
    stuck: "The quantity on {subject} differs from the purchase order of {partner}[ ({poNumber})][: {skusOffPurchaseOrder}].",
    stakes: "Whichever is wrong comes back as a return or a shortage.",
    answer: "which quantity is right",
    partner: {
      about: "{subject}: please confirm the quantity",
      opening: "The quantity we recorded for your order {subject} differs from your purchase order[ {poNumber}][: {skusOffPurchaseOrder}].",
      ask: "confirm which quantity you need",
    },
  },
  DUPLICATE_ORDER: {
    stuck: "{subject} looks like an order {partner} has already placed[: {other}][, same reference {poNumber}].",
    stakes: "If both ship, one comes back at our cost.",
    answer: "whether both are wanted, or which is cancelled",
    partner: {
      about: "{subject}: ordered twice?",
      opening: "We received your order {subject}[ with your reference {poNumber}], and it looks like one we already have from you[, {other}].",
      ask: "tell us whether you need both, or which of the two we should keep",
    },
  },
  STOCK_SHORTAGE: {
    stuck: "There is not enough stock for {subject} of {partner}[: {skusShort}].",
    stakes: "We can't deliver the whole order from stock[; its promised day is {promisedOn}].",
    answer: "whether we split, substitute or move the day",
    partner: {
      about: "{subject}: part of your order is short",
      opening: "We can't fulfil your order {subject} in full from stock at the moment[: {skusShort}].",
      ask: "tell us whether we should send what is available now, offer a substitute, or wait and deliver everything together",
    },
  },
  MARGIN_BELOW_FLOOR: {
    stuck: "{subject} of {partner} is under the margin floor[: {marginPercent}].",
    stakes: "It needs a manager's word before it is confirmed.",
    answer: "whether it is approved as it is, repriced or declined",
  },
  ORDER_STUCK: {
    stuck: "{subject} of {partner} has stood in the same state[, {status},][ since {statusChangedAt},] longer than orders like it.",
    stakes: "An order that stands still delays all that hangs on it.",
    answer: "what it is waiting for, and who moves it",
    partner: {
      about: "{subject}: where your order stands",
      opening: "Your order {subject} is taking longer than usual, and we are finding out why.",
      ask: "tell us if you are waiting for a word from us, or if anything has changed on your side",
    },
  },
  ADDRESS_PROBLEM: {
    stuck: "The carrier can't deliver {subject} to {partner} with the address it has[ ({incidentReason})].",
    stakes: "Without a correct address it can't be delivered and may be sent back.",
    answer: "the corrected address, confirmed by the partner",
    partner: {
      about: "{subject}: please check the delivery address",
      opening: "The carrier can't deliver your shipment {subject} with the address we gave[ ({incidentReason})].",
      ask: "send us the complete delivery address, with gate, floor or contact if needed",
    },
  },
  SYNC_CONFLICT: {
    stuck: "The ERP and the tower hold different values for {subject} ({partner}); both were changed.",
    stakes: "Until one is chosen, people act on two truths.",
    answer: "which source is right",
  },
};
