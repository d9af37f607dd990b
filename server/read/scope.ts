import type { Noun, Nouns } from "./noun.js";
import { Parameters } from "./parameters.js";
import type { RightsShape } from "./rights.js";

/** A record while its SQL is written: what it is and the alias its row has. */
export interface Row { noun: Noun; alias: string }

/** What all parts of one statement share while it is written. */
export class Scope {
  private aliases = 0;

  constructor(readonly nouns: Nouns, readonly rights: RightsShape, readonly parameters = new Parameters()) {}

  row(noun: Noun): Row {
    return { noun, alias: this.alias(noun.name) };
  }

  /** A fresh alias; the digit keeps it apart from those that derived SQL makes up in its own sub-selects. */
  alias(name: string): string {
    return `${name[0]!.toLowerCase()}${++this.aliases}`;
  }
}

/** All of the conditions; nothing where there are none. */
export const all = (...conditions: (string | undefined)[]): string => conditions.filter(Boolean).join(" AND ");
/** `WHERE` with all of the conditions, or nothing. */
export const where = (...conditions: (string | undefined)[]): string => {
  const condition = all(...conditions);
  return condition && ` WHERE ${condition}`;
};
