import { closedValue } from "./closed.js";
import { UnsupportedRead } from "./errors.js";
import { client } from "./guard.js";
import { someAt } from "./path.js";
import type { Row, Scope } from "./scope.js";
import type { Value } from "./value.js";
import { comparisonsOf, type Comparison } from "./where.js";

interface Entry {
  field: string;
  comparison: Comparison;
  /** The value as SQL, where it is out of a closed vocabulary. */
  closed: string | undefined;
}

/** The part of a filter that a statement is compiled from: which fields are given, and how they compare. */
export interface FilterShape { key: string; entries: readonly Entry[] }

type Values = Record<string, unknown>;

/** Takes a filter apart into its shape and values; a field that is null or an empty search does not filter. */
export function filterShapeOf(filter: object | null | undefined): { shape: FilterShape; values: Values } {
  const comparisons = filter ? comparisonsOf(filter.constructor) : new Map<string, Comparison>();
  const values: Values = {};
  const entries: Entry[] = [];
  for (const [field, value] of Object.entries(filter ?? {})) {
    const comparison = comparisons.get(field);
    if (value === null || value === undefined) continue;
    if (!comparison) throw new UnsupportedRead(`${filter!.constructor.name}.${field} does not say what it filters; give it @Where.`);
    if (isText(comparison) && value === "") continue;
    values[field] = value;
    entries.push({ field, comparison, closed: closedValue(filter!.constructor, field, value) });
  }
  const key = entries.map(({ field, closed }) => (closed === undefined ? field : `${field}=${closed}`)).join();
  return { shape: { key: `${filter?.constructor.name ?? ""}(${key})`, entries }, values };
}

/** SQL of a filter's conditions; a field with several paths holds when any of them does. */
export function filterSql(scope: Scope, row: Row, { entries }: FilterShape): string[] {
  return entries.map((entry) => {
    const { paths, operator, sql } = entry.comparison;
    if (sql) return `(${sql(row.alias, scope.parameters.add(`where ${entry.field}`, "", ({ where }) => where[entry.field]))})`;
    const found = paths.map((path) => someAt(scope, row, path, client, (value) => compare(scope, entry, value)));
    const any = found.length === 1 ? found[0]! : `(${found.join(" OR ")})`;
    return operator === "isNull" && entry.closed === "TRUE" ? `((${any}) IS NOT TRUE)` : any;
  });
}

function compare(scope: Scope, { field, comparison, closed }: Entry, { sql, isArray }: Value): string {
  const given = () => closed ?? scope.parameters.add(`where ${field}`, sql, ({ where }) =>
    isText(comparison) ? `%${String(where[field]).replace(/[\\%_]/g, "\\$&")}%` : where[field]);
  switch (comparison.operator) {
    case "eq": return isArray ? `${given()} = ANY(${sql})` : `${sql} = ${given()}`;
    case "in": return isArray ? `${sql} && ${given()}` : `${sql} = ANY(${given()})`;
    case "anyOf": return `${sql} && ${given()}`;
    case "gt": return `${sql} > ${given()}`;
    case "gte": return `${sql} >= ${given()}`;
    case "lt": return `${sql} < ${given()}`;
    case "lte": return `${sql} <= ${given()}`;
    case "contains":
    case "search": return `${sql} ILIKE ${given()}`;
    case "isNull": return `${sql} IS NOT NULL`;
  }
}

const isText = ({ operator }: Comparison) => operator === "contains" || operator === "search";
