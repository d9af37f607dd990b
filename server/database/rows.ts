import type { EntityMetadata, ObjectLiteral } from "typeorm";
import type { ColumnMetadata } from "typeorm/metadata/ColumnMetadata.js";

/** A row to read by some of its columns and to keep from others' changes until the transaction ends, perhaps with the records that its to-one relations lead to. */
export interface RowQuery {
  metadata: EntityMetadata;
  where: ObjectLiteral;
  /** Relations read along in the same statement. */
  along?: readonly string[];
  /** Those of them that are locked with the row; each must always lead to a record. */
  locking?: readonly string[];
  /** What to do while another transaction holds the row: wait for it, or answer as if it weren't there. */
  lock: "waiting" | "ifFree";
}

/**
 * The columns that this version knows, for a statement that is prepared: with `*` it would answer otherwise once a newer
 * version has added one, and PostgreSQL refuses to run it then.
 */
export const columnNames = ({ columns }: EntityMetadata): string[] => columns.map(({ databaseName }) => databaseName);

const texts = new WeakMap<EntityMetadata, Map<string, string>>();

/** SQL of the query, made once for all of its kind, and its values. */
export function selectRow(query: RowQuery): { text: string; values: unknown[] } {
  const { metadata, where, along = [], locking = [], lock } = query;
  const ofEntity = texts.get(metadata) ?? new Map<string, string>();
  texts.set(metadata, ofEntity);
  const keys = Object.keys(where);
  const kind = `${keys} ${along} ${locking} ${lock}`;
  const text = ofEntity.get(kind) ?? rowSql(query, keys);
  ofEntity.set(kind, text);
  return { text, values: keys.map((key) => where[key]) };
}

function rowSql({ metadata, along = [], locking = [], lock }: RowQuery, keys: readonly string[]): string {
  const joined = along.map((name) => {
    const relation = metadata.findRelationWithPropertyPath(name)!;
    const [column] = relation.joinColumns;
    const { columns, tableName } = relation.inverseEntityMetadata;
    return {
      columns: columns.map(({ databaseName }) => `"${name}".${databaseName} AS "${name}.${databaseName}"`),
      join: ` ${locking.includes(name) ? "" : "LEFT "}JOIN ${tableName} "${name}" ON "${name}".${column!.referencedColumn!.databaseName} = t.${column!.databaseName}`,
    };
  });
  const conditions = keys.map((key, i) => `t.${columnOf(metadata, key).databaseName} = $${i + 1}`);
  return `SELECT ${[...columnNames(metadata).map((name) => `t.${name}`), ...joined.flatMap(({ columns }) => columns)].join(", ")} FROM ${metadata.tableName} t${joined.map(({ join }) => join).join("")}`
    + ` WHERE ${conditions.join(" AND ")} LIMIT 1 FOR UPDATE OF ${["t", ...locking.map((name) => `"${name}"`)].join(", ")}${lock === "ifFree" ? " SKIP LOCKED" : ""}`;
}

/** The entity that a row holds, with what was read along. */
export function entityFrom({ metadata, along = [] }: Pick<RowQuery, "metadata" | "along">, row: ObjectLiteral): ObjectLiteral {
  const entity = hydrate(metadata, row);
  for (const name of along) {
    const other = metadata.findRelationWithPropertyPath(name)!.inverseEntityMetadata;
    entity[name] = row[`${name}.id`] === null ? null : hydrate(other, row, `${name}.`);
  }
  return entity;
}

/** The entity whose `columnNames` have these values. */
export function entityOf({ target, columns }: EntityMetadata, values: readonly unknown[]): ObjectLiteral {
  const entity = new (target as new () => ObjectLiteral)();
  columns.forEach(({ propertyName }, i) => (entity[propertyName] = values[i]));
  return entity;
}

/** A value as the driver sends it. */
export const asParameter = ({ type }: ColumnMetadata, value: unknown): unknown => (type === "jsonb" && value !== null && value !== undefined ? JSON.stringify(value) : value);

/** A place for a column's value; JSON travels as text. */
export const placeFor = ({ type }: ColumnMetadata, place: number): string => `$${place}${type === "jsonb" ? "::jsonb" : ""}`;

// a bare `char` is a single character, and cuts off the others without a word
/** The type of a column's value, as SQL names it. */
export const typeOf = ({ type, isArray }: ColumnMetadata): string => `${type === "char" ? "text" : String(type)}${isArray ? "[]" : ""}`;

function hydrate(metadata: EntityMetadata, row: ObjectLiteral, prefix = ""): ObjectLiteral {
  const entity = new (metadata.target as new () => ObjectLiteral)();
  for (const { propertyName, databaseName } of metadata.columns) entity[propertyName] = row[prefix + databaseName];
  return entity;
}

function columnOf(metadata: EntityMetadata, property: string): ColumnMetadata {
  const column = metadata.findColumnWithPropertyName(property);
  if (!column) throw new Error(`${metadata.name} has no column ${property}`);
  return column;
}
