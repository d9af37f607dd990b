import type { Channel } from "../../../entities/Channel.js";
import { ChannelKind, ChannelPolicy, TeamCode } from "../../../entities/enums.js";
import type { ExceptionCase } from "../../../entities/ExceptionCase.js";
import type { FollowUpTask } from "../../../entities/FollowUpTask.js";
import type { Tx } from "../../database/unitOfWork.js";

/** From this value on, nobody approves words of their own. In the currency's minor units; the band is coarse on purpose. */
const FROM_MINOR = 5_000_000;

/** Why nobody may approve words of their own here; null where one pair of eyes is enough. */
export async function fourEyesReason(tx: Tx, task: FollowUpTask, { valueMinor }: ExceptionCase, channel: Channel): Promise<string | null> {
  if (task.channelPolicy === ChannelPolicy.FOUR_EYES_REQUIRED) return "The task asks for it.";
  if (task.ownerTeam === TeamCode.LEGAL) return "Legal matters need a second person.";
  if ((valueMinor ?? 0) >= FROM_MINOR) return "The value at stake is in the top band.";
  if (channel.kind === ChannelKind.EMAIL && !(await wroteBefore(tx, task, channel))) return "It is the first message to this partner.";
  return null;
}

const wroteBefore = async (tx: Tx, { distributorId }: FollowUpTask, { recipients }: Channel) =>
  (await tx.query(`SELECT FROM outbound_messages WHERE distributor_id = $1 AND recipient = ANY ($2) AND sent_at IS NOT NULL LIMIT 1`, [distributorId, recipients])).length > 0;
