import { ChannelRoute } from "../../entities/ChannelRoute.js";
import { Contact } from "../../entities/Contact.js";
import { DeliveryEvent } from "../../entities/DeliveryEvent.js";
import { DraftRevision } from "../../entities/DraftRevision.js";
import { ImportIssue } from "../../entities/ImportIssue.js";
import { InvoiceDispute } from "../../entities/InvoiceDispute.js";
import { OrderHold } from "../../entities/OrderHold.js";
import { OrderLine } from "../../entities/OrderLine.js";
import { Payment } from "../../entities/Payment.js";
import { PaymentPromise } from "../../entities/PaymentPromise.js";
import { ShipmentEvent } from "../../entities/ShipmentEvent.js";
import { ShipmentLine } from "../../entities/ShipmentLine.js";
import { holder, listOfParts } from "./listOfParts.js";

const distributor = { type: () => [String], path: "distributor.number", operator: "in" as const, description: "Numbers of distributors." };

/** What stands within other records, each as a list of its own. */
export const PARTS = [
  listOfParts(Contact, { name: "contacts", description: "People at distributors.", filter: { distributorId: holder("distributor", "distributor"), distributor }, sort: { CREATED_AT: "createdAt" } }),
  listOfParts(OrderLine, { name: "orderLines", description: "Articles of orders.", filter: { orderId: holder("order", "order") }, sort: { LINE_NUMBER: "lineNumber", SKU: "sku" } }),
  listOfParts(OrderHold, { name: "orderHolds", description: "Why orders may not move, or might not.", filter: { orderId: holder("order", "order") }, sort: { PLACED_AT: "placedAt" } }),
  listOfParts(Payment, {
    name: "payments", description: "What came in, whether an invoice is named or not.",
    filter: {
      invoiceId: holder("invoice", "invoice"), distributor,
      unapplied: { type: () => Boolean, path: "invoice", operator: "isNull", description: "Whether no invoice is named." },
    },
    sort: { NUMBER: "number", RECEIVED_ON: "receivedOn" },
  }),
  listOfParts(InvoiceDispute, { name: "invoiceDisputes", description: "What distributors contest.", filter: { invoiceId: holder("invoice", "invoice") }, sort: { OPENED_ON: "openedOn" } }),
  listOfParts(PaymentPromise, { name: "paymentPromises", description: "Days that distributors named for paying.", filter: { invoiceId: holder("invoice", "invoice") }, sort: { PROMISED_ON: "promisedOn" } }),
  listOfParts(ShipmentLine, { name: "shipmentLines", description: "What shipments carry of order lines.", filter: { shipmentId: holder("shipment", "shipment"), orderLineId: holder("orderLine", "order line") }, sort: { CREATED_AT: "createdAt" } }),
  listOfParts(ShipmentEvent, { name: "shipmentEvents", description: "What carriers reported.", filter: { shipmentId: holder("shipment", "shipment") }, sort: { OCCURRED_AT: "occurredAt" } }),
  listOfParts(DraftRevision, { name: "draftRevisions", description: "Wordings of drafts.", filter: { draftId: holder("draft", "draft") }, sort: { REVISION: "revision" } }),
  listOfParts(DeliveryEvent, { name: "deliveryEvents", description: "What became of messages, as reported.", filter: { outboundMessageId: holder("outboundMessage", "message") }, sort: { OCCURRED_AT: "occurredAt" } }),
  listOfParts(ImportIssue, { name: "importIssues", description: "What imports found wrong with rows.", filter: { importId: holder("import", "import") }, sort: { ROW_NUMBER: "rowNumber" } }),
  listOfParts(ChannelRoute, { name: "channelRoutes", description: "Which tasks go to which channel.", filter: { channelId: holder("channel", "channel") }, sort: { POSITION: "position" } }),
];
