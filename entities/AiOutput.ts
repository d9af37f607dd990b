import { GraphQLSafeInt } from "graphql-scalars";
import { Field, Int, ObjectType } from "type-graphql";
import { Entity, JoinColumn, ManyToOne, type Relation } from "typeorm";
import { AgentProfile } from "./AgentProfile.js";
import { optional, Plain } from "./columns.js";
import { AiOutputKind } from "./enums.js";
import { Fact } from "./Fact.js";
import { FollowUpTask } from "./FollowUpTask.js";
import { ImmutableRow } from "./Row.js";

@ObjectType({ description: "What a model returned, unchanged for ever, with what it was given and what it took." })
@Entity("ai_outputs")
export class AiOutput extends ImmutableRow {
  @Field(() => AiOutputKind, { description: "What the model was asked for." })
  @Plain("text")
  kind!: AiOutputKind;

  @Plain("uuid")
  taskId!: string;

  @Field(() => FollowUpTask, { description: "The task it was asked for." })
  @ManyToOne(() => FollowUpTask)
  @JoinColumn({ name: "task_id" })
  task!: Relation<FollowUpTask>;

  @Plain("uuid")
  agentProfileId!: string;

  @Field(() => AgentProfile, { description: "The agent that asked." })
  @ManyToOne(() => AgentProfile)
  @JoinColumn({ name: "agent_profile_id" })
  agent!: Relation<AgentProfile>;

  @Field({ description: "Who ran the model; `template` when none is configured." })
  @Plain("text")
  provider!: string;

  @Field({ description: "The model asked." })
  @Plain("text")
  model!: string;

  @Field({ description: "Version of the prompt." })
  @Plain("text")
  promptVersion!: string;

  @Field(() => [Fact], { description: "The facts it was given, redacted as sent." })
  @Plain("jsonb")
  facts!: Fact[];

  @Plain("jsonb", optional)
  content!: Record<string, unknown> | null;

  @Field(() => String, { nullable: true, description: "Why there is no usable answer, when there is none." })
  @Plain("text", optional)
  error!: string | null;

  @Field(() => Int, { nullable: true, description: "Tokens read, when the provider says so." })
  @Plain("integer", optional)
  inputTokens!: number | null;

  @Field(() => Int, { nullable: true, description: "Tokens written, when the provider says so." })
  @Plain("integer", optional)
  outputTokens!: number | null;

  @Field(() => GraphQLSafeInt, { nullable: true, description: "Price in millionths of a US dollar, when known." })
  @Plain("bigint", optional)
  costMicros!: number | null;

  @Field(() => Int, { description: "Milliseconds the call took." })
  @Plain("integer")
  latencyMs!: number;

  @Field(() => [String], { description: "Figures and dates in the answer that none of the facts carries, as written." })
  @Plain("jsonb", { default: [] })
  grounding!: string[];
}
