import { DocumentKind, DocumentState, ImportKind } from "../../../../entities/enums.js";
import { documentLifecycle } from "../../../records/document.lifecycle.js";
import { choice, day, identifier, instant, note, text, yesOrNo } from "../cells.js";
import { ifNew, since, startOf, type Kind } from "../kind.js";

const OWNERS = ["distributor", "order", "invoice", "shipment"] as const;
const DISTRIBUTOR = "COALESCE(s.owner_distributor_id, s.distributor_of_order, s.distributor_of_invoice, s.distributor_of_shipment)";

export const documents: Kind = {
  kind: ImportKind.DOCUMENTS,
  noun: "Document",
  table: "documents",
  columns: {
    number: { read: identifier, sql: "text", mandatory: true, aliases: ["document", "document_number"] },
    kind: { read: choice(DocumentKind), sql: "text", mandatory: true },
    title: { read: text, sql: "text", isName: true, mandatory: true },
    state: { read: choice(DocumentState), sql: "text", otherwise: "'requested'", decision: ["decide", "Document"] },
    state_changed_at: { read: instant, sql: "timestamptz", resolve: since("state_changed_at", "state", "CASE WHEN s.state = 'expired' THEN " + startOf("s.expires_on + 1") + " END", "CASE WHEN s.state = 'approved' THEN " + ifNew(startOf("s.issued_on")) + " END", ifNew(startOf("s.requested_on")), ifNew(startOf("s.issued_on"))) },
    required: { read: yesOrNo, sql: "boolean", otherwise: "false" },
    blocks_trade: { read: yesOrNo, sql: "boolean", otherwise: "false" },
    requested_on: { read: day, sql: "date" },
    issued_on: { read: day, sql: "date" },
    expires_on: { read: day, sql: "date" },
    name_on_document: { read: text, sql: "text", isName: true },
    tax_id_on_document: { read: identifier, sql: "text" },
    file_reference: { read: note, sql: "text" },
    rejection_reason: { read: note, sql: "text" },
  },
  references: [
    { column: "distributor", id: "owner_distributor_id", table: "distributors", aliases: ["distributor_number"] },
    { column: "order", id: "owner_order_id", table: "orders", aliases: ["order_number"], also: { distributor_of_order: "distributor_id" } },
    { column: "invoice", id: "owner_invoice_id", table: "invoices", aliases: ["invoice_number"], also: { distributor_of_invoice: "distributor_id", order_of_invoice: "order_id" } },
    { column: "shipment", id: "owner_shipment_id", table: "shipments", aliases: ["shipment_number"], also: { distributor_of_shipment: "distributor_id", order_of_shipment: "order_id" } },
  ],
  parts: [],
  computed: {
    distributor_id: DISTRIBUTOR,
    order_id: "COALESCE(s.owner_order_id, s.order_of_invoice, s.order_of_shipment)",
  },
  fixed: Object.fromEntries(OWNERS.map((owner) => [`owner_${owner}_id`, { column: owner, code: "belongs_elsewhere" as const }])),
  status: { column: "state", life: documentLifecycle, since: "state_changed_at" },
  doubts: [
    { column: "issued_on", code: "implausible", when: "s.issued_on > :today + 366", reason: "'lies more than a year ahead'" },
    { column: "expires_on", code: "implausible", when: "s.expires_on > :today + 18263", reason: "'lies more than fifty years ahead'" },
  ],
  complete(values, refuse) {
    const owners = OWNERS.filter((owner) => values[owner]);
    if (owners.length !== 1) refuse(owners[1] ?? "distributor", "owner_unclear", `names ${owners.length ? owners.join(" and ") : "no owner"}; exactly one of ${OWNERS.join(", ")} must be filled`);
    if (values.issued_on && values.expires_on && values.expires_on < values.issued_on) refuse("expires_on", "before_issue", "is before the day of issue");
  },
};
