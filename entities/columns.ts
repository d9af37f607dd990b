import { Column, type ColumnOptions, type ColumnType } from "typeorm";

/**
 * How a column's value may travel: plain values stand in the audit as they are, personal ones can be erased and are
 * masked for models, secret ones never leave the database. Every column is declared with one of the three decorators,
 * so a column that nobody thought about does not compile into the schema (a test walks the metadata).
 */
export type Sensitivity = "plain" | "personal" | "secret";

const marks = new Map<Function, Map<string, Sensitivity>>();

/** Sensitivity of a column, looked up through the entity's ancestors; undefined when nobody declared it. */
export function sensitivityOf(entity: Function, property: string): Sensitivity | undefined {
  for (let type: Function | null = entity; type; type = Object.getPrototypeOf(type)) {
    const mark = marks.get(type)?.get(property);
    if (mark) return mark;
  }
  return undefined;
}

// bigint arrives as text from the driver; our amounts and counts stay below 2^53, which the API's SafeInt enforces.
export const safeInteger = { to: (value: number | null) => value, from: (value: string | number | null) => (value === null ? null : Number(value)) };

const column = (sensitivity: Sensitivity) => (type: ColumnType, options: ColumnOptions = {}): PropertyDecorator =>
  (target, property) => {
    const known = marks.get(target.constructor) ?? new Map<string, Sensitivity>();
    known.set(String(property), sensitivity);
    marks.set(target.constructor, known);
    Column({ type, ...(type === "bigint" ? { transformer: safeInteger } : {}), ...options } as ColumnOptions)(target, property);
  };

/** Business data without a person in it. */
export const Plain = column("plain");
/** Data about a person: erasable in the audit, masked before a model sees it. */
export const Personal = column("personal");
/** Never shown, never audited, never logged. */
export const Secret = column("secret");

export const optional: ColumnOptions = { nullable: true };
