import { ImportKind } from "../../../entities/enums.js";
import { runDetection } from "../detection/runDetection.js";
import { csv, openImportDesk, ORDER, outcome, problems, type ImportDesk } from "../../testing/importDesk.js";

let desk: ImportDesk;
beforeAll(async () => void (desk = await openImportDesk()));
afterAll(() => desk.close());

describe("orders", () => {
  test("an order and its lines are one record with one entry, and its value is the sum of its lines", async () => {
    const distributor = await desk.partner("D-300");
    const file = (pieces: number) => csv(`${ORDER},list_price,hold_kind,hold_reason`, `O-300,${distributor},EUR,2026-10-01,,1,KAYAK-7,${pieces},25.00,26.50,credit,Over the limit`, `O-300,${distributor},EUR,2026-10-01,,2,PADDLE-2,3,9.9950,,,`);
    expect(outcome(await desk.bring(ImportKind.ORDERS, file(10)))).toBe("2 1 0 0 0 0");
    expect(outcome(await desk.bring(ImportKind.ORDERS, file(8)))).toBe("2 0 1 0 0 0");
    expect(outcome(await desk.bring(ImportKind.ORDERS, file(8)))).toBe("2 0 0 1 0 0");
    expect(await desk.one(`SELECT status, value_minor, version FROM orders WHERE number = 'O-300'`)).toEqual({ status: "confirmed", value_minor: 22999, version: 2 });
    expect(await desk.rows(`SELECT kind, owner_team, released_at FROM order_holds h JOIN orders o ON o.id = h.order_id WHERE o.number = 'O-300'`)).toEqual([{ kind: "credit", owner_team: "accounting", released_at: null }]);
    const entries = await desk.trail("O-300");
    expect(entries.map(({ type }) => type)).toEqual(["order.created", "order.updated"]);
    expect(entries[1]!.payload.after).toMatchObject({ valueMinor: 22999, "line 1": { quantity: 8 } });
    expect(Object.keys(entries[1]!.payload.after).sort()).toEqual(["line 1", "valueMinor"]);
  });

  test("a status never goes back, a record never changes its owner or currency; nothing of such a row is applied", async () => {
    const [mine, other] = [await desk.partner("D-310"), await desk.partner("D-311")];
    await desk.bring(ImportKind.ORDERS, csv(ORDER, `O-310,${mine},EUR,2026-10-01,closed,1,KAYAK-7,10,25.00`));
    const file = (distributor: string, currency: string, status: string) => csv(ORDER, `O-310,${distributor},${currency},2026-10-09,${status},1,KAYAK-7,99,25.00`);
    const back = await desk.bring(ImportKind.ORDERS, file(mine, "EUR", "confirmed"));
    expect([outcome(back), back.issues[0]]).toEqual(["1 0 0 0 0 1", { row: 2, column: "status", value: "confirmed", code: "status_backward", reason: "order O-310 is closed and can't become confirmed again" }]);
    expect(problems(await desk.bring(ImportKind.ORDERS, file(other, "USD", "closed")))).toEqual(["2 distributor belongs_elsewhere", "2 currency currency_changed"]);
    expect(await desk.one(`SELECT ordered_on, quantity FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.number = 'O-310'`)).toEqual({ ordered_on: "2026-10-01", quantity: 10 });
  });

  test("a line that stands in two rows for two holds is one line, and counts once in the order's value", async () => {
    const distributor = await desk.partner("D-315");
    const row = (hold: string, lineNumber = 1) => `O-315,${distributor},EUR,2026-10-01,,${lineNumber},KAYAK-7,2,25.00,${hold},Under review`;
    expect(outcome(await desk.bring(ImportKind.ORDERS, csv(`${ORDER},hold_kind,hold_reason`, row("credit"), row("stock"), row("stock", 2))))).toBe("3 1 0 0 0 0");
    expect(await desk.one(`SELECT value_minor, (SELECT count(*)::int FROM order_lines l WHERE l.order_id = o.id) AS lines,
      (SELECT count(*)::int FROM order_holds h WHERE h.order_id = o.id) AS holds FROM orders o WHERE number = 'O-315'`)).toEqual({ value_minor: 10000, lines: 2, holds: 2 });
  });

  test("a released hold is not put back by an older file", async () => {
    const distributor = await desk.partner("D-320");
    const file = (released: string) => csv(`${ORDER},hold_kind,hold_reason,hold_placed_at,hold_released_at`, `O-320,${distributor},EUR,2026-10-01,,1,KAYAK-7,1,5.00,stock,No kayaks,2026-10-02,${released}`);
    await desk.bring(ImportKind.ORDERS, file("2026-10-05"));
    expect(problems(await desk.bring(ImportKind.ORDERS, file("")))).toEqual(["2 hold_kind status_backward"]);
  });
});

