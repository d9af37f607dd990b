/**
 * Every closed vocabulary of the product, once: GraphQL makes its enums from it (upper case keys), the lifecycles their tables.
 * A migration writes a new word into its CHECK as a literal; a test holds both equal.
 */
import { registerEnumType } from "type-graphql";

export enum Role { SALES = "sales", ACCOUNTING = "accounting", LOGISTICS = "logistics", LEGAL = "legal", ADMIN = "admin", VIEWER = "viewer" }
export enum TeamCode { SALES_OPS = "sales_ops", PARTNER_SUCCESS = "partner_success", ACCOUNTING = "accounting", LOGISTICS = "logistics", LEGAL = "legal" }
export enum UserKind { PERSON = "person", SERVICE = "service" }
export enum ActorKind { USER = "user", AGENT = "agent", INTEGRATION = "integration", SYSTEM = "system" }

export enum Tier { A = "a", B = "b", C = "c" }
export enum OnboardingState { DRAFT = "draft", SUBMITTED = "submitted", IN_REVIEW = "in_review", DOCUMENTS_REQUESTED = "documents_requested", APPROVED = "approved", REJECTED = "rejected", ACTIVE = "active", SUSPENDED = "suspended", RE_VERIFICATION = "re_verification", OFFBOARDED = "offboarded" }
export enum ScreeningState { NOT_SCREENED = "not_screened", CLEAR = "clear", POTENTIAL_MATCH = "potential_match", CONFIRMED_MATCH = "confirmed_match", FALSE_POSITIVE = "false_positive" }
export enum BillingTrigger { SHIPMENT = "shipment", DELIVERY = "delivery", PROOF_OF_DELIVERY = "proof_of_delivery" }

export enum OrderStatus { DRAFT = "draft", CONFIRMED = "confirmed", CLOSED = "closed", CANCELLED = "cancelled" }
export enum FulfilmentStatus { UNFULFILLED = "unfulfilled", PICKING = "picking", PARTIALLY_SHIPPED = "partially_shipped", SHIPPED = "shipped", PARTIALLY_DELIVERED = "partially_delivered", DELIVERED = "delivered" }
export enum BillingStatus { TO_BILL = "to_bill", PARTLY_BILLED = "partly_billed", BILLED = "billed" }
export enum HoldKind { CREDIT = "credit", COMPLIANCE = "compliance", DOCUMENT = "document", STOCK = "stock", PRICING = "pricing", CUSTOMER = "customer" }
export enum ExportCheck { NOT_REQUIRED = "not_required", PENDING = "pending", PASSED = "passed", FAILED = "failed", LICENCE_MISSING = "licence_missing" }
export enum TransportMode { AIR = "air", SEA = "sea", ROAD = "road", RAIL = "rail", PARCEL = "parcel", AIR_CHARTER = "air_charter" }

export enum InvoiceStatus { DRAFT = "draft", OPEN = "open", PARTIALLY_PAID = "partially_paid", PAID = "paid", VOID = "void", UNCOLLECTIBLE = "uncollectible" }
export enum PaymentKind { PAYMENT = "payment", OPENING_BALANCE = "opening_balance" }
export enum DisputeState { OPEN = "open", IN_PROGRESS = "in_progress", RESOLVED_VALID = "resolved_valid", RESOLVED_INVALID = "resolved_invalid" }
export enum DisputeCode { PRICE = "price", QUANTITY = "quantity", DAMAGE = "damage", NOT_RECEIVED = "not_received", DUPLICATE = "duplicate", TERMS = "terms", OTHER = "other" }
export enum PromiseState { ACTIVE = "active", KEPT = "kept", BROKEN = "broken" }

export enum ShipmentStatus { PLANNED = "planned", BOOKED = "booked", PICKUP_SCHEDULED = "pickup_scheduled", PICKUP_FAILED = "pickup_failed", PICKED_UP = "picked_up", IN_TRANSIT = "in_transit", ON_HOLD = "on_hold", DELAYED = "delayed", AVAILABLE_FOR_PICKUP = "available_for_pickup", OUT_FOR_DELIVERY = "out_for_delivery", DELIVERY_FAILED = "delivery_failed", DELIVERED = "delivered", RETURN_TO_SENDER = "return_to_sender", RETURNED = "returned", CANCELLED = "cancelled", LOST = "lost", UNKNOWN = "unknown" }

