import { Field, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { optional, Personal, Plain } from "./columns.js";
import { Distributor } from "./Distributor.js";
import { PaymentKind } from "./enums.js";
import { Invoice } from "./Invoice.js";
import { Money } from "./Money.js";
import { Keeps, MoneyField } from "./read.js";
import { Row } from "./Row.js";
import { Day } from "./scalars.js";

/** Fields other than id and number are null for people whose role may not read money. */
@ObjectType({ description: "Money received; one without an invoice, and what is paid beyond an invoice's amount, is unapplied cash." })
@Entity("payments")
export class Payment extends Row {
  @Field({ description: "Human number; unique and never reused." })
  @Plain("text")
  number!: string;

  @Plain("uuid")
  distributorId!: string;

  @Field(() => Distributor, { nullable: true, description: "Who paid." })
  @ManyToOne(() => Distributor)
  @JoinColumn({ name: "distributor_id" })
  distributor!: Relation<Distributor>;

  @Plain("uuid", optional)
  invoiceId!: string | null;

  @Field(() => Invoice, { nullable: true, description: "The invoice it settles, once applied." })
  @ManyToOne(() => Invoice)
  @JoinColumn({ name: "invoice_id" })
  @Keeps("distributor")
  invoice!: Relation<Invoice> | null;

  @Field(() => PaymentKind, { nullable: true, description: "A payment, or the opening balance of an invoice: what was paid of it before its payments were known." })
  @Plain("text", { default: PaymentKind.PAYMENT })
  kind!: PaymentKind;

  /** What an opening balance was stated to be; it gives way where known payments explain the invoice's amount. */
  @Plain("bigint", optional)
  statedMinor!: number | null;

  @Plain("char", { length: 3 })
  currency!: string;

  @Plain("bigint")
  amountMinor!: number;

  @Field(() => Money, { nullable: true, description: "What came in; of an opening balance, what known payments do not explain." })
  @MoneyField("amountMinor", "currency")
  amount?: Money | null;

  @Field(() => Day, { nullable: true, description: "Day it came in (YYYY-MM-DD); of an opening balance, the day the invoice was settled or its balance became known." })
  @Plain("date")
  receivedOn!: string;

  @Field(() => Boolean, { nullable: true, description: "The remittance says that it settles the invoice in full." })
  @Plain("boolean", { default: false })
  claimsFullSettlement!: boolean;

  @Field(() => String, { nullable: true, description: "What the payer wrote with it." })
  @Personal("text", optional)
  remittanceNote!: string | null;

  @Field(() => Day, { nullable: true, description: "Day the bank took it back (YYYY-MM-DD)." })
  @Plain("date", optional)
  reversedOn!: string | null;
}
