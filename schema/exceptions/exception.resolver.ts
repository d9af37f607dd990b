import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from "type-graphql";
import { ExceptionCase } from "../../entities/ExceptionCase.js";
import { FollowUpTask } from "../../entities/FollowUpTask.js";
import type { Context } from "../../server/context.js";
import { dismissException } from "../../server/domain/exceptions/dismissException.js";
import { openException } from "../../server/domain/exceptions/openException.js";
import { assignAgent } from "../../server/domain/followUps/assignAgent.js";
import { connectionOf } from "../../server/read/connection.js";
import { NamedArgs, singledOut } from "../named.js";
import { answer, payloadOf } from "../refusal.js";
import { ExceptionAssignAgentInput, ExceptionDismissInput, ExceptionOpenInput, ExceptionsArgs } from "./exception.inputs.js";

const ExceptionOpenPayload = payloadOf("ExceptionOpen", "exception", ExceptionCase);
const ExceptionAssignAgentPayload = payloadOf("ExceptionAssignAgent", "followUpTask", FollowUpTask);
const ExceptionDismissPayload = payloadOf("ExceptionDismiss", "exception", ExceptionCase);

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

  @Mutation(() => ExceptionOpenPayload, { description: "Opens an exception by hand, for what no rule saw." })
  exceptionOpen(@Arg("input", () => ExceptionOpenInput) input: ExceptionOpenInput, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return answer(ctx, info, ExceptionCase, "exception", input, (keyed) => openException(keyed, input));
  }

  @Mutation(() => ExceptionAssignAgentPayload, { description: "Makes the exception accountable work: creates its follow-up task with agent, owner, SLA, channels and limits." })
  exceptionAssignAgent(@Arg("input", () => ExceptionAssignAgentInput) input: ExceptionAssignAgentInput, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return answer(ctx, info, FollowUpTask, "followUpTask", input, (keyed) => assignAgent(keyed, input));
  }

  @Mutation(() => ExceptionDismissPayload, { description: "Sets an exception aside with a reason." })
  exceptionDismiss(@Arg("input", () => ExceptionDismissInput) input: ExceptionDismissInput, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return answer(ctx, info, ExceptionCase, "exception", input, (keyed) => dismissException(keyed, input));
  }
}
