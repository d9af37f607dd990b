import type { EntityMetadata, ObjectLiteral } from "typeorm";

export interface Changes { before: ObjectLiteral; after: ObjectLiteral }

/** The values of a record's columns, apart from the record, so that later changes of it show. */
export function columnsOf({ columns }: EntityMetadata, entity: ObjectLiteral): ObjectLiteral {
  const values: ObjectLiteral = {};
  for (const { propertyName } of columns) {
    const value = entity[propertyName];
    values[propertyName] = value !== null && typeof value === "object" && !(value instanceof Date) ? structuredClone(value) : value;
  }
  return values;
}

/** The columns that differ, as they were and as they are. */
export function changesBetween(earlier: ObjectLiteral, later: ObjectLiteral): Changes {
  const before: ObjectLiteral = {};
  const after: ObjectLiteral = {};
  for (const key of Object.keys(later)) if (!same(earlier[key], later[key])) [before[key], after[key]] = [earlier[key], later[key]];
  return { before, after };
}

const plain = (value: unknown): unknown => (value instanceof Date ? value.getTime() : value);
const same = (a: unknown, b: unknown) =>
  a === b || (a !== null && b !== null && typeof a === "object" && typeof b === "object"
    ? JSON.stringify(plain(a)) === JSON.stringify(plain(b))
    : (a ?? null) === (b ?? null));
