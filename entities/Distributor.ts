import { Field, Int, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, OneToMany, type Relation } from "typeorm";
import { optional, Plain } from "./columns.js";
import { Contact } from "./Contact.js";
import { Document } from "./Document.js";
import { BillingTrigger, OnboardingState, ScreeningState, Tier } from "./enums.js";
import { ExceptionCase } from "./ExceptionCase.js";
import { FollowUpTask } from "./FollowUpTask.js";
import { Invoice } from "./Invoice.js";
import { Money } from "./Money.js";
import { Order } from "./Order.js";
import { MoneyField } from "./read.js";
import { ArchivableRow } from "./Row.js";
import { Day } from "./scalars.js";
import { Shipment } from "./Shipment.js";
import { User } from "./User.js";

@ObjectType({ description: "A wholesale partner: who they are, on what terms they buy, and where their onboarding stands." })
@Entity("distributors")
export class Distributor extends ArchivableRow {
  @Field({ description: "Human number, for example DIST-0042; unique and never reused." })
  @Plain("text")
  number!: string;

  @Field({ description: "Legal name of the company, as we hold it." })
  @Plain("text")
  legalName!: string;

  @Field({ description: "Country of the company (ISO 3166-1 alpha-2)." })
  @Plain("char", { length: 2 })
  country!: string;

  @Field({ description: "Sales region; people limited to regions see only distributors of theirs." })
  @Plain("text")
  region!: string;

  @Field(() => Tier, { description: "Commercial importance, A first." })
  @Plain("text", { default: Tier.C })
  tier!: Tier;

  @Field(() => String, { nullable: true, description: "Tax id, as we hold it." })
  @Plain("text", optional)
  taxId!: string | null;

  @Field(() => String, { nullable: true, description: "Name in the official register, as last verified." })
  @Plain("text", optional)
  registeredName!: string | null;

  @Field(() => String, { nullable: true, description: "Tax id in the official register, as last verified." })
  @Plain("text", optional)
  registeredTaxId!: string | null;

  @Plain("uuid", optional)
  accountOwnerId!: string | null;

  @Field(() => User, { nullable: true, description: "The salesperson who looks after them." })
  @ManyToOne(() => User)
  @JoinColumn({ name: "account_owner_id" })
  accountOwner!: Relation<User> | null;

  @Field({ description: "Currency they buy in and their credit limit stands in (ISO 4217)." })
  @Plain("char", { length: 3, default: "EUR" })
  currency!: string;

  @Plain("bigint", optional)
  creditLimitMinor!: number | null;

  @Field(() => Money, { nullable: true, description: "Most they may owe; null when none is set, or for roles that may not read credit." })
  @MoneyField("creditLimitMinor", "currency")
  creditLimit?: Money | null;

  @Field(() => Int, { description: "Days from issue to due day of an invoice." })
  @Plain("integer", { default: 30 })
  paymentTermsDays!: number;

  @Field(() => BillingTrigger, { description: "The event after which their orders are billed." })
  @Plain("text", { default: BillingTrigger.SHIPMENT })
  billingTrigger!: BillingTrigger;

  @Field({ description: "Whether their orders need a purchase order number." })
  @Plain("boolean", { default: true })
  poRequired!: boolean;

  @Field(() => OnboardingState, { description: "Where they stand between application and offboarding." })
  @Plain("text", { default: OnboardingState.DRAFT })
  onboardingState!: OnboardingState;

  @Field(() => Date, { nullable: true, description: "Since when they stand in their onboarding state." })
  @Plain("timestamptz", optional)
  onboardingChangedAt!: Date | null;

  @Field(() => Day, { nullable: true, description: "Day they applied (YYYY-MM-DD)." })
  @Plain("date", optional)
  appliedOn!: string | null;

  @Field(() => ScreeningState, { description: "Outcome of sanctions screening; an unsettled match blocks every message to them." })
  @Plain("text", { default: ScreeningState.NOT_SCREENED })
  screeningState!: ScreeningState;

  @Field(() => Date, { nullable: true, description: "When they were last screened." })
  @Plain("timestamptz", optional)
  screenedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "From when nothing is sent to them, for example during talks." })
  @Plain("timestamptz", optional)
  suppressedFrom!: Date | null;

  @Field(() => Date, { nullable: true, description: "Until when nothing is sent to them." })
  @Plain("timestamptz", optional)
  suppressedUntil!: Date | null;

  @Field(() => String, { nullable: true, description: "Why nothing is sent to them." })
  @Plain("text", optional)
  suppressionReason!: string | null;

  @Field(() => Date, { nullable: true, description: "When they or we last did something for them." })
  @Plain("timestamptz", optional)
  lastActivityAt!: Date | null;

  @Field(() => [Contact]) @OneToMany(() => Contact, (contact) => contact.distributor)
  contacts?: Relation<Contact[]>;

  @Field(() => [Order]) @OneToMany(() => Order, (order) => order.distributor)
  orders?: Relation<Order[]>;

  @Field(() => [Invoice]) @OneToMany(() => Invoice, (invoice) => invoice.distributor)
  invoices?: Relation<Invoice[]>;

  @Field(() => [Shipment]) @OneToMany(() => Shipment, (shipment) => shipment.distributor)
  shipments?: Relation<Shipment[]>;

  @Field(() => [Document]) @OneToMany(() => Document, (document) => document.distributor)
  documents?: Relation<Document[]>;

  @Field(() => [ExceptionCase]) @OneToMany(() => ExceptionCase, (exception) => exception.distributor)
  exceptions?: Relation<ExceptionCase[]>;

  @Field(() => [FollowUpTask]) @OneToMany(() => FollowUpTask, (task) => task.distributor)
  followUpTasks?: Relation<FollowUpTask[]>;
}
