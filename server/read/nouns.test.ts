import { execute, getNamedType, isLeafType, isObjectType, parse, type GraphQLObjectType, type GraphQLResolveInfo, type GraphQLSchema } from "graphql";
import { buildSchemaSync, getMetadataStorage, Info, Query, Resolver, Ctx, type NonEmptyArray } from "type-graphql";
import type { DataSource } from "typeorm";
import { ActorKind, Role } from "../../entities/enums.js";
import { ENTITIES } from "../../entities/index.js";
import { DateTime } from "../../entities/scalars.js";
import { openDatabase, poolOf } from "../database/dataSource.js";
import { DomainError } from "../domain/errors.js";
import { abilityFor } from "../policies/ability.js";
import type { Actor } from "../policies/actor.js";
import { createTestDatabase, type TestDatabase } from "../testing/testDatabase.js";
import { connectionOf, typeNameOf, type Class } from "./connection.js";
import { Reader } from "./reader.js";
import { addRelationArguments } from "./schema.js";

const isShown = (entity: Function) => getMetadataStorage().objectTypes.some(({ target }) => target === entity);
const NOUNS = (ENTITIES as unknown as Class[]).filter(isShown);

/** A list of every noun, whether the product has one or not. */
function listOf(noun: Class): Function {
  const Connection = connectionOf(noun);
  @Resolver()
  class ListResolver {
    @Query(() => Connection, { name: `all${noun.name}` })
    list(@Ctx() { read }: { read: Reader }, @Info() info: GraphQLResolveInfo) {
      return read.connection(noun, {}, info);
    }
  }
  return ListResolver;
}

const actors: [string, Actor][] = [...Object.values(Role), undefined].flatMap((role) => [[], ["EMEA"]].map((regions): [string, Actor] => [
  `${role ?? "nobody"} of ${regions[0] ?? "all regions"}`,
  { kind: ActorKind.USER, userId: "00000000-0000-7000-8000-000000000001", name: "Ruth Adeyemi", roles: role ? [role] : [], teams: [], regions },
]));

let testDatabase: TestDatabase;
let database: DataSource;
let schema: GraphQLSchema;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(testDatabase.url, { poolSize: 2 });
  schema = addRelationArguments(buildSchemaSync({
    resolvers: NOUNS.map(listOf) as unknown as NonEmptyArray<Function>, validate: false, scalarsMap: [{ type: Date, scalar: DateTime }],
  }));
});
afterAll(async () => {
  await database?.destroy();
  await testDatabase?.drop();
});

const everyField = (type: GraphQLObjectType, depth = 1): string[] =>
  Object.values(type.getFields()).flatMap((field) => {
    const of = getNamedType(field.type);
    if (isLeafType(of)) return [field.name];
    return isObjectType(of) && depth ? [`${field.name} { ${everyField(of, 0).join(" ") || "__typename"} }`] : [];
  });

test.each(actors)("%s reads every field of every noun, or is refused by name", async (_, actor) => {
  const read = new Reader({ pool: poolOf(database), dataSource: database, ability: abilityFor(actor), now: () => new Date("2026-03-10T12:00:00Z"), today: () => "2026-03-10" });
  const unexpected: string[] = [];
  const ask = async (noun: Class, fields: string[]): Promise<void> => {
    const { errors = [] } = await execute({ schema, document: parse(`{ all${noun.name} { nodes { ${fields.join(" ")} } } }`), contextValue: { read } });
    if (!errors.length) return;
    if (fields.length > 1) {
      // one refused field hides the others, so each half is asked for itself
      const half = fields.length >> 1;
      await ask(noun, fields.slice(0, half));
      await ask(noun, fields.slice(half));
    } else if (!errors.every(({ originalError }) => originalError instanceof DomainError && originalError.code === "FORBIDDEN")) {
      unexpected.push(`${noun.name} { ${fields} }: ${errors[0]!.message}`);
    }
  };
  for (const noun of NOUNS) await ask(noun, everyField(schema.getType(typeNameOf(noun)) as GraphQLObjectType));
  expect(unexpected).toEqual([]);
});
