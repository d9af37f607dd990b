import { openDetectionDesk, type DetectionDesk } from "../../testing/detectionDesk.js";
import { ActorKind, ImportKind, ImportState, Role } from "../../../entities/enums.js";
import type { Actor } from "../../policies/actor.js";
import { importRecords, type ImportFile, type ImportReport } from "./importRecords.js";

let desk: DetectionDesk;
beforeAll(async () => void (desk = await openDetectionDesk()));
afterAll(() => desk.close());

const bring = (kind: ImportKind, content: string, more: Partial<ImportFile> = {}) =>
  importRecords(desk.ctx, { kind, content, fileName: `${kind}.csv`, preview: false, ...more });
const outcome = ({ counts: { rows, created, updated, unchanged, errors, conflicts } }: ImportReport) => [rows, created, updated, unchanged, errors, conflicts].join(" ");
const problems = ({ issues }: ImportReport) => issues.map(({ row, column, code }) => `${row} ${column} ${code}`);
const trail = async (number: string) =>
  (await desk.rows(`SELECT l.type, p.payload FROM audit_logs l JOIN audit_payloads p ON p.audit_id = l.id WHERE subject_number = $1 ORDER BY l.id`, [number]));
const one = async (sql: string, parameters?: unknown[]) => (await desk.rows(sql, parameters))[0]!;
const shake = (...lines: string[]) => `${lines.join("\n")}\n`;

/** A distributor and, when asked for, an order of ten pieces in one line, by import as everything else. */
async function partner(number: string) {
  await bring(ImportKind.DISTRIBUTORS, shake("number,legal_name,country,region", `${number},Halvorsen Nordic AS,NO,Nordics`));
  return number;
}
const ORDER = "number,distributor,currency,ordered_on,status,line_number,sku,quantity,unit_price";
async function order(number: string, distributor: string) {
  await bring(ImportKind.ORDERS, shake(ORDER, `${number},${distributor},EUR,2026-10-01,confirmed,1,KAYAK-7,10,25.00`));
  return number;
}

