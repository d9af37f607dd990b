import type { DomainError } from "../domain/errors.js";
import type { Policy } from "../policies/ability.js";
import { SortDirection, type PageArgs } from "./connection.js";
import { BillFilter, BillSortField, PartnerFilter, PartnerSortField, PurchaseFilter, PurchaseSortField } from "./testing/api.js";
import { Forbidden, Oracle, RELATIONS, SCALARS, type Selected } from "./testing/oracle.js";
import { Random } from "./testing/random.js";
import { makeRecords, store, type Records } from "./testing/records.js";
import { everything, Trade } from "./testing/trade.js";

const SEED = Number(process.env.READ_SEED ?? 20_261_123);
const SELECTIONS = Number(process.env.READ_SELECTIONS ?? 120);
const VARIANTS = 4;

const POLICIES: Record<string, Policy[]> = {
  everything: [everything],
  "one region": [(can) => {
    can("read", ["Purchase", "Licence"], { "partner.region": { $in: ["EMEA", "AMER"] } });
    can("read", "Partner", { region: { $in: ["EMEA", "AMER"] } });
    can("read", ["Line", "Bill"], { "purchase.partner.region": { $in: ["EMEA", "AMER"] } });
    can("read", "Label");
  }],
  "another region": [(can) => {
    can("read", ["Purchase", "Licence"], { "partner.region": { $in: ["APAC"] } });
    can("read", "Partner", { region: { $in: ["APAC"] } });
    can("read", ["Line", "Bill"], { "purchase.partner.region": { $in: ["APAC"] } });
    can("read", "Label");
  }],
  "few fields": [everything, (can, cannot) => {
    cannot("read", "Bill");
    can("read", "Bill", ["number", "paid"]);
    can("read", "Bill", ["amount", "dueOn", "overdue"], { paid: true });
    cannot("read", "Purchase", ["value", "summary"], { status: "done" });
    cannot("read", "Purchase", "dueAt");
    cannot("read", "Partner", "creditLimit", { region: { $ne: "EMEA" } });
    cannot("read", "Partner", ["licence", "parent", "purchases"], { tier: null });
    cannot("read", "Purchase", "labels");
  }],
  "few fields of one region": [(can, cannot) => {
    const mine = { "purchase.partner.region": { $in: ["EMEA", "APAC"] } };
    can("read", ["Partner", "Label", "Line", "Licence"]);
    can("read", "Bill", ["number", "paid", "purchase"], mine);
    can("read", "Bill", { ...mine, paid: true });
    can("read", "Purchase", { "partner.region": { $in: ["EMEA", "APAC"] } });
    cannot("read", "Purchase", ["value", "invoices", "lines"], { status: "done" });
  }],
  "odd conditions": [everything, (can, cannot) => {
    cannot("read", "Purchase", { status: "done" });
    can("read", "Purchase", { tags: "vip" });
    cannot("read", "Purchase", { "partner.tier": "b" });
    cannot("read", "Partner", { tier: null });
    cannot("read", "Line", { weight: { $gt: 1.5 }, position: { $lt: 4, $ne: 2 } });
    cannot("read", "Bill", { paid: false, "purchase.lines.sku": { $in: ["A-1", "c_3"] } });
    cannot("read", "Licence", { code: { $in: ["LIC-0", "LIC-1"] } });
    cannot("read", "Licence", { "partner.tier": { $nin: ["a", "c"] }, expiresOn: { $gte: "2026-06-01", $ne: "2026-07-15" } });
    cannot("read", "Label");
    cannot("read", "Purchase", "tags");
  }],
};

