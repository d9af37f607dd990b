/**
 * The words and groups of columns of the first schema, as release 0.2.0 made them. Nothing here follows the product:
 * a migration that adds a word writes it as a literal of its own.
 */

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** `text` column limited to these words. */
export const oneOf = (column: string, words: string[]) => `text CHECK (${column} IN (${words.map(literal).join(", ")}))`;

/** `text[]` column whose members are of these words. */
export const someOf = (column: string, words: string[]) =>
  `text[] NOT NULL DEFAULT '{}' CHECK (${column} <@ ARRAY[${words.map(literal).join(", ")}]::text[])`;

/** Id, version and times that every mutable record has; the times come from the writer's clock, never from now(). */
export const ROW = `
  id uuid PRIMARY KEY DEFAULT tower_uuid_v7(),
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL`;

/** Archiving hides a record and what hangs on it as one batch that can be brought back. */
export const ARCHIVABLE = `
  archived_at timestamptz,
  archive_batch_id uuid`;

export const Role = ["sales", "accounting", "logistics", "legal", "admin", "viewer"];
export const TeamCode = ["sales_ops", "partner_success", "accounting", "logistics", "legal"];
export const UserKind = ["person", "service"];
export const ActorKind = ["user", "agent", "integration", "system"];
export const Tier = ["a", "b", "c"];
export const OnboardingState = ["draft", "submitted", "in_review", "documents_requested", "approved", "rejected", "active", "suspended", "re_verification", "offboarded"];
export const ScreeningState = ["not_screened", "clear", "potential_match", "confirmed_match", "false_positive"];
export const BillingTrigger = ["shipment", "delivery", "proof_of_delivery"];
export const OrderStatus = ["draft", "confirmed", "closed", "cancelled"];
export const FulfilmentStatus = ["unfulfilled", "picking", "partially_shipped", "shipped", "partially_delivered", "delivered"];
export const BillingStatus = ["to_bill", "partly_billed", "billed"];
export const HoldKind = ["credit", "compliance", "document", "stock", "pricing", "customer"];
export const ExportCheck = ["not_required", "pending", "passed", "failed", "licence_missing"];
export const TransportMode = ["air", "sea", "road", "rail", "parcel", "air_charter"];
export const InvoiceStatus = ["draft", "open", "partially_paid", "paid", "void", "uncollectible"];
export const DisputeState = ["open", "in_progress", "resolved_valid", "resolved_invalid"];
export const DisputeCode = ["price", "quantity", "damage", "not_received", "duplicate", "terms", "other"];
export const PromiseState = ["active", "kept", "broken"];
export const ShipmentStatus = ["planned", "booked", "pickup_scheduled", "pickup_failed", "picked_up", "in_transit", "on_hold", "delayed", "available_for_pickup", "out_for_delivery", "delivery_failed", "delivered", "return_to_sender", "returned", "cancelled", "lost", "unknown"];
export const DocumentKind = ["kyc", "licence", "tax", "contract", "insurance", "customs", "proof_of_delivery"];
export const DocumentState = ["requested", "uploaded", "in_review", "approved", "rejected", "resubmission_requested", "expired", "superseded"];
export const ExceptionState = ["open", "acknowledged", "in_progress", "resolved", "closed"];
export const ExceptionOrigin = ["rule", "person"];
export const SubjectKind = ["distributor", "order", "invoice", "shipment", "document"];
export const TaskStatus = ["open", "scheduled", "drafting", "waiting_for_human_approval", "approved", "posted", "awaiting_response", "resolved", "cancelled"];
export const TaskPriority = ["low", "normal", "high", "urgent"];
export const SlaState = ["active", "paused", "at_risk", "breached", "met"];
export const ResponseState = ["none", "awaiting", "replied", "overdue"];
export const ChannelPolicy = ["human_approval_required", "four_eyes_required"];
export const AgentAction = ["draft_email", "draft_internal_update", "recommend_escalation", "propose_next_action", "request_document", "send_without_approval", "release_shipment", "modify_invoice", "release_hold", "change_credit_limit"];
export const DraftState = ["pending", "approved", "executing", "executed", "failed", "rejected", "expired", "cancelled", "invalidated"];
export const AuthorKind = ["agent", "person"];
export const ApprovalDecision = ["approved", "rejected", "redo_requested"];
export const ChannelKind = ["slack", "telegram", "whatsapp", "teams", "email", "recording"];
export const OutboundStatus = ["queued", "sending", "retrying", "sent", "delivered", "read", "failed", "unknown", "cancelled", "retracted", "corrected"];
export const AiOutputKind = ["draft", "classification", "recommendation"];
export const ImportKind = ["distributors", "orders", "invoices", "shipments", "documents", "payments"];
export const ImportState = ["previewed", "applied", "failed"];
