import { citedEntities } from "../records/index.js";
import { rightGuard } from "./guard.js";
import type { Noun } from "./noun.js";
import type { Right } from "./rights.js";
import { where, type Scope } from "./scope.js";

/**
 * SQL of a list of facts without those that cite a field which this reader may not read. A fact's record is of the same
 * distributor as what tells of it, so what is left to ask is the right to the field.
 * @param nullable whether null is shown where there are facts and none of them may be read
 */
export function readableFacts(scope: Scope, facts: string, nullable: boolean): string {
  const told = scope.alias("told");
  const kinds = citedEntities().map(([kind, type]) => [kind, mayReadSql(scope, scope.nouns.of(type), told)] as const);
  if (kinds.every(([, condition]) => condition === "TRUE")) return facts;
  const condition = `CASE ${told}.fact ->> 'recordType' ${kinds.map(([kind, sql]) => `WHEN '${kind}' THEN ${sql}`).join(" ")} ELSE FALSE END`;
  const shown = `(SELECT jsonb_agg(${told}.fact ORDER BY ${told}.place) FROM jsonb_array_elements(${facts}) WITH ORDINALITY ${told} (fact, place) WHERE ${condition})`;
  return nullable ? `CASE WHEN ${facts} = '[]' THEN ${facts} ELSE ${shown} END` : `COALESCE(${shown}, '[]')`;
}

/** Under which condition a fact about such a record may be read. */
function mayReadSql(scope: Scope, noun: Noun, told: string): string {
  if (scope.rights.record(noun.name) === "never") return "FALSE";
  const fields = scope.rights.namedFields(noun.name);
  const others = rightSql(scope, noun, told, scope.rights.field(noun.name, ANY_OTHER));
  const own = fields.map((field) => [field, rightSql(scope, noun, told, scope.rights.field(noun.name, field))] as const).filter(([, sql]) => sql !== others);
  if (!own.length) return others;
  return `CASE ${told}.fact ->> 'field' ${own.map(([field, sql]) => `WHEN '${field}' THEN ${sql}`).join(" ")} ELSE ${others} END`;
}

/** Stands for every field that no rule names; no property is called so. */
const ANY_OTHER = "*";

function rightSql(scope: Scope, noun: Noun, told: string, right: Right): string {
  if (typeof right === "string") return right === "always" ? "TRUE" : "FALSE";
  const row = scope.row(noun);
  return `EXISTS (SELECT FROM ${noun.table} ${row.alias}${where(`${row.alias}.id = (${told}.fact ->> 'recordId')::uuid`, rightGuard(scope, row, right))})`;
}
