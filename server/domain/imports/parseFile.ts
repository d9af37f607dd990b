import { hash } from "node:crypto";
import { join } from "node:path";
import type { Actor } from "../../policies/actor.js";
import { exponentOf } from "../../../entities/Money.js";
import { minorOf, type CellStyle } from "./cells.js";
import { FileProblem, Problem, shown, type Issue } from "./issues.js";
import { columnsOf, type Kind, type Values } from "./kind.js";
import { layoutOf, plainHeading, refuseDecisions, type Feed, type Layout } from "./layout.js";
import type { Mapping } from "./mapping.js";
import { meantBy } from "./mojibake.js";
import type { FileRows } from "./readRows.js";
import { Spool } from "./spool.js";

/** One kind of record found in a file: its good rows on disk, and what is wrong with the others. */
export interface Parsed {
  kind: Kind;
  /** Columns of the stage that the spool fills, in its order. */
  columns: string[];
  /** Those that the file has a word for. */
  present: Set<string>;
  /** Columns of which one value is taken where a record's rows say several. */
  picks: Map<string, "earliest" | "latest">;
  /** Whether the file's mapping declared how to pick. */
  picksDeclared: boolean;
  spool: Spool;
  rows: number;
  issues: Issue[];
}

interface Parsing extends Parsed {
  layout: Layout;
  /** A row of blanks to begin from; copying it is far cheaper than making one. */
  blank: Values;
  seen: Map<string, number>;
  substituted: Map<string, { feed: Feed; heading: string; row: number; rows: number }>;
}

export interface ParseOptions {
  kinds: Kind[];
  mapping?: Mapping;
  style: CellStyle;
  actor: Actor;
  folder: string;
  onRow?: (rows: number) => void;
}

/** Reads a file once and checks every cell of it, for each kind that is wanted of it. */
export async function parseFile(file: FileRows, options: ParseOptions): Promise<Parsed[]> {
  let heading: string[] | undefined;
  let parsings: Parsing[] = [];
  const isBlank = blankTest(options.mapping?.blanks ?? []);
  for await (const { row, cells } of file) {
    if (!heading) {
      heading = cells;
      parsings = options.kinds.map((kind) => begin(kind, heading!, options));
      parsings[0]!.issues.push(...unknownColumns(heading, parsings, options.mapping?.ignored ?? []));
      continue;
    }
    const ragged = raggedness(cells, heading);
    parsings[0]!.issues.push(...mojibake(row, cells, heading));
    for (const parsing of parsings) {
      if (ragged) {
        parsing.rows += 1;
        parsing.issues.push({ row, column: null, value: null, code: "ragged_row", reason: ragged });
      } else await take(parsing, row, cells, isBlank, options.style);
    }
    options.onRow?.(row);
  }
  if (!parsings.some(({ rows }) => rows)) throw new FileProblem("empty_file", "the file has a heading and no rows");
  for (const parsing of parsings) {
    parsing.issues.push(...substitutions(parsing));
    await parsing.spool.flush();
  }
  return parsings;
}

function begin(kind: Kind, heading: string[], { mapping, actor, folder }: ParseOptions): Parsing {
  const layout = layoutOf(kind, heading, mapping?.kinds[kind.kind]);
  refuseDecisions(actor, layout);
  return {
    kind, layout,
    columns: [...new Set([...layout.feeds.map(({ name }) => name), ...(kind.completes ?? [])])],
    present: new Set(layout.feeds.map(({ name }) => name)),
    picks: new Map(layout.feeds.flatMap(({ name, column, pick = mapping ? undefined : column.pick }) => (pick ? [[name, pick] as const] : []))),
    picksDeclared: mapping !== undefined,
    spool: new Spool(join(folder, kind.kind)),
    blank: Object.fromEntries(Object.keys(columnsOf(kind)).map((name) => [name, null])),
    rows: 0, issues: [], seen: new Map(), substituted: new Map(),
  };
}

async function take(parsing: Parsing, row: number, cells: string[], isBlank: (cell: string) => boolean, style: CellStyle) {
  const { layout, issues, columns } = parsing;
  if (layout.onlyWith !== undefined && isBlank(cells[layout.onlyWith]!)) return;
  parsing.rows += 1;
  const values: Values = { ...parsing.blank };
  const found: Issue[] = [];
  const amounts = amountStyle(parsing, cells, isBlank, style);
  for (const feed of layout.feeds) {
    const filled = firstFilled(feed, cells, isBlank);
    if (filled > 0) noteSubstitution(parsing, feed, feed.places[filled]!.heading, row);
    const text = feed.made?.(cells) ?? (filled < 0 ? "" : meantIn(feed, cells[feed.places[filled]!.index]!));
    const value = valueOf(feed, text, feed.column.money || feed.column.price ? amounts : style);
    if (value instanceof Problem) found.push({ row, column: feed.places[filled]?.heading ?? headingOf(feed), value: shown(text), code: value.code, reason: value.reason });
    else values[feed.name] = value;
  }
  if (!found.length) toMinorUnits(layout.feeds, values, (feed, { code, reason }) => found.push({ row, column: headingOf(feed), value: values[feed.name]!, code, reason }));
  if (!found.length) {
    parsing.kind.complete?.(values, (name, code, reason) => {
      const feed = layout.feeds.find((feed) => feed.name === name);
      found.push({ row, column: feed ? headingOf(feed) : name, value: values[name] ?? null, code, reason });
    });
  }
  issues.push(...found);
  if (found.length) return;
  noteRepetition(parsing, row, cells);
  await parsing.spool.write(row, columns, values);
}

