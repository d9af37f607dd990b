import { subject } from "@casl/ability";
import { ActorKind, UserKind } from "../../../entities/enums.js";
import { isId } from "../../../entities/scalars.js";
import { User } from "../../../entities/User.js";
import type { Tx } from "../../database/unitOfWork.js";
import { abilityFor } from "../../policies/ability.js";
import type { Actor } from "../../policies/actor.js";
import { mayChange } from "../../policies/authority.js";
import { badInput } from "../errors.js";

/**
 * The person a task of this distributor is given to: somebody who signs in, sees the distributor and may do the work.
 * Everybody else is refused with the reason.
 */
export async function assignable(tx: Tx, userId: string | null | undefined, distributorId: string): Promise<User | null> {
  if (!userId) return null;
  const user = isId(userId) ? await tx.manager.findOneBy(User, { id: userId }) : null;
  if (user?.kind !== UserKind.PERSON) throw badInput("assigneeId", "The assignee must be a person with an account; there is none of this id.");
  const [{ region }] = (await tx.query<{ region: string }>(`SELECT region FROM distributors WHERE id = $1`, [distributorId])) as [{ region: string }];
  const reason = whyNot(user, region);
  if (reason) throw badInput("assigneeId", `${user.name} ${reason}; give the task to somebody who can work on it.`);
  return user;
}

function whyNot({ id, name, roles, regions, disabledAt }: User, region: string): string | undefined {
  const actor: Actor = { kind: ActorKind.USER, userId: id, name, roles, teams: [], regions };
  if (disabledAt) return "can't sign in any more";
  if (!mayChange(actor)) return "may read but change nothing";
  const task = subject("FollowUpTask", { assigneeId: id, distributor: { region } });
  const ability = abilityFor(actor);
  if (!ability.can("read", task) || !ability.can("change", task)) return `sees distributors of ${regions.join(", ")} alone, and this one is of ${region}`;
  return undefined;
}
