import { Field, Int, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, OneToMany, type Relation } from "typeorm";
import { optional, Plain } from "./columns.js";
import { Distributor } from "./Distributor.js";
import { InvoiceStatus } from "./enums.js";
import { ExceptionCase } from "./ExceptionCase.js";
import { InvoiceDispute } from "./InvoiceDispute.js";
import { Money } from "./Money.js";
import { Order } from "./Order.js";
import { Payment } from "./Payment.js";
import { PaymentPromise } from "./PaymentPromise.js";
import { Derived, Keeps, MoneyField } from "./read.js";
import { ArchivableRow } from "./Row.js";
import { Day } from "./scalars.js";

const OVERDUE = (t: string) => `${t}.status IN ('open', 'partially_paid') AND ${t}.outstanding_minor > 0 AND ${t}.due_on < :today`;

/** Fields other than id, number and status are null for people whose role may not read money. */
@ObjectType({ description: "Money asked for. Amounts and dates read as null for roles that may see only number and status." })
@Entity("invoices")
export class Invoice extends ArchivableRow {
  @Field({ description: "Human number, as issued; text, so leading zeros stand." })
  @Plain("text")
  number!: string;

  @Plain("uuid")
  distributorId!: string;

  @Field(() => Distributor, { nullable: true, description: "Who owes it." })
  @ManyToOne(() => Distributor)
  @JoinColumn({ name: "distributor_id" })
  distributor!: Relation<Distributor>;

  @Plain("uuid", optional)
  orderId!: string | null;

  @Field(() => Order, { nullable: true, description: "The order it bills, when known." })
  @ManyToOne(() => Order)
  @JoinColumn({ name: "order_id" })
  @Keeps("distributor")
  order!: Relation<Order> | null;

  @Field(() => InvoiceStatus, { description: "The invoice's life; overdue is derived." })
  @Plain("text", { default: InvoiceStatus.OPEN })
  status!: InvoiceStatus;

  @Plain("char", { length: 3 })
  currency!: string;

  @Plain("bigint")
  amountMinor!: number;

  @Field(() => Money, { nullable: true, description: "Total as issued." })
  @MoneyField("amountMinor", "currency")
  amount?: Money | null;

  @Plain("bigint")
  outstandingMinor!: number;

  @Field(() => Money, { nullable: true, description: "What is still unpaid." })
  @MoneyField("outstandingMinor", "currency")
  outstanding?: Money | null;

  @Plain("bigint", { default: 0 })
  disputedMinor!: number;

  @Field(() => Money, { nullable: true, description: "The part in an open dispute; it leaves dunning." })
  @MoneyField("disputedMinor", "currency")
  disputed?: Money | null;

  @Field(() => Day, { nullable: true, description: "Day of issue (YYYY-MM-DD)." })
  @Plain("date")
  issuedOn!: string;

  @Field(() => Day, { nullable: true, description: "Day it is due (YYYY-MM-DD)." })
  @Plain("date")
  dueOn!: string;

  @Field(() => Day, { nullable: true, description: "Day it was settled in full." })
  @Plain("date", optional)
  settledOn!: string | null;

  @Field(() => Int, { nullable: true, description: "Reminder level 0-4, by days overdue." })
  @Plain("integer", { default: 0 })
  dunningLevel!: number;

  @Field(() => Boolean, { nullable: true, description: "Money outstanding past the due day." })
  @Derived(OVERDUE)
  overdue?: boolean | null;

  @Field(() => Int, { nullable: true, description: "Calendar days past due, 0 when not overdue." })
  @Derived((t) => `CASE WHEN ${OVERDUE(t)} THEN :today - ${t}.due_on ELSE 0 END`)
  daysOverdue?: number | null;

  @Field(() => [InvoiceDispute]) @OneToMany(() => InvoiceDispute, (dispute) => dispute.invoice)
  disputes?: Relation<InvoiceDispute[]>;

  @Field(() => [PaymentPromise]) @OneToMany(() => PaymentPromise, (promise) => promise.invoice)
  promises?: Relation<PaymentPromise[]>;

  @Field(() => [Payment]) @OneToMany(() => Payment, (payment) => payment.invoice)
  payments?: Relation<Payment[]>;

  @Field(() => [ExceptionCase]) @OneToMany(() => ExceptionCase, (exception) => exception.invoice)
  exceptions?: Relation<ExceptionCase[]>;
}
