import { DateTime } from "luxon";

/** The only source of the current time for business code, so that tests and seeds can travel. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands where it was put. */
export class FixedClock implements Clock {
  constructor(private instant: Date) {}
  now = () => new Date(this.instant);
  set(instant: Date) {
    this.instant = instant;
  }
  advance({ minutes = 0, hours = 0, days = 0 }: { minutes?: number; hours?: number; days?: number }) {
    this.instant = new Date(this.instant.getTime() + ((days * 24 + hours) * 60 + minutes) * 60_000);
  }
}

const MINUTE_MS = 60_000;
const latest = new Map<string, { minute: number; day: string }>();

/** The calendar day of an instant in the organisation's zone, as YYYY-MM-DD; every request asks for today's. */
export function dayIn(zone: string, instant: Date): string {
  const minute = Math.floor(instant.getTime() / MINUTE_MS);
  const known = latest.get(zone);
  if (known?.minute === minute) return known.day;
  const day = DateTime.fromJSDate(instant, { zone }).toISODate()!;
  latest.set(zone, { minute, day });
  return day;
}
