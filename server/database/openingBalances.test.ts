import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { settleFromPayments } from "../domain/invoices/settleFromPayments.js";
import { day } from "../testing/builders.js";
import { startTower, type TestTower } from "../testing/startTower.js";
import { OpeningBalances1790000000045 } from "./migrations/1790000000045-OpeningBalances.js";

let tower: TestTower;
beforeAll(async () => void (tower = await startTower()));
afterAll(() => tower.close());

test("an existing database owes what it owed, and an opening balance says why", async () => {
  const owner = new pg.Client({ connectionString: tower.ownerUrl });
  await owner.connect();
  const db = { query: async (sql: string) => (await owner.query(sql)).rows };
  await db.query(`ALTER TABLE payments DROP COLUMN kind, DROP COLUMN stated_minor`); // their constraints and index go with them
  await db.query(`ALTER TABLE payments ADD CONSTRAINT payments_amount_minor_check CHECK (amount_minor > 0)`);
  const { given } = tower;
  await given.invoice({ number: "INV-1", amountMinor: 10_000, outstandingMinor: 4_000, status: "partially_paid" });
  await given.invoice({ number: "INV-2", amountMinor: 10_000, outstandingMinor: 0, status: "paid", settledOn: "2026-10-02" });
  const both = await given.invoice({ number: "INV-3", amountMinor: 10_000, outstandingMinor: 3_000, status: "partially_paid" });
  await given.payment(both, { number: "PAY-3", amountMinor: 1_000 });
  await given.payment(both, { number: "PAY-4", amountMinor: 500, reversedOn: "2026-11-01" });
  const most = await given.invoice({ number: "INV-4", amountMinor: 10_000, outstandingMinor: 2_000, status: "partially_paid" });
  await given.payment(most, { number: "PAY-6", amountMinor: 7_000 });
  const over = await given.invoice({ number: "INV-5", amountMinor: 10_000, outstandingMinor: 0, status: "paid", settledOn: day(-1) });
  await given.payment(over, { number: "PAY-5", amountMinor: 15_000 });
  await given.invoice({ number: "INV-6", amountMinor: 10_000 });
  await given.invoice({ number: "INV-7", amountMinor: 10_000, outstandingMinor: 0, status: "void" });
  const owed = `SELECT number, status, outstanding_minor, settled_on, version FROM invoices ORDER BY number`;
  const before = await db.query(owed);

  await db.query("BEGIN");
  await new OpeningBalances1790000000045().up(db as never);
  await db.query("COMMIT");

  expect(await db.query(owed)).toEqual(before);
  const made = await db.query(`SELECT p.number, i.number AS invoice, p.amount_minor, p.stated_minor FROM payments p JOIN invoices i ON i.id = p.invoice_id WHERE p.kind = 'opening_balance' ORDER BY 1`);
  expect(made).toEqual([
    { number: "OPENING-INV-1", invoice: "INV-1", amount_minor: 6_000, stated_minor: 6_000 }, { number: "OPENING-INV-2", invoice: "INV-2", amount_minor: 10_000, stated_minor: 10_000 },
    { number: "OPENING-INV-3", invoice: "INV-3", amount_minor: 6_000, stated_minor: 6_000 },
    { number: "OPENING-INV-4", invoice: "INV-4", amount_minor: 1_000, stated_minor: 1_000 },
  ]);
  expect(await db.query(`SELECT subject_number, actor_kind, p.payload -> 'after' ->> 'amountMinor' AS amount FROM audit_logs l JOIN audit_payloads p ON p.audit_id = l.id WHERE type = 'payment.created' ORDER BY 1`)).toEqual(
    made.map(({ number, amount_minor }) => ({ subject_number: number, actor_kind: "system", amount: String(amount_minor) })));
  // and a next look at the payments leaves all of it as it is
  await (await tower.context("accounting")).transaction((tx) => settleFromPayments(tx, `SELECT id FROM invoices`));
  expect(await db.query(owed)).toEqual(before.map((invoice: object) => ({ ...invoice })));
  await owner.end();
});
