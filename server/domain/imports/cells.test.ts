import { Tier, TransportMode } from "../../../entities/enums.js";
import { choice, country, currency, day, decimal, email, identifier, incident, instant, lineValueOf, minorOf, price, quantity, text, whole, words, yesOrNo, type CellReader, type CellStyle } from "./cells.js";
import { dayFormat } from "./days.js";
import { Problem, Remark } from "./issues.js";
import { meantBy } from "./mojibake.js";

const style = (more: Partial<CellStyle> = {}): CellStyle => ({ days: [], timeZone: "Europe/Amsterdam", ...more });
const american = style({ days: [dayFormat("M/D/YYYY"), dayFormat("D-Mon-YY")], decimalMark: "." });
const european = style({ days: [dayFormat("D.M.YYYY")], decimalMark: "," });

/** What comes out, with `~code` of a remark, or `!code` of the refusal. */
const read = (reader: CellReader, cell: string, as = style()) => {
  const value = reader(cell, as);
  return value instanceof Problem ? `!${value.code}` : value instanceof Remark ? `${value.value} ~${value.code}` : value;
};

test.each([
  ["1234", "1234"], ["1234.50", "1234.50"], ["1,234.50", "1234.50"], ["1.234,50", "1234.50"], ["1234,5", "1234.5"], ["0.125", "0.125"], ["0,125", "0.125"],
  ["1,234,567", "1234567"], ["1.234.567", "1234567"], ["1 234 567,89", "1234567.89"], ["1'234.50", "1234.50"], ["1\u00a0234,50", "1234.50"],
  ["007", "7"], ["-12.5", "-12.5"], ["+3", "3"], [".5", "0.5"], ["5.", "5"], ["1234.567", "1234.567"], ["1.2340", "1.2340"],
  ["1.234", "!ambiguous_number"], ["1,234", "!ambiguous_number"], ["999.999", "!ambiguous_number"], ["-1,234", "!ambiguous_number"],
  ["1,23,456.00", "!not_a_number"], ["1.2.3,4", "!not_a_number"], ["1,2,3", "!not_a_number"], ["€ 12.00", "!not_a_number"], ["12.00 USD", "!not_a_number"],
  ["(5.00)", "!not_a_number"], ["1e5", "!not_a_number"], ["abc", "!not_a_number"], [".", "!not_a_number"], ["--5", "!not_a_number"], ["=1+1", "!not_a_number"],
])("the number %s reads %s", (cell, value) => expect(read(decimal, cell)).toBe(value));

test.each([["1.234", american, "1.234"], ["1,234", american, "1234"], ["1,234", european, "1.234"], ["1.234", european, "1234"], ["1.234,50", american, "!not_a_number"]])(
  "with a declared decimal mark %s is no question", (cell, as, value) => expect(read(decimal, cell, as)).toBe(value),
);

test.each([
  ["1234.50", "EUR", "123450"], ["1234.5", "EUR", "123450"], ["1234.500", "EUR", "123450"], ["1234", "JPY", "1234"], ["1.125", "KWD", "1125"], ["0", "EUR", "0"],
  ["1.005", "EUR", "!too_many_decimals"], ["1.5", "JPY", "!too_many_decimals"], ["-0.01", "EUR", "!negative"], ["99999999999999999", "EUR", "!too_large_number"],
])("%s %s is %s in minor units", (amount, code, minor) => {
  const value = minorOf(amount, code);
  expect(value instanceof Problem ? `!${value.code}` : value).toBe(minor);
});

test.each([
  ["12.345", 3, "12.345"], ["1234.567", 3, "1234.567"], ["1.234", 3, "1.234"], ["1,234.567", 3, "1234.567"], ["12.3456", 3, "12.3456"],
  ["1,234", 3, "!ambiguous_number"], ["1.234", 0, "!ambiguous_number"], ["1.234", 4, "!ambiguous_number"],
])("the amount %s in a currency of %d decimals reads %s", (cell, decimals, value) => expect(read(decimal, cell, style({ decimals }))).toBe(value));

test("a line comes to no more than can be kept exactly", () => {
  expect(lineValueOf("2000000000", "45035.996273", "EUR")).toBe("9007199254600000");
  expect(lineValueOf("2000000000", "45035.996274", "EUR")).toMatchObject({ code: "too_large_number", reason: "comes to more than EUR 90071992547409.91, the most that can be kept exactly" });
});

test.each([["3", "19.99", "EUR", "5997"], ["7", "0.333333", "EUR", "233"], ["1", "0.005", "EUR", "1"], ["10", "1.5", "JPY", "15"], ["1000000", "0.000001", "EUR", "100"], ["2", "1.25", "KWD", "2500"]])(
  "%s × %s %s is exact", (pieces, unitPrice, code, minor) => expect(lineValueOf(pieces, unitPrice, code)).toBe(minor),
);

