import { UnsupportedRead } from "./errors.js";
import type { Noun } from "./noun.js";
import { related } from "./relation.js";
import { type Row, type Scope, where } from "./scope.js";
import { valueOf, type Value } from "./value.js";

/** Through whose eyes a path is followed. Conditions are SQL, undefined where there is none. */
export interface Viewer {
  /** Whether every record of the noun shows. */
  seesAll(scope: Scope, noun: Noun): boolean;
  /** The condition under which a property shows. */
  property(scope: Scope, row: Row, property: string): string | undefined;
  /** The condition under which a related record shows. */
  related(scope: Scope, owner: Row, row: Row, isList: boolean): string | undefined;
}

/** Policies look at the records as they are. */
export const unrestricted: Viewer = { seesAll: () => true, property: () => undefined, related: () => undefined };

type Test = (value: Value) => string;

/**
 * SQL that holds when some value at the end of the path passes the test; through a relation to many, any of them. A path
 * that ends on a relation stands for the key of the related record.
 */
export function someAt(scope: Scope, row: Row, path: string, viewer: Viewer, test: Test): string {
  return some(scope, row, path.split("."), viewer, test);
}

function some(scope: Scope, row: Row, [head, ...rest]: string[], viewer: Viewer, test: Test): string {
  const property = row.noun.property(head!);
  if (!property) throw new UnsupportedRead(`${row.noun.name} has no ${head}.`);
  if (property.kind === "relation") {
    const { relation, isList } = property;
    const target = scope.nouns.behind(relation);
    const onward = rest.length ? rest : [target.key[0]!.propertyName];
    const guard = viewer.property(scope, row, head!);
    const [foreignKey, ...others] = relation.isOwning && !isList ? relation.joinColumns : [];
    if (foreignKey && !others.length && onward.join(".") === foreignKey.referencedColumn!.propertyName && viewer.seesAll(scope, target)) {
      return test(guarded({ sql: `${row.alias}.${foreignKey.databaseName}`, isArray: false, isNullable: foreignKey.isNullable }, guard));
    }
    const { row: other, from, on } = related(scope, row, relation);
    const visible = viewer.related(scope, row, other, isList);
    const found = `EXISTS (SELECT FROM ${from}${where(on, visible, some(scope, other, onward, viewer, test))})`;
    return guard ? `(${guard} AND ${found})` : found;
  }
  if (rest.length) throw new UnsupportedRead(`${row.noun.name}.${head} leads nowhere, so ${rest.join(".")} can't follow it.`);
  const relation = property.kind === "column" ? row.noun.relationOfKey(property.column) : undefined;
  // A foreign key is read through its relation, so that it tells nothing about a record that does not show.
  if (relation && !viewer.seesAll(scope, scope.nouns.behind(relation))) {
    return some(scope, row, [relation.propertyName, relation.joinColumns[0]!.referencedColumn!.propertyName], viewer, test);
  }
  return test(guarded(valueOf(scope, row, head!, property), viewer.property(scope, row, head!)));
}

/** The value where the guard holds, and null elsewhere. */
export const guarded = (value: Value, guard: string | undefined): Value =>
  guard ? { ...value, sql: `(CASE WHEN ${guard} THEN ${value.sql} END)`, isNullable: true } : value;
