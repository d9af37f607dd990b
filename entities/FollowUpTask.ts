import { Field, Int, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, OneToMany, type Relation } from "typeorm";
import { AgentProfile } from "./AgentProfile.js";
import { AuditEntry } from "./AuditEntry.js";
import { optional, Plain } from "./columns.js";
import { Distributor } from "./Distributor.js";
import { Draft } from "./Draft.js";
import { AgentAction, ChannelPolicy, ResponseState, SlaState, TaskPriority, TaskStatus, TeamCode } from "./enums.js";
import { ExceptionCase } from "./ExceptionCase.js";
import { FollowUpTaskChannel } from "./FollowUpTaskChannel.js";
import { Order } from "./Order.js";
import { OutboundMessage } from "./OutboundMessage.js";
import { Derived, Keeps } from "./read.js";
import { ArchivableRow } from "./Row.js";
import { SlaPolicy } from "./SlaPolicy.js";
import { User } from "./User.js";

/** One rung of a task's ladder: after so many business minutes without progress, who is told, in a sentence people read. */
export interface EscalationStep {
  afterMinutes: number;
  toTeam: TeamCode;
  sentence: string;
}

/** Work that is not over. */
const live = (t: string) => `${t}.status NOT IN ('resolved', 'cancelled')`;

/** The API's words for a task are public and fixed; where a column is called otherwise, the field is derived from it. */
@ObjectType({ description: "Accountable work on an exception: an agent prepares, a person owns and decides, a clock runs." })
@Entity("follow_up_tasks")
export class FollowUpTask extends ArchivableRow {
  @Plain("text")
  number!: string;

  @Field({ description: "Human number, for example FOLLOW-2026-001; unique and never reused." })
  @Derived((t) => `${t}.number`)
  taskId?: string;

  @Plain("uuid")
  exceptionId!: string;

  @Field(() => ExceptionCase, { description: "The blocker it works on." })
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

  @Field(() => String, { name: "orderId", nullable: true, description: "Human number of the order, for example ORD-2026-1047." })
  @Derived((t) => `(SELECT o.number FROM orders o WHERE o.id = ${t}.order_id)`)
  orderNumber?: string | null;

  @Plain("uuid")
  agentProfileId!: string;

  @Field(() => AgentProfile, { description: "The agent that prepares its messages." })
  @ManyToOne(() => AgentProfile)
  @JoinColumn({ name: "agent_profile_id" })
  agent!: Relation<AgentProfile>;

  @Field({ description: "Name of the agent, for example AccountingFollowUpAgent." })
  @Derived((t) => `(SELECT a.name FROM agent_profiles a WHERE a.id = ${t}.agent_profile_id)`)
  assignedAgent?: string;

  @Plain("text")
  ownerTeam!: TeamCode;

  @Field(() => TeamCode, { description: "The team that answers for it." })
  @Derived((t) => `${t}.owner_team`)
  humanOwner?: TeamCode;

  @Plain("uuid", optional)
  assigneeId!: string | null;

  @Field(() => User, { nullable: true, description: "The person who has it; null while nobody took it." })
  @ManyToOne(() => User)
  @JoinColumn({ name: "assignee_id" })
  assignee!: Relation<User> | null;

  @Field(() => TaskStatus, { description: "The work step; with several drafts, that of the least advanced live one." })
  @Plain("text", { default: TaskStatus.OPEN })
  status!: TaskStatus;

  @Field(() => TaskPriority, { description: "Order of work among tasks with equal clocks." })
  @Plain("text", { default: TaskPriority.NORMAL })
  priority!: TaskPriority;

  @Plain("uuid")
  slaPolicyId!: string;

  @ManyToOne(() => SlaPolicy)
  @JoinColumn({ name: "sla_policy_id" })
  slaPolicy!: Relation<SlaPolicy>;

  @Field(() => SlaState, { description: "Where the SLA clock stands." })
  @Plain("text", { default: SlaState.ACTIVE })
  slaState!: SlaState;

  @Field({ description: "When the SLA clock started." })
  @Plain("timestamptz")
  slaStartedAt!: Date;

  @Plain("timestamptz")
  slaAtRiskAt!: Date;

  @Field({ description: "When it must be resolved, counted in business time." })
  @Plain("timestamptz")
  slaDueAt!: Date;

  @Field(() => Int, {
    nullable: true,
    description: "Whole minutes of working time left until it is due, by its policy's calendar, as of `slaRemainingAsOf`; negative once past, null when it is over.",
  })
  @Derived((t) => `(SELECT floor(tower_business_seconds(p.calendar_id, COALESCE(${t}.sla_paused_at, :now), ${t}.sla_due_at) / 60.0)::integer
    FROM sla_policies p WHERE p.id = ${t}.sla_policy_id AND ${live(t)})`)
  slaRemainingMinutes?: number | null;

  @Field(() => Date, { description: "The moment that `slaRemainingMinutes` was counted at." })
  @Derived(() => `:now`)
  slaRemainingAsOf?: Date;

  @Field(() => Date, { nullable: true, description: "Since when the SLA clock is paused." })
  @Plain("timestamptz", optional)
  slaPausedAt!: Date | null;

