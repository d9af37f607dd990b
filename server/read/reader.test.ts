import type { DomainError } from "../domain/errors.js";
import type { Policy } from "../policies/ability.js";
import { Purchase } from "./testing/entities.js";
import { everything, Trade } from "./testing/trade.js";

let trade: Trade;
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

beforeAll(async () => {
  trade = await Trade.open();
  await trade.insert("partners", [
    { id: id(1), name: "Nordwind Handel", region: "EMEA", tier: "a", credit_limit: 9_007_199_254_740_991 },
    { id: id(2), name: "Halden & Sons", region: "APAC", tier: null, credit_limit: null, parent_id: id(1) },
  ]);
  const purchase = { status: "open", priority: null, tags: [], due_at: null, value_minor: 0, currency: "EUR", partner_id: null };
  await trade.insert("purchases", [
    { ...purchase, id: id(11), number: "PUR-1", priority: 2, tags: ["rush", "50%_off"], due_at: "2026-06-01T00:00:00.123456Z", value_minor: 123456, partner_id: id(1) },
    { ...purchase, id: id(12), number: "PUR-2", status: "done", value_minor: 1500, currency: "JPY", partner_id: id(2) },
    { ...purchase, id: id(13), number: "PUR-3", priority: 1, tags: ["rush"], due_at: "2026-07-01T00:00:00Z", value_minor: 5, currency: "KWD" },
    { ...purchase, id: id(14), number: "PUR-4", archived_at: "2026-06-10T00:00:00Z", archive_batch_id: id(99), partner_id: id(1) },
  ]);
  await trade.insert("lines", [
    { id: id(21), position: 2, sku: "B-2", price: "0.100000", weight: 1.5, purchase_id: id(11) },
    { id: id(22), position: 1, sku: "A-1", price: "1234567890.123456", weight: null, purchase_id: id(11) },
    { id: id(23), position: 1, sku: "A-1", price: "1", weight: null, purchase_id: id(12) },
  ]);
  await trade.insert("bills", [
    { id: id(31), number: "BILL-1", paid: false, amount_minor: 700, currency: "EUR", due_on: "2026-06-01", purchase_id: id(11) },
    { id: id(32), number: "BILL-2", paid: true, amount_minor: 900, currency: "EUR", due_on: null, purchase_id: id(14), archived_at: "2026-06-10T00:00:00Z", archive_batch_id: id(99) },
    { id: id(33), number: "BILL-3", paid: true, amount_minor: 1, currency: "EUR", due_on: null, purchase_id: id(14), archived_at: "2026-05-10T00:00:00Z", archive_batch_id: id(98) },
  ]);
  await trade.insert("oddities", [{ id: id(41), partner_id: id(1) }]);
});

afterAll(() => trade?.close());
beforeEach(() => void (trade.statements.length = 0));

const refusal = async (text: string, options: Parameters<Trade["query"]>[1] = {}) => {
  const { errors } = await trade.query(text, options);
  const { message, originalError } = errors![0]!;
  const { code, field } = (originalError ?? {}) as Partial<DomainError>;
  return { message, code, field };
};

