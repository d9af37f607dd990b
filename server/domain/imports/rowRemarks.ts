import { tidyKey, tookAway } from "./invisible.js";
import { Problem, shown, type Issue } from "./issues.js";
import { plainHeading } from "./layout.js";
import { meantBy } from "./mojibake.js";

/** Why a row has more or fewer cells than the heading. */
export function raggedness(cells: string[], heading: string[]): Problem | undefined {
  if (cells.length === heading.length) return undefined;
  if (cells.length < heading.length) return new Problem("ragged_row", `has ${cells.length} cells where the heading has ${heading.length}`);
  return cells.slice(heading.length).some((cell) => cell !== "") ? new Problem("ragged_row", `has ${cells.length} cells where the heading has ${heading.length}; a delimiter inside a value may lack its quotes`) : undefined;
}

/** Cells that hold text which was decoded wrongly before it came here. */
export function mojibake(row: number, cells: string[], heading: string[]): Issue[] {
  if (!/[\u0080-\uffff]/.test(cells.join(""))) return [];
  return cells.flatMap((cell, i) => {
    const meant = meantBy(cell);
    return meant === undefined ? [] : { row, column: heading[i] ?? null, value: shown(cell), code: "mojibake", reason: `was decoded wrongly before it came here and is kept as it is; it probably means ${shown(meant)}` };
  });
}

/** Columns that nobody asked for. */
export function unknownColumns(heading: string[], used: Set<string>): Issue[] {
  return heading.filter((text) => text && !used.has(plainHeading(text)))
    .map((text) => ({ row: 1, column: shown(text), value: null, code: "unknown_column", reason: "is not a column of this kind and is ignored" }));
}

/** Headings that were read without what nobody sees in them. */
export function untidyHeadings(heading: string[], used: Set<string>): Issue[] {
  return heading.filter((text) => used.has(plainHeading(text)) && tookAway(text, tidyKey(text)))
    .map((text) => ({ row: 1, column: plainHeading(text), value: null, code: "invisible_characters", reason: "has characters in its heading that can't be seen or told from plain ones; it was read without them" }));
}
