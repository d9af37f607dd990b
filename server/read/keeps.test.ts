import type { DataSource } from "typeorm";
import { keptAlong } from "../../entities/read.js";
import { openDatabase, poolOf } from "../database/dataSource.js";
import { createTestDatabase, type TestDatabase } from "../testing/testDatabase.js";

let testDatabase: TestDatabase;
let database: DataSource;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url, { poolSize: 1 });
});
afterAll(async () => {
  await database?.destroy();
  await testDatabase?.drop();
});

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
