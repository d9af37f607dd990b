import {
  execute, getNamedType, getOperationAST, GraphQLList, isLeafType, isObjectType, Kind, parse, validate,
  type DocumentNode, type FragmentDefinitionNode, type GraphQLEnumType, type GraphQLField, type GraphQLObjectType, type GraphQLResolveInfo, type GraphQLSchema,
} from "graphql";
import { Args, ArgsType, buildSchemaSync, Ctx, Field, getMetadataStorage, Info, Int, Query, Resolver, type NonEmptyArray } from "type-graphql";
import { ActorKind, Role, TeamCode } from "../../entities/enums.js";
import { ENTITIES } from "../../entities/index.js";
import { Money } from "../../entities/Money.js";
import { DateTime } from "../../entities/scalars.js";
import { Context } from "../context.js";
import { abilityFor } from "../policies/ability.js";
import type { Actor } from "../policies/actor.js";
import { day, NOW } from "../testing/builders.js";
import { rightsWorld } from "../testing/rightsWorld.js";
import { startTower, type TestTower } from "../testing/startTower.js";
import { Story } from "../testing/story.js";
import { connectionOf, typeNameOf, type Class } from "./connection.js";
import { leafSql } from "./leaf.js";
import { Nouns } from "./noun.js";
import { rightsOf } from "./rights.js";
import { addRelationArguments } from "./schema.js";
import { writtenAnswer } from "./written.js";

const isShown = (entity: Function) => getMetadataStorage().objectTypes.some(({ target }) => target === entity);
const NOUNS = (ENTITIES as unknown as Class[]).filter(isShown);

@ArgsType()
class ListArgs {
  @Field(() => Int, { nullable: true }) first?: number;
  @Field(() => Int, { nullable: true }) last?: number;
  @Field(() => String, { nullable: true }) before?: string;
  @Field(() => Boolean, { defaultValue: true }) includeArchived!: boolean;
}

/** A list of every noun, whether the product has one or not. */
function listOf(noun: Class): Function {
  const Connection = connectionOf(noun);
  @Resolver()
  class ListResolver {
    @Query(() => Connection, { name: `all${noun.name}` })
    list(@Args(() => ListArgs) args: ListArgs, @Ctx() { read }: Context, @Info() info: GraphQLResolveInfo) {
      return read.connection(noun, args, info);
    }
  }
  return ListResolver;
}

const TEAMS: Partial<Record<Role, TeamCode[]>> = {
  [Role.ACCOUNTING]: [TeamCode.ACCOUNTING], [Role.SALES]: [TeamCode.PARTNER_SUCCESS], [Role.LOGISTICS]: [TeamCode.LOGISTICS], [Role.LEGAL]: [TeamCode.LEGAL],
};
const ACTORS = [...Object.values(Role), undefined].flatMap((role) => [[], ["Iberia"]].map((regions): [string, Omit<Actor, "userId">] => [
  `${role ?? "nobody"} of ${regions[0] ?? "all regions"}`,
  { kind: ActorKind.USER, name: "Ruth Adeyemi", roles: role ? [role] : [], teams: (role && TEAMS[role]) ?? [], regions },
]));

let tower: TestTower;
let schema: GraphQLSchema;
let assignee: string;

beforeAll(async () => {
  tower = await startTower();
  const story = new Story(tower);
  for (const region of ["Nordics", "Iberia"]) await rightsWorld(story, region);
  await oddities(tower);
  assignee = (await tower.actor("logistics")).userId!;
  schema = addRelationArguments(buildSchemaSync({
    resolvers: NOUNS.map(listOf) as unknown as NonEmptyArray<Function>, validate: false, scalarsMap: [{ type: Date, scalar: DateTime }],
  }));
}, 120_000);
afterAll(() => tower?.close());

/** Values at the edge of what their columns hold, and records that are archived or have a part of what they may have. */
async function oddities({ given, actor, services: { pool } }: TestTower): Promise<void> {
  const { userId } = await actor("logistics");
  const iberian = await given.distributor({ region: "Iberia", legalName: `Café "São" \\ {"absent":0} ☂`, creditLimitMinor: 9_007_199_254_740_991, currency: "CLF" });
  const nordic = await given.distributor({ creditLimitMinor: null });
  for (const distributor of [iberian, nordic]) {
    for (const [currency, amountMinor] of [["JPY", 1], ["KWD", 5], ["CLF", 9_007_199_254_740_991], ["EUR", 0], ["EUR", 9_007_199_254_740_991]] as const) {
      const order = await given.order({ distributor, currency, valueMinor: amountMinor, lines: [{ unitPrice: "0.000001", unitCost: "999999999999.999999", valueMinor: amountMinor }] });
      const invoice = await given.invoice({ order, currency, amountMinor, dueOn: day(-1) });
      if (amountMinor) await given.promise(invoice);
      await given.shipment({ order, deliveredAt: "2026-11-10T07:59:59.999999Z" });
    }
    const archived = await given.invoice({ distributor, dueOn: day(-3) });
    await given.change(archived, { archivedAt: NOW });
  }
  await pool.query(`UPDATE follow_up_tasks SET assignee_id = $1, snoozed_until = '2027-01-01T00:00:00.0005Z', blocked_actions = '{}'`, [userId]);
}

