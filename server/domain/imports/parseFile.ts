import { hash } from "node:crypto";
import { join } from "node:path";
import type { Actor } from "../../policies/actor.js";
import { exponentOf } from "../../../entities/Money.js";
import { minorOf, type CellStyle } from "./cells.js";
import { dayFormsOf, type DayForms } from "./dayForms.js";
import { tidyKey } from "./invisible.js";
import { FileProblem, Problem, Remark, shown, type Issue } from "./issues.js";
import { columnsOf, type Kind, type Values } from "./kind.js";
import { layoutOf, plainHeading, refuseDecisions, type Feed, type Layout, type Place } from "./layout.js";
import type { Mapping } from "./mapping.js";
import { isPlaceholder } from "./placeholders.js";
import { unwrapped, valueOf } from "./readCell.js";
import type { FileRow } from "./records.js";
import { mojibake, raggedness, unknownColumns, untidyHeadings } from "./rowRemarks.js";
import { Spool } from "./spool.js";
import { Tally } from "./tally.js";

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
  /** Refused rows with their reason, and for kinds with lines the number of the record that they hold back. */
  refused: Spool;
  rows: number;
  tally: Tally;
}

interface Parsing extends Parsed {
  layout: Layout;
  lines?: LinePlaces;
  /** A row of blanks to begin from; copying it is far cheaper than making one. */
  blank: Values;
  seen: Map<string, number>;
  /** Remarks that many rows share, told once with their count. */
  shared: Map<string, { issue: Issue; rows: number; tell: (rows: number) => string }>;
}

/** Where a kind with lines has its number, and the cells that a row leaves blank when it goes on with the record above. */
interface LinePlaces {
  number?: Place;
  parents: number[];
  /** Cells and number of the last row that named its record. */
  above?: string[];
}

export interface ParseOptions {
  kinds: Kind[];
  mapping?: Mapping;
  /** Forms of days that the caller names, instead of those of the mapping. */
  days?: string[];
  style: Pick<CellStyle, "decimalMark" | "timeZone">;
  actor: Actor;
  folder: string;
  onRow?: (rows: number) => void;
}

export const REFUSED_COLUMNS = ["reason", "held"];
/** Columns that a list of refused rows adds to those of its file, so that it can come in again once it is mended. */
export const ADDED_HEADINGS = ["refused_row", "refused_reason"];

/** Reads a file twice, for the form of its days and for its cells, and checks every cell for each kind that is wanted of it. */
export async function parseFile(open: () => AsyncGenerator<FileRow[]>, options: ParseOptions): Promise<Parsed[]> {
  const heading = await readHeading(open());
  const parsings = options.kinds.map((kind) => begin(kind, heading, options));
  const first = parsings[0]!;
  const used = new Set(parsings.flatMap(({ layout }) => [...layout.used]).map(plainHeading));
  const known = new Set([...used, ...(options.mapping?.ignored ?? []).map(plainHeading), ...ADDED_HEADINGS]);
  for (const issue of [...unknownColumns(heading, known), ...untidyHeadings(heading, used)]) first.tally.add(issue);
  const isBlank = blankTest(options.mapping?.blanks ?? []);
  const forms = await dayFormsIn(open, parsings, isBlank, options);
  for (const remark of forms.remarks) first.tally.add(remark);
  const styleAt = stylesOf(forms, options.style);

  let top = true;
  for await (const rows of open()) {
    for (const fileRow of rows) {
      if (top) {
        top = false;
        continue;
      }
      const { row, cells } = fileRow;
      const problem = fileRow.problem ?? raggedness(cells, heading);
      if (!problem) for (const issue of mojibake(row, cells, heading)) first.tally.add(issue);
      for (const parsing of parsings) {
        const wait = problem ? refuseUnreadable(parsing, row, cells, problem) : take(parsing, row, cells, isBlank, styleAt);
        if (wait) await wait;
      }
      options.onRow?.(row);
    }
  }
  if (!parsings.some(({ rows }) => rows)) throw new FileProblem("empty_file", "the file has a heading and no rows");
  for (const parsing of parsings) {
    for (const { issue, rows, tell } of parsing.shared.values()) parsing.tally.add({ ...issue, reason: tell(rows) }, rows);
    await parsing.spool.flush();
    await parsing.refused.flush();
  }
  return parsings;
}

async function readHeading(file: AsyncGenerator<FileRow[]>): Promise<string[]> {
  for await (const rows of file) {
    const heading = rows[0]?.cells;
    if (!heading) continue;
    const broken = heading.find((text) => text.includes("\0"));
    if (broken !== undefined) throw new FileProblem("control_character", `the heading ${shown(broken)} holds a NUL character; the file may be damaged, or UTF-16 in part: save it as CSV in UTF-8`, 1, broken);
    return heading.map((text) => Buffer.from(text).toString());
  }
  throw new FileProblem("empty_file", "the file is empty");
}

