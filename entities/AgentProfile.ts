import { Field, ObjectType } from "type-graphql";
import { Entity } from "typeorm";
import { optional, Plain } from "./columns.js";
import { AgentAction, TeamCode } from "./enums.js";
import { Row } from "./Row.js";

@ObjectType({ description: "An agent that chases for a team: how it writes, with what, and what it may and may not do." })
@Entity("agent_profiles")
export class AgentProfile extends Row {
  @Field({ description: "Short code, for example accounting." })
  @Plain("text")
  code!: string;

  @Field({ description: "Public name, for example AccountingFollowUpAgent." })
  @Plain("text")
  name!: string;

  @Field(() => TeamCode, { description: "The team it works for." })
  @Plain("text")
  team!: TeamCode;

  @Field({ description: "What it is there for." })
  @Plain("text")
  description!: string;

  @Field({ description: "Version of its prompt, kept with everything it writes." })
  @Plain("text")
  promptVersion!: string;

  @Field({ description: "How it sounds." })
  @Plain("text")
  tone!: string;

  @Field(() => [String], { description: "Tools it may call." })
  @Plain("text", { array: true, default: [] })
  tools!: string[];

  @Field(() => [AgentAction], { description: "What it may do; tasks start with these." })
  @Plain("text", { array: true, default: [] })
  allowedActions!: AgentAction[];

  @Field(() => [AgentAction], { description: "What it may never do; blocked wins over allowed." })
  @Plain("text", { array: true, default: [] })
  blockedActions!: AgentAction[];

  @Field(() => String, { nullable: true, description: "Model it asks; null means the configured default." })
  @Plain("text", optional)
  model!: string | null;

  @Plain("bigint", optional)
  monthlyBudgetMinor!: number | null;

  @Field({ description: "Whether tasks may be given to it." })
  @Plain("boolean", { default: true })
  active!: boolean;
}