describe("shipments", () => {
  const HEAD = "number,order,carrier,tracking_number,status,status_changed_at,estimated_at,order_line,shipped_quantity,delivered_quantity";
  test("move their order along, line by line, and leave an event for each change seen", async () => {
    const number = await desk.order("O-400", await desk.partner("D-400"));
    const ship = (status: string, shipped: number, delivered: string, at: string) => desk.bring(ImportKind.SHIPMENTS, csv(HEAD, `S-400,${number},Nordvik,NV1,${status},${at},2026-11-20T10:00Z,1,${shipped},${delivered}`));
    const progress = () => desk.one(`SELECT fulfilment_status AS status, shipped_quantity AS shipped, delivered_quantity AS delivered FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.number = 'O-400'`);
    await ship("booked", 6, "", "2026-11-01T08:00Z");
    expect(await progress()).toEqual({ status: "picking", shipped: 0, delivered: 0 });
    await ship("in_transit", 6, "", "2026-11-02T08:00Z");
    expect(await progress()).toEqual({ status: "partially_shipped", shipped: 6, delivered: 0 });
    await ship("in_transit", 6, "", "2026-11-02T08:00Z");
    await ship("delivered", 6, "5", "2026-11-03T08:00Z");
    expect(await progress()).toEqual({ status: "partially_delivered", shipped: 6, delivered: 5 });
    await desk.bring(ImportKind.SHIPMENTS, csv(HEAD, `S-401,${number},Nordvik,NV2,delivered,2026-11-04,,1,5,`));
    expect(await progress()).toEqual({ status: "delivered", shipped: 11, delivered: 10 });
    expect((await desk.trail("O-400")).map(({ type }) => type)).toEqual(["order.created", "order.updated", "order.updated", "order.updated", "order.updated"]);
    expect(await desk.rows(`SELECT e.status, e.source, e.occurred_at FROM shipment_events e JOIN shipments s ON s.id = e.shipment_id WHERE s.number = 'S-400' ORDER BY e.id`)).toEqual([
      { status: "booked", source: "import", occurred_at: new Date("2026-11-01T08:00Z") }, { status: "in_transit", source: "import", occurred_at: new Date("2026-11-02T08:00Z") },
      { status: "delivered", source: "import", occurred_at: new Date("2026-11-03T08:00Z") },
    ]);
    const late = await ship("in_transit", 6, "", "2026-11-05T08:00Z");
    expect([outcome(late), problems(late)]).toEqual(["1 0 0 0 0 1", ["2 status status_backward"]]);
  });

  test("a report that comes late joins the history and turns nothing back", async () => {
    const number = await desk.order("O-420", await desk.partner("D-420"));
    const head = "number,order,carrier,tracking_number,status,status_changed_at,picked_up_at,raw_status,last_event_at,delivered_at";
    const ship = (row: string) => desk.bring(ImportKind.SHIPMENTS, csv(head, `S-420,${number},Nordvik,NV420,${row}`));
    await ship("delivered,2026-11-14T12:00Z,,POD,2026-11-14T12:00Z,2026-11-14T12:00Z");
    const late = await ship("in_transit,2026-11-13T08:00Z,2026-11-12T16:00Z,DEP,2026-11-13T08:00Z,");
    expect([outcome(late), problems(late)]).toEqual(["1 0 1 0 0 0", ["2 number older_report"]]);
    expect(late.issues[0]!.reason).toBe("tells of 2026-11-13 08:00 UTC, and shipment S-420 is known as of 2026-11-14 12:00 UTC; it joins the history and changes nothing that is known");
    const state = () => desk.one(`SELECT status, status_changed_at, raw_status, picked_up_at, last_event_at, delivered_at FROM shipments WHERE number = 'S-420'`);
    const delivered = { status: "delivered", status_changed_at: new Date("2026-11-14T12:00Z"), raw_status: "POD", picked_up_at: new Date("2026-11-12T16:00Z"), last_event_at: new Date("2026-11-14T12:00Z"), delivered_at: new Date("2026-11-14T12:00Z") };
    expect(await state()).toEqual(delivered);
    expect(outcome(await ship("in_transit,2026-11-13T08:00Z,2026-11-12T16:00Z,DEP,2026-11-13T08:00Z,"))).toBe("1 0 0 1 0 0");
    expect(await state()).toEqual(delivered);
    expect(await desk.rows(`SELECT e.status, e.occurred_at FROM shipment_events e JOIN shipments s ON s.id = e.shipment_id WHERE s.number = 'S-420' ORDER BY e.occurred_at`)).toEqual([
      { status: "in_transit", occurred_at: new Date("2026-11-13T08:00Z") }, { status: "delivered", occurred_at: new Date("2026-11-14T12:00Z") },
    ]);
    expect((await desk.trail("S-420")).map(({ type }) => type)).toEqual(["shipment.created", "shipment.reportedLate", "shipment.updated"]);
  });

  test("the last event only moves forward, an end stands whenever it is told, and an import's own moment is no news", async () => {
    const number = await desk.order("O-430", await desk.partner("D-430"));
    const ship = (key: string, row: string) => desk.bring(ImportKind.SHIPMENTS, csv("number,order,carrier,tracking_number,status,status_changed_at,last_event_at,estimated_at", `${key},${number},Nordvik,${key},${row}`));
    const state = (key: string) => desk.one(`SELECT status, last_event_at AS last, estimated_at AS eta, (SELECT count(*)::int FROM shipment_events e WHERE e.shipment_id = s.id) AS events FROM shipments s WHERE number = $1`, [key]);
    await ship("S-430", "in_transit,2026-11-10T08:00Z,2026-11-17T12:00Z,2026-12-01T08:00Z");
    const back = await ship("S-430", "in_transit,2026-11-10T08:00Z,2026-11-13T09:00Z,2026-11-22T08:00Z");
    expect([outcome(back), problems(back)]).toEqual(["1 0 1 0 0 0", ["2 number older_report"]]);
    expect(await state("S-430")).toEqual({ status: "in_transit", last: new Date("2026-11-17T12:00Z"), eta: new Date("2026-12-01T08:00Z"), events: 2 });
    expect(outcome(await ship("S-430", "delivered,2026-11-17T11:00Z,,"))).toBe("1 0 1 0 0 0");
    expect(await state("S-430")).toMatchObject({ status: "delivered", last: new Date("2026-11-17T12:00Z") });

    await ship("S-431", "in_transit,,,");
    expect(outcome(await ship("S-431", "out_for_delivery,2026-11-18T07:00Z,,"))).toBe("1 0 1 0 0 0");
    expect(await state("S-431")).toMatchObject({ status: "out_for_delivery" });
  });

  test("an estimate by the day lasts until its end, an instant is what it says", async () => {
    const number = await desk.order("O-440", await desk.partner("D-440"));
    const etas = { "S-440": "2026-12-03", "S-441": "2026-12-03T00:00:00Z", "S-442": "2026-12-02T00:00:00Z", "S-443": "2026-12-04", "S-444": "2026-12-02", "S-445": "2026-12-05" };
    await desk.bring(ImportKind.SHIPMENTS, csv("number,order,carrier,tracking_number,status,last_event_at,promised_on,estimated_at,pickup_from,pickup_until",
      ...Object.entries(etas).map(([key, eta]) => `${key},${number},Nordvik,${key},in_transit,2026-11-18T08:00Z,2026-12-02,${eta},2026-11-10,2026-11-10`)));
    await runDetection(desk.ctx, { cause: "test", rules: ["ETA_DRIFT"] });
    // the promised day ends at 23:00 UTC, so midnight UTC of the next is an hour late and within the rule's twelve
    expect(await desk.rows(`SELECT s.number, s.estimated_at AS eta, e.severity FROM shipments s LEFT JOIN exceptions e ON e.subject_shipment_id = s.id WHERE s.number LIKE 'S-44_' ORDER BY 1`)).toEqual([
      { number: "S-440", eta: new Date("2026-12-03T22:59:59Z"), severity: 2 }, { number: "S-441", eta: new Date("2026-12-03T00:00:00Z"), severity: null },
      { number: "S-442", eta: new Date("2026-12-02T00:00:00Z"), severity: null }, { number: "S-443", eta: new Date("2026-12-04T22:59:59Z"), severity: 2 },
      { number: "S-444", eta: new Date("2026-12-02T22:59:59Z"), severity: null }, { number: "S-445", eta: new Date("2026-12-05T22:59:59Z"), severity: 3 },
    ]);
    expect(await desk.one(`SELECT pickup_from, pickup_until FROM shipments WHERE number = 'S-440'`)).toEqual({ pickup_from: new Date("2026-11-09T23:00:00Z"), pickup_until: new Date("2026-11-10T22:59:59Z") });
  });

  test("without lines they stand for the whole order", async () => {
    const number = await desk.order("O-410", await desk.partner("D-410"));
    await desk.bring(ImportKind.SHIPMENTS, csv("number,order,status", `S-410,${number},delivered`, `S-411,${number},in_transit`));
    expect((await desk.one(`SELECT fulfilment_status FROM orders WHERE number = 'O-410'`)).fulfilment_status).toBe("partially_delivered");
    await desk.bring(ImportKind.SHIPMENTS, csv("number,order,status", `S-411,${number},delivered`));
    expect(await desk.one(`SELECT fulfilment_status, delivered_quantity FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.number = 'O-410'`)).toEqual({ fulfilment_status: "delivered", delivered_quantity: 10 });
  });

  test("a tracking number belongs to one shipment of a carrier", async () => {
    const number = await desk.order("O-420", await desk.partner("D-420"));
    const file = (...rows: string[]) => csv("number,order,carrier,tracking_number", ...rows.map((row) => row.replace("O", number)));
    await desk.bring(ImportKind.SHIPMENTS, file("S-420,O,Nordvik,T1", "S-421,O,Baltika,T1"));
    expect(problems(await desk.bring(ImportKind.SHIPMENTS, file("S-422,O,Nordvik,T1", "S-423,O,Nordvik,T9", "S-424,O,Nordvik,T9")))).toEqual([
      "2 tracking_number tracking_taken", "3 tracking_number tracking_taken", "4 tracking_number tracking_taken",
    ]);
  });

  test("lines and windows must make sense", async () => {
    const number = await desk.order("O-430", await desk.partner("D-430"));
    const report = await desk.bring(ImportKind.SHIPMENTS, csv("number,order,order_line,shipped_quantity,pickup_from,pickup_until,incident_reason",
      `S-430,${number},7,1,,,`, `S-431,${number},1,,,,`, `S-432,${number},,,2026-11-02T10:00Z,2026-11-02 10:30,`, `S-433,${number},,,,,broken`, `S-434,O-404,,,,,customs_hold`));
    expect(problems(report)).toEqual(["2 order_line not_found", "3 shipped_quantity missing_value", "4 pickup_until before_start", "5 incident_reason not_allowed", "6 order not_found"]);
  });
});

