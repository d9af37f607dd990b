import type pg from "pg";
import type { EntityMetadata, ObjectLiteral } from "typeorm";
import { appendingSql, entryParameters, type Entry, type Origin } from "../audit/entry.js";
import { preparedName } from "./prepared.js";
import { asParameter, typeOf } from "./rows.js";

/** A row to insert, or a row that changed since it was read, with the properties to write. */
export interface Write {
  metadata: EntityMetadata;
  entity: ObjectLiteral;
  properties: ReadonlySet<string>;
  isNew: boolean;
}

type Place = (value: unknown) => string;

const SET_BY_WRITING = new Set(["id", "version", "updatedAt"]);

/**
 * Writes rows in their order, and audit entries with them, in one statement. Each part runs only if the part before it wrote
 * its row, so triggers see the earlier parts; false when a row is at another version than the one that was read.
 */
export async function writeTogether(on: Pick<pg.ClientBase, "query">, writes: readonly Write[], entries: readonly Entry[], origin: Origin, now: Date): Promise<boolean> {
  const values: unknown[] = entries.length ? entryParameters(origin, now, entries) : [];
  const place: Place = (value) => `$${values.push(value)}`;
  const wrote = (part: number) => (part ? `EXISTS (SELECT FROM w${part})` : "TRUE");
  const parts = writes.map((write, i) => `w${i + 1} AS (${(write.isNew ? insertSql : updateSql)(write, wrote(i), place, now)} RETURNING id)`).join(",\n  ");
  const text = entries.length ? appendingSql(parts, wrote(writes.length)) : `WITH ${parts} SELECT FROM w${writes.length}`;
  const { rowCount } = await on.query({ name: preparedName(text), text, values });
  if (!rowCount) return false;
  for (const { entity, isNew } of writes) if (!isNew) Object.assign(entity, { version: entity.version + 1, updatedAt: now });
  return true;
}

function insertSql({ metadata, entity, properties }: Write, condition: string, place: Place): string {
  const used = metadata.columns.filter(({ propertyName }) => properties.has(propertyName));
  const values = used.map((column) => `${place(asParameter(column, entity[column.propertyName]))}::${typeOf(column)}`);
  return `INSERT INTO ${metadata.tableName} (${used.map(({ databaseName }) => databaseName).join(", ")}) SELECT ${values.join(", ")} WHERE ${condition}`;
}

function updateSql({ metadata, entity, properties }: Write, condition: string, place: Place, now: Date): string {
  const used = metadata.columns.filter(({ propertyName }) => properties.has(propertyName) && !SET_BY_WRITING.has(propertyName));
  const sets = used.map((column) => `${column.databaseName} = ${place(asParameter(column, entity[column.propertyName]))}::${typeOf(column)}`);
  return `UPDATE ${metadata.tableName} SET ${[...sets, "version = version + 1", `updated_at = ${place(now)}`].join(", ")}`
    + ` WHERE id = ${place(entity.id)} AND version = ${place(entity.version)} AND ${condition}`;
}

/**
 * An entity for a row that is to be inserted: it has the values and the plain defaults of its columns. A default that only the
 * database computes must be among the values.
 */
export function newEntity({ target, columns }: EntityMetadata, values: ObjectLiteral): ObjectLiteral {
  const entity = new (target as new () => ObjectLiteral)();
  for (const { propertyName, default: standard } of columns) {
    if (typeof standard === "function" && values[propertyName] === undefined) throw new Error(`${String(propertyName)} needs a value`);
    entity[propertyName] = values[propertyName] ?? standard ?? null;
  }
  return entity;
}
