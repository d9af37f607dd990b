import { Field, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { optional, Plain } from "./columns.js";
import { Distributor } from "./Distributor.js";
import { Document } from "./Document.js";
import { Invoice } from "./Invoice.js";
import { Order } from "./Order.js";
import { Payment } from "./Payment.js";
import { Row } from "./Row.js";
import { Shipment } from "./Shipment.js";

// the database works these out of kind and id, so that each has a foreign key of its own
const byRecord = { ...optional, insert: false, update: false };

@ObjectType({ description: "What another system calls one of our records." })
@Entity("external_refs")
export class ExternalRef extends Row {
  @Field({ description: "The other system." })
  @Plain("text")
  system!: string;

  @Field({ description: "Its identifier of the record." })
  @Plain("text")
  externalId!: string;

  @Field(() => String, { nullable: true, description: "Its version or time of the record, as last imported." })
  @Plain("text", optional)
  sourceVersion!: string | null;

  @Plain("text")
  recordKind!: string;

  @Plain("uuid")
  recordId!: string;

  @Plain("uuid", byRecord)
  distributorId!: string | null;

  @Field(() => Distributor, { nullable: true, description: "The distributor, when it names one." })
  @ManyToOne(() => Distributor)
  @JoinColumn({ name: "distributor_id" })
  distributor!: Relation<Distributor> | null;

  @Plain("uuid", byRecord)
  orderId!: string | null;

  @Field(() => Order, { nullable: true, description: "The order, when it names one." })
  @ManyToOne(() => Order)
  @JoinColumn({ name: "order_id" })
  order!: Relation<Order> | null;

  @Plain("uuid", byRecord)
  invoiceId!: string | null;

  @Field(() => Invoice, { nullable: true, description: "The invoice, when it names one." })
  @ManyToOne(() => Invoice)
  @JoinColumn({ name: "invoice_id" })
  invoice!: Relation<Invoice> | null;

  @Plain("uuid", byRecord)
  shipmentId!: string | null;

  @Field(() => Shipment, { nullable: true, description: "The shipment, when it names one." })
  @ManyToOne(() => Shipment)
  @JoinColumn({ name: "shipment_id" })
  shipment!: Relation<Shipment> | null;

  @Plain("uuid", byRecord)
  documentId!: string | null;

  @Field(() => Document, { nullable: true, description: "The document, when it names one." })
  @ManyToOne(() => Document)
  @JoinColumn({ name: "document_id" })
  document!: Relation<Document> | null;

  @Plain("uuid", byRecord)
  paymentId!: string | null;

  @Field(() => Payment, { nullable: true, description: "The payment, when it names one." })
  @ManyToOne(() => Payment)
  @JoinColumn({ name: "payment_id" })
  payment!: Relation<Payment> | null;
}
