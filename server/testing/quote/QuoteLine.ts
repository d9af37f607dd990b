import { Field, Int, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { Plain } from "../../../entities/columns.js";
import { Row } from "../../../entities/Row.js";
import { Quote } from "./Quote.js";

@ObjectType({ description: "One article of a quote." })
@Entity("quote_lines")
export class QuoteLine extends Row {
  @Plain("uuid")
  quoteId!: string;

  @Field(() => Quote, { description: "The quote it stands in." })
  @ManyToOne(() => Quote)
  @JoinColumn({ name: "quote_id" })
  quote!: Relation<Quote>;

  @Field({ description: "Article number." })
  @Plain("text")
  sku!: string;

  @Field(() => Int, { description: "Pieces." })
  @Plain("integer")
  quantity!: number;
}