function begin(kind: Kind, heading: string[], { mapping, actor, folder }: ParseOptions): Parsing {
  const layout = layoutOf(kind, heading, mapping?.kinds[kind.kind]);
  refuseDecisions(actor, layout);
  return {
    kind, layout,
    lines: kind.hasLines ? linePlaces(kind, layout) : undefined,
    columns: [...new Set([...layout.feeds.map(({ name }) => name), ...(kind.completes ?? [])])],
    present: new Set(layout.feeds.map(({ name }) => name)),
    picks: new Map(layout.feeds.flatMap(({ name, column, pick = mapping ? undefined : column.pick }) => (pick ? [[name, pick] as const] : []))),
    picksDeclared: mapping !== undefined,
    spool: new Spool(join(folder, kind.kind)),
    refused: new Spool(join(folder, `${kind.kind}-refused`)),
    blank: Object.fromEntries(Object.keys(columnsOf(kind)).map((name) => [name, null])),
    rows: 0, tally: new Tally(), seen: new Map(), shared: new Map(),
  };
}

function linePlaces(kind: Kind, { feeds }: Layout): LinePlaces {
  const own = new Set([...Object.keys(kind.columns), ...kind.references.filter(({ looksUp }) => !looksUp).map(({ column }) => column)]);
  const used = new Set(feeds.filter(({ name }) => !own.has(name)).flatMap(({ places }) => places.map(({ index }) => index)));
  return {
    number: feeds.find(({ name }) => name === "number")?.places[0],
    parents: feeds.filter(({ name }) => own.has(name)).flatMap(({ places }) => places.map(({ index }) => index)).filter((index) => !used.has(index)),
  };
}

function dayFormsIn(open: () => AsyncGenerator<FileRow[]>, parsings: Parsing[], isBlank: (cell: string) => boolean, { mapping, days }: ParseOptions): Promise<DayForms> | DayForms {
  const places = new Map(parsings.flatMap(({ layout }) => layout.feeds)
    .filter(({ column }) => column.sql === "date" || column.sql === "timestamptz")
    .flatMap((feed) => feed.places.map(({ index, heading }) => [index, heading] as const)));
  if (!places.size) return { styles: new Map(), remarks: [] };
  return dayFormsOf(open(), places, { declared: days ?? mapping?.days ?? [], named: days !== undefined, isBlank: (cell) => isBlank(cell) || isPlaceholder(cell) });
}

function stylesOf({ styles }: DayForms, style: ParseOptions["style"]): (place?: Place) => CellStyle {
  const plain: CellStyle = { ...style, days: [] };
  const byPlace = new Map([...styles].map(([place, days]) => [place, { ...style, ...days }]));
  return (place) => (place && byPlace.get(place.index)) ?? plain;
}

function take(parsing: Parsing, row: number, given: string[], isBlank: (cell: string) => boolean, styleAt: (place?: Place) => CellStyle): Promise<void> | undefined {
  const { layout, columns } = parsing;
  if (layout.onlyWith !== undefined && isBlank(given[layout.onlyWith]!)) return undefined;
  const cells = parsing.lines ? withParents(parsing, parsing.lines, row, given, isBlank) : given;
  parsing.rows += 1;
  const values: Values = { ...parsing.blank };
  let found: Issue[] | undefined;
  const refuse = (issue: Issue) => void (found ??= []).push(issue);
  const amounts = amountStyle(parsing, cells, isBlank, styleAt());
  for (const feed of layout.feeds) {
    const filled = firstFilled(feed, cells, isBlank);
    const place = feed.places[Math.max(0, filled)];
    if (filled > 0) noteSubstitution(parsing, feed, place!.heading, row);
    const text = feed.made?.(cells) ?? (filled < 0 ? "" : meantIn(feed, cells[place!.index]!));
    const value = valueOf(feed, place, text, feed.column.money || feed.column.price ? amounts : styleAt(place));
    if (value instanceof Problem) refuse({ row, column: shown(place?.heading ?? feed.name), value: shown(text), code: value.code, reason: value.reason });
    else if (value instanceof Remark) {
      share(parsing, row, place?.heading ?? feed.name, text, value);
      values[feed.name] = value.value;
    } else values[feed.name] = value;
  }
  if (!found) toMinorUnits(layout.feeds, values, (feed, { code, reason }) => refuse({ row, column: headingOf(feed), value: values[feed.name]!, code, reason }));
  if (!found) {
    parsing.kind.complete?.(values, (name, code, reason) => {
      const feed = layout.feeds.find((feed) => feed.name === name);
      refuse({ row, column: feed ? headingOf(feed) : name, value: values[name] ?? null, code, reason });
    });
  }
  if (found) return refuseRow(parsing, row, cells, found);
  noteRepetition(parsing, row, cells);
  return parsing.spool.write(row, columns, values);
}

