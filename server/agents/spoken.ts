import type { Fact } from "../../entities/Fact.js";

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** "2026-10-20" (also with a time behind it) as people write a day. */
export function dayText(iso: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso) ?? [];
  return year ? `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}` : iso;
}

/** A fact's value as it is said in a sentence; always the same figure, only its clothes change. */
export function spoken({ value, field }: Fact): string {
  const instant = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}) UTC$/.exec(value);
  if (instant) return `${dayText(instant[1]!)}, ${instant[2]} UTC`;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return dayText(value);
  if (/^[a-z]+(_[a-z]+)+$/.test(value)) return value.replaceAll("_", " ");
  const unit = /^\d+$/.test(value) && /(day|hour)s/i.exec(field);
  if (unit) return `${value} ${unit[1]!.toLowerCase()}${value === "1" ? "" : "s"}`;
  return value === "true" ? "yes" : value === "false" ? "no" : value;
}
