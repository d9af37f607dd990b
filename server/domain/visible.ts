// A joiner shapes the letters of these scripts, and joins pictographs to one; anywhere else it is a hidden character.
const JOINED = String.raw`[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{M}]`;
const JOINER = new RegExp(String.raw`(?<=${JOINED})[\u200C\u200D](?=${JOINED})`, "gu");
const LINE_BREAK = /\r\n?|[\u0085\u2028\u2029]/g;
// Controls, direction marks, zero-width and private characters, and the letters that look like nothing.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\u115F\u1160\u2800\u3164\uFFA0]|\u034F|\u17B4|\u17B5/gu;
const KEPT = new Set(["\n", "\t"]);

/**
 * A text as a person sees it: composed (NFC), with plain line breaks, without characters that nobody sees and without white
 * space around it. What is shown, approved and sent is this text, so that no reviewer reads something else than what leaves.
 */
export function visible(text: string): string {
  const joiners = new Set([...text.matchAll(JOINER)].map(({ index }) => index));
  return text
    .replace(HIDDEN, (character, at: number) => (KEPT.has(character) || character === "\r" || character === "\u0085" || joiners.has(at) ? character : ""))
    .replace(LINE_BREAK, "\n")
    .normalize("NFC")
    .trim();
}

/** The same for a text of one line, such as a subject. */
export const visibleLine = (text: string): string => visible(text).replace(/\s+/g, " ");