test.each([
  [price, "0.000001", "0.000001"], [price, "0.0000001", "!too_many_decimals"], [price, "1.10000000", "1.10000000"], [price, "-1.5", "!negative"], [price, "1000000000000", "!too_large_number"],
  [quantity, "12", "12"], [quantity, "12.00", "12"], [quantity, "12.5", "!not_whole"], [quantity, "-1", "!out_of_range"], [quantity, "2147483648", "!out_of_range"], [quantity, "1,000", "!ambiguous_number"],
  [whole(0, 4), "5", "!out_of_range"],
] as [CellReader, string, string][])("%p bounds %s", (reader, cell, value) => expect(read(reader, cell)).toBe(value));

test.each([
  ["2026-03-05", "2026-03-05"], ["2026-03-05 00:00:00", "2026-03-05"], ["2026-03-05T00:00", "2026-03-05"], ["2024-02-29", "2024-02-29"],
  ["2026-02-29", "!not_a_day"], ["2026-13-01", "!not_a_day"], ["2026-3-5", "!not_a_day"], ["2026-03-05T10:00", "2026-03-05 ~time_left_out"], ["2026-03-05T23:30:00Z", "2026-03-06 ~time_left_out"], ["2026-03-05T00:00:00Z", "2026-03-05 ~time_left_out"], ["2026-03-05 25:00", "!not_a_time"], ["1/0/1900", "!spreadsheet_date"], ["0/0/00", "!spreadsheet_date"], ["20260305", "!not_a_day"], ["tomorrow", "!not_a_day"], ["0000-00-00", "!spreadsheet_date"],
  ["1989-12-31", "!absurd_year"], ["2101-01-01", "!absurd_year"], ["0026-03-05", "!not_a_day"], ["1900-01-00", "!spreadsheet_date"],
  ["3/4/2026", "!ambiguous_date"], ["03.04.2026", "!ambiguous_date"], ["4/4/2026", "!undeclared_date"], ["13/4/2026", "!undeclared_date"], ["3-4-26", "!ambiguous_date"],
  ["45123", "!spreadsheet_date"], ["5-Mar-26", "!not_a_day"],
])("the day %s reads %s", (cell, value) => expect(read(day, cell)).toBe(value));

test.each([
  ["3/4/2026", american, "2026-03-04"], ["12/31/2012", american, "2012-12-31"], ["13/1/2012", american, "!not_a_day"], ["2-Jun-06", american, "2006-06-02"], ["2-JUN-06", american, "2006-06-02"],
  ["2-Jux-06", american, "!not_a_day"], ["2-Jun-85", american, "!absurd_year"], ["3.4.2026", european, "2026-04-03"], ["31.2.2026", european, "!not_a_day"], ["3/4/26", american, "!ambiguous_date"], ["2026-03-04", american, "2026-03-04"],
])("the declared day %s reads as its file says", (cell, as, value) => expect(read(day, cell, as)).toBe(value));

test("a day's form may have a time behind it", () => {
  expect([read(day, "1/18/2011 10:01", american), read(instant, "1/18/2011 10:01", american)]).toEqual(["2011-01-18 ~time_left_out", "2011-01-18 10:01:00 Europe/Amsterdam"]);
});

test("both meanings of an unclear hour are told, and a country that is none with the likely one", () => {
  expect(instant("2026-03-29T02:30:00", style())).toMatchObject({ reason: expect.stringContaining("2026-03-29 01:30 UTC was taken, as if they had not been moved yet, and 2026-03-29 00:30 UTC") });
  expect(instant("2026-10-25T02:30:00", style())).toMatchObject({ reason: expect.stringContaining("the second, 2026-10-25 01:30 UTC, was taken, and the first would be 2026-10-25 00:30 UTC") });
  expect(country("Germny", style())).toMatchObject({ reason: expect.stringContaining("Germany? Then write DE") });
  expect(country("SU", style())).toMatchObject({ reason: expect.stringContaining("write RU") });
});

test("an ambiguous day is told with both readings", () => {
  expect(day("3/4/2026", style())).toEqual(new Problem("ambiguous_date", "may be 4 Mar or 3 Apr; write 2026-MM-DD"));
});

