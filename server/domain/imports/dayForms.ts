import { dayFormat, isBelievable, isDay, splitTime, type DayFormat, type DayStyle } from "./days.js";
import { tidyKey } from "./invisible.js";
import { FileProblem, type Issue } from "./issues.js";
import type { FileRow } from "./records.js";

const ISO = "YYYY-MM-DD";
/** Cells in another form than their column are refused one by one up to this share; beyond it nobody can say which ones are wrong. */
const FEW = 0.1;
const REMEMBERED = 20_000;
const NAME_THE_FORM = "say which form it is: --days at the command line, days over the API, or “Days are written” on the page";

export interface DayRules {
  /** Forms that the mapping or the caller declares. */
  declared: string[];
  /** Whether the caller named them, who then means all of them. */
  named: boolean;
  isBlank: (cell: string) => boolean;
}

export interface DayForms {
  /** By place in the row. */
  styles: Map<number, Omit<DayStyle, "timeZone">>;
  remarks: Issue[];
}

interface Seen { cells: number; row: number; cell: string }
interface Shape { cells: number; fits: Map<string, number>; only: Map<string, Seen>; first: Seen }
type Column = Map<string, Shape>;

/** Forms that a cell may be written in, and those of them in which it is a day. */
interface Written { shape: string; candidates: string[]; fits: string[] }

/**
 * Reads all cells of the day columns and says in which form each column is written. A column that contradicts the declared form, mixes
 * two, or could be read in two ways refuses the file: its days would be wrong without a sign of it.
 */
export async function dayFormsOf(file: AsyncIterable<FileRow[]>, places: Map<number, string>, rules: DayRules): Promise<DayForms> {
  const columns = new Map<number, Column>([...places.keys()].map((place) => [place, new Map()]));
  const known = new Map<string, Written | undefined>();
  let heading = true;
  for await (const rows of file) {
    for (const { row, cells, problem } of rows) {
      if (heading || problem) {
        heading = false;
        continue;
      }
      for (const [place, column] of columns) {
        const cell = cells[place];
        if (!cell || rules.isBlank(cell)) continue;
        let written = known.get(cell);
        if (written === undefined && !known.has(cell)) {
          written = writtenIn(splitTime(tidyKey(cell)).date);
          if (known.size < REMEMBERED) known.set(Buffer.from(cell).toString(), written);
        }
        if (written) note(column, written, { cells: 1, row, cell });
      }
    }
  }
  const guesses = guessesFrom([...columns.values()]);
  const forms: DayForms = { styles: new Map(), remarks: [] };
  for (const [place, column] of columns) {
    const { style, guessed } = judge(places.get(place)!, column, guesses, rules);
    forms.styles.set(place, style);
    if (guessed) forms.remarks.push(guessed);
  }
  return forms;
}

/** Candidates of a cell's shape; nobody writes the day between the year and the month. */
function writtenIn(date: string): Written | undefined {
  const candidates = candidatesOf(date);
  if (!candidates.length) return undefined;
  const fits = candidates.filter((form) => {
    const day = formatOf(form).read(date);
    return day && isDay(day) && isBelievable(day.year);
  });
  return fits.length ? { shape: candidates.join(" "), candidates, fits } : undefined;
}

function candidatesOf(date: string): string[] {
  if (/^\d{4}-\d{2}-\d{2}$/.test(date)) return [ISO];
  const [, mark, year] = /^\d{1,2}([./-])\d{1,2}\1(\d{4}|\d{2})$/.exec(date) ?? [];
  if (mark) {
    const Y = year!.length === 4 ? "YYYY" : "YY";
    return [`D${mark}M${mark}${Y}`, `M${mark}D${mark}${Y}`, ...(Y === "YY" ? [`YY${mark}M${mark}D`] : [])];
  }
  const [, slash] = /^\d{4}([./])\d{1,2}\1\d{1,2}$/.exec(date) ?? [];
  if (slash) return [`YYYY${slash}M${slash}D`];
  const [, dash, end] = /^\d{1,2}([- /.])[A-Za-z]{3}\1(\d{4}|\d{2})$/.exec(date) ?? [];
  return dash ? [`D${dash}Mon${dash}${end!.length === 4 ? "YYYY" : "YY"}`] : [];
}

const formats = new Map<string, DayFormat>();
function formatOf(form: string): DayFormat {
  if (!formats.has(form)) formats.set(form, dayFormat(form));
  return formats.get(form)!;
}

function note(column: Column, { shape: name, candidates, fits }: Written, seen: Seen) {
  let shape = column.get(name);
  if (!shape) column.set(name, (shape = { cells: 0, fits: new Map(candidates.map((form) => [form, 0])), only: new Map(), first: seen }));
  shape.cells += 1;
  for (const form of fits) shape.fits.set(form, shape.fits.get(form)! + 1);
  if (fits.length > 1) return;
  const only = shape.only.get(fits[0]!);
  if (only) only.cells += 1;
  else shape.only.set(fits[0]!, seen);
}

