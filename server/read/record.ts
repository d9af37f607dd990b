import { isNonNullType, type GraphQLOutputType } from "graphql";
import type { ColumnMetadata } from "typeorm/metadata/ColumnMetadata.js";
import { isExact } from "../../entities/Money.js";
import { badInput } from "../domain/errors.js";
import { shownInLists } from "./archive.js";
import { mayNotRead, UnsupportedRead } from "./errors.js";
import { readableFacts } from "./facts.js";
import { fieldGuard, relatedGuard } from "./guard.js";
import type { Property } from "./noun.js";
import { orderOf, orderTerms } from "./order.js";
import { pageOf } from "./page.js";
import { related } from "./relation.js";
import { mayKey, promisesList, RELATED_BY_DEFAULT, relationKey, rootListOf } from "./schema.js";
import { where, type Row, type Scope } from "./scope.js";
import type { SelectedField, Selection } from "./selection.js";
import { derivedSql } from "./value.js";

const MOST_RELATED = 100;
// json_build_object takes at most 100 arguments.
const PAIRS_A_CALL = 50;
const EMPTY = "'[]'::json";

export type Relation = Extract<Property, { kind: "relation" }>;
type Scalar = Exclude<Property, { kind: "relation" | "computed" }>;
/** SQL of a record as JSON in one form or the other. */
type Write = (scope: Scope, row: Row, selection: Selection) => string;
/** Keys of the JSON and the SQL of their values. */
type Pairs = Map<string, string>;

/** SQL of a record as JSON: what was selected, as far as it may be read, related records included. */
export function recordJson(scope: Scope, row: Row, selection: Selection | undefined, extra?: Iterable<[string, string]>): string {
  const pairs: Pairs = new Map(extra);
  for (const selected of selection?.fields ?? []) addField(scope, row, selection!, selected, pairs);
  return jsonObject([...pairs]);
}

function addField(scope: Scope, row: Row, selection: Selection, selected: SelectedField, pairs: Pairs): void {
  const { noun } = row;
  const { field, key } = selected;
  if (field.name === "__typename") return;
  const { property, shows } = noun.field(field.name);
  const guard = fieldGuard(scope, row, field.name);
  if (shows.kind === "computed") {
    for (const needed of shows.needs) addNeeded(scope, row, needed, pairs);
    if (guard) pairs.set(mayKey(field.name), `(${guard} IS TRUE)`);
    return;
  }
  const place = shows.kind === "relation" ? relationKey(property, field.name, key) : property;
  const nothing = nothingOf(field.type);
  if (guard === "FALSE") {
    if (nothing && shows.kind === "relation") pairs.set(place, nothing);
    else if (isNonNullType(field.type)) throw mayNotRead(noun.name, field.name);
  } else {
    const sql = shows.kind === "relation" ? relationJson(scope, row, shows, selected, selection.of(selected), recordJson) : scalarJson(scope, row, shows);
    pairs.set(place, when(guard, guard && nothing ? `to_json(${sql})` : sql, nothing));
  }
}

/** SQL of what stands where a field may not be read, unless that is null. */
export const nothingOf = (type: GraphQLOutputType): string | undefined => (promisesList(type) ? EMPTY : undefined);

/** What a resolver asked for. It is guarded like the field that shows it, for the resolver's answer tells of it. */
function addNeeded(scope: Scope, row: Row, property: string, pairs: Pairs): void {
  const { noun } = row;
  const shows = noun.property(property);
  if (!shows || shows.kind === "relation" || shows.kind === "computed") {
    throw new UnsupportedRead(`@NeedsColumns names ${noun.name}.${property}, which is no column or derived state.`);
  }
  const field = noun.fieldShowing(property);
  const guard = field === undefined ? undefined : fieldGuard(scope, row, field);
  pairs.set(property, when(guard, scalarJson(scope, row, shows)));
}

function scalarJson(scope: Scope, { alias }: Row, shows: Scalar): string {
  switch (shows.kind) {
    case "facts": return readableFacts(scope, `${alias}.${shows.column.databaseName}`, shows.nullable);
    case "column": return columnJson(alias, shows.column);
    case "derived": return derivedSql(scope, alias, shows);
    case "money": return moneyJson(`${alias}.${shows.amount.databaseName}`, `${alias}.${shows.currency.databaseName}`);
  }
}

/** SQL of what stands behind a relation, each record of it in the form that `write` gives it. */
export function relationJson(scope: Scope, row: Row, { relation, isList }: Relation, selected: SelectedField, selection: Selection, write: Write): string {
  const target = scope.nouns.behind(relation);
  if (scope.rights.record(target.name) === "never") return isList ? EMPTY : "NULL::json";
  const { row: other, from, on } = related(scope, row, relation);
  const visible = relatedGuard(scope, row, relation, other);
  if (!isList) return `(SELECT ${write(scope, other, selection)} FROM ${from}${where(on, visible)})`;

  const page = pageOf(scope, other, {
    from,
    order: orderOf(target, scope.rights),
    limit: firstOf(selected),
    conditions: () => [on, visible, shownInLists(row, other)],
  });
  // The page stands in its order, and an array of it is made in half the time that json_agg takes for each of many owners.
  return `array_to_json(ARRAY(SELECT ${write(scope, other, selection)} FROM ${page.from} ORDER BY ${orderTerms(page.sorts)}))`;
}

function firstOf({ args, key, field }: SelectedField): number {
  const first = args.first ?? RELATED_BY_DEFAULT;
  if (typeof first === "number" && Number.isInteger(first) && first >= 0 && first <= MOST_RELATED) return first;
  throw badInput("first", `"first" of "${key}" must be a whole number from 0 to ${MOST_RELATED}; ask ${rootListOf(field) ?? "a list of their own"} for more of them, page by page.`);
}

function columnJson(alias: string, { databaseName, type, isArray, entityMetadata }: ColumnMetadata): string {
  const sql = `${alias}.${databaseName}`;
  // As a JSON number an exact decimal would be rounded on its way through JavaScript.
  if (type === "numeric" || type === "decimal") return `${sql}::text${isArray ? "[]" : ""}`;
  if (type === "bytea" || type === "interval") throw new UnsupportedRead(`${entityMetadata.name} shows ${databaseName}, and ${type} has no form in JSON.`);
  return sql;
}

const moneyJson = (amount: string, currency: string) =>
  `CASE WHEN ${isExact(amount)} THEN json_build_object('amountMinor', ${amount}, 'currency', ${currency}) END`;

/** The value where the guard holds. */
export const when = (guard: string | undefined, sql: string, otherwise = "NULL") => (guard ? `CASE WHEN ${guard} THEN ${sql} ELSE ${otherwise} END` : sql);

function jsonObject(pairs: readonly [string, string][]): string {
  if (pairs.length <= PAIRS_A_CALL) return `json_build_object(${pairs.map(([key, sql]) => `'${key}', ${sql}`).join(", ")})`;
  const half = Math.ceil(pairs.length / 2);
  return `(${jsonObject(pairs.slice(0, half))}::jsonb || ${jsonObject(pairs.slice(half))}::jsonb)::json`;
}
