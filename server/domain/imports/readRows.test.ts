import { Readable } from "node:stream";
import { FileProblem } from "./issues.js";
import { readRows, type Content } from "./readRows.js";

/** Number and cells of each row, or number and `!code` of one that can't be read. */
async function rowsOf(content: Content) {
  const rows: [number, ...string[]][] = [];
  for await (const some of readRows(content)) for (const { row, cells, problem } of some) rows.push(problem ? [row, `!${problem.code}`] : [row, ...cells]);
  return rows;
}
const refusal = (content: Content) => rowsOf(content).then(() => "read", (error) => (error instanceof FileProblem ? `${error.code} ${error.row}` : error));
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

test("rows come whole from a stream cut anywhere", async () => {
  const text = "\"näme\nof it\",b\r\n\"x,é\",2\r\n3,4\r\n\"a \"\"b\"\"\",\"c\"\r\n\"open,1\r\n5,\"6\"\r\n7,8";
  const rows = [[1, "näme\nof it", "b"], [2, "x,é", "2"], [3, "3", "4"], [4, "a \"b\"", "c"], [5, "!open_quote"], [6, "!open_quote"], [7, "7", "8"]];
  expect(await rowsOf(text)).toEqual(rows);
  expect(await rowsOf(Readable.from([...Buffer.from(text)].map((byte) => Buffer.from([byte]))))).toEqual(rows);
});

test.each([
  ["is never closed", "a,b\n1,\"2\n3,4\n5,6", [[1, "a", "b"], [2, "!open_quote"], [3, "3", "4"], [4, "5", "6"]]],
  ["meets another", "a,b\n1,\"2\n3,\"4\"\n5,6", [[1, "a", "b"], [2, "!open_quote"], [3, "!open_quote"], [4, "5", "6"]]],
  ["is closed by another row, with whole rows in between", "a,b,c\n1,\"2,x\n3,4,y\n5,6\",z\n7,8,9", [[1, "a", "b", "c"], [2, "!open_quote"], [3, "!open_quote"], [4, "!open_quote"], [5, "7", "8", "9"]]],
  ["stands inside a quoted cell", "a,b\n\"12\" pipe\",1\n2,3", [[1, "a", "b"], [2, "!open_quote"], [3, "2", "3"]]],
  ["is closed before a space", "a,b\n\"1\" ,2", [[1, "a", "b"], [2, "1", "2"]]],
])("a quote that %s refuses the rows it touches, and shifts no other", async (_, content, rows) => expect(await rowsOf(content)).toEqual(rows));

test("a long note over several lines is a note, however many commas it has", async () => {
  expect(await rowsOf("n,note,x,y\nA,\"Dock 4, ring twice\nask for Ms Vos, then sign, please\",1,2\nB,\"one\ntwo\",3,4")).toEqual([
    [1, "n", "note", "x", "y"], [2, "A", "Dock 4, ring twice\nask for Ms Vos, then sign, please", "1", "2"], [3, "B", "one\ntwo", "3", "4"],
  ]);
});

test("a row beyond a megabyte is refused by its own number, wherever the stream is cut", async () => {
  const lines = ["a,b", "1,2", `${"x".repeat(1024 * 1024 + 1)},2`, "3,4", `"${"y".repeat(1024 * 1024 + 1)}`, "5,6"];
  const rows = [[1, "a", "b"], [2, "1", "2"], [3, "!too_long_row"], [4, "3", "4"], [5, "!open_quote"], [6, "5", "6"]];
  const bytes = Buffer.from(lines.join("\r\n"));
  const pieces = Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, i) => bytes.subarray(i * 65_536, (i + 1) * 65_536));
  expect(await rowsOf(Readable.from(pieces))).toEqual(rows);
});

const NORDIC = "number;näme\r\nRW-1;Bjørk\r\n";
test.each([
  ["UTF-16 LE with a mark", Buffer.from(`\ufeff${NORDIC}`, "utf16le")], ["UTF-16 LE", Buffer.from(NORDIC, "utf16le")],
  ["UTF-16 BE with a mark", Buffer.from(`\ufeff${NORDIC}`, "utf16le").swap16()], ["UTF-16 BE", Buffer.from(NORDIC, "utf16le").swap16()], ["UTF-8", Buffer.from(NORDIC)],
])("%s is read, in pieces of any size", async (_, bytes) => {
  const rows = [[1, "number", "näme"], [2, "RW-1", "Bjørk"]];
  expect(await rowsOf(bytes)).toEqual(rows);
  expect(await rowsOf(Readable.from([...bytes].map((byte) => Buffer.from([byte]))))).toEqual(rows);
});

test.each([
  ["semicolons under a quoted heading of commas and lines", "\"a, b, c,\nd, e\";\"f\"\n1;2", [[1, "a, b, c,\nd, e", "f"], [2, "1", "2"]]],
  ["rows of characters that nobody sees are blank", "a,b\n\u200b,\u00a0\n1,2", [[1, "a", "b"], [3, "1", "2"]]],
])("%s", async (_, content, rows) => expect(await rowsOf(content)).toEqual(rows));

test.each([
  ["", "empty_file 1"], ["\ufeff", "empty_file 1"], [" \n ", "empty_file 1"],
  [Buffer.from("PK\x03\x04rest"), "not_delimited_text 1"], [Buffer.from([0x1f, 0x8b, 8]), "not_delimited_text 1"], [Buffer.from("%PDF-1.7"), "not_delimited_text 1"],
  [Buffer.from(NORDIC, "utf16le").toString("utf8"), "not_delimited_text 1"], ["a,\"b\"c\n1,2", "open_quote 1"],
])("refuses what is no readable table: %p", async (content, code) => expect(await refusal(content)).toBe(code));

test("an error of the stream itself is not taken for a bad file", async () => {
  const broken = new Readable({ read() { this.destroy(new Error("disk gone")); } });
  await expect(rowsOf(broken)).rejects.toThrow("disk gone");
});