describe("a page", () => {
  test("with everything that hangs on its records is one statement, and the count of all another", async () => {
    const { purchases } = await trade.data(`{ purchases(first: 2, orderBy: { field: NUMBER }) {
      totalCount pageInfo { hasNextPage hasPreviousPage }
      edges { node { number dueAt late tags value { amountMinor currency decimal } partner { name creditLimit parent { name } }
        lines { position price weight } cheapest: lines(first: 1) { sku } invoices { overdue amount { decimal } } } } } }`);
    expect(trade.statements).toHaveLength(2);
    expect(purchases).toEqual({
      totalCount: 3,
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
      edges: [
        { node: {
          number: "PUR-1", dueAt: "2026-06-01T00:00:00.123Z", late: true, tags: ["rush", "50%_off"],
          value: { amountMinor: 123456, currency: "EUR", decimal: "1234.56" },
          partner: { name: "Nordwind Handel", creditLimit: 9_007_199_254_740_991, parent: null },
          lines: [{ position: 1, price: "1234567890.123456", weight: null }, { position: 2, price: "0.100000", weight: 1.5 }],
          cheapest: [{ sku: "A-1" }], invoices: [{ overdue: true, amount: { decimal: "7.00" } }],
        } },
        { node: {
          number: "PUR-2", dueAt: null, late: false, tags: [], value: { amountMinor: 1500, currency: "JPY", decimal: "1500" },
          partner: { name: "Halden & Sons", creditLimit: null, parent: { name: "Nordwind Handel" } },
          lines: [{ position: 1, price: "1.000000", weight: null }], cheapest: [{ sku: "A-1" }], invoices: [],
        } },
      ],
    });
  });

  test("counts only when the total is selected, and reads rows only when they are", async () => {
    await trade.data(`{ purchases { nodes { id } } }`);
    await trade.data(`{ purchases { totalCount } }`);
    expect(trade.statements.map(({ text }) => [text.includes("AS total"), text.includes("json_agg")])).toEqual([[false, true], [true, false]]);
  });

  test("reads only the columns that were selected", async () => {
    await trade.data(`{ purchases { nodes { number partner { name } } } }`);
    expect(trade.statements[0]!.text).toBe(
      `SELECT COALESCE(json_agg(json_build_object('number', p1.number, 'partner', ` +
      `(SELECT json_build_object('name', p2.name) FROM "partners" p2 WHERE p2.id = p1.partner_id)) ORDER BY p1."place") FILTER (WHERE p1."place" <= 50), '[]') AS "nodes", ` +
      `count(*)::int AS found FROM (SELECT p1.*, row_number() OVER () AS "place" FROM ` +
      `(SELECT p1.* FROM "purchases" p1 WHERE p1.archived_at IS NULL ORDER BY p1.id DESC LIMIT 51) p1) p1`);
  });

  test("shows archived records when asked, and with them what was archived in the same batch", async () => {
    const { purchases } = await trade.data(`{ purchases(includeArchived: true, first: 1) { nodes { number archivedAt invoices { number } } } }`);
    expect(purchases.nodes).toEqual([{ number: "PUR-4", archivedAt: "2026-06-10T00:00:00.000Z", invoices: [{ number: "BILL-2" }] }]);
  });

  test("walks in both directions without gap or overlap", async () => {
    const walk = async (page: string, step: (info: any) => string | null) => {
      const seen: string[] = [];
      for (let place: string | null = ""; place !== null;) {
        const { purchases } = await trade.data(`query ($place: String) { purchases(${page}: $place, ${page === "after" ? "first" : "last"}: 1, orderBy: [{ field: PRIORITY, direction: DESC }]) {
          nodes { number } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`, { variables: { place: place || null } });
        seen.push(purchases.nodes[0].number);
        place = step(purchases.pageInfo);
      }
      return seen;
    };
    const forwards = await walk("after", ({ hasNextPage, endCursor }) => (hasNextPage ? endCursor : null));
    const backwards = await walk("before", ({ hasPreviousPage, startCursor }) => (hasPreviousPage ? startCursor : null));
    expect(forwards).toEqual(["PUR-1", "PUR-3", "PUR-2"]);
    expect(backwards).toEqual(forwards.toReversed());
  });

  test.each([
    ["first: 201", "first"], ["last: -1", "last"], ["first: 2, last: 2", "last"], [`after: "bm9uc2Vuc2U"`, "after"], [`before: "%%"`, "before"], [`after: ""`, "after"],
  ])("refuses %s and says how to mend it", async (args, field) => {
    expect(await refusal(`{ purchases(${args}) { totalCount } }`)).toMatchObject({ code: "BAD_USER_INPUT", field });
  });

  test("refuses a cursor of another order", async () => {
    const { purchases } = await trade.data(`{ purchases(first: 1) { pageInfo { endCursor } } }`);
    expect(await refusal(`{ purchases(after: "${purchases.pageInfo.endCursor}", orderBy: { field: NUMBER }) { totalCount } }`))
      .toMatchObject({ code: "BAD_USER_INPUT", field: "after", message: expect.stringContaining("same orderBy") });
  });

  test("refuses more related records than it may show", async () => {
    for (const first of [101, -1]) {
      expect(await refusal(`{ purchases { nodes { lines(first: ${first}) { id } } } }`)).toMatchObject({ code: "BAD_USER_INPUT", field: "first", message: expect.stringContaining("from 0 to 100") });
    }
  });

  test("refuses a filter value that is not of its column's type", async () => {
    expect(await refusal(`{ purchases(filter: { partnerId: "Nordwind" }) { totalCount } }`)).toMatchObject({ code: "BAD_USER_INPUT", field: "partnerId" });
  });

  test("refuses one key with two meanings", async () => {
    expect(await refusal(`{ purchases { nodes { lines(first: 1) { sku } } edges { node { lines(first: 2) { sku } } } } }`)).toMatchObject({ code: "BAD_USER_INPUT", field: "lines" });
  });

  test("has room for more relations than one json_build_object", async () => {
    const many = Array.from({ length: 120 }, (_, n) => `partner${n}: partner { name }`).join(" ");
    const { purchases } = await trade.data(`{ purchases(first: 1) { nodes { ${many} lines { sku } } } }`);
    expect(purchases.nodes[0]).toMatchObject({ partner119: null, lines: [] });
  });
});

