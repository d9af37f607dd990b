import type { ObjectLiteral } from "typeorm";
import { record } from "../audit/record.js";
import type { Assignment, Context } from "../context.js";
import type { Tx } from "../database/unitOfWork.js";
import { DomainError } from "./errors.js";
import type { Closed } from "../records/lifecycle.js";
import { lockFor, named } from "./lockFor.js";
import { requireVersion } from "./requireVersion.js";

/** Refuses a record that is closed. */
export function requireOpen<E>(record: E, { column, values, because }: Closed<E>): void {
  if (values.includes(record[column])) throw new DomainError("WRONG_STATE", because(record));
}

/** One record to change by itself, as its changer named and read it. */
export interface Target<E> { entity: new () => E; idOrNumber: string; version: number; closed: Closed<E> }

/**
 * Gives columns of one record new values, in one statement with its audit entry. Where that does nothing, the same is tried
 * step by step behind a lock, which finds out why and says so; there `alongside` does what `assignment.also` does.
 */
export async function changeOne<E extends ObjectLiteral>(ctx: Context, { entity, idOrNumber, version, closed }: Target<E>, assignment: Assignment<E>, alongside?: (tx: Tx, found: E) => Promise<void>): Promise<E> {
  const where = { ...named(idOrNumber), version };
  return await ctx.changeAtOnce(entity, where, { [closed.column]: closed.values }, assignment) ?? ctx.transaction(async (tx) => {
    const found = await lockFor(ctx, tx, entity, idOrNumber, "change");
    requireVersion(found as unknown as { version: number }, version);
    requireOpen(found, closed);
    await alongside?.(tx, found);
    for (const [property, value] of Object.entries(assignment.set)) if (value !== undefined) (found as ObjectLiteral)[property] = value;
    tx.save(found);
    if (Object.keys(tx.changesOf(found).after).length) record(tx, assignment.type, found, assignment.details);
    return found;
  });
}
