import type { EntityMetadata } from "typeorm";
import type { Fact } from "../../../entities/Fact.js";
import { moneyOf } from "../../../entities/read.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import { citable, type CitableKind } from "../../records/index.js";

export interface FactRequest {
  recordType: CitableKind;
  recordId: string;
  /** Property of the entity: a column, or a money field such as `outstanding`. */
  field: string;
  label: string;
}

/** SQL that words a field as a fact; the one place, so that a cited value and a value read again compare as text. */
export function wording(metadata: EntityMetadata, field: string, alias = "r"): string {
  const money = moneyOf(metadata.target as Function, field);
  const column = (property: string) => {
    const found = metadata.findColumnWithPropertyName(property);
    if (!found) throw new Error(`${metadata.name}.${field} can't be cited as a fact`);
    return `${alias}.${found.databaseName}`;
  };
  if (money) return `tower_money_text(${column(money.amount)}, ${column(money.currency)})`;
  if (metadata.findColumnWithPropertyName(field)?.type === "timestamptz") return `to_char(${column(field)} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')`;
  return `${column(field)}::text`;
}

interface CitedRecord { record: string; version: number; words: Record<string, string | null> }

/** The records asked for, with the fields asked for in words; one statement that has a part for each kind of record. */
async function citedRecords(tx: Tx, requests: FactRequest[]): Promise<Map<string, CitedRecord>> {
  const kinds = [...new Set(requests.map(({ recordType }) => recordType))].sort(); // the same records have one statement, in whatever order they are asked for
  if (!kinds.length) return new Map();
  const ofKind = (kind: CitableKind) => requests.filter(({ recordType }) => recordType === kind);
  const parts = kinds.map((kind, i) => {
    const metadata = tx.manager.connection.getMetadata(citable(kind).entity);
    const fields = [...new Set(ofKind(kind).map(({ field }) => field))].sort();
    const words = fields.map((field) => `'${field}', ${wording(metadata, field)}`); // wording refuses what is no field
    return `SELECT '${kind} ' || r.id AS key, r.number AS record, r.version, json_build_object(${words.join(", ")}) AS words
      FROM ${metadata.tableName} r WHERE r.id = ANY ($${i + 1})`;
  });
  const rows = await tx.read<CitedRecord & { key: string }>(parts.join(" UNION ALL "), kinds.map((kind) => ofKind(kind).map(({ recordId }) => recordId)));
  return new Map(rows.map((row) => [row.key, row]));
}

/** Reads fields as facts, each with the version of its record, in the order asked for; a record that is gone yields none. */
export async function readFacts(tx: Tx, requests: FactRequest[]): Promise<Fact[]> {
  const records = await citedRecords(tx, requests);
  return requests.flatMap(({ recordType, recordId, field, label }) => {
    const { record, version, words } = records.get(`${recordType} ${recordId}`) ?? {};
    const value = words?.[field] ?? null;
    return record && version && value !== null ? [{ record, recordType, recordId, field, label, value, version, derived: false }] : [];
  });
}

/** The exception's facts as the records say now; what only the calendar computes stays as the rule found it. */
export async function currentFacts(tx: Tx, facts: Fact[]): Promise<Fact[]> {
  const read = await readFacts(tx, facts.filter((fact) => !fact.derived).map((fact) => ({ ...fact, recordType: fact.recordType as CitableKind })));
  return facts.flatMap((fact) => (fact.derived ? [fact] : read.filter((now) => now.recordId === fact.recordId && now.field === fact.field)));
}

export interface ChangedFact {
  fact: Fact;
  /** What the record says now; null when the record or the value is gone. */
  now: string | null;
}

/** Which cited facts no longer hold. Figures computed from the calendar (`derived`) change by themselves and are not asked again. */
export async function changedFacts(tx: Tx, facts: Fact[]): Promise<ChangedFact[]> {
  const cited = facts.filter((fact) => !fact.derived);
  const current = await readFacts(tx, cited.map((fact) => ({ ...fact, recordType: fact.recordType as CitableKind })));
  return cited.flatMap((fact) => {
    const now = current.find((other) => other.recordId === fact.recordId && other.field === fact.field)?.value ?? null;
    return now === fact.value ? [] : [{ fact, now }];
  });
}

/** All that each revision cites, whoever asks: for saying of a figure that it stands on a fact, without saying which. */
export async function citedFacts(ctx: Context, revisionIds: readonly string[]): Promise<Fact[][]> {
  const { rows } = await ctx.services.pool.query<{ id: string; facts: Fact[] }>(`SELECT id, facts FROM draft_revisions WHERE id = ANY ($1)`, [revisionIds]);
  const facts = new Map(rows.map((row) => [row.id, row.facts]));
  return revisionIds.map((id) => facts.get(id) ?? []);
}
