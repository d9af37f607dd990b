import { BusinessCalendar } from "../../../entities/BusinessCalendar.js";
import { type DetectionDesk, openDetectionDesk } from "../../testing/detectionDesk.js";
import { rollCalendar } from "../setup/rollCalendar.js";
import { addBusinessMinutes, type Interval, materialiseCalendar, openIntervals, type Week } from "./materialiseCalendar.js";

const AMSTERDAM = "Europe/Amsterdam";
const DAY: [string, string][] = [["08:30", "12:30"], ["13:15", "17:30"]];
const WEEK: Week = { 1: DAY, 2: DAY, 3: DAY, 4: DAY, 5: [["08:30", "12:30"]] };
const told = (intervals: Interval[]) => intervals.map(({ day, starts, ends, before }) => `${day} ${starts.slice(11, 16)}-${ends.slice(11, 16)} ${before / 60}`);

describe("open intervals", () => {
  test("follow each other with the time that lies before, nights and weekends left out", () => {
    expect(told(openIntervals(WEEK, AMSTERDAM, [], "2026-11-19", "2026-11-23"))).toEqual([
      "2026-11-19 07:30-11:30 0", "2026-11-19 12:15-16:30 240", "2026-11-20 07:30-11:30 495", "2026-11-23 07:30-11:30 735", "2026-11-23 12:15-16:30 975",
    ]);
  });

  test("are none on holidays, and none at all in a calendar that never opens", () => {
    expect(told(openIntervals(WEEK, AMSTERDAM, ["2026-12-25"], "2026-12-24", "2026-12-27"))).toEqual(["2026-12-24 07:30-11:30 0", "2026-12-24 12:15-16:30 240"]);
    expect(openIntervals({}, AMSTERDAM, [], "2026-01-01", "2026-12-31")).toEqual([]);
  });

  test.each([
    ["loses", "2027-03-28", "00:00", "02:00", 2], ["gains", "2026-10-25", "23:00", "03:00", 4], ["keeps", "2026-11-22", "00:00", "03:00", 3],
  ])("a Sunday that %s an hour is so long", (_, day, starts, ends, hours) => {
    const [night] = openIntervals({ 7: [["01:00", "04:00"]] }, AMSTERDAM, [], day, day);
    expect([night!.starts.slice(11, 16), night!.ends.slice(11, 16), (Date.parse(night!.ends) - Date.parse(night!.starts)) / 3_600_000]).toEqual([starts, ends, hours]);
  });

  test("open at the same wall time before and after the change", () => {
    expect(told(openIntervals({ 1: [["09:00", "10:00"]] }, AMSTERDAM, [], "2026-10-19", "2026-10-26"))).toEqual(["2026-10-19 07:00-08:00 0", "2026-10-26 08:00-09:00 60"]);
    expect(told(openIntervals({ 1: [["09:00", "10:00"]] }, "Asia/Kolkata", [], "2026-10-26", "2026-10-26"))).toEqual(["2026-10-26 03:30-04:30 0"]);
  });
});

describe("business time in SQL", () => {
  let desk: DetectionDesk;
  let calendar: BusinessCalendar;
  let open: [from: number, until: number][];
  beforeAll(async () => {
    desk = await openDetectionDesk();
    const holidays = ["2026-12-25", "2027-01-01"];
    calendar = await desk.ctx.transaction(async (tx) => {
      const made = await tx.insert(BusinessCalendar, { code: "short-fridays", name: "Short Fridays", timeZone: AMSTERDAM, weekly: WEEK as never, holidays, isDefault: false });
      await materialiseCalendar(tx, made);
      return made;
    });
    open = openIntervals(WEEK, AMSTERDAM, holidays, "2024-11-18", "2028-11-18").map(({ starts, ends }) => [Date.parse(starts), Date.parse(ends)]);
  });
  afterAll(() => desk.close());

  /** Business seconds from the beginning until an instant, counted the slow way. */
  const clock = (at: Date) => open.reduce((sum, [from, until]) => sum + Math.max(0, Math.min(at.getTime(), until) - from), 0) / 1000;
  const ask = async (sql: string, ...values: unknown[]) => (await desk.rows<{ answer: any }>(`SELECT ${sql} AS answer`, [calendar.id, ...values]))[0]!.answer;
  let seed = 7;
  const random = (most: number) => (seed = (seed * 48_271) % 2_147_483_647) % most;
  /** Any second of three years around now, summer times included. */
  const instant = () => new Date(Date.parse("2025-06-01T00:00:00Z") + random(3 * 365 * 86_400) * 1000);

  test("agrees with counting, in both directions", async () => {
    for (let i = 0; i < 40; i++) {
      const [a, b] = [instant(), instant()];
      expect(Number(await ask("tower_business_seconds($1, $2, $3)", a, b))).toBe(clock(b) - clock(a));
      const span = 1 + random(60 * 3600);
      const later: Date = await ask("tower_business_add($1, $2, $3)", a, span);
      expect([clock(later) - clock(a), later > a]).toEqual([span, true]);
    }
  });

  test.each([
    ["the end of a day is reached on that day", "2026-11-18T16:00:00Z", 30, "2026-11-18T16:30:00Z"],
    ["what does not fit goes on after the night", "2026-11-18T16:00:00Z", 31, "2026-11-19T07:31:00Z"],
    ["the break does not count", "2026-11-18T11:00:00Z", 60, "2026-11-18T12:45:00Z"],
    ["a weekend's work begins on Monday", "2026-11-21T10:00:00Z", 15, "2026-11-23T07:45:00Z"],
    ["holidays are skipped", "2026-12-24T16:00:00Z", 60, "2026-12-28T08:00:00Z"],
    ["summer time moves the instant and not the wall time", "2027-03-26T11:00:00Z", 60, "2027-03-29T07:00:00Z"],
  ])("%s", async (_, from, minutes, until) => {
    expect(await ask("tower_business_add($1, $2, $3)", new Date(from), minutes * 60)).toEqual(new Date(until));
    expect(await desk.ctx.transaction((tx) => addBusinessMinutes(tx, new Date(from), minutes, calendar.id))).toEqual(new Date(until));
  });

  test.each([["2026-11-20", "2026-11-23", 1], ["2026-11-18", "2026-11-18", 0], ["2026-11-16", "2026-11-20", 4], ["2026-12-24", "2026-12-28", 1], ["2026-11-21", "2026-11-22", 0]])(
    "from %s to %s are %i business days", async (a, b, days) => {
      expect(await ask("tower_business_days($1, $2::date, $3::date)", a, b)).toBe(days);
    });

  test("rolls on in several processes at once, to the same rows", async () => {
    const rows = () => desk.rows(`SELECT * FROM business_intervals ORDER BY calendar_id, starts_at`);
    const before = await rows();
    await Promise.all([rollCalendar(desk.ctx), rollCalendar(desk.ctx)]);
    expect(await rows()).toEqual(before);
  });

  test("refuses to guess beyond its last day", async () => {
    await expect(desk.ctx.transaction((tx) => addBusinessMinutes(tx, new Date("2031-01-01T09:00:00Z"), 60))).rejects.toThrow("no open time after");
  });
});
