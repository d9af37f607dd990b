import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { AgentAction, ChannelPolicy, ExceptionState, SubjectKind, TaskPriority, TeamCode } from "../../entities/enums.js";
import { ExceptionCase } from "../../entities/ExceptionCase.js";
import type { AssignAgent } from "../../server/domain/followUps/assignAgent.js";
import { pageArgs } from "../../server/read/connection.js";
import { Where } from "../../server/read/where.js";
import { MutationInput } from "../refusal.js";

@InputType({ description: "Which exceptions; conditions add up." })
export class ExceptionFilter {
  @Field(() => String, { nullable: true, description: "Part of the number, title, subject's number or distributor's name." })
  @Where(["number", "title", "subjectNumber", "distributor.legalName"], "search")
  search?: string;

  @Field(() => Boolean, { nullable: true, description: "Open, acknowledged or in progress, and not dismissed." })
  @Where("active")
  active?: boolean;

  @Field(() => Boolean, { nullable: true, description: "Whether a follow-up task on it is not over; `active: true, assigned: false` is what nobody has." })
  @Where("assigned")
  assigned?: boolean;

  @Field(() => [ExceptionState], { nullable: true })
  @Where("state", "in")
  state?: ExceptionState[];

  @Field(() => [String], { nullable: true, description: "Rule codes such as INVOICE_OVERDUE." })
  @Where("type", "in")
  type?: string[];

  @Field(() => [TeamCode], { nullable: true })
  @Where("ownerTeam", "in")
  ownerTeam?: TeamCode[];

  @Field(() => Int, { nullable: true, description: "Severity from 1 (watch) to 4 (critical)." })
  @Where("severity", "gte")
  minSeverity?: number;

  @Field(() => [SubjectKind], { nullable: true })
  @Where("subjectKind", "in")
  subjectKind?: SubjectKind[];

  @Field(() => [String], { nullable: true, description: "Numbers of distributors." })
  @Where("distributor.number", "in")
  distributor?: string[];

  @Field(() => [String], { nullable: true, description: "Numbers of orders." })
  @Where("order.number", "in")
  order?: string[];

  @Field(() => [String], { nullable: true, description: "Numbers of invoices that are stuck." })
  @Where("invoice.number", "in")
  invoice?: string[];

  @Field(() => [String], { nullable: true, description: "Numbers of shipments that are stuck." })
  @Where("shipment.number", "in")
  shipment?: string[];

  @Field(() => [String], { nullable: true, description: "Numbers of documents that are stuck." })
  @Where("document.number", "in")
  document?: string[];
}

export enum ExceptionSortField { SCORE = "score", SEVERITY = "severity", DETECTED_AT = "detectedAt", NUMBER = "number", VALUE = "valueMinor" }

@ArgsType()
export class ExceptionsArgs extends pageArgs(ExceptionCase, ExceptionFilter, ExceptionSortField) {}

@InputType()
export class ExceptionOpenInput extends MutationInput {
  @Field(() => SubjectKind, { description: "Kind of the record that is stuck." })
  subjectKind!: SubjectKind;

  @Field(() => ID, { description: "Its id or human number." })
  subjectId!: string;

  @Field(() => String, { nullable: true, description: "A catalogue type; OTHER when left out." })
  type?: string;

  @Field({ description: "What is stuck, in one line." })
  title!: string;

  @Field(() => Int, { defaultValue: 2, description: "From 1 (watch) to 4 (critical)." })
  severity!: number;

  @Field(() => TeamCode, { nullable: true, description: "The team that must move; the type's owner when left out." })
  ownerTeam?: TeamCode;

  @Field(() => String, { nullable: true, description: "What to do about it." })
  recommendedAction?: string;
}

@InputType()
export class EscalationStepInput {
  @Field(() => Int, { description: "Business minutes without resolution." }) afterMinutes!: number;
  @Field(() => TeamCode) toTeam!: TeamCode;
  @Field({ description: "The rule as people read it." }) sentence!: string;
}

@InputType()
export class ExceptionAssignAgentInput extends MutationInput implements AssignAgent {
  @Field(() => ID, { description: "The exception's id or number." })
  exceptionId!: string;

  @Field(() => Int, { description: "Version of the exception that you read." })
  version!: number;

  @Field(() => String, { nullable: true, description: "Agent's code or name; the one the rule recommends when left out." })
  agent?: string | null;

  @Field(() => ID, { nullable: true, description: "The person who has it." })
  assigneeId?: string | null;

  @Field(() => TaskPriority, { nullable: true, description: "By severity when left out." })
  priority?: TaskPriority | null;

  @Field(() => ChannelPolicy, { nullable: true })
  channelPolicy?: ChannelPolicy | null;

  @Field(() => [String], { nullable: true, description: "Channel codes such as slack:#wholesale-exceptions; the routes decide when left out." })
  communicationChannels?: string[] | null;

  @Field(() => [AgentAction], { nullable: true, description: "May narrow what the agent is allowed, never widen it." })
  allowedActions?: AgentAction[] | null;

  @Field(() => [AgentAction], { nullable: true, description: "Added to what the agent is kept from; blocked wins." })
  blockedActions?: AgentAction[] | null;

  @Field(() => [EscalationStepInput], { nullable: true, description: "By severity when left out." })
  escalationLadder?: EscalationStepInput[] | null;

  @Field(() => String, { nullable: true, description: "What the agent should know about this blocker, in at most 4,000 characters." })
  promptContext?: string | null;

  @Field(() => Date, { nullable: true, description: "First time the agent looks at it; at once when left out or gone by." })
  nextCheckAt?: Date | null;

  @Field(() => Int, { nullable: true, description: "Business minutes between looks." })
  retryCadenceMinutes?: number | null;
}

@InputType()
export class ExceptionDismissInput extends MutationInput {
  @Field(() => ID, { description: "The exception's id or number." })
  exceptionId!: string;

  @Field(() => Int, { description: "Version of the exception that you read." })
  version!: number;

  @Field({ description: "Why it needs no work; it stays quiet until its cause has cleared once." })
  reason!: string;
}