interface Noun { root: "purchases" | "bills" | "partners"; noun: string; archivable: boolean; filter: new () => object; sorts: string[]; some: (random: Random) => object }
const day = (random: Random) => new Date(`2026-0${random.int(5, 7)}-${random.int(10, 28)}T12:00:00Z`);
const NOUNS: Noun[] = [
  { root: "purchases", noun: "Purchase", archivable: true, filter: PurchaseFilter, sorts: Object.values(PurchaseSortField), some: (random) => ({
    status: random.some(["open", "done", "held"], 0.6), number: `PUR-${random.int(0, 9)}${random.int(0, 39)}`, priorityFrom: random.int(1, 3), priorityTo: random.int(1, 3),
    unranked: random.maybe(0.5), dueAfter: day(random), dueBefore: day(random), valueFrom: random.int(0, 5) * 1_000, tags: random.some(["rush", "export", "vip"], 0.5),
    tag: random.pick(["rush", "vip"]), late: random.maybe(0.5), linesFrom: random.int(0, 4), region: random.some(["EMEA", "APAC", "AMER"], 0.6),
    partnerId: `00000001-0000-7000-8000-00000000000${random.int(0, 9)}`, partnerless: random.maybe(0.3), sku: random.pick(["A-1", "c_3", "none"]),
    label: random.pick(["frag", "d_c", "%", "port 2"]), billOverdue: random.maybe(0.7), unbilled: random.maybe(0.5), search: random.pick(["PUR-1", "nord", "0%_", "c_3", "B-2", ""]),
  }) },
  { root: "bills", noun: "Bill", archivable: true, filter: BillFilter, sorts: Object.values(BillSortField), some: (random) => ({
    paid: random.maybe(0.5), overdue: random.maybe(0.5), amountFrom: random.int(0, 4) * 500, region: random.pick(["EMEA", "APAC"]),
    purchaseId: `00000004-0000-7000-8000-0000000000${random.int(10, 39)}`,
  }) },
  { root: "partners", noun: "Partner", archivable: false, filter: PartnerFilter, sorts: Object.values(PartnerSortField), some: (random) => ({
    region: random.some(["EMEA", "APAC", "AMER"], 0.7), search: random.pick(["NORD", "_", "Halden 2", "x"]), licenceExpired: random.maybe(0.5), hasLate: random.maybe(0.5),
    unlicensed: random.maybe(0.5),
  }) },
];

let trade: Trade;
let records: Records;

beforeAll(async () => {
  trade = await Trade.open();
  records = makeRecords(new Random(SEED));
  await store(trade, records);
});
afterAll(() => trade?.close());

function makeSelection(random: Random, noun: string, depth: number, prefix = "f"): Selected[] {
  const scalars = random.some(SCALARS[noun]!, 0.35).map((name): Selected => ({ key: random.maybe(0.15) ? `${prefix}_${name}` : name, name }));
  const relations = depth ? random.some(Object.entries(RELATIONS[noun]!), 0.4) : [];
  const below = relations.flatMap(([name, { to, isList }]) => Array.from({ length: random.maybe(0.2) ? 2 : 1 }, (_, n): Selected => ({
    key: n || random.maybe(0.2) ? `${name}_${n}` : name, name, below: makeSelection(random, to, depth - 1, `${prefix}${n}`),
    ...(isList && random.maybe(0.6) ? { first: random.int(0, 3) } : {}),
  })));
  const all = [...scalars, ...below];
  return all.length ? all : [{ key: "id", name: "id" }];
}

/** The selection as text, here and there inside fragments and directives that change nothing. */
function print(random: Random, noun: string, selection: readonly Selected[]): string {
  return selection.map(({ key, name, first, below }) => {
    const isMoney = name === "value" || name === "amount";
    const to = RELATIONS[noun]![name]?.to;
    const set = isMoney ? "{ amountMinor currency decimal }" : below ? `{ ${print(random, to!, below)} }` : "";
    const field = `${key === name ? "" : `${key}: `}${name}${first === undefined ? "" : `(first: ${first})`} ${set}`;
    return random.pick([field, field, field, `... on ${noun} { ${field} }`, `... @include(if: $yes) { ${field} }`, `${field} hidden_${key}: ${name} @skip(if: $yes) ${isMoney || below ? "{ __typename }" : ""}`]);
  }).join(" ");
}

function makeArgs(random: Random, { filter, some, sorts, archivable }: Noun): PageArgs {
  const given = Object.fromEntries(Object.entries(some(random)).filter(() => random.maybe(0.12)));
  const orderBy = random.some(sorts, 0.25).slice(0, 3).map((field) => ({ field, direction: random.pick([SortDirection.ASC, SortDirection.DESC]) }));
  return {
    filter: Object.keys(given).length ? Object.assign(new filter(), given) : null,
    orderBy: orderBy.length ? orderBy : null,
    ...(archivable && random.maybe(0.5) ? { includeArchived: true } : {}),
  };
}

const keyOf = (values: Record<string, string>, value: string) => Object.entries(values).find(([, each]) => each === value)![0];
const SORT_KEYS: Record<string, Record<string, string>> = { Purchase: PurchaseSortField, Bill: BillSortField, Partner: PartnerSortField };

