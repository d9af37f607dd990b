import { ActorKind, type Role, type TeamCode } from "../../../entities/enums.js";
import type { Fact } from "../../../entities/Fact.js";
import type { FollowUpTask } from "../../../entities/FollowUpTask.js";
import type { Tx } from "../../database/unitOfWork.js";
import { abilityFor, type TowerAbility } from "../../policies/ability.js";
import { memberOf } from "../../policies/teams.js";
import { badInput } from "../errors.js";
import { readableFacts } from "../facts/readableFacts.js";
import { currentFacts } from "../facts/readFacts.js";

type Read = Pick<FollowUpTask, "ownerTeam" | "assigneeId">;

/** The case's facts as the records say now, without those that the owner team or the assignee may not read: a draft is written from what its readers may read. */
export const factsToWrite = async (tx: Tx, task: Read, facts: Fact[]): Promise<Fact[]> =>
  readableFacts((sql, parameters) => tx.query(sql, parameters), await readersOf(tx, task), await currentFacts(tx, facts));

async function readersOf(tx: Tx, { ownerTeam, assigneeId }: Read): Promise<TowerAbility[]> {
  return [abilityFor(memberOf(ownerTeam)), ...(assigneeId ? [await abilityOf(tx, assigneeId)] : [])];
}

async function abilityOf(tx: Tx, userId: string): Promise<TowerAbility> {
  const [user] = await tx.query<{ roles: Role[]; teams: TeamCode[] }>(`
    SELECT u.roles, ARRAY(SELECT team.code FROM team_members m JOIN teams team ON team.id = m.team_id WHERE m.user_id = u.id ORDER BY 1) AS teams
    FROM users u WHERE u.id = $1`, [userId]);
  return abilityFor({ kind: ActorKind.USER, userId, name: "", roles: user?.roles ?? [], teams: user?.teams ?? [], regions: [] });
}

/** Refuses as assignee, who reads all drafts of the task, somebody who may not read what these cite. */
export async function requireReadsDrafts(tx: Tx, task: Pick<FollowUpTask, "id">, assignee: { id: string; name: string }): Promise<void> {
  const cited = await tx.query<{ fact: Fact }>(
    `SELECT DISTINCT fact FROM drafts d JOIN draft_revisions r ON r.draft_id = d.id, jsonb_array_elements(r.facts) fact WHERE d.task_id = $1`, [task.id]);
  const facts = cited.map(({ fact }) => fact);
  const readable = await readableFacts((sql, parameters) => tx.query(sql, parameters), [await abilityOf(tx, assignee.id)], facts);
  const hidden = facts.find((fact) => !readable.includes(fact));
  if (hidden) throw badInput("assigneeId", `${assignee.name} may not read "${hidden.label}" of ${hidden.record}, which messages of this task tell; give the task to somebody who may.`);
}
