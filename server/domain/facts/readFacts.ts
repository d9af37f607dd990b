import type { EntityMetadata } from "typeorm";
import { Distributor } from "../../../entities/Distributor.js";
import { Document } from "../../../entities/Document.js";
import type { Fact } from "../../../entities/Fact.js";
import { Invoice } from "../../../entities/Invoice.js";
import { Order } from "../../../entities/Order.js";
import { Payment } from "../../../entities/Payment.js";
import { moneyOf } from "../../../entities/read.js";
import { Shipment } from "../../../entities/Shipment.js";
import type { Tx } from "../../database/unitOfWork.js";

/** Records whose fields may be cited as facts. */
export const CITABLE = { distributor: Distributor, order: Order, invoice: Invoice, shipment: Shipment, document: Document, payment: Payment } as const;
export type CitableKind = keyof typeof CITABLE;

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

/** Reads fields as facts, each with the version of its record, in the order asked for; a record that is gone yields none. */
export async function readFacts(tx: Tx, requests: FactRequest[]): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const { recordType, recordId, field, label } of requests) {
    const metadata = tx.manager.connection.getMetadata(CITABLE[recordType]);
    const [row] = await tx.query<{ record: string; value: string | null; version: number }>(
      `SELECT r.number AS record, ${wording(metadata, field)} AS value, r.version FROM ${metadata.tableName} r WHERE r.id = $1`,
      [recordId],
    );
    if (row && row.value !== null) facts.push({ record: row.record, recordType, recordId, field, label, value: row.value, version: row.version, derived: false });
  }
  return facts;
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
