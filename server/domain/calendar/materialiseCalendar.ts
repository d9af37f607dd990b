import { DateTime } from "luxon";
import type { BusinessCalendar } from "../../../entities/BusinessCalendar.js";
import type { Tx } from "../../database/unitOfWork.js";

/** Opening times by ISO weekday (1 = Monday), each a list of [from, until] in the calendar's zone. */
export type Week = Partial<Record<"1" | "2" | "3" | "4" | "5" | "6" | "7", [string, string][]>>;

export interface Interval { starts: string; ends: string; day: string; before: number }

/**
 * Lists a calendar's open intervals over a range of days with the business seconds that lie before each. Pure.
 * Local times are resolved day by day, so a day that loses an hour to summer time is an hour shorter here too.
 */
export function openIntervals(week: Week, zone: string, holidays: readonly string[], from: string, until: string): Interval[] {
  const closed = new Set(holidays);
  const intervals: Interval[] = [];
  const last = DateTime.fromISO(until, { zone: "utc" });
  let before = 0;
  // Counting days needs no zone, and asking one costs much.
  for (let day = DateTime.fromISO(from, { zone: "utc" }); day <= last; day = day.plus({ days: 1 })) {
    const date = day.toISODate()!;
    if (closed.has(date)) continue;
    for (const [open, shut] of week[String(day.weekday) as keyof Week] ?? []) {
      const starts = DateTime.fromISO(`${date}T${open}`, { zone }).toJSDate();
      const ends = DateTime.fromISO(`${date}T${shut}`, { zone }).toJSDate();
      intervals.push({ starts: starts.toISOString(), ends: ends.toISOString(), day: date, before });
      before += (ends.getTime() - starts.getTime()) / 1_000;
    }
  }
  return intervals;
}

/** Rewrites the calendar's rows where they reach less than a year ahead; every start and a sweep see to it. */
export async function extendCalendar(tx: Tx, calendar: BusinessCalendar): Promise<void> {
  const reaches = await tx.query(`SELECT FROM business_intervals WHERE calendar_id = $1 AND day > $2::date + 365 LIMIT 1`, [calendar.id, tx.today]);
  if (!reaches.length) await materialiseCalendar(tx, calendar);
}

/** Rewrites the calendar's rows for two years back and two ahead. */
export async function materialiseCalendar(tx: Tx, calendar: BusinessCalendar): Promise<void> {
  const today = DateTime.fromISO(tx.today);
  const intervals = openIntervals(calendar.weekly as Week, calendar.timeZone, calendar.holidays, today.minus({ years: 2 }).toISODate()!, today.plus({ years: 2 }).toISODate()!);
  await tx.query(`SELECT FROM business_calendars WHERE id = $1 FOR UPDATE`, [calendar.id]); // two processes take turns
  await tx.query(`DELETE FROM business_intervals WHERE calendar_id = $1`, [calendar.id]);
  await tx.query(
    `INSERT INTO business_intervals (calendar_id, starts_at, ends_at, day, seconds_before)
     SELECT $1, i.starts, i.ends, i.day, i.before
     FROM jsonb_to_recordset($2::jsonb) AS i(starts timestamptz, ends timestamptz, day date, before bigint)`,
    [calendar.id, JSON.stringify(intervals)],
  );
}

/** The instant that lies so many business minutes after another, in the default calendar unless one is named. */
export async function addBusinessMinutes(tx: Tx, at: Date, minutes: number, calendarId?: string): Promise<Date> {
  const [row] = await tx.query<{ at: Date | null }>(
    `SELECT tower_business_add(COALESCE($1::uuid, (SELECT id FROM business_calendars WHERE is_default)), $2::timestamptz, $3::bigint) AS at`,
    [calendarId ?? null, at, Math.max(1, Math.round(minutes * 60))],
  );
  if (!row?.at) throw new Error("the business calendar has no open time after this instant; materialise it further ahead");
  return row.at;
}
