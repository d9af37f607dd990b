import type pg from "pg";
import type { EntityMetadata, ObjectLiteral } from "typeorm";
import type { ColumnMetadata } from "typeorm/metadata/ColumnMetadata.js";
import { sensitivityOf } from "../../entities/columns.js";
import { instantSql } from "../../entities/scalars.js";
import { appendingEachSql, type Origin, originParameters, OWN_PARAMETERS_FROM } from "../audit/entry.js";
import type { EventName } from "../audit/events.js";
import { subjectSql } from "../audit/record.js";
import { preparedName } from "./prepared.js";
import { asParameter, columnNames, entityOf, typeOf } from "./rows.js";

/** New values of one record that don't hang on its old ones, and how the story calls the change. */
export interface Assignment<E = ObjectLiteral> {
  /** Past tense, noun first: `task.snoozed`. */
  type: EventName;
  set: Partial<E>;
  /** What to tell beyond the columns that change. */
  details?: ObjectLiteral;
  /** What the change brings with it in another table. */
  also?: Also;
}

/** A statement over `moved`, the changed row with its old values as `old_…`; it tells of itself by its name alone. */
export interface Also {
  name: string;
  /** Its parameters are numbered from `first`. */
  sql(first: number): string;
  values: readonly unknown[];
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
export async function changeAtOnce(pool: pg.Pool, change: AtOnce, origin: Origin, now: Date): Promise<ObjectLiteral | undefined> {
  const { metadata, where, unless, may, assignment: { type, set, details, also } } = change;
  const columns = { found: columnsNamed(metadata, where), kept: columnsNamed(metadata, unless), assigned: columnsNamed(metadata, set) };
  if (!columns.assigned.length) return undefined;
  const values = [
    ...originParameters(origin, now), type, details ?? {},
    ...columns.found.map(({ propertyName }) => where[propertyName]),
    ...columns.kept.map(({ propertyName }) => unless[propertyName]),
    ...columns.assigned.map((column) => asParameter(column, set[column.propertyName])),
  ];
  const brought = also && { name: also.name, sql: also.sql(values.length + 1) };
  if (also) values.push(...also.values);
  const allowed = may("t", values.length);
  const text = textOf(metadata, columns, allowed.sql, brought);
  // as a list, since making an object of so many names costs as much as the rest of the answer
  const { rows } = await pool.query<unknown[]>({ name: preparedName(text), text, values: [...values, ...allowed.values], rowMode: "array" });
  return rows[0] && entityOf(metadata, rows[0]);
}

/** Columns in the order of their parameters. */
interface Columns { found: ColumnMetadata[]; kept: ColumnMetadata[]; assigned: ColumnMetadata[] }

const texts = new WeakMap<EntityMetadata, Map<string, string>>();

/** The statement, made once for all changes of its kind. */
function textOf(metadata: EntityMetadata, columns: Columns, allowed: string, brought?: { name: string; sql: string }): string {
  const ofEntity = texts.get(metadata) ?? new Map<string, string>();
  texts.set(metadata, ofEntity);
  const names = (of: ColumnMetadata[]) => of.map(({ databaseName }) => databaseName);
  const kind = `${names(columns.found)}/${names(columns.kept)}/${names(columns.assigned)}/${allowed}/${brought?.name ?? ""}`;
  const changes = () => moving(metadata, columns, allowed) + (brought ? `,\n  ${brought.name} AS (${brought.sql})` : "");
  const text = ofEntity.get(kind) ?? appendingEachSql(entrySql(metadata, columns.assigned), changes(), `SELECT ${columnNames(metadata).join(", ")} FROM moved`);
  ofEntity.set(kind, text);
  return text;
}

/** The row is locked as it is found, so that what is told of its old values is true; once PostgreSQL waited for it, it looks at the conditions again. */
function moving({ tableName }: EntityMetadata, { found, kept, assigned: columns }: Columns, allowed: string): string {
  let place = OWN_PARAMETERS_FROM + 2;
  const conditions = [
    ...found.map(({ databaseName }) => `t.${databaseName} = $${place++}`),
    ...kept.map(({ databaseName }) => `t.${databaseName} <> ALL ($${place++})`),
    allowed,
  ];
  const assigned = columns.map((column) => ({ column, value: `$${place++}::${typeOf(column)}` }));
  const old = assigned.map(({ column: { databaseName } }) => `t.${databaseName} AS old_${databaseName}`);
  const sets = assigned.map(({ column: { databaseName }, value }) => `${databaseName} = ${value}`);
  const differs = assigned.map(({ column: { databaseName }, value }) => `old_${databaseName} IS DISTINCT FROM ${value}`);
  return `old AS (SELECT t.id AS old_id, ${old.join(", ")} FROM ${tableName} t WHERE ${conditions.join(" AND ")} FOR NO KEY UPDATE OF t),
  moved AS (UPDATE ${tableName} t SET ${sets.join(", ")}, version = t.version + 1, updated_at = $1::timestamptz FROM old
    WHERE t.id = old_id AND (${differs.join(" OR ")}) RETURNING t.*, old.*)`;
}

/** What `entryOf` makes of the same change. */
function entrySql(metadata: EntityMetadata, columns: ColumnMetadata[]): string {
  const told = columns.filter(({ propertyName }) => sensitivityOf(metadata.target as Function, propertyName) !== "secret");
  const those = (prefix: string) => told.map(({ propertyName, databaseName, type }) => {
    const value = `${prefix}${databaseName}`;
    const member = `jsonb_build_object('${propertyName}', ${type === "timestamptz" ? instantSql(value) : value})`;
    return told.length === 1 ? member : `CASE WHEN old_${databaseName} IS DISTINCT FROM t.${databaseName} THEN ${member} ELSE '{}' END`;
  }).join(" || ") || "'{}'::jsonb";
  return `SELECT $${OWN_PARAMETERS_FROM}::text AS type, NULL::uuid AS batch_id, ${subjectSql(metadata, "t")},
      jsonb_build_object('before', ${those("old_")}, 'after', ${those("t.")}) || $${OWN_PARAMETERS_FROM + 1}::jsonb AS payload FROM moved t`;
}

const columnsNamed = (metadata: EntityMetadata, properties: ObjectLiteral): ColumnMetadata[] =>
  Object.keys(properties).filter((name) => properties[name] !== undefined).map((name) => {
    const column = metadata.findColumnWithPropertyName(name);
    if (!column) throw new Error(`${metadata.name} has no column ${name}`);
    return column;
  });
