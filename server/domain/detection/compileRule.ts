import type { DataSource } from "typeorm";
import { Distributor } from "../../../entities/Distributor.js";
import { MOST_MINOR } from "../../../entities/Money.js";
import { Order } from "../../../entities/Order.js";
import { subjectRecord } from "../../records/index.js";
import { aliasOf, factsSql, factValuesSql } from "./fact.js";
import type { Rule } from "./rule.js";
import { text } from "./template.js";

interface Source { table: string; also: string; distributor: string; order: string }

/** The row with this id, looked up by its key for each row before it: few are wanted, and the planner must not read all to find them. */
const lookUp = (table: string, row: string, id: string) => `CROSS JOIN LATERAL (SELECT * FROM ${table} WHERE id = ${id} OFFSET 0) ${row}`;

/** Where the rows of a subject come from, and which distributor and order they concern; the order is at hand where none is without one. */
function sourceOf(subject: string, database: DataSource): Source {
  const { entity, alias } = subjectRecord(subject);
  const { tableName: table, columns } = database.getMetadata(entity);
  if (entity === Distributor) return { table, also: "", distributor: `${alias}.id`, order: "NULL::uuid" };
  const orderId = columns.find(({ propertyName }) => propertyName === "orderId");
  const order = entity === Order ? `${alias}.id` : orderId ? `${alias}.order_id` : "NULL::uuid";
  const along = orderId && !orderId.isNullable ? lookUp("orders", "o", order) : "";
  return { table, also: `JOIN distributors d ON d.id = ${alias}.distributor_id ${along}`, distributor: `${alias}.distributor_id`, order };
}

/** One finding a row: which record a rule fired on, or could not decide on, and how grave that is. */
export const FINDING_COLUMNS = {
  rule: "text", subject_id: "uuid", subject_number: "text", distributor_id: "uuid", order_id: "uuid",
  fingerprint: "text", undecided: "boolean", lacks: "text", severity: "integer", value_minor: "bigint", currency: "text", pressure: "numeric",
  blocks_order: "boolean", even_when_suppressed: "boolean", is_history: "boolean", said: "uuid",
} as const;

/** The threshold that every rule with a beginning has. */
const HORIZON = ":horizonDays";

/** What a finding says, by its fingerprint. */
export const WORD_COLUMNS = {
  fingerprint: "text", subject_kind: "text", title: "text", facts: "jsonb", owner_team: "text", agent_code: "text", tags: "text[]", recommended_action: "text",
} as const;

type Columns<Names> = Record<keyof Names, string>;

/**
 * The set-based SELECT of a rule's findings; its named parameters are still to be bound.
 * @param compared whether `said` is wanted, the digest of title and facts that cases are compared by, which costs as much as all the rest
 */
export function findingsSql(rule: Rule, database: DataSource, compared: boolean): string {
  const row = aliasOf(rule.subject);
  const decided = (sql: number | string) => (rule.cannotDecide ? `CASE WHEN NOT undecided THEN ${sql} END` : String(sql));
  const columns: Columns<typeof FINDING_COLUMNS> = {
    rule: `'${rule.code}'`,
    subject_id: `${row}.id`,
    subject_number: `${row}.number`,
    distributor_id: "d.id",
    order_id: sourceOf(rule.subject, database).order,
    fingerprint: fingerprint(rule),
    undecided: "undecided",
    lacks: rule.cannotDecide ? `CASE WHEN undecided THEN ${rule.lacks ?? "'something that the rule needs is missing from the records'"} END` : "NULL::text",
    severity: decided(rule.severity),
    value_minor: rule.stake ? `(CASE WHEN ${rule.stake.minor} > ${MOST_MINOR} THEN ${MOST_MINOR} ELSE ${rule.stake.minor} END)::bigint` : "NULL::bigint",
    currency: rule.stake ? `${rule.stake.currency}::text` : "NULL::text",
    pressure: decided(rule.pressure),
    blocks_order: String(rule.blocksOrder ?? false),
    even_when_suppressed: String(rule.evenWhenSuppressed ?? false),
    is_history: rule.began ? `COALESCE((${rule.began})::date < GREATEST(:today - ${HORIZON}, :since), false)` : "false",
    said: compared ? decided(`md5(${text(rule.title)} || ${factValuesSql(rule.facts, database)})::uuid`) : "NULL::uuid",
  };
  return select(rule, database, columns, `undecided OR (${rule.when})`);
}

/** The SELECT of what a rule says of its findings about `:subjects`, and of all that a new case takes from the rule alone. */
export function wordsSql(rule: Rule, database: DataSource): string {
  const columns: Columns<typeof WORD_COLUMNS> = {
    fingerprint: fingerprint(rule),
    subject_kind: `'${rule.subject}'`,
    title: text(rule.title),
    facts: factsSql(rule.facts, database),
    owner_team: `'${rule.ownerTeam}'`,
    agent_code: `'${rule.agent}'`,
    tags: `ARRAY[${rule.tags.map((tag) => `'${tag}'`).join(", ")}]::text[]`,
    recommended_action: text(rule.recommendedAction),
  };
  return select(rule, database, columns, `NOT undecided AND (${rule.when}) AND ${aliasOf(rule.subject)}.id = ANY (:subjects)`);
}

const fingerprint = ({ code, subject }: Rule) => `'${code}:' || ${aliasOf(subject)}.id`;

const lateral = ([name, expression]: [string, string]) => `CROSS JOIN LATERAL (SELECT ${expression} AS ${name}) AS named_${name}`;

function select(rule: Rule, database: DataSource, columns: Record<string, string>, where: string): string {
  const { table, also, distributor } = sourceOf(rule.subject, database);
  const row = aliasOf(rule.subject);
  const subjects = rule.through ? `(${rule.through.rows}) ${rule.through.as} ${lookUp(table, row, rule.through.id)}` : `${table} ${row}`;
  const named = { ...rule.let, undecided: rule.cannotDecide ? `COALESCE(${rule.cannotDecide}, false)` : "false" };
  return `
  SELECT ${Object.entries(columns).map(([column, sql]) => `${sql} AS ${column}`).join(",\n    ")}
  FROM ${subjects} ${also}
  ${rule.join ?? ""}
  ${Object.entries(named).map(lateral).join("\n  ")}
  WHERE ${row}.archived_at IS NULL AND d.archived_at IS NULL AND (:distributors IS NULL OR ${distributor} = ANY (:distributors))
    AND (${rule.among})
    AND (${where})`;
}
