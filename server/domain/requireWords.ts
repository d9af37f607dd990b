import { badInput } from "./errors.js";
import { visible } from "./visible.js";

/** What a person gives as a reason, as it shows to others; refused where nothing of it can be seen. */
export function requireWords(field: string, given: string, why: string): string {
  const words = visible(given);
  if (!words) throw badInput(field, why);
  return words;
}
