import { Field, Int, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, OneToMany, type Relation } from "typeorm";
import { optional, Plain } from "./columns.js";
import { Distributor } from "./Distributor.js";
import { DocumentKind, DocumentState, SubjectKind } from "./enums.js";
import { ExceptionCase } from "./ExceptionCase.js";
import { Invoice } from "./Invoice.js";
import { Order } from "./Order.js";
import { Derived, Keeps } from "./read.js";
import { ArchivableRow } from "./Row.js";
import { Day } from "./scalars.js";
import { Shipment } from "./Shipment.js";

@ObjectType({ description: "Paper that proves something about one distributor, order, invoice or shipment." })
@Entity("documents")
export class Document extends ArchivableRow {
  @Field({ description: "Human number, for example DOC-2026-0107; unique and never reused." })
  @Plain("text")
  number!: string;

  @Field(() => DocumentKind, { description: "What it proves." })
  @Plain("text")
  kind!: DocumentKind;

  @Field({ description: "What it is called." })
  @Plain("text")
  title!: string;

  /** What was last decided about it; it goes on to say approved when the day it was valid until has passed. */
  @Plain("text", { default: DocumentState.REQUESTED })
  state!: DocumentState;

  @Field(() => DocumentState, { name: "state", description: "Where it stands today: approved papers read EXPIRED from the day after their last valid one." })
  @Derived((t) => `CASE WHEN ${t}.state = 'approved' AND ${t}.expires_on < :today THEN 'expired' ELSE ${t}.state END`)
  stateToday?: DocumentState;

  @Field({ description: "Since when it stands in its state." })
  @Plain("timestamptz")
  stateChangedAt!: Date;

  @Plain("uuid", optional)
  ownerDistributorId!: string | null;

  @Plain("uuid", optional)
  ownerOrderId!: string | null;

  @Plain("uuid", optional)
  ownerInvoiceId!: string | null;

  @Plain("uuid", optional)
  ownerShipmentId!: string | null;

  @Field(() => SubjectKind, { description: "The kind of record it belongs to." })
  @Derived((t) => `CASE WHEN ${t}.owner_distributor_id IS NOT NULL THEN 'distributor' WHEN ${t}.owner_order_id IS NOT NULL THEN 'order'
    WHEN ${t}.owner_invoice_id IS NOT NULL THEN 'invoice' ELSE 'shipment' END`)
  ownerKind?: SubjectKind;

  @Plain("uuid")
  distributorId!: string;

  @Field(() => Distributor, { description: "The distributor it belongs to or whose order, invoice or shipment it is about." })
  @ManyToOne(() => Distributor)
  @JoinColumn({ name: "distributor_id" })
  distributor!: Relation<Distributor>;

  @Plain("uuid", optional)
  orderId!: string | null;

  @Field(() => Order, { nullable: true, description: "The order it is about, directly or through its invoice or shipment." })
  @ManyToOne(() => Order)
  @JoinColumn({ name: "order_id" })
  @Keeps("distributor")
  order!: Relation<Order> | null;

  @Field(() => Invoice, { nullable: true, description: "The invoice it belongs to." })
  @ManyToOne(() => Invoice)
  @JoinColumn({ name: "owner_invoice_id" })
  invoice!: Relation<Invoice> | null;

  @Field(() => Shipment, { nullable: true, description: "The shipment it belongs to." })
  @ManyToOne(() => Shipment)
  @JoinColumn({ name: "owner_shipment_id" })
  shipment!: Relation<Shipment> | null;

  @Field({ description: "Whether onboarding or the order can't do without it." })
  @Plain("boolean", { default: false })
  required!: boolean;

  @Field({ description: "Whether orders must wait once it has expired." })
  @Plain("boolean", { default: false })
  blocksTrade!: boolean;

  @Field(() => Day, { nullable: true, description: "Day we asked for it (YYYY-MM-DD)." })
  @Plain("date", optional)
  requestedOn!: string | null;

  @Field(() => Day, { nullable: true, description: "Day it was issued (YYYY-MM-DD)." })
  @Plain("date", optional)
  issuedOn!: string | null;

  @Field(() => Day, { nullable: true, description: "Last day it is valid (YYYY-MM-DD)." })
  @Plain("date", optional)
  expiresOn!: string | null;

  @Field({ description: "Approved, and its last valid day is within 90 days." })
  @Derived((t) => `${t}.state = 'approved' AND ${t}.expires_on - :today BETWEEN 0 AND 90`)
  expiring?: boolean;

  @Field(() => Int, { nullable: true, description: "Calendar days to its last valid day, negative once past; null when it does not expire." })
  @Derived((t) => `${t}.expires_on - :today`)
  daysToExpiry?: number | null;

  @Field(() => String, { nullable: true, description: "Company name as the document says it." })
  @Plain("text", optional)
  nameOnDocument!: string | null;

  @Field(() => String, { nullable: true, description: "Tax id as the document says it." })
  @Plain("text", optional)
  taxIdOnDocument!: string | null;

  @Field(() => String, { nullable: true, description: "Where the file is kept; null for roles that may not read files of this kind." })
  @Plain("text", optional)
  fileReference!: string | null;

  @Field(() => String, { nullable: true, description: "Why it was rejected." })
  @Plain("text", optional)
  rejectionReason!: string | null;

  @Field(() => [ExceptionCase]) @OneToMany(() => ExceptionCase, (exception) => exception.document)
  exceptions?: Relation<ExceptionCase[]>;
}
