import type { DataSource } from "typeorm";
import { CITABLE, type CitableKind, wording } from "../facts/readFacts.js";
import { text } from "./template.js";

/** Alias of each citable record in every rule. */
export const ALIAS: Record<CitableKind, string> = { distributor: "d", order: "o", invoice: "i", shipment: "s", document: "doc", payment: "p" };

/** SQL of one fact, or of a list of facts, as jsonb; null where there is nothing to cite. */
export type FactSql = (database: DataSource) => string;

type Field = `${CitableKind}.${string}`;
interface Place {
  alias?: string;
  /** Cites nothing where this is not true. */
  onlyIf?: string;
}
interface List extends Place { orderBy?: string; limit?: number }

/**
 * Cites a property of a record, worded as `readFacts` words it, so that it can be checked again before anything is sent.
 * @example fact("invoice.outstanding", "Outstanding")
 */
export const fact = (field: Field, label: string, { alias, onlyIf = "true" }: Place = {}): FactSql => (database) => {
  const { kind, property } = parse(field);
  const row = alias ?? ALIAS[kind];
  const value = wording(database.getMetadata(CITABLE[kind]), property, row);
  return `CASE WHEN ${onlyIf} THEN ${citation(kind, row, property, label, value, false)} END`;
};

/**
 * States what a rule worked out of several records, such as an exposure. It stands under the record it says something
 * about, and is not checked again before sending: cite what it is made of as well, where that can change overnight.
 */
export const computed = (field: Field, label: string, sql: string, { alias }: Place = {}): FactSql => () => {
  const { kind, property } = parse(field);
  return citation(kind, alias ?? ALIAS[kind], property, label, `(${sql})::text`, true);
};

/** The same property of many records: `from` is what follows FROM. */
export const eachFact = (field: Field, label: string, from: string, { alias, orderBy, limit = 5 }: List = {}): FactSql => (database) => {
  const row = alias ?? ALIAS[parse(field).kind];
  return `(SELECT jsonb_agg(cited.fact) FROM (
    SELECT ${fact(field, label, { alias })(database)} AS fact FROM ${from} ORDER BY ${orderBy ?? `${row}.number`} LIMIT ${limit}) cited)`;
};

/** All of a rule's facts as one jsonb array, where lists count as their members and nothing leaves no gap. */
export const factsSql = (facts: FactSql[], database: DataSource) =>
  `jsonb_path_query_array(jsonb_build_array(${facts.map((each) => each(database)).join(",\n    ")}), 'lax $[*][*] ? (@ != null)')`;

function parse(field: Field): { kind: CitableKind; property: string } {
  const [kind, property] = field.split(".") as [CitableKind, string];
  return { kind, property };
}

const citation = (kind: CitableKind, row: string, property: string, label: string, value: string, derived: boolean) =>
  `CASE WHEN ${value} IS NOT NULL THEN jsonb_build_object('record', ${row}.number, 'recordType', '${kind}', 'recordId', ${row}.id,
    'field', '${property}', 'label', ${text(label)}, 'value', ${value}, 'version', ${row}.version, 'derived', ${derived}) END`;
