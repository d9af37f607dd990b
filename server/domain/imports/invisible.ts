// Soft hyphen, zero-width characters, marks of direction and byte order: nothing of a word that a person sees.
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;
// In running text the joiners and the marks of direction belong to scripts that need them.
const INVISIBLE_IN_TEXT = /[\u00ad\u200b\u2060-\u2064\ufeff]/g;
const SPACES = /[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g;
const HYPHENS = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
const BEYOND_ASCII = /[\u0080-\uffff]/;

/** Whether nothing of it can be seen. */
export const isBlank = (text: string): boolean => text === "" || (text.charCodeAt(0) > 0x7f || text.charCodeAt(0) <= 0x20) && text.replace(INVISIBLE, "").trim() === "";

/** A key as a person would type it: without what can't be seen, with plain spaces and hyphens, in composed letters. */
export function tidyKey(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text;
  return text.replace(INVISIBLE, "").replace(SPACES, " ").replace(HYPHENS, "-").normalize("NFC").trim();
}

/** Running text without what nobody sees, in composed letters, so that two spellings of one name are equal. */
export function tidyText(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text;
  return text.replace(INVISIBLE_IN_TEXT, "").normalize("NFC").trim();
}

/** Whether tidying took away more than the way letters are composed. */
export const tookAway = (before: string, after: string): boolean => before !== after && before.normalize("NFC") !== after;
