import { getNamedType, getNullableType, isEnumType, isListType, isScalarType, type GraphQLEnumType, type GraphQLOutputType } from "graphql";
import { EXPONENTS, exponentOf, isExact } from "../../entities/Money.js";
import { instantSql } from "../../entities/scalars.js";
import { NotWritten } from "./errors.js";
import type { SelectedField, Selection } from "./selection.js";

/** Scalars whose JSON is PostgreSQL's own. */
const AS_IS = new Set(["Date", "Int", "Float", "SafeInt", "Boolean", "JSON", "JSONObject"]);
const TEXTUAL = new Set(["ID", "String"]);
const NUMBERS = new Set<unknown>(["integer", "int", "smallint", "bigint", "real", "double precision", "numeric", "decimal"]);

/**
 * A value as its GraphQL type shows it. Enums show their names, which are our words in capitals, whatever the database's
 * own language takes for these; instants show UTC and milliseconds, which is the zone every connection of ours has.
 */
export function leafSql(type: GraphQLOutputType, sql: string, columnType?: unknown): string {
  const leaf = getNamedType(type);
  const isList = isListType(getNullableType(type));
  if (isEnumType(leaf) && isCapitals(leaf)) return isList ? `upper((${sql})::text COLLATE "C")::text[]` : `upper(${sql} COLLATE "C")`;
  if (isScalarType(leaf)) {
    if (AS_IS.has(leaf.name)) return sql;
    if (TEXTUAL.has(leaf.name)) return NUMBERS.has(columnType) ? `(${sql})::text${isList ? "[]" : ""}` : sql;
    if (leaf.name === "DateTime" && !isList) return instantSql(sql);
  }
  throw new NotWritten(`${leaf.name} is written by GraphQL alone.`);
}

const capitals = new WeakMap<GraphQLEnumType, boolean>();

function isCapitals(type: GraphQLEnumType): boolean {
  const known = capitals.get(type) ?? type.getValues().every(({ name, value }) => typeof value === "string" && value.toUpperCase() === name);
  capitals.set(type, known);
  return known;
}

/** An amount of money as its selection shows it; null where there is none that could be told exactly. */
export function moneySql(amount: string, currency: string, selection: Selection): string {
  const shown: Record<string, () => string> = { amountMinor: () => amount, currency: () => currency, decimal: () => decimalSql(amount, currency) };
  return `CASE WHEN ${isExact(amount)} THEN ${objectSql(selection, ({ field }) => {
    if (!shown[field.name]) throw new NotWritten(`${field.name} of an amount is computed.`);
    return shown[field.name]!();
  })} END`;
}

/** What `decimalOf` says of an amount, in SQL. */
function decimalSql(amount: string, currency: string): string {
  const cases = [...new Set(Object.values(EXPONENTS))].map((exponent) => {
    const currencies = Object.keys(EXPONENTS).filter((each) => EXPONENTS[each] === exponent);
    return `WHEN ${currency} IN (${currencies.map((each) => `'${each}'`).join(", ")}) THEN ${shifted(amount, exponent)}`;
  });
  return `CASE ${cases.join(" ")} ELSE ${shifted(amount, exponentOf(""))} END`;
}

const shifted = (amount: string, exponent: number) => (exponent ? `round(${amount} / ${10 ** exponent}.0, ${exponent})::text` : `${amount}::text`);

// json_build_object takes at most 100 arguments.
const MOST_FIELDS = 50;

/** SQL of an object of the response: each selected field under its key, in the document's order. */
export function objectSql({ type, fields }: Selection, sql: (selected: SelectedField) => string): string {
  if (fields.length > MOST_FIELDS) throw new NotWritten("So many fields take more than one object.");
  return `json_build_object(${fields.map((selected) =>
    `'${selected.key}', ${selected.field.name === "__typename" ? `'${type.name}'` : sql(selected)}`).join(", ")})`;
}