/** What each shape of the whole file can only be; undefined where several forms, or none, fit its cells. */
function guessesFrom(columns: Column[]): Map<string, string | undefined> {
  const names = new Set(columns.flatMap((column) => [...column.keys()]));
  return new Map([...names].map((name) => {
    const shapes = columns.flatMap((column) => column.get(name) ?? []);
    const cells = sum(shapes.map((shape) => shape.cells));
    const fitting = [...shapes[0]!.fits.keys()].filter((form) => sum(shapes.map(({ fits }) => fits.get(form)!)) >= cells * (1 - FEW));
    return [name, fitting.length === 1 ? fitting[0] : undefined];
  }));
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
const canonical = (form: string) => form.replaceAll("MM", "M").replaceAll("DD", "D");
const CANONICAL_ISO = canonical(ISO);

function judge(heading: string, column: Column, guesses: Map<string, string | undefined>, { declared, named }: DayRules): { style: Omit<DayStyle, "timeZone">; guessed?: Issue } {
  const forms = declared.map(canonical);
  const groups: { form: string | undefined; shape: Shape }[] = [];
  for (const [name, shape] of column) {
    const wanted = name === ISO ? ISO : forms.find((form) => shape.fits.has(form));
    if (wanted && wanted !== ISO) refuseContradiction(heading, wanted, shape);
    groups.push({ form: wanted ?? (forms.length ? undefined : guesses.get(name)), shape });
  }
  const others = forms.filter((form) => form !== CANONICAL_ISO).map(formatOf);
  const meant = ({ form }: (typeof groups)[number]) => form !== undefined && named && (form === ISO ? forms.includes(CANONICAL_ISO) : forms.includes(form));
  if (groups.length > 0 && groups.every(meant)) return { style: { days: others, withoutIso: !forms.includes(CANONICAL_ISO) } };
  if (!groups.length) return { style: { days: others } };
  const [most, ...rest] = groups.sort((a, b) => b.shape.cells - a.shape.cells);
  const total = sum(groups.map(({ shape }) => shape.cells));
  const few = (cells: number) => (cells === 1 && total !== 2) || cells <= total * FEW;
  const unclear = groups.filter(({ form }) => form === undefined);
  if (unclear.length && !few(sum(unclear.map(({ shape }) => shape.cells)))) throw ambiguous(heading, unclear[0]!.shape, forms);
  if (rest.length && !few(total - most!.shape.cells)) throw mixed(heading, groups);
  const { form, shape } = most!;
  if (form === undefined || form === ISO) return { style: { days: [] } };
  return { style: { days: [formatOf(form)], withoutIso: true }, guessed: forms.length ? undefined : guessed(heading, form, shape) };
}

/** Cells that are no day as declared, and one when day and month change places, speak against what was declared. */
function refuseContradiction(heading: string, form: string, { only }: Shape) {
  const right = only.get(form)?.cells ?? 0;
  const [other, against] = [...only].filter(([name]) => name !== form).sort(([, a], [, b]) => b.cells - a.cells)[0] ?? [];
  if (!against || (against.cells <= (right + against.cells) * FEW && right > 0)) return;
  throw new FileProblem("wrong_day_form",
    `the days of ${heading} are declared as ${form}, and ${counted(against.cells)} like ${against.cell} in row ${against.row} can only be ${other}; reading them would make wrong days, so ${NAME_THE_FORM}`, against.row, heading);
}

function ambiguous(heading: string, { fits, first }: Shape, forms: string[]) {
  const candidates = [...fits.keys()].join(" or ");
  const why = forms.length ? `are not in the declared form (${forms.join(", ")})` : "can be read in two ways";
  return new FileProblem("ambiguous_days", `the days of ${heading}, such as ${first.cell} in row ${first.row}, ${why}: they may be ${candidates}; ${NAME_THE_FORM}`, first.row, heading);
}

function mixed(heading: string, groups: { form?: string; shape: Shape }[]) {
  const told = groups.map(({ form, shape }) => `${counted(shape.cells)} as ${form ?? [...shape.fits.keys()].join(" or ")} (${shape.first.cell} in row ${shape.first.row})`).join(", ");
  const row = groups.at(-1)!.shape.first.row;
  return new FileProblem("mixed_days", `the days of ${heading} are written in several forms: ${told}; a program that rewrote some of them may have changed day and month, so write the column in one form, or, if all of it is right, name all of its forms`, row, heading);
}

const guessed = (heading: string, form: string, { only, first }: Shape): Issue => {
  const sign = only.get(form) ?? first;
  return { row: 1, column: heading, value: null, code: "days_guessed", reason: `was read as ${form}: ${sign.cell} in row ${sign.row} can't be anything else; if that is wrong, ${NAME_THE_FORM}` };
};

const counted = (cells: number) => `${cells.toLocaleString("en")} ${cells === 1 ? "cell" : "cells"}`;
