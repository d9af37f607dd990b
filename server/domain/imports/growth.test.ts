import { ImportKind } from "../../../entities/enums.js";
import { day } from "../../testing/builders.js";
import { countWork, tellWork, type Counted } from "../../testing/countedWork.js";
import { openImportDesk, type ImportDesk } from "../../testing/importDesk.js";
import { runDetection } from "../detection/runDetection.js";

const PARTNERS = 100;
const [FEW, MANY] = [300, 3_000];
/** Work a row that may come from plans for few rows being other ones than those for many; a plan that grows with the data multiplies it. */
const TOLERANCE = 1.5;

const KINDS = Object.values(ImportKind).filter((kind) => kind !== ImportKind.DISTRIBUTORS);
type Files = Partial<Record<ImportKind, string>>;

const file = (head: string, rows: number, row: (n: number) => string) => `${head}\n${Array.from({ length: rows }, (_, n) => row(n)).join("\n")}\n`;
const partners = file("number,legal_name,country,region,contact_name,contact_email", PARTNERS, (n) => `D-${n},Partner ${n} BV,NL,West,Anna Varga,anna${n}@partner.example`);

/** Orders of two lines, and for each line a shipment, an invoice with its payment, and a document; `price` makes one version of them another. */
function filesOf(batch: string, rows: number, price: number): Files {
  const partner = (n: number) => `D-${(n >> 1) % PARTNERS}`;
  return {
    [ImportKind.ORDERS]: file("number,distributor,currency,ordered_on,line_number,sku,quantity,unit_price,list_price", rows, (n) => `O-${batch}-${n >> 1},${partner(n)},EUR,2026-11-16,${n % 2},K-${n % 99},10,${price},${price}`),
    [ImportKind.SHIPMENTS]: file("number,order,status,carrier,tracking_number,status_changed_at,promised_on,order_line,shipped_quantity", rows, (n) => `S-${batch}-${n},O-${batch}-${n >> 1},in_transit,DHL,T-${batch}-${n},2026-11-18T08:00:00Z,2026-12-0${price},${n % 2},10`),
    [ImportKind.INVOICES]: file("number,distributor,order,currency,amount,issued_on,due_on", rows, (n) => `I-${batch}-${n},${partner(n)},O-${batch}-${n >> 1},EUR,${price}0.00,2026-11-17,2026-12-17`),
    [ImportKind.PAYMENTS]: file("number,distributor,invoice,currency,amount,received_on", rows, (n) => `P-${batch}-${n},${partner(n)},I-${batch}-${n},EUR,${price}.00,2026-11-17`),
    [ImportKind.DOCUMENTS]: file("number,kind,title,invoice,state,issued_on", rows, (n) => `X-${batch}-${n},tax,Certificate,I-${batch}-${n},approved,2026-11-0${price}`),
    [ImportKind.RATES]: file("day,currency,rate", rows, (n) => `${day(-n - 1)},${batch === "few" ? "USD" : batch === "many" ? "GBP" : "SEK"},1.${price}`),
  };
}

/** How a database may have come to its statistics before the first large file arrives. */
const HISTORIES: Record<string, (desk: ImportDesk) => Promise<unknown>> = {
  "nothing was ever analysed": async () => undefined,
  "all was analysed while only distributors were there": (desk) => analyseAll(desk),
  "all was analysed with one record of each kind, by which plans were kept": async (desk) => {
    await bringAll(desk, filesOf("one", 2, 1));
    await analyseAll(desk);
    for (const batch of "abcdefg") await bringAll(desk, filesOf(batch, 2, 1)); // from the sixth time on a connection keeps its plans
  },
};

const analyseAll = (desk: ImportDesk) => desk.rows(`SELECT tower_analyze(array_agg(relname::text)) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`);

async function bringAll(desk: ImportDesk, files: Files, asExpected: (report: Awaited<ReturnType<ImportDesk["bring"]>>) => void = () => undefined) {
  for (const kind of KINDS) asExpected(await desk.bring(kind, files[kind]!));
}

describe.each(Object.entries(HISTORIES))("where %s", (_name, prepare) => {
  let desk: ImportDesk;
  let counted: () => Counted[];
  beforeAll(async () => {
    desk = await openImportDesk(tellWork);
    counted = countWork(desk.pool);
    await desk.bring(ImportKind.DISTRIBUTORS, partners);
    await prepare(desk);
  }, 60_000);
  afterAll(() => desk.close());

  /** Rows visited for each row of a file, by kind: by the statements' own plans, and by full scans of any table, those of foreign keys and triggers among them. */
  async function workOf(files: Files, rows: number) {
    const work: Record<string, number> = {};
    for (const kind of KINDS) {
      counted();
      const before = await scanned();
      const report = await desk.bring(kind, files[kind]!);
      expect([report.counts.errors, report.counts.conflicts, report.counts.created + report.counts.updated]).toEqual([0, 0, kind === ImportKind.ORDERS ? rows / 2 : rows]);
      work[kind] = (counted().reduce((sum, { visited }) => sum + visited, 0) + (await scanned()) - before) / rows;
    }
    return work;
  }

  /** Rows that were read from end to end so far; what a connection did is told once it is idle. */
  async function scanned(): Promise<number> {
    await desk.rows(`SELECT pg_stat_force_next_flush()`);
    const { sum } = await desk.one(`SELECT sum(seq_tup_read)::bigint AS sum FROM pg_stat_user_tables`);
    counted();
    return sum;
  }

  const grew = (few: Record<string, number>, many: Record<string, number>) =>
    Object.fromEntries(Object.entries(many).filter(([kind, work]) => work > few[kind]! * TOLERANCE).map(([kind, work]) => [kind, [few[kind], work]]));

  test("a row of a large file costs what one of a small file does: new, changed and as it was", async () => {
    const few = await workOf(filesOf("few", FEW, 2), FEW);
    const many = await workOf(filesOf("many", MANY, 2), MANY);
    expect(grew(few, many)).toEqual({});

    const fewAgain = await workOf(filesOf("few", FEW, 3), FEW);
    const manyAgain = await workOf(filesOf("many", MANY, 3), MANY);
    expect(grew(fewAgain, manyAgain)).toEqual({});
  }, 300_000);

  test("giving entries their places looks up each one", async () => {
    const looks = async () => (await desk.one(`SELECT pg_stat_force_next_flush(), sum(idx_tup_read)::bigint AS sum FROM pg_stat_user_indexes WHERE relname LIKE 'audit_%'`)).sum;
    await desk.rows(`SELECT FROM tower_relay()`);
    await desk.bring(ImportKind.DISTRIBUTORS, partners.replaceAll("D-", "E-"));
    await looks();
    const before = [await looks(), await scanned()];
    await desk.rows(`SELECT FROM tower_relay()`);
    await looks();
    expect((await looks()) - before[0]! + (await scanned()) - before[1]!).toBeLessThan(PARTNERS * 10);
  });

  test("the rules look at each record once", async () => {
    counted();
    await runDetection(desk.ctx, { cause: "import" });
    const work = counted();
    const records = (await desk.one(`SELECT (SELECT count(*) FROM orders) + (SELECT count(*) FROM order_lines) + (SELECT count(*) FROM invoices)
      + (SELECT count(*) FROM payments) + (SELECT count(*) FROM shipments) + (SELECT count(*) FROM documents) AS all`)).all;
    const worst = work.map(({ text, visited }) => ({ text: text.trim().slice(0, 200), times: visited / records })).filter(({ times }) => times > 20);
    expect(worst).toEqual([]);
  }, 300_000);
});
