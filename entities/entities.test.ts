import { getMetadataStorage } from "type-graphql";
import type { DataSource, EntityMetadata } from "typeorm";
import type { ColumnMetadata } from "typeorm/metadata/ColumnMetadata.js";
import { openDatabase, poolOf } from "../server/database/dataSource.js";
import { createTestDatabase, createUpgradedDatabase, type TestDatabase } from "../server/testing/testDatabase.js";
import { sensitivityOf } from "./columns.js";
import { derivedOf, keptAlong } from "./read.js";

/** What the relay or detection alone touches, in SQL of its own, and what TypeORM keeps for itself. */
const TABLES_WITHOUT_ENTITY = ["audit_relay", "lane_figures", "migrations"];
const COLUMNS_WITHOUT_PROPERTY = ["audit_logs.xid", "exceptions.repeats", "exceptions.said"];
/** Held to one value by a CHECK, so that a composite foreign key can demand it. */
const CONSTANTS = ["approvals.approver_kind", "outbound_messages.approval_decision"];

describe.each([
  ["made by the migrations", createTestDatabase],
  ["brought up to date from release 0.2.0", createUpgradedDatabase],
])("a database %s", (_, create) => {
  let testDatabase: TestDatabase;
  let database: DataSource;

  beforeAll(async () => {
    testDatabase = await create();
    database = await openDatabase(testDatabase.url, { poolSize: 1 });
  });

  afterAll(async () => {
    await database?.destroy();
    await testDatabase?.drop();
  });

  const nouns = () => database.entityMetadatas.filter(({ tableType }) => tableType === "regular");
  const lineage = (type: Function | null): Function[] => (type?.prototype ? [type, ...lineage(Object.getPrototypeOf(type))] : []);
  const fieldsOf = (noun: EntityMetadata) => getMetadataStorage().fields.filter(({ target }) => lineage(noun.target as Function).includes(target));

  test("every column says how its value may travel", () => {
    const unmarked = nouns().flatMap((noun) => noun.columns
      .filter((column) => !column.isPrimary && !sensitivityOf(noun.target as Function, column.propertyName))
      .map(({ propertyName }) => `${noun.name}.${propertyName}`));
    expect(unmarked).toEqual([]);
  });

  test("the API shows no secret and no foreign key", () => {
    const shown = nouns().flatMap((noun) => fieldsOf(noun)
      .filter(({ name }) => sensitivityOf(noun.target as Function, name) === "secret" || noun.foreignKeys.some(({ columns }) => columns.some((column) => column.propertyName === name)))
      .map(({ name }) => `${noun.name}.${name}`));
    expect(shown).toEqual([]);
  });

  test("entities and migrated tables agree on every column", async () => {
    const rows: { place: string; type: string; nullable: boolean; filled: string }[] = await database.query(`
      SELECT c.relname || '.' || a.attname AS place, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable,
        CASE WHEN a.attgenerated <> '' THEN 'generated' WHEN a.atthasdef THEN 'default' ELSE 'given' END AS filled
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND c.relname <> ALL ($1) AND a.attnum > 0 AND NOT a.attisdropped`, [TABLES_WITHOUT_ENTITY]);
    const migrated = rows.filter(({ place }) => !COLUMNS_WITHOUT_PROPERTY.includes(place));
    const declared = database.entityMetadatas.flatMap(({ tableName, columns }) => columns.map((column) => ({
      place: `${tableName}.${column.databaseName}`, type: typeOf(column), nullable: column.isNullable,
      filled: !column.isInsert ? "generated" : column.default !== undefined ? "default" : "given",
    })));
    expect(inWords(declared)).toEqual(inWords(migrated));
  });

  test("every closed vocabulary is the same in the entity and in the table's check", async () => {
    const checks: { place: string; definition: string }[] = await database.query(`
      SELECT c.relname || '.' || a.attname AS place, pg_get_constraintdef(k.oid) AS definition
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
      WHERE k.contype = 'c' AND cardinality(k.conkey) = 1 AND NOT c.relispartition
        AND pg_get_constraintdef(k.oid) ~ '(= ANY|<@) \\(?\\(?ARRAY'`);
    const enforced = checks.map(({ place, definition }) => `${place}: ${[...definition.matchAll(/'([^']*)'/g)].map(([, value]) => value).join(" ")}`);
    const declared = nouns().flatMap((noun) => noun.columns.flatMap((column) => {
      const place = `${noun.tableName}.${column.databaseName}`;
      const values = enumOf(noun, column);
      return values && !CONSTANTS.includes(place) ? [`${place}: ${Object.values(values).join(" ")}`] : [];
    }));
    expect(declared.sort()).toEqual(enforced.sort());
  });

  test("every derived state is SQL that the database understands", async () => {
    for (const noun of nouns()) {
      for (const { name } of fieldsOf(noun)) {
        const sql = derivedOf(noun.target as Function, name)?.("r").replaceAll(":now", "$1::timestamptz").replaceAll(":today", "$2::date");
        if (!sql) continue;
        await database.query(`SELECT $1::timestamptz, $2::date, (${sql}) FROM ${noun.tableName} r LIMIT 1`, [new Date(), "2026-11-23"]);
      }
    }
  });

  function typeOf(column: ColumnMetadata): string {
    const name = database.driver.normalizeType(column);
    const size = column.length || [column.precision, column.scale].filter((part) => part !== undefined && part !== null).join(",");
    return `${name}${size ? `(${size})` : ""}${column.isArray ? "[]" : ""}`;
  }

  const inWords = (columns: { place: string; type: string; nullable: boolean; filled: string }[]) =>
    columns.map(({ place, type, nullable, filled }) => `${place} ${type} ${nullable ? "null" : "not null"} ${filled}`).sort();

  /** The enum a property is declared with: by its field, or, where the API does not show it, by its type in the code. */
  function enumOf(noun: EntityMetadata, { propertyName }: ColumnMetadata): object | undefined {
    const declared = [
      fieldsOf(noun).find(({ name }) => name === propertyName)?.getType(),
      Reflect.getMetadata("design:type", (noun.target as Function).prototype, propertyName),
    ];
    return getMetadataStorage().enums.find(({ enumObj }) => declared.includes(enumObj))?.enumObj;
  }

  test("whatever a relation is said to keep, a foreign key of the database holds", async () => {
    const { rows } = await poolOf(database).query<{ key: string }>(`
      SELECT format('%s(%s) -> %s(%s)', c.conrelid::regclass, names(c.conrelid, c.conkey), c.confrelid::regclass, names(c.confrelid, c.confkey)) AS key
      FROM pg_constraint c WHERE c.contype = 'f' AND c.convalidated -- and where a column is null, a foreign key holds nothing
        AND (SELECT bool_and(a.attnotnull) FROM unnest(c.conkey[2:]) number JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = number)`.replaceAll(/names\(([\w.]+), ([\w.]+)\)/g,
      "(SELECT string_agg(a.attname, ',' ORDER BY k.place) FROM unnest($2) WITH ORDINALITY k(number, place) JOIN pg_attribute a ON a.attrelid = $1 AND a.attnum = k.number)"));
    const held = new Set(rows.map(({ key }) => key));
    const said = database.entityMetadatas.flatMap(({ target, tableName, relations }) => relations.flatMap((relation) =>
      keptAlong(target as Function, relation.propertyName).map((kept) => {
        const column = relations.find(({ propertyName }) => propertyName === kept)!.joinColumns[0]!.databaseName;
        return `${tableName}(${relation.joinColumns[0]!.databaseName},${column}) -> ${relation.inverseEntityMetadata.tableName}(id,${column})`;
      })));
    expect(said.length).toBeGreaterThan(10);
    expect(said.filter((key) => !held.has(key))).toEqual([]);
  });
});
