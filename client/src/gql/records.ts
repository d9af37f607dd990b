/* eslint-disable */
// Made of server/records by `npm run generate`.
import { IconAlertTriangle, IconBuildingStore, IconChecklist, IconChecks, IconFileInvoice, IconFileText, IconPackage, IconTruck } from "@tabler/icons-react";

/** Where the records of each kind stand. */
export const PAGES = {
  distributor: { path: "distributors", label: "Distributors", Icon: IconBuildingStore },
  order: { path: "orders", label: "Orders", Icon: IconPackage },
  invoice: { path: "invoices", label: "Invoices", Icon: IconFileInvoice },
  shipment: { path: "shipments", label: "Shipments", Icon: IconTruck },
  document: { path: "documents", label: "Documents", Icon: IconFileText },
  exception: { path: "exceptions", label: "Exceptions", Icon: IconAlertTriangle },
  task: { path: "tasks", label: "Tasks", Icon: IconChecklist },
  draft: { path: "approvals", label: "Approvals", Icon: IconChecks },
} as const;

/** What the states of each kind look like, and what they are called where their code would puzzle people. */
export const STATES = {
  distributor: { tones: {"SUBMITTED":"live","IN_REVIEW":"live","APPROVED":"live","DOCUMENTS_REQUESTED":"risk","RE_VERIFICATION":"risk","ACTIVE":"done","REJECTED":"breach","SUSPENDED":"breach"}, words: {} },
  order: { tones: {"CONFIRMED":"live","CLOSED":"done"}, words: {} },
  invoice: { tones: {"OPEN":"live","PARTIALLY_PAID":"live","PAID":"done","UNCOLLECTIBLE":"breach"}, words: {} },
  shipment: { tones: {"PICKED_UP":"live","IN_TRANSIT":"live","OUT_FOR_DELIVERY":"live","DELIVERED":"done","RETURNED":"done","PICKUP_FAILED":"breach","DELIVERY_FAILED":"breach","LOST":"breach","ON_HOLD":"risk","DELAYED":"risk","AVAILABLE_FOR_PICKUP":"risk","RETURN_TO_SENDER":"risk","UNKNOWN":"risk"}, words: {} },
  document: { tones: {"UPLOADED":"live","IN_REVIEW":"live","REQUESTED":"risk","RESUBMISSION_REQUESTED":"risk","APPROVED":"done","REJECTED":"breach","EXPIRED":"breach"}, words: {} },
  exception: { tones: {"ACKNOWLEDGED":"live","IN_PROGRESS":"live","RESOLVED":"done","CLOSED":"done"}, words: {} },
  task: { tones: {"WAITING_FOR_HUMAN_APPROVAL":"risk","DRAFTING":"live","APPROVED":"live","POSTED":"done","RESOLVED":"done"}, words: {"WAITING_FOR_HUMAN_APPROVAL":"Needs approval","AWAITING_RESPONSE":"Awaiting reply"} },
  draft: { tones: {"PENDING":"risk","APPROVED":"live","EXECUTING":"live","EXECUTED":"done","FAILED":"breach","INVALIDATED":"breach","REJECTED":"breach"}, words: {"PENDING":"Waiting for a decision","EXECUTING":"Posting","EXECUTED":"Posted","INVALIDATED":"Voided","FAILED":"Not delivered"} },
  outboundMessage: { tones: {"UNKNOWN":"risk","RETRYING":"risk","QUEUED":"live","SENDING":"live","SENT":"done","DELIVERED":"done","READ":"done","FAILED":"breach"}, words: {"UNKNOWN":"Unknown whether sent","RETRYING":"Will try again"} },
} as const;

/** Everything that an audit entry may tell. */
export type EventName =
  | "access.refused"
  | "agentProfile.created"
  | "businessCalendar.created"
  | "calendar.created"
  | "channel.created"
  | "channelRoute.created"
  | "detection.ran"
  | "distributor.created"
  | "distributor.updated"
  | "distributor.archived"
  | "distributor.restored"
  | "document.created"
  | "document.updated"
  | "document.archived"
  | "document.restored"
  | "draft.proposed"
  | "draft.edited"
  | "draft.approved"
  | "draft.rejected"
  | "draft.redoRequested"
  | "draft.invalidated"
  | "draft.expired"
  | "draft.cancelled"
  | "draft.executing"
  | "draft.executed"
  | "draft.failed"
  | "draft.held"
  | "draft.keptUnderFourEyes"
  | "draft.notWritten"
  | "exception.opened"
  | "exception.updated"
  | "exception.reopened"
  | "exception.cleared"
  | "exception.dismissed"
  | "exception.assigned"
  | "exception.resolved"
  | "exception.acknowledged"
  | "exception.acknowledgementTimedOut"
  | "exception.closed"
  | "import.previewed"
  | "import.applied"
  | "import.failed"
  | "inboundEvent.died"
  | "inboundEvent.replayed"
  | "invoice.created"
  | "invoice.updated"
  | "invoice.archived"
  | "invoice.restored"
  | "message.queued"
  | "message.sending"
  | "message.sent"
  | "message.delivered"
  | "message.read"
  | "message.failed"
  | "message.unknown"
  | "message.settled"
  | "message.retrying"
  | "message.cancelled"
  | "message.held"
  | "message.reported"
  | "message.retracted"
  | "message.corrected"
  | "order.created"
  | "order.updated"
  | "order.archived"
  | "order.restored"
  | "payment.created"
  | "payment.updated"
  | "rates.changed"
  | "route.created"
  | "session.opened"
  | "session.closed"
  | "session.refused"
  | "shipment.created"
  | "shipment.updated"
  | "shipment.archived"
  | "shipment.restored"
  | "shipment.reportedLate"
  | "slaPolicy.created"
  | "task.created"
  | "task.updated"
  | "task.snoozed"
  | "task.woken"
  | "task.resolved"
  | "task.cancelled"
  | "task.reopened"
  | "task.breached"
  | "task.atRisk"
  | "task.checked"
  | "task.draftingStarted"
  | "task.responseOverdue"
  | "task.escalated"
  | "team.created"
  | "user.created"
  | "user.locked";
