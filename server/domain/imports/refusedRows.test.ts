import { text } from "node:stream/consumers";
import { Readable } from "node:stream";
import { ActorKind, ImportKind, Role } from "../../../entities/enums.js";
import type { Actor } from "../../policies/actor.js";
import { csv, openImportDesk, ORDER, outcome, problems, type ImportDesk } from "../../testing/importDesk.js";
import { importFile, importRecords, type ImportReport } from "./importRecords.js";
import { refusedRowsOf } from "./refusedRows.js";

let desk: ImportDesk;
beforeAll(async () => void (desk = await openImportDesk()));
afterAll(() => desk.close());

const person = (role: Role, regions: string[] = []): Actor => ({ kind: ActorKind.USER, name: "Mara Lind", roles: [role], teams: [], regions });
const asks = (actor: Actor, kind: ImportKind, content: string) => importRecords(desk.ctx.as(actor), { kind, content, fileName: "x.csv", preview: false });
const listOf = async ({ id }: ImportReport, ctx = desk.ctx) => text((await refusedRowsOf(ctx, id)).csv);

test("all refused rows are to be had with their own cells and every reason, and come in again once they are mended", async () => {
  const distributor = await desk.partner("D-R1");
  const report = await desk.bring(ImportKind.ORDERS, csv(`${ORDER},customer`,
    `O-R1,${distributor},EUR,2026-10-01,,1,KAYAK-7,1,25.00,"Sund, AS"`, `O-R1,${distributor},EUR,2026-10-01,,2,KAYAK-7,"1,000",25.00,Sund`,
    `O-R2,${distributor},EUR,2026-10-01,,1,KAYAK-7,1,25.00,Sund`, `O-R3,D-404,EUR,2026-10-01,,1,KAYAK-7,1,25.00,Sund`, "O-R4,short"));
  expect([outcome(report), report.hasRefusedRows]).toEqual(["5 1 0 0 4 0", true]);
  expect(report.causes.map(({ code, column, rows, firstRow, severity }) => `${severity} ${code} ${column} ${rows} ${firstRow}`)).toEqual([
    "error held_back number 1 2", "error ambiguous_number quantity 1 3", "error not_found distributor 1 5", "error ragged_row null 1 6", "warning unknown_column customer 1 1",
  ]);
  const list = await listOf(report);
  expect(list).toBe([
    `${ORDER},customer,refused_row,refused_reason`,
    `O-R1,${distributor},EUR,2026-10-01,,1,KAYAK-7,1,25.00,"Sund, AS",2,"number: order O-R1 is held back, since row 3 is refused"`,
    `O-R1,${distributor},EUR,2026-10-01,,2,KAYAK-7,"1,000",25.00,Sund,3,quantity: may be 1000 or 1.000; write 1000 or 1.0000`,
    `O-R3,D-404,EUR,2026-10-01,,1,KAYAK-7,1,25.00,Sund,5,"distributor: there is no distributor D-404, or it is archived or not yours to see"`,
    "O-R4,short,,,,,,,,,6,has 2 cells where the heading has 10", "",
  ].join("\n"));
  const again = await desk.bring(ImportKind.ORDERS, list.replace('"1,000"', "1000").replace("D-404", distributor).replace("O-R4,short,,", `O-R4,${distributor},EUR,`));
  expect([outcome(again), problems(again).filter((told) => !told.includes("unknown_column"))]).toEqual(["4 2 0 0 1 0", ["5 ordered_on missing_value"]]);
});