describe("one file", () => {
  test("creates, then changes only what differs, then nothing; one entry a changed record", async () => {
    const file = (name: string) => shake("Number;Legal Name;COUNTRY;region;credit-limit;contact name;contact email", `D-100;${name};Norway;Nordics;1.250,50;Ida Solberg;ida@halvorsen.example`, "D-101;Brekke Sport AB;SE;Nordics;;;");
    expect(outcome(await bring(ImportKind.DISTRIBUTORS, file("Halvorsen AS")))).toBe("2 2 0 0 0 0");
    expect(outcome(await bring(ImportKind.DISTRIBUTORS, file("Halvorsen Nordic AS")))).toBe("2 0 1 1 0 0");
    const again = await bring(ImportKind.DISTRIBUTORS, file("Halvorsen Nordic AS"));
    expect(outcome(again)).toBe("2 0 0 2 0 0");

    expect(await one(`SELECT legal_name, country, credit_limit_minor, tier, version FROM distributors WHERE number = 'D-100'`)).toEqual({
      legal_name: "Halvorsen Nordic AS", country: "NO", credit_limit_minor: 125050, tier: "c", version: 2,
    });
    const [created, updated, ...more] = await trail("D-100");
    expect(more).toEqual([]);
    expect(created).toMatchObject({ type: "distributor.created", payload: { before: {}, after: { legalName: "Halvorsen AS", "contact ida@halvorsen.example": { name: "Ida Solberg", isPrimary: true } } } });
    expect(updated).toEqual({ type: "distributor.updated", payload: { before: { legalName: "Halvorsen AS" }, after: { legalName: "Halvorsen Nordic AS" } } });
    expect((await desk.rows(`SELECT type FROM audit_logs WHERE batch_id = $1`, [again.importId])).map(({ type }) => type)).toEqual(["import.applied"]);
    expect(await desk.rows(`SELECT system, external_id, r.version FROM external_refs r JOIN distributors d ON d.id = r.distributor_id WHERE d.number = 'D-100'`)).toEqual([
      { system: "csv", external_id: "D-100", version: 1 },
    ]);
  });

  test("leaves alone what it has no column for, and empties what it leaves blank", async () => {
    await bring(ImportKind.DISTRIBUTORS, shake("number,legal_name,country,region,tier,tax_id,registered_name", "D-110,Fjell & Vann AS,NO,Nordics,A,NO 998,Fjell og Vann AS"));
    await bring(ImportKind.DISTRIBUTORS, shake("number,legal_name,country,region,tier,tax_id", "D-110,Fjell & Vann AS,NO,Nordics,,"));
    expect(await one(`SELECT tier, tax_id, registered_name FROM distributors WHERE number = 'D-110'`)).toEqual({ tier: "a", tax_id: null, registered_name: "Fjell og Vann AS" });
  });

  test("another e-mail makes another person the first to write to", async () => {
    const file = (name: string, email: string) => shake("number,legal_name,country,region,contact_name,contact_email", `D-120,Nautic Kft,HU,East,${name},${email}`);
    await bring(ImportKind.DISTRIBUTORS, file("Anna Varga", "anna@nautic.example"));
    await bring(ImportKind.DISTRIBUTORS, file("Béla Kis", "bela@nautic.example"));
    expect(await desk.rows(`SELECT name, is_primary FROM contacts c JOIN distributors d ON d.id = c.distributor_id WHERE d.number = 'D-120' ORDER BY name`)).toEqual([
      { name: "Anna Varga", is_primary: false }, { name: "Béla Kis", is_primary: true },
    ]);
  });

  test("bad rows never stop good ones, and each is told with row, column, value and reason", async () => {
    await partner("D-130");
    const report = await bring(ImportKind.INVOICES, shake(
      "number,distributor,currency,amount,issued_on,due_on,colour",
      "0000130,D-130,EUR,100.00,2026-09-01,2026-10-01,red",
      "I-131,D-999,EUR,100.00,2026-09-01,2026-10-01,",
      "I-132,D-130,EUR,1.234,2026-09-01,2026-10-01,",
      "I-133,D-130,EUR,10.00,3/4/2026,2026-10-01,",
      "I-134,D-130,EUR,10.00,2026-09-01,2026-08-01,",
      ",D-130,EURO,10.00,2026-09-01,2026-10-01,",
      "I-136,D-130,EUR,10.00,2026-09-01",
      "I-137,D-130,EUR,10.00,1899-09-01,2026-10-01,",
      "I-138,D-130,EUR,=1+1,2026-09-01,2026-10-01,",
      "0000130,D-130,EUR,101.00,2026-09-01,2026-10-01,red",
    ));
    expect(outcome(report)).toBe("10 1 0 0 9 0");
    expect(problems(report)).toEqual([
      "1 colour unknown_column", "3 distributor not_found", "4 amount ambiguous_number", "5 issued_on ambiguous_date", "6 due_on before_issue", "7 number missing_value",
      "7 currency not_a_currency", "8 null ragged_row", "9 issued_on absurd_year", "10 amount not_a_number", "11 number contradiction",
    ]);
    expect(report.issues.at(-1)!.reason).toBe("says otherwise than row 2 about number: amount");
    expect(report.issues[2]).toEqual({ row: 4, column: "amount", value: "1.234", code: "ambiguous_number", reason: "may be 1234 or 1.234; write 1234 or 1.2340" });
    expect(await desk.rows(`SELECT row_number, column_name, value, code FROM import_issues WHERE import_id = $1 AND code = 'not_found'`, [report.importId])).toEqual([
      { row_number: 3, column_name: "distributor", value: "D-999", code: "not_found" },
    ]);
    expect((await one(`SELECT number FROM invoices WHERE number LIKE '%130'`)).number).toBe("0000130");
  });

  test("asked to be strict, it applies nothing when a row is bad", async () => {
    const report = await bring(ImportKind.DISTRIBUTORS, shake("number,legal_name,country,region", "D-140,Sjø AS,NO,Nordics", "D-141,Sund AS,Atlantis,Nordics"), { strict: true });
    expect([report.state, outcome(report)]).toEqual([ImportState.FAILED, "2 0 0 0 1 0"]);
    expect(await desk.rows(`SELECT FROM distributors WHERE number LIKE 'D-14_'`)).toEqual([]);
    expect((await trail("D-140")).length).toBe(0);
  });

  test("plain data stays plain: formulas, zeros, quotes, line breaks, backslashes", async () => {
    const name = "=cmd|' /C calc'!A0\\N\t\"x\"\nsecond line";
    await bring(ImportKind.DISTRIBUTORS, `number,legal_name,country,region\n00150,"${name.replaceAll("\"", "\"\"")}",NO,Nordics\n`);
    expect((await one(`SELECT legal_name FROM distributors WHERE number = '00150'`)).legal_name).toBe(name);
  });

  test("a Latin-1 cell and a NUL are refused, wrongly decoded text is told and kept", async () => {
    const bytes = Buffer.concat([Buffer.from("number,legal_name,country,region\nD-160,Gr\xf8nland AS,NO,Nordics\n", "latin1"), Buffer.from("D-161,GrÃ¸nland AS,NO,Nordics\nD-162,a\0b,NO,Nordics\nD-163,Grønland AS,NO,Nordics\n")]);
    const report = await bring(ImportKind.DISTRIBUTORS, "", { content: bytes });
    expect(outcome(report)).toBe("4 2 0 0 2 0");
    expect(problems(report)).toEqual(["2 legal_name not_utf8", "3 legal_name mojibake", "4 legal_name control_character"]);
  });

  test.each([
    ["", "empty_file"], ["number,legal_name,country,region\n", "empty_file"], ["number,legal_name\nD-1,x\n", "missing_column"],
    ["number,legal name,legal_name,country,region\nD-1,x,y,NO,N\n", "repeated_column"], ["number,legal_name,country,region\nD-1,\"x,NO,N\n", "open_quote"],
  ])("a file that can't be read is kept with the reason: %p", async (content, code) => {
    const report = await bring(ImportKind.DISTRIBUTORS, content);
    expect([report.state, report.issues[0]!.code, outcome(report)]).toEqual([ImportState.FAILED, code, "0 0 0 0 1 0"]);
    expect((await one(`SELECT state FROM imports WHERE id = $1`, [report.importId])).state).toBe("failed");
  });

  test("the same row twice is told and counted once", async () => {
    const report = await bring(ImportKind.DISTRIBUTORS, shake("number,legal_name,country,region", "D-170,Sund AS,NO,Nordics", "D-170,Sund AS,NO,Nordics"));
    expect([outcome(report), problems(report)]).toEqual(["2 1 0 0 0 0", ["3 null repeated_row"]]);
  });
});

