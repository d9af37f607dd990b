import { Channel } from "../../../entities/Channel.js";
import type { FollowUpTask } from "../../../entities/FollowUpTask.js";
import type { Tx } from "../../database/unitOfWork.js";
import { badInput } from "../errors.js";
import { recipientsFor, requireRecipients } from "./recipientsFor.js";

/** The channel of a task that a caller named by its code, or the task's first one with somebody to write to. */
export async function channelOf(tx: Tx, task: FollowUpTask, code: string | null | undefined): Promise<Channel> {
  const rows = await tx.query<{ channel_id: string }>(
    `SELECT tc.channel_id FROM follow_up_task_channels tc JOIN channels c ON c.id = tc.channel_id
     WHERE tc.task_id = $1 AND ($2::text IS NULL OR c.code = $2) AND c.active ORDER BY tc.position`,
    [task.id, code ?? null],
  );
  const channels: Channel[] = [];
  for (const { channel_id } of rows) {
    const channel = await tx.manager.findOneByOrFail(Channel, { id: channel_id });
    if ((await recipientsFor(tx, channel, task.distributorId)).length) return channel;
    channels.push(channel);
  }
  const [first] = channels;
  if (!first) throw badInput("channel", code ? `${code} is not an active channel of ${task.number}.` : `${task.number} has no active channel.`);
  await requireRecipients(tx, first, task.distributorId, "channel");
  return first;
}
