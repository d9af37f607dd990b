import type pg from "pg";
import type { EntityMetadata, ObjectLiteral } from "typeorm";
import { appendingSql, entryParameters, type Entry, type Origin } from "../audit/entry.js";
import { preparedName } from "./prepared.js";
import { asParameter, placeFor } from "./rows.js";

export interface Changes { before: ObjectLiteral; after: ObjectLiteral }

/** The values of a record's columns, apart from the record, so that later changes of it show. */
export function columnsOf({ columns }: EntityMetadata, entity: ObjectLiteral): ObjectLiteral {
  const values: ObjectLiteral = {};
  for (const { propertyName } of columns) {
    const value = entity[propertyName];
    values[propertyName] = value !== null && typeof value === "object" && !(value instanceof Date) ? structuredClone(value) : value;
  }
  return values;
}

/** The columns that differ, as they were and as they are. */
export function changesBetween(earlier: ObjectLiteral, later: ObjectLiteral): Changes {
  const before: ObjectLiteral = {};
  const after: ObjectLiteral = {};
  for (const key of Object.keys(later)) if (!same(earlier[key], later[key])) [before[key], after[key]] = [earlier[key], later[key]];
  return { before, after };
}

/** A row that changed since it was read, and which of its properties did. */
export interface RowChange { metadata: EntityMetadata; entity: ObjectLiteral; properties: ReadonlySet<string>; now: Date }

const KEPT = new Set(["id", "version", "updatedAt"]);

/**
 * Writes a changed row, and audit entries with it, in one statement; false, and nothing is written, when the row is at
 * another version than the one that was read.
 */
export async function writeChange(on: Pick<pg.ClientBase, "query">, change: RowChange, origin: Origin, entries: readonly Entry[]): Promise<boolean> {
  const { metadata, entity, properties, now } = change;
  const used = metadata.columns.filter(({ propertyName }) => properties.has(propertyName) && !KEPT.has(propertyName));
  const values: unknown[] = entries.length ? entryParameters(origin, now, entries) : [];
  const place = (value: unknown) => `$${values.push(value)}`;
  const sets = used.map((column) => {
    const value = asParameter(column, entity[column.propertyName]);
    return `${column.databaseName} = ${placeFor(column, values.push(value))}`;
  });
  const moved = `UPDATE ${metadata.tableName} SET ${[...sets, "version = version + 1", `updated_at = ${place(now)}`].join(", ")}`
    + ` WHERE id = ${place(entity.id)} AND version = ${place(entity.version)}`;
  const text = entries.length ? appendingSql(`moved AS (${moved} RETURNING id)`, "EXISTS (SELECT FROM moved)") : moved;
  const { rowCount } = await on.query({ name: preparedName(text), text, values });
  if (!rowCount) return false;
  entity.version += 1;
  entity.updatedAt = now;
  return true;
}

const plain = (value: unknown): unknown => (value instanceof Date ? value.getTime() : value);
const same = (a: unknown, b: unknown) =>
  a === b || (a !== null && b !== null && typeof a === "object" && typeof b === "object"
    ? JSON.stringify(plain(a)) === JSON.stringify(plain(b))
    : (a ?? null) === (b ?? null));
