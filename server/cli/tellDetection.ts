import type { DetectionRun } from "../../entities/DetectionRun.js";

export const counted = (count: number) => Math.round(count).toLocaleString("en");

export const historyOf = (causes: number) =>
  `${counted(causes)} ${causes === 1 ? "cause is" : "causes are"} older than the rules look back, or than the day given with --since, and ${causes === 1 ? "opens" : "open"} none.`;

/** What a pass changed, and what it left closed. */
export function tellDetection({ opened, updated, reopened, cleared, undecided, history }: DetectionRun): void {
  console.log(`\nDetection: ${counted(opened)} exceptions opened, ${counted(updated)} updated, ${counted(reopened)} reopened, ${counted(cleared)} cleared.`);
  if (history) console.log(historyOf(history));
  if (undecided) console.log(`${counted(undecided)} times a rule could not decide, for want of an exchange rate for example.`);
}
