import { Field, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { optional, Plain } from "./columns.js";
import { OutboundStatus } from "./enums.js";
import { OutboundMessage } from "./OutboundMessage.js";
import { DefaultOrder } from "./read.js";
import { Identified } from "./Row.js";

@ObjectType({ description: "A status somebody reported for a message; reports come out of order, so all are kept." })
@Entity("delivery_events")
@DefaultOrder("occurredAt", "DESC")
export class DeliveryEvent extends Identified {
  @Plain("uuid")
  outboundMessageId!: string;

  @Field(() => OutboundMessage, { description: "The message it tells of." })
  @ManyToOne(() => OutboundMessage)
  @JoinColumn({ name: "outbound_message_id" })
  outboundMessage!: Relation<OutboundMessage>;

  @Field(() => OutboundStatus, { description: "The status reported." })
  @Plain("text")
  status!: OutboundStatus;

  @Field(() => String, { nullable: true, description: "The provider's words." })
  @Plain("text", optional)
  detail!: string | null;

  @Plain("text", optional)
  providerEventId!: string | null;

  @Field({ description: "When it happened." })
  @Plain("timestamptz")
  occurredAt!: Date;

  @Field({ description: "When we learned of it." })
  @Plain("timestamptz")
  recordedAt!: Date;
}
