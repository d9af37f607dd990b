import { UnsupportedRead } from "./errors.js";
import type { Noun, Property } from "./noun.js";
import type { RightsShape } from "./rights.js";
import type { Selection } from "./selection.js";

/** Properties to show, and the properties of the record that they show. */
type Shown = readonly (readonly [property: string, column: string])[];

/**
 * What is selected of a record that shows, where a verb that holds it as it stands in the database has all of it; undefined
 * where that takes more than its own columns, or where a field's right hangs on something else, so that it has to be read.
 */
export function heldColumns(noun: Noun, selection: Selection, rights: RightsShape): Shown | undefined {
  const columns: [string, string][] = [];
  for (const { field } of selection.fields) {
    if (field.name === "__typename") continue;
    const { property, shows } = fieldOf(noun, field.name) ?? {};
    const column = shows && columnOf(noun, shows);
    if (!column || rights.field(noun.name, field.name) !== "always") return undefined;
    columns.push([property!, column]);
  }
  return columns;
}

/** The record as it is to be shown. */
export const held = (columns: Shown, record: object): object =>
  Object.fromEntries(columns.map(([property, column]) => [property, (record as Record<string, unknown>)[column]]));

function fieldOf(noun: Noun, name: string) {
  try {
    return noun.field(name);
  } catch (error) {
    if (error instanceof UnsupportedRead) return undefined;
    throw error;
  }
}

/** The property whose column a field shows as it is; a state may be derived from one under another name. */
function columnOf(noun: Noun, shows: Property): string | undefined {
  if (shows.kind === "column") return shows.column.propertyName;
  const [, column] = (shows.kind === "derived" && /^t\.(\w+)$/.exec(shows.sql("t"))) || [];
  return column && noun.entity.columns.find(({ databaseName }) => databaseName === column)?.propertyName;
}
