import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { Fact } from "../../entities/Fact.js";
import { TeamCode } from "../../entities/enums.js";
import type { Context } from "../../server/context.js";
import { RULES } from "../../server/domain/detection/catalogue.js";
import { runDetection } from "../../server/domain/detection/runDetection.js";
import { authorizeNoun } from "../../server/policies/authorize.js";
import { MutationInput, Refusal, refusalFrom } from "../refusal.js";

@InputType()
export class DetectionRunInput extends MutationInput {
  @Field(() => [String], { nullable: true, description: "Rule codes; all enabled rules when left out." })
  rules?: string[];

  @Field({ defaultValue: false, description: "Only say what would fire: nothing is written." })
  dryRun!: boolean;
}

@ObjectType({ description: "One case that a dry run would open or keep open." })
class DetectionSample {
  @Field({ description: "Human number of the record." }) subjectNumber!: string;
  @Field() title!: string;
  @Field(() => Int, { description: "From 1 (watch) to 4 (critical)." }) severity!: number;
  @Field(() => [Fact]) facts!: Fact[];
}

@ObjectType({ description: "What a dry run found for one rule." })
class DetectionForecast {
  @Field() rule!: string;
  @Field(() => Int, { description: "Cases whose condition holds now." }) wouldFire!: number;
  @Field(() => [DetectionSample], { description: "At most ten of them." }) sample!: DetectionSample[];
}

@ObjectType()
class DetectionRunPayload {
  @Field(() => Refusal, { nullable: true }) refusal?: Refusal | null;
  @Field(() => Int, { nullable: true, description: "New cases." }) opened?: number;
  @Field(() => Int, { nullable: true, description: "Open cases whose facts or score changed." }) updated?: number;
  @Field(() => Int, { nullable: true, description: "Cases that came back." }) reopened?: number;
  @Field(() => Int, { nullable: true, description: "Cases whose cause is gone." }) cleared?: number;
  @Field(() => Int, { nullable: true, description: "Records a rule could not decide on, for want of a rate for example." }) undecided?: number;
  @Field(() => Int, { nullable: true, description: "Milliseconds." }) durationMs?: number;
  @Field(() => [DetectionForecast], { nullable: true, description: "Of a dry run, a rule each." }) forecasts?: DetectionForecast[];
}

@ObjectType({ description: "A number a rule compares with; editable, its default stands here." })
class RuleThreshold {
  @Field() name!: string;
  @Field() default!: number;
  @Field() unit!: string;
  @Field(() => String, { nullable: true }) description?: string;
}

@ObjectType({ description: "A rule of the exception catalogue." })
class DetectionRule {
  @Field() code!: string;
  @Field({ description: "When it fires, in a sentence." }) summary!: string;
  @Field(() => TeamCode) ownerTeam!: TeamCode;
  @Field(() => [String]) tags!: string[];
  @Field() recommendedAction!: string;
  @Field({ description: "Code of the agent that takes it by default." }) agent!: string;
  @Field(() => [RuleThreshold]) thresholds!: RuleThreshold[];
}

@Resolver()
export class DetectionResolver {
  @Query(() => [DetectionRule], { description: "The exception catalogue." })
  rules(@Ctx() ctx: Context): DetectionRule[] {
    authorizeNoun(ctx.actor, "read", "RuleSetting", "read the rules");
    return RULES.map((rule) => ({
      ...rule,
      thresholds: Object.entries(rule.thresholds).map(([name, threshold]) => ({ name, ...(threshold as Omit<RuleThreshold, "name">) })),
    })) as unknown as DetectionRule[];
  }

  @Mutation(() => DetectionRunPayload, { description: "Runs the rules now, or says what they would find." })
  async detectionRun(@Arg("input", () => DetectionRunInput) input: DetectionRunInput, @Ctx() ctx: Context): Promise<DetectionRunPayload> {
    try {
      authorizeNoun(ctx.actor, "detect", "ExceptionCase", "run the rules");
      return (await runDetection(ctx, { cause: "manual", rules: input.rules, dryRun: input.dryRun })) as DetectionRunPayload;
    } catch (error) {
      return { refusal: refusalFrom(error) };
    }
  }
}
