import { randomUUID } from "node:crypto";
import { Approval } from "../../../entities/Approval.js";
import { Draft } from "../../../entities/Draft.js";
import type { DraftRevision } from "../../../entities/DraftRevision.js";
import { ApprovalDecision, OutboundStatus } from "../../../entities/enums.js";
import { OutboundMessage } from "../../../entities/OutboundMessage.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import { Refusal } from "../../policies/authorize.js";
import { advance } from "../advance.js";
import { DomainError } from "../errors.js";
import { followDrafts, otherStates } from "../followUps/followDrafts.js";
import { lockFor } from "../lockFor.js";
import { requireVersion } from "../requireVersion.js";
import { type Obstacle, obstacleTo } from "./checkDraft.js";
import { draftLifecycle } from "../../records/draft.lifecycle.js";
import { type FourEyes, fourEyesFor } from "./mayDecide.js";

const APPROVAL_LIVES_HOURS = 24;

export interface ApproveDraft {
  draftId: string;
  /** Version of the draft and id of the revision that the reviewer read. */
  version: number;
  revisionId: string;
}

/** Approves the words the reviewer read, once. The messages it releases are queued in the same transaction; posting follows after commit. */
export async function approveDraft(ctx: Context, input: ApproveDraft): Promise<Draft> {
  const outcome = await ctx.decision(async (tx) => {
    const draft = await lockFor(ctx, tx, Draft, input.draftId, "decide", ["currentRevision", "exception", "order", "channel", "distributor"], ["task"]);
    const state = await advance(ctx, tx, draftLifecycle, draft, draft.state, "approve");
    requireVersion(draft, input.version);
    if (draft.currentRevisionId !== input.revisionId) {
      throw new DomainError("STALE_VERSION", "The draft has a newer revision than the one you read; read it first.", "revisionId");
    }
    if (draft.expiresAt <= tx.now) throw new DomainError("EXPIRED", "The draft has expired; ask the agent to draft anew.");
    const revision = draft.currentRevision!;
    const [fourEyes, obstacle, others] = await Promise.all([
      fourEyesFor(ctx.actor, draft, (sql, parameters) => tx.read(sql, parameters), tx.today),
      obstacleTo(tx, draft.distributor, draft.channel, revision),
      otherStates(tx, draft),
    ]);
    requireFourEyes(draft, fourEyes);
    if (obstacle) return noteObstacle(tx, draft, obstacle);

    const approval = tx.add(Approval, {
      draftId: draft.id,
      revisionId: revision.id,
      contentHash: revision.contentHash,
      decision: ApprovalDecision.APPROVED,
      approverId: ctx.actor.userId!,
      expiresAt: new Date(tx.now.getTime() + APPROVAL_LIVES_HOURS * 3_600_000),
    });
    Object.assign(draft, { state, stateReason: null });
    tx.save(draft);
    record(tx, "draft.approved", draft, { approval: approval.id, contentHash: revision.contentHash, recipients: revision.recipients, body: revision.body });
    queueMessages(tx, draft, revision, approval);
    followDrafts(tx, draft.task, [state, ...others]);
    return draft;
  });
  if ("code" in outcome) throw new DomainError(outcome.code, outcome.reason);
  return outcome;
}

/** The refusal is for the caller; the reason stays on the draft for everybody else, so it is committed. */
function noteObstacle(tx: Tx, draft: Draft, obstacle: Obstacle): Obstacle {
  draft.stateReason = obstacle.reason;
  tx.save(draft);
  record(tx, "draft.held", draft, { ...obstacle });
  return obstacle;
}

/** Asked anew, since the task may have become stricter or dearer since the draft was written. */
function requireFourEyes(draft: Draft, { refusal, reason }: FourEyes): void {
  if (reason) Object.assign(draft, { fourEyes: true, fourEyesReason: reason });
  if (refusal) throw new Refusal(refusal, draft, "FOUR_EYES");
}

function queueMessages(tx: Tx, draft: Draft, revision: DraftRevision, approval: Approval): void {
  for (const recipient of revision.recipients) {
    const message = tx.add(OutboundMessage, {
      approvalId: approval.id,
      draftId: draft.id,
      revisionId: revision.id,
      contentHash: revision.contentHash,
      taskId: draft.taskId,
      exceptionId: draft.exceptionId,
      distributorId: draft.distributorId,
      orderId: draft.orderId,
      ownerTeam: draft.ownerTeam,
      channelId: draft.channelId,
      recipient,
      status: OutboundStatus.QUEUED,
      idempotencyKey: randomUUID(),
      queuedAt: tx.now,
      nextAttemptAt: tx.now,
    });
    record(tx, "message.queued", message, { recipient });
  }
}