describe("preview", () => {
  test("says exactly what the import then does, and changes nothing itself", async () => {
    const distributor = await partner("D-200");
    await order("O-200", distributor);
    const file = shake(`${ORDER},promised_on`,
      `O-200,${distributor},EUR,2026-10-01,closed,1,KAYAK-7,12,25.00,2026-12-01`, `O-200,${distributor},EUR,2026-10-01,closed,2,PADDLE-2,5,10.00,2026-12-01`,
      `O-201,${distributor},EUR,2026-10-02,confirmed,1,KAYAK-7,1,25.00,`, `O-201,${distributor},EUR,2026-10-03,confirmed,2,KAYAK-7,1,25.00,`, `O-202,D-404,EUR,2026-10-02,confirmed,1,KAYAK-7,1,25.00,`);
    const before = await desk.rows(`SELECT (SELECT count(*) FROM audit_logs WHERE type NOT LIKE 'import.%') AS entries, (SELECT array_agg(o ORDER BY number)::text FROM orders o) AS orders`);
    const preview = await bring(ImportKind.ORDERS, file, { preview: true });
    expect(await desk.rows(`SELECT (SELECT count(*) FROM audit_logs WHERE type NOT LIKE 'import.%') AS entries, (SELECT array_agg(o ORDER BY number)::text FROM orders o) AS orders`)).toEqual(before);
    expect([preview.state, outcome(preview)]).toEqual([ImportState.PREVIEWED, "5 1 1 0 2 0"]);
    expect(preview.samples).toMatchObject([
      { number: "O-201", outcome: "created" },
      { number: "O-200", outcome: "updated", before: { status: "confirmed", valueMinor: 25000 }, after: { status: "closed", valueMinor: 35000, "line 2": { sku: "PADDLE-2" } } },
    ].reverse());
    const applied = await bring(ImportKind.ORDERS, file);
    expect({ ...applied, importId: "", state: "" }).toEqual({ ...preview, importId: "", state: "" });
    expect((await one(`SELECT count(*)::int AS runs FROM imports WHERE id = ANY($1)`, [[preview.importId, applied.importId]])).runs).toBe(2);
  });
});

