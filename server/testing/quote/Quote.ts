import { Field, ObjectType, registerEnumType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { Plain } from "../../../entities/columns.js";
import { Distributor } from "../../../entities/Distributor.js";
import { Money } from "../../../entities/Money.js";
import { MoneyField } from "../../../entities/read.js";
import { ArchivableRow } from "../../../entities/Row.js";

export enum QuoteState { OFFERED = "offered", ACCEPTED = "accepted", DECLINED = "declined" }
registerEnumType(QuoteState, { name: "QuoteState", description: "The life of a quote." });

@ObjectType({ description: "A price that was offered to a distributor." })
@Entity("quotes")
export class Quote extends ArchivableRow {
  @Field({ description: "Human number." })
  @Plain("text")
  number!: string;

  @Plain("uuid")
  distributorId!: string;

  @Field(() => Distributor, { description: "Who was offered it." })
  @ManyToOne(() => Distributor)
  @JoinColumn({ name: "distributor_id" })
  distributor!: Relation<Distributor>;

  @Field(() => QuoteState, { description: "Where it stands." })
  @Plain("text", { default: QuoteState.OFFERED })
  state!: QuoteState;

  @Plain("char", { length: 3 })
  currency!: string;

  @Plain("bigint")
  valueMinor!: number;

  @Field(() => Money, { description: "What it comes to." })
  @MoneyField("valueMinor", "currency")
  value?: Money;

  @Field({ description: "Last day on which it can be accepted." })
  @Plain("date")
  validUntil!: string;
}