/** Answers a document in both ways: as PostgreSQL writes it, null where it does not, and as graphql-js completes it. */
async function both(document: DocumentNode, actor: Omit<Actor, "userId">, variables: object = {}) {
  const contextValue = new Context(tower.services, { ...actor, userId: assignee }, "test");
  const fragments = Object.fromEntries(document.definitions.flatMap((each): [string, FragmentDefinitionNode][] => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])));
  const written = await writtenAnswer({ schema, operation: getOperationAST(document)!, fragments, variables: { ...variables }, context: contextValue });
  const { data, errors } = await execute({ schema, document, variableValues: { ...variables }, contextValue });
  return { written: written && JSON.stringify(JSON.parse(written.json)), completed: errors ? null : JSON.stringify(data), errors };
}

type Fields = GraphQLField<unknown, unknown>[];
const nounOf = (type: GraphQLObjectType) => NOUNS.find((noun) => typeNameOf(noun) === type.name);

/** The fields of a record that PostgreSQL can write. */
function writable(type: GraphQLObjectType): Fields {
  const noun = Nouns.of(tower.services.database).of(nounOf(type)!);
  return Object.values(type.getFields()).filter((field) => {
    const { kind } = noun.field(field.name).shows;
    return kind === "relation" || kind === "money" || (kind !== "computed" && isLeafType(getNamedType(field.type)));
  });
}

function textsOf(fields: Fields, depth: number): string[] {
  return fields.flatMap((field) => {
    const type = getNamedType(field.type);
    if (isLeafType(type)) return [field.name];
    if (!isObjectType(type)) return [];
    if (type.name === Money.name) return [`${field.name} { amountMinor currency decimal }`];
    return depth ? [`${field.name} { __typename ${textsOf(writable(type), depth - 1).join(" ")} }`] : [];
  });
}

test.each(ACTORS)("%s reads every field of every noun the same in both ways", async (_, actor) => {
  const different: object[] = [];
  let same = 0;
  const compare = async (noun: Class, texts: string[]): Promise<void> => {
    const text = `{ all${noun.name}(first: 200) { nodes { ${texts.join(" ")} } } }`;
    const { written, completed, errors } = await both(parse(text), actor);
    if (written !== null && written === completed) return void same++;
    // one refused field hides the others, so each half is asked for itself
    if (texts.length > 1 && errors) {
      const half = texts.length >> 1;
      await compare(noun, texts.slice(0, half));
      await compare(noun, texts.slice(half));
    } else if (written !== null || !errors) different.push({ text, written: written?.slice(0, 400), completed: completed?.slice(0, 400), errors });
  };
  for (const noun of NOUNS) {
    const fields = writable(schema.getType(typeNameOf(noun)) as GraphQLObjectType);
    await compare(noun, textsOf(fields, 0));
    for (const text of textsOf(fields.filter(({ type }) => !isLeafType(getNamedType(type))), 1)) await compare(noun, [text]);
  }
  expect(different).toEqual([]);
  if (actor.roles.length) expect(same).toBeGreaterThan(NOUNS.length);
}, 120_000);

const OVERSEER: Omit<Actor, "userId"> = { kind: ActorKind.SYSTEM, name: "Control tower", roles: [], teams: [], regions: [] };
const idsOf = (of: unknown): string[] => [of].flat().flatMap((each) => (each ? [(each as { id: string }).id] : []));

test.each(ACTORS)("%s finds behind a record what stands in their lists, and nothing else", async (_, actor) => {
  const listed = async (noun: Class, fields: string, as: typeof actor): Promise<Record<string, unknown>[]> => {
    const { completed } = await both(parse(`{ all${noun.name}(first: 200) { nodes { id ${fields} } } }`), as);
    return completed ? JSON.parse(completed)[`all${noun.name}`].nodes : [];
  };
  const shown = new Map(await Promise.all(NOUNS.map(async (noun) => [typeNameOf(noun), new Set(idsOf(await listed(noun, "", actor)))] as const)));
  const nouns = Nouns.of(tower.services.database);
  const { shape } = rightsOf(abilityFor({ ...actor, userId: assignee }));
  const different: object[] = [];
  let seen = 0;
  for (const noun of NOUNS) {
    for (const field of writable(schema.getType(typeNameOf(noun)) as GraphQLObjectType)) {
      const { name } = getNamedType(field.type);
      if (nouns.of(noun).field(field.name).shows.kind !== "relation" || shape.field(noun.name, field.name) !== "always") continue;
      const text = `${field.name}${field.args.length ? "(first: 100)" : ""} { id }`;
      const all = new Map((await listed(noun, text, OVERSEER)).map((record) => [record.id, idsOf(record[field.name])]));
      for (const record of await listed(noun, text, actor)) {
        const found = idsOf(record[field.name]);
        const wanted = all.get(record.id)!.filter((id) => shown.get(name)!.has(id));
        if (String(found) !== String(wanted)) different.push({ noun: noun.name, field: field.name, found, wanted });
        seen += found.length;
      }
    }
  }
  expect(different).toEqual([]);
  if (actor.roles.length) expect(seen).toBeGreaterThan(100);
}, 120_000);

