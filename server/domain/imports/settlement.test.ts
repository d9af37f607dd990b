import { ImportKind } from "../../../entities/enums.js";
import { runDetection } from "../detection/runDetection.js";
import { csv, openImportDesk, ORDER, outcome, problems, type ImportDesk } from "../../testing/importDesk.js";

let desk: ImportDesk;
beforeAll(async () => void (desk = await openImportDesk()));
afterAll(() => desk.close());

describe("invoices and payments", () => {
  const INVOICE = "number,distributor,order,currency,amount,issued_on,due_on,status,outstanding,settled_on";
  const PAYMENT = "number,distributor,invoice,currency,amount,received_on,reversed_on";
  const state = (number: string) => desk.one(`SELECT status, outstanding_minor AS outstanding, settled_on FROM invoices WHERE number = $1`, [number]);

  test("billing follows the invoices of an order", async () => {
    const distributor = await desk.partner("D-500");
    const number = await desk.order("O-500", distributor);
    const billing = async () => (await desk.one(`SELECT billing_status FROM orders WHERE number = 'O-500'`)).billing_status;
    await desk.bring(ImportKind.INVOICES, csv(INVOICE, `I-500,${distributor},${number},EUR,100.00,2026-10-01,2026-10-31,,,`));
    expect(await billing()).toBe("partly_billed");
    await desk.bring(ImportKind.INVOICES, csv(INVOICE, `I-501,${distributor},${number},EUR,150.00,2026-10-01,2026-10-31,,,`));
    expect(await billing()).toBe("billed");
    await desk.bring(ImportKind.INVOICES, csv(INVOICE, `I-501,${distributor},${number},EUR,150.00,2026-10-01,2026-10-31,void,,`));
    expect(await billing()).toBe("partly_billed");
  });

  test.each([
    ["", "", "", "open 10000 null"], ["paid", "", "", "paid 0 null"], ["", "", "2026-10-20", "paid 0 2026-10-20"], ["", "40.00", "", "partially_paid 4000 null"], ["", "0", "", "paid 0 null"],
    ["uncollectible", "", "", "uncollectible 10000 null"], ["void", "", "", "void 0 null"], ["draft", "", "", "draft 10000 null"],
    ["paid", "40.00", "", "!contradiction"], ["", "40.00", "2026-10-20", "!contradiction"], ["partially_paid", "", "", "!missing_value"], ["", "100.01", "", "!more_than_amount"], ["open", "", "2026-10-20", "!contradiction"],
  ])("status %p, outstanding %p, settled %p mean %s", async (status, outstanding, settled, expected) => {
    const distributor = await desk.partner("D-510");
    const number = `I-510-${status}${outstanding}${settled}`;
    const report = await desk.bring(ImportKind.INVOICES, csv(INVOICE, `${number},${distributor},,EUR,100.00,2026-10-01,2026-10-31,${status},${outstanding},${settled}`));
    const made = await state(number);
    expect(made ? `${made.status} ${made.outstanding} ${made.settled_on}` : `!${report.issues[0]!.code}`).toBe(expected);
  });

  test("payments settle, a reversal opens again, and an older invoice file does no harm", async () => {
    const distributor = await desk.partner("D-520");
    const invoice = csv(`${INVOICE},promise_on,promise_given_on`, `I-520,${distributor},,EUR,100.00,2026-10-01,2026-10-31,open,100.00,,2026-11-10,2026-11-01`);
    const pay = (...rows: string[]) => desk.bring(ImportKind.PAYMENTS, csv(PAYMENT, ...rows.map((row) => row.replace("D", distributor))));
    await desk.bring(ImportKind.INVOICES, invoice);
    await pay("P-520,D,I-520,EUR,40.00,2026-10-20,");
    expect(await state("I-520")).toEqual({ status: "partially_paid", outstanding: 6000, settled_on: null });
    const stamp = () => desk.one(`SELECT version, updated_at FROM invoices WHERE number = 'I-520'`);
    const before = await stamp();
    expect(outcome(await desk.bring(ImportKind.INVOICES, invoice))).toBe("1 0 0 1 0 0");
    expect(await stamp()).toEqual(before);
    await pay("P-521,D,I-520,EUR,60.00,2026-10-25,");
    expect(await state("I-520")).toEqual({ status: "paid", outstanding: 0, settled_on: "2026-10-25" });
    expect((await desk.one(`SELECT p.state FROM payment_promises p JOIN invoices i ON i.id = p.invoice_id WHERE i.number = 'I-520'`)).state).toBe("kept");
    expect(outcome(await pay("P-520,D,I-520,EUR,40.00,2026-10-20,", "P-521,D,I-520,EUR,60.00,2026-10-25,"))).toBe("2 0 0 2 0 0");
    await pay("P-521,D,I-520,EUR,60.00,2026-10-25,2026-10-28");
    expect(await state("I-520")).toEqual({ status: "partially_paid", outstanding: 6000, settled_on: null });
    const types = (await desk.trail("I-520")).map(({ type }) => type);
    expect(types).toEqual(["invoice.created", "invoice.updated", "invoice.updated", "invoice.updated"]);
  });

  test("what was paid before its payments were known is an opening balance, and payments add up with it", async () => {
    const distributor = await desk.partner("D-525");
    const invoice = (number: string, outstanding: string, settled = "") => desk.bring(ImportKind.INVOICES, csv(INVOICE, `${number},${distributor},,EUR,100.00,2026-10-01,2026-10-31,,${outstanding},${settled}`));
    const pay = (...rows: string[]) => desk.bring(ImportKind.PAYMENTS, csv(PAYMENT, ...rows.map((row) => row.replace("D", distributor))));
    const payments = (number: string) => desk.rows(`SELECT p.number, p.kind, p.amount_minor AS amount, p.received_on FROM payments p JOIN invoices i ON i.id = p.invoice_id WHERE i.number = $1 ORDER BY p.kind, p.number`, [number]);
    await invoice("I-525", "40.00");
    expect(await payments("I-525")).toEqual([{ number: "OPENING-I-525", kind: "opening_balance", amount: 6000, received_on: "2026-11-18" }]);
    expect((await desk.trail("OPENING-I-525")).map(({ type }) => type)).toEqual(["payment.created"]);
    expect(outcome(await invoice("I-525", "40.00"))).toBe("1 0 0 1 0 0");
    await pay("P-525,D,I-525,EUR,10.00,2026-10-20,");
    expect(await state("I-525")).toEqual({ status: "partially_paid", outstanding: 3000, settled_on: null });
    // the file contradicts the payments, is told so, and changes nothing
    const again = await invoice("I-525", "40.00");
    expect([outcome(again), again.issues.map(({ column, reason }) => `${column} ${reason}`)]).toEqual(["1 0 0 1 0 0", ["outstanding is not what its payments leave, EUR 30.00; payments decide"]]);
    // 60 + 10 + 45 explain more than the amount, so the opening balance gives way; a reversal brings it back
    await pay("P-526,D,I-525,EUR,45.00,2026-10-25,");
    expect(await state("I-525")).toEqual({ status: "paid", outstanding: 0, settled_on: "2026-10-25" });
    expect((await payments("I-525"))[0]).toMatchObject({ kind: "opening_balance", amount: 4500 });
    await pay("P-526,D,I-525,EUR,45.00,2026-10-25,2026-10-28");
    expect(await state("I-525")).toEqual({ status: "partially_paid", outstanding: 3000, settled_on: null });
    expect((await payments("I-525"))[0]).toMatchObject({ amount: 6000 });
    expect((await desk.trail("OPENING-I-525")).map(({ type }) => type)).toEqual(["payment.created", "payment.updated", "payment.updated"]);

    // without other payments a later file corrects it
    await invoice("I-526", "40.00");
    await invoice("I-526", "25.00");
    expect((await payments("I-526")).map(({ amount }) => amount)).toEqual([7500]);
    expect(await state("I-526")).toMatchObject({ outstanding: 2500 });
    // a settled invoice whose history of payments comes later
    await invoice("I-527", "", "2026-10-20");
    await pay("P-527,D,I-527,EUR,100.00,2026-10-20,");
    expect([await state("I-527"), (await payments("I-527")).map(({ amount }) => amount)]).toEqual([{ status: "paid", outstanding: 0, settled_on: "2026-10-20" }, [0, 10000]]);
    // an export whose outstanding already knows the payments that come with it
    await invoice("I-524", "40.00");
    const part = await pay("P-522,D,I-524,EUR,25.00,2026-10-18,");
    expect([part.issues.map(({ value, code }) => `${value} ${code}`), await state("I-524")]).toEqual([["EUR 25.00 part_of_balance"], { status: "partially_paid", outstanding: 1500, settled_on: null }]);
    const rest = await pay("P-523,D,I-524,EUR,35.00,2026-10-20,");
    expect([rest.issues, await state("I-524"), (await payments("I-524")).map(({ amount }) => amount)]).toEqual([[], { status: "partially_paid", outstanding: 4000, settled_on: null }, [0, 2500, 3500]]);
    // what comes in after the balance was told is on top of it in any case
    await pay("P-524,D,I-524,EUR,10.00,2026-11-19,");
    expect(await state("I-524")).toMatchObject({ outstanding: 3000 });
    expect(problems(await pay("OPENING-I-526,D,I-526,EUR,10.00,2026-10-20,"))).toContain("2 number opening_balance");
    expect(await desk.rows(`SELECT i.number FROM invoices i WHERE i.status NOT IN ('draft', 'void') AND i.outstanding_minor <>
      GREATEST(0, i.amount_minor - (SELECT COALESCE(sum(p.amount_minor), 0) FROM payments p WHERE p.invoice_id = i.id AND p.reversed_on IS NULL))`)).toEqual([]);
  });

  test("what is paid beyond an invoice is unapplied cash and lowers exposure", async () => {
    await desk.bring(ImportKind.DISTRIBUTORS, csv("number,legal_name,country,region,currency,credit_limit,po_required,onboarding_state", "D-528,Brekke Sport AB,SE,Nordics,EUR,100.00,no,active"));
    await desk.bring(ImportKind.INVOICES, csv(INVOICE, "I-528,D-528,,EUR,100.00,2026-11-01,2026-12-31,,,"));
    await desk.bring(ImportKind.ORDERS, csv(ORDER, "O-528,D-528,EUR,2026-11-15,confirmed,1,KAYAK-7,13,10.00"));
    const pay = (amount: string, reversed = "", invoice = "I-528") => desk.bring(ImportKind.PAYMENTS, csv(PAYMENT, `P-528,D-528,${invoice},EUR,${amount},2026-11-16,${reversed}`));
    const exposure = async () => {
      await runDetection(desk.ctx, { cause: "test", rules: ["CREDIT_LIMIT_EXCEEDED"] });
      const { facts } = (await desk.one(`SELECT facts FROM exceptions WHERE subject_number = 'O-528' AND state = 'open'`)) ?? {};
      return facts?.find(({ label }: { label: string }) => label === "Exposure with this order").value;
    };
    await pay("150.00"); // 0 + 130 − 50 = 80
    expect([await exposure(), (await state("I-528")).outstanding]).toEqual([undefined, 0]);
    await pay("129.99"); // 0 + 130 − 29.99
    expect(await exposure()).toBe("EUR 100.01");
    await pay("150.00", "2026-11-17"); // 100 + 130
    expect(await exposure()).toBe("EUR 230.00");
    await pay("150.00", "", ""); // 100 + 130 − 150
    expect(await exposure()).toBeUndefined();
  });

  test("an invoice of nothing is paid", async () => {
    const distributor = await desk.partner("D-529");
    await desk.bring(ImportKind.INVOICES, csv(INVOICE, `I-529,${distributor},,EUR,0.00,2026-10-01,2026-10-31,,,`));
    expect(await state("I-529")).toEqual({ status: "paid", outstanding: 0, settled_on: null });
  });

  test("a payment moved to another invoice frees the first", async () => {
    const distributor = await desk.partner("D-530");
    await desk.bring(ImportKind.INVOICES, csv(INVOICE, ...["I-530", "I-531"].map((number) => `${number},${distributor},,EUR,50.00,2026-10-01,2026-10-31,,,`)));
    const pay = (invoice: string) => desk.bring(ImportKind.PAYMENTS, csv(PAYMENT, `P-530,${distributor},${invoice},EUR,50.00,2026-10-20,`));
    await pay("I-530");
    await pay("I-531");
    expect([(await state("I-530")).status, (await state("I-531")).status]).toEqual(["open", "paid"]);
    await pay("");
    expect((await state("I-531")).outstanding).toBe(5000);
  });

  test("a settled invoice without payments stays settled against an older file", async () => {
    const distributor = await desk.partner("D-540");
    const file = (status: string) => csv(INVOICE, `I-540,${distributor},,EUR,100.00,2026-10-01,2026-10-31,${status},,`);
    await desk.bring(ImportKind.INVOICES, file("paid"));
    expect(problems(await desk.bring(ImportKind.INVOICES, file("open")))).toEqual(["2 status status_backward"]);
  });

  test("payments must fit their invoice", async () => {
    const [mine, other] = [await desk.partner("D-550"), await desk.partner("D-551")];
    await desk.bring(ImportKind.INVOICES, csv(INVOICE, `I-550,${mine},,EUR,100.00,2026-10-01,2026-10-31,,,`));
    expect(problems(await desk.bring(ImportKind.PAYMENTS, csv(PAYMENT, `P-550,${other},I-550,EUR,1.00,2026-10-02,`, `P-551,${mine},I-550,USD,1.00,2026-10-02,`, `P-552,${mine},I-550,EUR,0,2026-10-02,`)))).toEqual([
      "2 invoice not_found", "3 currency currency_differs", "4 amount out_of_range",
    ]);
  });

  test("a dispute leaves its part out, moves forward, and is not reopened", async () => {
    const distributor = await desk.partner("D-560");
    const file = (disputeState: string) => csv(`${INVOICE},dispute_code,dispute_opened_on,disputed_amount,dispute_state`, `I-560,${distributor},,EUR,100.00,2026-10-01,2026-10-31,,,,price,2026-10-10,30.00,${disputeState}`);
    const disputed = async () => (await desk.one(`SELECT disputed_minor FROM invoices WHERE number = 'I-560'`)).disputed_minor;
    await desk.bring(ImportKind.INVOICES, file("open"));
    expect(await disputed()).toBe(3000);
    await desk.bring(ImportKind.INVOICES, file("resolved_invalid"));
    expect(await disputed()).toBe(0);
    expect(problems(await desk.bring(ImportKind.INVOICES, file("open")))).toEqual(["2 dispute_state status_backward"]);
    expect((await desk.one(`SELECT count(*)::int AS disputes FROM invoice_disputes d JOIN invoices i ON i.id = d.invoice_id WHERE i.number = 'I-560'`)).disputes).toBe(1);
  });
});
