import type { DataSource } from "typeorm";
import { citable, type CitableKind } from "../../records/index.js";
import { wording } from "../facts/readFacts.js";

/** Alias of a kind of record in every rule. */
export const aliasOf = (kind: string): string => citable(kind).alias;

/** A fact, or the facts of several records, as SQL: cited with its record as jsonb, or only what it says, as text or a jsonb list of texts. */
export interface FactSql {
  /** The fields it cites, by kind of record: what its rights hang on. */
  cites: readonly string[];
  cited(database: DataSource): string;
  value(database: DataSource): string;
}

type Field = `${CitableKind}.${string}`;
interface Place {
  alias?: string;
  /** Cites nothing where this is not true. */
  onlyIf?: string;
}

/**
 * Cites a property of a record, worded as `readFacts` words it, so that it can be checked again before anything is sent.
 * @example fact("invoice.outstanding", "Outstanding")
 */
export const fact = (field: Field, label: string, { alias, onlyIf }: Place = {}): FactSql => {
  const { kind, property, row } = parse(field, alias);
  const where = (sql: string) => (onlyIf ? `CASE WHEN ${onlyIf} THEN ${sql} END` : sql);
  const value = (database: DataSource) => wording(database.getMetadata(citable(kind).entity), property, row);
  return {
    cites: [field],
    value: (database) => where(value(database)),
    cited: (database) => where(citation(kind, row, property, label, value(database), false)),
  };
};

/**
 * States what a rule worked out of several records, such as an exposure. It stands under the record it says something
 * about, and is not checked again before sending: cite what it is made of as well, where that can change overnight.
 */
export const computed = (field: Field, label: string, sql: string): FactSql => {
  const { kind, property, row } = parse(field);
  const value = `(${sql})::text`;
  return { cites: [field], value: () => value, cited: () => citation(kind, row, property, label, value, true) };
};

/** Facts of each of several records, at most `limit` of them; `from` is what follows FROM. */
export const each = (from: string, facts: FactSql[], { orderBy, limit = 5 }: { orderBy: string; limit?: number }): FactSql => {
  const all = (list: string) => `(SELECT jsonb_agg(told.list) FROM (SELECT ${list} AS list FROM ${from} ORDER BY ${orderBy} LIMIT ${limit}) told)`;
  return { cites: facts.flatMap(({ cites }) => cites), value: (database) => all(values(facts, database)), cited: (database) => all(citations(facts, database)) };
};

/** All of a rule's facts as one jsonb array: lists are opened up, and what has no value leaves no gap. */
export const factsSql = (facts: FactSql[], database: DataSource) =>
  `jsonb_path_query_array(${citations(facts, database)}, 'lax $[*][*][*] ? (@.value != null)')`;

/** What all of a rule's facts say, in the same order. */
export const factValuesSql = (facts: FactSql[], database: DataSource) =>
  `jsonb_path_query_array(${values(facts, database)}, 'lax $[*][*][*] ? (@ != null)')`;

const listed = (items: string[]) => `jsonb_build_array(${items.join(",\n    ")})`;
const citations = (facts: FactSql[], database: DataSource) => listed(facts.map(({ cited }) => cited(database)));
const values = (facts: FactSql[], database: DataSource) => listed(facts.map(({ value }) => value(database)));

function parse(field: Field, alias?: string) {
  const [kind, property] = field.split(".") as [CitableKind, string];
  return { kind, property, row: alias ?? aliasOf(kind) };
}

const citation = (kind: CitableKind, row: string, property: string, label: string, value: string, derived: boolean) =>
  `jsonb_build_object('record', ${row}.number, 'recordType', '${kind}', 'recordId', ${row}.id,
    'field', '${property}', 'label', '${label.replaceAll("'", "''")}', 'value', ${value}, 'version', ${row}.version, 'derived', ${derived})`;
