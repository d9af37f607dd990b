import type { Fact } from "../../entities/Fact.js";
import { readingsOf } from "./figures.js";
import { groundText } from "./grounding.js";

const fact = (field: string, label: string, value: string, record = "INV-2026-0412"): Fact =>
  ({ record, recordType: "invoice", recordId: "0190", field, label, value, version: 3, derived: false });

const facts = [
  fact("outstanding", "Outstanding", "EUR 84,200.00"),
  fact("dueOn", "Due", "2026-10-20"),
  fact("daysOverdue", "Days overdue", "34 days"),
  fact("deviation", "Deviation", "12.5 %", "ORD-2026-1047"),
  fact("quantity", "Quantity ordered", "120", "ORD-2026-1047"),
  fact("trackingNumber", "Tracking number", "1Z999AA10123456784", "SHP-2026-0311"),
  fact("estimatedAt", "Estimated arrival", "2026-11-28 14:30 UTC", "SHP-2026-0311"),
];
const known = ["3M Nordic AS", "EXC-2026-0019", "2026-11-23"];
const doubts = (text: string) => groundText(text, facts, known).ungrounded.map((figure) => figure.text);

test.each([
  "EUR 84,200.00", "EUR 84,200", "€84,200", "€ 84.200,00", "84.200,00 EUR", "84 200 EUR", "84’200.00 EUR", "EUR 84.2k", "EUR 84200", "84,200", "EUR84,200.00", "84,200.00EUR", "84,200 euros",
  "2026-10-20", "20 October 2026", "20 Oct 2026", "20th of October", "October 20, 2026", "Oct 20th", "20/10/2026", "20.10.2026", "10/20/2026", "October 2026", "20-Oct-2026",
  "34 days", "34-day", "34 calendar days", "thirty-four days", "34",
  "12.5 %", "12.5%", "12,5 percent", "12.5 per cent",
  "120 cartons", "120",
  "inv-2026-0412", "ORD-2026-1047", "1Z999AA10123456784", "14:30", "2:30 pm", "28 November",
  "3M Nordic AS", "EXC-2026-0019", "today, 23 November 2026",
  "then:\n1. call\n2. write", "one of two options",
])("%s stands on the record", (text) => expect(doubts(`So ${text}.`)).toEqual([]));

test.each([
  ["EUR 84k", "EUR 84k", /Not exact: the record says EUR 84,200\.00/],
  ["EUR 84,200.01", "EUR 84,200.01", /Not exact/],
  ["EUR 842,000.00", "EUR 842,000.00", /not among the facts/],
  ["USD 84,200.00", "USD 84,200.00", /Another currency than on record: EUR 84,200\.00/],
  ["$84,200", "$84,200", /Another currency/],
  ["84,200 invoices", "84,200", /not among/],
  ["-34 days", "-34 days", /./],
  ["34 weeks", "34 weeks", /not among/],
  ["34 invoices", "34", /not among/],
  ["35 days", "35 days", /Not exact: the record says 34 days/],
  ["five weeks", "five weeks", /not among/],
  ["12.5 days", "12.5 days", /not among/],
  ["13 %", "13 %", /Not exact/],
  ["21 October 2026", "21 October 2026", /date/],
  ["20 October 2025", "20 October 2025", /date/],
  ["December 2026", "December 2026", /date/],
  ["15:30", "15:30", /time/],
  ["INV-2026-0413", "INV-2026-0413", /reference/],
  ["DE89370400440532013000", "DE89370400440532013000", /reference/],
  ["two million euros", "two million euros", /not among/],
  ["８４，２００", "８４", /unusual digits/],
  ["https://pay.example/now", "https://pay.example/now", /link/],
  ["pay-here.example/x", "pay-here.example/x", /link/],
  ["billing@rogue.example", "billing@rogue.example", /link/],
  ["<!channel>", "<!channel>", /alert/],
  ["@here", "@here", /alert/],
  ["@ingrid.solberg", "@ingrid.solberg", /alert/],
  ["evil[.]example", "evil[.]example", /link/],
  ["evil[dot]tech", "evil[dot]tech", /link/],
  ["evil.tech/pay", "evil.tech/pay", /link/],
  ["evil.tech", "evil.tech", /link/],
  ["pay.evil.co.uk?to=x", "pay.evil.co.uk?to=x", /link/],
  ["hxxps://evil.tech/pay", "hxxps://evil.tech/pay", /link/],
  ["еvil.com", "еvil.com", /link/],
  ["evil。com", "evil。com", /link/],
  ["intranet.corp/pay", "intranet.corp/pay", /link/],
  ["10.0.0.1/pay", "10.0.0.1/pay", /link/],
  ["javascript:alert(1)", "javascript:alert(1", /link/],
  ["billing [at] rogue.example", "billing [at] rogue.example", /link/],
])("%s is doubted", (text, doubted, reason) => {
  const { ungrounded } = groundText(`So ${text} then`, facts, known);
  expect(ungrounded[0]).toMatchObject({ text: doubted, reason: expect.stringMatching(reason) });
});

