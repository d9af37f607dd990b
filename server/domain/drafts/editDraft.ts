import { Draft } from "../../../entities/Draft.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import { requireRecipients } from "../channels/recipientsFor.js";
import type { CitableKind } from "../../records/index.js";
import { readFacts } from "../facts/readFacts.js";
import { lockFor } from "../lockFor.js";
import { requireVersion } from "../requireVersion.js";
import { draftLifecycle } from "../../records/draft.lifecycle.js";
import { visible } from "../visible.js";
import { deadlineOf, deadlinesIn, isDeadline } from "./deadline.js";
import { knownNames } from "./knownNames.js";
import { addRevision } from "./proposeDraft.js";

export interface EditDraft { draftId: string; version: number; subject?: string | null; body: string }

/** Writes a person's words as the next revision. Its facts are read again, so that what is cited is what is true now. */
export const editDraft = (ctx: Context, { draftId, version, subject, body }: EditDraft): Promise<Draft> =>
  ctx.transaction(async (tx) => {
    const draft = await lockFor(ctx, tx, Draft, draftId, "change", ["currentRevision", "task", "channel"]);
    requireVersion(draft, version);
    draft.state = draftLifecycle.after(draft.state, "edit");
    const { task, channel } = draft;
    const previous = draft.currentRevision!;
    const recipients = await requireRecipients(tx, channel, draft.distributorId);
    const cited = previous.facts.filter((fact) => !fact.derived).map((fact) => ({ ...fact, recordType: fact.recordType as CitableKind }));
    const words = { subject: subject ?? previous.subject, body: visible(body) };
    const text = [words.subject, words.body].join("\n\n");
    const deadlines = deadlinesIn(ctx, text, [...previous.facts.filter(isDeadline), await deadlineOf(ctx, tx, task)]);
    const facts = [...(await readFacts(tx, cited)), ...previous.facts.filter((fact) => fact.derived && !isDeadline(fact)), ...deadlines];
    const ungrounded = ctx.services.drafter.ground(text, facts, await knownNames(tx, task)).ungrounded.map((figure) => figure.text);
    draft.stateReason = null;
    await addRevision(ctx, tx, draft, {
      revision: previous.revision + 1,
      ...words,
      recipients,
      facts,
      ungrounded,
      agentProfileId: task.agentProfileId,
    });
    record(tx, "draft.edited", draft, { revision: previous.revision + 1, recipients, body: words.body, ungrounded });
    return draft;
  });
