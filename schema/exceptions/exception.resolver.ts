import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, Field, Info, ObjectType, Query, Resolver } from "type-graphql";
import { ExceptionCase } from "../../entities/ExceptionCase.js";
import { FollowUpTask } from "../../entities/FollowUpTask.js";
import type { Context } from "../../server/context.js";
import { checkCause } from "../../server/domain/detection/checkCause.js";
import { dismissException } from "../../server/domain/exceptions/dismissException.js";
import { openException } from "../../server/domain/exceptions/openException.js";
import { assignAgent, proposeAssignment } from "../../server/domain/followUps/assignAgent.js";
import { stepsBy } from "../../server/domain/verbs/possible.js";
import { UNASSIGNED } from "../../server/domain/verbs/when.js";
import { connectionOf } from "../../server/read/connection.js";
import { exceptionLifecycle } from "../../server/records/exceptionCase.lifecycle.js";
import { NamedArgs, singledOut } from "../named.js";
import { mutationsOf, verb } from "../verbs.js";
import { ExceptionAssignAgentInput, ExceptionDismissInput, ExceptionOpenInput, ExceptionsArgs } from "./exception.inputs.js";

export const ExceptionMutations = mutationsOf(ExceptionCase, "exception", {
  exceptionOpen: verb({ input: ExceptionOpenInput, verb: openException, says: "Opens an exception by hand, for what no rule saw." }),
  exceptionDismiss: verb({
    input: ExceptionDismissInput, verb: dismissException, says: "Sets an exception aside with a reason.",
    takes: { on: ExceptionCase, right: "decide", when: `t.dismissed_at IS NULL AND ${stepsBy("state", exceptionLifecycle, "resolve")}` },
  }),
});

export const AssignmentMutations = mutationsOf(FollowUpTask, "followUpTask", {
  exceptionAssignAgent: verb({
    input: ExceptionAssignAgentInput, verb: assignAgent, says: "Makes the exception accountable work: creates its follow-up task with agent, owner, SLA, channels and limits.",
    takes: { on: ExceptionCase, right: "change", when: `t.dismissed_at IS NULL AND (t.state = 'in_progress' OR ${stepsBy("state", exceptionLifecycle, "start")}) AND ${UNASSIGNED}` },
  }),
});

@ObjectType({ description: "Whether the rule that found an exception would find its cause now." })
class ExceptionCause {
  @Field({ description: "Whether it stands: resolved now, the case would open again at the next run of its rule." }) stands!: boolean;
  @Field(() => String, { nullable: true, description: "What stands, in a sentence, for example: EUR 14,131.60 is still outstanding." }) reason!: string | null;
}

@ObjectType({ description: "What assigning an exception now would mean where nothing else is chosen." })
class AssignmentProposal {
  @Field({ description: "When the first message is due, by the SLA policy of its type and severity." }) responseDueAt!: Date;
  @Field({ description: "When it is to be resolved, by the same policy, in business time." }) slaDueAt!: Date;
  @Field(() => [String], { description: "Codes of the channels that the routes lead to; empty where no route does." }) channels!: string[];
}

@Resolver(() => ExceptionCase)
export class ExceptionResolver {
  @Query(() => connectionOf(ExceptionCase), { description: "Detected blockers; sort by SCORE for the queue." })
  exceptions(@Args(() => ExceptionsArgs) args: ExceptionsArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.connection(ExceptionCase, args, info);
  }

  @Query(() => ExceptionCase, { nullable: true, description: "One exception; null when there is none, or none that you may see." })
  exception(@Args(() => NamedArgs) args: NamedArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.one(ExceptionCase, singledOut(args), info);
  }

  @Query(() => ExceptionCause, { description: "Asks the exception's rule whether its cause still stands; ask before you resolve." })
  exceptionCause(@Args(() => NamedArgs) args: NamedArgs, @Ctx() ctx: Context): Promise<ExceptionCause> {
    const { id, number } = singledOut(args);
    return checkCause(ctx, (id ?? number)!);
  }

  @Query(() => AssignmentProposal, { description: "What assigning the exception now would mean: by when it would be due, and where its messages would go. FORBIDDEN where you may not assign it." })
  async exceptionAssignment(@Args(() => NamedArgs) args: NamedArgs, @Ctx() ctx: Context): Promise<AssignmentProposal> {
    const { id, number } = singledOut(args);
    const { channels, ...due } = await proposeAssignment(ctx, (id ?? number)!);
    return { ...due, channels: channels.map(({ code }) => code) };
  }
}
