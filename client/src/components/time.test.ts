import { endOfToday, relative, setTimeZone, span } from "./time";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test("a span is said in its two largest units, and coarser the longer it is", () => {
  expect([20_000, 41 * MINUTE, 3 * HOUR + 5 * MINUTE, 2 * DAY + 4 * HOUR, 13 * DAY + 4 * HOUR, 120 * DAY, 1235 * DAY].map(span))
    .toEqual(["<1 m", "41 m", "3 h 05 m", "2 d 4 h", "13 d", "4 mo", "3 y"]);
});

test("relative times name the direction and drop what nobody needs", () => {
  expect([-30_000, -2 * HOUR - 10 * MINUTE, 1 * HOUR + 10 * MINUTE, 2 * DAY + 4 * HOUR].map((difference) => relative(difference, 0)))
    .toEqual(["just now", "2 h ago", "in 1 h 10 m", "in 2 d"]);
});

test("today ends at midnight in the organisation's zone, not in the reader's", () => {
  setTimeZone("Europe/Amsterdam");
  expect(endOfToday(new Date("2026-11-23T22:30:00Z")).toISOString()).toBe("2026-11-23T22:59:59.999Z");
  expect(endOfToday(new Date("2026-11-23T23:00:00Z")).toISOString()).toBe("2026-11-24T22:59:59.999Z");
});
