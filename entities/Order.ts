import { Field, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, OneToMany, type Relation } from "typeorm";
import { AuditEntry } from "./AuditEntry.js";
import { optional, Plain } from "./columns.js";
import { Distributor } from "./Distributor.js";
import { Document } from "./Document.js";
import { BillingStatus, ExportCheck, FulfilmentStatus, OrderStatus, TransportMode } from "./enums.js";
import { ExceptionCase } from "./ExceptionCase.js";
import { FollowUpTask } from "./FollowUpTask.js";
import { Invoice } from "./Invoice.js";
import { Money } from "./Money.js";
import { OrderHold } from "./OrderHold.js";
import { OrderLine } from "./OrderLine.js";
import { Derived, MoneyField } from "./read.js";
import { ArchivableRow } from "./Row.js";
import { Day } from "./scalars.js";
import { Shipment } from "./Shipment.js";

@ObjectType({ description: "What a distributor asked for, what was promised, and how far it is held, shipped and billed." })
@Entity("orders")
export class Order extends ArchivableRow {
  @Field({ description: "Human number, for example ORD-2026-1047; unique and never reused." })
  @Plain("text")
  number!: string;

  @Plain("uuid")
  distributorId!: string;

  @Field(() => Distributor, { description: "Who ordered." })
  @ManyToOne(() => Distributor)
  @JoinColumn({ name: "distributor_id" })
  distributor!: Relation<Distributor>;

  @Field(() => String, { nullable: true, description: "The buyer's purchase order number." })
  @Plain("text", optional)
  poNumber!: string | null;

  @Field({ description: "Several orders may call off one blanket purchase order." })
  @Plain("boolean", { default: false })
  isBlanketPo!: boolean;

  @Plain("char", { length: 3 })
  currency!: string;

  @Plain("bigint", { default: 0 })
  valueMinor!: number;

  @Field(() => Money, { nullable: true, description: "Sum of the lines; null for an amount of old that is too large to be told exactly." })
  @MoneyField("valueMinor", "currency")
  value?: Money | null;

  @Field(() => Day, { description: "Day of the order in the organisation's zone (YYYY-MM-DD)." })
  @Plain("date")
  orderedOn!: string;

  @Field(() => Day, { nullable: true, description: "Day promised to the distributor (YYYY-MM-DD)." })
  @Plain("date", optional)
  promisedOn!: string | null;

  @Field(() => String, { nullable: true, description: "Country the goods leave from (ISO 3166-1 alpha-2)." })
  @Plain("char", { length: 2, ...optional })
  originCountry!: string | null;

  @Field(() => String, { nullable: true, description: "Country the goods go to (ISO 3166-1 alpha-2)." })
  @Plain("char", { length: 2, ...optional })
  destinationCountry!: string | null;

  @Field(() => TransportMode, { nullable: true, description: "Mode of the lane." })
  @Plain("text", optional)
  mode!: TransportMode | null;

  @Field(() => OrderStatus, { description: "Draft, confirmed, closed, or cancelled before anything shipped." })
  @Plain("text", { default: OrderStatus.DRAFT })
  status!: OrderStatus;

  @Field({ description: "Since when it stands in its status." })
  @Plain("timestamptz")
  statusChangedAt!: Date;

  @Field(() => FulfilmentStatus, { description: "Derived from lines and shipments." })
  @Plain("text", { default: FulfilmentStatus.UNFULFILLED })
  fulfilmentStatus!: FulfilmentStatus;

  @Field(() => BillingStatus, { description: "Derived from invoices." })
  @Plain("text", { default: BillingStatus.TO_BILL })
  billingStatus!: BillingStatus;

  @Field(() => ExportCheck, { description: "Outcome of the export check." })
  @Plain("text", { default: ExportCheck.NOT_REQUIRED })
  exportCheck!: ExportCheck;

  @Field(() => Boolean, { description: "True while at least one hold is open." })
  @Derived((t) => `EXISTS (SELECT FROM order_holds h WHERE h.order_id = ${t}.id AND h.released_at IS NULL)`)
  blocked?: boolean;

  @Field(() => [OrderLine]) @OneToMany(() => OrderLine, (line) => line.order)
  lines?: Relation<OrderLine[]>;

  @Field(() => [OrderHold]) @OneToMany(() => OrderHold, (hold) => hold.order)
  holds?: Relation<OrderHold[]>;

  @Field(() => [Invoice]) @OneToMany(() => Invoice, (invoice) => invoice.order)
  invoices?: Relation<Invoice[]>;

  @Field(() => [Shipment]) @OneToMany(() => Shipment, (shipment) => shipment.order)
  shipments?: Relation<Shipment[]>;

  @Field(() => [Document]) @OneToMany(() => Document, (document) => document.order)
  documents?: Relation<Document[]>;

  @Field(() => [ExceptionCase]) @OneToMany(() => ExceptionCase, (exception) => exception.order)
  exceptions?: Relation<ExceptionCase[]>;

  @Field(() => [FollowUpTask]) @OneToMany(() => FollowUpTask, (task) => task.order)
  followUpTasks?: Relation<FollowUpTask[]>;

  @Field(() => [AuditEntry], { description: "The story of it and of all that hangs on it, newest first." }) @OneToMany(() => AuditEntry, (entry) => entry.order)
  auditEntries?: Relation<AuditEntry[]>;
}