  @Field(() => String, { nullable: true, description: "Why the SLA clock is paused." })
  @Plain("text", optional)
  slaPauseReason!: string | null;

  @Field(() => Date, { nullable: true, description: "When the agent looks at it again; null when nothing is scheduled." })
  @Plain("timestamptz", optional)
  nextCheckAt!: Date | null;

  @Field(() => Int, { description: "Minutes of business time between two checks." })
  @Plain("integer", { default: 1440 })
  retryCadenceMinutes!: number;

  @Field(() => Int, { description: "Messages posted for it so far." })
  @Plain("integer", { default: 0 })
  attempts!: number;

  @Field(() => [String], { description: "Codes of the channels its messages go to, in order, for example slack:#wholesale-exceptions." })
  @Derived((t) => `ARRAY(SELECT c.code FROM follow_up_task_channels tc JOIN channels c ON c.id = tc.channel_id
    WHERE tc.task_id = ${t}.id ORDER BY tc.position)`)
  communicationChannels?: string[];

  @Field(() => ChannelPolicy, { description: "What must happen before a message of it goes out." })
  @Plain("text", { default: ChannelPolicy.HUMAN_APPROVAL_REQUIRED })
  channelPolicy!: ChannelPolicy;

  @Plain("uuid", optional)
  fourEyesLiftedById!: string | null;

  @Field(() => User, { nullable: true, description: "Who last lifted its four-eyes policy; what they write for it themselves still needs somebody else's approval." })
  @ManyToOne(() => User)
  @JoinColumn({ name: "four_eyes_lifted_by_id" })
  fourEyesLiftedBy!: Relation<User> | null;

  @Field(() => [AgentAction], { description: "What the agent may do for it." })
  @Plain("text", { array: true, default: [] })
  allowedActions!: AgentAction[];

  @Field(() => [AgentAction], { description: "What the agent may not do for it; blocked wins over allowed." })
  @Plain("text", { array: true, default: [] })
  blockedActions!: AgentAction[];

  @Plain("jsonb", { default: [] })
  escalationLadder!: EscalationStep[];

  @Field(() => String, { nullable: true, description: "Who is told when it does not move, and after how long; null without a ladder." })
  @Derived((t) => `(SELECT string_agg(step->>'sentence', ' ' ORDER BY rung)
    FROM jsonb_array_elements(${t}.escalation_ladder) WITH ORDINALITY AS ladder (step, rung))`)
  escalationRule?: string | null;

  @Field(() => Int, { description: "Rungs of the escalation ladder already taken." })
  @Plain("integer", { default: 0 })
  escalationLevel!: number;

  @Field(() => Date, { nullable: true, description: "When it was last escalated." })
  @Plain("timestamptz", optional)
  escalatedAt!: Date | null;

  @Field(() => String, { nullable: true, description: "What the agent should know about this blocker beyond the records." })
  @Plain("text", optional)
  promptContext!: string | null;

  @Field(() => ResponseState, { description: "Whether somebody answered the posted message." })
  @Plain("text", { default: ResponseState.NONE })
  responseState!: ResponseState;

  @Field(() => String, { nullable: true, description: "The provider's id of the last message posted for it." })
  @Plain("text", optional)
  lastChannelMessageId!: string | null;

  @Field({ description: "Always true: no step of a task goes without its audit entry." })
  @Plain("boolean", { default: true })
  auditRequired!: boolean;

  @Field(() => Date, { nullable: true, description: "Until when it is out of the queue; its clocks go on." })
  @Plain("timestamptz", optional)
  snoozedUntil!: Date | null;

  @Field({ description: "Out of the queue for now; a breach of it stays a breach." })
  @Derived((t) => `${t}.snoozed_until > :now AND ${live(t)}`)
  snoozed?: boolean;

  @Field(() => String, { nullable: true, description: "Why it is out of the queue." })
  @Plain("text", optional)
  snoozeReason!: string | null;

  @Field(() => Int, { description: "How often it was taken up again after being resolved." })
  @Plain("integer", { default: 0 })
  reopenedCount!: number;

  @Field(() => Date, { nullable: true, description: "When it was resolved or cancelled." })
  @Plain("timestamptz", optional)
  resolvedAt!: Date | null;

  @Field(() => String, { nullable: true, description: "How it was resolved, or why it was cancelled." })
  @Plain("text", optional)
  resolution!: string | null;

  @Field({ description: "Whether anything was ever drafted for it, also where `drafts` is empty because you may not read them." })
  @Derived((t) => `EXISTS (SELECT FROM drafts w WHERE w.task_id = ${t}.id)`)
  hasDrafts?: boolean;

  @Field(() => [Draft]) @OneToMany(() => Draft, (draft) => draft.task)
  drafts?: Relation<Draft[]>;

  @Field(() => [OutboundMessage]) @OneToMany(() => OutboundMessage, (message) => message.task)
  outboundMessages?: Relation<OutboundMessage[]>;

  @Field(() => [AuditEntry], { description: "Its story, newest first." }) @OneToMany(() => AuditEntry, (entry) => entry.task)
  auditEntries?: Relation<AuditEntry[]>;

  @OneToMany(() => FollowUpTaskChannel, (link) => link.task)
  channels?: Relation<FollowUpTaskChannel[]>;
}
