import type { AgentAction, ChannelPolicy, TaskPriority } from "../../../entities/enums.js";
import { AgentProfile } from "../../../entities/AgentProfile.js";
import { ExceptionCase } from "../../../entities/ExceptionCase.js";
import { FollowUpTask } from "../../../entities/FollowUpTask.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import { channelsFor } from "../channels/channelsFor.js";
import { changeOne } from "../changeOne.js";
import { DomainError } from "../errors.js";
import { lockFor } from "../lockFor.js";
import { requireVersion } from "../requireVersion.js";
import { assignable, cadence, within } from "./assignAgent.js";
import { ENDED } from "./followUpTask.lifecycle.js";

export interface UpdateTask {
  taskId: string;
  version: number;
  assigneeId?: string | null;
  priority?: TaskPriority;
  nextCheckAt?: Date;
  retryCadenceMinutes?: number;
  channelPolicy?: ChannelPolicy;
  communicationChannels?: string[];
  allowedActions?: AgentAction[];
  blockedActions?: AgentAction[];
  promptContext?: string | null;
}

/** Changes what a task says about itself; what is left out stays, `null` empties. */
export const updateTask = (ctx: Context, { taskId, version, ...wanted }: UpdateTask): Promise<FollowUpTask> =>
  looksFurther(wanted)
    ? ctx.transaction(async (tx) => {
      const task = await lockFor(ctx, tx, FollowUpTask, taskId, "change");
      changeItself(task, version, wanted);
      const channels = await changeRelated(tx, task, wanted);
      if (channels) tx.touch(task);
      else tx.save(task);
      record(tx, "task.updated", task, channels ? { communicationChannels: channels } : {});
      return task;
    })
    : changeOne(ctx, FollowUpTask, taskId, "change", (task) => {
      changeItself(task, version, wanted);
      return { type: "task.updated" };
    });

type Wanted = Omit<UpdateTask, "taskId" | "version">;

/** Whether the change depends on records other than the task. */
const looksFurther = ({ assigneeId, allowedActions, blockedActions, communicationChannels }: Wanted) =>
  assigneeId !== undefined || Boolean(allowedActions ?? blockedActions ?? communicationChannels);

function changeItself(task: FollowUpTask, version: number, wanted: Wanted): void {
  requireVersion(task, version);
  requireLive(task);
  if (wanted.priority) task.priority = wanted.priority;
  if (wanted.nextCheckAt) task.nextCheckAt = wanted.nextCheckAt;
  if (wanted.retryCadenceMinutes != null) task.retryCadenceMinutes = cadence(wanted.retryCadenceMinutes);
  if (wanted.channelPolicy) task.channelPolicy = wanted.channelPolicy;
  if (wanted.promptContext !== undefined) task.promptContext = wanted.promptContext;
}

/** Returns the codes of the task's channels where they were replaced. */
async function changeRelated(tx: Tx, task: FollowUpTask, wanted: Wanted): Promise<string[] | undefined> {
  if (wanted.assigneeId !== undefined) task.assigneeId = (await assignable(tx, wanted.assigneeId))?.id ?? null;
  const agent = await tx.manager.findOneByOrFail(AgentProfile, { id: task.agentProfileId });
  if (wanted.allowedActions) task.allowedActions = within(agent.allowedActions, wanted.allowedActions);
  if (wanted.blockedActions) task.blockedActions = [...new Set([...agent.blockedActions, ...wanted.blockedActions])];
  return wanted.communicationChannels && replaceChannels(tx, task, wanted.communicationChannels);
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

/** Refuses to change work that is over. */
export function requireLive(task: FollowUpTask): void {
  if (ENDED.includes(task.status)) {
    throw new DomainError("WRONG_STATE", `The task is ${task.status}; reopen it first.`);
  }
}
