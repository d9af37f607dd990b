import { UnsupportedRead } from "./errors.js";
import type { Noun, Property } from "./noun.js";
import type { RightsShape } from "./rights.js";
import type { Selection } from "./selection.js";

type Values = Record<string, unknown>;

/**
 * What is selected of a record that shows and that a verb holds as it stands in the database; undefined where that takes
 * more than its own columns, or where a field's right hangs on something else, so that it has to be read.
 */
export function heldRecord(noun: Noun, record: Values, selection: Selection, rights: RightsShape): Values | undefined {
  const held: Values = {};
  for (const { field } of selection.fields) {
    if (field.name === "__typename") continue;
    const { property, shows } = fieldOf(noun, field.name) ?? {};
    const value = shows && columnOf(noun, shows);
    if (!value || rights.field(noun.name, field.name) !== "always") return undefined;
    held[property!] = record[value];
  }
  return held;
}

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
