import { exactInstant } from "../../components/time";

export interface SnoozeChoice { label: string; until: string; exact: string }

const HOUR = 3_600_000;

/** Moments at which people want a task back; mornings are nine o'clock where the person sits. */
export function snoozeChoices(now: Date): SnoozeChoice[] {
  const morning = (daysAhead: number) => {
    const day = new Date(now);
    day.setDate(day.getDate() + daysAhead);
    day.setHours(9, 0, 0, 0);
    return day;
  };
  const toMonday = ((8 - now.getDay()) % 7) || 7;
  const tomorrow = morning(now.getDay() === 5 ? 3 : now.getDay() === 6 ? 2 : 1);
  const choices: [string, Date][] = [
    ["In two hours", new Date(now.getTime() + 2 * HOUR)],
    [now.getDay() >= 5 ? "Next working morning" : "Tomorrow morning", tomorrow],
    ["Monday morning", morning(toMonday)],
    ["In two weeks", morning(14)],
  ];
  const seen = new Set<number>();
  return choices
    .filter(([, at]) => !seen.has(at.getTime()) && seen.add(at.getTime()))
    .map(([label, at]) => ({ label, until: at.toISOString(), exact: exactInstant(at.toISOString()) }));
}
