import type { ColumnMetadata } from "typeorm/metadata/ColumnMetadata.js";
import type { RelationMetadata } from "typeorm/metadata/RelationMetadata.js";
import { keptAlong } from "../../entities/read.js";
import { UnsupportedRead } from "./errors.js";
import type { Along } from "./rights.js";
import type { Row, Scope } from "./scope.js";

/** The records behind a relation: what to select from, and how they hang on the record they are seen from. */
export interface Related { row: Row; from: string; on: string }

export function related(scope: Scope, origin: Row, relation: RelationMetadata): Related {
  const row = scope.row(scope.nouns.behind(relation));
  const from = `${row.noun.table} ${row.alias}`;
  if (relation.isManyToMany) return throughJunction(scope, origin, relation, row, from);
  if (relation.isOwning) return { row, from, on: pairs(relation.joinColumns, origin.alias, row.alias) };
  if (relation.inverseRelation) return { row, from, on: pairs(relation.inverseRelation.joinColumns, row.alias, origin.alias) };
  throw new UnsupportedRead(`${origin.noun.name}.${relation.propertyName} has no inverse side to be read through.`);
}

function throughJunction(scope: Scope, origin: Row, relation: RelationMetadata, row: Row, target: string): Related {
  const junction = relation.junctionEntityMetadata;
  if (!junction) throw new UnsupportedRead(`${origin.noun.name}.${relation.propertyName} has no junction table.`);
  const alias = scope.alias("junction");
  const [toOrigin, toTarget] = relation.isManyToManyOwner
    ? [junction.ownerColumns, junction.inverseColumns]
    : [junction.inverseColumns, junction.ownerColumns];
  return {
    row,
    from: `"${junction.tableName}" ${alias} JOIN ${target} ON ${pairs(toTarget, alias, row.alias)}`,
    on: pairs(toOrigin, alias, origin.alias),
  };
}

/**
 * How a path from a record leads on from the record behind a relation: what stands there itself, what it refers back to,
 * and what both share, as the database's foreign key says (`@Keeps`).
 */
export function waysAlong(relation: RelationMetadata): Along[] {
  const under = (name: string): Along => (path) => (path.startsWith(`${name}.`) ? path.slice(name.length + 1) : undefined);
  const behind = (name: string): Along => (path) => `${name}.${path}`;
  const same = (name: string): Along => (path) => (path.startsWith(`${name}.`) ? path : undefined);
  const { inverseRelation: inverse } = relation;
  const kept = [relation, inverse].flatMap((each) => (each?.isOwning ? keptAlong(each.target as Function, each.propertyName) : []));
  if (relation.isManyToMany) return [];
  return [...(relation.isOwning ? [under(relation.propertyName)] : inverse ? [behind(inverse.propertyName)] : []), ...kept.map(same)];
}

const pairs = (foreignKey: readonly ColumnMetadata[], holder: string, referenced: string) =>
  foreignKey.map((column) => `${referenced}.${column.referencedColumn!.databaseName} = ${holder}.${column.databaseName}`).join(" AND ");