describe("one record", () => {
  test("is found by number and by id", async () => {
    expect(await trade.data(`{ purchase(number: "PUR-4") { number } }`)).toEqual({ purchase: { number: "PUR-4" } });
    expect(await trade.data(`{ purchase(id: "${id(12)}") { number } }`)).toEqual({ purchase: { number: "PUR-2" } });
  });

  test("is null alike when it is absent, malformed, or not the actor's to see", async () => {
    const policies: Policy[] = [(can) => { can("read", "Purchase", { status: "open" }); }];
    const nothing = { purchase: null };
    expect(await trade.data(`{ purchase(number: "PUR-0") { number } }`, { policies })).toEqual(nothing);
    expect(await trade.data(`{ purchase(id: "PUR-1") { number } }`, { policies })).toEqual(nothing);
    expect(await trade.data(`{ purchase(number: "PUR-2") { number } }`, { policies })).toEqual(nothing);
    expect(await trade.data(`{ purchase(number: "PUR-1") { number } }`, { policies: [] })).toEqual(nothing);
  });

  test("is an error when several answer", async () => {
    expect((await refusal(`{ lineAt(position: 1) { sku } }`)).message).toMatch("Several Line records");
  });

  test("stands in a mutation's payload, read only when selected", async () => {
    const text = (body: string) => `mutation { purchaseTouch(number: "PUR-1") { done ${body} } }`;
    expect(await trade.data(text("purchase { number lines { sku } }")))
      .toEqual({ purchaseTouch: { done: true, purchase: { number: "PUR-1", lines: [{ sku: "A-1" }, { sku: "B-2" }] } } });
    await trade.data(text(""));
    expect(trade.statements).toHaveLength(1);
  });
});

test("a record's existence is told only to those who may see it", async () => {
  const exists = (policies: Policy[], n: number) => trade.reader(policies).exists(Purchase, id(n));
  const open: Policy = (can) => { can("read", "Purchase", { status: "open" }); };
  expect(await Promise.all([exists([open], 11), exists([open], 12), exists([open], 77), exists([], 11)])).toEqual([true, false, false, false]);
  expect(await trade.reader([open]).exists(Purchase, "PUR-1")).toBe(false);
});

describe("rights", () => {
  const fewFields: Policy = (can) => { can("read", "Bill", ["number", "paid"]); };

  test("a field that may not be read is null, on some records or on all", async () => {
    const { bills } = await trade.data(`{ bills { nodes { number amount { decimal } overdue } } }`, { policies: [fewFields] });
    expect(bills.nodes).toEqual([{ number: "BILL-1", amount: null, overdue: null }]);
    const policies: Policy[] = [everything, (_, cannot) => { cannot("read", "Purchase", "value", { status: "open" }); }];
    const { purchases } = await trade.data(`{ purchases(orderBy: { field: NUMBER }) { nodes { value { amountMinor } } } }`, { policies });
    expect(purchases.nodes).toEqual([{ value: null }, { value: { amountMinor: 1500 } }, { value: null }]);
  });

  test("a related record that may not be read is null, and missing from lists", async () => {
    const policies: Policy[] = [(can) => { can("read", ["Purchase", "Label"]); can("read", "Partner", { region: "APAC" }); can("read", "Line", { weight: { $gt: 1 } }); }];
    const { purchases } = await trade.data(`{ purchases(last: 2) { nodes { partner { name } lines { sku } invoices { id } } } }`, { policies });
    expect(purchases.nodes).toEqual([
      { partner: { name: "Halden & Sons" }, lines: [], invoices: [] }, { partner: null, lines: [{ sku: "B-2" }], invoices: [] },
    ]);
  });

  test("a computed field that may not be read is not computed", async () => {
    const policies: Policy[] = [everything, (_, cannot) => { cannot("read", "Purchase", "summary", { status: "done" }); cannot("read", "Purchase", "value"); }];
    const { purchases } = await trade.data(`{ purchases(orderBy: { field: NUMBER }) { nodes { summary } } }`, { policies });
    expect(purchases.nodes).toEqual([{ summary: "PUR-1 over null" }, { summary: null }, { summary: "PUR-3 over null" }]);
  });

  test.each([
    ["filtering", `{ bills(filter: { amountFrom: 1 }) { totalCount } }`, "amount"],
    ["sorting", `{ bills(orderBy: { field: DUE }) { nodes { id } } }`, "dueOn"],
    ["filtering through a relation", `{ bills(filter: { region: "EMEA" }) { totalCount } }`, "purchase"],
    ["filtering by a foreign key", `{ bills(filter: { purchaseId: "${id(11)}" }) { totalCount } }`, "purchase"],
  ])("%s by a field that may not be read is refused", async (_, text, field) => {
    expect(await refusal(text, { policies: [fewFields] })).toEqual({ code: "FORBIDDEN", field, message: `You may not read Bill.${field}.` });
  });

  test("sorting by a field that shows on some records tells nothing of the others", async () => {
    const policies: Policy[] = [everything, (_, cannot) => { cannot("read", "Purchase", "value", { number: "PUR-2" }); }];
    const { purchases } = await trade.data(`{ purchases(orderBy: { field: VALUE }) { nodes { number } } }`, { policies });
    expect(purchases.nodes.at(-1)).toEqual({ number: "PUR-2" });
  });

  test("a foreign key tells nothing of a record that may not be read", async () => {
    const policies: Policy[] = [everything, (_, cannot) => { cannot("read", "Partner", { region: "EMEA" }); }];
    const count = (partner: number) => trade.data(`{ purchases(filter: { partnerId: "${id(partner)}" }) { totalCount } }`, { policies });
    expect(await Promise.all([count(1), count(2)])).toEqual([{ purchases: { totalCount: 0 } }, { purchases: { totalCount: 1 } }]);
  });

  test("a list of a noun that may never be read is refused", async () => {
    expect(await refusal(`{ partners { totalCount } }`, { policies: [fewFields] })).toMatchObject({ code: "FORBIDDEN", message: "You may not read any Partner." });
  });

  test("a required field that may never be read is refused rather than broken", async () => {
    const policies: Policy[] = [everything, (_, cannot) => { cannot("read", "Purchase", "status"); }];
    expect(await refusal(`{ purchases { nodes { status } } }`, { policies })).toMatchObject({ code: "FORBIDDEN", field: "status" });
  });
});

