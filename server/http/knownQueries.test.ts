import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { ApolloServer } from "@apollo/server";
import { type Person, startTower, type TestTower } from "../testing/startTower.js";

let tower: TestTower;
beforeAll(async () => {
  tower = await startTower();
  for (const region of ["Nordics", "Iberia"]) await tower.given.order({ distributor: await tower.given.distributor({ region }) });
});
afterAll(() => tower.close());

const apollo = jest.spyOn(ApolloServer.prototype, "executeHTTPGraphQLRequest");

async function ask(person: Person | undefined, body: unknown, headers: Record<string, string> = {}) {
  apollo.mockClear();
  const response = await fetch(`${tower.url}/graphql`, {
    method: "POST", body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...(person && { authorization: `Bearer ${tower.token(person)}` }), ...headers },
  });
  const headersOf = Object.fromEntries([...response.headers].filter(([name]) => !["date", "content-length"].includes(name)));
  return { status: response.status, text: await response.text(), headers: headersOf, byApollo: apollo.mock.calls.length > 0 };
}

const ORDERS = `query Orders($first: Int) { orders(first: $first, orderBy: { field: NUMBER }) { totalCount pageInfo { endCursor } nodes { number status distributor { region } } } }`;

test("a query that was answered once passes Apollo by, to the same answer with the same headers", async () => {
  const first = await ask("sales", { query: ORDERS, variables: { first: 1 } });
  const again = await ask("sales", { query: ORDERS, variables: { first: 1 } });
  expect([first.byApollo, again.byApollo]).toEqual([true, false]);
  expect({ ...again, byApollo: true }).toEqual(first);
  const other = await ask("sales", { query: ORDERS, variables: { first: 2 } });
  expect([other.byApollo, JSON.parse(other.text).data.orders.nodes.length]).toEqual([false, 2]);
});

test("it is each reader's own answer, and nobody's without a session", async () => {
  const query = { query: ORDERS, variables: {} };
  const regions = async (person: Person) => JSON.parse((await ask(person, query)).text).data.orders.nodes.map(({ distributor }: any) => distributor.region);
  expect(await regions("sales")).toEqual(expect.arrayContaining(["Nordics", "Iberia"]));
  expect(new Set(await regions("iberianSales"))).toEqual(new Set(["Iberia"]));
  const nobody = await ask(undefined, query);
  expect(JSON.parse(nobody.text).errors[0].extensions.code).toBe("UNAUTHENTICATED");
  const stranger = await ask(undefined, query, { authorization: "Bearer nonsense" });
  expect([stranger.status, stranger.byApollo]).toEqual([401, true]);
});

test.each<[string, unknown, Record<string, string>]>([
  ["a value of the wrong type", { query: ORDERS, variables: { first: "two" } }, {}],
  ["a page that is too long", { query: ORDERS, variables: { first: 1_000 } }, {}],
  ["variables that are a list", { query: ORDERS, variables: [1] }, {}],
  ["another operation's name", { query: ORDERS, operationName: "Others" }, {}],
  ["an id beside the text", { query: ORDERS, extensions: { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } } }, {}],
  ["two documents at once", [{ query: ORDERS }, { query: ORDERS }], {}],
  ["an answer it can't have", { query: ORDERS }, { accept: "text/html" }],
  ["a computed field", { query: "{ orders { nodes { availableTransitions } } }" }, {}],
  ["a mutation", { query: "mutation { signOut { refusal { code } } }" }, {}],
])("%s is left to Apollo, known or not", async (_, body, headers) => {
  await ask("sales", { query: ORDERS, variables: {} });
  for (let turn = 0; turn < 2; turn++) expect((await ask("viewer", body, headers)).byApollo).toBe(true);
});