/** A row with none of its record's own cells goes on with the record above, as people write it in spreadsheets. */
function withParents(parsing: Parsing, lines: LinePlaces, row: number, cells: string[], isBlank: (cell: string) => boolean): string[] {
  const { number, parents, above } = lines;
  if (!number) return cells;
  const own = cells[number.index]!;
  const goesOn = above && parents.length > 1 && parents.every((place) => isBlank(cells[place]!) || (place === number.index && own === above[place])) && parents.some((place) => !isBlank(above[place]!) && isBlank(cells[place]!));
  if (!goesOn) {
    if (!isBlank(own)) lines.above = cells;
    return cells;
  }
  share(parsing, row, number.heading, "", new Remark(null, "taken_from_above", `has only the cells of a line; the others were taken from the row above that names its ${parsing.kind.noun.toLowerCase()}`));
  return cells.map((cell, place) => (parents.includes(place) ? above[place]! : cell));
}

function refuseUnreadable(parsing: Parsing, row: number, cells: string[], { code, reason }: Problem) {
  parsing.rows += 1;
  return refuseRow(parsing, row, cells, [{ row, column: null, value: null, code, reason }], true);
}

/** Puts the row on the list of those that stay out, with the record that it would otherwise be missing from. */
function refuseRow(parsing: Parsing, row: number, cells: string[], issues: Issue[], unreadable = false): Promise<void> | undefined {
  const { lines, tally } = parsing;
  for (const issue of issues) tally.add(issue);
  tally.errors += 1;
  const own = lines?.number ? tidyKey(cells[lines.number.index] ?? "") : "";
  const held = lines ? unwrapped(own) || tidyKey(lines.above?.[lines.number?.index ?? 0] ?? "") || null : null;
  if (unreadable && lines) lines.above = undefined; // or the lines below it would go to the record before
  return parsing.refused.write(row, REFUSED_COLUMNS, { reason: issues.map(({ column, reason }) => (column ? `${column}: ${reason}` : reason)).join("; "), held: held?.replaceAll("\0", "") || null });
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

/** What a word of the file means, where its mapping says so. */
function meantIn({ values }: Feed, cell: string): string {
  const meant = values?.get(cell);
  return meant === undefined ? cell : meant ?? "";
}

const headingOf = (feed: Feed) => feed.places[0]?.heading ?? feed.name;

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

/** Remarks of one column and cause are one remark with a count; the map stays small, since what varies is cut off. */
function share({ shared, tally }: Parsing, row: number, column: string, value: string, { code, reason }: Remark) {
  const each = code === "lost_hour" || code === "double_hour";
  if (each) return tally.add({ row, column: shown(column), value: shown(value), code, reason });
  const key = `${code} ${column}`;
  const known = shared.get(key);
  if (known) known.rows += 1;
  else shared.set(key, { issue: { row, column: shown(column), value: shown(value) || null, code, reason }, rows: 1, tell: (rows) => (rows === 1 ? reason : `${reason}; the same in ${(rows - 1).toLocaleString("en")} more ${rows === 2 ? "row" : "rows"}`) });
}

function noteSubstitution({ shared }: Parsing, feed: Feed, heading: string, row: number) {
  const key = `substituted ${feed.name} ${heading}`;
  const known = shared.get(key);
  if (known) known.rows += 1;
  else {
    shared.set(key, {
      issue: { row, column: headingOf(feed), value: null, code: "substituted", reason: "" }, rows: 1,
      tell: (rows) => `is blank in ${rows} row${rows > 1 ? "s, this one first" : ""}; ${feed.name} was taken from ${heading} there`,
    });
  }
}

/** Digests instead of rows, since a file may have a million. */
function noteRepetition({ layout, seen, tally }: Parsing, row: number, cells: string[]) {
  if (!layout.comparedPlaces) return;
  const digest = hash("md5", layout.comparedPlaces.map((place) => cells[place]).join("\u001f"), "base64");
  const first = seen.get(digest);
  if (first === undefined) seen.set(digest, row);
  else tally.add({ row, column: null, value: null, code: "repeated_row", reason: `says the same as row ${first}` });
}