describe("orders", () => {
  test("an order and its lines are one record with one entry, and its value is the sum of its lines", async () => {
    const distributor = await partner("D-300");
    const file = (pieces: number) => shake(`${ORDER},list_price,hold_kind,hold_reason`, `O-300,${distributor},EUR,2026-10-01,,1,KAYAK-7,${pieces},25.00,26.50,credit,Over the limit`, `O-300,${distributor},EUR,2026-10-01,,2,PADDLE-2,3,9.9950,,,`);
    expect(outcome(await bring(ImportKind.ORDERS, file(10)))).toBe("2 1 0 0 0 0");
    expect(outcome(await bring(ImportKind.ORDERS, file(8)))).toBe("2 0 1 0 0 0");
    expect(outcome(await bring(ImportKind.ORDERS, file(8)))).toBe("2 0 0 1 0 0");
    expect(await one(`SELECT status, value_minor, version FROM orders WHERE number = 'O-300'`)).toEqual({ status: "confirmed", value_minor: 22999, version: 2 });
    expect(await desk.rows(`SELECT kind, owner_team, released_at FROM order_holds h JOIN orders o ON o.id = h.order_id WHERE o.number = 'O-300'`)).toEqual([{ kind: "credit", owner_team: "accounting", released_at: null }]);
    const entries = await trail("O-300");
    expect(entries.map(({ type }) => type)).toEqual(["order.created", "order.updated"]);
    expect(entries[1]!.payload.after).toMatchObject({ valueMinor: 22999, "line 1": { quantity: 8 } });
    expect(Object.keys(entries[1]!.payload.after).sort()).toEqual(["line 1", "valueMinor"]);
  });

  test("a status never goes back, a record never changes its owner or currency; nothing of such a row is applied", async () => {
    const [mine, other] = [await partner("D-310"), await partner("D-311")];
    await bring(ImportKind.ORDERS, shake(ORDER, `O-310,${mine},EUR,2026-10-01,closed,1,KAYAK-7,10,25.00`));
    const file = (distributor: string, currency: string, status: string) => shake(ORDER, `O-310,${distributor},${currency},2026-10-09,${status},1,KAYAK-7,99,25.00`);
    const back = await bring(ImportKind.ORDERS, file(mine, "EUR", "confirmed"));
    expect([outcome(back), back.issues[0]]).toEqual(["1 0 0 0 0 1", { row: 2, column: "status", value: "confirmed", code: "status_backward", reason: "order O-310 is closed and can't become confirmed again" }]);
    expect(problems(await bring(ImportKind.ORDERS, file(other, "USD", "closed")))).toEqual(["2 distributor belongs_elsewhere", "2 currency currency_changed"]);
    expect(await one(`SELECT ordered_on, quantity FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.number = 'O-310'`)).toEqual({ ordered_on: "2026-10-01", quantity: 10 });
  });

  test("a released hold is not put back by an older file", async () => {
    const distributor = await partner("D-320");
    const file = (released: string) => shake(`${ORDER},hold_kind,hold_reason,hold_placed_at,hold_released_at`, `O-320,${distributor},EUR,2026-10-01,,1,KAYAK-7,1,5.00,stock,No kayaks,2026-10-02,${released}`);
    await bring(ImportKind.ORDERS, file("2026-10-05"));
    expect(problems(await bring(ImportKind.ORDERS, file("")))).toEqual(["2 hold_kind status_backward"]);
  });
});

