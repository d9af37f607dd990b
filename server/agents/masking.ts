import { visible } from "../domain/visible.js";
import type { KnownPerson } from "../ports/Drafter.js";

type Kind = "PERSON" | "EMAIL" | "PHONE" | "IBAN";

const PLACEHOLDER = /\[(?:PERSON|EMAIL|PHONE|IBAN)_\d+(?:_(?:GIVEN|FAMILY))?\]/g;
const EMAIL = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu;
// An international prefix (00 only with a gap after it), a trunk zero with groups, or three groups as in North America: dates,
// amounts and record numbers never look so.
const PHONE = /(?<![\p{L}\p{N}+.,/-])(?:(?:\+\d{1,3}[ ./()-]{0,2}|00[1-9]\d{0,2}[ ./()-]{1,2})(?:\(?\d{1,5}\)?[ ./-]{0,2}){2,6}\d{2,}|\(?0\d{1,4}\)?[ /-]\d{2,5}(?:[ -]?\d{2,5}){1,3}|\(\d{3}\) ?\d{3}[ .-]\d{4}|\d{3}([ .-])\d{3}\1\d{4})(?![\p{L}\p{N}])/gu;
// ISO 13616: country, two check digits and up to thirty letters and digits, as one word or in groups of four.
const IBAN = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[A-Z0-9]{11,30}|(?:[ -][A-Z0-9]{4}){2,7}(?:[ -][A-Z0-9]{1,4})?)(?![\p{L}\p{N}])/giu;

/** A pattern of the words that also finds them without their accents. */
const escaped = (words: string) => words.trim().split(/\s+/).map((word) => [...word].map(letterPattern).join("")).join("\\s+");
function letterPattern(letter: string): string {
  const plain = letter.normalize("NFD").replace(/\p{M}/gu, "");
  const safe = letter.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
  return plain && plain !== letter ? `(?:${safe}|${plain})` : safe;
}
const alone = (words: string) => `(?<![\\p{L}\\p{N}])${escaped(words)}(?![\\p{L}\\p{N}])`;

/** What two spellings of one address or number have in common. */
const SAME: Record<Kind, (original: string) => string> = {
  PERSON: (name) => name,
  EMAIL: (address) => address.toLowerCase(),
  PHONE: (number) => number.replace(/\D/g, "").replace(/^00/, ""),
  IBAN: (iban) => iban.replace(/[ -]/g, "").toUpperCase(),
};

/** One draft's placeholders: the same person gets the same one in every text. */
export class Mask {
  private readonly originals = new Map<string, string>();
  private readonly placeholders = new Map<string, string>();
  private readonly names: { words: string; pattern: RegExp; placeholder: string }[] = [];
  private readonly kept: RegExp | null;
  private counts: Record<Kind, number> = { PERSON: 0, EMAIL: 0, PHONE: 0, IBAN: 0 };

  /** `keep` are names of companies and the like, which stand even where a person's name is part of them. */
  constructor(people: KnownPerson[], keep: string[] = []) {
    const kept = keep.map(visible).filter(Boolean);
    this.kept = kept.length ? new RegExp(kept.map(alone).join("|"), "giu") : null;
    for (const { name, email, phone } of people) {
      if (email) this.placeholderFor("EMAIL", email);
      if (phone) this.placeholderFor("PHONE", phone);
      this.addName(visible(name));
    }
    this.names.sort((a, b) => b.words.length - a.words.length);
  }

  /** The text without people in it. What already looks like a placeholder is defused, so that a note can't ask for one. */
  hide(text: string): string {
    const safe = visible(text).replace(PLACEHOLDER, (forged) => `(${forged.slice(1, -1)})`);
    if (!this.kept) return this.hideIn(safe);
    let masked = "";
    let from = 0;
    for (const match of safe.matchAll(this.kept)) {
      masked += this.hideIn(safe.slice(from, match.index)) + match[0];
      from = match.index + match[0].length;
    }
    return masked + this.hideIn(safe.slice(from));
  }

  /** The text with people back in it; a placeholder nobody gave out stays as it is, for the reviewer to see. */
  reveal(text: string): string {
    return text.replace(PLACEHOLDER, (placeholder) => this.originals.get(placeholder) ?? placeholder);
  }

  private hideIn(text: string): string {
    let masked = text.replace(EMAIL, (email) => this.placeholderFor("EMAIL", email));
    masked = masked.replace(IBAN, (iban) => this.placeholderFor("IBAN", iban));
    masked = masked.replace(PHONE, (phone) => this.placeholderFor("PHONE", phone));
    for (const { pattern, placeholder } of this.names) masked = masked.replace(pattern, placeholder);
    return masked;
  }

  private addName(name: string) {
    if (name.length < 3) return;
    const number = ++this.counts.PERSON;
    const words = name.split(/\s+/);
    this.name(name, `[PERSON_${number}]`);
    if (words.length < 2) return;
    this.name(words[0]!, `[PERSON_${number}_GIVEN]`);
    this.name(words.at(-1)!, `[PERSON_${number}_FAMILY]`);
  }

  private name(words: string, placeholder: string) {
    if (words.length < 3) return;
    this.originals.set(placeholder, words);
    // A given name is also a word ("Mark", "Rose"): only with its capital, or in capitals, is it a person.
    const pattern = words.includes(" ") ? new RegExp(alone(words), "giu") : new RegExp(`${alone(words)}|${alone(words.toUpperCase())}`, "gu");
    this.names.push({ words, pattern, placeholder });
  }

  private placeholderFor(kind: Kind, original: string): string {
    const key = SAME[kind](original);
    const known = this.placeholders.get(kind + key);
    if (known) return known;
    const placeholder = `[${kind}_${++this.counts[kind]}]`;
    this.placeholders.set(kind + key, placeholder);
    this.originals.set(placeholder, original);
    return placeholder;
  }
}
