import { isNonNullType } from "graphql";
import { mayNotRead, NotWritten } from "./errors.js";
import { fieldGuard, relatedRight } from "./guard.js";
import { leafSql, moneySql, objectSql } from "./leaf.js";
import type { Property } from "./noun.js";
import { nothingOf, relationJson, when } from "./record.js";
import type { Row, Scope } from "./scope.js";
import type { SelectedField, Selection } from "./selection.js";
import { valueOf } from "./value.js";

/** What stands where the schema promises a value and there is none; then graphql-js answers, for it knows what that means. */
export const ABSENT = '{"absent":0}';

/**
 * SQL of a record as the response shows it: under the keys of the document, in its order, every value as its scalar
 * writes it. What takes JavaScript is `NotWritten`.
 */
export function answerJson(scope: Scope, row: Row, selection: Selection): string {
  return objectSql(selection, (selected) => fieldSql(scope, row, selection, selected));
}

function fieldSql(scope: Scope, row: Row, selection: Selection, selected: SelectedField): string {
  const { field } = selected;
  const { property, shows } = row.noun.field(field.name);
  const guard = fieldGuard(scope, row, field.name);
  const nothing = nothingOf(field.type);
  if (guard === "FALSE") {
    if (nothing && shows.kind === "relation") return nothing;
    if (isNonNullType(field.type)) throw mayNotRead(row.noun.name, field.name);
    return "NULL";
  }
  const sql = valueSql(scope, row, selection, selected, property, shows);
  const shown = when(guard, guard && nothing ? `to_json(${sql})` : sql, nothing);
  const promised = isNonNullType(field.type) && ((guard && !nothing) || mayBeEmpty(scope, row, shows));
  return promised ? `COALESCE(to_json(${shown}), '${ABSENT}'::json)` : shown;
}

function valueSql(scope: Scope, row: Row, selection: Selection, selected: SelectedField, property: string, shows: Property): string {
  switch (shows.kind) {
    case "facts": throw new NotWritten(`${row.noun.name}.${selected.field.name} takes a look at each fact.`);
    case "computed": throw new NotWritten(`${row.noun.name}.${selected.field.name} is computed.`);
    case "relation": return relationJson(scope, row, shows, selected, selection.of(selected), answerJson);
    case "money": return moneySql(`${row.alias}.${shows.amount.databaseName}`, `${row.alias}.${shows.currency.databaseName}`, selection.of(selected));
    default: return leafSql(selected.field.type, valueOf(scope, row, property, shows).sql, shows.kind === "column" ? shows.column.type : undefined);
  }
}

function mayBeEmpty(scope: Scope, { noun }: Row, shows: Property): boolean {
  switch (shows.kind) {
    case "facts": return shows.nullable;
    case "column": return shows.column.isNullable;
    case "money": return shows.amount.isNullable;
    case "derived": return !shows.isBoolean;
    case "relation": return !shows.isList && (!shows.relation.isOwning || shows.relation.joinColumns.some(({ isNullable }) => isNullable) || relatedRight(scope, noun, shows.relation) !== "always");
    case "computed": return false;
  }
}