describe("shipments", () => {
  const HEAD = "number,order,carrier,tracking_number,status,status_changed_at,estimated_at,order_line,shipped_quantity,delivered_quantity";
  test("move their order along, line by line, and leave an event for each change seen", async () => {
    const number = await order("O-400", await partner("D-400"));
    const ship = (status: string, shipped: number, delivered: string, at: string) => bring(ImportKind.SHIPMENTS, shake(HEAD, `S-400,${number},Nordvik,NV1,${status},${at},2026-11-20T10:00Z,1,${shipped},${delivered}`));
    const progress = () => one(`SELECT fulfilment_status AS status, shipped_quantity AS shipped, delivered_quantity AS delivered FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.number = 'O-400'`);
    await ship("booked", 6, "", "2026-11-01T08:00Z");
    expect(await progress()).toEqual({ status: "picking", shipped: 0, delivered: 0 });
    await ship("in_transit", 6, "", "2026-11-02T08:00Z");
    expect(await progress()).toEqual({ status: "partially_shipped", shipped: 6, delivered: 0 });
    await ship("in_transit", 6, "", "2026-11-02T08:00Z");
    await ship("delivered", 6, "5", "2026-11-03T08:00Z");
    expect(await progress()).toEqual({ status: "partially_delivered", shipped: 6, delivered: 5 });
    await bring(ImportKind.SHIPMENTS, shake(HEAD, `S-401,${number},Nordvik,NV2,delivered,2026-11-04,,1,5,`));
    expect(await progress()).toEqual({ status: "delivered", shipped: 11, delivered: 10 });
    expect((await trail("O-400")).map(({ type }) => type)).toEqual(["order.created", "order.updated", "order.updated", "order.updated", "order.updated"]);
    expect(await desk.rows(`SELECT e.status, e.source, e.occurred_at FROM shipment_events e JOIN shipments s ON s.id = e.shipment_id WHERE s.number = 'S-400' ORDER BY e.id`)).toEqual([
      { status: "booked", source: "import", occurred_at: new Date("2026-11-01T08:00Z") }, { status: "in_transit", source: "import", occurred_at: new Date("2026-11-02T08:00Z") },
      { status: "delivered", source: "import", occurred_at: new Date("2026-11-03T08:00Z") },
    ]);
    const late = await ship("in_transit", 6, "", "2026-11-05T08:00Z");
    expect([outcome(late), problems(late)]).toEqual(["1 0 0 0 0 1", ["2 status status_backward"]]);
  });

  test("without lines they stand for the whole order", async () => {
    const number = await order("O-410", await partner("D-410"));
    await bring(ImportKind.SHIPMENTS, shake("number,order,status", `S-410,${number},delivered`, `S-411,${number},in_transit`));
    expect((await one(`SELECT fulfilment_status FROM orders WHERE number = 'O-410'`)).fulfilment_status).toBe("partially_delivered");
    await bring(ImportKind.SHIPMENTS, shake("number,order,status", `S-411,${number},delivered`));
    expect(await one(`SELECT fulfilment_status, delivered_quantity FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.number = 'O-410'`)).toEqual({ fulfilment_status: "delivered", delivered_quantity: 10 });
  });

  test("a tracking number belongs to one shipment of a carrier", async () => {
    const number = await order("O-420", await partner("D-420"));
    const file = (...rows: string[]) => shake("number,order,carrier,tracking_number", ...rows.map((row) => row.replace("O", number)));
    await bring(ImportKind.SHIPMENTS, file("S-420,O,Nordvik,T1", "S-421,O,Baltika,T1"));
    expect(problems(await bring(ImportKind.SHIPMENTS, file("S-422,O,Nordvik,T1", "S-423,O,Nordvik,T9", "S-424,O,Nordvik,T9")))).toEqual([
      "2 tracking_number tracking_taken", "3 tracking_number tracking_taken", "4 tracking_number tracking_taken",
    ]);
  });

  test("lines and windows must make sense", async () => {
    const number = await order("O-430", await partner("D-430"));
    const report = await bring(ImportKind.SHIPMENTS, shake("number,order,order_line,shipped_quantity,pickup_from,pickup_until,incident_reason",
      `S-430,${number},7,1,,,`, `S-431,${number},1,,,,`, `S-432,${number},,,2026-11-02T10:00Z,2026-11-02 10:30,`, `S-433,${number},,,,,broken`, `S-434,O-404,,,,,customs_hold`));
    expect(problems(report)).toEqual(["2 order_line not_found", "3 shipped_quantity missing_value", "4 pickup_until before_start", "5 incident_reason not_allowed", "6 order not_found"]);
  });
});