describe("statements", () => {
  const region = (...regions: string[]): Policy => (can) => { can("read", "Purchase", { "partner.region": { $in: regions } }); };

  test("carry values as parameters, so that equal shapes share one prepared statement", async () => {
    const text = `query ($status: [String!], $first: Int) { purchases(first: 5, filter: { status: $status }) { nodes { number lines(first: $first) { sku } } } }`;
    await trade.data(text, { policies: [region("EMEA"), (can) => { can("read", "Line"); }], variables: { status: ["open"], first: 1 } });
    await trade.data(text, { policies: [region("APAC", "AMER"), (can) => { can("read", "Line"); }], variables: { status: ["done", "'; DROP"], first: 1 } });
    await trade.data(text, { policies: [region("EMEA"), (can) => { can("read", "Line"); }], variables: { status: ["open"], first: 2 } });
    const [first, second, third] = trade.statements;
    expect([second!.name, second!.text]).toEqual([first!.name, first!.text]);
    expect(second!.values).toEqual([["APAC", "AMER"], ["done", "'; DROP"]]);
    expect(third!.name).not.toBe(first!.name);
  });

  test("do not mistake one set of rights, filter or directive for another", async () => {
    const text = `query ($number: String, $with: Boolean!) { purchases(filter: { number: $number }) { nodes { number @include(if: $with) id } totalCount } }`;
    const count = async (policies: Policy[], number: string | null, include: boolean) => {
      const { purchases } = await trade.data(text, { policies, variables: { number, with: include } });
      return [purchases.totalCount, "number" in (purchases.nodes[0] ?? {})];
    };
    expect(await count([everything], null, true)).toEqual([3, true]);
    expect(await count([everything], null, false)).toEqual([3, false]);
    expect(await count([everything], "PUR-2", true)).toEqual([1, true]);
    expect(await count([region("EMEA")], null, true)).toEqual([1, true]);
    expect(await count([region("EMEA")], "PUR-2", true)).toEqual([0, false]);
    expect(await count([(can) => { can("read", "Purchase", { status: "open" }); }], null, true)).toEqual([2, true]);
  });
});

describe("what can't be read is an error that names it", () => {
  test.each([
    ["a field with nothing behind it", "ghost", "Oddity.ghost is no column"],
    ["a column without a form in JSON", "bytes", "bytea has no form"],
    ["a union", "either { __typename }", "Either is not an object type"],
  ])("%s", async (_, field, message) => {
    expect((await refusal(`{ oddity(id: "${id(41)}") { ${field} } }`)).message).toMatch(message);
  });

  test("a filter field that does not say what it filters", async () => {
    expect((await refusal(`{ bills(filter: { undeclared: "x" }) { totalCount } }`)).message).toMatch("BillFilter.undeclared does not say what it filters");
  });

  test.each<[string, object]>([["regex", { number: { $regex: "^PUR" } }], ["lt", { priority: { $lt: 2 } }]])("a policy's condition that has no SQL: %s", async (operator, condition) => {
    const policies: Policy[] = [(can) => { can("read", "Purchase", condition); }];
    expect((await refusal(`{ purchases { totalCount } }`, { policies })).message).toMatch(`The policy of Purchase uses ${operator}`);
  });
});
