import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { AgentAction, ChannelPolicy, SlaState, TaskPriority, TaskStatus, TeamCode } from "../../entities/enums.js";
import { FollowUpTask } from "../../entities/FollowUpTask.js";
import type { UpdateTask } from "../../server/domain/followUps/updateTask.js";
import { pageArgs } from "../../server/read/connection.js";
import { Where } from "../../server/read/where.js";
import { MutationInput } from "../refusal.js";

@InputType({ description: "Which tasks; conditions add up." })
export class FollowUpTaskFilter {
  @Field(() => String, { nullable: true, description: "Part of the task, exception, order or distributor." })
  @Where(["number", "exception.number", "exception.title", "order.number", "distributor.number", "distributor.legalName"], "search")
  search?: string;

  @Field(() => [TaskStatus], { nullable: true })
  @Where("status", "in")
  status?: TaskStatus[];

  @Field(() => [SlaState], { nullable: true })
  @Where("slaState", "in")
  slaState?: SlaState[];

  @Field(() => [TeamCode], { nullable: true, description: "Owning teams." })
  @Where("ownerTeam", "in")
  humanOwner?: TeamCode[];

  @Field(() => [ID], { nullable: true, description: "Ids of assignees." })
  @Where("assigneeId", "in")
  assigneeId?: string[];

  @Field(() => [TaskPriority], { nullable: true })
  @Where("priority", "in")
  priority?: TaskPriority[];

  @Field(() => Date, { nullable: true, description: "SLA due at this instant or earlier." })
  @Where("slaDueAt", "lte")
  slaDueBefore?: Date;

  @Field(() => Date, { nullable: true, description: "SLA due after this instant." })
  @Where("slaDueAt", "gt")
  slaDueAfter?: Date;

  @Field(() => Boolean, { nullable: true, description: "Only what is snoozed now, or only what is not." })
  @Where("snoozed")
  snoozed?: boolean;

  @Field(() => [String], { nullable: true, description: "Numbers of distributors." })
  @Where("distributor.number", "in")
  distributor?: string[];

  @Field(() => [String], { nullable: true, description: "Numbers of orders." })
  @Where("order.number", "in")
  order?: string[];

  @Field(() => [String], { nullable: true, description: "Numbers of exceptions." })
  @Where("exception.number", "in")
  exception?: string[];
}

export enum FollowUpTaskSortField { SLA_DUE_AT = "slaDueAt", NEXT_CHECK_AT = "nextCheckAt", TASK_ID = "number", CREATED_AT = "createdAt", SCORE = "exception.score", UPDATED_AT = "updatedAt" }

@ArgsType()
export class FollowUpTasksArgs extends pageArgs(FollowUpTask, FollowUpTaskFilter, FollowUpTaskSortField) {}

@InputType()
abstract class TaskInput extends MutationInput {
  @Field(() => ID, { description: "The task's id or number." })
  taskId!: string;

  @Field(() => Int, { description: "Version of the task that you read." })
  version!: number;
}

@InputType({ description: "What is left out stays as it is; null is for what may be empty." })
export class FollowUpTaskUpdateInput extends TaskInput implements UpdateTask {
  @Field(() => ID, { nullable: true, description: "The person who has it; null gives it back to the team." })
  assigneeId?: string | null;

  @Field(() => TaskPriority, { nullable: true })
  priority?: TaskPriority | null;

  @Field(() => Date, { nullable: true, description: "When the agent looks at it next; a time gone by means at once." })
  nextCheckAt?: Date | null;

  @Field(() => Int, { nullable: true, description: "Business minutes between looks." })
  retryCadenceMinutes?: number | null;

  @Field(() => ChannelPolicy, { nullable: true })
  channelPolicy?: ChannelPolicy | null;

  @Field(() => [String], { nullable: true, description: "Channel codes, first choice first." })
  communicationChannels?: string[] | null;

  @Field(() => [AgentAction], { nullable: true })
  allowedActions?: AgentAction[] | null;

  @Field(() => [AgentAction], { nullable: true })
  blockedActions?: AgentAction[] | null;

  @Field(() => String, { nullable: true, description: "What the agent should know about this blocker, in at most 4,000 characters; null empties it." })
  promptContext?: string | null;
}

@InputType()
export class FollowUpTaskSnoozeInput extends TaskInput {
  @Field(() => Date, { nullable: true, description: "Until when, at most 90 days ahead; null ends a snooze and leaves the agent's next look as it is." })
  until!: Date | null;

  @Field(() => String, { nullable: true, description: "Why, for whoever wonders." })
  reason?: string | null;
}

@InputType()
export class FollowUpTaskResolveInput extends TaskInput {
  @Field({ description: "How it was resolved, in a sentence." })
  resolution!: string;
}

@InputType()
export class FollowUpTaskReopenInput extends TaskInput {
  @Field({ description: "Why it is taken up again." })
  reason!: string;
}