describe("invoices and payments", () => {
  const INVOICE = "number,distributor,order,currency,amount,issued_on,due_on,status,outstanding,settled_on";
  const PAYMENT = "number,distributor,invoice,currency,amount,received_on,reversed_on";
  const state = (number: string) => one(`SELECT status, outstanding_minor AS outstanding, settled_on FROM invoices WHERE number = $1`, [number]);

  test("billing follows the invoices of an order", async () => {
    const distributor = await partner("D-500");
    const number = await order("O-500", distributor);
    const billing = async () => (await one(`SELECT billing_status FROM orders WHERE number = 'O-500'`)).billing_status;
    await bring(ImportKind.INVOICES, shake(INVOICE, `I-500,${distributor},${number},EUR,100.00,2026-10-01,2026-10-31,,,`));
    expect(await billing()).toBe("partly_billed");
    await bring(ImportKind.INVOICES, shake(INVOICE, `I-501,${distributor},${number},EUR,150.00,2026-10-01,2026-10-31,,,`));
    expect(await billing()).toBe("billed");
    await bring(ImportKind.INVOICES, shake(INVOICE, `I-501,${distributor},${number},EUR,150.00,2026-10-01,2026-10-31,void,,`));
    expect(await billing()).toBe("partly_billed");
  });

  test.each([
    ["", "", "", "open 10000 null"], ["paid", "", "", "paid 0 null"], ["", "", "2026-10-20", "paid 0 2026-10-20"], ["", "40.00", "", "partially_paid 4000 null"], ["", "0", "", "paid 0 null"],
    ["uncollectible", "", "", "uncollectible 10000 null"], ["void", "", "", "void 0 null"], ["draft", "", "", "draft 10000 null"],
    ["paid", "40.00", "", "!contradiction"], ["", "40.00", "2026-10-20", "!contradiction"], ["partially_paid", "", "", "!missing_value"], ["", "100.01", "", "!more_than_amount"], ["open", "", "2026-10-20", "!contradiction"],
  ])("status %p, outstanding %p, settled %p mean %s", async (status, outstanding, settled, expected) => {
    const distributor = await partner("D-510");
    const number = `I-510-${status}${outstanding}${settled}`;
    const report = await bring(ImportKind.INVOICES, shake(INVOICE, `${number},${distributor},,EUR,100.00,2026-10-01,2026-10-31,${status},${outstanding},${settled}`));
    const made = await state(number);
    expect(made ? `${made.status} ${made.outstanding} ${made.settled_on}` : `!${report.issues[0]!.code}`).toBe(expected);
  });

  test("payments settle, a reversal opens again, and an older invoice file does no harm", async () => {
    const distributor = await partner("D-520");
    const invoice = shake(`${INVOICE},promise_on,promise_given_on`, `I-520,${distributor},,EUR,100.00,2026-10-01,2026-10-31,open,100.00,,2026-11-10,2026-11-01`);
    const pay = (...rows: string[]) => bring(ImportKind.PAYMENTS, shake(PAYMENT, ...rows.map((row) => row.replace("D", distributor))));
    await bring(ImportKind.INVOICES, invoice);
    await pay("P-520,D,I-520,EUR,40.00,2026-10-20,");
    expect(await state("I-520")).toEqual({ status: "partially_paid", outstanding: 6000, settled_on: null });
    expect(outcome(await bring(ImportKind.INVOICES, invoice))).toBe("1 0 0 1 0 0");
    await pay("P-521,D,I-520,EUR,60.00,2026-10-25,");
    expect(await state("I-520")).toEqual({ status: "paid", outstanding: 0, settled_on: "2026-10-25" });
    expect((await one(`SELECT p.state FROM payment_promises p JOIN invoices i ON i.id = p.invoice_id WHERE i.number = 'I-520'`)).state).toBe("kept");
    expect(outcome(await pay("P-520,D,I-520,EUR,40.00,2026-10-20,", "P-521,D,I-520,EUR,60.00,2026-10-25,"))).toBe("2 0 0 2 0 0");
    await pay("P-521,D,I-520,EUR,60.00,2026-10-25,2026-10-28");
    expect(await state("I-520")).toEqual({ status: "partially_paid", outstanding: 6000, settled_on: null });
    const types = (await trail("I-520")).map(({ type }) => type);
    expect(types).toEqual(["invoice.created", "invoice.updated", "invoice.updated", "invoice.updated"]);
  });

  test("a payment moved to another invoice frees the first", async () => {
    const distributor = await partner("D-530");
    await bring(ImportKind.INVOICES, shake(INVOICE, ...["I-530", "I-531"].map((number) => `${number},${distributor},,EUR,50.00,2026-10-01,2026-10-31,,,`)));
    const pay = (invoice: string) => bring(ImportKind.PAYMENTS, shake(PAYMENT, `P-530,${distributor},${invoice},EUR,50.00,2026-10-20,`));
    await pay("I-530");
    await pay("I-531");
    expect([(await state("I-530")).status, (await state("I-531")).status]).toEqual(["open", "paid"]);
    await pay("");
    expect((await state("I-531")).outstanding).toBe(5000);
  });

  test("a settled invoice without payments stays settled against an older file", async () => {
    const distributor = await partner("D-540");
    const file = (status: string) => shake(INVOICE, `I-540,${distributor},,EUR,100.00,2026-10-01,2026-10-31,${status},,`);
    await bring(ImportKind.INVOICES, file("paid"));
    expect(problems(await bring(ImportKind.INVOICES, file("open")))).toEqual(["2 status status_backward"]);
  });

  test("payments must fit their invoice", async () => {
    const [mine, other] = [await partner("D-550"), await partner("D-551")];
    await bring(ImportKind.INVOICES, shake(INVOICE, `I-550,${mine},,EUR,100.00,2026-10-01,2026-10-31,,,`));
    expect(problems(await bring(ImportKind.PAYMENTS, shake(PAYMENT, `P-550,${other},I-550,EUR,1.00,2026-10-02,`, `P-551,${mine},I-550,USD,1.00,2026-10-02,`, `P-552,${mine},I-550,EUR,0,2026-10-02,`)))).toEqual([
      "2 invoice not_found", "3 currency currency_differs", "4 amount out_of_range",
    ]);
  });

  test("a dispute leaves its part out, moves forward, and is not reopened", async () => {
    const distributor = await partner("D-560");
    const file = (disputeState: string) => shake(`${INVOICE},dispute_code,dispute_opened_on,disputed_amount,dispute_state`, `I-560,${distributor},,EUR,100.00,2026-10-01,2026-10-31,,,,price,2026-10-10,30.00,${disputeState}`);
    const disputed = async () => (await one(`SELECT disputed_minor FROM invoices WHERE number = 'I-560'`)).disputed_minor;
    await bring(ImportKind.INVOICES, file("open"));
    expect(await disputed()).toBe(3000);
    await bring(ImportKind.INVOICES, file("resolved_invalid"));
    expect(await disputed()).toBe(0);
    expect(problems(await bring(ImportKind.INVOICES, file("open")))).toEqual(["2 dispute_state status_backward"]);
    expect((await one(`SELECT count(*)::int AS disputes FROM invoice_disputes d JOIN invoices i ON i.id = d.invoice_id WHERE i.number = 'I-560'`)).disputes).toBe(1);
  });
});