test.each([
  ["2026-03-05T14:30:00Z", "2026-03-05T14:30:00Z"], ["2026-03-05T14:30+02:00", "2026-03-05T14:30:00+02:00"], ["2026-03-05 14:30", "2026-03-05 14:30:00 Europe/Amsterdam"],
  ["2026-03-05T14:30:05", "2026-03-05 14:30:05 Europe/Amsterdam"], ["2026-03-05", "2026-03-05 00:00 Europe/Amsterdam"],
  ["2026-11-28T10:00:00.1234567Z", "2026-11-28T10:00:00.123456Z"], ["2026-11-28T10:00:00,123+01:00", "2026-11-28T10:00:00.123+01:00"], ["20261128T100000Z", "2026-11-28T10:00:00Z"],
  ["2026-11-28T09:05:00-05:00", "2026-11-28T09:05:00-05:00"], ["2026-11-28T24:00:00", "2026-11-28 24:00:00 Europe/Amsterdam"], ["2026-11-28 2:05 PM", "2026-11-28 14:05:00 Europe/Amsterdam"], ["2026-11-28 24:01", "!not_a_time"],
  ["2026-03-29T02:30:00", "2026-03-29T01:30:00Z ~lost_hour"], ["2026-10-25T02:30:00", "2026-10-25T01:30:00Z ~double_hour"], ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+02:00"], ["2026-03-29T03:00:00", "2026-03-29 03:00:00 Europe/Amsterdam"],
  ["2026-11-28T10:00:00+05:75", "!not_a_time"], ["2026-11-28T10:00:00+14:30", "!not_a_time"], ["2026-03-05 10:61", "!not_a_time"], ["2026-02-30 10:00", "!not_a_day"], ["1066-10-14 09:00", "!absurd_year"], ["2026-03-05 10:00 +25:00", "!not_a_time"], ["10:00", "!not_a_day"],
])("the instant %s reads %s", (cell, value) => expect(read(instant, cell)).toBe(value));

test.each([
  [choice(TransportMode), "Air Charter", "air_charter"], [choice(TransportMode), "AIR-CHARTER", "air_charter"], [choice(TransportMode), "zeppelin", "!not_allowed"], [choice(Tier), "A", "a"],
  [yesOrNo, "Yes", "t"], [yesOrNo, "0", "f"], [yesOrNo, "maybe", "!not_yes_or_no"],
  [country, "nl", "NL"], [country, "Côte d'Ivoire", "CI"], [country, "Cote d’Ivoire", "CI"], [country, "South Sudan", "SS"], [country, "Atlantis", "!not_a_country"], [country, "NLD", "NL"],
  [country, "United Kingdom", "GB"], [country, "UK", "GB"], [country, "France", "FR"], [country, "Russia", "RU"], [country, "Serbia", "RS"], [country, "Timor-Leste", "TL"], [country, "gb", "GB"], [country, "ZZ", "ZZ"],
  [country, "Turkey", "TR"], [country, "Türkiye", "TR"], [country, "Czech Republic", "CZ"], [country, "USA", "US"], [country, "The Netherlands", "NL"], [country, "Hong Kong", "HK"], [country, "Ivory Coast", "CI"], [country, "DEU", "DE"],
  [country, "SU", "!not_a_country"], [country, "YU", "!not_a_country"], [country, "TP", "!not_a_country"], [country, "FX", "!not_a_country"], [country, "EU", "!not_a_country"], [country, "NA", "NA"],
  [currency, "eur", "EUR"], [currency, "EURO", "!not_a_currency"], [currency, "€", "!not_a_currency"],
  [incident, "customs documents missing", "customs_documents_missing"], [incident, "lost", "!not_allowed"],
  [email, "mara@halden.example", "mara@halden.example"], [email, "mara@", "!not_an_email"], [words, "Email; whatsapp", "{email,whatsapp}"], [words, "a b", "!not_allowed"],
  [identifier, "0000611365", "0000611365"], [identifier, "1.23E+11", "!spreadsheet_number"], [identifier, "4,50001E+11", "!spreadsheet_number"], [identifier, "5E3", "5E3"], [identifier, "x".repeat(201), "!too_long"], [text, "x".repeat(301), "!too_long"], [identifier, "=HYPERLINK(\"x\")", "=HYPERLINK(\"x\")"],
] as [CellReader, string, string][])("%p reads %s as %s", (reader, cell, value) => expect(read(reader, cell)).toBe(value));

test("a refused choice lists what is allowed", () => {
  expect(choice(Tier)("z", style())).toEqual(new Problem("not_allowed", "is none of a, b, c"));
});

test.each([["GrÃ¸nland", "Grønland"], ["CÃ´te dâ€™Ivoire", "Côte d’Ivoire"], ["Grønland", undefined], ["Ãber", undefined], ["Düsseldorf", undefined], ["plain", undefined]])(
  "%s was meant to be %s", (text, meant) => expect(meantBy(text)).toBe(meant),
);
