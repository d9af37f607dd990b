import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { availableParallelism } from "node:os";
import type { Options } from "./options.js";
import { ROOT } from "./packages.js";

/** One line of the table. A goal bounds the ratio where there is one, else the value. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  ratio?: number;
  atLeast?: number;
  atMost?: number;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length % 2 ? sorted[(sorted.length - 1) / 2]! : (sorted[sorted.length / 2 - 1]! + sorted[sorted.length / 2]!) / 2;
};

const short = (value: number) => value.toLocaleString("en", { maximumFractionDigits: value >= 100 ? 0 : value >= 10 ? 1 : 2 });
const measured = ({ ratio, value }: Figure) => ratio ?? value;
const met = (figure: Figure): boolean | undefined => {
  if (figure.atLeast !== undefined) return measured(figure) >= figure.atLeast;
  return figure.atMost === undefined ? undefined : measured(figure) <= figure.atMost;
};

/** Columns side by side, the first to the left and the others to the right. */
export function table(head: string[], rows: string[][]): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  const line = (row: string[]) => row.map((text, i) => (i ? text.padStart(widths[i]!) : text.padEnd(widths[i]!))).join("   ");
  return [line(head), line(widths.map((width) => "─".repeat(width))), ...rows.map(line)].join("\n");
}

export const figuresTable = (figures: readonly Figure[]) =>
  table(["figure", "value", "ratio", "goal", "met"], figures.map((figure) => [
    figure.name, `${short(figure.value)} ${figure.unit}`, figure.ratio === undefined ? "" : figure.ratio.toFixed(2),
    figure.atLeast !== undefined ? `≥ ${short(figure.atLeast)}` : figure.atMost !== undefined ? `≤ ${short(figure.atMost)}` : "",
    met(figure) === undefined ? "" : met(figure) ? "yes" : "NO",
  ]));

/** Writes the run to bench/results/, named after the moment it began. */
export async function storeRun(began: Date, options: Options, figures: readonly Figure[], details: unknown): Promise<string> {
  const folder = join(ROOT, "bench/results");
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${began.toISOString().slice(0, 19).replaceAll(":", "")}.json`);
  const machine = { node: process.version, cores: availableParallelism() };
  await writeFile(file, `${JSON.stringify({ began, machine, options: { ...options, only: [...options.only] }, figures, details }, null, 2)}\n`);
  return file;
}

const BASELINE = join(ROOT, "bench/baseline.json");
const FELL = 2 / 3;

/** A ratio that fell by more than a third since the baseline was taken; absolute figures are the machine's and not compared. */
export async function fallenRatios(figures: readonly Figure[]): Promise<string[]> {
  const baseline: Record<string, number> = JSON.parse(await readFile(BASELINE, "utf8").catch(() => "{}"));
  return figures.filter(({ name, ratio }) => ratio !== undefined && baseline[name] !== undefined && ratio < baseline[name] * FELL)
    .map(({ name, ratio }) => `${name}: ${ratio!.toFixed(2)}, was ${baseline[name]!.toFixed(2)}`);
}

export async function saveBaseline(figures: readonly Figure[]): Promise<void> {
  const ratios = figures.filter(({ ratio }) => ratio !== undefined).map(({ name, ratio }) => [name, Math.round(ratio! * 100) / 100]);
  await writeFile(BASELINE, `${JSON.stringify(Object.fromEntries(ratios), null, 2)}\n`);
}
