import type { DataSource } from "typeorm";
import type { SubjectKind } from "../../../entities/enums.js";
import { ALIAS, factsSql } from "./fact.js";
import type { Rule } from "./rule.js";
import { text } from "./template.js";

interface Source { from: string; distributor: string; order: string }

const ofDistributor = (table: string, row: string, also = "") => ({ from: `${table} ${row} ${also} JOIN distributors d ON d.id = ${row}.distributor_id`, distributor: `${row}.distributor_id` });

/** Where the rows of each subject come from, and which distributor and order they concern. */
const SOURCES: Record<SubjectKind, Source> = {
  distributor: { from: "distributors d", distributor: "d.id", order: "NULL::uuid" },
  order: { ...ofDistributor("orders", "o"), order: "o.id" },
  invoice: { ...ofDistributor("invoices", "i"), order: "i.order_id" },
  shipment: { ...ofDistributor("shipments", "s", "JOIN orders o ON o.id = s.order_id"), order: "s.order_id" },
  document: { ...ofDistributor("documents", "doc"), order: "doc.order_id" },
};

/** One finding a row: what a rule says about a record it fired on, or could not decide on. */
export const FINDING_COLUMNS = {
  rule: "text", subject_kind: "text", subject_id: "uuid", subject_number: "text", distributor_id: "uuid", order_id: "uuid",
  fingerprint: "text", undecided: "boolean", severity: "integer", value_minor: "bigint", currency: "text", pressure: "numeric",
  blocks_order: "boolean", title: "text", facts: "jsonb", owner_team: "text", agent_code: "text", tags: "text[]", recommended_action: "text",
  even_when_suppressed: "boolean",
} as const;

const lateral = ([name, expression]: [string, string]) => `CROSS JOIN LATERAL (SELECT ${expression} AS ${name}) AS named_${name}`;

/**
 * The set-based SELECT of a rule, with the columns of a finding; its named parameters are still to be bound.
 * @param worded whether title and facts are wanted, which cost more than all the rest
 */
export function compileRule(rule: Rule, database: DataSource, worded = true): string {
  const { from, distributor, order } = SOURCES[rule.subject];
  const row = ALIAS[rule.subject];
  const said = (sql: number | string | boolean) => `CASE WHEN NOT undecided THEN ${sql} END`;
  const columns: Record<keyof typeof FINDING_COLUMNS, string> = {
    rule: `'${rule.code}'`,
    subject_kind: `'${rule.subject}'`,
    subject_id: `${row}.id`,
    subject_number: `${row}.number`,
    distributor_id: "d.id",
    order_id: order,
    fingerprint: `'${rule.code}:' || ${row}.id`,
    undecided: "undecided",
    severity: said(rule.severity),
    value_minor: rule.stake ? `(${rule.stake.minor})::bigint` : "NULL::bigint",
    currency: rule.stake ? `${rule.stake.currency}::text` : "NULL::text",
    pressure: said(rule.pressure),
    blocks_order: String(rule.blocksOrder ?? false),
    title: worded ? said(text(rule.title)) : "NULL::text",
    facts: worded ? said(factsSql(rule.facts, database)) : "NULL::jsonb",
    owner_team: `'${rule.ownerTeam}'`,
    agent_code: `'${rule.agent}'`,
    tags: `ARRAY[${rule.tags.map((tag) => `'${tag}'`).join(", ")}]::text[]`,
    recommended_action: text(rule.recommendedAction),
    even_when_suppressed: String(rule.evenWhenSuppressed ?? false),
  };
  const named = { ...rule.let, undecided: rule.cannotDecide ? `COALESCE(${rule.cannotDecide}, false)` : "false" };
  return `
  SELECT ${Object.entries(columns).map(([column, sql]) => `${sql} AS ${column}`).join(",\n    ")}
  FROM ${from}
  ${rule.join ?? ""}
  ${Object.entries(named).map(lateral).join("\n  ")}
  WHERE ${row}.archived_at IS NULL AND d.archived_at IS NULL AND (:distributors IS NULL OR ${distributor} = ANY (:distributors))
    AND (${rule.among})
    AND (undecided OR (${rule.when}))`;
}
