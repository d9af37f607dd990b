import { createReadStream, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ImportKind } from "../../../entities/enums.js";
import { openDetectionDesk, type DetectionDesk } from "../../testing/detectionDesk.js";
import { importFile, importRecords, type ImportReport } from "./importRecords.js";

// Nobody here wrote these files; every figure below was counted from them by other means.
const FOLDER = fileURLToPath(new URL("../../../../shared/data/", import.meta.url));
const there = existsSync(FOLDER);
if (!there) console.log(`SKIPPED the import of real files: ${FOLDER} is not there`);

let desk: DetectionDesk;
const bring = (file: string, mapping: string, preview = false) => importFile(desk.ctx, { mapping, preview, fileName: file, content: createReadStream(FOLDER + file) });
const outcome = (reports: ImportReport[]) => Object.fromEntries(reports.map(({ kind, counts: c }) => [kind, `${c.rows} ${c.created} ${c.updated} ${c.unchanged} ${c.errors} ${c.conflicts}`]));
const remarks = (reports: ImportReport[]) => reports.flatMap(({ kind, issues }) => issues.map(({ row, column, code }) => `${kind} ${row} ${column ?? "-"} ${code}`));
const one = async (sql: string) => (await desk.rows(sql))[0]!;

(there ? describe : describe.skip)("real files", () => {
  beforeAll(async () => void (desk = await openDetectionDesk()));
  afterAll(() => desk.close());

  test("the supply-chain history: distributors, orders with lines, shipments", async () => {
    const [file, mapping] = ["scms_dev_until_2013-08-06.csv", "scms"];
    const fresh = { distributors: "7231 121 0 0 0 0", orders: "7231 4625 0 0 0 0", shipments: "7231 5145 0 0 0 0" };
    const first = await bring(file, mapping);
    expect(outcome(first)).toEqual(fresh);
    expect(remarks(first)).toEqual([
      "distributors 953 Manufacturing Site mojibake",
      "orders 2 PO Sent to Vendor Date substituted", "orders 456 promised_on implausible", "orders 1522 - repeated_row", "orders 2137 - repeated_row", "orders 2579 - repeated_row", "orders 2752 PO Sent to Vendor Date substituted",
      "shipments 456 promised_on implausible",
    ]);
    expect(first[1]!.issues.map(({ reason }) => reason)).toEqual([
      "is blank in 1931 rows, this one first; ordered_on was taken from Scheduled Delivery Date there", "is before the day of the order, 2008-04-28", "says the same as row 1128", "says the same as row 2136", "says the same as row 1959",
      "is blank in 2533 rows, this one first; ordered_on was taken from PQ First Sent to Client Date there",
    ]);
    expect(await one(`SELECT count(*)::int AS lines, sum(value_minor)::text AS value, sum(quantity)::int AS pieces, sum(delivered_quantity)::int AS delivered FROM order_lines`)).toEqual({
      lines: 7231, value: "106242229289", pieces: 123948025, delivered: 123948025,
    });
    expect(await one(`SELECT sum(value_minor)::text AS value, array_agg(DISTINCT fulfilment_status) AS fulfilment, array_agg(DISTINCT billing_status) AS billing FROM orders`)).toEqual({
      value: "106242229289", fulfilment: ["delivered"], billing: ["to_bill"],
    });
    expect(await one(`SELECT count(*) FILTER (WHERE (delivered_at AT TIME ZONE 'Europe/Amsterdam')::date > promised_on)::int AS late,
      count(*) FILTER (WHERE mode IS NULL)::int AS no_mode, (SELECT count(*)::int FROM shipment_events) AS events FROM shipments`)).toEqual({ late: 495, no_mode: 226, events: 5145 });
    expect(await one(`SELECT legal_name, country, region FROM distributors WHERE number = '100-CI-T01'`)).toEqual({ legal_name: "Côte d'Ivoire, programme 100-CI-T01", country: "CI", region: "Africa" });
    expect(await one(`SELECT count(*)::int AS orders FROM audit_logs WHERE type = 'order.created'`)).toEqual({ orders: 4625 });

    expect(outcome(await bring(file, mapping, true))).toEqual({ distributors: "7231 0 0 121 0 0", orders: "7231 0 0 4625 0 0", shipments: "7231 0 0 5145 0 0" });
  }, 240_000);

  test("the accounts receivable: distributors, invoices, payments", async () => {
    const [file, mapping] = ["ibm_ar_dev_until_2013-05-06.csv", "accounts-receivable"];
    const fresh = { distributors: "1728 100 0 0 0 0", invoices: "1728 1728 0 0 0 0", payments: "1728 1728 0 0 0 0" };
    expect(outcome(await bring(file, mapping, true))).toEqual(fresh);
    const reports = await bring(file, mapping);
    expect(outcome(reports)).toEqual(fresh);
    expect(remarks(reports)).toEqual([]);
    expect(await one(`SELECT sum(amount_minor)::int AS amount, sum(outstanding_minor)::int AS outstanding, count(*) FILTER (WHERE settled_on > due_on)::int AS late,
      sum(settled_on - issued_on)::int AS days_to_settle, count(*) FILTER (WHERE number LIKE '0%')::int AS leading_zeros, array_agg(DISTINCT status) AS status FROM invoices`)).toEqual({
      amount: 10312219, outstanding: 0, late: 660, days_to_settle: 47587, leading_zeros: 193, status: ["paid"],
    });

    const { entries } = await one(`SELECT count(*)::int AS entries FROM audit_logs WHERE type NOT LIKE 'import.%'`);
    expect(outcome(await bring(file, mapping))).toEqual({ distributors: "1728 0 0 100 0 0", invoices: "1728 0 0 1728 0 0", payments: "1728 0 0 1728 0 0" });
    expect(await one(`SELECT count(*)::int AS entries FROM audit_logs WHERE type NOT LIKE 'import.%'`)).toEqual({ entries });
  }, 240_000);

  test("one kind can be picked, and the wrong mapping says what it misses", async () => {
    const [report] = await bring("ibm_ar_dev_until_2013-05-06.csv", "scms");
    expect([report!.state, report!.issues[0]!.reason]).toEqual(["failed", "the column Project Code is missing; is this the file that the mapping is for?"]);
    const file = "ibm_ar_dev_until_2013-05-06.csv";
    const payments = await importRecords(desk.ctx, { kind: ImportKind.PAYMENTS, mapping: "accounts-receivable", preview: true, fileName: file, content: createReadStream(FOLDER + file) });
    expect([payments.kind, payments.counts.rows, payments.counts.unchanged]).toEqual(["payments", 1728, 1728]);
  });
});