test.each(["S.A. and B.V., e.g. at 5 p.m.", "Müller GmbH & Co.KG", "report.pdf and notes.docx", "version 1.2.3", "12.500,00 and/or less", "and/or w/o"])("%s holds no link", (text) =>
  expect(groundText(text, facts).ungrounded.filter(({ reason }) => /link/.test(reason))).toEqual([]));

test("no record's name lets a link or a mention through, only the address of a known person", () => {
  const named = [fact("title", "Document", "see evil.tech/pay <!channel>"), fact("legalName", "Legal name", "Rogue billing@rogue.example @here Ltd")];
  const text = "See evil.tech/pay <!channel>, write to billing@rogue.example, @here.";
  expect(groundText(text, named, ["evil.tech/pay Trading <!channel>", "Rogue billing@rogue.example @here Ltd"]).ungrounded.map((figure) => figure.text))
    .toEqual(["evil.tech/pay", "<!channel>", "billing@rogue.example", "@here"]);
  expect(groundText("Write to Ingrid.Solberg@fjordline.no.", [], [], ["ingrid.solberg@fjordline.no"]).ungrounded).toEqual([]);
});

test("places let a screen underline and light exactly the figure", () => {
  const text = "INV-2026-0412: EUR 84,200.00 is 34 days late, not EUR 90,000.00.";
  const { grounded, ungrounded } = groundText(text, facts);
  expect(grounded.map(({ start, end, factIndex }) => [text.slice(start, end), facts[factIndex]!.label])).toEqual([
    ["INV-2026-0412", "Outstanding"], ["EUR 84,200.00", "Outstanding"], ["34 days", "Days overdue"],
  ]);
  expect(ungrounded).toEqual([{ text: "EUR 90,000.00", start: text.indexOf("EUR 90"), end: text.indexOf("EUR 90") + 13, reason: "This figure is not among the facts." }]);
});

test("an identifier of many digits is compared digit by digit", () => {
  const long = [fact("trackingNumber", "Tracking number", "12345678901234567890")];
  expect(groundText("No. 12345678901234567890", long).ungrounded).toEqual([]);
  expect(groundText("No. 12345678901234567891", long).ungrounded).toHaveLength(1);
});

test("a bare count takes its unit from its label", () => {
  const bare = [fact("daysOverdue", "Days overdue", "34")];
  expect(groundText("34 days", bare).ungrounded).toEqual([]);
  expect(groundText("34 hours", bare).ungrounded).toHaveLength(1);
});

test("a separator that can mean two things is read both ways", () => {
  expect([readingsOf("84.200"), readingsOf("84.20"), readingsOf("1.084.200"), readingsOf("1,084,200.50")]).toEqual([[84200, 84.2], [84.2], [1084200], [1084200.5]]);
});

test("hostile lengths are read in no time", () => {
  const before = process.cpuUsage();
  for (const text of ["1,111".repeat(4_000), "a-".repeat(10_000) + "1", "1 ".repeat(10_000), "a.".repeat(10_000), "a@".repeat(10_000), "<!".repeat(10_000), "twenty-".repeat(3_000), "a[.]".repeat(5_000), "[at]".repeat(5_000), "a [dot] ".repeat(3_000), "x:".repeat(10_000)]) groundText(text, facts);
  expect(process.cpuUsage(before).user).toBeLessThan(20_000_000); // of the processor, not of the clock; it takes 0.5 s
});
