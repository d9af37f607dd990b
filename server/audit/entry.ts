import type pg from "pg";
import { preparedName } from "../database/prepared.js";
import type { Actor } from "../policies/actor.js";

type Queryable = Pick<pg.ClientBase, "query">;

/** Who makes a change and through which door, kept with every audit entry. */
export interface Origin {
  actor: Actor;
  /** graphql, job, import, seed, cli … */
  via: string;
  requestId?: string;
}

/** One line of the story before it is written. */
export interface Entry {
  type: string;
  subjectKind: string;
  subjectId: string;
  subjectNumber?: string | null;
  distributorId?: string | null;
  orderId?: string | null;
  exceptionId?: string | null;
  taskId?: string | null;
  draftId?: string | null;
  batchId?: string | null;
  payload: object;
}

const SUBJECT_COLUMNS = "subject_kind, subject_id, subject_number, distributor_id, order_id, exception_id, task_id, draft_id";

/** Actor, door and request, bound as $1 to $6 once for any number of entries. */
export const originParameters = (origin: Origin, now: Date) => [
  now, origin.actor.kind, origin.actor.userId ?? null, origin.actor.name, origin.via, origin.requestId ?? null,
];

/** What `appendingSql` binds: $1 to $6 tell who and when, $7 the entries. */
export function entryParameters(origin: Origin, now: Date, entries: readonly Entry[]): unknown[] {
  const rows = entries.map((entry) => ({
    type: entry.type, subject_kind: entry.subjectKind, subject_id: entry.subjectId, subject_number: entry.subjectNumber,
    distributor_id: entry.distributorId, order_id: entry.orderId, exception_id: entry.exceptionId, task_id: entry.taskId,
    draft_id: entry.draftId, batch_id: entry.batchId, payload: entry.payload,
  }));
  return [...originParameters(origin, now), JSON.stringify(rows)];
}

/**
 * SQL that writes the entries bound by `entryParameters`, together with a change of what they tell of and only when that
 * came about. Its count of rows is that of the entries written.
 * @param change a statement that changes rows, `moved AS (UPDATE … RETURNING …)`
 */
export const appendingSql = (change = "", condition = "TRUE") => appendingEachSql(`
    SELECT * FROM jsonb_to_recordset($7::jsonb) AS e(type text, subject_kind text, subject_id uuid, subject_number text,
      distributor_id uuid, order_id uuid, exception_id uuid, task_id uuid, draft_id uuid, batch_id uuid, payload jsonb)
    WHERE ${condition}`, change);

/** Writes entries and their payloads in one statement, inside the transaction of the change they tell of. */
export async function writeEntries(on: Queryable, origin: Origin, now: Date, entries: readonly Entry[]): Promise<void> {
  if (!entries.length) return;
  const text = appendingSql();
  await on.query({ name: preparedName(text), text, values: entryParameters(origin, now, entries) });
}

/**
 * SQL that writes one entry for each row that `select` yields, for set-based verbs. The select names its columns: type,
 * batch_id, payload (jsonb) and the subject columns; its parameters stand behind `originParameters`. Statements that change
 * rows stand in `changes` (`moved AS (UPDATE … RETURNING …)`), since SQL allows them only at the top; `answer` selects what
 * the statement yields, which else is its count of entries.
 */
export const appendingEachSql = (select: string, changes = "", answer = "") => {
  const payloads = `INSERT INTO audit_payloads (audit_id, payload, commitment) SELECT id, COALESCE(payload, '{}'), '' FROM entries`;
  return `
  WITH ${changes && `${changes},`} entries AS MATERIALIZED (SELECT tower_uuid_v7() AS id, s.* FROM (${select}) s),
  logs AS (
    INSERT INTO audit_logs (id, occurred_at, actor_kind, actor_id, actor_name, via, request_id, type, batch_id, ${SUBJECT_COLUMNS})
    SELECT id, $1::timestamptz, $2::text, $3::uuid, $4::text, $5::text, $6::text, type, batch_id, ${SUBJECT_COLUMNS} FROM entries)
  ${answer ? `, payloads AS (${payloads}) ${answer}` : payloads}`;
};

/** The first place behind `originParameters`. */
export const OWN_PARAMETERS_FROM = 7;
