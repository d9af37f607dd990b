import { parseValue } from "graphql";
import { DateTime, Day } from "./scalars.js";

test.each([
  [new Date(Date.UTC(2026, 10, 23, 8, 30))], ["2026-11-23T08:30:00+00:00"], ["2026-11-23T14:00:00.000999+05:30"], ["2026-11-23T08:30:00Z"],
])("%s of an entity or a raw row reads the same", (value) => {
  expect(DateTime.serialize(value)).toBe("2026-11-23T08:30:00.000Z");
});

test.each([
  "2026-11-23", "yesterday", "2026-11-23T08:30:00", "2026-13-23T08:30:00Z", "2026-02-30T08:30:00Z", "2026-11-23T24:00:00Z", "2026-11-23T08:61:00Z",
  "2026-11-23T08:30:00+15:00", "0000-01-01T00:00:00Z", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "infinity", "now", "", 1763886600000, null,
])("%s is no instant", (value) => {
  expect(() => DateTime.parseValue(value)).toThrow("ISO 8601");
});

test.each(["0001-01-01", "2024-02-29", "2026-11-23", "9999-12-31"])("%s is a day", (value) => {
  expect(Day.parseValue(value)).toBe(value);
  expect(Day.parseLiteral(parseValue(`"${value}"`))).toBe(value);
  expect(Day.serialize(value)).toBe(value);
});

test.each([
  "01/02/2026", "today", "infinity", "Nov 30 2026", "2026-02-29", "2026-13-01", "2026-00-10", "2026-11-00", "2026-11-31", "0000-01-01", "26-11-23", "20261123",
  "2026-11-23T00:00:00Z", " 2026-11-23", "2026-11-23 ", "+12026-11-23", "", 20261123, null, true,
])("%s is no day", (value) => {
  expect(() => Day.parseValue(value)).toThrow("YYYY-MM-DD");
  if (value !== null) expect(() => Day.parseLiteral(parseValue(JSON.stringify(value)))).toThrow("YYYY-MM-DD");
});