describe("documents", () => {
  const HEAD = "number,kind,title,distributor,order,state,required,expires_on";
  test("belong to exactly one record and find its distributor and order", async () => {
    const distributor = await partner("D-600");
    const number = await order("O-600", distributor);
    const report = await bring(ImportKind.DOCUMENTS, shake(HEAD, `DOC-600,licence,Import licence,${distributor},,approved,yes,2027-01-01`, `DOC-601,customs,Export declaration,,${number},,,`, `DOC-602,tax,VAT certificate,${distributor},${number},,,`, "DOC-603,tax,VAT certificate,,,,,"));
    expect([outcome(report), problems(report)]).toEqual(["4 2 0 0 2 0", ["4 order owner_unclear", "5 distributor owner_unclear"]]);
    expect(await desk.rows(`SELECT d.number, p.number AS partner, o.number AS order, d.state FROM documents d JOIN distributors p ON p.id = d.distributor_id LEFT JOIN orders o ON o.id = d.order_id WHERE d.number LIKE 'DOC-60_' ORDER BY 1`)).toEqual([
      { number: "DOC-600", partner: "D-600", order: null, state: "approved" }, { number: "DOC-601", partner: "D-600", order: "O-600", state: "requested" },
    ]);
    expect(problems(await bring(ImportKind.DOCUMENTS, shake(HEAD, `DOC-600,licence,Import licence,,${number},requested,yes,2027-01-01`)))).toEqual(["2 distributor belongs_elsewhere", "2 order belongs_elsewhere", "2 state status_backward"]);
  });
});

