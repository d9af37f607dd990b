import { ImportKind } from "../../../entities/enums.js";
import { csv, openImportDesk, outcome, problems, type ImportDesk } from "../../testing/importDesk.js";

let desk: ImportDesk;
beforeAll(async () => {
  desk = await openImportDesk();
  await desk.partner("D-900");
});
afterAll(() => desk.close());

let file = 0;
/** Imports invoices of one a day, issued on the days given, and answers what they were taken for. */
async function issued(days: string[], more: { days?: string[] } = {}) {
  const prefix = `DF${(file += 1)}-`;
  const report = await desk.bring(ImportKind.INVOICES, csv("number,distributor,currency,amount,issued_on,due_on", ...days.map((day, i) => `${prefix}${String(i).padStart(2, "0")},D-900,EUR,10.00,${day},2026-12-31`)), more);
  const read = await desk.rows(`SELECT issued_on FROM invoices WHERE number LIKE $1 ORDER BY number`, [`${prefix}%`]);
  return { state: report.state, reason: report.issues[0]?.reason, problems: problems(report), days: read.map(({ issued_on }) => issued_on) };
}

test("a form that only one reading fits is read, for the whole column, and shown", async () => {
  const found = await issued(["3/4/2026", "25/12/2026", "5/6/2026"]);
  expect(found).toMatchObject({ days: ["2026-04-03", "2026-12-25", "2026-06-05"], problems: ["1 issued_on days_guessed"], reason: expect.stringContaining("D/M/YYYY: 25/12/2026 in row 3 can't be anything else") });
});

test("a column that could be read in two ways asks, and is read once its form is named", async () => {
  const days = ["3/4/2026", "5/6/2026"];
  expect(await issued(days)).toMatchObject({ state: "failed", problems: ["2 issued_on ambiguous_days"], reason: expect.stringContaining("D/M/YYYY or M/D/YYYY") });
  expect(await issued(days, { days: ["M/D/YYYY"] })).toMatchObject({ days: ["2026-03-04", "2026-05-06"], problems: [] });
  expect(await issued(days, { days: ["DD/MM/YYYY"] })).toMatchObject({ days: ["2026-04-03", "2026-06-05"], problems: [] });
});

test("a named form that the column contradicts refuses the file, instead of the few rows that show it", async () => {
  const days = [...Array.from({ length: 11 }, (_, i) => `${i + 1}/2/2026`), "28/2/2026"];
  expect(await issued(days, { days: ["M/D/YYYY"] })).toMatchObject({ state: "failed", days: [], problems: ["13 issued_on wrong_day_form"], reason: expect.stringContaining("can only be D/M/YYYY") });
});

test("two forms in one column refuse the file, unless the caller names both", async () => {
  const days = ["2026-02-05", "2026-03-05", "6/2/26", "7/2/26", "28/2/26"];
  expect(await issued(days)).toMatchObject({ state: "failed", days: [], problems: ["2 issued_on mixed_days"] });
  expect(await issued(days, { days: ["D/M/YY"] })).toMatchObject({ state: "failed", problems: ["2 issued_on mixed_days"] });
  expect(await issued(days, { days: ["D/M/YY", "YYYY-MM-DD"] })).toMatchObject({ days: ["2026-02-05", "2026-03-05", "2026-02-06", "2026-02-07", "2026-02-28"], problems: [] });
});

test("one cell in another form is refused alone, and never read as another day", async () => {
  const days = Array.from({ length: 12 }, (_, i) => `2026-02-${String(i + 1).padStart(2, "0")}`);
  expect(await issued([...days, "3/4/2026"])).toMatchObject({ days, problems: ["14 issued_on ambiguous_date"] });
  const american = Array.from({ length: 12 }, (_, i) => `2/${i + 17}/2026`);
  expect((await issued([...american, "2026-03-04"])).problems).toEqual(["1 issued_on days_guessed", "14 issued_on other_day_form"]);
});

test("times in a day column leave the day, told once; 25:00 and 1/0/1900 refuse their rows", async () => {
  expect(await issued(["1/18/2011 10:01", "1/19/2011 0:00", "1/20/2011 25:00", "1/0/1900"])).toMatchObject({
    days: ["2011-01-18", "2011-01-19"], problems: ["1 issued_on days_guessed", "2 issued_on time_left_out", "4 issued_on not_a_time", "5 issued_on spreadsheet_date"],
  });
});

test("a form that is none is refused by name", async () => {
  await expect(issued(["2026-01-01"], { days: ["D/M/Q"] })).rejects.toMatchObject({ code: "BAD_USER_INPUT", field: "days" });
  expect(outcome(await desk.bring(ImportKind.INVOICES, csv("number,distributor,currency,amount,issued_on,due_on", "DF-X,D-900,EUR,1.00,2026.11.02,2-Dec-26")))).toBe("1 1 0 0 0 0");
});
