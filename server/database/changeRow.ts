import type pg from "pg";
import type { EntityMetadata, ObjectLiteral } from "typeorm";
import type { Origin } from "../audit/entry.js";
import { entryOf } from "../audit/record.js";
import { notFound } from "../domain/errors.js";
import { changesBetween, columnsOf, writeChange } from "./changes.js";
import { preparedName } from "./prepared.js";
import { entityFrom, selectRow, type RowQuery } from "./rows.js";

/** What a change is called in the story, and what to tell of it beyond the columns that changed. */
export interface Told { type: string; details?: ObjectLiteral }

/**
 * Changes one row without a lock, in two statements: it is read, and written with its audit entry on condition that it
 * still is at the version that was read. Undefined where somebody else changed it meanwhile.
 * @param change judges and changes what was read; NOT_FOUND when there is nothing to read
 */
export async function changeRow(
  pool: pg.Pool, query: Omit<RowQuery, "lock"> & { metadata: EntityMetadata }, origin: Origin, now: Date, change: (found: ObjectLiteral) => Told,
): Promise<ObjectLiteral | undefined> {
  const { metadata } = query;
  const { text, values } = selectRow(query);
  const { rows } = await pool.query({ name: preparedName(text), text, values });
  if (!rows.length) throw notFound(metadata.name);
  const entity = entityFrom(query, rows[0]);
  const earlier = columnsOf(metadata, entity);
  const { type, details } = change(entity);
  const changes = changesBetween(earlier, columnsOf(metadata, entity));
  const properties = new Set(Object.keys(changes.after));
  if (!properties.size) return entity; // nothing to write, and so nothing to tell
  const written = await writeChange(pool, { metadata, entity, properties, now }, origin, [entryOf(type, entity, changes, details)]);
  return written ? entity : undefined;
}
