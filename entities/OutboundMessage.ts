import { Field, Int, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, OneToMany, type Relation } from "typeorm";
import { Approval } from "./Approval.js";
import { Channel } from "./Channel.js";
import { optional, Personal, Plain } from "./columns.js";
import { DeliveryEvent } from "./DeliveryEvent.js";
import { Distributor } from "./Distributor.js";
import { Draft } from "./Draft.js";
import { DraftRevision } from "./DraftRevision.js";
import { ApprovalDecision, OutboundStatus, TeamCode } from "./enums.js";
import { FollowUpTask } from "./FollowUpTask.js";
import { Order } from "./Order.js";
import { Keeps } from "./read.js";
import { Row } from "./Row.js";
import { User } from "./User.js";

@ObjectType({ description: "One approved message to one recipient. It has no text of its own: the approved revision is the text." })
@Entity("outbound_messages")
export class OutboundMessage extends Row {
  @Plain("uuid")
  approvalId!: string;

  /** Always approved: the composite foreign key to the approval holds it. */
  @Plain("text", { default: ApprovalDecision.APPROVED })
  approvalDecision!: ApprovalDecision;

  @Field(() => Approval, { description: "The decision it goes out on." })
  @ManyToOne(() => Approval)
  @JoinColumn({ name: "approval_id" })
  approval!: Relation<Approval>;

  @Plain("uuid")
  draftId!: string;

  @Field(() => Draft, { description: "The draft it came from." })
  @ManyToOne(() => Draft)
  @JoinColumn({ name: "draft_id" })
  draft!: Relation<Draft>;

  @Plain("uuid")
  revisionId!: string;

  @Field(() => DraftRevision, { description: "The approved text." })
  @ManyToOne(() => DraftRevision)
  @JoinColumn({ name: "revision_id" })
  revision!: Relation<DraftRevision>;

  @Field({ description: "Hash of the approved text, channel and recipients." })
  @Plain("text")
  contentHash!: string;

  @Plain("uuid")
  taskId!: string;

  @Field(() => FollowUpTask, { description: "The task it was sent for." })
  @ManyToOne(() => FollowUpTask)
  @JoinColumn({ name: "task_id" })
  @Keeps("distributor")
  task!: Relation<FollowUpTask>;

  @Plain("uuid")
  exceptionId!: string;

  @Plain("uuid")
  distributorId!: string;

  @Field(() => Distributor, { description: "The distributor it concerns." })
  @ManyToOne(() => Distributor)
  @JoinColumn({ name: "distributor_id" })
  distributor!: Relation<Distributor>;

  @Plain("uuid", optional)
  orderId!: string | null;

  @Field(() => Order, { nullable: true, description: "The order it concerns, when there is one." })
  @ManyToOne(() => Order)
  @JoinColumn({ name: "order_id" })
  @Keeps("distributor")
  order!: Relation<Order> | null;

  @Field(() => TeamCode, { description: "The team that answers for it." })
  @Plain("text")
  ownerTeam!: TeamCode;

  @Plain("uuid")
  channelId!: string;

  @Field(() => Channel, { description: "Where it goes." })
  @ManyToOne(() => Channel)
  @JoinColumn({ name: "channel_id" })
  channel!: Relation<Channel>;

  @Field(() => String, { nullable: true, description: "Who receives it; null for those who may not read personal data." })
  @Personal("text")
  recipient!: string;

  @Field(() => OutboundStatus, { description: "The message's life, by the most advanced report." })
  @Plain("text", { default: OutboundStatus.QUEUED })
  status!: OutboundStatus;

  @Plain("uuid", { default: () => "gen_random_uuid()" })
  idempotencyKey!: string;

  @Field(() => Int, { description: "Calls made to the provider." })
  @Plain("integer", { default: 0 })
  attempts!: number;

  @Field(() => Date, { nullable: true, description: "When it is tried next." })
  @Plain("timestamptz", optional)
  nextAttemptAt!: Date | null;

  @Plain("timestamptz", optional)
  claimedUntil!: Date | null;

  @Field({ description: "When it was queued." })
  @Plain("timestamptz")
  queuedAt!: Date;

  @Field(() => Date, { nullable: true, description: "When the last call began." })
  @Plain("timestamptz", optional)
  sendingAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When the provider accepted it." })
  @Plain("timestamptz", optional)
  sentAt!: Date | null;

  @Field(() => String, { nullable: true, description: "The adapter that carried it." })
  @Plain("text", optional)
  adapter!: string | null;

  @Field(() => String, { nullable: true, description: "The provider's id of the channel." })
  @Plain("text", optional)
  externalChannel!: string | null;

  @Field(() => String, { nullable: true, description: "The provider's id of the message." })
  @Plain("text", optional)
  externalMessageId!: string | null;

  @Field(() => String, { nullable: true, description: "The provider's id of the thread; replies are matched by it." })
  @Plain("text", optional)
  externalThreadId!: string | null;

  @Field(() => String, { nullable: true, description: "Address of the message at the provider." })
  @Plain("text", optional)
  externalLink!: string | null;

  @Field(() => String, { nullable: true, description: "What the last failure was." })
  @Plain("text", optional)
  failureReason!: string | null;

  @Plain("uuid", optional)
  settledById!: string | null;

  @Field(() => User, { nullable: true, description: "Who said whether a message of unknown fate went out." })
  @ManyToOne(() => User)
  @JoinColumn({ name: "settled_by_id" })
  settledBy!: Relation<User> | null;

  @Field(() => String, { nullable: true, description: "How they knew." })
  @Plain("text", optional)
  settledReason!: string | null;

  @Field(() => [DeliveryEvent]) @OneToMany(() => DeliveryEvent, (event) => event.outboundMessage)
  events?: Relation<DeliveryEvent[]>;
}
