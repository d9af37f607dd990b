import { Readable } from "node:stream";
import { FileProblem } from "./issues.js";
import { readRows, type Content } from "./readRows.js";

async function rowsOf(content: Content, maxBytes?: number) {
  const rows: [number, ...string[]][] = [];
  for await (const { row, cells } of readRows(content, maxBytes)) rows.push([row, ...cells]);
  return rows;
}
const refusal = (content: Content, maxBytes?: number) => rowsOf(content, maxBytes).then(() => "read", (error) => (error instanceof FileProblem ? `${error.code} ${error.row}` : error));
const PLAIN = [[1, "a", "b"], [2, "1", "2"], [3, "3", "4"]];

test.each([
  ["LF", "a,b\n1,2\n3,4\n"], ["CRLF", "a,b\r\n1,2\r\n3,4"], ["CR", "a,b\r1,2\r3,4\r"], ["mixed ends", "a,b\r\n1,2\n3,4\r"], ["a byte-order mark", "\ufeffa,b\n1,2\n3,4"],
  ["semicolons", "a;b\n1;2\n3;4"], ["tabs", "a\tb\n1\t2\n3\t4"], ["pipes", "a|b\n1|2\n3|4"], ["quotes", "\"a\",\"b\"\n\"1\",\"2\"\n3,4"],
])("reads %s", async (_, content) => expect(await rowsOf(content)).toEqual(PLAIN));

test.each([
  ["a delimiter inside quotes", "name;note\nx;\"1;2\"", [[1, "name", "note"], [2, "x", "1;2"]]],
  ["commas in a quoted heading", "\"a, the first, of all\";b\n1;2", [[1, "a, the first, of all", "b"], [2, "1", "2"]]],
  ["doubled quotes", "a,b\n\"12\"\" pipe\",2", [[1, "a", "b"], [2, "12\" pipe", "2"]]],
  ["what stands before and after the first quote", "a,b\r\n1,2\r\n\r\n\"x,y\",3\r\n4,5\r\n", [[1, "a", "b"], [2, "1", "2"], [4, "x,y", "3"], [5, "4", "5"]]],
  ["a stray quote", "a,b\n12\" pipe,2", [[1, "a", "b"], [2, "12\" pipe", "2"]]],
  ["a line break inside quotes, counted as a spreadsheet does", "a,b\n\"x\ny\",2\n3,4", [[1, "a", "b"], [2, "x\ny", "2"], [3, "3", "4"]]],
  ["blank lines, which keep their number", "a,b\n\n1,2\n,\n3,4\n\n", [[1, "a", "b"], [3, "1", "2"], [5, "3", "4"]]],
  ["a spreadsheet's own word for its delimiter", "sep=;\na;b\n1,5;2", [[2, "a", "b"], [3, "1,5", "2"]]],
  ["one column", "number\nA-1", [[1, "number"], [2, "A-1"]]],
  ["ragged rows as they are", "a,b\n1\n1,2,3", [[1, "a", "b"], [2, "1"], [3, "1", "2", "3"]]],
])("keeps %s", async (_, content, rows) => expect(await rowsOf(content)).toEqual(rows));

test("a stream that is cut right behind a line keeps the numbers of its rows", async () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    const lines = ["a,b", "1,2", "3,4", "\"5\",6", "7,8"].map((line) => Buffer.from(`${line}${end}`));
    expect(await rowsOf(Readable.from(lines))).toEqual([...PLAIN, [4, "5", "6"], [5, "7", "8"]]);
  }
});

test("rows come whole from a stream cut anywhere, and the hash is of all bytes", async () => {
  const bytes = Buffer.from("näme,b\r\n\"x,é\",2\r\n3,4\r\n");
  const file = readRows(Readable.from([...bytes].map((byte) => Buffer.from([byte]))));
  const rows = [];
  for await (const { cells } of file) rows.push(cells);
  expect(rows).toEqual([["näme", "b"], ["x,é", "2"], ["3", "4"]]);
  const whole = readRows(bytes);
  for await (const _ of whole);
  expect(file.hash()).toBe(whole.hash());
  expect(file.bytesRead()).toBe(bytes.length);
});

test.each([
  ["", "empty_file 1"], ["\ufeff", "empty_file 1"], [" \n ", "empty_file 1"],
  [Buffer.from("PK\x03\x04rest"), "not_delimited_text 1"], [Buffer.from([0x1f, 0x8b, 8]), "not_delimited_text 1"], [Buffer.from("%PDF-1.7"), "not_delimited_text 1"],
  [Buffer.from("\ufeffa,b", "utf16le"), "not_delimited_text 1"], ["a,b\n1,2\n3,\"4\n5,6", "open_quote 3"],
  [`a,b\n1,2\n${"x".repeat(1024 * 1024 + 1)},2\n`, "open_quote 3"],
])("refuses what is no readable table: %p", async (content, code) => expect(await refusal(content)).toBe(code));

test("refuses a file beyond the size it may have", async () => expect(await refusal(`a,b\n${"1,2\n".repeat(1000)}`, 2000)).toBe("too_large 1"));

test("an error of the stream itself is not taken for a bad file", async () => {
  const broken = new Readable({ read() { this.destroy(new Error("disk gone")); } });
  await expect(rowsOf(broken)).rejects.toThrow("disk gone");
});
