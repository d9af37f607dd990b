import type { ObjectLiteral } from "typeorm";
import { isId } from "../../entities/scalars.js";
import type { Context } from "../context.js";
import type { Tx } from "../database/unitOfWork.js";
import type { Action } from "../policies/ability.js";
import { authorize } from "../policies/authorize.js";

/** Where to find a record that a caller named by its id or by its human number, which is kept composed (NFC). */
export const named = (idOrNumber: string) => (isId(idOrNumber) ? { id: idOrNumber } : { number: idOrNumber.normalize("NFC") });

/**
 * Locks a record by id or human number, with the relations its policies look at, and lets the actor do `action` on it:
 * NOT_FOUND when it is absent or not theirs to see, FORBIDDEN when they may only read it.
 * @param along to-one relations that the verb looks at too, read as they stand once the record is locked
 * @param locking those of them that the verb changes, locked with the record
 */
export async function lockFor<E extends ObjectLiteral>(
  ctx: Context, tx: Tx, entity: abstract new () => E, idOrNumber: string, action: Action, along: readonly (keyof E & string)[] = [], locking: readonly (keyof E & string)[] = [],
): Promise<E> {
  const relations = new Set<string>([...judgedBy(ctx, entity), ...along, ...locking]);
  const found = await tx.lock(entity, named(idOrNumber) as unknown as Partial<E>, [...relations], locking);
  authorize(ctx.actor, action, found);
  tx.noteSeen(found);
  return found;
}

/** The relations that the policies look at when this actor acts. */
function judgedBy({ actor, services: { database } }: Context, entity: abstract new () => ObjectLiteral): string[] {
  const has = (relation: string) => database.getMetadata(entity).findRelationWithPropertyPath(relation)?.isOwning;
  return [...(actor.regions.length && has("distributor") ? ["distributor"] : []), ...((actor.userId || actor.agentProfileId) && has("task") ? ["task"] : [])];
}
