import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from "type-graphql";
import { FollowUpTask } from "../../entities/FollowUpTask.js";
import type { Context } from "../../server/context.js";
import { reopenTask } from "../../server/domain/followUps/reopenTask.js";
import { resolveTask } from "../../server/domain/followUps/resolveTask.js";
import { snoozeTask } from "../../server/domain/followUps/snoozeTask.js";
import { updateTask } from "../../server/domain/followUps/updateTask.js";
import { connectionOf } from "../../server/read/connection.js";
import { NamedArgs, singledOut } from "../named.js";
import { answer, payloadOf } from "../refusal.js";
import { FollowUpTaskReopenInput, FollowUpTaskResolveInput, FollowUpTasksArgs, FollowUpTaskSnoozeInput, FollowUpTaskUpdateInput } from "./followUpTask.inputs.js";

const payload = (mutation: string) => payloadOf(mutation, "followUpTask", FollowUpTask);
const UpdatePayload = payload("FollowUpTaskUpdate");
const SnoozePayload = payload("FollowUpTaskSnooze");
const ResolvePayload = payload("FollowUpTaskResolve");
const ReopenPayload = payload("FollowUpTaskReopen");

@Resolver(() => FollowUpTask)
export class FollowUpTaskResolver {
  @Query(() => connectionOf(FollowUpTask), { description: "Accountable work; sort by SLA_DUE_AT for what must be chased first." })
  followUpTasks(@Args(() => FollowUpTasksArgs) args: FollowUpTasksArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.connection(FollowUpTask, args, info);
  }

  @Query(() => FollowUpTask, { nullable: true, description: "One task; null when there is none, or none that you may see." })
  followUpTask(@Args(() => NamedArgs) args: NamedArgs, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return ctx.read.one(FollowUpTask, singledOut(args), info);
  }

  @Mutation(() => UpdatePayload, { description: "Changes a task: who has it, when the agent looks next, where messages go, what is allowed." })
  followUpTaskUpdate(@Arg("input", () => FollowUpTaskUpdateInput) input: FollowUpTaskUpdateInput, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return answer(ctx, info, FollowUpTask, "followUpTask", input, (keyed) => updateTask(keyed, input));
  }

  @Mutation(() => SnoozePayload, { description: "Puts a task out of sight until a time; its SLA clock goes on." })
  followUpTaskSnooze(@Arg("input", () => FollowUpTaskSnoozeInput) input: FollowUpTaskSnoozeInput, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return answer(ctx, info, FollowUpTask, "followUpTask", input, (keyed) => snoozeTask(keyed, input));
  }

  @Mutation(() => ResolvePayload, { description: "Ends a task with what was achieved; its waiting drafts are withdrawn." })
  followUpTaskResolve(@Arg("input", () => FollowUpTaskResolveInput) input: FollowUpTaskResolveInput, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return answer(ctx, info, FollowUpTask, "followUpTask", input, (keyed) => resolveTask(keyed, input));
  }

  @Mutation(() => ReopenPayload, { description: "Takes a finished task up again with a fresh SLA clock." })
  followUpTaskReopen(@Arg("input", () => FollowUpTaskReopenInput) input: FollowUpTaskReopenInput, @Ctx() ctx: Context, @Info() info: GraphQLResolveInfo) {
    return answer(ctx, info, FollowUpTask, "followUpTask", input, (keyed) => reopenTask(keyed, input));
  }
}