/** How amounts of a row are written: whether 12.345 is a question depends on its currency. */
function amountStyle({ layout }: Parsing, cells: string[], isBlank: (cell: string) => boolean, style: CellStyle): CellStyle {
  const feed = layout.feeds.find(({ name }) => name === "currency");
  if (!feed) return style;
  const filled = firstFilled(feed, cells, isBlank);
  const currency = feed.made?.(cells) ?? (filled < 0 ? "" : meantIn(feed, cells[feed.places[filled]!.index]!));
  const decimals = exponentOf(currency.toUpperCase());
  return decimals === 2 ? style : { ...style, decimals };
}

function firstFilled({ places }: Feed, cells: string[], isBlank: (cell: string) => boolean): number {
  for (let i = 0; i < places.length; i++) if (!isBlank(cells[places[i]!.index]!)) return i;
  return -1;
}

const REMEMBERED = 4_096;

function valueOf(feed: Feed, text: string, style: CellStyle): string | null | Problem {
  if (text === "") return feed.column.mandatory ? new Problem("missing_value", "is blank") : null;
  const key = style.decimals === undefined ? text : `${text} of ${style.decimals} decimals`;
  const known = feed.known.get(key);
  if (known !== undefined) return known;
  if (feed.known.size >= REMEMBERED) return plausible(text) ?? feed.column.read(text, style);
  const copy = Buffer.from(text).toString(); // a cell is a piece of what was read with it, and would keep all of that
  const value = plausible(copy) ?? feed.column.read(copy, style);
  feed.known.set(style.decimals === undefined ? copy : key, value);
  return value;
}

/** What a word of the file means, where its mapping says so. */
function meantIn({ values }: Feed, cell: string): string {
  const meant = values?.get(cell);
  return meant === undefined ? cell : meant ?? "";
}

const headingOf = (feed: Feed) => feed.places[0]?.heading ?? feed.name;

/** What no cell may hold, whatever its column. */
function plausible(cell: string): Problem | undefined {
  if (cell.includes("\0")) return new Problem("control_character", "holds a NUL character");
  if (cell.includes("\ufffd")) return new Problem("not_utf8", "holds bytes that are not UTF-8; save the file as CSV in UTF-8");
  if (/^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/i.test(cell)) return new Problem("spreadsheet_error", "is the error of a spreadsheet's formula");
  return undefined;
}

function toMinorUnits(feeds: Feed[], values: Values, refuse: (feed: Feed, problem: Problem) => void) {
  for (const feed of feeds) {
    const amount = values[feed.name];
    if (!feed.column.money || !amount) continue;
    const minor = minorOf(amount, values.currency ?? "EUR");
    if (minor instanceof Problem) refuse(feed, minor);
    else values[feed.name] = minor;
  }
}

function blankTest(blanks: string[]) {
  const exact = new Set(["", ...blanks.filter((blank) => !blank.endsWith("*"))]);
  if (!blanks.length) return (cell: string) => cell === "";
  const beginnings = blanks.filter((blank) => blank.endsWith("*")).map((blank) => blank.slice(0, -1));
  return (cell: string) => exact.has(cell) || beginnings.some((beginning) => cell.startsWith(beginning));
}

function raggedness(cells: string[], heading: string[]): string | undefined {
  if (cells.length < heading.length) return `has ${cells.length} cells where the heading has ${heading.length}`;
  return cells.slice(heading.length).some((cell) => cell.trim()) ? `has ${cells.length} cells where the heading has ${heading.length}; a delimiter inside a value may lack its quotes` : undefined;
}

function mojibake(row: number, cells: string[], heading: string[]): Issue[] {
  if (!/[\u0080-\uffff]/.test(cells.join(""))) return [];
  return cells.flatMap((cell, i) => {
    const meant = meantBy(cell);
    return meant === undefined ? [] : { row, column: heading[i] ?? null, value: shown(cell), code: "mojibake", reason: `was decoded wrongly before it came here and is kept as it is; it probably means ${shown(meant)}` };
  });
}

function unknownColumns(heading: string[], parsings: Parsing[], ignored: string[]): Issue[] {
  const known = new Set([...parsings.flatMap(({ layout }) => [...layout.used]), ...ignored].map(plainHeading));
  return heading.filter((text) => text && !known.has(plainHeading(text)))
    .map((text) => ({ row: 1, column: text, value: null, code: "unknown_column", reason: "is not a column of this kind and is ignored" }));
}

function noteSubstitution({ substituted }: Parsing, feed: Feed, heading: string, row: number) {
  const key = `${feed.name} ${heading}`;
  const known = substituted.get(key);
  if (known) known.rows += 1;
  else substituted.set(key, { feed, heading, row, rows: 1 });
}

const substitutions = ({ substituted }: Parsing): Issue[] =>
  [...substituted.values()].map(({ feed, heading, row, rows }) => ({
    row, column: headingOf(feed), value: null, code: "substituted",
    reason: `is blank in ${rows} row${rows > 1 ? "s, this one first" : ""}; ${feed.name} was taken from ${heading} there`,
  }));

/** Digests instead of rows, since a file may have a million. */
function noteRepetition({ layout, seen, issues }: Parsing, row: number, cells: string[]) {
  if (!layout.comparedPlaces) return;
  const digest = hash("md5", layout.comparedPlaces.map((place) => cells[place]).join("\u001f"), "base64");
  const first = seen.get(digest);
  if (first === undefined) seen.set(digest, row);
  else issues.push({ row, column: null, value: null, code: "repeated_row", reason: `says the same as row ${first}` });
}
