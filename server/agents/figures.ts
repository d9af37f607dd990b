import { linksIn } from "./links.js";

/**
 * Finds everything in a text that claims a fact: dates, times, amounts, percentages, counts, record numbers, and also
 * links and mentions, which a draft must not invent either. The same reading is used for a draft and for its facts.
 */
export type FigureKind = "date" | "time" | "amount" | "percent" | "number" | "code" | "link" | "mention" | "numeral";

export interface Figure {
  kind: FigureKind;
  text: string;
  start: number;
  end: number;
  /** What the number may mean; several where "84.200" can be read in two ways. */
  values?: number[];
  /** ISO code, or "$" where only the symbol stands. */
  currency?: string;
  /** Unit of time in the singular. */
  unit?: string;
  /** Plural that follows a bare number, for example "invoices". */
  noun?: string;
  /** YYYY-MM-DD, YYYY-MM where no day stands, MM-DD where no year stands. */
  dates?: string[];
  time?: string;
}

type Reading = Omit<Figure, "text" | "start" | "end"> & { start?: number; end?: number };

const MONTH_NAMES = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const ISO_DATE = /(?<![\p{L}\d-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d]|-\d)/gu;
const DAY_MONTH = new RegExp(`(?<![\\w-])(\\d{1,2})(?:st|nd|rd|th)?[ -](?:of )?(${MONTH_NAMES})\\b\\.?(?:,?[ -](\\d{4})\\b)?`, "giu");
const MONTH_YEAR = new RegExp(`(?<![\\w-])(${MONTH_NAMES})\\.? (\\d{4})\\b`, "giu");
const MONTH_DAY = new RegExp(`(?<![\\w-])(${MONTH_NAMES})\\.? (\\d{1,2})(?:st|nd|rd|th)?\\b(?:,? (\\d{4})\\b)?`, "giu");
const SHORT_DATE = /(?<![\p{L}\d-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d]|[./-]\d)/gu;
const TIME = /(?<![\d:.,])(\d{1,2}):(\d{2})(?::\d{2})?(?:\s?(am|pm)\b)?(?!\d)/giu;

