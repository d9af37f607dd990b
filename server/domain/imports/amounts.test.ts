import { decimalOf, EXPONENTS, MOST_MINOR } from "../../../entities/Money.js";
import { ImportKind } from "../../../entities/enums.js";
import { csv, openImportDesk, ORDER, outcome, problems, type ImportDesk } from "../../testing/importDesk.js";

let desk: ImportDesk;
beforeAll(async () => void (desk = await openImportDesk()));
afterAll(() => desk.close());

const INVOICE = "number,distributor,currency,amount,issued_on,due_on";

test("an amount has the decimals of its currency", async () => {
  const distributor = await desk.partner("D-100");
  const invoice = (number: string, currency: string, amount: string) => `${number},${distributor},${currency},${amount},2026-11-01,2026-12-01`;
  const report = await desk.bring(ImportKind.INVOICES, csv(INVOICE,
    invoice("I-1", "KWD", "12.345"), invoice("I-2", "KWD", "1234.567"), invoice("I-3", "KWD", "12.3456"), invoice("I-4", "RSD", "1234.50"),
    invoice("I-5", "EUR", "12.345"), invoice("I-6", "JPY", "1500"), invoice("I-7", "JPY", "1500.5"), invoice("I-8", "CLF", "1.2345"),
    invoice("I-9", "kwd", "12.345"), invoice("I-10", "EUR", "12.34")));
  expect(problems(report)).toEqual(["4 amount too_many_decimals", "6 amount ambiguous_number", "8 amount too_many_decimals"]);
  expect(report.issues[0]!.reason).toBe("has more decimals than KWD has (3)");
  expect(await desk.rows(`SELECT number, amount_minor AS minor, tower_money_text(amount_minor, currency) AS words FROM invoices WHERE number LIKE 'I-%' ORDER BY substring(number, 3)::int`)).toEqual([
    { number: "I-1", minor: 12_345, words: "KWD 12.345" }, { number: "I-2", minor: 1_234_567, words: "KWD 1,234.567" }, { number: "I-4", minor: 123_450, words: "RSD 1,234.50" },
    { number: "I-6", minor: 1_500, words: "JPY 1,500" }, { number: "I-8", minor: 12_345, words: "CLF 1.2345" }, { number: "I-9", minor: 12_345, words: "KWD 12.345" }, { number: "I-10", minor: 1_234, words: "EUR 12.34" },
  ]);
});

test("a price has them too", async () => {
  const distributor = await desk.partner("D-110");
  expect(outcome(await desk.bring(ImportKind.ORDERS, csv(ORDER, `O-110,${distributor},KWD,2026-11-01,confirmed,1,KAYAK-7,2,12.345`)))).toBe("1 1 0 0 0 0");
  expect(await desk.one(`SELECT value_minor FROM orders WHERE number = 'O-110'`)).toEqual({ value_minor: 24_690 });
});

test("the database words amounts as the API does, in every currency and at any size", async () => {
  const currencies = Object.keys({ ...EXPONENTS, EUR: 2, RSD: 2, HUF: 2 });
  const amounts = [0, 5, 1_234_567, 10 ** 15, MOST_MINOR];
  const rows = await desk.rows(`SELECT c, m, replace(tower_money_text(m, c), ',', '') AS words FROM unnest($1::text[]) c, unnest($2::bigint[]) m`, [currencies, amounts]);
  expect(rows).toHaveLength(currencies.length * amounts.length);
  for (const { c, m, words } of rows) expect(words).toBe(`${c} ${decimalOf(m, c)}`);
  expect(await desk.one(`SELECT tower_money_text(1e21, 'EUR') AS words`)).toEqual({ words: "EUR 10,000,000,000,000,000,000.00" });
});

test("more than can be kept exactly is refused at import, worked out or not, and named by its row", async () => {
  const distributor = await desk.partner("D-120");
  const line = (order: string, number: number, pieces: number, price: string) => `${order},${distributor},EUR,2026-11-01,confirmed,${number},KAYAK-7,${pieces},${price}`;
  const report = await desk.bring(ImportKind.ORDERS, csv(ORDER,
    line("O-120", 1, 2_000_000_000, "45035.996274"), line("O-121", 1, 1_000_000_000, "45035.99"), line("O-121", 2, 1_000_000_000, "45035.99"), line("O-121", 3, 1, "13000000.00"),
    line("O-122", 1, 1, "10.00"), line("O-123", 1, 2_000_000_000, "45035.99")));
  expect(problems(report)).toEqual(["2 quantity too_large_number", "3 line_value too_large_number", "4 line_value too_large_number", "5 line_value too_large_number"]);
  expect(report.issues[0]!.reason).toBe("times the price comes to more than EUR 90071992547409.91, the most that can be kept exactly");
  expect((await desk.rows(`SELECT number FROM orders WHERE distributor_id = (SELECT id FROM distributors WHERE number = 'D-120') ORDER BY 1`)).map(({ number }) => number)).toEqual(["O-122", "O-123"]);
  // a line more than the order that stands there can take
  const more = await desk.bring(ImportKind.ORDERS, csv(ORDER, line("O-123", 2, 1, "20000000.00")));
  expect([problems(more), outcome(more)]).toEqual([["2 line_value too_large_number"], "1 0 0 0 1 0"]);
  const invoice = await desk.bring(ImportKind.INVOICES, csv(INVOICE, `I-120,${distributor},EUR,90071992547409.92,2026-11-01,2026-12-01`, `I-121,${distributor},EUR,90071992547409.91,2026-11-01,2026-12-01`));
  expect(problems(invoice)).toEqual(["2 amount too_large_number"]);
});

test.each([
  ["orders", "value_minor"], ["order_lines", "value_minor"], ["invoices", "amount_minor"], ["invoices", "outstanding_minor"], ["payments", "amount_minor"],
  ["distributors", "credit_limit_minor"], ["exceptions", "value_minor"], ["invoice_disputes", "amount_minor"], ["payment_promises", "amount_minor"],
])("the database itself refuses more in %s.%s", async (table, column) => {
  const { checks } = await desk.one(`SELECT string_agg(pg_get_constraintdef(oid), ' ') AS checks FROM pg_constraint WHERE conrelid = $1::regclass AND conname = $2 AND convalidated`, [table, `${table}_${column}_exact`]);
  expect(checks).toContain(String(MOST_MINOR));
  if (table === "orders") await expect(desk.given.order({ valueMinor: "9007199254740992" })).rejects.toThrow("orders_value_minor_exact");
});
