import type { RelationMetadata } from "typeorm/metadata/RelationMetadata.js";
import { shownInLists } from "./archive.js";
import { mayNotRead, UnsupportedRead } from "./errors.js";
import type { Noun } from "./noun.js";
import { someAt, unrestricted, type Viewer } from "./path.js";
import { waysAlong } from "./relation.js";
import { givenOwner, placeOf, type Condition, type Right } from "./rights.js";
import { all, type Row, type Scope } from "./scope.js";
import type { Value } from "./value.js";

/** The condition under which the record shows; undefined where it always does, FALSE where it never does. */
export const recordGuard = (scope: Scope, row: Row) => guard(scope, row, scope.rights.record(row.noun.name));

/** What of a related record's right its owner, which shows, does not grant already. */
export function relatedRight(scope: Scope, owner: Noun, relation: RelationMetadata): Right {
  const target = scope.nouns.behind(relation);
  return givenOwner(scope.rights.record(owner.name), scope.rights.record(target.name), waysAlong(relation));
}

/** The condition under which a related record shows, seen from an owner that shows. */
export const relatedGuard = (scope: Scope, owner: Row, relation: RelationMetadata, row: Row) => guard(scope, row, relatedRight(scope, owner.noun, relation));

/** The same for a field of a record that shows. Whoever sees a record sees its key. */
export function fieldGuard(scope: Scope, row: Row, field: string): string | undefined {
  const isKey = row.noun.key.some(({ propertyName }) => propertyName === field);
  return isKey ? undefined : guard(scope, row, scope.rights.field(row.noun.name, field));
}

/** What a client may look at while filtering and sorting; a noun or property that it may never read is refused. */
export const client: Viewer = {
  seesAll: (scope, noun) => scope.rights.record(noun.name) === "always",
  property(scope, row, property) {
    const field = row.noun.fieldShowing(property) ?? property;
    const condition = fieldGuard(scope, row, field);
    if (condition === "FALSE") throw mayNotRead(row.noun.name, field);
    return condition;
  },
  related(scope, owner, row, isList) {
    const condition = recordGuard(scope, row);
    if (condition === "FALSE") throw mayNotRead(row.noun.name);
    return all(condition, isList ? shownInLists(owner, row) : undefined);
  },
};

/** SQL under which a right holds of a row; undefined where it always does, FALSE where it never does. */
export const rightGuard = (scope: Scope, row: Row, right: Right) => guard(scope, row, right);

function guard(scope: Scope, row: Row, right: Right): string | undefined {
  if (right === "always") return undefined;
  return right === "never" ? "FALSE" : holds(scope, row, right);
}

/** SQL of a policy's condition. It answers as CASL does on an entity in a verb, so what would differ there is refused. */
function holds(scope: Scope, row: Row, condition: Condition): string {
  const { operator, field, value } = condition;
  if (field === undefined) {
    const parts = (value as Condition[]).map((part) => holds(scope, row, part));
    switch (operator) {
      case "and": return parts.length ? `(${parts.join(" AND ")})` : "TRUE";
      case "or": return parts.length ? `(${parts.join(" OR ")})` : "FALSE";
      case "not": return `((${parts[0]}) IS NOT TRUE)`;
      default: throw unsupported(operator, row);
    }
  }
  switch (operator) {
    case "ne": if (value === null) return compare(scope, row, field, (each) => `${each.sql} IS NOT NULL`);
      return `((${holds(scope, row, { operator: "eq", field, value })}) IS NOT TRUE)`;
    case "nin": return `((${holds(scope, row, { operator: "in", field, value })}) IS NOT TRUE)`;
    case "eq": if (value === null) return `((${compare(scope, row, field, (each) => `${each.sql} IS NOT NULL`)}) IS NOT TRUE)`;
  }
  return compare(scope, row, field, (each) => test(scope, operator, each, value, row));
}

const compare = (scope: Scope, row: Row, path: string, using: (value: Value) => string) => someAt(scope, row, path, unrestricted, using);

function test(scope: Scope, operator: string, { sql, type, isArray, isNullable }: Value, standIn: unknown, row: Row): string {
  if (typeof standIn === "boolean" && operator === "eq") return `${sql} = ${standIn}`;
  const [first] = [standIn].flat();
  const place = placeOf(first);
  const parameter = () => scope.parameters.add(`right ${place}`, type ? `${operator} ${type}` : sql, ({ rights }) => rights[place]);
  switch (operator) {
    case "eq": return isArray ? `${parameter()} = ANY(${sql})` : `${sql} = ${parameter()}`;
    case "in": return isArray ? `${sql} && ${parameter()}` : `${sql} = ANY(${parameter()})`;
    case "all": if (isArray) return `${sql} @> ${parameter()}`; break;
    // CASL takes nothing for less than anything, SQL for neither less nor more.
    case "lt": if (!isNullable) return `${sql} < ${parameter()}`; break;
    case "lte": if (!isNullable) return `${sql} <= ${parameter()}`; break;
    case "gt": return `${sql} > ${parameter()}`;
    case "gte": return `${sql} >= ${parameter()}`;
  }
  throw unsupported(operator, row);
}

const unsupported = (operator: string, { noun }: Row) => new UnsupportedRead(`The policy of ${noun.name} uses ${operator}, which has no SQL here.`);
