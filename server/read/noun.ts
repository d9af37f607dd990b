import { GraphQLBoolean } from "graphql";
import { getMetadataStorage } from "type-graphql";
import type { DataSource, EntityMetadata } from "typeorm";
import type { ColumnMetadata } from "typeorm/metadata/ColumnMetadata.js";
import type { RelationMetadata } from "typeorm/metadata/RelationMetadata.js";
import { Fact } from "../../entities/Fact.js";
import { defaultOrderOf, derivedOf, moneyFieldsOf, moneyOf, neededColumns, type DerivedSql } from "../../entities/read.js";
import type { Class } from "./connection.js";
import { UnsupportedRead } from "./errors.js";

/** What stands behind a property of an entity, or a field of its GraphQL type. */
export type Property =
  | { kind: "column"; column: ColumnMetadata }
  /** Facts about records, each of which shows to whoever may read the field that it cites. */
  | { kind: "facts"; column: ColumnMetadata; nullable: boolean }
  | { kind: "money"; amount: ColumnMetadata; currency: ColumnMetadata }
  | { kind: "derived"; sql: DerivedSql; isBoolean: boolean; isArray: boolean }
  | { kind: "relation"; relation: RelationMetadata; isList: boolean }
  | { kind: "computed"; needs: readonly string[] };

/** An entity as the read path sees it: TypeORM's metadata, TypeGraphQL's, and the marks of `entities/read.ts`. */
export class Noun {
  readonly name: string;
  readonly table: string;
  private readonly lineage: readonly Function[];
  private readonly fieldProperties: ReadonlyMap<string, string>;

  constructor(readonly entity: EntityMetadata, private readonly type: Function) {
    this.name = type.name;
    this.table = [entity.schema, entity.tableName].filter(Boolean).map((part) => `"${part}"`).join(".");
    this.lineage = lineageOf(type);
    this.fieldProperties = fieldPropertiesOf(this.lineage);
  }

  /** Columns that identify a record and break every tie. */
  get key(): readonly ColumnMetadata[] {
    return this.entity.primaryColumns;
  }

  get defaultOrder() {
    return defaultOrderOf(this.type);
  }

  column(property: string): ColumnMetadata | undefined {
    return this.entity.findColumnWithPropertyName(property);
  }

  /** The relation whose only foreign key this column is. */
  relationOfKey(column: ColumnMetadata): RelationMetadata | undefined {
    return this.entity.relations.find(({ isOwning, joinColumns }) => isOwning && joinColumns.length === 1 && joinColumns[0] === column);
  }

  /** What a property holds; undefined where the entity has no such property. */
  property(name: string): Property | undefined {
    const relation = this.entity.findRelationWithPropertyPath(name);
    if (relation) return { kind: "relation", relation, isList: relation.isOneToMany || relation.isManyToMany };
    const column = this.column(name);
    const facts = column && this.factsField(name);
    if (facts) return { kind: "facts", column, nullable: Boolean(facts.typeOptions.nullable) };
    if (column) return { kind: "column", column };
    const money = moneyOf(this.type, name);
    if (money) return { kind: "money", amount: this.columnNamed(money.amount), currency: this.columnNamed(money.currency) };
    const sql = derivedOf(this.type, name);
    if (sql) return { kind: "derived", sql, ...this.shownAs(name) };
    return undefined;
  }

  /** What a GraphQL field shows; a resolver written for the field goes before everything else. */
  field(name: string): { property: string; shows: Property } {
    const property = this.fieldProperties.get(name) ?? name;
    const resolver = this.resolverOf(name);
    if (resolver) {
      const own = this.column(property) ? [property] : [];
      return { property, shows: { kind: "computed", needs: [...neededColumns(resolver.target, resolver.methodName), ...own] } };
    }
    const shows = this.property(property);
    if (!shows) throw new UnsupportedRead(`${this.name}.${name} is no column, relation or derived state, and no resolver computes it.`);
    return { property, shows };
  }

  /**
   * The GraphQL field that shows a property, whose right therefore governs it: its own, the money built on it, or the
   * relation whose foreign key it is; undefined for what no field shows.
   */
  fieldShowing(property: string): string | undefined {
    for (const [field, shown] of this.fieldProperties) if (shown === property) return field;
    for (const [money, { amount }] of moneyFieldsOf(this.type)) if (amount === property) return this.fieldShowing(money);
    const column = this.column(property);
    const relation = column && this.relationOfKey(column);
    return relation && relation.propertyName !== property ? this.fieldShowing(relation.propertyName) : undefined;
  }

  columnNamed(property: string): ColumnMetadata {
    const column = this.column(property);
    if (!column) throw new UnsupportedRead(`${this.name} has no column ${property}.`);
    return column;
  }

  private resolverOf(field: string) {
    return getMetadataStorage().fieldResolvers.find((resolver) =>
      resolver.schemaName === field && this.lineage.includes(resolver.getObjectType?.() ?? resolver.target));
  }

  private declaredField(property: string) {
    return getMetadataStorage().fields.find(({ name, target }) => name === property && this.lineage.includes(target));
  }

  private factsField(property: string) {
    const field = this.declaredField(property);
    return field?.getType() === Fact ? field : undefined;
  }

  private shownAs(property: string) {
    const field = this.declaredField(property);
    const type = field?.getType();
    return { isBoolean: type === Boolean || type === GraphQLBoolean, isArray: Boolean(field?.typeOptions.array) };
  }
}

/** The nouns of a database, each described once. */
export class Nouns {
  private static readonly known = new WeakMap<DataSource, Nouns>();
  private readonly nouns = new Map<Function, Noun>();

  static of(dataSource: DataSource): Nouns {
    const nouns = Nouns.known.get(dataSource) ?? new Nouns(dataSource);
    Nouns.known.set(dataSource, nouns);
    return nouns;
  }

  private constructor(private readonly dataSource: DataSource) {}

  of(type: Class | Function): Noun {
    const known = this.nouns.get(type);
    if (known) return known;
    const noun = new Noun(this.dataSource.getMetadata(type), type);
    this.nouns.set(type, noun);
    return noun;
  }

  /** The noun at the other end of a relation. */
  behind(relation: RelationMetadata): Noun {
    return this.of(relation.inverseEntityMetadata.target as Function);
  }
}

function lineageOf(type: Function): Function[] {
  const parent = Object.getPrototypeOf(type) as Function | null;
  return parent?.prototype ? [type, ...lineageOf(parent)] : [type];
}

/** GraphQL field name → property, a class's own declaration before its ancestors'. */
function fieldPropertiesOf(lineage: readonly Function[]): Map<string, string> {
  const declared = getMetadataStorage().fields;
  return new Map([...lineage].reverse().flatMap((type) =>
    declared.filter(({ target }) => target === type).map(({ schemaName, name }) => [schemaName, name] as const)));
}
