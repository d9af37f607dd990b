import { dayAndClock, endOfToday, exactInstant, relative, setOfficeZone, span } from "./time";

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

test("today ends at midnight where the reader sits", () => {
  const end = (now: string, zone: string) => endOfToday(new Date(now), zone).toISOString();
  expect(end("2026-11-23T22:30:00Z", "Europe/Amsterdam")).toBe("2026-11-23T22:59:59.999Z");
  expect(end("2026-11-23T23:00:00Z", "Europe/Amsterdam")).toBe("2026-11-24T22:59:59.999Z");
  expect(end("2026-11-23T22:30:00Z", "Europe/Dublin")).toBe("2026-11-23T23:59:59.999Z");
});

test("a near day is said by its name, a far one by its date", () => {
  const now = new Date(2026, 10, 30, 15, 0).getTime();
  const at = (day: number, hour: number) => dayAndClock(new Date(2026, 10, day, hour, 40).toISOString(), now);
  expect([at(29, 9), at(30, 23), at(31, 10)].map((said) => said.split(" ")[0])).toEqual(["yesterday", "today", "tomorrow"]);
  expect(at(34, 10)).toMatch(/Dec/);
});

test("an exact time tells the organisation's clock as well where that differs", () => {
  setOfficeZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
  expect(exactInstant("2026-11-23T22:30:00Z")).not.toContain(" in ");
  setOfficeZone("Pacific/Kiritimati");
  expect(exactInstant("2026-11-23T22:30:00Z")).toMatch(/12:30.* in Pacific\/Kiritimati/);
});
