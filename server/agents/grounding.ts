import type { Fact } from "../../entities/Fact.js";
import { figuresIn, type Figure } from "./figures.js";

/** A figure of a text that stands on a fact; the screen lights that fact when the figure is hovered. */
export interface Grounded {
  text: string;
  start: number;
  end: number;
  factIndex: number;
}

/** A figure of a text that no fact carries, and why it is doubted. */
export interface Ungrounded {
  text: string;
  start: number;
  end: number;
  reason: string;
}

interface Source extends Figure {
  /** Absent for what is known without being a fact: a name, today, the day of an earlier message. */
  factIndex?: number;
}

const close = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
const sign = (text: string) => /^[^\d]*[-−]/u.test(text);

// Beyond 15 digits a number is an identifier, and floating point would call two different ones equal.
function sameValue(said: Figure, source: Figure): boolean {
  const digits = said.text.replace(/\D/g, "");
  if (digits.length > 15) return digits === source.text.replace(/\D/g, "");
  return said.values!.some((one) => source.values!.some((other) => close(one, other) || (!sign(said.text) && close(one, -other))));
}

const sameCurrency = (said: string, source: string) => said === source || (said === "$" && source.endsWith("D")) || (source === "$" && said.endsWith("D"));

function sameDate(said: string, source: string): boolean {
  if (said.length === 5) return source.endsWith(said);
  return said.length === 7 ? source.startsWith(said) : said === source;
}

/** Whether a source carries what a figure of the text claims. */
function carries(source: Source, said: Figure): boolean {
  if (said.kind === "date") return source.kind === "date" && said.dates!.some((one) => source.dates!.some((other) => sameDate(one, other)));
  if (said.kind === "time") return source.time === said.time;
  if (said.kind === "link" || said.kind === "mention") return false;
  if (said.kind === "code") return source.kind === said.kind && source.text.toLowerCase() === said.text.toLowerCase();
  if (said.kind === "numeral") return source.kind === said.kind && source.text === said.text;
  if (source.kind === "date") return said.kind === "number" && !said.unit && !said.noun && /^\d{4}$/.test(said.text) && source.dates!.some((date) => date.startsWith(said.text));
  if (!source.values || !sameValue(said, source)) return false;
  if (said.kind === "amount") return source.kind === "amount" && sameCurrency(said.currency!, source.currency!);
  if (said.kind === "percent") return source.kind === "percent";
  if (said.unit) return source.kind === "number" && (!source.unit || source.unit === said.unit);
  return !said.noun || (source.kind === "number" && !source.unit);
}

function doubt(said: Figure, sources: Source[]): string {
  switch (said.kind) {
    case "date": return "This date is not among the facts.";
    case "time": return "This time is not among the facts.";
    case "code": return "This record or reference is not among the facts.";
    case "link": return "This link or address is not on record.";
    case "mention": return "This would alert people by name or all at once.";
    case "numeral": return "Written in unusual digits, so it cannot be checked.";
  }
  const facts = sources.filter((source) => source.factIndex !== undefined && source.values);
  const otherCurrency = said.kind === "amount" && facts.find((source) => source.kind === "amount" && sameValue(said, source));
  if (otherCurrency) return `Another currency than on record: ${otherCurrency.text}.`;
  const near = facts.find((source) => source.kind === said.kind && source.unit === said.unit && (!said.currency || sameCurrency(said.currency, source.currency!))
    && said.values!.some((value) => source.values!.some((other) => Math.abs(value - other) <= 0.05 * Math.abs(other))));
  return near ? `Not exact: the record says ${near.text}.` : "This figure is not among the facts.";
}

/** A bare "34" labelled "Days overdue" counts days. */
function unitFromLabel(figure: Figure, { label, field }: Fact): Figure {
  if (figure.kind !== "number" || figure.unit) return figure;
  const words = `${label} ${field}`;
  if (/percent|%|pct/i.test(words)) return { ...figure, kind: "percent" };
  const unit = /\b(day|hour)s?|(Day|Hour)s?(?![a-z])/i.exec(words);
  return unit ? { ...figure, unit: (unit[1] ?? unit[2])!.toLowerCase() } : figure;
}

/**
 * Holds every figure of a text against the facts it was written from. `known` are names and numbers the writer was
 * also given (the subject, the partner, today): they are no facts to light, and no invention either. A link or mention
 * stands on none of them, since whoever names a company or a document could put one there; only `addresses` of known
 * people may be written.
 */
export function groundText(text: string, facts: Fact[], known: string[] = [], addresses: string[] = []): { grounded: Grounded[]; ungrounded: Ungrounded[] } {
  const written = new Set(addresses.map((address) => address.toLowerCase()));
  const sources: Source[] = [
    ...facts.flatMap((fact, factIndex) => figuresIn(fact.value).map((figure) => ({ ...unitFromLabel(figure, fact), factIndex }))),
    ...facts.flatMap((fact, factIndex) => figuresIn(fact.record).map((figure) => ({ ...figure, factIndex }))),
    ...known.flatMap((words) => figuresIn(words)),
  ];
  const grounded: Grounded[] = [];
  const ungrounded: Ungrounded[] = [];
  for (const said of figuresIn(text)) {
    const { text: words, start, end } = said;
    if (said.kind === "link" && written.has(words.toLowerCase())) continue;
    const source = sources.find((candidate) => carries(candidate, said));
    if (!source) ungrounded.push({ text: words, start, end, reason: doubt(said, sources) });
    else if (source.factIndex !== undefined) grounded.push({ text: words, start, end, factIndex: source.factIndex });
  }
  return { grounded, ungrounded };
}