test(`${SELECTIONS * VARIANTS} generated queries answer as the plain evaluator does (seed ${SEED})`, async () => {
  const random = new Random(SEED + 1);
  const seen = { answered: 0, completed: 0, refused: 0, empty: 0, cut: 0 };
  for (let n = 0; n < SELECTIONS; n++) {
    const noun = random.pick(NOUNS);
    const selection = makeSelection(random, noun.noun, 3);
    const body = print(random, noun.noun, selection);
    const args = `first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy${noun.archivable ? ", includeArchived: $includeArchived" : ""}`;
    const head = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: ${noun.noun}Filter, $orderBy: [${noun.noun}Sort!]${noun.archivable ? ", $includeArchived: Boolean! = false" : ""}, $yes: Boolean = true)`;
    const text = `${head} { list: ${noun.root}(${args}) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } ${random.pick([
      `edges { cursor node { ${body} } }`, `edges { cursor } nodes { ${body} }`])} } __typename @include(if: $yes) }`;
    const cursors = `${head} { list: ${noun.root}(${args}) { edges { cursor } } __typename @include(if: $yes) }`;

    for (let variant = 0; variant < VARIANTS; variant++) {
      const [who, policies] = random.pick(Object.entries(POLICIES));
      const wanted = makeArgs(random, noun);
      const variables: Record<string, any> = { ...wanted, orderBy: wanted.orderBy?.map(({ field, direction }) => ({ field: keyOf(SORT_KEYS[noun.noun]!, field), direction })) };
      const oracle = new Oracle(records, policies);
      const description = () => `${who}: ${text}\n${JSON.stringify(variables)}\n${trade.statements.at(-1)?.text}`;

      let all: ReturnType<Oracle["list"]>;
      try {
        all = oracle.list(noun.noun, noun.root, wanted);
        oracle.requireSelectable(noun.noun, selection);
      } catch (error) {
        if (!(error instanceof Forbidden)) throw error;
        const { errors } = await trade.query(text, { policies, variables });
        expect([description(), (errors?.[0]?.originalError as DomainError | undefined)?.code]).toEqual([description(), "FORBIDDEN"]);
        seen.refused++;
        continue;
      }

      const size = random.pick([0, 1, 2, 3, 5, 10, 100]);
      const backwards = random.maybe(0.5);
      const [from, to] = [random.int(-8, all.length - 1), random.int(0, all.length + 8)];
      const places = await trade.data(cursors, { policies, variables: { ...variables, first: 200 } });
      const cursorAt = (i: number) => places.list.edges[i]?.cursor as string | undefined;
      const [after, before] = [cursorAt(from), to > from ? cursorAt(to) : undefined];
      Object.assign(variables, backwards ? { last: size } : { first: size }, { after, before });
      const between = all.slice(after ? from + 1 : 0, before ? to : undefined);
      const shown = backwards ? between.slice(Math.max(0, between.length - size)) : between.slice(0, size);
      const cut = shown.length < between.length;

      const answer = await trade.data(text, { policies, variables });
      const { list } = answer;
      const written = await trade.written(text, { policies, variables });
      if (written === undefined) seen.completed++;
      else expect([description(), JSON.stringify(JSON.parse(written))]).toEqual([description(), JSON.stringify(answer)]);
      const nodes = list.nodes ?? list.edges.map(({ node }: any) => node);
      expect([description(), nodes]).toEqual([description(), JSON.parse(JSON.stringify(shown.map((record) => oracle.read(noun.noun, record, selection))))]);
      expect([description(), list.totalCount, list.pageInfo.hasNextPage, list.pageInfo.hasPreviousPage])
        .toEqual([description(), all.length, Boolean(before) || (cut && !backwards), Boolean(after) || (cut && backwards)]);
      expect(list.edges.map(({ cursor }: any) => cursor)).toEqual(shown.map((record) => cursorAt(all.indexOf(record))));
      seen.answered++;
      if (!shown.length) seen.empty++;
      if (cut) seen.cut++;
    }
  }
  // A generator that refuses or empties everything proves nothing.
  expect(seen.answered).toBeGreaterThan((SELECTIONS * VARIANTS) / 2);
  expect(Math.min(seen.refused, seen.empty, seen.cut)).toBeGreaterThan(SELECTIONS / 20);
  expect(seen.completed).toBeLessThan(seen.answered / 2);
}, 300_000);
