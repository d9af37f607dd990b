import type { ObjectLiteral } from "typeorm";
import { record } from "../audit/record.js";
import type { Context, Told } from "../context.js";
import type { Action } from "../policies/ability.js";
import { authorize } from "../policies/authorize.js";
import { judgedBy, lockFor, named } from "./lockFor.js";

/**
 * Changes one record by itself, in two round trips: it is read without a lock, and written with its audit entry on
 * condition that nobody changed it meanwhile. Where somebody did, the change is made again behind a lock; so it looks at
 * the record alone, and may run twice.
 */
export async function changeOne<E extends ObjectLiteral>(
  ctx: Context, entity: abstract new () => E, idOrNumber: string, action: Action, change: (found: E, now: Date) => Told,
): Promise<E> {
  const unlocked = await ctx.changeUnlocked(entity, named(idOrNumber), judgedBy(ctx, entity), (found, now) => {
    authorize(ctx.actor, action, found);
    return change(found, now);
  });
  return unlocked ?? ctx.transaction(async (tx) => {
    const found = await lockFor(ctx, tx, entity, idOrNumber, action);
    const { type, details } = change(found, tx.now);
    tx.save(found);
    if (Object.keys(tx.changesOf(found).after).length) record(tx, type, found, details);
    return found;
  });
}
