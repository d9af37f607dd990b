import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Field, Info, InputType, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { DetectionRun } from "../../entities/DetectionRun.js";
import { Fact } from "../../entities/Fact.js";
import { TeamCode } from "../../entities/enums.js";
import { Day } from "../../entities/scalars.js";
import type { Context } from "../../server/context.js";
import { RULES } from "../../server/domain/detection/catalogue.js";
import { previewDetection } from "../../server/domain/detection/previewDetection.js";
import { runDetection } from "../../server/domain/detection/runDetection.js";
import { authorizeNoun } from "../../server/policies/authorize.js";
import { answer, MutationInput, Refusal, refusalFrom } from "../refusal.js";

@InputType()
export class DetectionRunInput extends MutationInput {
  @Field(() => [String], { nullable: true, description: "Rule codes; all enabled rules when left out." })
  rules?: string[];

  @Field({ defaultValue: false, description: "Only say what would fire: nothing is written." })
  dryRun!: boolean;

  @Field(() => Day, { nullable: true, description: "Look at what happened since this day: a cause that began before it opens no case. It holds for every later run until another day is given; a dry run only tries it." })
  since?: string | null;
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
  @Field(() => Int, { description: "Of these, how many are not a case yet." }) wouldOpen!: number;
  @Field(() => Int, { description: "Records it could not decide on, for want of a rate for example." }) undecided!: number;
  @Field(() => Int, { description: "Causes too old for a case, by the rule's horizon or by `since`." }) history!: number;
  @Field(() => [DetectionSample], { description: "The ten with the highest score." }) sample!: DetectionSample[];
}

@ObjectType()
class DetectionRunPayload {
  @Field(() => Refusal, { nullable: true }) refusal?: Refusal | null;
  @Field(() => DetectionRun, { nullable: true, description: "What the run changed; null for a dry run." }) run?: DetectionRun | null;
  @Field(() => [DetectionForecast], { nullable: true, description: "Of a dry run, one for each rule." }) forecasts?: DetectionForecast[];
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
    return RULES.map((rule) => ({ ...rule, thresholds: Object.entries(rule.thresholds).map(([name, threshold]) => ({ name, ...threshold })) }));
  }

  @Mutation(() => DetectionRunPayload, { description: "Runs the rules now, or says what they would find." })
  async detectionRun(@Arg("input", () => DetectionRunInput) input: DetectionRunInput, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo): Promise<DetectionRunPayload> {
    const { rules, dryRun } = input;
    const since = input.since ?? undefined;
    if (dryRun) return previewDetection(ctx, { rules, since }).then((forecasts) => ({ forecasts }), (error) => ({ refusal: refusalFrom(error) }));
    const { refusal, record } = await answer(ctx, info, DetectionRun, "run", input, (keyed) => runDetection(keyed, { cause: "manual", rules, since }));
    return { refusal, run: record };
  }
}