const ADMIN = ACTORS.find(([who]) => who.startsWith("admin"))![1];
const LONG = "a_key_that_is_longer_than_any_name_that_the_database_takes_without_cutting_it_short";

test.each([
  ["keys longer than the database's own names", `{ allInvoice { ${LONG}_1: nodes { ${LONG}: number } ${LONG}_2: nodes { status } ${LONG}_3: edges { ${LONG}: cursor node { id } } } }`],
  ["names of types at every level", `{ __typename all: allInvoice { __typename edges { __typename node { __typename amount { __typename t: __typename } distributor { __typename } } } pageInfo { __typename hasNextPage } } }`],
  ["fragments", `{ allInvoice { ...page } again: allInvoice(first: 1) { ...page nodes { number } } } fragment page on InvoiceConnection { nodes { ...it order { number } } totalCount } fragment it on Invoice { id order { id ... { status } } }`],
  ["one key twice", `{ a: allInvoice(first: 2) { nodes { id } nodes { number } } a: allInvoice(first: 2) { nodes { id status } totalCount } }`],
  ["what directives leave out and let in", `query($yes: Boolean = true, $no: Boolean!) { allInvoice @include(if: $yes) { totalCount @skip(if: $no) nodes @skip(if: $yes) { id } nodes { number @include(if: $no) order @skip(if: $no) { id } } edges @include(if: $no) { cursor } } b: allOrder @include(if: $no) { totalCount } }`, { no: false }],
  ["the same let in", `query($yes: Boolean = true, $no: Boolean!) { allInvoice @include(if: $yes) { totalCount @skip(if: $no) nodes @skip(if: $yes) { id } nodes { number @include(if: $no) id } } b: allOrder @include(if: $no) { totalCount } }`, { yes: false, no: true }],
  ["nothing at all", `query($no: Boolean = false) { allInvoice @include(if: $no) { totalCount } }`],
  ["an empty object", `query($no: Boolean = false) { allInvoice { nodes { id @include(if: $no) amount { currency @include(if: $no) } } } }`],
  ["a page of none", `{ allInvoice(first: 0) { nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }`],
  ["the last ones", `{ allInvoice(last: 3) { edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`],
  ["what is not archived", `{ allInvoice(includeArchived: false) { totalCount nodes { number archivedAt } } }`],
  ["page after page of what hangs on a record", `query($n: Int) { allDistributor { nodes { invoices(first: $n) { number order { shipments(first: 1) { deliveredAt } lines { value { currency } } } } few: invoices(first: 1) { id } } } }`, { n: 3 }],
  ["money of every currency", `{ allInvoice { nodes { amount { d: decimal c: currency amountMinor } outstanding { decimal } } } allDistributor { nodes { creditLimit { decimal amountMinor } } } }`],
] as [string, string, object?][])("%s", async (_, text, variables = {}) => {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  for (const [, actor] of [["admin", ADMIN] as const, ...ACTORS]) {
    const { written, completed, errors } = await both(document, actor, variables);
    if (errors) expect(written).toBeNull();
    else expect([text, written ?? completed]).toEqual([text, completed]);
  }
}, 60_000);

test("names of enums are written in capitals as we write them, whatever the database's language makes of an i", async () => {
  const status = schema.getType("FollowUpTaskStatus") as GraphQLEnumType;
  const turkish = (sql: string) => `(${sql} COLLATE "tr-x-icu")`;
  const { rows } = await tower.services.pool.query(`SELECT upper(${turkish(`'in_progress'`)}) AS theirs, ${leafSql(status, turkish(`'waiting_for_human_approval'::text`))} AS one,
    ${leafSql(new GraphQLList(status), `ARRAY[${turkish(`'awaiting_response'`)}]`)} AS list`);
  expect(rows).toEqual([{ theirs: "\u0130N_PROGRESS", one: "WAITING_FOR_HUMAN_APPROVAL", list: ["AWAITING_RESPONSE"] }]);
});