test("the list is for whoever brought the file in, and for those of all regions who may bring in its kind", async () => {
  await desk.partner("D-R5");
  const iberian = person(Role.SALES, ["Iberia"]);
  const report = await asks(iberian, ImportKind.ORDERS, csv(ORDER, "O-R5,D-R5,EUR,2026-10-01,,1,KAYAK-7,1,25.00"));
  expect(report.hasRefusedRows).toBe(true);
  expect(await listOf(report, desk.ctx.as(person(Role.SALES)))).toContain("O-R5,D-R5");
  for (const actor of [person(Role.VIEWER), person(Role.LOGISTICS), person(Role.SALES, ["Nordics"])]) await expect(listOf(report, desk.ctx.as(actor))).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(listOf({ ...report, id: "no-id" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a preview's list goes after a week, that of an import stays", async () => {
  const bad = csv("number,legal_name,country,region", "D-R6,Sund AS,Atlantis,Nordics");
  const [preview, applied] = [await desk.bring(ImportKind.DISTRIBUTORS, bad, { preview: true }), await desk.bring(ImportKind.DISTRIBUTORS, bad)];
  expect(await listOf(preview)).toContain("Atlantis");
  const before = desk.clock.now();
  desk.clock.set(new Date(before.getTime() + 8 * 86_400_000));
  await desk.bring(ImportKind.DISTRIBUTORS, bad);
  desk.clock.set(before);
  expect(await desk.rows(`SELECT import_id FROM import_refused_parts WHERE import_id = ANY($1)`, [[preview.id, applied.id]])).toEqual([{ import_id: applied.id }]);
});

test("a record of another region is told of like one that is not there, whichever column names it", async () => {
  const [far, near] = [await desk.partner("D-R7"), "D-R8"];
  await desk.bring(ImportKind.DISTRIBUTORS, csv("number,legal_name,country,region", `${near},Ria Vela SL,ES,Iberia`));
  await desk.order("O-R7", far);
  const told = async (kind: ImportKind, head: string, row: (order: string) => string, actor = person(Role.SALES, ["Iberia"])) => {
    const [known, unknown] = [await asks(actor, kind, csv(head, row("O-R7"))), await asks(actor, kind, csv(head, row("O-NONE")))];
    expect(JSON.stringify(known.issues).replaceAll("O-R7", "O-NONE")).toBe(JSON.stringify(unknown.issues));
    expect(outcome(known)).toBe("1 0 0 0 1 0");
    return problems(known);
  };
  expect(await told(ImportKind.SHIPMENTS, "number,order,order_line,shipped_quantity", (order) => `S-R7,${order},1,1`, person(Role.LOGISTICS, ["Iberia"]))).toEqual(["2 order not_found"]);
  expect(await told(ImportKind.DOCUMENTS, "number,kind,title,order", (order) => `DOC-R7,licence,Licence,${order}`, person(Role.LEGAL, ["Iberia"]))).toEqual(["2 order not_found"]);
  expect(await told(ImportKind.INVOICES, "number,distributor,order,currency,amount,issued_on,due_on", (order) => `I-R7,${near},${order},EUR,1.00,2026-10-01,2026-11-01`, person(Role.ACCOUNTING, ["Iberia"]))).toEqual(["2 order not_found"]);
  const taken = await asks(person(Role.SALES, ["Iberia"]), ImportKind.ORDERS, csv(ORDER, `O-R7,${near},USD,2026-10-01,draft,1,KAYAK-7,1,25.00`));
  expect(taken.issues).toEqual([{ row: 2, column: "number", value: "O-R7", code: "not_found", reason: "is not a number that you may use" }]);
});

test("no order comes in by halves, whatever refuses a part of it", async () => {
  const distributor = await desk.partner("D-R9");
  const line = (number: string, line: string, rest = "KAYAK-7,1,25.00") => `${number},${distributor},EUR,2026-10-01,,${line},${rest}`;
  const file = csv(ORDER,
    line("O-RA", "1"), ",,,,,2,KAYAK-7,2,25.00", `${line("O-RA", "3")},too,many`, // a ragged line
    line("O-RB", "1"), `O-RB,${distributor},USD,2026-10-01,,2,KAYAK-7,1,25.00`, // a line that contradicts the first
    line("O-RC", "1"), `,${distributor},EUR,2026-10-01,,2,KAYAK-7,1,25.00`, // a line that has lost its number
    "O-RD,short", ",,,,,2,KAYAK-7,2,25.00", // lines below a row that can't be read
    line("O-RE", "1"), ",,,,,2,KAYAK-7,2,25.00");
  const report = await desk.bring(ImportKind.ORDERS, file);
  expect((await desk.rows(`SELECT number, (SELECT count(*)::int FROM order_lines l WHERE l.order_id = o.id) AS lines FROM orders o WHERE number LIKE 'O-R_' AND number >= 'O-RA'`))).toEqual([{ number: "O-RE", lines: 2 }]);
  expect(problems(report)).toEqual([
    "2 number held_back", "3 number taken_from_above", "4 null ragged_row", "5 number held_back", "6 number contradiction", "7 number held_back", "8 number missing_value", "9 null ragged_row",
    "10 number missing_value", "10 distributor missing_value", "10 currency missing_value", "10 ordered_on missing_value",
  ]);
});

test("a hundred thousand refusals are counted, the first thousand kept one by one, and all of them on the list", async () => {
  const rows = Array.from({ length: 130_000 }, (_, i) => `O-S${i},D-404,EUR,2026-10-01,,1,KAYAK-7,1,25.00`);
  const report = await desk.bring(ImportKind.ORDERS, [ORDER, ...rows, ""].join("\n"));
  expect([outcome(report), report.issues.length]).toEqual(["130000 0 0 0 130000 0", 1_000]);
  expect(report.causes).toMatchObject([{ code: "not_found", column: "distributor", rows: 130_000, firstRow: 2 }]);
  expect((await listOf(report)).split("\n")).toHaveLength(130_002);
}, 120_000);

test("a file of nothing but ragged rows is counted in little memory", async () => {
  const before = process.memoryUsage().heapUsed;
  let most = 0;
  const content = Readable.from((function* () {
    yield Buffer.from("number,legal_name,country,region\n");
    const piece = Buffer.from("x\n".repeat(32_768));
    for (let i = 0; i < 30; i++) {
      most = Math.max(most, process.memoryUsage().heapUsed);
      yield piece;
    }
  })());
  const report = await desk.bring(ImportKind.DISTRIBUTORS, "", { content, preview: true });
  expect([outcome(report), report.issues.length]).toEqual([`983040 0 0 0 983040 0`, 1_000]);
  expect(report.causes).toMatchObject([{ code: "ragged_row", rows: 983_040 }]);
  expect(most - before).toBeLessThan(300 * 1024 * 1024);
}, 120_000);

test("the latest of several rows is the latest whether they come in one file or in two", async () => {
  const head = "PO / SO #,ID,Project Code,Country,PO Sent to Vendor Date,PQ First Sent to Client Date,Scheduled Delivery Date,Shipment Mode,Item Description,Line Item Quantity,Pack Price,Line Item Value";
  const row = (id: number, scheduled: string) => `SO-P1,${id},D-RP,Kenya,1/2/13,,${scheduled},Air,Test kit,1,2.00,2.00`;
  await desk.partner("D-RP");
  const bring = async (...rows: string[]) => (await importFile(desk.ctx, { kind: ImportKind.ORDERS, mapping: "scms", fileName: "p.csv", preview: false, content: csv(head, ...rows) }))[0]!;
  expect(outcome(await bring(row(1, "9-Mar-13")))).toBe("1 1 0 0 0 0");
  await bring(row(2, "2-Mar-13"));
  expect((await desk.one(`SELECT promised_on FROM orders WHERE number = 'SO-P1'`)).promised_on).toBe("2013-03-09");
});
