import type { DataSource } from "typeorm";
import { CITABLE, type CitableKind, wording } from "../facts/readFacts.js";

/** Alias of each citable record in every rule. */
export const ALIAS: Record<CitableKind, string> = { distributor: "d", order: "o", invoice: "i", shipment: "s", document: "doc", payment: "p" };

/** SQL of one fact, or of a list of facts, as jsonb. */
export type FactSql = (database: DataSource) => string;

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
export const fact = (field: Field, label: string, { alias, onlyIf }: Place = {}): FactSql => (database) => {
  const { kind, property, row } = parse(field, alias);
  const cited = citation(kind, row, property, label, wording(database.getMetadata(CITABLE[kind]), property, row), false);
  return onlyIf ? `CASE WHEN ${onlyIf} THEN ${cited} END` : cited;
};

/**
 * States what a rule worked out of several records, such as an exposure. It stands under the record it says something
 * about, and is not checked again before sending: cite what it is made of as well, where that can change overnight.
 */
export const computed = (field: Field, label: string, sql: string): FactSql => () => {
  const { kind, property, row } = parse(field);
  return citation(kind, row, property, label, `(${sql})::text`, true);
};

/** Facts of each of several records, at most `limit` of them; `from` is what follows FROM. */
export const each = (from: string, facts: FactSql[], { orderBy, limit = 5 }: { orderBy: string; limit?: number }): FactSql => (database) =>
  `(SELECT jsonb_agg(cited.facts) FROM (SELECT ${list(facts, database)} AS facts FROM ${from} ORDER BY ${orderBy} LIMIT ${limit}) cited)`;

/** All of a rule's facts as one jsonb array: lists are opened up, and what has no value leaves no gap. */
export const factsSql = (facts: FactSql[], database: DataSource) =>
  `jsonb_path_query_array(${list(facts, database)}, 'lax $[*][*][*] ? (@.value != null)')`;

const list = (facts: FactSql[], database: DataSource) => `jsonb_build_array(${facts.map((sql) => sql(database)).join(",\n    ")})`;

function parse(field: Field, alias?: string) {
  const [kind, property] = field.split(".") as [CitableKind, string];
  return { kind, property, row: alias ?? ALIAS[kind] };
}

const citation = (kind: CitableKind, row: string, property: string, label: string, value: string, derived: boolean) =>
  `jsonb_build_object('record', ${row}.number, 'recordType', '${kind}', 'recordId', ${row}.id,
    'field', '${property}', 'label', '${label.replaceAll("'", "''")}', 'value', ${value}, 'version', ${row}.version, 'derived', ${derived})`;
