import { recordGuard } from "./guard.js";
import type { Noun, Nouns } from "./noun.js";
import { Parameters, type Binding } from "./parameters.js";
import { propertiesOf, type Right, type RightsShape } from "./rights.js";
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

/** What is known of a noun's condition: its SQL by alias and parameters taken, and whether it hangs on a property. */
interface Known { sql: Map<string, Compiled>; hangsOn: Map<string, boolean> }

const known = new WeakMap<RightsShape, Map<Noun, Known>>();

function knownOf(shape: RightsShape, noun: Noun): Known {
  const ofShape = known.get(shape) ?? new Map<Noun, Known>();
  known.set(shape, ofShape);
  const ofNoun = ofShape.get(noun) ?? { sql: new Map(), hangsOn: new Map() };
  ofShape.set(noun, ofNoun);
  return ofNoun;
}

/** The condition under which a right that is not the same for all records holds of one. */
export function conditionOf(nouns: Nouns, noun: Noun, shape: RightsShape, binding: Binding): RowCondition {
  const { sql, hangsOn } = knownOf(shape, noun);
  return {
    sql(alias, taken) {
      const key = `${alias} ${taken}`;
      const compiled = sql.get(key) ?? compile(nouns, noun, shape, alias, taken);
      sql.set(key, compiled);
      return { sql: compiled.sql, values: compiled.parameters.values(binding) };
    },
    hangsOn(property) {
      const hangs = hangsOn.get(property) ?? mayTurn(shape.record(noun.name), noun, property);
      hangsOn.set(property, hangs);
      return hangs;
    },
  };
}

const mayTurn = (right: Right, noun: Noun, property: string): boolean =>
  propertiesOf(right).some((name) => columnsBehind(noun, name)?.includes(property) ?? true);

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
