import type { EntityMetadata, ObjectLiteral } from "typeorm";
import { sensitivityOf } from "../../entities/columns.js";
import type { Changes } from "../database/changes.js";
import type { Tx } from "../database/unitOfWork.js";
import type { EventName } from "./events.js";
import { recordNamed } from "../records/index.js";
import { appendingEachSql, type Entry, originParameters } from "./entry.js";

/** What an entry points at beside its subject, each a kind of subject itself. */
const REFERENCES = { distributorId: "distributor", orderId: "order", exceptionId: "exception", taskId: "task", draftId: "draft" };

const NOISE = new Set(["id", "version", "createdAt", "updatedAt"]);

/** Keeps the audit free of secrets; personal values stay, in the payload that an erasure can remove. */
function told(entity: object, values: ObjectLiteral, keepNulls: boolean): ObjectLiteral {
  return Object.fromEntries(
    Object.entries(values).filter(([key, value]) => !NOISE.has(key) && (keepNulls || (value ?? null) !== null) && sensitivityOf(entity.constructor, key) !== "secret"),
  );
}

/**
 * The entry that tells of a change, with before and after of the columns it changed. It is the audit entry and the event
 * that subscribers and reactions see.
 * @param type past tense, noun first: `draft.approved`
 */
export function entryOf(type: EventName, subject: ObjectLiteral, { before, after }: Changes, details: ObjectLiteral = {}): Entry {
  const changedRow = Object.keys(before).length > 0;
  const { kind } = recordNamed(subject.constructor.name);
  const references = Object.fromEntries(Object.entries(REFERENCES).map(([reference, own]) => [reference, own === kind ? subject.id : subject[reference]]));
  return {
    type,
    subjectKind: kind,
    subjectId: subject.id,
    subjectNumber: subject.number ?? subject.name ?? null,
    ...references,
    batchId: details.batchId,
    payload: { before: told(subject, before, true), after: told(subject, after, changedRow), ...details },
  };
}

/**
 * The columns of `appendingEachSql` for a row that was changed, all but type, batch and payload.
 * @param row alias of the changed row
 */
export function subjectSql({ columns, name }: EntityMetadata, row: string): string {
  const { kind, order } = recordNamed(name);
  const column = (property: string) => columns.find(({ propertyName }) => propertyName === property)?.databaseName;
  const valueOf = (property: string) => column(property) && `${row}.${column(property)}`;
  const stated: Record<string, string | undefined> = { orderId: order?.replaceAll("t.", `${row}.`) };
  const references = Object.entries(REFERENCES).map(([reference, own]) =>
    `${(own === kind ? `${row}.id` : stated[reference] ?? valueOf(reference)) ?? "NULL::uuid"} AS ${reference.replace("Id", "_id")}`);
  return [`'${kind}' AS subject_kind`, `${row}.id AS subject_id`, `${valueOf("number") ?? valueOf("name") ?? "NULL::text"} AS subject_number`, ...references].join(", ");
}

/** Appends what happened to the story, in the transaction of the change itself. */
export const record = (tx: Tx, type: EventName, subject: ObjectLiteral, details: ObjectLiteral = {}): void =>
  tx.addEntry(entryOf(type, subject, tx.changesOf(subject), details));

/** The same for set-based verbs: one entry a row of the select; see `appendingEachSql` for its columns. */
export async function recordEach(tx: Tx, select: string, parameters: unknown[] = [], changes = ""): Promise<void> {
  await tx.query(appendingEachSql(select, changes), [...originParameters(tx.origin, tx.now), ...parameters]);
}
