import { decimalOf, EXPONENTS, exponentOf, MOST_MINOR } from "../../../entities/Money.js";
import { countryOf } from "./countries.js";
import { dayOf, instantOf, type DayStyle } from "./days.js";
import { Problem, type Remark } from "./issues.js";

/** How the file writes numbers, and the column its days; undefined where it did not say. */
export interface CellStyle extends DayStyle {
  decimalMark?: "." | ",";
  /** Decimals of the row's currency, where the cell holds an amount or price in it. */
  decimals?: number;
}

/** Turns a filled cell into text that PostgreSQL reads as the column's type, or says what is wrong with it. */
export type CellReader = (cell: string, style: CellStyle) => string | Problem | Remark;
type PlainReader = (cell: string, style: CellStyle) => string | Problem;

const tooLong = (length: number, most: number) => new Problem("too_long", `has ${length.toLocaleString("en")} characters; this column holds at most ${most.toLocaleString("en")}`);

/** Running text of at most so many characters. */
export const upTo = (most: number): PlainReader => (cell) => (cell.length <= most ? cell : tooLong(cell.length, most));

/** A name, a title or a word of theirs. */
export const text = upTo(300);
/** What somebody wrote down at length. */
export const note = upTo(4_000);

const MAX_KEY = 200;

/** A key such as an order number; spreadsheets like to turn long ones into `1.23E+11`, or `1,23E+11`. */
export const identifier: PlainReader = (cell) => {
  if (/^[+-]?\d([.,]\d+)?E\+\d+$/i.test(cell)) return new Problem("spreadsheet_number", `${cell} was rewritten by a spreadsheet; format the column as text and export it again`);
  return cell.length <= MAX_KEY ? cell : tooLong(cell.length, MAX_KEY);
};

export const day: CellReader = (cell, style) => dayOf(cell, style);
/** When something happened or begins. */
export const instant: CellReader = (cell, style) => instantOf(cell, style);
/** By when something is to end or to arrive: a day alone lasts until its end. */
export const deadline: CellReader = (cell, style) => instantOf(cell, style, "its end");

