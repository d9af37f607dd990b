const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span as people say it: "2 d 4 h", "3 h 15 m", "41 m", "less than a minute" as "<1 m". */
export function span(milliseconds: number): string {
  const left = Math.abs(milliseconds);
  if (left < MINUTE) return "<1 m";
  const days = Math.floor(left / DAY);
  const hours = Math.floor((left % DAY) / HOUR);
  const minutes = Math.floor((left % HOUR) / MINUTE);
  if (days >= 730) return `${Math.floor(days / 365)} y`;
  if (days >= 90) return `${Math.floor(days / 30)} mo`;
  if (days >= 10) return `${days} d`;
  if (days) return hours ? `${days} d ${hours} h` : `${days} d`;
  if (hours) return minutes ? `${hours} h ${String(minutes).padStart(2, "0")} m` : `${hours} h`;
  return `${minutes} m`;
}

/** "in 3 h", "2 d ago", "just now". */
export function relative(then: number, now: number): string {
  const difference = then - now;
  if (Math.abs(difference) < MINUTE) return "just now";
  const coarse = span(difference).replace(/(\d+ [dh]) \d+ [hm]$/, (all, first: string) => (Math.abs(difference) >= DAY || first !== "1 h" ? first : all));
  return difference > 0 ? `in ${coarse}` : `${coarse} ago`;
}

let officeZone: string | undefined;
/** The organisation's zone, set once the viewer is known. Clocks and "today" are the reader's own; exact times tell the organisation's as well where it differs. */
export const setOfficeZone = (timeZone: string) => { officeZone = timeZone; };

const format = (options: Intl.DateTimeFormatOptions, at: Date, timeZone?: string) => new Intl.DateTimeFormat(undefined, { ...options, timeZone }).format(at);
const CLOCK = { hour: "2-digit", minute: "2-digit" } as const;
const SHORT = { weekday: "short", day: "numeric", month: "short", ...CLOCK } as const;

export function exactInstant(iso: string): string {
  const at = new Date(iso);
  const here = format({ ...SHORT, year: "numeric", timeZoneName: "short" }, at);
  const atTheOffice = format(SHORT, at, officeZone);
  return atTheOffice === format(SHORT, at) ? here : `${here} (${atTheOffice} in ${officeZone})`;
}

export const shortInstant = (iso: string) => format(SHORT, new Date(iso));
export const clock = (iso: string) => format(CLOCK, new Date(iso));

/** A calendar day has no zone: it is shown as it stands. */
export const dayText = (day: string) => format({ day: "numeric", month: "short", year: "numeric" }, new Date(`${day}T00:00:00Z`), "UTC");

/** The reader's calendar day of an instant, YYYY-MM-DD. */
export const dayOf = (instant: Date, timeZone?: string) => new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(instant);

/** The last instant of the reader's today, found by stepping quarters of an hour so that clock changes need no table. */
export function endOfToday(now = new Date(), timeZone?: string): Date {
  const today = dayOf(now, timeZone);
  let end = new Date(Math.ceil(now.getTime() / (15 * MINUTE)) * 15 * MINUTE);
  while (dayOf(end, timeZone) === today) end = new Date(end.getTime() + 15 * MINUTE);
  return new Date(end.getTime() - 1);
}

const NEAR: Record<number, string> = { [-1]: "yesterday", 0: "today", 1: "tomorrow" };

/** "today 16:40", "tomorrow 10:40", "Fri 4 Dec, 10:40": the reader's day and clock. */
export function dayAndClock(iso: string, now: number): string {
  const at = new Date(iso);
  const days = Math.round((Date.parse(dayOf(at)) - Date.parse(dayOf(new Date(now)))) / DAY);
  return NEAR[days] ? `${NEAR[days]} ${clock(iso)}` : shortInstant(iso);
}
