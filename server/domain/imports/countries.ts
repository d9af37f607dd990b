import { createRequire } from "node:module";
import countries, { type LocaleData } from "i18n-iso-countries/index.js"; // the package's own entry loads the names of all languages
import { Problem } from "./issues.js";

countries.registerLocale(createRequire(import.meta.url)("i18n-iso-countries/langs/en.json") as LocaleData);

/** Says that nobody knows, which a mapping may do. */
const UNKNOWN = "ZZ";
const ALIASES: Record<string, string[]> = {
  GB: ["UK", "U.K.", "Britain", "England", "Scotland", "Wales", "Northern Ireland"],
  US: ["America"],
  NL: ["Holland"],
  AE: ["UAE", "U.A.E.", "Emirates"],
  KR: ["South Korea", "Republic of Korea"],
  KP: ["North Korea"],
  RU: ["Russia"],
  VN: ["Vietnam", "Viet Nam"],
  LA: ["Laos"],
  SY: ["Syria"],
  IR: ["Iran"],
  TZ: ["Tanzania"],
  BO: ["Bolivia"],
  VE: ["Venezuela"],
  MD: ["Moldova"],
  BN: ["Brunei"],
  MK: ["Macedonia"],
  SZ: ["Swaziland"],
  MM: ["Burma"],
  CV: ["Cape Verde"],
  TL: ["East Timor"],
  CD: ["DRC", "DR Congo", "Congo, DRC", "Democratic Republic of Congo", "Congo-Kinshasa"],
  CG: ["Congo-Brazzaville", "Republic of Congo"],
  HK: ["Hong Kong SAR", "Hongkong"],
  MO: ["Macau", "Macao"],
  TW: ["Taiwan"],
  PS: ["Palestine"],
  VA: ["Vatican", "Vatican City"],
  BA: ["Bosnia"],
  CZ: ["Czech Rep.", "Czech Rep"],
  PR: ["Puerto Rico"],
  XK: ["Kosovo"],
};
/** Codes that were taken back, each with what a file that still holds it most likely means. */
const RETIRED: Record<string, string> = { AN: "CW, SX or BQ", BU: "MM", CS: "RS, ME, CZ or SK", DD: "DE", FX: "FR", NT: "IQ or SA", SU: "RU, for Russia", TP: "TL", YD: "YE", YU: "RS, for Serbia", ZR: "CD" };

const plain = (name: string) =>
  name.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’‘`´]/g, "'").replaceAll("&", "and").toLowerCase().replace(/^the\s+|,?\s+the$/, "").replace(/\s+/g, " ").trim();

const CODES = new Map<string, string>([[UNKNOWN.toLowerCase(), UNKNOWN]]);
const displayed = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
for (const [code, names] of Object.entries(countries.getNames("en", { select: "all" }))) {
  for (const name of [...names, displayed.of(code), ...(ALIASES[code] ?? [])]) if (name) CODES.set(plain(name), code);
}
for (const [code, three] of Object.entries(countries.getAlpha2Codes())) CODES.set(code.toLowerCase(), code).set(three.toLowerCase(), code);

/** The ISO 3166-1 code of a country by its code of two or three letters or a name that people use; never a code that was taken back. */
export function countryOf(cell: string): string | Problem {
  const known = CODES.get(plain(cell));
  if (known) return known;
  const instead = RETIRED[cell.toUpperCase()];
  if (instead) return new Problem("not_a_country", `is a code that is no longer in use; write ${instead}`);
  const likely = likelyCode(plain(cell));
  return new Problem("not_a_country", likely ? `is not a country; is it ${displayed.of(likely)}? Then write ${likely}` : "is not a country; write its two letters, for example NL");
}

/** A name that differs in one letter, or that the cell begins with. */
function likelyCode(cell: string): string | undefined {
  if (cell.length < 4) return undefined;
  for (const [name, code] of CODES) if (name.length > 3 && (cell.startsWith(`${name} `) || cell.startsWith(`${name},`) || nearlyEqual(name, cell))) return code;
  return undefined;
}

function nearlyEqual(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let begin = 0;
  while (begin < one.length && one[begin] === other[begin]) begin += 1;
  let end = 0;
  while (end < Math.min(one.length, other.length) - begin && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  return Math.max(one.length, other.length) - begin - end <= 1;
}
