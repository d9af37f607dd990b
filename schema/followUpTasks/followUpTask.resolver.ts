import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, Info, Query, Resolver } from "type-graphql";
import { FollowUpTask } from "../../entities/FollowUpTask.js";
import type { Context } from "../../server/context.js";
import { reopenTask } from "../../server/domain/followUps/reopenTask.js";
import { resolveTask } from "../../server/domain/followUps/resolveTask.js";
import { snoozeTask } from "../../server/domain/followUps/snoozeTask.js";
import { updateTask } from "../../server/domain/followUps/updateTask.js";
import { stepsBy, whileOpen } from "../../server/domain/verbs/possible.js";
import { NO_TWIN } from "../../server/domain/verbs/when.js";
import { connectionOf } from "../../server/read/connection.js";
import { OVER, taskLifecycle } from "../../server/records/followUpTask.lifecycle.js";
import { NamedArgs, singledOut } from "../named.js";
import { mutationsOf, verb } from "../verbs.js";
import { FollowUpTaskReopenInput, FollowUpTaskResolveInput, FollowUpTasksArgs, FollowUpTaskSnoozeInput, FollowUpTaskUpdateInput } from "./followUpTask.inputs.js";

const takes = (when: string) => ({ on: FollowUpTask, right: "change", when });

export const FollowUpTaskMutations = mutationsOf(FollowUpTask, "followUpTask", {
  followUpTaskUpdate: verb({ input: FollowUpTaskUpdateInput, verb: updateTask, says: "Changes a task: who has it, when the agent looks next, where messages go, what is allowed.", takes: takes(whileOpen(OVER)) }),
  followUpTaskSnooze: verb({ input: FollowUpTaskSnoozeInput, verb: snoozeTask, says: "Puts a task out of sight until a time; its SLA clock goes on.", takes: takes(whileOpen(OVER)) }),
  followUpTaskResolve: verb({ input: FollowUpTaskResolveInput, verb: resolveTask, says: "Ends a task with what was achieved; its waiting drafts are withdrawn.", takes: takes(stepsBy("status", taskLifecycle, "resolve")) }),
  followUpTaskReopen: verb({
    input: FollowUpTaskReopenInput, verb: reopenTask, says: "Takes a finished task up again with a fresh SLA clock.",
    takes: takes(`${stepsBy("status", taskLifecycle, "reopen")} AND ${NO_TWIN}`),
  }),
});

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
}
