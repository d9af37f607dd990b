import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { MOST_MINOR } from "../../entities/Money.js";
import { startTower, type TestTower } from "../testing/startTower.js";

let tower: TestTower;
beforeAll(async () => void (tower = await startTower()));
afterAll(() => tower.close());

test("an amount of old that nobody can tell exactly reads as none, and takes nothing else with it", async () => {
  const owner = new pg.Client({ connectionString: tower.ownerUrl });
  await owner.connect();
  for (const table of ["orders", "order_lines"]) await owner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_value_minor_exact`);
  await owner.end();
  const most = await tower.given.order({ valueMinor: MOST_MINOR, lines: [{ valueMinor: MOST_MINOR }] });
  const over = await tower.given.order({ valueMinor: "9007199254740992", lines: [{ valueMinor: "9223372036854775807" }] });
  const value = "value { amountMinor currency decimal }";
  for (const more of ["", "availableTransitions"]) { // the second is computed, so graphql-js completes the answer
    const { data, errors } = await tower.as("sales")(`{ orders(first: 10) { nodes { number ${more} ${value} lines { ${value} } } } }`);
    expect(errors).toBeUndefined();
    const of = (number: string) => data.orders.nodes.find((node: any) => node.number === number);
    const exact = { amountMinor: MOST_MINOR, currency: "EUR", decimal: "90071992547409.91" };
    expect(of(most.number)).toMatchObject({ value: exact, lines: [{ value: exact }] });
    expect(of(over.number)).toMatchObject({ value: null, lines: [{ value: null }] });
  }
});
