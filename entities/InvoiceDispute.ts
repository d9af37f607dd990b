import { Field, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { optional, Plain } from "./columns.js";
import { DisputeCode, DisputeState } from "./enums.js";
import { Invoice } from "./Invoice.js";
import { isExact, Money } from "./Money.js";
import { Derived } from "./read.js";
import { Row } from "./Row.js";
import { Day } from "./scalars.js";

/** Fields other than id and state are null for people whose role may not read money. */
@ObjectType({ description: "What a customer contests on an invoice; at most one is open at a time." })
@Entity("invoice_disputes")
export class InvoiceDispute extends Row {
  @Plain("uuid")
  invoiceId!: string;

  @Field(() => Invoice, { description: "The invoice contested." })
  @ManyToOne(() => Invoice)
  @JoinColumn({ name: "invoice_id" })
  invoice!: Relation<Invoice>;

  @Field(() => DisputeCode, { nullable: true, description: "Why the customer disputes." })
  @Plain("text")
  code!: DisputeCode;

  @Field(() => DisputeState, { description: "The dispute's life." })
  @Plain("text", { default: DisputeState.OPEN })
  state!: DisputeState;

  @Plain("bigint")
  amountMinor!: number;

  @Field(() => Money, { nullable: true, description: "The part contested; it leaves dunning while the dispute is open." })
  @Derived((t) => `(SELECT jsonb_build_object('amountMinor', ${t}.amount_minor, 'currency', i.currency) FROM invoices i WHERE i.id = ${t}.invoice_id AND ${isExact(`${t}.amount_minor`)})`)
  amount?: Money | null;

  @Field(() => Day, { nullable: true, description: "Day it was raised (YYYY-MM-DD)." })
  @Plain("date")
  openedOn!: string;

  @Field(() => Day, { nullable: true, description: "Day it was settled (YYYY-MM-DD)." })
  @Plain("date", optional)
  resolvedOn!: string | null;

  @Field(() => String, { nullable: true, description: "What is known about it." })
  @Plain("text", optional)
  note!: string | null;
}
