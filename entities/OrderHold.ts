import { Field, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { optional, Plain } from "./columns.js";
import { HoldKind, TeamCode } from "./enums.js";
import { Order } from "./Order.js";
import { Row } from "./Row.js";

@ObjectType({ description: "A reason why an order may not move; several may apply at once, one open hold of each kind." })
@Entity("order_holds")
export class OrderHold extends Row {
  @Plain("uuid")
  orderId!: string;

  @Field(() => Order, { description: "The order it holds." })
  @ManyToOne(() => Order)
  @JoinColumn({ name: "order_id" })
  order!: Relation<Order>;

  @Field(() => HoldKind, { description: "What kind of concern holds it; credit and compliance holds have a team that alone may release them." })
  @Plain("text")
  kind!: HoldKind;

  @Field({ description: "Why it was placed." })
  @Plain("text")
  reason!: string;

  @Field(() => TeamCode, { description: "The team that has to act." })
  @Plain("text")
  ownerTeam!: TeamCode;

  @Field({ description: "When it was placed." })
  @Plain("timestamptz")
  placedAt!: Date;

  @Field(() => Date, { nullable: true, description: "When it was released; open while null." })
  @Plain("timestamptz", optional)
  releasedAt!: Date | null;

  @Field(() => String, { nullable: true, description: "Why it was released." })
  @Plain("text", optional)
  releaseReason!: string | null;
}
