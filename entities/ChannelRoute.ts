import { Field, Int, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { Channel } from "./Channel.js";
import { optional, Plain } from "./columns.js";
import { TeamCode } from "./enums.js";
import { DefaultOrder } from "./read.js";
import { Row } from "./Row.js";

@ObjectType({ description: "Says which tasks go to a channel; every condition given must hold." })
@Entity("channel_routes")
@DefaultOrder("position")
export class ChannelRoute extends Row {
  @Field(() => Int, { description: "Order in which routes are tried, lowest first." })
  @Plain("integer")
  position!: number;

  @Field(() => TeamCode, { nullable: true, description: "Tasks of this team; null means any." })
  @Plain("text", optional)
  team!: TeamCode | null;

  @Field(() => String, { nullable: true, description: "Tasks on exceptions of this type; null means any." })
  @Plain("text", optional)
  exceptionType!: string | null;

  @Field(() => Int, { description: "Tasks on exceptions at least this severe, 1 to 4." })
  @Plain("integer", { default: 1 })
  minSeverity!: number;

  @Plain("uuid")
  channelId!: string;

  @Field(() => Channel, { description: "Where they go." })
  @ManyToOne(() => Channel)
  @JoinColumn({ name: "channel_id" })
  channel!: Relation<Channel>;
}
