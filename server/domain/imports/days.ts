import { Problem } from "./issues.js";

/** One way of writing days that a file declares, such as `M/D/YYYY` or `D-Mon-YY`. */
export type DayFormat = (cell: string) => { year: number; month: number; day: number } | undefined;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const PARTS: Record<string, string> = { YYYY: "(?<year>\\d{4})", YY: "(?<year>\\d{2})", Mon: "(?<name>[A-Za-z]{3})", M: "(?<month>\\d{1,2})", D: "(?<day>\\d{1,2})" };
const [EARLIEST, LATEST] = [1990, 2100];
// A two-digit year is of the century that computers have long agreed on: 69-99 are 19xx.
const centuryOf = (year: number) => (year >= 69 ? 1900 : 2000);

/** Makes a reader of a declared format; `M` and `D` take one or two digits. */
export function dayFormat(format: string): DayFormat {
  const pattern = new RegExp(`^${format.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/YYYY|YY|Mon|M|D/g, (part) => PARTS[part]!)}$`);
  return (cell) => {
    const found = pattern.exec(cell)?.groups;
    if (!found) return undefined;
    const year = Number(found.year);
    return {
      year: found.year!.length === 2 ? year + centuryOf(year) : year,
      month: found.name ? MONTHS.indexOf(found.name.toLowerCase()) + 1 : Number(found.month),
      day: Number(found.day),
    };
  };
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?$/;

/** A day as YYYY-MM-DD, from ISO or a declared format; everything else is refused, since a guess may be another day. */
export function dayOf(cell: string, formats: DayFormat[]): string | Problem {
  const iso = ISO.exec(cell);
  if (iso) return checked(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  for (const format of formats) {
    const found = format(cell);
    if (found) return checked(found.year, found.month, found.day);
  }
  return new Problem(...whyNotADay(cell));
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** What a day alone means where an instant is asked for: 14 October "from" begins with it, "until" ends with it. */
export type DayMeans = "its start" | "its end";
// A second before midnight, so that the day is still the one that was written.
const HOUR: Record<DayMeans, string> = { "its start": "00:00", "its end": "23:59:59" };

/** An instant in words PostgreSQL reads; without an offset it is in the organisation's zone. */
export function instantOf(cell: string, formats: DayFormat[], timeZone: string, dayMeans: DayMeans = "its start"): string | Problem {
  const found = INSTANT.exec(cell);
  if (!found) {
    const day = dayOf(cell, formats);
    return day instanceof Problem ? day : `${day} ${HOUR[dayMeans]} ${timeZone}`;
  }
  const [, date, hours, minutes, seconds = "0", offset] = found;
  const day = dayOf(date!, []);
  if (day instanceof Problem) return day;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59 || (offset && Math.abs(parseInt(offset.slice(0, 3), 10)) > 14)) {
    return new Problem("not_a_time", "is no time of day");
  }
  return offset ? cell.replace("t", "T") : `${cell.replace(/[Tt]/, " ")} ${timeZone}`;
}

function checked(year: number, month: number, day: number): string | Problem {
  const text = `${year}-${two(month)}-${two(day)}`;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return new Problem("not_a_day", "is no day of the calendar");
  if (year < EARLIEST || year > LATEST) return new Problem("absurd_year", `is in the year ${year}; between ${EARLIEST} and ${LATEST} is believable`);
  return text;
}

const two = (number: number) => String(number).padStart(2, "0");

function whyNotADay(cell: string): [code: string, reason: string] {
  const numbers = /^(\d{1,2})[./-](\d{1,2})[./-](\d{2}|\d{4})$/.exec(cell)?.slice(1).map(Number);
  if (numbers) {
    const [first, second, year] = numbers as [number, number, number];
    const name = (month: number, day: number) => `${day} ${MONTHS[month - 1]!.replace(/^./, (letter) => letter.toUpperCase())}`;
    const both = first <= 12 && second <= 12 && first !== second;
    return both
      ? ["ambiguous_date", `may be ${name(first, second)} or ${name(second, first)}; write ${year < 100 ? "YYYY" : year}-MM-DD`]
      : ["undeclared_date", "is a day in a format that the file did not declare; write YYYY-MM-DD"];
  }
  if (/^\d{5}(\.\d+)?$/.test(cell)) return ["spreadsheet_date", "looks like a spreadsheet's day number; format the column as a date"];
  return ["not_a_day", "is not a day; write YYYY-MM-DD"];
}
