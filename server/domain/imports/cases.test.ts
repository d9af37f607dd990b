import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ImportKind } from "../../../entities/enums.js";
import { runDetection } from "../detection/runDetection.js";
import { openImportDesk, outcome, type ImportDesk } from "../../testing/importDesk.js";
import { importFile, type ImportReport } from "./importRecords.js";

// Nobody here made these files; each is a way in which other people's exports went wrong.
const FOLDER = fileURLToPath(new URL("../../../../shared/cases/", import.meta.url));
const there = existsSync(FOLDER);
if (!there) console.log(`SKIPPED the import of files that broke others: ${FOLDER} is not there`);

const { DISTRIBUTORS, ORDERS, INVOICES, SHIPMENTS, DOCUMENTS } = ImportKind;
let desk: ImportDesk;
const bring = async (name: string, kind?: ImportKind, more: { mapping?: string } = {}): Promise<ImportReport> =>
  (await importFile(desk.ctx, { kind, fileName: `${name}.csv`, content: readFileSync(`${FOLDER}${name}.csv`), preview: false, ...more })).at(-1)!;
const said = ({ issues }: ImportReport) => issues.map(({ row, column, code }) => `${row} ${column ?? "-"} ${code}`);
const column = async (sql: string) => (await desk.rows(sql)).map((row) => Object.values(row)[0]);

