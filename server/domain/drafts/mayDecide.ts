import { subject } from "@casl/ability";
import type { Context } from "../../context.js";
import { abilityFor } from "../../policies/ability.js";
import { isPerson } from "../../policies/authority.js";

interface Row { id: string; ownerTeam: string; assigneeId: string | null; region: string; fourEyes: boolean; authors: string[] }

/** Whether the actor's rights and the four-eyes rule let them decide on each draft, in one query. */
export async function mayDecide(ctx: Context, draftIds: readonly string[]): Promise<boolean[]> {
  if (!isPerson(ctx.actor)) return draftIds.map(() => false);
  const { rows } = await ctx.services.pool.query<Row>(
    `SELECT d.id, d.owner_team AS "ownerTeam", t.assignee_id AS "assigneeId", p.region, (d.four_eyes OR t.channel_policy = 'four_eyes_required') AS "fourEyes",
       ARRAY(SELECT r.author_user_id FROM draft_revisions r WHERE r.draft_id = d.id AND r.author_user_id IS NOT NULL) AS authors
     FROM drafts d JOIN follow_up_tasks t ON t.id = d.task_id JOIN distributors p ON p.id = d.distributor_id WHERE d.id = ANY ($1)`,
    [draftIds],
  );
  const ability = abilityFor(ctx.actor);
  const allowed = new Set(
    rows
      .filter((row) => !(row.fourEyes && row.authors.includes(ctx.actor.userId!)))
      .filter((row) => ability.can("decide", subject("Draft", { ownerTeam: row.ownerTeam, task: { assigneeId: row.assigneeId }, distributor: { region: row.region } })))
      .map((row) => row.id),
  );
  return draftIds.map((id) => allowed.has(id));
}
