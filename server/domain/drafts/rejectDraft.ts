import { Approval } from "../../../entities/Approval.js";
import { Draft } from "../../../entities/Draft.js";
import { ApprovalDecision, WordSource } from "../../../entities/enums.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import { advance } from "../advance.js";
import { addBusinessMinutes } from "../calendar/materialiseCalendar.js";
import { followDrafts, otherStates } from "../followUps/followDrafts.js";
import { lockFor } from "../lockFor.js";
import { requireVersion } from "../requireVersion.js";
import { noteAuthor } from "./authors.js";
import { draftLifecycle } from "../../records/draft.lifecycle.js";
import { requireWords } from "../requireWords.js";

export interface RejectDraft { draftId: string; version: number; reason: string }
export interface RedoDraft { draftId: string; version: number; instruction: string }

/** Turns a draft down, with the reason that its author and the audit will read. */
export const rejectDraft = (ctx: Context, { draftId, version, reason }: RejectDraft) =>
  decideAgainst(ctx, draftId, version, ApprovalDecision.REJECTED, "reason", reason);

/** Turns a draft down and has the agent write again at once, following the instruction. */
export const redoDraft = (ctx: Context, { draftId, version, instruction }: RedoDraft) =>
  decideAgainst(ctx, draftId, version, ApprovalDecision.REDO_REQUESTED, "instruction", instruction);

const decideAgainst = (ctx: Context, draftId: string, version: number, decision: ApprovalDecision, field: string, given: string): Promise<Draft> =>
  ctx.decision(async (tx) => {
    const draft = await lockFor(ctx, tx, Draft, draftId, "decide", ["currentRevision"], ["task"]);
    const redo = decision === ApprovalDecision.REDO_REQUESTED;
    draft.state = await advance(ctx, tx, draftLifecycle, draft, draft.state, redo ? "redo" : "reject");
    requireVersion(draft, version);
    const words = requireWords(field, given, redo ? "Say what the agent should do differently." : "Say why, so that the next draft is better.");
    draft.stateReason = words;
    const { task, currentRevision } = draft;
    const revision = currentRevision!;
    const others = await otherStates(tx, draft);
    // the task goes on: at once when a redo was asked for, otherwise at its usual pace
    const nextCheckAt = redo ? tx.now : await addBusinessMinutes(tx, tx.now, task.retryCadenceMinutes);
    const { id: approval } = tx.add(Approval, {
      draftId: draft.id, revisionId: revision.id, contentHash: revision.contentHash, decision, reason: words, approverId: ctx.actor.userId!, expiresAt: tx.now,
    });
    // the agent follows an instruction, a mere reason reaches no draft
    if (redo) await noteAuthor(ctx, tx, draft, WordSource.INSTRUCTION);
    tx.save(draft);
    record(tx, redo ? "draft.redoRequested" : "draft.rejected", draft, { [field]: words, approval });
    followDrafts(tx, task, [draft.state, ...others], { nextCheckAt });
    return draft;
  });