/** A decimal number as exact text. */
export const decimal: PlainReader = (cell, style) => {
  const bare = cell.replace(/(?<=\d)[\s\u00a0\u202f'](?=\d{3}(?!\d))/g, "");
  if (!/^[+-]?[\d.,]*\d[\d.,]*$/.test(bare)) return new Problem("not_a_number", "is not a number; write digits only, without a currency sign");
  const mark = style.decimalMark ?? decimalMarkOf(bare, style.decimals);
  if (mark instanceof Problem) return mark;
  const group = mark === "." ? "," : ".";
  const [signed = "", fraction = "", ...more] = bare.split(mark);
  const digits = signed.replace(/^[+-]/, "");
  const grouped = digits.split(group);
  const fits = grouped.every((part, i) => /^\d*$/.test(part) && (grouped.length === 1 || (i === 0 ? part.length > 0 && part.length < 4 : part.length === 3)));
  if (more.length || !fits || !/^\d*$/.test(fraction)) return new Problem("not_a_number", "is not a number; its points and commas don't fit together");
  return `${signed.startsWith("-") ? "-" : ""}${grouped.join("").replace(/^0+(?=\d)/, "") || "0"}${fraction && `.${fraction}`}`;
};

/** Which of point and comma is the decimal mark of a file that did not say; one alone before three digits could be either. */
function decimalMarkOf(bare: string, decimals?: number): "." | "," | Problem {
  const [points, commas] = [bare.split(".").length - 1, bare.split(",").length - 1];
  if (points && commas) return bare.lastIndexOf(".") > bare.lastIndexOf(",") ? "." : ",";
  if (points > 1) return ",";
  if (points === 1 && decimals === 3) return "."; // 12.345 dinars are twelve and 345 thousandths, as they are always written
  if (!commas || commas > 1) return ambiguous(bare, ".") ?? ".";
  return ambiguous(bare, ",") ?? ",";
}

function ambiguous(bare: string, mark: "." | ","): Problem | undefined {
  const [whole, fraction] = bare.split(mark);
  if (!/^[+-]?[1-9]\d{0,2}$/.test(whole!) || !/^\d{3}$/.test(fraction ?? "")) return undefined;
  return new Problem("ambiguous_number", `may be ${whole}${fraction} or ${whole}.${fraction}; write ${whole}${fraction} or ${whole}.${fraction}0`);
}

const MAX_PRICE = 1e12;

/** A price per piece: not negative, at most six decimals. */
export const price: PlainReader = (cell, style) => {
  const value = decimal(cell, style);
  if (value instanceof Problem) return value;
  if (value.startsWith("-")) return new Problem("negative", "is below zero");
  if (/\.\d{6}\d*[1-9]/.test(value)) return new Problem("too_many_decimals", "has more than six decimals");
  return Number(value) < MAX_PRICE ? value : new Problem("too_large_number", "is too large");
};

/** A whole number within bounds. */
export const whole = (least: number, most: number): PlainReader => (cell, style) => {
  const value = decimal(cell, style);
  if (value instanceof Problem) return value;
  const [digits, fraction = ""] = value.split(".");
  if (/[1-9]/.test(fraction)) return new Problem("not_whole", "is not a whole number");
  const number = Number(digits);
  return number >= least && number <= most ? digits! : new Problem("out_of_range", `is not between ${least} and ${most}`);
};

/** An exchange rate; a point is always its decimal mark, since nobody groups the digits of one. */
export const rate: CellReader = (cell) =>
  /^\d{1,10}(\.\d{1,12})?$/.test(cell) ? cell : new Problem("not_a_number", "is not a rate; write it with a point, such as 1.0945");

export const quantity = whole(0, 2_147_483_647);

/** An amount in minor units of its currency, from exact decimal text. */
export function minorOf(amount: string, currency: string): string | Problem {
  if (amount.startsWith("-")) return new Problem("negative", "is below zero");
  const exponent = exponentOf(currency);
  const [digits = "", given = ""] = amount.split(".");
  const fraction = given.replace(/0+$/, "");
  if (fraction.length > exponent) return new Problem("too_many_decimals", `has more decimals than ${currency} has (${exponent})`);
  const minor = BigInt(digits + fraction.padEnd(exponent, "0"));
  return withinBound(minor, currency);
}

/** quantity × unit price in minor units, half a unit rounded up. */
export function lineValueOf(quantity: string, unitPrice: string, currency: string): string | Problem {
  const [digits = "", fraction = ""] = unitPrice.split(".");
  const millionths = BigInt(digits + fraction.slice(0, 6).padEnd(6, "0")) * BigInt(quantity);
  const unit = 10n ** BigInt(6 - exponentOf(currency));
  return withinBound((millionths + unit / 2n) / unit, currency);
}

const withinBound = (minor: bigint, currency: string) =>
  minor <= BigInt(MOST_MINOR) ? String(minor) : new Problem("too_large_number", `comes to more than ${currency} ${decimalOf(MOST_MINOR, currency)}, the most that can be kept exactly`);

const YES = new Set(["yes", "y", "true", "1", "t"]);
const NO = new Set(["no", "n", "false", "0", "f"]);

export const yesOrNo: CellReader = (cell) => {
  const word = cell.toLowerCase();
  return YES.has(word) ? "t" : NO.has(word) ? "f" : new Problem("not_yes_or_no", "is neither yes nor no");
};

/** One value of a closed vocabulary, in any case, with spaces or dashes for underscores. */
export function choice(values: Record<string, string>): CellReader {
  const allowed = Object.values(values);
  const known = new Set(allowed);
  return (cell) => {
    const value = cell.toLowerCase().replace(/[\s-]+/g, "_");
    return known.has(value) ? value : new Problem("not_allowed", `is none of ${allowed.join(", ")}`);
  };
}

// ICU leaves the units of account out that ISO 4217 lists
const CURRENCIES = new Set([...Intl.supportedValuesOf("currency"), ...Object.keys(EXPONENTS)]);

export const currency: CellReader = (cell) =>
  CURRENCIES.has(cell.toUpperCase()) ? cell.toUpperCase() : new Problem("not_a_currency", "is not a currency; write its three letters, for example EUR");

export const country: CellReader = (cell) => countryOf(cell);

const INCIDENT = /^(carrier|consignee|customs|weather)_[a-z0-9_]+$/;

export const incident: CellReader = (cell) => {
  const value = cell.toLowerCase().replace(/[\s-]+/g, "_");
  return INCIDENT.test(value) ? value : new Problem("not_allowed", "must begin with carrier_, consignee_, customs_ or weather_");
};

export const email: CellReader = (cell) =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell) ? cell : new Problem("not_an_email", "is not an e-mail address");

/** Words separated by semicolons, commas or pipes, as a PostgreSQL array. */
export const words: CellReader = (cell) => {
  const list = cell.split(/[;,|]/).map((word) => word.trim().toLowerCase()).filter(Boolean);
  return list.every((word) => /^[a-z0-9_-]+$/.test(word)) ? `{${list.join(",")}}` : new Problem("not_allowed", "is not a list of words such as email; whatsapp");
};