describe("who may", () => {
  const person = (role: Role, regions: string[] = []): Actor => ({ kind: ActorKind.USER, name: "Mara Lind", roles: [role], teams: [], regions });
  const asks = (actor: Actor, kind: ImportKind, content: string) => importRecords(desk.ctx.as(actor), { kind, content, fileName: "x.csv", preview: false });

  test("people import what they may change, and no decision that is not theirs", async () => {
    const file = "number,legal_name,country,region\nD-700,Sund AS,NO,Nordics\n";
    await expect(asks(person(Role.VIEWER), ImportKind.DISTRIBUTORS, file)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(asks(person(Role.LOGISTICS), ImportKind.DISTRIBUTORS, file)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await asks(person(Role.SALES), ImportKind.DISTRIBUTORS, file)).state).toBe(ImportState.APPLIED);
    const limit = await asks(person(Role.SALES), ImportKind.DISTRIBUTORS, "number,legal_name,country,region,credit_limit\nD-701,Sund AS,NO,Nordics,5000\n");
    expect([limit.state, limit.issues[0]!.code, limit.issues[0]!.reason]).toEqual([ImportState.FAILED, "decision_needed", "your role may not decide on credit_limit; leave this column out"]);
  });

  test("people limited to regions can neither reach into others nor take records out of theirs", async () => {
    const file = (region: string) => `number,legal_name,country,region\nD-710,Sund AS,NO,${region}\n`;
    await bring(ImportKind.DISTRIBUTORS, file("Nordics"));
    expect(problems(await asks(person(Role.SALES, ["Iberia"]), ImportKind.DISTRIBUTORS, file("Nordics")))).toEqual(["2 number not_found"]);
    expect(problems(await asks(person(Role.SALES, ["Iberia"]), ImportKind.DISTRIBUTORS, file("Iberia")))).toEqual(["2 number not_found"]);
    expect(problems(await asks(person(Role.SALES, ["Iberia"]), ImportKind.ORDERS, shake(ORDER, "O-710,D-710,EUR,2026-10-01,,1,X,1,1.00")))).toEqual(["2 distributor not_found"]);
  });
});

test("two imports of one file at once double nothing and wait on no circle", async () => {
  const distributor = await partner("D-800");
  const rows = Array.from({ length: 300 }, (_, i) => `O-8${String(i).padStart(3, "0")},${distributor},EUR,2026-10-01,,1,KAYAK-7,${i + 1},25.00`);
  const reports = await Promise.all([rows, rows.toReversed(), rows].map((order) => bring(ImportKind.ORDERS, shake(ORDER, ...order))));
  expect(reports.map(({ counts }) => counts.created).sort()).toEqual([0, 0, 300]);
  expect(reports.map(({ counts }) => counts.unchanged).sort()).toEqual([0, 300, 300]);
  expect((await one(`SELECT count(*)::int AS entries FROM audit_logs l JOIN orders o ON o.id = l.subject_id WHERE o.number LIKE 'O-8%'`)).entries).toBe(300);
});

test("the application's own log tells of every import", async () => {
  expect(await desk.rows(`SELECT i.id FROM imports i WHERE NOT EXISTS (SELECT FROM audit_logs l WHERE l.subject_id = i.id AND l.type = 'import.' || i.state AND l.subject_kind = 'import')`)).toEqual([]);
});
