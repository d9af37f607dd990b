import { badInput } from "../errors.js";

/** How far ahead a task may be put off; later than this nobody remembers it. */
export const LONGEST_DAYS = 90;

/** Refuses a time so far ahead that the task would be forgotten. */
export function withinHorizon(now: Date, field: string, at: Date): Date {
  if (at.getTime() - now.getTime() > LONGEST_DAYS * 86_400_000) throw badInput(field, `A task can be put off for at most ${LONGEST_DAYS} days.`);
  return at;
}