export enum DocumentKind { KYC = "kyc", LICENCE = "licence", TAX = "tax", CONTRACT = "contract", INSURANCE = "insurance", CUSTOMS = "customs", PROOF_OF_DELIVERY = "proof_of_delivery" }
export enum DocumentState { REQUESTED = "requested", UPLOADED = "uploaded", IN_REVIEW = "in_review", APPROVED = "approved", REJECTED = "rejected", RESUBMISSION_REQUESTED = "resubmission_requested", EXPIRED = "expired", SUPERSEDED = "superseded" }

export enum ExceptionState { OPEN = "open", ACKNOWLEDGED = "acknowledged", IN_PROGRESS = "in_progress", RESOLVED = "resolved", CLOSED = "closed" }
export enum ExceptionOrigin { RULE = "rule", PERSON = "person" }
export enum SubjectKind { DISTRIBUTOR = "distributor", ORDER = "order", INVOICE = "invoice", SHIPMENT = "shipment", DOCUMENT = "document" }

export enum TaskStatus { OPEN = "open", SCHEDULED = "scheduled", DRAFTING = "drafting", WAITING_FOR_HUMAN_APPROVAL = "waiting_for_human_approval", APPROVED = "approved", POSTED = "posted", AWAITING_RESPONSE = "awaiting_response", RESOLVED = "resolved", CANCELLED = "cancelled" }
export enum TaskPriority { LOW = "low", NORMAL = "normal", HIGH = "high", URGENT = "urgent" }
export enum SlaState { ACTIVE = "active", PAUSED = "paused", AT_RISK = "at_risk", BREACHED = "breached", MET = "met" }
export enum ResponseState { NONE = "none", AWAITING = "awaiting", REPLIED = "replied", OVERDUE = "overdue" }
export enum ChannelPolicy { HUMAN_APPROVAL_REQUIRED = "human_approval_required", FOUR_EYES_REQUIRED = "four_eyes_required" }
/** What an agent may be allowed to do or be kept from; blocked wins and the server, not the model, enforces it. */
export enum AgentAction { DRAFT_EMAIL = "draft_email", DRAFT_INTERNAL_UPDATE = "draft_internal_update", RECOMMEND_ESCALATION = "recommend_escalation", PROPOSE_NEXT_ACTION = "propose_next_action", REQUEST_DOCUMENT = "request_document", SEND_WITHOUT_APPROVAL = "send_without_approval", RELEASE_SHIPMENT = "release_shipment", MODIFY_INVOICE = "modify_invoice", RELEASE_HOLD = "release_hold", CHANGE_CREDIT_LIMIT = "change_credit_limit" }

export enum DraftState { PENDING = "pending", APPROVED = "approved", EXECUTING = "executing", EXECUTED = "executed", FAILED = "failed", REJECTED = "rejected", EXPIRED = "expired", CANCELLED = "cancelled", INVALIDATED = "invalidated" }
/** How a person's words came into the drafts of a task: by the case they opened, the context or an instruction they gave, or the text itself. */
export enum WordSource { CASE = "case", CONTEXT = "context", INSTRUCTION = "instruction", TEXT = "text" }
export enum AuthorKind { AGENT = "agent", PERSON = "person" }
export enum ApprovalDecision { APPROVED = "approved", REJECTED = "rejected", REDO_REQUESTED = "redo_requested" }
export enum ChannelKind { SLACK = "slack", TELEGRAM = "telegram", WHATSAPP = "whatsapp", TEAMS = "teams", EMAIL = "email", RECORDING = "recording" }
export enum ChannelAudience { TEAM = "team", PARTNER = "partner" }
export enum OutboundStatus { QUEUED = "queued", SENDING = "sending", RETRYING = "retrying", SENT = "sent", DELIVERED = "delivered", READ = "read", FAILED = "failed", UNKNOWN = "unknown", CANCELLED = "cancelled", RETRACTED = "retracted", CORRECTED = "corrected" }
export enum AiOutputKind { DRAFT = "draft", CLASSIFICATION = "classification", RECOMMENDATION = "recommendation" }

export enum InboundEventState { PENDING = "pending", DONE = "done", DEAD = "dead" }

