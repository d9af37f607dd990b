import { In } from "typeorm";
import { Draft } from "../../../entities/Draft.js";
import type { Context } from "../../context.js";
import type { Actor } from "../../policies/actor.js";
import type { Query } from "../detection/fx.js";
import { sourceOf, WROTE } from "./authors.js";
import { fourEyesReason, liftedBy, plainReason } from "./fourEyes.js";

/** What the rule of four eyes says of somebody who would approve a draft. */
export interface FourEyes {
  /** Why none of its authors may, where that is known. */
  reason: string | null;
  /** Why this person may not; null where they may. */
  refusal: string | null;
}

/**
 * The rule of four eyes, for whoever asks: nobody approves words of their own where it holds, however these came in. What
 * takes a look at other records is asked for authors alone, since to others it makes no difference. A draft once under it stays so.
 * @param draft with its current revision, task, exception, order and channel
 */
export async function fourEyesFor({ userId }: Actor, draft: Draft, query: Query, today: string): Promise<FourEyes> {
  const source = sourceOf(draft.currentRevision!.authors, userId);
  const marked = draft.fourEyesReason ?? (draft.fourEyes ? "The draft is under it." : null);
  if (!source) return { reason: marked ?? plainReason(draft), refusal: null };
  const reason = marked ?? (await fourEyesReason(query, today, { ...draft, recipients: draft.currentRevision!.recipients }));
  const because = reason ?? liftedBy(draft.task, userId);
  return { reason, refusal: because && `Four eyes: ${WROTE[source]}, so somebody else decides. ${because}` };
}

/** Why four eyes keep the actor from approving each draft; null where they don't. Asked in full of drafts with words of the actor's own alone. */
export async function fourEyesRefusals(ctx: Context, ids: readonly string[]): Promise<Map<string, string | null>> {
  const { database, pool } = ctx.services;
  const query = async <R>(sql: string, parameters: unknown[]) => (await pool.query(sql, parameters)).rows as R[];
  const own = await query<{ id: string }>(
    `SELECT d.id FROM drafts d JOIN draft_revisions r ON r.id = d.current_revision_id WHERE d.id = ANY ($1) AND r.authors @> jsonb_build_array(jsonb_build_object('userId', $2::text))`,
    [ids, ctx.actor.userId ?? null]);
  const refusals = new Map<string, string | null>();
  if (!own.length) return refusals;
  const drafts = await database.manager.find(Draft, { where: { id: In(own.map(({ id }) => id)) }, relations: { currentRevision: true, task: true, exception: true, order: true, channel: true } });
  for (const draft of drafts) refusals.set(draft.id, (await fourEyesFor(ctx.actor, draft, query, ctx.today())).refusal);
  return refusals;
}
