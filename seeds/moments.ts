import { DateTime } from "luxon";

/**
 * How the demo writes time, so that it is fresh on any day: `T-34` is 34 days ago, `B-5` five business days ago (`B0` is
 * today, or Friday on a weekend), `B-24+30` thirty days after that one, `B-2 14:30` a time on it, and `{B-24}` its year.
 */
const MOMENT = String.raw`(T|B)([+-]?\d+)([+-]\d+)?( \d\d:\d\d)?`;
const CELL = new RegExp(String.raw`(?<=^|,)${MOMENT}(?=,|$)`, "gm");
const YEAR = new RegExp(String.raw`\{${MOMENT}\}`, "g");
const WHOLE = new RegExp(`^${MOMENT}$`);

/** The calendar of one demo: its today, in the organisation's zone. */
export class Moments {
  private readonly today: DateTime;
  private readonly days = new Map<string, string>();

  constructor(now: Date, private readonly zone: string) {
    this.today = DateTime.fromJSDate(now, { zone }).startOf("day").setZone("utc", { keepLocalTime: true }); // counting days needs no zone, and asking one costs much
  }

  /** A text with every moment in it replaced by the day, time or year it stands for. */
  resolve(text: string): string {
    return text
      .replace(CELL, (_, ...parts: string[]) => this.day(parts) + (parts[3] ?? ""))
      .replace(YEAR, (_, ...parts: string[]) => this.day(parts).slice(0, 4));
  }

  instant(moment: string): Date {
    const parts = WHOLE.exec(moment)?.slice(1);
    if (!parts) throw new Error(`${moment} is no moment`);
    return DateTime.fromISO(`${this.day(parts)}T${(parts[3] ?? " 00:00").trim()}`, { zone: this.zone }).toJSDate();
  }

  private day([from, count, shift]: string[]): string {
    const name = `${from}${count}${shift ?? ""}`;
    const known = this.days.get(name);
    if (known) return known;
    const base = from === "T" ? this.today.plus({ days: Number(count) }) : businessDay(this.today, Number(count));
    const day = base.plus({ days: Number(shift ?? 0) }).toISODate()!;
    this.days.set(name, day);
    return day;
  }
}

/** So many business days from the latest one, weekends left out. */
function businessDay(today: DateTime, count: number): DateTime {
  const latest = today.minus({ days: Math.max(0, today.weekday - 5) });
  const weeks = Math.trunc(count / 5);
  const rest = count % 5;
  const crossesWeekend = latest.weekday + rest > 5 || latest.weekday + rest < 1;
  return latest.plus({ weeks, days: rest + (crossesWeekend ? Math.sign(rest) * 2 : 0) });
}
