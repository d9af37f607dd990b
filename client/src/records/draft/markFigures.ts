/** A piece of a message: plain, the figure of a fact (by its place in the list), or a claim that no fact carries. */
export interface Piece { text: string; fact?: number; doubtful?: boolean }
interface Cited { record: string; label: string; value: string }
interface Span { start: number; end: number; fact?: number; doubtful?: boolean }

const SYMBOLS: Record<string, string> = { EUR: "€", GBP: "£", USD: "$", JPY: "¥", INR: "₹" };
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/**
 * Cuts a message into pieces for the review. What the server calls ungrounded is marked before anything else; of the rest,
 * every way a fact's value may be written lights its fact, the longest first.
 */
export function markFigures(body: string, facts: readonly Cited[], ungrounded: readonly string[]): Piece[] {
  const spans: Span[] = [];
  const take = (needle: string, markAt: (start: number) => Omit<Span, "start" | "end">) => {
    for (const { index } of body.matchAll(bounded(needle))) {
      const end = index + needle.length;
      if (!spans.some((span) => index < span.end && end > span.start)) spans.push({ start: index, end, ...markAt(index) });
    }
  };
  for (const claim of [...ungrounded].sort(longestFirst)) if (claim) take(claim, () => ({ doubtful: true }));
  const carriers = new Map<string, number[]>();
  facts.forEach(({ value, record }, fact) => {
    for (const needle of new Set([...waysToWrite(value), record])) carriers.set(needle, [...(carriers.get(needle) ?? []), fact]);
  });
  for (const needle of [...carriers.keys()].sort(longestFirst)) take(needle, (start) => ({ fact: meant(body.slice(Math.max(0, start - 80), start), carriers.get(needle)!, facts) }));

  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end, ...mark } of spans.sort((one, other) => one.start - other.start)) {
    if (start > at) pieces.push({ text: body.slice(at, start) });
    pieces.push({ text: body.slice(start, end), ...mark });
    at = end;
  }
  if (at < body.length) pieces.push({ text: body.slice(at) });
  return pieces;
}

/** Of several facts with one value, the one whose label was named last before it. */
function meant(before: string, candidates: number[], facts: readonly Cited[]): number {
  const named = (fact: number) => before.toLowerCase().lastIndexOf(facts[fact]!.label.toLowerCase());
  return candidates.reduce((best, fact) => (named(fact) > named(best) ? fact : best));
}

const longestFirst = (one: string, other: string) => other.length - one.length;

/** A needle that is no part of a longer word or number: 34 does not light in 1,340 or 34.5. */
function bounded(needle: string): RegExp {
  const escaped = needle.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/[ \u00a0]/g, "[ \\u00a0]");
  const startsInWord = /^[\p{L}\p{N}]/u.test(needle);
  const endsInWord = /[\p{L}\p{N}]$/u.test(needle);
  return new RegExp(`${startsInWord ? "(?<![\\p{L}\\p{N}]|\\d[.,])" : ""}${escaped}${endsInWord ? "(?![\\p{L}\\p{N}]|[.,]\\d)" : ""}`, "gu");
}

/** The ways in which a writer may put a fact's value. */
function waysToWrite(value: string): string[] {
  const money = /^([A-Z]{3}) (-?[\d,]+(?:\.\d+)?)$/.exec(value);
  if (money) {
    const [, currency, amount] = money as unknown as [string, string, string];
    const amounts = [amount, amount.replace(/\.0+$/, "")].flatMap((each) => [each, each.replaceAll(",", "")]);
    const symbol = SYMBOLS[currency];
    return amounts.flatMap((each) => [`${currency} ${each}`, `${each} ${currency}`, ...(symbol ? [`${symbol}${each}`, `${symbol} ${each}`] : []), ...(each.length > 3 ? [each] : [])]);
  }
  const day = /^(\d{4})-(\d\d)-(\d\d)(?: (\d\d:\d\d) UTC)?$/.exec(value);
  if (day) {
    const [, year, month, date, time] = day as unknown as [string, string, string, string, string | undefined];
    const name = MONTHS[Number(month) - 1]!;
    const days = [name, name.slice(0, 3)].flatMap((each) => [`${Number(date)} ${each} ${year}`, `${each} ${Number(date)}, ${year}`, `${Number(date)} ${each}`]);
    return [...(time ? [`${days[0]}, ${time} UTC`] : []), ...days, value];
  }
  if (/^[a-z]+(_[a-z]+)+$/.test(value)) return [value, value.replaceAll("_", " ")];
  if (/^\d+$/.test(value)) return ["day", "hour", "piece", "business day"].flatMap((unit) => [`${value} ${unit}s`, `${value} ${unit}`]).concat(value);
  return value.length > 2 ? [value] : [];
}