describe("orders", () => {
  test("lines promised for other days get the latest of them, and it is told", async () => {
    const distributor = await desk.partner("D-33300");
    const report = await desk.bring(ImportKind.ORDERS, csv(`${ORDER},promised_on`, ...["2026-12-01", "2026-12-05", ""].map((promised, i) => `O-33300,${distributor},EUR,2026-10-01,confirmed,${i + 1},KAYAK-7,1,10.00,${promised}`)));
    expect([outcome(report), report.issues.map(({ row, code, reason }) => `${row} ${code} ${reason}`)]).toEqual(["3 1 0 0 0 0", ["2 several_days has 2 days in the rows of O-33300; the latest, 2026-12-05, is taken"]]);
    expect(await desk.one(`SELECT promised_on, value_minor, (SELECT count(*)::int FROM order_lines l WHERE l.order_id = o.id) AS lines FROM orders o WHERE number = 'O-33300'`)).toEqual({ promised_on: "2026-12-05", value_minor: 3000, lines: 3 });
  });

  test("an order is cancelled without its lines, and never begun without them", async () => {
    const distributor = await desk.partner("D-3310");
    await desk.order("O-3310", distributor);
    const head = "number,distributor,currency,ordered_on,status";
    expect(outcome(await desk.bring(ImportKind.ORDERS, csv(head, `O-3310,${distributor},EUR,2026-10-01,cancelled`)))).toBe("1 0 1 0 0 0");
    expect(await desk.one(`SELECT status, value_minor FROM orders WHERE number = 'O-3310'`)).toEqual({ status: "cancelled", value_minor: 25000 });
    expect(problems(await desk.bring(ImportKind.ORDERS, csv(head, `O-3311,${distributor},EUR,2026-10-01,confirmed`)))).toEqual(["2 line_number missing_value"]);
    expect(problems(await desk.bring(ImportKind.ORDERS, csv(ORDER, `O-3310,${distributor},EUR,2026-10-01,cancelled,1,,10,`)))).toEqual(["2 sku missing_value", "2 unit_price missing_value"]);
  });

  test("what is hardly meant is imported and told", async () => {
    const distributor = await desk.partner("D-3320");
    const report = await desk.bring(ImportKind.ORDERS, csv(`${ORDER},promised_on,line_value`,
      `O-3320,${distributor},EUR,2026-10-01,confirmed,1,KAYAK-7,10,25.00,2016-10-01,250.00`, `O-3321,${distributor},EUR,2096-10-01,confirmed,1,KAYAK-7,10,25.00,,200.00`, `O-3322,${distributor},KWD,2026-10-01,confirmed,1,KAYAK-7,10,2.500,,25.000`));
    expect([outcome(report), report.issues.map(({ row, column, reason }) => `${row} ${column} ${reason}`).sort()]).toEqual(["3 3 0 0 0 0", [
      "2 promised_on is before the day of the order, 2026-10-01", "3 line_value is not the quantity times the price, 250 EUR", "3 ordered_on lies more than a year ahead",
    ]]);
  });

  test("a number that differs by leading zeros alone is told, known or in the same file", async () => {
    const distributor = await desk.partner("D-3330");
    const bring = (...numbers: string[]) => desk.bring(ImportKind.ORDERS, csv(ORDER, ...numbers.map((number) => `${number},${distributor},EUR,2026-10-01,confirmed,1,KAYAK-7,1,25.00`)));
    await bring("004711");
    const report = await bring("4711", "004711", "0815", "815", "A-0815");
    expect(report.issues.map(({ row, code, reason }) => `${row} ${code} ${reason}`)).toEqual([
      "2 twin_number is new and differs from order 004711 by leading zeros alone; if they are the same, take one of them back", "5 twin_number is new and differs from order 0815 by leading zeros alone; if they are the same, take one of them back",
    ]);
    expect(outcome(report)).toBe("5 4 0 1 0 0");
  });
});

