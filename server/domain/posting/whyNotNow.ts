import type { Channel } from "../../../entities/Channel.js";
import type { Draft } from "../../../entities/Draft.js";
import type { DraftRevision } from "../../../entities/DraftRevision.js";
import { DraftState, TaskStatus } from "../../../entities/enums.js";
import type { OutboundMessage } from "../../../entities/OutboundMessage.js";
import type { Tx } from "../../database/unitOfWork.js";
import { obstacleTo } from "../drafts/checkDraft.js";

/** Why a message that a person approved must not go out after all, in words for that person. */
export interface Objection { reason: string; expired?: boolean }

/** The last look before a message leaves: does the approval still stand, for its approver, these words, this place and these facts? The draft comes with its task and distributor. */
export async function whyNotNow(tx: Tx, draft: Draft, message: OutboundMessage, revision: DraftRevision, channel: Channel): Promise<Objection | null> {
  if (draft.state !== DraftState.APPROVED && draft.state !== DraftState.EXECUTING) return { reason: `The draft is ${draft.state}.` };
  if (draft.currentRevisionId !== message.revisionId) return { reason: "The text was changed after its approval." };
  const [approval] = await tx.query<{ expires_at: Date; why_not: string | null }>(`SELECT expires_at, tower_why_not_send(id) AS why_not FROM approvals WHERE id = $1`, [message.approvalId]);
  if (approval!.expires_at <= tx.now) return { reason: "The approval expired before the message could be sent.", expired: true };
  if (approval!.why_not) return { reason: `The approval no longer counts: ${approval!.why_not}.` };
  const { task } = draft;
  if (task.status === TaskStatus.RESOLVED || task.status === TaskStatus.CANCELLED) return { reason: `The task was ${task.status} meanwhile.` };
  if (!channel.active || channel.archivedAt) return { reason: `The channel ${channel.code} was switched off meanwhile.` };
  return obstacleTo(tx, draft.distributor, channel, revision);
}
