import { getMetadataStorage } from "type-graphql";

const vocabularies = new WeakMap<Function, Map<string, ReadonlySet<unknown> | undefined>>();

/**
 * A value as SQL where the schema closes its vocabulary: booleans and members of enums. These stand in a statement's text,
 * because a prepared plan can use a partial index only when it knows them. Every other value is a parameter: undefined here.
 */
export function closedValue(filter: Function, field: string, value: unknown): string | undefined {
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  const vocabulary = vocabularyOf(filter, field);
  const members = [...new Set([value].flat())].sort();
  if (!vocabulary || !members.length || !members.every((member) => vocabulary.has(member))) return undefined;
  const literals = members.map((member) => `'${String(member).replaceAll("'", "''")}'`);
  return Array.isArray(value) ? `ARRAY[${literals.join(", ")}]` : literals[0];
}

function vocabularyOf(filter: Function, field: string): ReadonlySet<unknown> | undefined {
  const known = vocabularies.get(filter) ?? new Map<string, ReadonlySet<unknown> | undefined>();
  vocabularies.set(filter, known);
  if (!known.has(field)) known.set(field, membersOf(filter, field));
  return known.get(field);
}

function membersOf(filter: Function, field: string): ReadonlySet<unknown> | undefined {
  const { enums, fields } = getMetadataStorage();
  const type = fields.find(({ name, target }) => name === field && (target === filter || Object.prototype.isPrototypeOf.call(target, filter)))?.getType();
  const members = enums.some(({ enumObj }) => enumObj === type) ? Object.values(type as object) : [];
  return members.length && members.every((member) => typeof member === "string") ? new Set(members) : undefined;
}