export enum ImportKind { DISTRIBUTORS = "distributors", ORDERS = "orders", INVOICES = "invoices", SHIPMENTS = "shipments", DOCUMENTS = "documents", PAYMENTS = "payments", RATES = "rates" }
export enum ImportState { PREVIEWED = "previewed", APPLIED = "applied", FAILED = "failed" }
export enum IssueSeverity { ERROR = "error", CONFLICT = "conflict", WARNING = "warning" }

const described: [object, string, string][] = [
  [Role, "Role", "What a person may do in general; a person has one or more."],
  [TeamCode, "TeamCode", "The five owning teams."],
  [UserKind, "UserKind", "A person, or a service account of an integration."],
  [ActorKind, "ActorKind", "Who made a change: a signed-in person, an agent, an integration's token, or the system itself."],
  [Tier, "Tier", "Commercial importance of a distributor, A first."],
  [OnboardingState, "OnboardingState", "Where a distributor stands between application and offboarding."],
  [ScreeningState, "ScreeningState", "Outcome of sanctions screening."],
  [BillingTrigger, "BillingTrigger", "The event after which an order of this distributor is billed."],
  [OrderStatus, "OrderStatus", "The order's own life; fulfilment, billing and holds stand beside it."],
  [FulfilmentStatus, "FulfilmentStatus", "How far the goods are, derived from lines and shipments."],
  [BillingStatus, "BillingStatus", "How far the order is billed, derived from invoices."],
  [HoldKind, "HoldKind", "Why an order may not move."],
  [ExportCheck, "ExportCheck", "Outcome of the export check."],
  [TransportMode, "TransportMode", "Mode of the lane."],
  [InvoiceStatus, "InvoiceStatus", "The invoice's life; overdue is derived."],
  [DisputeState, "DisputeState", "The life of a dispute on an invoice."],
  [DisputeCode, "DisputeCode", "Why the customer disputes."],
  [PromiseState, "PromiseState", "The life of a promise to pay."],
  [ShipmentStatus, "ShipmentStatus", "Unified shipment status; the carrier's raw code is kept apart."],
  [DocumentKind, "DocumentKind", "What a document proves."],
  [DocumentState, "DocumentState", "The document's life; expiring is derived."],
  [ExceptionState, "ExceptionState", "The life of a detected blocker."],
  [ExceptionOrigin, "ExceptionOrigin", "Whether a rule found the blocker or a person opened the case by hand."],
  [SubjectKind, "SubjectKind", "The kind of record an exception or timeline is about."],
  [TaskStatus, "FollowUpTaskStatus", "The work step of a follow-up task."],
  [TaskPriority, "TaskPriority", "Order of work among tasks with equal clocks."],
  [SlaState, "SlaState", "Where the SLA clock stands, counted in business time."],
  [ResponseState, "ResponseState", "Whether somebody answered the posted message."],
  [ChannelPolicy, "ChannelPolicy", "What must happen before a message of this task goes out."],
  [AgentAction, "AgentAction", "An action an agent may be allowed or kept from; blocked wins."],
  [DraftState, "DraftState", "The life of a reviewable message."],
  [WordSource, "WordSource", "How a person's words came into a draft: by the case they opened by hand, the context or an instruction they gave, or the text itself."],
  [AuthorKind, "AuthorKind", "Whether an agent or a person wrote a revision."],
  [ApprovalDecision, "ApprovalDecision", "A person's decision on one revision."],
  [ChannelKind, "ChannelKind", "The kind of channel a message goes to."],
  [ChannelAudience, "ChannelAudience", "For whom a channel is: a team of ours, or the distributor that a message is about."],
  [OutboundStatus, "OutboundMessageStatus", "The life of one message to one recipient; UNKNOWN is settled by a person, never retried blindly."],
  [InboundEventState, "InboundEventState", "PENDING waits to be processed, DONE was processed, DEAD was given up and waits for a person."],
  [AiOutputKind, "AiOutputKind", "What a model was asked for."],
  [PaymentKind, "PaymentKind", "Whether money came in, or was paid before its payments were known."],
  [ImportKind, "ImportKind", "What the rows of an import file are."],
  [ImportState, "ImportState", "Whether an import was only previewed, applied, or failed."],
  [IssueSeverity, "IssueSeverity", "An error refuses its row; a conflict refuses it because our record stands against it; a warning is only told."],
];
for (const [values, name, description] of described) registerEnumType(values, { name, description });
