import type { DataSource } from "typeorm";
import type { SubjectKind } from "../../../entities/enums.js";
import { ALIAS, factsSql } from "./fact.js";
import type { Rule } from "./rule.js";
import { text } from "./template.js";

interface Source { from: string; order: string }

/** Where the rows of each subject come from, and which order they concern. */
const SOURCES: Record<SubjectKind, Source> = {
  distributor: { from: "distributors d", order: "NULL::uuid" },
  order: { from: "orders o JOIN distributors d ON d.id = o.distributor_id", order: "o.id" },
  invoice: { from: "invoices i JOIN distributors d ON d.id = i.distributor_id", order: "i.order_id" },
  shipment: { from: "shipments s JOIN orders o ON o.id = s.order_id JOIN distributors d ON d.id = s.distributor_id", order: "s.order_id" },
  document: { from: "documents doc JOIN distributors d ON d.id = doc.distributor_id", order: "doc.order_id" },
};

/** One finding a row: what a rule says about a record it fired on, or could not decide on. */
export const FINDING_COLUMNS = {
  rule: "text", subject_kind: "text", subject_id: "uuid", subject_number: "text", distributor_id: "uuid", order_id: "uuid",
  fingerprint: "text", undecided: "boolean", severity: "integer", value_minor: "bigint", currency: "text", pressure: "numeric",
  blocks_order: "boolean", title: "text", facts: "jsonb", owner_team: "text", agent_code: "text", tags: "text[]", recommended_action: "text",
  even_when_suppressed: "boolean",
} as const;

const lateral = ([name, expression]: [string, string]) => `CROSS JOIN LATERAL (SELECT ${expression} AS ${name}) AS named_${name}`;

/** The set-based SELECT of a rule, with the columns of a finding; its named parameters are still to be bound. */
export function compileRule(rule: Rule, database: DataSource): string {
  const { from, order } = SOURCES[rule.subject];
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
    title: said(text(rule.title)),
    facts: said(factsSql(rule.facts, database)),
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
  WHERE ${row}.archived_at IS NULL AND d.archived_at IS NULL AND (:distributors IS NULL OR d.id = ANY (:distributors))
    AND (${rule.among})
    AND (undecided OR (${rule.when}))`;
}