test("a state that goes in circles is not turned back by older news", async () => {
  const partner = (state: string, since: string) => desk.bring(ImportKind.DISTRIBUTORS, csv("number,legal_name,country,region,onboarding_state,onboarding_changed_at", `D-590,Sund AS,NO,Nordics,${state},${since}`));
  await partner("active", "2026-03-01T08:00Z");
  await partner("suspended", "2026-06-01T08:00Z");
  const old = await partner("active", "2026-03-01T08:00Z");
  expect([outcome(old), problems(old)]).toEqual(["1 0 0 0 0 1", ["2 onboarding_state older_news"]]);
  expect(old.issues[0]!.reason).toBe("distributor D-590 is suspended since 2026-06-01 08:00 UTC, and this is older");
  expect(outcome(await partner("active", "2026-07-01T08:00Z"))).toBe("1 0 1 0 0 0");
});

describe("documents", () => {
  const HEAD = "number,kind,title,distributor,order,state,required,expires_on";
  test("belong to exactly one record and find its distributor and order", async () => {
    const distributor = await desk.partner("D-600");
    const number = await desk.order("O-600", distributor);
    const report = await desk.bring(ImportKind.DOCUMENTS, csv(HEAD, `DOC-600,licence,Import licence,${distributor},,approved,yes,2027-01-01`, `DOC-601,customs,Export declaration,,${number},,,`, `DOC-602,tax,VAT certificate,${distributor},${number},,,`, "DOC-603,tax,VAT certificate,,,,,"));
    expect([outcome(report), problems(report)]).toEqual(["4 2 0 0 2 0", ["4 order owner_unclear", "5 distributor owner_unclear"]]);
    expect(await desk.rows(`SELECT d.number, p.number AS partner, o.number AS order, d.state FROM documents d JOIN distributors p ON p.id = d.distributor_id LEFT JOIN orders o ON o.id = d.order_id WHERE d.number LIKE 'DOC-60_' ORDER BY 1`)).toEqual([
      { number: "DOC-600", partner: "D-600", order: null, state: "approved" }, { number: "DOC-601", partner: "D-600", order: "O-600", state: "requested" },
    ]);
    expect(problems(await desk.bring(ImportKind.DOCUMENTS, csv(HEAD, `DOC-600,licence,Import licence,,${number},requested,yes,2027-01-01`)))).toEqual(["2 distributor belongs_elsewhere", "2 order belongs_elsewhere", "2 state status_backward"]);
  });
});

