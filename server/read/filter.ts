import { isId } from "../../entities/scalars.js";
import { badInput } from "../domain/errors.js";
import { closedValue } from "./closed.js";
import { UnsupportedRead } from "./errors.js";
import { client } from "./guard.js";
import type { Noun, Nouns } from "./noun.js";
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
    const given = isText(comparison) ? searchedText(field, String(value)) : composed(value);
    if (isText(comparison) && given === "") continue;
    values[field] = given;
    entries.push({ field, comparison, closed: closedValue(filter!.constructor, field, value) });
  }
  const key = entries.map(({ field, closed }) => (closed === undefined ? field : `${field}=${closed}`)).join();
  return { shape: { key: `${filter?.constructor.name ?? ""}(${key})`, entries }, values };
}

const RANGES: Record<string, number> = { smallint: 2 ** 15, integer: 2 ** 31, int: 2 ** 31 };

/** Refuses what the columns behind a filter can't be compared with, by the field that holds it. */
export function checkValues(nouns: Nouns, noun: Noun, { entries }: FilterShape, values: Values): void {
  for (const { field, comparison: { paths, operator } } of entries) {
    if (operator === "isNull") continue;
    const types = paths.map((path) => typeAt(nouns, noun, path.split(".")));
    for (const value of [values[field]].flat()) {
      if (typeof value === "string" && value.includes("\0")) throw badInput(field, `"${field}" holds a NUL character, which no text of ours has.`);
      if (types.includes("uuid") && !isId(String(value))) throw badInput(field, `"${field}" takes ids, and "${String(value)}" is none.`);
      const range = RANGES[types[0] ?? ""];
      if (typeof value === "number" && range && !(value >= -range && value < range)) throw badInput(field, `"${field}" takes whole numbers from ${-range} to ${range - 1}.`);
    }
  }
}

/** The type of the column at the end of a path; undefined where something derived stands there. */
function typeAt(nouns: Nouns, noun: Noun, [head, ...rest]: string[]): string | undefined {
  const property = noun.property(head!);
  if (property?.kind === "column") return String(property.column.type);
  if (property?.kind !== "relation") return undefined;
  const target = nouns.behind(property.relation);
  return typeAt(nouns, target, rest.length ? rest : [target.key[0]!.propertyName]);
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
    case "search": return `tower_search_text(${sql}) LIKE tower_search_text(${given()})`;
    case "isNull": return `${sql} IS NOT NULL`;
  }
}

/** Text as it is kept: Unicode spells a letter with its mark in two ways (NFC and NFD), and we keep the first. */
function composed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(composed);
  return typeof value === "string" ? value.normalize("NFC") : value;
}

/** What is long is compared with every record's text, so it is no search but a load. */
const MOST_SEARCHED = 200;

function searchedText(field: string, text: string): string {
  const searched = text.trim();
  if (searched.length > MOST_SEARCHED) throw badInput(field, `"${field}" has at most ${MOST_SEARCHED} characters.`);
  return searched;
}

const isText = ({ operator }: Comparison) => operator === "contains" || operator === "search";
