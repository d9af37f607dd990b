import { Field, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { Plain } from "./columns.js";
import { PromiseState } from "./enums.js";
import { Invoice } from "./Invoice.js";
import { isExact, Money } from "./Money.js";
import { Derived } from "./read.js";
import { Row } from "./Row.js";
import { Day } from "./scalars.js";

/** Fields other than id and state are null for people whose role may not read money. */
@ObjectType({ description: "A customer's word to pay by a day; an active one stops reminders." })
@Entity("payment_promises")
export class PaymentPromise extends Row {
  @Plain("uuid")
  invoiceId!: string;

  @Field(() => Invoice, { description: "The invoice promised to be paid." })
  @ManyToOne(() => Invoice)
  @JoinColumn({ name: "invoice_id" })
  invoice!: Relation<Invoice>;

  @Plain("text", { default: PromiseState.ACTIVE })
  state!: PromiseState;

  @Field(() => PromiseState, { name: "state", description: "The promise's life as of today: once its day has passed it reads BROKEN while its invoice is unpaid, and KEPT otherwise." })
  @Derived((t) => `CASE WHEN ${t}.state = 'active' AND ${t}.promised_on < :today
    THEN CASE WHEN EXISTS (SELECT FROM invoices i WHERE i.id = ${t}.invoice_id AND i.status IN ('open', 'partially_paid')) THEN 'broken' ELSE 'kept' END ELSE ${t}.state END`)
  stateToday?: PromiseState;

  @Plain("bigint")
  amountMinor!: number;

  @Field(() => Money, { nullable: true, description: "What was promised." })
  @Derived((t) => `(SELECT jsonb_build_object('amountMinor', ${t}.amount_minor, 'currency', i.currency) FROM invoices i WHERE i.id = ${t}.invoice_id AND ${isExact(`${t}.amount_minor`)})`)
  amount?: Money | null;

  @Field(() => Day, { nullable: true, description: "Day it will be paid (YYYY-MM-DD)." })
  @Plain("date")
  promisedOn!: string;

  @Field(() => Day, { nullable: true, description: "Day the promise was given (YYYY-MM-DD)." })
  @Plain("date")
  givenOn!: string;
}
