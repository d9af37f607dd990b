import { recordGuard } from "./guard.js";
import type { Noun, Nouns } from "./noun.js";
import { Parameters, type Binding } from "./parameters.js";
import { propertiesOf, type RightsShape } from "./rights.js";
import { Scope } from "./scope.js";

/** A right on a row, for a statement that somebody else writes. */
export interface RowCondition {
  /**
   * SQL that holds of the row `alias`.
   * @param taken how many parameters stand in the statement before its own
   */
  sql(alias: string, taken: number): { sql: string; values: unknown[] };
  /** Whether it may turn out otherwise once this property has changed. */
  hangsOn(property: string): boolean;
}

interface Compiled { sql: string; parameters: Parameters }

const known = new WeakMap<RightsShape, Map<string, Compiled>>();

/** The condition under which a right that is not the same for all records holds of one. */
export function conditionOf(nouns: Nouns, noun: Noun, shape: RightsShape, binding: Binding): RowCondition {
  const ofShape = known.get(shape) ?? new Map<string, Compiled>();
  known.set(shape, ofShape);
  return {
    sql(alias, taken) {
      const key = `${noun.name} ${alias} ${taken}`;
      const compiled = ofShape.get(key) ?? compile(nouns, noun, shape, alias, taken);
      ofShape.set(key, compiled);
      return { sql: compiled.sql, values: compiled.parameters.values(binding) };
    },
    hangsOn(property) {
      const right = shape.record(noun.name);
      return right !== "always" && propertiesOf(right).some((name) => columnsBehind(noun, name)?.includes(property) ?? true);
    },
  };
}

function compile(nouns: Nouns, noun: Noun, shape: RightsShape, alias: string, taken: number): Compiled {
  const scope = new Scope(nouns, shape, new Parameters(taken));
  return { sql: recordGuard(scope, { noun, alias }) ?? "TRUE", parameters: scope.parameters };
}

/** The columns of the record that a property's value hangs on; undefined where it hangs on more. */
function columnsBehind(noun: Noun, name: string): string[] | undefined {
  const property = noun.property(name);
  if (property?.kind === "column") return [name];
  return property?.kind === "relation" && property.relation.isOwning ? property.relation.joinColumns.map(({ propertyName }) => propertyName) : undefined;
}
