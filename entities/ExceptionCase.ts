import { Field, Int, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, OneToMany, type Relation } from "typeorm";
import { optional, Plain } from "./columns.js";
import { Distributor } from "./Distributor.js";
import { Document } from "./Document.js";
import { ExceptionOrigin, ExceptionState, SubjectKind, TeamCode } from "./enums.js";
import { Fact } from "./Fact.js";
import { FollowUpTask } from "./FollowUpTask.js";
import { Invoice } from "./Invoice.js";
import { Money } from "./Money.js";
import { Order } from "./Order.js";
import { Derived, Keeps, MoneyField } from "./read.js";
import { ArchivableRow } from "./Row.js";
import { ScorePart } from "./ScorePart.js";
import { Shipment } from "./Shipment.js";

// the database works these out of kind and id, so that each has a foreign key of its own
const bySubject = { ...optional, insert: false, update: false };

@ObjectType({ description: "One detected blocker on one record, scored, owned by a team, and kept as one case however often its rule fires." })
@Entity("exceptions")
export class ExceptionCase extends ArchivableRow {
  @Field({ description: "Human number, for example EXC-2026-019; unique and never reused." })
  @Plain("text")
  number!: string;

  @Field({ description: "Code of the rule that found it, for example INVOICE_OVERDUE." })
  @Plain("text")
  type!: string;

  @Field(() => ExceptionOrigin, { description: "Whether a rule found it or a person opened it." })
  @Plain("text", { default: ExceptionOrigin.RULE })
  origin!: ExceptionOrigin;

  @Field(() => SubjectKind, { description: "The kind of record it is about." })
  @Plain("text")
  subjectKind!: SubjectKind;

  @Field({ description: "Human number of the record it is about." })
  @Plain("text")
  subjectNumber!: string;

  @Plain("uuid")
  subjectId!: string;

  @Plain("uuid", bySubject)
  subjectDistributorId!: string | null;

  @ManyToOne(() => Distributor)
  @JoinColumn({ name: "subject_distributor_id" })
  subjectDistributor!: Relation<Distributor> | null;

  @Plain("uuid", bySubject)
  subjectOrderId!: string | null;

  @ManyToOne(() => Order)
  @JoinColumn({ name: "subject_order_id" })
  subjectOrder!: Relation<Order> | null;

  @Plain("uuid", bySubject)
  subjectInvoiceId!: string | null;

  @Field(() => Invoice, { nullable: true, description: "The invoice, when it is about one." })
  @ManyToOne(() => Invoice)
  @JoinColumn({ name: "subject_invoice_id" })
  invoice!: Relation<Invoice> | null;

  @Plain("uuid", bySubject)
  subjectShipmentId!: string | null;

  @Field(() => Shipment, { nullable: true, description: "The shipment, when it is about one." })
  @ManyToOne(() => Shipment)
  @JoinColumn({ name: "subject_shipment_id" })
  shipment!: Relation<Shipment> | null;

  @Plain("uuid", bySubject)
  subjectDocumentId!: string | null;

  @Field(() => Document, { nullable: true, description: "The document, when it is about one." })
  @ManyToOne(() => Document)
  @JoinColumn({ name: "subject_document_id" })
  document!: Relation<Document> | null;

  @Plain("uuid")
  distributorId!: string;

  @Field(() => Distributor, { description: "The distributor it concerns, whatever record it is about." })
  @ManyToOne(() => Distributor)
  @JoinColumn({ name: "distributor_id" })
  distributor!: Relation<Distributor>;

  @Plain("uuid", optional)
  orderId!: string | null;

  @Field(() => Order, { nullable: true, description: "The order it concerns, whatever record it is about." })
  @ManyToOne(() => Order)
  @JoinColumn({ name: "order_id" })
  @Keeps("distributor")
  order!: Relation<Order> | null;

  @Plain("text")
  fingerprint!: string;

  @Field(() => ExceptionState, { description: "The case's life; dismissal and suppression stand beside it." })
  @Plain("text", { default: ExceptionState.OPEN })
  state!: ExceptionState;

