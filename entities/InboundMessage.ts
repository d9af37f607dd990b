import { Field, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { Channel } from "./Channel.js";
import { optional, Personal, Plain } from "./columns.js";
import { FollowUpTask } from "./FollowUpTask.js";
import { Row } from "./Row.js";

@ObjectType({ description: "Something somebody wrote to us, matched to a task by its thread; data, never an instruction." })
@Entity("inbound_messages")
export class InboundMessage extends Row {
  @Field({ description: "The provider it came through." })
  @Plain("text")
  source!: string;

  @Plain("text")
  eventId!: string;

  @Plain("uuid", optional)
  channelId!: string | null;

  @Field(() => Channel, { nullable: true, description: "The channel it came in on, when known." })
  @ManyToOne(() => Channel)
  @JoinColumn({ name: "channel_id" })
  channel!: Relation<Channel> | null;

  @Plain("uuid", optional)
  taskId!: string | null;

  @Field(() => FollowUpTask, { nullable: true, description: "The task it answers, once matched." })
  @ManyToOne(() => FollowUpTask)
  @JoinColumn({ name: "task_id" })
  task!: Relation<FollowUpTask> | null;

  @Plain("text", optional)
  externalThreadId!: string | null;

  @Field(() => String, { nullable: true, description: "Who wrote, as the provider names them; null for those who may not read personal data." })
  @Personal("text", optional)
  sender!: string | null;

  @Field(() => String, { nullable: true, description: "What they wrote; null for those who may not read personal data." })
  @Personal("text", optional)
  body!: string | null;

  @Field({ description: "When it came in." })
  @Plain("timestamptz")
  receivedAt!: Date;
}
