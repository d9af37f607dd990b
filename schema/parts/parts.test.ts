import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { getNamedType, type GraphQLObjectType, isInputObjectType, isObjectType } from "graphql";
import { startTower, type TestTower } from "../../server/testing/startTower.js";
import { Story } from "../../server/testing/story.js";
import { buildTowerSchema } from "../buildSchema.js";

const schema = buildTowerSchema();
const MANY = 130;

let tower: TestTower;
let story: Story;
beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
});
afterAll(() => tower.close());

/** What filters call the record that holds others. */
const CALLED: Record<string, string> = { ExceptionCase: "exception", FollowUpTask: "task", Import: "import" };
/** Five teams are no list to page through. */
const FEW = ["User.teams"];

const lists = new Map(Object.values(schema.getQueryType()!.getFields()).map((root) => [getNamedType(root.type).name, root]));
const relations = Object.values(schema.getTypeMap()).filter((type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith("__") && type !== schema.getQueryType())
  .flatMap((type) => Object.values(type.getFields()).filter(({ args }) => args.some(({ name }) => name === "first")).map((field) => [`${type.name}.${field.name}`, type, field] as const));

test.each(relations.filter(([name]) => !FEW.includes(name)))("%s is a list of its own too, by the record that holds it", (_, owner, field) => {
  const list = lists.get(`${getNamedType(field.type).name}Connection`);
  expect(list).toBeDefined();
  const filter = getNamedType(list!.args.find(({ name }) => name === "filter")!.type);
  const called = CALLED[owner.name] ?? `${owner.name[0]!.toLowerCase()}${owner.name.slice(1)}`;
  const fields = isInputObjectType(filter) ? Object.keys(filter.getFields()) : [];
  expect(fields.filter((name) => [called, `${called}Id`, `${called}s`].includes(name))).not.toEqual([]);
});

/** All records of a list, page by page. */
async function all(person: string, list: string, filter: string, fields: string): Promise<any[]> {
  const found: any[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { data, errors } = await tower.as(person)(`query($after: String) { ${list}(first: 50, after: $after, filter: ${filter}) { nodes { ${fields} } pageInfo { endCursor hasNextPage } } }`, { after });
    expect(errors).toBeUndefined();
    found.push(...data[list].nodes);
    ({ endCursor: after, hasNextPage: more } = data[list].pageInfo);
  }
  return found;
}

test("all lines of a long order are reached, as its refusal says", async () => {
  const order = await tower.given.order({ lines: Array.from({ length: MANY }, () => ({})) });
  await tower.given.order({ lines: [{}] });
  const within = (first: number) => tower.as("sales")(`query($id: ID!) { order(id: $id) { lines(first: ${first}) { lineNumber } } }`, { id: order.id });
  expect((await within(100)).data.order.lines).toHaveLength(100);
  expect((await within(101)).errors).toMatchObject([{ message: expect.stringContaining("ask orderLines for more of them"), extensions: { code: "BAD_USER_INPUT", field: "first" } }]);
  const lines = await all("sales", "orderLines", `{ orderId: "${order.id}" }`, "lineNumber order { number }");
  expect(new Set(lines.map(({ lineNumber }) => lineNumber)).size).toBe(MANY);
  expect(lines.every((line) => line.order.number === order.number)).toBe(true);
  expect(await all("iberianSales", "orderLines", `{ orderId: "${order.id}" }`, "lineNumber")).toEqual([]);
});

test("all refusals of an import are reached by who may read them", async () => {
  const rows = Array.from({ length: MANY }, (_, i) => `D-${i},Sund AS,Nowhere,Nordics`).join("\n");
  const { record } = await story.done("sales", "recordsImport", { kind: "DISTRIBUTORS", fileName: "d.csv", preview: false, content: `number,legal_name,country,region\n${rows}\n` });
  const issues = await all("sales", "importIssues", `{ importId: "${record.id}" }`, "rowNumber value");
  expect(new Set(issues.map(({ rowNumber }) => rowNumber)).size).toBe(MANY);
  expect((await tower.as("logistics")(`{ importIssues(filter: { importId: "${record.id}" }) { nodes { value } } }`)).data.importIssues?.nodes ?? []).toEqual([]);
});

test("payments without an invoice are found", async () => {
  const distributor = await tower.given.distributor();
  const invoice = await tower.given.invoice({ distributor });
  const [applied, unapplied] = [await tower.given.payment(invoice), await tower.given.unappliedCash(distributor)];
  const found = async (filter: string) => (await all("accounting", "payments", `{ distributor: ["${distributor.number}"], ${filter} }`, "number invoice { number }")).map(({ number }) => number).sort();
  expect(await found("")).toEqual([applied.number, unapplied.number].sort());
  expect(await found("unapplied: true")).toEqual([unapplied.number]);
  expect(await found(`invoiceId: "${invoice.id}"`)).toEqual([applied.number]);
  expect((await tower.as("logistics")(`{ payments { nodes { number } } }`)).errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
});
