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

let zone: string | undefined;
/** The organisation's zone, set once the viewer is known: colleagues in different places read the same clock. */
export const setTimeZone = (timeZone: string) => { zone = timeZone; };

export const exactInstant = (iso: string) =>
  new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone: zone, timeZoneName: "short" }).format(new Date(iso));

export const shortInstant = (iso: string) =>
  new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: zone }).format(new Date(iso));

export const clock = (iso: string) => new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(new Date(iso));

/** A calendar day has no zone: it is shown as it stands. */
export const dayText = (day: string) =>
  new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));

/** The calendar day of an instant in the organisation's zone, YYYY-MM-DD. */
export const dayOf = (instant: Date) => new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(instant);

/** The last instant of today in the organisation's zone, found by stepping hours so that clock changes need no table. */
export function endOfToday(now = new Date()): Date {
  const today = dayOf(now);
  let end = new Date(Math.ceil(now.getTime() / (15 * MINUTE)) * 15 * MINUTE);
  while (dayOf(end) === today) end = new Date(end.getTime() + 15 * MINUTE);
  return new Date(end.getTime() - 1);
}
