import { afterAll, beforeAll, expect, test } from "@jest/globals";
import {
  getNamedType, getNullableType, isLeafType, isListType, isNonNullType, isObjectType, isRequiredArgument, type GraphQLField, type GraphQLObjectType, type GraphQLSchema,
} from "graphql";
import { getMetadataStorage } from "type-graphql";
import { ENTITIES } from "../entities/index.js";
import { abilityFor } from "../server/policies/ability.js";
import { typeNameOf } from "../server/read/connection.js";
import { rightsOf } from "../server/read/rights.js";
import { rightsWorld } from "../server/testing/rightsWorld.js";
import { PERSONS, startTower, type TestTower } from "../server/testing/startTower.js";
import { Story } from "../server/testing/story.js";
import { buildTowerSchema } from "./buildSchema.js";

// What the schema promises to be there is there for whoever asks, on every type and along every relation.

type Field = GraphQLField<unknown, unknown>;
const schema: GraphQLSchema = buildTowerSchema();
const shown = new Map(ENTITIES.filter((entity) => getMetadataStorage().objectTypes.some(({ target }) => target === entity)).map((entity) => [typeNameOf(entity), entity])
  .filter((entry): entry is [string, (typeof ENTITIES)[number]] => schema.getType(entry[0] as string) !== undefined));
/** What mutations alone answer with. */
const ANSWERED = ["DetectionRun"];

let tower: TestTower;
beforeAll(async () => {
  tower = await startTower();
  const story = new Story(tower);
  for (const region of ["Nordics", "Iberia"]) await rightsWorld(story, region);
}, 120_000);
afterAll(() => tower?.close());

const fieldsOf = (type: GraphQLObjectType): Field[] => Object.values(type.getFields()).filter(({ args }) => !args.some(isRequiredArgument));
const objectOf = ({ type }: Field): GraphQLObjectType | undefined => {
  const named = getNamedType(type);
  return isObjectType(named) ? named : undefined;
};
const isEntity = (type: GraphQLObjectType | undefined): type is GraphQLObjectType => type !== undefined && shown.has(type.name);

/** A field of promised values, whole as far as it promises more; undefined where it promises nothing or leads to another record. */
function promised(field: Field): string | undefined {
  if (!isNonNullType(field.type)) return undefined;
  if (isLeafType(getNamedType(field.type))) return field.name;
  const type = objectOf(field)!;
  return isEntity(type) ? undefined : `${field.name} { __typename ${promisesOf(type)} }`;
}
const promisesOf = (type: GraphQLObjectType): string => fieldsOf(type).flatMap((field) => promised(field) ?? []).join(" ");

/** The shortest way from a root to every kind of record, each step a field. */
function waysTo(): Map<GraphQLObjectType, string[]> {
  const ways = new Map<GraphQLObjectType, string[]>();
  for (const root of fieldsOf(schema.getQueryType()!)) {
    const nodes = objectOf(root)?.getFields().nodes;
    if (nodes) ways.set(objectOf(nodes)!, [`${root.name}(first: 20)`, "nodes"]);
  }
  for (const [type, way] of ways) {
    for (const field of fieldsOf(type)) {
      const next = objectOf(field);
      if (isEntity(next) && !ways.has(next)) ways.set(next, [...way, field.name]);
    }
  }
  return ways;
}

const nested = (way: string[], inner: string) => `{ ${way.join(" { ")} { ${inner} ${"} ".repeat(way.length)}}`;

test("every kind of record is reached", () => {
  expect([...shown.keys()].filter((name) => ![...waysTo().keys()].some((type) => type.name === name))).toEqual(ANSWERED);
});

test.each(PERSONS)("no promised value is missing for %s", async (person) => {
  const broken: unknown[] = [];
  let seen = 0;
  for (const [type, way] of waysTo()) {
    const relations = fieldsOf(type).filter((field) => isEntity(objectOf(field)));
    for (const inner of [promisesOf(type), ...relations.map((field) => `${field.name} { __typename ${promisesOf(objectOf(field)!)} }`)]) {
      const query = nested(way, `__typename ${inner}`);
      const { errors, data } = await tower.as(person)(query);
      const refused = errors?.every(({ extensions, path }) => extensions?.code === "FORBIDDEN" && path?.length === 1); // no record of the kind is theirs to read
      if (errors && !refused) broken.push({ query, errors });
      else seen += JSON.stringify(data).split("__typename").length - 1;
    }
  }
  expect(broken).toEqual([]);
  expect(seen).toBeGreaterThan(100);
}, 120_000);

test.each(PERSONS)("no right of %s decides on a promised value that is no list", async (person) => {
  const { shape } = rightsOf(abilityFor(await tower.actor(person)));
  const hanging = [...shown].flatMap(([name, entity]) => (shape.record(entity.name) === "never" ? [] : Object.values((schema.getType(name) as GraphQLObjectType).getFields())
    .filter(({ type }) => isNonNullType(type) && !isListType(getNullableType(type)))
    .filter((field) => shape.field(entity.name, field.name) !== "always" && field.name !== "id")
    .map((field) => `${name}.${field.name}`)));
  expect(hanging).toEqual([]);
});