(there ? describe : describe.skip)("files that broke others", () => {
  beforeAll(async () => {
    desk = await openImportDesk();
    desk.clock.set(new Date("2026-11-30T12:00:00Z"));
    await bring("00-base-distributors", DISTRIBUTORS);
    await bring("01-base-orders", ORDERS);
  });
  afterAll(() => desk.close());

  test("I01, I02: countries by the names people use", async () => {
    expect(outcome(await bring("I01-countries", DISTRIBUTORS))).toBe("7 7 0 0 0 0");
    expect(await column(`SELECT country FROM distributors WHERE number LIKE 'RW-I01%' ORDER BY number`)).toEqual(["GB", "GB", "FR", "RU", "RS", "TL", "GB"]);
    expect(outcome(await bring("I02-everyday-countries", DISTRIBUTORS))).toBe("7 7 0 0 0 0");
    expect(await column(`SELECT country FROM distributors WHERE number LIKE 'RW-I02%' ORDER BY number`)).toEqual(["TR", "CZ", "US", "NL", "HK", "CI", "DE"]);
  });

  test("I03: numbers that a spreadsheet rewrote", async () =>
    expect(said(await bring("I03-scientific", ORDERS))).toEqual(["2 po_number spreadsheet_number", "3 po_number spreadsheet_number", "4 sku spreadsheet_number"]));

  test("I04: =\"…\" around keys", async () => {
    const report = await bring("I04-equals-wrapper", INVOICES);
    expect([outcome(report), said(report)]).toEqual(["2 2 0 0 0 0", ["2 number unwrapped", "2 distributor unwrapped"]]);
    expect(await column(`SELECT number FROM invoices WHERE number LIKE '%I04%' ORDER BY number`)).toEqual(["RW-I04", "RW-I04b"]);
  });

  test("I05: a quote that is never closed where its cell ends", async () => {
    const report = await bring("I05-open-quote", DOCUMENTS);
    expect([outcome(report), said(report)]).toEqual(["3 1 0 0 2 0", ["2 - open_quote", "3 - open_quote"]]);
    expect(await desk.rows(`SELECT o.number, title, d.number AS of FROM documents o JOIN distributors d ON d.id = o.distributor_id WHERE o.number LIKE 'RW-I05%'`)).toEqual([{ number: "RW-I05c", title: "Plain licence", of: "RW-D03" }]);
  });

  test("I06b, I09, I10: delimiters and encodings", async () => {
    expect(outcome(await bring("I06b-multiline-heading-commas", DISTRIBUTORS))).toBe("1 1 0 0 0 0");
    expect(outcome(await bring("I09-utf16le-no-bom", DISTRIBUTORS))).toBe("1 1 0 0 0 0");
    expect(said(await bring("I10-utf16le-bom", DISTRIBUTORS))).toEqual(["2 - ragged_row"]); // read, and found to mix tabs and commas
    expect(await column(`SELECT legal_name FROM distributors WHERE number IN ('RW-I06b', 'RW-I09') ORDER BY number`)).toEqual(["Kettle Two", "Bjørk Handel"]);
    const broken = await bring("I09b-nul-in-heading", DISTRIBUTORS);
    expect([broken.state, said(broken)]).toEqual(["failed", ["1 no␀te control_character"]]);
  });

  test("I12: characters that nobody sees", async () => {
    const report = await bring("I12-nbsp-heading", DISTRIBUTORS);
    expect([outcome(report), said(report)]).toEqual(["4 4 0 0 0 0", ["1 legal_name invisible_characters", "5 number invisible_characters"]]);
    expect(await column(`SELECT number FROM distributors WHERE number LIKE 'RW%I12%' ORDER BY number`)).toEqual(["RW-I12a", "RW-I12b", "RW-I12c", "RW-I12d"]);
  });

  test("I13c: a heading that stands twice, with a mapping too", async () => {
    const report = await bring("I13c-mapping-twice", undefined, { mapping: "accounts-receivable" });
    expect([report.state, said(report)]).toEqual(["failed", ["1 InvoiceAmount repeated_column"]]);
  });

  test("I18d: a spreadsheet's day that is none", async () => {
    const report = await bring("I18d-zero-day", INVOICES);
    expect([outcome(report), said(report)]).toEqual(["2 1 0 0 1 0", ["2 settled_on spreadsheet_date"]]);
  });

  test("I19: instants in all their spellings", async () => {
    const report = await bring("I19-instants", SHIPMENTS);
    expect([outcome(report), said(report)]).toEqual(["8 8 0 0 0 0", ["5 status_changed_at lost_hour", "6 status_changed_at double_hour"]]);
    expect((await column(`SELECT status_changed_at FROM shipments WHERE number LIKE 'RW-S19%' ORDER BY number`)).map((at) => (at as Date).toISOString())).toEqual([
      "2026-11-28T10:00:00.123Z", "2026-11-28T09:00:00.123Z", "2026-11-28T10:00:00.123Z", "2026-03-29T01:30:00.000Z", "2026-10-25T01:30:00.000Z", "2026-11-28T10:00:00.000Z", "2026-11-28T14:05:00.000Z", "2026-11-28T23:00:00.000Z",
    ]);
    const offset = await bring("I19b-bad-offset", SHIPMENTS);
    expect([outcome(offset), said(offset)]).toEqual(["2 1 0 0 1 0", ["2 status_changed_at not_a_time"]]);
  });

  test("I20: words for no value", async () => {
    const report = await bring("I20-placeholders", ORDERS);
    expect([outcome(report), said(report)]).toEqual(["6 6 0 0 0 0", ["2 po_number placeholder"]]);
    expect(report.issues[0]!.reason).toContain("the same in 5 more rows");
    expect(await column(`SELECT count(po_number)::int FROM orders WHERE number LIKE 'RW-I20%'`)).toEqual([0]);
  });

  test("I21: a cell longer than its column", async () => {
    const report = await bring("I21-long-po", ORDERS);
    expect([report.counts.errors, said(report)[0]]).toEqual([1, "2 po_number too_long"]);
    expect(report.issues[0]!.reason).toContain("at most 200");
  });

  test("I23: one bad line holds the whole order back", async () => {
    const report = await bring("I23-partial-order", ORDERS);
    expect([outcome(report), said(report)]).toEqual(["3 0 0 0 3 0", ["2 number held_back", "3 quantity ambiguous_number"]]);
    expect(said(await bring("I23b-invoice", INVOICES))).toEqual(["2 order not_found"]);
  });

  test("A03: what is paid beyond an invoice covers an order", async () => {
    for (const [name, kind] of [["A03-invoices", INVOICES], ["A03-payments", ImportKind.PAYMENTS], ["A03-order", ORDERS]] as const) expect(outcome(await bring(name, kind))).toBe("1 1 0 0 0 0");
    await runDetection(desk.ctx, { cause: "test", rules: ["CREDIT_LIMIT_EXCEEDED"] });
    expect(await desk.rows(`SELECT title FROM exceptions WHERE type = 'CREDIT_LIMIT_EXCEEDED' AND subject_number = 'RW-A03o'`)).toEqual([]);
  });

  test("A09, I24c: decimals by currency, and no more than can be told exactly", async () => {
    const dinars = await bring("A09-dinar", INVOICES);
    expect([outcome(dinars), said(dinars)]).toEqual(["4 3 0 0 1 0", ["4 amount too_many_decimals"]]);
    expect(await column(`SELECT amount_minor FROM invoices WHERE number LIKE 'RW-A09%' ORDER BY number`)).toEqual([12_345, 1_234_567, 123_450]);
    const beyond = await bring("I24c-beyond-safe", ORDERS);
    expect([outcome(beyond), said(beyond)]).toEqual(["2 0 0 0 2 0", ["2 quantity too_large_number", "3 number held_back"]]);
  });

  test("T01, T02, T03: late reports, and days without an hour", async () => {
    await bring("T01-first", SHIPMENTS);
    expect(said(await bring("T01-late", SHIPMENTS))).toEqual(["2 number older_report"]);
    expect(await desk.one(`SELECT status, (SELECT array_agg(e.status ORDER BY e.occurred_at) FROM shipment_events e WHERE e.shipment_id = s.id) AS events FROM shipments s WHERE number = 'RW-T01'`)).toEqual({ status: "delivered", events: ["in_transit", "delivered"] });
    await bring("T02-first", SHIPMENTS);
    await bring("T02-late", SHIPMENTS);
    expect(await column(`SELECT last_event_at FROM shipments WHERE number = 'RW-T02'`)).toEqual([new Date("2026-11-30T12:00:00Z")]);
    await bring("T03-eta", SHIPMENTS);
    await runDetection(desk.ctx, { cause: "test", rules: ["ETA_DRIFT", "TRACKING_STALE"] });
    expect(await column(`SELECT type || ' ' || subject_number FROM exceptions WHERE type IN ('ETA_DRIFT', 'TRACKING_STALE') AND subject_number LIKE 'RW-T0%' ORDER BY 1`)).toEqual(["ETA_DRIFT RW-T03a", "ETA_DRIFT RW-T03d"]);
  });

  test("I28: lines under the order that they belong to", async () => {
    const report = await bring("I28-blank-parent", ORDERS);
    expect([outcome(report), said(report)]).toEqual(["3 1 0 0 0 0", ["3 number taken_from_above"]]);
    expect(await desk.one(`SELECT value_minor, (SELECT count(*)::int FROM order_lines l WHERE l.order_id = o.id) AS lines FROM orders o WHERE number = 'RW-I28'`)).toEqual({ value_minor: 35000, lines: 3 });
  });
});
