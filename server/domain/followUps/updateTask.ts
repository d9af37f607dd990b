import { type AgentAction, type ChannelPolicy, type TaskPriority, WordSource } from "../../../entities/enums.js";
import { AgentProfile } from "../../../entities/AgentProfile.js";
import { ExceptionCase } from "../../../entities/ExceptionCase.js";
import { FollowUpTask } from "../../../entities/FollowUpTask.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import { channelsFor } from "../channels/channelsFor.js";
import { changeOne, requireOpen } from "../changeOne.js";
import { noteAuthor, notingContext } from "../drafts/authors.js";
import { requireReadsDrafts } from "../drafts/factsToWrite.js";
import { badInput } from "../errors.js";
import { lockFor } from "../lockFor.js";
import { requireVersion } from "../requireVersion.js";
import { cadence, contextOf, within } from "./assignAgent.js";
import { assignable } from "./assignee.js";
import { OVER } from "../../records/followUpTask.lifecycle.js";
import { withinHorizon } from "./horizon.js";
import { liftFourEyes, relaxes } from "./liftFourEyes.js";

export interface UpdateTask {
  taskId: string;
  version: number;
  assigneeId?: string | null;
  priority?: TaskPriority | null;
  nextCheckAt?: Date | null;
  retryCadenceMinutes?: number | null;
  channelPolicy?: ChannelPolicy | null;
  communicationChannels?: string[] | null;
  allowedActions?: AgentAction[] | null;
  blockedActions?: AgentAction[] | null;
  promptContext?: string | null;
}

/** What a task is never without. */
const NEEDED = ["priority", "nextCheckAt", "retryCadenceMinutes", "channelPolicy", "communicationChannels", "allowedActions", "blockedActions"] as const;

/** Changes what a task says about itself; what is left out stays, `null` gives the task back to its team or empties the context. */
export async function updateTask(ctx: Context, { taskId, version, ...wanted }: UpdateTask): Promise<FollowUpTask> {
  const emptied = NEEDED.find((field) => wanted[field] === null);
  if (emptied) throw badInput(emptied, `A task is never without "${emptied}"; leave it out to keep it as it is.`);
  if (wanted.nextCheckAt) withinHorizon(ctx.now(), "nextCheckAt", wanted.nextCheckAt);
  const set = ownValues(wanted);
  const noteContext = async (tx: Tx, task: FollowUpTask) => {
    if (set.promptContext && set.promptContext !== task.promptContext) await noteAuthor(ctx, tx, { exceptionId: task.exceptionId, taskId: task.id }, WordSource.CONTEXT);
  };
  if (!looksFurther(wanted)) {
    const also = set.promptContext ? notingContext(ctx) : undefined;
    return changeOne(ctx, { entity: FollowUpTask, idOrNumber: taskId, version, closed: OVER }, { type: "task.updated", set, also }, noteContext);
  }
  return ctx.transaction(async (tx) => {
    const task = await lockFor(ctx, tx, FollowUpTask, taskId, "change");
    requireVersion(task, version);
    requireOpen(task, OVER);
    if (set.channelPolicy && relaxes(task.channelPolicy, set.channelPolicy)) await liftFourEyes(ctx, tx, task);
    await noteContext(tx, task);
    Object.assign(task, set);
    const channels = await changeRelated(tx, task, wanted);
    if (channels) tx.touch(task);
    else tx.save(task);
    if (channels || Object.keys(tx.changesOf(task).after).length) record(tx, "task.updated", task, channels ? { communicationChannels: channels } : {});
    return task;
  });
}

type Wanted = Omit<UpdateTask, "taskId" | "version">;

/** Whether the change depends on records other than the task, or touches them. */
const looksFurther = ({ assigneeId, allowedActions, blockedActions, communicationChannels, channelPolicy }: Wanted) =>
  assigneeId !== undefined || Boolean(allowedActions ?? blockedActions ?? communicationChannels ?? channelPolicy);

/** What is given of the task's own; only the context may be emptied. */
function ownValues({ priority, nextCheckAt, retryCadenceMinutes, channelPolicy, promptContext }: Wanted): Partial<FollowUpTask> {
  const given = { priority, nextCheckAt, retryCadenceMinutes: retryCadenceMinutes == null ? undefined : cadence(retryCadenceMinutes), channelPolicy };
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value != null));
  return promptContext === undefined ? set : { ...set, promptContext: contextOf(promptContext) };
}

/** Returns the codes of the task's channels where they were replaced. */
async function changeRelated(tx: Tx, task: FollowUpTask, wanted: Wanted): Promise<string[] | undefined> {
  if (wanted.assigneeId !== undefined) {
    const assignee = await assignable(tx, wanted.assigneeId, task.distributorId);
    if (assignee && assignee.id !== task.assigneeId) await requireReadsDrafts(tx, task, assignee);
    task.assigneeId = assignee?.id ?? null;
  }
  const agent = await tx.manager.findOneByOrFail(AgentProfile, { id: task.agentProfileId });
  if (wanted.allowedActions) task.allowedActions = within(agent.allowedActions, wanted.allowedActions);
  if (wanted.blockedActions) task.blockedActions = [...new Set([...agent.blockedActions, ...wanted.blockedActions])];
  return wanted.communicationChannels ? replaceChannels(tx, task, wanted.communicationChannels) : undefined;
}

async function replaceChannels(tx: Tx, task: FollowUpTask, codes: string[]): Promise<string[]> {
  const exception = await tx.manager.findOneByOrFail(ExceptionCase, { id: task.exceptionId });
  const channels = await channelsFor(tx, exception, codes);
  await tx.query(`DELETE FROM follow_up_task_channels WHERE task_id = $1`, [task.id]);
  for (const [position, channel] of channels.entries()) {
    await tx.query(`INSERT INTO follow_up_task_channels (task_id, channel_id, position) VALUES ($1, $2, $3)`, [task.id, channel.id, position]);
  }
  return channels.map((channel) => channel.code);
}
