import { Field, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, OneToMany, type Relation } from "typeorm";
import { Approval } from "./Approval.js";
import { Channel } from "./Channel.js";
import { optional, Plain } from "./columns.js";
import { Distributor } from "./Distributor.js";
import { DraftRevision } from "./DraftRevision.js";
import { AgentAction, DraftState, TeamCode } from "./enums.js";
import { ExceptionCase } from "./ExceptionCase.js";
import { FollowUpTask } from "./FollowUpTask.js";
import { Order } from "./Order.js";
import { OutboundMessage } from "./OutboundMessage.js";
import { Keeps } from "./read.js";
import { Row } from "./Row.js";

@ObjectType({ description: "A message for one channel that waits for a person's decision; its text stands in immutable revisions." })
@Entity("drafts")
export class Draft extends Row {
  @Field({ description: "Human number, for example DRAFT-2026-0008; unique and never reused." })
  @Plain("text")
  number!: string;

  @Plain("uuid")
  taskId!: string;

  @Field(() => FollowUpTask, { description: "The task it was written for." })
  @ManyToOne(() => FollowUpTask)
  @JoinColumn({ name: "task_id" })
  @Keeps("distributor")
  task!: Relation<FollowUpTask>;

  @Plain("uuid")
  exceptionId!: string;

  @Field(() => ExceptionCase, { description: "The blocker it is about." })
  @ManyToOne(() => ExceptionCase)
  @JoinColumn({ name: "exception_id" })
  @Keeps("distributor")
  exception!: Relation<ExceptionCase>;

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

  @Field(() => TeamCode, { description: "The team that decides on it." })
  @Plain("text")
  ownerTeam!: TeamCode;

  @Plain("uuid")
  channelId!: string;

  @Field(() => Channel, { description: "Where it would go." })
  @ManyToOne(() => Channel)
  @JoinColumn({ name: "channel_id" })
  channel!: Relation<Channel>;

  @Field(() => AgentAction, { description: "What it does: writes to somebody, informs the team, recommends a step." })
  @Plain("text")
  action!: AgentAction;

  @Field(() => DraftState, { description: "The draft's life." })
  @Plain("text", { default: DraftState.PENDING })
  state!: DraftState;

  @Field(() => String, { nullable: true, description: "Why it stands in its state, for example which fact changed." })
  @Plain("text", optional)
  stateReason!: string | null;

  @Field({ description: "Whether somebody other than its authors must approve it." })
  @Plain("boolean", { default: false })
  fourEyes!: boolean;

  @Field(() => String, { nullable: true, description: "Why four eyes are needed." })
  @Plain("text", optional)
  fourEyesReason!: string | null;

  @Field({ description: "Until when it may be decided on." })
  @Plain("timestamptz")
  expiresAt!: Date;

  @Plain("uuid", optional)
  currentRevisionId!: string | null;

  @Field(() => DraftRevision, { nullable: true, description: "The text as it stands; a decision is about this revision alone." })
  @ManyToOne(() => DraftRevision)
  @JoinColumn({ name: "current_revision_id" })
  currentRevision!: Relation<DraftRevision> | null;

  @Field(() => [DraftRevision]) @OneToMany(() => DraftRevision, (revision) => revision.draft)
  revisions?: Relation<DraftRevision[]>;

  @Field(() => [Approval]) @OneToMany(() => Approval, (approval) => approval.draft)
  approvals?: Relation<Approval[]>;

  @Field(() => [OutboundMessage]) @OneToMany(() => OutboundMessage, (message) => message.draft)
  outboundMessages?: Relation<OutboundMessage[]>;
}
