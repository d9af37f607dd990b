import { UnsupportedRead } from "./errors.js";
import type { Property } from "./noun.js";
import type { Row, Scope } from "./scope.js";

/** A comparable value of a record. */
export interface Value {
  sql: string;
  isArray: boolean;
  isNullable: boolean;
  /** Its type in the database, where it is a column's. */
  type?: string;
}

// `::today` is a cast in somebody's SQL, `:today` is the clock.
const CLOCK = /(?<!:):(now|today)\b/g;

/** The value of a column or derived state; an amount of money compares by its minor units. */
export function valueOf(scope: Scope, { noun, alias }: Row, name: string, property = noun.property(name)): Value {
  switch (property?.kind) {
    case "column":
      return {
        sql: `${alias}.${property.column.databaseName}`, isArray: property.column.isArray, isNullable: property.column.isNullable,
        type: `${String(property.column.type)}${property.column.isArray ? "[]" : ""}`,
      };
    case "money":
      return { sql: `${alias}.${property.amount.databaseName}`, isArray: false, isNullable: property.amount.isNullable };
    case "derived":
      return { sql: derivedSql(scope, alias, property), isArray: property.isArray, isNullable: !property.isBoolean };
    default:
      throw new UnsupportedRead(`${noun.name}.${name} is neither a column nor a derived state.`);
  }
}

export function derivedSql(scope: Scope, alias: string, { sql, isBoolean }: Extract<Property, { kind: "derived" }>): string {
  const text = sql(alias).replace(CLOCK, (_, name) =>
    name === "now"
      ? `${scope.parameters.add("now", "", ({ now }) => now)}::timestamptz`
      : `${scope.parameters.add("today", "", ({ today }) => today)}::date`);
  return isBoolean ? `((${text}) IS TRUE)` : `(${text})`;
}
