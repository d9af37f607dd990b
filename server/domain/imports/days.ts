import { IANAZone } from "luxon";
import { Problem, Remark } from "./issues.js";

/** One way of writing days, such as `M/D/YYYY` or `D-Mon-YY`. */
export interface DayFormat {
  form: string;
  read(cell: string): WrittenDay | undefined;
}
export interface WrittenDay { year: number; month: number; day: number }

/** How a column writes its days: the forms declared for it or found in it; ISO is understood unless the column is written otherwise. */
export interface DayStyle {
  days: DayFormat[];
  withoutIso?: boolean;
  timeZone: string;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const PARTS: Record<string, string> = { YYYY: "(?<year>\\d{4})", YY: "(?<year>\\d{2})", Mon: "(?<name>[A-Za-z]{3})", M: "(?<month>\\d{1,2})", D: "(?<day>\\d{1,2})" };
const PART = /YYYY|YY|Mon|MM?|DD?/g;
const [EARLIEST, LATEST] = [1990, 2100];
// A two-digit year is of the century that computers have long agreed on: 69-99 are 19xx.
const centuryOf = (year: number) => (year >= 69 ? 1900 : 2000);

/** Whether a person's word for a form can be read as one: a year, a month and a day, each once. */
export const isDayForm = (form: string): boolean => {
  const parts = (form.match(PART) ?? []).map((part) => part[0] === "Y" ? "Y" : part[0]).sort().join("");
  return parts === "DMY" && /^[^A-Za-z0-9]*$/.test(form.replace(PART, ""));
};

/** Makes a reader of a form; `M` and `D` take one or two digits. */
export function dayFormat(form: string): DayFormat {
  const pattern = new RegExp(`^${form.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(PART, (part) => PARTS[part] ?? PARTS[part[0]!]!)}$`);
  return {
    form,
    read(cell) {
      const found = pattern.exec(cell)?.groups;
      if (!found) return undefined;
      const year = Number(found.year);
      return {
        year: found.year!.length === 2 ? year + centuryOf(year) : year,
        month: found.name ? MONTHS.indexOf(found.name.toLowerCase()) + 1 || 13 : Number(found.month),
        day: Number(found.day),
      };
    },
  };
}

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const COMPACT_DAY = /^(\d{4})(\d{2})(\d{2})(?=T)/;
const TIME = /^(.*?\d)(?:T| +)(\d{1,2}:?\d{2}.*)$/i;

/** A cell with its day and its time of day apart. */
export function splitTime(cell: string): { date: string; time?: string } {
  const [, date, time] = TIME.exec(cell.replace(COMPACT_DAY, "$1-$2-$3")) ?? [];
  return date === undefined ? { date: cell } : { date: date.trim(), time };
}

/** A day as YYYY-MM-DD, from ISO or a form of the column; everything else is refused, since a guess may be another day. */
export function dayOf(cell: string, style: DayStyle): string | Problem | Remark {
  const { date, time } = splitTime(cell);
  const day = writtenDay(date, style);
  if (day instanceof Problem || time === undefined) return day;
  const clock = timeOf(time);
  if (clock instanceof Problem) return clock;
  if (clock.offset === undefined) return clock.midnight ? day : new Remark(day, "time_left_out", "holds a time of day; only the day was taken");
  const instant = utc(day, clock) - clock.offset * 60_000;
  const here = new Date(instant + offsetAt(style.timeZone, instant) * 60_000).toISOString().slice(0, 10);
  return new Remark(here, "time_left_out", `holds a time of day with an offset; the day that it was in ${style.timeZone} was taken`);
}

function writtenDay(date: string, { days, withoutIso }: DayStyle): string | Problem {
  const iso = withoutIso ? null : ISO_DAY.exec(date);
  if (iso) return checked({ year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) });
  for (const format of days) {
    const found = format.read(date);
    if (found) return checked(found);
  }
  return new Problem(...whyNotADay(date, days));
}

/** What a day alone means where an instant is asked for: 14 October "from" begins with it, "until" ends with it. */
export type DayMeans = "its start" | "its end";
// A second before midnight, so that the day is still the one that was written.
const HOUR: Record<DayMeans, string> = { "its start": "00:00", "its end": "23:59:59" };

/** An instant in words PostgreSQL reads; without an offset it is in the organisation's zone. */
export function instantOf(cell: string, style: DayStyle, dayMeans: DayMeans = "its start"): string | Problem | Remark {
  const { date, time } = splitTime(cell);
  const day = writtenDay(date, style);
  if (day instanceof Problem) return day;
  if (time === undefined) return `${day} ${HOUR[dayMeans]} ${style.timeZone}`;
  const clock = timeOf(time);
  if (clock instanceof Problem) return clock;
  const { text, offsetText } = clock;
  if (offsetText !== undefined) return `${day}T${text}${offsetText}`;
  return unclearHour(day, clock, style.timeZone) ?? `${day} ${text} ${style.timeZone}`;
}

interface TimeOfDay { text: string; seconds: number; midnight: boolean; offset?: number; offsetText?: string }

const CLOCK = /^(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]m)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;
const MAX_OFFSET_HOURS = 14;

