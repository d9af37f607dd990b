import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTower, type TestTower } from "../testing/startTower.js";

let tower: TestTower;
beforeAll(async () => { tower = await startTower(); });
afterAll(() => tower.close());

const found = async (search: string) => {
  const { data, errors } = await tower.as("sales")(`query($search: String!) { distributors(filter: { search: $search }) { nodes { legalName } } }`, { search });
  expect(errors).toBeUndefined();
  return data.distributors.nodes.map(({ legalName }: { legalName: string }) => legalName.normalize("NFC"));
};

const NAMES: [string, string[]][] = [
  ["Café Müller GmbH", ["cafe muller", "CAFÉ", "café müller".normalize("NFD"), "  Muller ", "müller gmbh"]],
  ["Brasserie Façade".normalize("NFD"), ["façade", "facade", "Façade".normalize("NFD"), "FACADE"]],
  ["Ørsted & Łódź Handel", ["orsted", "ØRSTED", "ørsted", "lodz", "łódź"]],
  ["Straßenbau Cœur", ["strassenbau", "straßen", "STRASSENBAU", "coeur"]],
  ["Торговый Дом", ["торговый", "ТОРГОВЫЙ дом"]],
  ["100%_Natural\\Foods", ["100%_nat", "l\\foods"]],
];

test.each(NAMES)("%s is found however it is typed", async (legalName, typed) => {
  await tower.given.distributor({ legalName });
  for (const search of typed) expect([search, await found(search)]).toEqual([search, [legalName.normalize("NFC")]]);
});

test("what stands in no name finds nothing, and signs of patterns are plain text", async () => {
  for (const search of ["%", "_", "c_fe", "cafe%gmbh"]) expect(await found(search)).toEqual(search === "%" || search === "_" ? ["100%_Natural\\Foods"] : []);
});

test("a name is looked up in an index", async () => {
  const { pool } = tower.services;
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL enable_seqscan = off");
    await client.query("SET LOCAL plan_cache_mode = force_generic_plan");
    await client.query("PREPARE search(text) AS SELECT id FROM distributors d WHERE (tower_search_text(d.number) LIKE tower_search_text($1) OR tower_search_text(d.legal_name) LIKE tower_search_text($1))");
    const { rows } = await client.query("EXPLAIN EXECUTE search('%müller%')");
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(plan).toContain("distributors_searched_by_name");
    expect(plan).toContain("distributors_searched_by_number");
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
});

test("a number or name is the same in both of Unicode's spellings", async () => {
  const distributor = await tower.given.distributor({ number: "CAFÉ-1", region: "Île-de-France" });
  const apart = (text: string) => text.normalize("NFD");
  const { data } = await tower.as("sales")(`query($number: String!, $region: [String!]!, $numbers: [String!]!) {
    distributor(number: $number) { number }
    distributors(filter: { region: $region }) { nodes { number } }
    orders(filter: { distributor: $numbers }) { nodes { id } }
  }`, { number: apart("CAFÉ-1"), region: [apart("Île-de-France")], numbers: [apart("CAFÉ-1")] });
  expect(data).toEqual({ distributor: { number: distributor.number }, distributors: { nodes: [{ number: distributor.number }] }, orders: { nodes: [] } });
});
