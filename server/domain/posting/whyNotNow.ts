import { Approval } from "../../../entities/Approval.js";
import type { Channel } from "../../../entities/Channel.js";
import type { Draft } from "../../../entities/Draft.js";
import type { DraftRevision } from "../../../entities/DraftRevision.js";
import { DraftState, TaskStatus } from "../../../entities/enums.js";
import type { OutboundMessage } from "../../../entities/OutboundMessage.js";
import type { Tx } from "../../database/unitOfWork.js";
import { obstacleTo } from "../drafts/checkDraft.js";

/** Why a message that a person approved must not go out after all, in words for that person. */
export interface Objection { reason: string; expired?: boolean }

/** The last look before a message leaves: does the approval still stand for these words, this place and these facts? The draft comes with its task and distributor. */
export async function whyNotNow(tx: Tx, draft: Draft, message: OutboundMessage, revision: DraftRevision, channel: Channel): Promise<Objection | null> {
  if (draft.state !== DraftState.APPROVED && draft.state !== DraftState.EXECUTING) return { reason: `The draft is ${draft.state}.` };
  if (draft.currentRevisionId !== message.revisionId) return { reason: "The text was changed after its approval." };
  const approval = await tx.manager.findOneByOrFail(Approval, { id: message.approvalId });
  if (approval.expiresAt <= tx.now) return { reason: "The approval expired before the message could be sent.", expired: true };
  const { task } = draft;
  if (task.status === TaskStatus.RESOLVED || task.status === TaskStatus.CANCELLED) return { reason: `The task was ${task.status} meanwhile.` };
  if (!channel.active || channel.archivedAt) return { reason: `The channel ${channel.code} was switched off meanwhile.` };
  return obstacleTo(tx, draft.distributor, revision);
}