function timeOf(time: string): TimeOfDay | Problem {
  const found = CLOCK.exec(time.trim());
  if (!found) return new Problem("not_a_time", "holds no time of day; write 2026-03-05T14:30:00Z, or leave the time out");
  const [, hours, minutes, seconds = "00", fraction = "", half, offset] = found;
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === "pm" ? 12 : 0) : Number(hours);
  const endOfDay = hour === 24 && Number(minutes) === 0 && Number(seconds) === 0 && !/[1-9]/.test(fraction);
  if ((hour > 23 && !endOfDay) || Number(minutes) > 59 || Number(seconds) > 59 || (half && (Number(hours) < 1 || Number(hours) > 12))) return new Problem("not_a_time", "is no time of day");
  const [sign, offsetHours, offsetMinutes] = offset && !/z/i.test(offset) ? [offset[0], Number(offset.slice(1, 3)), Number(offset.slice(3).replace(":", "") || 0)] : ["+", 0, 0];
  const away = offsetHours * 60 + offsetMinutes;
  if (offsetMinutes > 59 || away > MAX_OFFSET_HOURS * 60) return new Problem("not_a_time", `has the offset ${offset}, which no place on earth has`);
  return {
    text: `${two(hour)}:${minutes}:${seconds}${fraction ? `.${fraction.slice(0, 6)}` : ""}`, // PostgreSQL keeps six digits
    seconds: hour * 3600 + Number(minutes) * 60 + Number(seconds),
    midnight: (hour === 0 || endOfDay) && Number(minutes) === 0 && Number(seconds) === 0 && !/[1-9]/.test(fraction),
    ...(offset && { offset: sign === "-" ? -away : away, offsetText: /z/i.test(offset) ? "Z" : `${sign}${two(offsetHours)}:${two(offsetMinutes)}` }),
  };
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const utc = (day: string, { seconds }: TimeOfDay) => Date.parse(`${day}T00:00:00Z`) + seconds * 1000;
const offsetAt = (timeZone: string, instant: number) => IANAZone.create(timeZone).offset(instant);
const changes = new Map<string, [before: number, after: number] | undefined>();

/** The offsets of a zone around a day on which its clocks change; remembered, since days repeat. */
function changeAround(day: string, timeZone: string): [before: number, after: number] | undefined {
  const key = `${timeZone} ${day}`;
  if (!changes.has(key)) {
    if (changes.size > 10_000) changes.clear();
    const start = Date.parse(`${day}T00:00:00Z`);
    const [before, after] = [offsetAt(timeZone, start - DAY), offsetAt(timeZone, start + 2 * DAY)];
    changes.set(key, before === after ? undefined : [before, after]);
  }
  return changes.get(key);
}

/** An hour that the clocks skip, or strike twice, is taken and told with both of its meanings. */
function unclearHour(day: string, clock: TimeOfDay, timeZone: string): Remark | undefined {
  const change = changeAround(day, timeZone);
  if (!change) return undefined;
  const readings = change.map((offset) => utc(day, clock) - offset * MINUTE);
  const [before, after] = readings as [number, number];
  const fits = readings.map((instant, i) => offsetAt(timeZone, instant) === change[i]);
  if (fits[0] !== fits[1]) return undefined;
  const said = (instant: number) => `${new Date(instant).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const value = (instant: number) => `${new Date(instant).toISOString().slice(0, 19)}${clock.text.slice(8)}Z`;
  if (fits[0]) return new Remark(value(after), "double_hour", `stands in the hour that the clocks of ${timeZone} strike twice; the second, ${said(after)}, was taken, and the first would be ${said(before)}`);
  return new Remark(value(before), "lost_hour", `stands in the hour that the clocks of ${timeZone} skip; ${said(before)} was taken, as if they had not been moved yet, and ${said(after)} would be right if they had`);
}

const NO_DAY = new Problem("spreadsheet_date", "is what a spreadsheet shows for no day; leave the cell blank");

function checked({ year, month, day }: WrittenDay): string | Problem {
  if (day === 0 || month === 0) return NO_DAY;
  if (!isDay({ year, month, day })) return new Problem("not_a_day", "is no day of the calendar");
  if (!isBelievable(year)) return new Problem("absurd_year", `is in the year ${year}; between ${EARLIEST} and ${LATEST} is believable`);
  return `${year}-${two(month)}-${two(day)}`;
}

export function isDay({ year, month, day }: WrittenDay): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

export const isBelievable = (year: number): boolean => year >= EARLIEST && year <= LATEST;

const two = (number: number) => String(number).padStart(2, "0");

function whyNotADay(cell: string, declared: DayFormat[]): [code: string, reason: string] {
  const numbers = /^(\d{1,2})[./-](\d{1,2})[./-](\d{2}|\d{4})$/.exec(cell)?.slice(1).map(Number);
  if (numbers) {
    const [first, second, year] = numbers as [number, number, number];
    if (!first || !second) return [NO_DAY.code, NO_DAY.reason];
    const name = (month: number, day: number) => `${day} ${MONTHS[month - 1]!.replace(/^./, (letter) => letter.toUpperCase())}`;
    const both = first <= 12 && second <= 12 && first !== second;
    return both
      ? ["ambiguous_date", `may be ${name(first, second)} or ${name(second, first)}; write ${year < 100 ? "YYYY" : year}-MM-DD`]
      : ["undeclared_date", "is a day in a format that the file did not declare; write YYYY-MM-DD"];
  }
  if (/^\d{5}(\.\d+)?$/.test(cell)) return ["spreadsheet_date", "looks like a spreadsheet's day number; format the column as a date"];
  if (declared.length && ISO_DAY.test(cell)) return ["other_day_form", `is written in another form than the rest of its column, ${declared.map(({ form }) => form).join(" or ")}, so it may be another day`];
  return ["not_a_day", "is not a day; write YYYY-MM-DD"];
}
