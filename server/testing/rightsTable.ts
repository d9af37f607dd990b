import type { Person, Reply } from "./startTower.js";

/** The people of a rights table, in the order of its columns; the last is nobody. */
export const COLUMNS: (Person | undefined)[] = ["sales", "accounting", "logistics", "legal", "admin", "viewer", "iberianSales", undefined];

/**
 * What somebody gets of something: `+` it is shown or done, `-` it is as if it were not there, `x` it is refused,
 * `?` they are asked to sign in.
 */
export type Mark = "+" | "-" | "x" | "?";

/** Reads a table: a heading of people, then a line for each right with one mark a person. Names may hold blanks. */
export function rightsTable(text: string): Map<string, Mark[]> {
  const [heading, ...lines] = text.split("\n").filter((line) => line.trim());
  const people = heading!.trim().split(/\s+/);
  const wanted = COLUMNS.map((person) => person ?? "nobody");
  if (people.join() !== wanted.join()) throw new Error(`the columns are ${wanted.join(" ")}`);
  return new Map(lines.map((line) => {
    const [, name, marks] = /^\s*(.*?)\s{2,}([-+x?\s]+)$/.exec(line) ?? [];
    const read = marks?.trim().split(/\s+/) as Mark[] | undefined;
    if (!name || read?.length !== wanted.length) throw new Error(`this line has not one mark a person: ${line}`);
    return [name, read];
  }));
}

const MARKS: Record<string, Mark> = { FORBIDDEN: "x", UNAUTHENTICATED: "?", NOT_FOUND: "-" };

/** The mark of an answer: its error, or whether it shows what was asked for. */
export function markOf({ errors }: Reply, shows: boolean): Mark {
  const code = errors?.[0]?.extensions?.code;
  if (!code) return shows ? "+" : "-";
  const mark = MARKS[code];
  if (!mark) throw new Error(`${code} is no question of rights: ${errors![0]!.message}`);
  return mark;
}
