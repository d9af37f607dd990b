import type pg from "pg";
import type { EntityMetadata, ObjectLiteral } from "typeorm";
import type { ColumnMetadata } from "typeorm/metadata/ColumnMetadata.js";
import { sensitivityOf } from "../../entities/columns.js";
import { instantSql } from "../../entities/scalars.js";
import { appendingEachSql, type Origin } from "../audit/entry.js";
import { subjectSql } from "../audit/record.js";
import { preparedName } from "./prepared.js";
import { asParameter, columnNames, entityFrom } from "./rows.js";

/** New values of one record that don't hang on its old ones, and how the story calls the change. */
export interface Assignment<E = ObjectLiteral> {
  /** Past tense, noun first: `task.snoozed`. */
  type: string;
  set: Partial<E>;
  /** What to tell beyond the columns that change. */
  details?: ObjectLiteral;
}

/** SQL that holds of the row `alias`; its parameters are numbered from `taken` + 1. */
type Conditions = (alias: string, taken: number) => { sql: string; values: unknown[] };

interface AtOnce {
  metadata: EntityMetadata;
  /** Singles the row out, at the version that its changer read. */
  where: ObjectLiteral;
  /** Columns that may have none of these values. */
  unless: Record<string, readonly unknown[]>;
  may: Conditions;
  assignment: Assignment;
}

/**
 * Changes one row and appends its audit entry in one statement, and so in one transaction: the row as it is now, or
 * undefined, with nothing done, where it is not there as expected, the change is not allowed or changes nothing.
 */
export async function changeAtOnce(pool: pg.Pool, { metadata, where, unless, may, assignment: { type, set, details } }: AtOnce, origin: Origin, now: Date): Promise<ObjectLiteral | undefined> {
  const columns = columnsNamed(metadata, set);
  if (!columns.length) return undefined;
  const values: unknown[] = [type, details ?? {}];
  const place = (value: unknown) => `$${ORIGIN_PARAMETERS + values.push(value)}`;
  const conditions = [
    ...columnsNamed(metadata, where).map((column) => `t.${column.databaseName} = ${place(where[column.propertyName])}`),
    ...columnsNamed(metadata, unless).map((column) => `t.${column.databaseName} <> ALL (${place(unless[column.propertyName])})`),
  ];
  const assigned = columns.map((column) => ({ column, value: `${place(asParameter(column, set[column.propertyName]))}::${typeOf(column)}` }));
  const allowed = may("t", ORIGIN_PARAMETERS + values.length);
  values.push(...allowed.values);
  const { text, values: bound } = appendingEachSql(origin, now, entrySql(metadata, columns), values,
    moving(metadata, assigned, [...conditions, allowed.sql]), `SELECT ${columnNames(metadata).join(", ")} FROM moved`);
  const { rows } = await pool.query({ name: preparedName(text), text, values: bound });
  return rows.length ? entityFrom({ metadata }, rows[0]) : undefined;
}

const ORIGIN_PARAMETERS = 6;

interface Assigned { column: ColumnMetadata; value: string }

/** A row that meanwhile has another version than the one read is left alone: PostgreSQL looks at it again once it waited for it. */
function moving({ tableName }: EntityMetadata, assigned: Assigned[], conditions: string[]): string {
  const old = assigned.map(({ column: { databaseName } }) => `t.${databaseName} AS old_${databaseName}`);
  const sets = assigned.map(({ column: { databaseName }, value }) => `${databaseName} = ${value}`);
  const differs = assigned.map(({ column: { databaseName }, value }) => `old_${databaseName} IS DISTINCT FROM ${value}`);
  return `old AS (SELECT t.id AS old_id, t.version AS old_version, ${old.join(", ")} FROM ${tableName} t WHERE ${conditions.join(" AND ")}),
  moved AS (UPDATE ${tableName} t SET ${sets.join(", ")}, version = t.version + 1, updated_at = $1::timestamptz FROM old
    WHERE t.id = old_id AND t.version = old_version AND (${differs.join(" OR ")}) RETURNING t.*, old.*)`;
}

/** What `entryOf` makes of the same change. */
function entrySql(metadata: EntityMetadata, columns: ColumnMetadata[]): string {
  const told = columns.filter(({ propertyName }) => sensitivityOf(metadata.target as Function, propertyName) !== "secret");
  const those = (prefix: string) => told.map(({ propertyName, databaseName, type }) => {
    const value = `${prefix}${databaseName}`;
    const member = `jsonb_build_object('${propertyName}', ${type === "timestamptz" ? instantSql(value) : value})`;
    return told.length === 1 ? member : `CASE WHEN old_${databaseName} IS DISTINCT FROM t.${databaseName} THEN ${member} ELSE '{}' END`;
  }).join(" || ") || "'{}'::jsonb";
  return `SELECT $7::text AS type, NULL::uuid AS batch_id, ${subjectSql(metadata, "t")},
      jsonb_build_object('before', ${those("old_")}, 'after', ${those("t.")}) || $8::jsonb AS payload FROM moved t`;
}

const columnsNamed = (metadata: EntityMetadata, properties: ObjectLiteral): ColumnMetadata[] =>
  Object.keys(properties).filter((name) => properties[name] !== undefined).map((name) => {
    const column = metadata.findColumnWithPropertyName(name);
    if (!column) throw new Error(`${metadata.name} has no column ${name}`);
    return column;
  });

const typeOf = ({ type, isArray }: ColumnMetadata) => `${String(type)}${isArray ? "[]" : ""}`;
