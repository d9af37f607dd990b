import { Draft } from "../../../entities/Draft.js";
import { FollowUpTask } from "../../../entities/FollowUpTask.js";
import { record } from "../../audit/record.js";
import type { Context } from "../../context.js";
import { followDrafts, otherStates } from "../followUps/followDrafts.js";
import { draftLifecycle } from "../../records/draft.lifecycle.js";

const AT_ONCE = 200;

/** Takes drafts that nobody decided on in time off the table and lets their tasks draft anew. */
export const expireDrafts = (ctx: Context): Promise<number> =>
  ctx.transaction(async (tx) => {
    const due = await tx.query<{ id: string }>(
      `SELECT id FROM drafts WHERE state = 'pending' AND expires_at <= $1 ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED`, [tx.now, AT_ONCE]);
    for (const { id } of due) {
      const draft = await tx.lock(Draft, id);
      Object.assign(draft, { state: draftLifecycle.after(draft.state, "expire"), stateReason: "Nobody decided in time." });
      tx.save(draft);
      record(tx, "draft.expired", draft);
      const task = await tx.lock(FollowUpTask, draft.taskId);
      followDrafts(tx, task, [draft.state, ...(await otherStates(tx, draft))], { nextCheckAt: tx.now });
    }
    return due.length;
  });
