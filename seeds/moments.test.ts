import { Moments } from "./moments.js";

const on = (day: string) => new Moments(new Date(`${day}T09:00:00+01:00`), "Europe/Amsterdam");

test.each([
  ["a Wednesday", "2026-11-18", "B0", "2026-11-18"],
  ["a Wednesday", "2026-11-18", "B-3", "2026-11-13"],
  ["a Wednesday", "2026-11-18", "B+3", "2026-11-23"],
  ["a Monday", "2026-11-23", "B-1", "2026-11-20"],
  ["a Monday", "2026-11-23", "B-10", "2026-11-09"],
  ["a Saturday", "2026-11-21", "B0", "2026-11-20"],
  ["a Saturday", "2026-11-21", "B+1", "2026-11-23"],
  ["a Sunday", "2026-11-22", "T-1", "2026-11-21"],
  ["a leap day", "2028-02-29", "T-365", "2027-03-01"],
  ["the last day of a year", "2026-12-31", "B+1", "2027-01-01"],
  ["any day", "2026-11-18", "B-24+30", "2026-11-14"],
])("on %s (%s) %s is %s", (_, today, moment, day) => {
  expect(on(today).resolve(moment)).toBe(day);
});

test("only whole cells and years in braces are moments", () => {
  const csv = "number,po,day,at\nORD-{B-240}-0001,B-17X,T-1,B-1 14:30\n\"B-1, in a text\",T,,";
  expect(on("2026-11-18").resolve(csv)).toBe("number,po,day,at\nORD-2025-0001,B-17X,2026-11-17,2026-11-17 14:30\n\"B-1, in a text\",T,,");
});

test("a time on a day is in the organisation's zone, in winter and in summer", () => {
  expect(on("2026-11-18").instant("T0 14:30")).toEqual(new Date("2026-11-18T13:30:00Z"));
  expect(on("2026-07-15").instant("B-1 14:30")).toEqual(new Date("2026-07-14T12:30:00Z"));
  expect(() => on("2026-11-18").instant("yesterday")).toThrow("yesterday is no moment");
});
