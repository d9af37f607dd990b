import { badInput } from "../domain/errors.js";
import type { Order, SortedBy } from "./order.js";
import type { Parameters } from "./parameters.js";

export type Side = "after" | "before";
export type CursorValues = readonly (string | null)[];

/** A cursor is the record's place in its order: the values it is sorted by, readable by nobody but us. SQL of its text. */
export const cursorSql = ({ signature }: Order, sorts: readonly SortedBy[]): string =>
  `translate(encode(convert_to(json_build_array('${signature}', ${sorts.map(({ sql }) => `${sql}::text`).join(", ")})::text, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;

export function decodeCursor(order: Order, cursor: string, side: Side): CursorValues {
  const [signature, ...values] = parse(cursor);
  if (signature !== order.signature || values.length !== order.keys.length || !values.every((value) => value === null || typeof value === "string")) {
    throw badInput(side, `"${side}" is no cursor of this order; take it from pageInfo or an edge of the same list with the same orderBy.`);
  }
  return values as CursorValues;
}

function parse(cursor: string): unknown[] {
  try {
    const parts = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

/**
 * The condition that holds for records behind (or ahead of) a cursor. Only which values are null is known here; a value
 * itself is a parameter. Records without a value stand last.
 */
export function beyond(sorts: readonly SortedBy[], isNull: readonly boolean[], side: Side, parameters: Parameters): string {
  const places = sorts.map(({ sql }, i) => () => parameters.add(`${side} ${i}`, sql, (binding) => binding[side]![i]));
  const operator = (descending: boolean) => (descending === (side === "after") ? "<" : ">");
  const [first] = sorts;
  // One row comparison is what an index can start from; it knows neither nulls nor two directions.
  if (sorts.every(({ isNullable, descending }) => !isNullable && descending === first!.descending)) {
    return `(${sorts.map(({ sql }) => sql).join(", ")}) ${operator(first!.descending)} (${places.map((place) => place()).join(", ")})`;
  }
  const equal = (i: number) => (isNull[i] ? `${sorts[i]!.sql} IS NULL` : `${sorts[i]!.sql} = ${places[i]!()}`);
  const passes = (i: number) => {
    const { sql, isNullable, descending } = sorts[i]!;
    if (isNull[i]) return side === "after" ? "FALSE" : `${sql} IS NOT NULL`;
    const further = `${sql} ${operator(descending)} ${places[i]!()}`;
    return isNullable && side === "after" ? `(${further} OR ${sql} IS NULL)` : further;
  };
  const alternatives = sorts.map((_, i) => [...sorts.slice(0, i).map((__, j) => equal(j)), passes(i)].join(" AND "));
  return `(${alternatives.map((each) => `(${each})`).join(" OR ")})`;
}