const NUMERAL = /(?![0-9])[\p{Nd}\p{No}\p{Nl}]+/gu;
const MENTION = /<[!@#][^>\n]{0,200}>|(?<![\p{L}\p{N}_.+-])@[\p{L}_](?:[\p{L}\p{N}_.-]{0,60}[\p{L}\p{N}_])?/giu;
const LIST_MARK = /^[ \t]*(?:1?\d|20)[.)](?=\s)/gmu;
const CODE = /(?<![\p{L}\p{N}_@])[\p{L}\p{N}]{1,60}(?:[-/_][\p{L}\p{N}]{1,60})*/gu;
const NUMBER = /\d{1,3}(?:[ ,.'’\u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?/gu;

const CURRENCIES = new Set(Intl.supportedValuesOf("currency"));
const CURRENCY_WORDS: Record<string, string> = { "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", $: "$", us$: "USD", euro: "EUR", euros: "EUR", dollar: "$", dollars: "$", pound: "GBP", pounds: "GBP" };
const BEFORE = /(?:(?<![A-Za-z])([A-Z]{3}|US\$)|([€$£¥₹]))[ \u00a0]?([-−])?$/u;
const AFTER_CURRENCY = /^[ \u00a0]?((?:[€$£¥₹]|[A-Z]{3}(?![A-Za-z]))(?![ \u00a0]?\d)|(?:euros?|dollars?|pounds?)\b)/u;
const MULTIPLIERS: Record<string, number> = { k: 1e3, thousand: 1e3, m: 1e6, mn: 1e6, mio: 1e6, million: 1e6, bn: 1e9, billion: 1e9 };
const AFTER_MULTIPLIER = /^[ \u00a0]?(thousand|million|billion|mio|mn|bn|k|m)(?![\p{L}])/iu;
const AFTER_PERCENT = /^[ \u00a0]?(?:%|percent\b|per cent\b|pct\b)/iu;
const AFTER_UNIT = /^[ \u00a0-]?(?:(?:business|working|calendar)[ -])?(days?|d|hours?|hrs?|h|weeks?|months?|years?|minutes?|mins?)(?![\p{L}])/iu;
const AFTER_NOUN = /^ ([a-z]{2,30}s)(?![\p{L}])/u;
const NOT_NOUNS = new Set(["is", "was", "has", "this", "does", "its", "plus", "less", "versus", "as", "us"]);

const SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
const TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const WORD = `(?:${[...TENS.slice(2), ...SMALL.slice(1)].join("|")})`;
// A number in words counts only with something countable after it: "two options" is speech, "two weeks" is a claim.
const WORD_NUMBER = new RegExp(
  `\\b(${WORD}(?:[- ]${WORD})?)(?: (hundred|thousand|million|billion))?(?=[ -](?:percent|per cent|euros?|dollars?|pounds?|(?:business |working |calendar )?(?:days?|hours?|weeks?|months?|years?)|invoices?|orders?|shipments?|payments?|pallets?|cartons?|units?|containers?|parcels?|documents?|reminders?)\\b)|\\b(${WORD}(?:[- ]${WORD})?) (hundred|thousand|million|billion)\\b`,
  "giu",
);

const unitOf = (word: string) => {
  const short = word.toLowerCase();
  if (short === "d") return "day";
  if (/^h(rs?)?$/.test(short)) return "hour";
  return short.startsWith("min") ? "minute" : short.replace(/s$/, "");
};

/** Both readings of a number whose one separator may group thousands or open the decimals. */
export function readingsOf(written: string): number[] {
  const digits = written.replace(/[ '’\u00a0\u202f]/gu, "");
  const comma = digits.lastIndexOf(",");
  const point = digits.lastIndexOf(".");
  if (comma < 0 && point < 0) return [Number(digits)];
  const decimalAt = Math.max(comma, point);
  const asDecimal = Number(`${digits.slice(0, decimalAt).replace(/[.,]/g, "")}.${digits.slice(decimalAt + 1)}`);
  const asGroups = Number(digits.replace(/[.,]/g, ""));
  if (comma >= 0 && point >= 0) return [asDecimal];
  const separators = digits.replace(/\d/g, "").length;
  if (separators > 1) return [asGroups];
  return digits.length - decimalAt === 4 ? [asGroups, asDecimal] : [asDecimal];
}

const calendarDate = (year: string | undefined, month: number, day: number | undefined): string[] => {
  if (month < 1 || month > 12 || (day !== undefined && (day < 1 || day > 31))) return [];
  const full = year?.length === 2 ? `20${year}` : year;
  return [[full, String(month).padStart(2, "0"), day === undefined ? undefined : String(day).padStart(2, "0")].filter(Boolean).join("-")];
};
const monthOf = (name: string) => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
const dated = (dates: string[]): Reading | null => (dates.length ? { kind: "date", dates } : null);

function wordValue(words: string): number {
  return words.toLowerCase().split(/[- ]/).reduce((sum, word) => sum + (SMALL.includes(word) ? SMALL.indexOf(word) : TENS.indexOf(word) * 10), 0);
}

/** Reads what stands around a number: its currency, multiplier, percent sign or unit. */
function readNumber(text: string, match: RegExpMatchArray): Reading {
  const start = match.index!;
  let end = start + match[0].length;
  let values = readingsOf(match[0]);
  const after = (pattern: RegExp) => pattern.exec(text.slice(end, end + 40));
  const take = (found: RegExpExecArray) => (end += found[0].length);

  const before = BEFORE.exec(text.slice(Math.max(0, start - 8), start));
  const code = before?.[1] && before[1] !== "US$" && !CURRENCIES.has(before[1]) ? undefined : (before?.[1] ?? before?.[2]);
  const negative = before?.[3] ?? /(?:^|[\s(])([-−])$/u.exec(text.slice(Math.max(0, start - 2), start))?.[1];
  const from = code ? start - before![0].length : negative ? start - 1 : start;
  if (negative) values = values.map((value) => -value);

  const multiplier = after(AFTER_MULTIPLIER);
  const factor = multiplier?.[1] && MULTIPLIERS[multiplier[1].toLowerCase()];
  // "12 m" is metres unless money is spoken of.
  if (factor && (code || multiplier[1]!.length > 1 || multiplier[1] === "k")) {
    values = values.map((value) => value * factor);
    take(multiplier);
  }
  let currency = code;
  const trailing = currency ? null : after(AFTER_CURRENCY);
  if (trailing && (trailing[1]!.length !== 3 || CURRENCIES.has(trailing[1]!))) {
    currency = trailing[1]!;
    take(trailing);
  }
  if (currency) return { kind: "amount", values, currency: CURRENCY_WORDS[currency.toLowerCase()] ?? currency, start: from, end };
  const percent = after(AFTER_PERCENT);
  if (percent) return { kind: "percent", values, start: from, end: end + percent[0].length };
  const unit = after(AFTER_UNIT);
  if (unit) return { kind: "number", values, unit: unitOf(unit[1]!), start: from, end: end + unit[0].length };
  const noun = after(AFTER_NOUN)?.[1];
  return { kind: "number", values, noun: noun && !NOT_NOUNS.has(noun) ? noun : undefined, start: from, end };
}

const isCode = (token: string) =>
  /\d/.test(token) && /\p{L}/u.test(token) && !/^\d[\d.,]*(?:-?\p{L}+)+$/u.test(token) && !(CURRENCIES.has(token.slice(0, 3)) && /^\d+\p{L}*$/u.test(token.slice(3)));

/** Everything in a text that claims a fact, in order of appearance. */
export function figuresIn(text: string): Figure[] {
  const found: Figure[] = [];
  let rest = text;
  // What one pattern claims is blanked at the same length, so that later patterns neither see it nor lose their place.
  const take = (pattern: RegExp, read: (match: RegExpMatchArray) => Reading | "skip" | null) => {
    for (const match of [...rest.matchAll(pattern)]) {
      const reading = read(match);
      if (!reading) continue;
      const { start = match.index!, end = match.index! + match[0].length, ...figure } = reading === "skip" ? ({} as Reading) : reading;
      rest = rest.slice(0, start) + "\0".repeat(end - start) + rest.slice(end);
      if (reading !== "skip") found.push({ ...figure, text: text.slice(start, end), start, end } as Figure);
    }
  };
  take(MENTION, () => ({ kind: "mention" }));
  for (const { index, text: link } of linksIn(rest)) {
    rest = rest.slice(0, index) + "\0".repeat(link.length) + rest.slice(index + link.length);
    found.push({ kind: "link", text: text.slice(index, index + link.length), start: index, end: index + link.length });
  }
  take(NUMERAL, () => ({ kind: "numeral" }));
  take(LIST_MARK, () => "skip");
  take(ISO_DATE, ([, year, month, day]) => dated(calendarDate(year, Number(month), Number(day))));
  take(DAY_MONTH, ([, day, month, year]) => (month === "may" && !year ? null : dated(calendarDate(year, monthOf(month!), Number(day)))));
  take(MONTH_YEAR, ([, month, year]) => (month === "may" ? null : dated(calendarDate(year, monthOf(month!), undefined))));
  take(MONTH_DAY, ([, month, day, year]) => (month === "may" ? null : dated(calendarDate(year, monthOf(month!), Number(day)))));
  take(SHORT_DATE, ([, one, , two, year]) => dated([...new Set([...calendarDate(year, Number(two), Number(one)), ...calendarDate(year, Number(one), Number(two))])]));
  take(TIME, ([, hour, minute, half]) => {
    const shifted = half?.toLowerCase() === "pm" ? (Number(hour) % 12) + 12 : half ? Number(hour) % 12 : Number(hour);
    return { kind: "time", time: `${String(shifted).padStart(2, "0")}:${minute}` };
  });
  take(CODE, ([token]) => (isCode(token) ? { kind: "code" } : null));
  take(WORD_NUMBER, (match) => {
    const value = wordValue(match[1] ?? match[3]!) * (match[2] || match[4] ? { hundred: 100, ...MULTIPLIERS }[(match[2] ?? match[4])!.toLowerCase()]! : 1);
    const end = match.index! + match[0].length;
    const unit = AFTER_UNIT.exec(rest.slice(end, end + 40));
    const percent = AFTER_PERCENT.exec(rest.slice(end, end + 40));
    if (percent) return { kind: "percent", values: [value], end: end + percent[0].length };
    const currency = AFTER_CURRENCY.exec(rest.slice(end, end + 40));
    if (currency) return { kind: "amount", values: [value], currency: CURRENCY_WORDS[currency[1]!.toLowerCase()] ?? currency[1]!, end: end + currency[0].length };
    return { kind: "number", values: [value], unit: unit ? unitOf(unit[1]!) : undefined, end: unit ? end + unit[0].length : end };
  });
  take(NUMBER, (match) => readNumber(rest, match));
  return found.sort((a, b) => a.start - b.start);
}
