import { UnsupportedRead } from "./errors.js";
import { SortDirection, type Sort } from "./connection.js";
import { client } from "./guard.js";
import type { Noun } from "./noun.js";
import { guarded } from "./path.js";
import { related } from "./relation.js";
import type { RightsShape } from "./rights.js";
import { all, type Row, type Scope } from "./scope.js";
import { valueOf, type Value } from "./value.js";

export interface OrderKey { path: string; descending: boolean }

/** An ordering that leaves no ties, since it ends with the record's key. */
export interface Order { keys: readonly OrderKey[]; signature: string }

/** What was wished, or else the noun's own order as far as the actor may know it. */
export function orderOf(noun: Noun, rights: RightsShape, wished?: readonly Sort[] | null): Order {
  const own = noun.defaultOrder && rights.field(noun.name, noun.defaultOrder.field) !== "never" ? [noun.defaultOrder] : [];
  const keys = new Map<string, OrderKey>();
  for (const { field, direction } of wished?.length ? wished : own) {
    if (!keys.has(field)) keys.set(field, { path: field, descending: direction === SortDirection.DESC });
  }
  // The tie-break turns with the last wish, so that one index serves both directions; alone it shows the newest first.
  const descending = [...keys.values()].at(-1)?.descending ?? true;
  for (const { propertyName } of noun.key) if (!keys.has(propertyName)) keys.set(propertyName, { path: propertyName, descending });
  const list = [...keys.values()];
  return { keys: list, signature: `${noun.name} ${list.map(({ path, descending: down }) => `${path}${down ? "-" : "+"}`).join(" ")}` };
}

export interface SortedBy extends Value { descending: boolean }

/** The keys of an ordering as SQL, with the joins that lead to them. */
export function orderSql(scope: Scope, row: Row, { keys }: Order): { sorts: SortedBy[]; joins: string } {
  const joins: string[] = [];
  const sorts = keys.map(({ path, descending }) => ({ ...sortValue(scope, row, path.split("."), joins), descending }));
  return { sorts, joins: joins.join("") };
}

function sortValue(scope: Scope, row: Row, [head, ...rest]: string[], joins: string[]): Value {
  const guard = client.property(scope, row, head!);
  const property = row.noun.property(head!);
  if (property?.kind !== "relation") return guarded(valueOf(scope, row, head!, property), guard);
  if (property.isList || !rest.length) throw new UnsupportedRead(`${row.noun.name} can't be sorted by ${[head, ...rest].join(".")}.`);
  const { row: other, from, on } = related(scope, row, property.relation);
  joins.push(` LEFT JOIN ${from} ON ${all(on, client.related(scope, row, other, false))}`);
  return guarded({ ...sortValue(scope, other, rest, joins), isNullable: true }, guard);
}

/** `ORDER BY` terms; records without a value stand last, or first when the order is read backwards. */
export const orderTerms = (sorts: readonly SortedBy[], backwards = false): string =>
  sorts.map(({ sql, isNullable, descending }) =>
    `${sql}${descending !== backwards ? " DESC" : ""}${isNullable ? ` NULLS ${backwards ? "FIRST" : "LAST"}` : ""}`).join(", ");
