import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { Draft } from "../../entities/Draft.js";
import { DraftState, TeamCode } from "../../entities/enums.js";
import { pageArgs } from "../../server/read/connection.js";
import { Where } from "../../server/read/where.js";
import { MutationInput } from "../refusal.js";

@InputType({ description: "Which drafts; conditions add up." })
export class DraftFilter {
  @Field(() => String, { nullable: true, description: "Part of the number, the exception's number or the distributor's name." })
  @Where(["number", "exception.number", "distributor.legalName"], "search")
  search?: string;

  @Field(() => [DraftState], { nullable: true })
  @Where("state", "in")
  state?: DraftState[];

  @Field(() => [TeamCode], { nullable: true })
  @Where("ownerTeam", "in")
  ownerTeam?: TeamCode[];

  @Field(() => [String], { nullable: true, description: "Numbers of tasks." })
  @Where("task.number", "in")
  task?: string[];
}

export enum DraftSortField { EXPIRES_AT = "expiresAt", CREATED_AT = "createdAt", NUMBER = "number", SCORE = "exception.score" }

@ArgsType()
export class DraftsArgs extends pageArgs(Draft, DraftFilter, DraftSortField) {}

@InputType()
export class DraftProposeInput extends MutationInput {
  @Field(() => ID, { description: "The task's id or number." })
  taskId!: string;

  @Field(() => String, { nullable: true, description: "Channel code; the task's first channel when left out." })
  channel?: string | null;

  @Field(() => String, { nullable: true, description: "Your own words; the task's agent writes when left out." })
  body?: string | null;

  @Field(() => String, { nullable: true, description: "Subject line, for e-mail." })
  subject?: string | null;

  @Field(() => String, { nullable: true, description: "What the agent should mind when it writes." })
  instruction?: string | null;
}

@InputType()
abstract class DraftInput extends MutationInput {
  @Field(() => ID, { description: "The draft's id or number." })
  draftId!: string;

  @Field(() => Int, { description: "Version of the draft that you read." })
  version!: number;
}

@InputType()
export class DraftEditInput extends DraftInput {
  @Field(() => String, { nullable: true, description: "Subject line; stays when left out." })
  subject?: string | null;

  @Field({ description: "The whole text as it should go out." })
  body!: string;
}

@InputType()
export class DraftApproveInput extends DraftInput {
  @Field(() => ID, { description: "The revision that you read: exactly this text, channel and destination is approved." })
  revisionId!: string;
}

@InputType()
export class DraftRejectInput extends DraftInput {
  @Field({ description: "Why, so that the next draft is better." })
  reason!: string;
}

@InputType()
export class DraftRedoInput extends DraftInput {
  @Field({ description: "What the agent should do differently; it writes again at once." })
  instruction!: string;
}
