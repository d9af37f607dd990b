import { readFileSync } from "node:fs";
import { type DocumentNode, Kind, type OperationDefinitionNode, parse } from "graphql";
import { buildTowerSchema } from "../../schema/buildSchema.js";
import { Role } from "../../entities/enums.js";
import { costOf } from "./cost.js";
import { demandRefusal, fragmentsOf } from "./limits.js";
import { ANONYMOUS } from "./session.js";

const schema = buildTowerSchema();
const MANIFEST = JSON.parse(readFileSync(new URL("../../schema/operations.json", import.meta.url), "utf8")) as Record<string, string>;
const VIEWER = { ...ANONYMOUS, userId: "somebody", roles: [Role.VIEWER] };

const demandOf = (text: string, variables?: Record<string, unknown>) => {
  const document: DocumentNode = parse(text);
  const operation = document.definitions.find((each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION)!;
  return { schema, operation, fragments: fragmentsOf(document), variables };
};
const cost = (text: string, variables?: Record<string, unknown>) => costOf(demandOf(text, variables));

test("an answer is counted by the most values that it can hold", () => {
  expect(cost("{ viewer { name roles } }")).toBe(3);
  expect(cost("{ orders(first: 10) { nodes { id number } } }")).toBe(1 + 10 * 3);
  expect(cost("{ orders(last: 10) { edges { cursor node { id } } totalCount } }")).toBe(1 + 10 * (1 + 1 + 2) + 1);
  expect(cost("{ order(id: 1) { lines(first: 3) { id } } }")).toBe(1 + 3 * 2);
});

test("lists whose length nobody says count as long as they may be, and variables as what they hold", () => {
  expect(cost("{ orders { nodes { id } } }")).toBe(1 + 50 * 2);
  expect(cost("{ order(id: 1) { lines { id } } }")).toBe(1 + 20 * 2);
  expect(cost("query($n: Int) { orders(first: $n) { nodes { id } } }", { n: 150 })).toBe(1 + 150 * 2);
  expect(cost("query($n: Int = 120) { orders(first: $n) { nodes { id } } }")).toBe(1 + 120 * 2);
  expect(cost("query($n: Int = 120) { orders(first: $n) { nodes { id } } }", { n: null })).toBe(1 + 120 * 2);
  expect(cost("query($n: Int) { order(id: 1) { lines(first: $n) { id } } }")).toBe(1 + 20 * 2);
  expect(cost("query($n: Int) { orders(first: $n) { nodes { id } } }", { n: "many" })).toBe(1 + 50 * 2);
});

test("fragments count in every place where they stand, however they are spread", () => {
  const spread = cost("{ orders(first: 10) { nodes { ...A ... on Order { number } } } } fragment A on Order { id ...B } fragment B on Order { lines(first: 2) { id } }");
  expect(spread).toBe(1 + 10 * (1 + 1 + 2 * 2 + 1));
  const doubling = Array.from({ length: 200 }, (_, i) => `fragment F${i} on Viewer { ...F${i + 1} ...F${i + 1} }`).join(" ");
  expect(cost(`{ viewer { ...F0 } } ${doubling} fragment F200 on Viewer { name }`)).toBeGreaterThan(1e50);
});

test("a page that is too long is left to the list, which says how long it may be", () => {
  expect(cost("{ orders(first: 2147483647) { nodes { id } } }")).toBe(1 + 200 * 2);
  expect(cost("{ orders(first: -5) { nodes { id } } }")).toBe(1);
});

test("everything the dashboard asks for passes for everybody, with room", () => {
  for (const text of Object.values(MANIFEST)) {
    const demand = demandOf(text, { first: 200 });
    const name = demand.operation.name!.value;
    expect([name, demandRefusal(demand, ["SignIn", "Viewer"].includes(name) ? ANONYMOUS : VIEWER)]).toEqual([name, undefined]);
    expect([name, Math.max(costOf(demand), 90_000)]).toEqual([name, 90_000]);
  }
});

test("what a role may ask for is bounded by the role, and nested lists are refused without a number in them", () => {
  const nested = "{ distributors { nodes { orders { lines { id } exceptions { followUpTasks { drafts { number } } } } } } }";
  expect(demandRefusal(demandOf(nested), VIEWER)?.message).toMatch(/^Cost limit of 120000 exceeded/);
  expect(demandRefusal(demandOf(nested), { ...VIEWER, roles: [Role.ADMIN] })?.message).toMatch(/^Cost limit of 240000 exceeded/);
  const large = "{ orders(first: 200) { nodes { lines(first: 100) { id number: lineNumber sku quantity description unitPrice } } } }";
  expect(demandRefusal(demandOf(large), VIEWER)).toBeDefined();
  expect(demandRefusal(demandOf(large), { ...VIEWER, roles: [Role.ADMIN] })).toBeUndefined();
  expect(demandRefusal(demandOf("{ orders(first: 200) { nodes { id number status currency } } }"), ANONYMOUS)?.message).toMatch(/^Cost limit of 1000 exceeded/);
});

test.each<[string, Record<string, unknown>, string]>([
  ["a list without end", { filter: { number: Array(1_001).fill("ORD-1") } }, "query"],
  ["a text without end", { text: "%_".repeat(5_001) }, "query"],
  ["an object in an object in an object", { input: Array.from({ length: 20 }).reduce((inner) => ({ inner }), {}) as object }, "mutation"],
  ["values without end", { input: Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`part${i}`, Array(900).fill(1)])) }, "mutation"],
])("%s in a variable is refused by its name", (_, variables, kind) => {
  const refusal = demandRefusal(demandOf(`${kind} { __typename }`, variables), VIEWER)!;
  expect(refusal.originalError).toMatchObject({ code: "BAD_USER_INPUT", field: expect.any(String) });
});

test("a mutation may bring a file", () => {
  expect(demandRefusal(demandOf("mutation { __typename }", { input: { content: "x".repeat(5_000_000) } }), VIEWER)).toBeUndefined();
});