  @Field({ description: "In the queue: open, acknowledged or in progress, and not dismissed." })
  @Derived((t) => `${t}.state IN ('open', 'acknowledged', 'in_progress') AND ${t}.dismissed_at IS NULL`)
  active?: boolean;

  @Field({ description: "Whether somebody has it: a follow-up task on it is not over. An active exception that is not assigned is nobody's." })
  @Derived((t) => `EXISTS (SELECT FROM follow_up_tasks w WHERE w.exception_id = ${t}.id AND w.status NOT IN ('resolved', 'cancelled'))`)
  assigned?: boolean;

  @Field(() => Int, { description: "From 1 (watch) to 4 (critical)." })
  @Plain("integer")
  severity!: number;

  @Field(() => Int, { description: "Place in the queue, 0 to 100." })
  @Plain("integer")
  score!: number;

  @Field(() => String, { nullable: true, description: "Why its rule can't decide now whether the cause stands, for want of an exchange rate for example; its facts are then those of the last time it could. Null where it can." })
  @Plain("text", optional)
  undecided!: string | null;

  @Field(() => [ScorePart], { description: "What the score is made of." })
  @Plain("jsonb")
  scoreParts!: ScorePart[];

  @Field(() => TeamCode, { description: "The team that has to act." })
  @Plain("text")
  ownerTeam!: TeamCode;

  @Field({ description: "Code of the agent profile that fits it." })
  @Plain("text")
  agentCode!: string;

  @Field(() => [String], { description: "Topics, for example invoice and dunning." })
  @Plain("text", { array: true, default: [] })
  tags!: string[];

  @Field({ description: "The blocker in one line." })
  @Plain("text")
  title!: string;

  @Field({ description: "What usually helps." })
  @Plain("text")
  recommendedAction!: string;

  @Field(() => [Fact], { nullable: true, description: "What made the rule fire, without facts that cite a field which your role may not read; null where that is all of them." })
  @Plain("jsonb", { default: [] })
  facts!: Fact[];

  @Plain("bigint", optional)
  valueMinor!: number | null;

  @Plain("char", { length: 3, ...optional })
  currency!: string | null;

  @Field(() => Money, { nullable: true, description: "Money at stake, when known." })
  @MoneyField("valueMinor", "currency")
  value?: Money | null;

  @Field({ description: "Whether it keeps an order from moving." })
  @Plain("boolean", { default: false })
  blocksOrder!: boolean;

  @Field({ description: "When it was first found." })
  @Plain("timestamptz")
  detectedAt!: Date;

  @Field({ description: "When its rule last fired." })
  @Plain("timestamptz")
  lastFiredAt!: Date;

  @Field(() => Date, { nullable: true, description: "When somebody said they saw it." })
  @Plain("timestamptz", optional)
  acknowledgedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When the acknowledgement times out and the case falls back to open." })
  @Plain("timestamptz", optional)
  acknowledgedUntil!: Date | null;

  @Field(() => Date, { nullable: true, description: "When it was resolved." })
  @Plain("timestamptz", optional)
  resolvedAt!: Date | null;

  @Field(() => String, { nullable: true, description: "How it was resolved." })
  @Plain("text", optional)
  resolution!: string | null;

  @Field(() => Date, { nullable: true, description: "When it was closed." })
  @Plain("timestamptz", optional)
  closedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When its cause was last seen gone." })
  @Plain("timestamptz", optional)
  clearedAt!: Date | null;

  @Field(() => Int, { description: "How often it came back." })
  @Plain("integer", { default: 0 })
  reopenedCount!: number;

  @Field(() => Date, { nullable: true, description: "Until when it stays quiet." })
  @Plain("timestamptz", optional)
  suppressedUntil!: Date | null;

  @Field(() => Date, { nullable: true, description: "When it was dismissed; it stays quiet until its cause has cleared once." })
  @Plain("timestamptz", optional)
  dismissedAt!: Date | null;

  @Field(() => String, { nullable: true, description: "Why it was dismissed." })
  @Plain("text", optional)
  dismissedReason!: string | null;

  @Field(() => [FollowUpTask]) @OneToMany(() => FollowUpTask, (task) => task.exception)
  followUpTasks?: Relation<FollowUpTask[]>;
}
