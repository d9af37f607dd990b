import { subject } from "@casl/ability";
import { In } from "typeorm";
import { Draft } from "../../../entities/Draft.js";
import { TeamCode } from "../../../entities/enums.js";
import type { Context } from "../../context.js";
import { abilityFor } from "../../policies/ability.js";
import type { Actor } from "../../policies/actor.js";
import { isPerson } from "../../policies/authority.js";
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

interface Row { id: string; ownerTeam: TeamCode; assigneeId: string | null; region: string; own: boolean }

const NOT_YOURS = "Your role or team may not decide on this draft.";

/** Why the actor's rights or the four-eyes rule keep them from approving each draft; null where they don't. */
export async function whyNotDecide(ctx: Context, draftIds: readonly string[]): Promise<(string | null)[]> {
  const { actor, services: { pool } } = ctx;
  if (!isPerson(actor)) return draftIds.map(() => "Only a person decides.");
  const { rows } = await pool.query<Row>(
    `SELECT d.id, d.owner_team AS "ownerTeam", t.assignee_id AS "assigneeId", p.region,
       COALESCE(r.authors @> jsonb_build_array(jsonb_build_object('userId', $2::text)), false) AS own
     FROM drafts d JOIN follow_up_tasks t ON t.id = d.task_id JOIN distributors p ON p.id = d.distributor_id
     LEFT JOIN draft_revisions r ON r.id = d.current_revision_id WHERE d.id = ANY ($1)`,
    [draftIds, actor.userId],
  );
  const ability = abilityFor(actor);
  const mayNot = ({ ownerTeam, assigneeId, region }: Row) => !ability.can("decide", subject("Draft", { ownerTeam, task: { assigneeId }, distributor: { region } }));
  const reasons = new Map(rows.map((row) => [row.id, mayNot(row) ? NOT_YOURS : null]));
  const own = rows.filter((row) => row.own && !mayNot(row)).map(({ id }) => id);
  for (const [id, refusal] of await refusalsOf(ctx, own)) reasons.set(id, refusal);
  return draftIds.map((id) => reasons.get(id) ?? (reasons.has(id) ? null : NOT_YOURS));
}

/** What four eyes say of drafts with words of the actor's own. */
async function refusalsOf(ctx: Context, ids: readonly string[]): Promise<[string, string | null][]> {
  if (!ids.length) return [];
  const { database, pool } = ctx.services;
  const drafts = await database.manager.find(Draft, { where: { id: In([...ids]) }, relations: { currentRevision: true, task: true, exception: true, order: true, channel: true } });
  const query = async <R>(sql: string, parameters: unknown[]) => (await pool.query(sql, parameters)).rows as R[];
  const refusals: [string, string | null][] = [];
  for (const draft of drafts) refusals.push([draft.id, (await fourEyesFor(ctx.actor, draft, query, ctx.today())).refusal]);
  return refusals;
}
