import type { Wording } from "../AgentDefinition.js";

export const accountingWordings: Record<string, Wording> = {
  CREDIT_LIMIT_EXCEEDED: {
    stuck: "{subject} can't be released: with it, {partner} would stand above its credit limit[ of {creditLimit}].",
    stakes: "The goods stay where they are until credit is settled.",
    answer: "which way it goes: prepayment, a part release, or a higher limit",
    partner: {
      about: "{subject}: payment before release",
      opening: "Together with what is already open, your order {subject} goes beyond the credit agreed for your account[, {creditLimit}], so we can't release it yet.",
      ask: "let us know whether you prefer to prepay this order, settle open invoices first, or take part of it now",
    },
  },
  CUSTOMER_OVERDUE_BLOCK: {
    stuck: "{subject} is new business for {partner}, whose older invoices are past due[: {overdue} in all, {overdueInvoices} of them].",
    stakes: "Releasing it would add to money we are already waiting for.",
    answer: "whether a payment plan is agreed before we release anything",
    partner: {
      about: "{subject}: open invoices to settle first",
      opening: "Thank you for your order {subject}. Before we can release it, we need to settle the older invoices that are past due on your account.",
      ask: "tell us when they will be paid, or propose a schedule we can agree on",
    },
  },
  INVOICE_NOT_ISSUED: {
    stuck: "Nothing has been billed for {subject} ({partner}), although it could be[ since {billableSince}].",
    stakes: "Every day without an invoice moves the due day out by a day.",
    answer: "when the invoice goes out, or what is missing to issue it",
  },
  INVOICE_OVERDUE: {
    stuck: "{partner} has not paid {subject}[: {outstanding} is outstanding][, due since {dueOn}].",
    stakes: "No promise to pay covers it, and without one it only gets older.",
    answer: "who speaks to them and what they promise",
    partner: {
      about: "Reminder: invoice {subject}",
      opening: "We have not yet received your payment for invoice {subject}[: {outstanding} is open][, due since {dueOn}]. If it is already on its way, please take this note as settled.",
      firm: "Invoice {subject} is still unpaid[: {outstanding} is open][, due since {dueOn}].",
      ask: "arrange the payment, or tell us the day we can expect it",
    },
  },
  PROMISE_BROKEN: {
    stuck: "{partner} promised to pay {subject}[ by {promisedOn}], and it is not paid in full[: {outstanding} is still outstanding].",
    stakes: "If nobody asks about a broken promise, the next one is worth less.",
    answer: "who calls them, and what they say about the missed day",
    partner: {
      about: "Invoice {subject}: the payment you announced",
      opening: "You had announced the payment of invoice {subject}[ for {promisedOn}], and we have not received it in full[; {outstanding} is still open].",
      ask: "let us know what happened and on which day we can firmly expect it",
    },
  },
  SHORT_PAYMENT: {
    stuck: "{partner} paid {subject} as settled in full, but short[ by {shortBy}].",
    stakes: "Without a reason code we can neither accept the deduction nor chase it.",
    answer: "which reason code fits, or whether a dispute is opened",
    partner: {
      about: "Invoice {subject}: difference in your payment",
      opening: "Thank you for your payment of invoice {subject}. It closes the invoice on your side, but a difference remains on ours[: {shortBy}].",
      ask: "tell us what was deducted and why, with the credit note or claim number if there is one",
    },
  },
  INVOICE_DISPUTED: {
    stuck: "{partner} disputes {subject}[ since {disputeOpenedOn}][: {disputed} is contested][, reason {disputeReason}].",
    stakes: "We can't remind them of this amount until the dispute is settled.",
    answer: "who assembles the order, the proof of delivery and the price, and when they decide",
    partner: {
      about: "Invoice {subject}: your query",
      opening: "We are working on your query about invoice {subject}[ over {disputed}] and would like to close it with you.",
      ask: "send us whatever supports it: the delivery note with remarks, photographs, or the agreed price",
    },
  },
  INVOICE_ORDER_MISMATCH: {
    stuck: "{subject} and its order don't add up: {partner} was billed another total than it ordered[; the difference is {billingDifference}].",
    stakes: "They will be right to refuse it, and it ages while we wait.",
    answer: "whether it is a credit note or a new invoice",
  },
  DUTIES_UNPAID: {
    stuck: "Duties on {subject} for {partner} are unpaid.",
    stakes: "Unpaid duties can stop the goods and cost storage.",
    answer: "who pays under the agreed Incoterm, and when",
    partner: {
      about: "{subject}: duties to be settled",
      opening: "The duties on your shipment {subject} are not yet paid.",
      ask: "confirm whether your broker settles them, or tell us if you believe they are ours under the agreed terms",
    },
  },
};
