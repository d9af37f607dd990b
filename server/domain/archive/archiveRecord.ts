import type { ObjectLiteral } from "typeorm";
import { instantSql } from "../../../entities/scalars.js";
import type { EventName } from "../../audit/events.js";
import { recordEach, subjectSql } from "../../audit/record.js";
import type { Context } from "../../context.js";
import type { Tx } from "../../database/unitOfWork.js";
import type { RecordKind } from "../../records/recordKind.js";
import { alreadyDone } from "../advance.js";
import { badInput, DomainError } from "../errors.js";
import { lockFor } from "../lockFor.js";
import { requireVersion } from "../requireVersion.js";
import { type Archived, archivedAlong, tableOf } from "./archivedAlong.js";
import { requireWords } from "../requireWords.js";

export interface ArchiveRecord {
  /** Id or human number. */
  id: string;
  version: number;
  reason: string;
}

const LONGEST_REASON = 500;
/** How many of the records that stand in the way a refusal names. */
const NAMED = 5;

/** Hides a record, and what only makes sense with it, from lists, rules and imports; refused while work on any of it is open. Its number stays taken. */
export const archiveRecord = (ctx: Context, kind: RecordKind, { id, version, reason: given }: ArchiveRecord): Promise<{ id: string }> =>
  ctx.transaction(async (tx) => {
    const record = await lockFor(ctx, tx, kind.entity, id, "change");
    if (record.archivedAt) throw await alreadyDone(ctx, tx, record as { id: string }, `${record.number} was archived`, `${kind.kind}.archived` as EventName);
    requireVersion(record as { version: number }, version);
    const reason = requireWords("reason", given, `Say in 1 to ${LONGEST_REASON} characters why it is archived.`);
    if (reason.length > LONGEST_REASON) throw badInput("reason", `Say in 1 to ${LONGEST_REASON} characters why it is archived.`);
    const archived = await archivedAlong(tx, kind, record);
    await refuseOpenWork(tx, record, archived);
    const [{ batch }] = (await tx.query<{ batch: string }>(`SELECT tower_uuid_v7() AS batch`)) as [{ batch: string }];
    for (const { kind: of, ids } of archived) await markArchived(tx, of, ids, batch, reason);
    return { id: record.id as string };
  });

/** Work is open on a record that has not reached a state of rest, and on every case or task about one. */
async function refuseOpenWork(tx: Tx, record: ObjectLiteral, archived: readonly Archived[]): Promise<void> {
  const open: string[] = [];
  const look = async (sql: string, parameters: unknown[]) => open.push(...(await tx.query<{ number: string }>(`${sql} ORDER BY number LIMIT ${NAMED + 1}`, parameters)).map(({ number }) => number));
  for (const { kind, ids } of archived) {
    if (kind.state?.open) await look(`SELECT number FROM ${tableOf(tx, kind)} WHERE id = ANY ($1) AND ${columnOf(tx, kind, kind.state.property)} = ANY ($2)`, [ids, kind.state.open]);
  }
  await look(
    `SELECT number FROM exceptions WHERE subject_id = ANY ($1) AND state NOT IN ('resolved', 'closed') AND dismissed_at IS NULL AND archived_at IS NULL
     UNION ALL SELECT t.number FROM follow_up_tasks t JOIN exceptions e ON e.id = t.exception_id
       WHERE e.subject_id = ANY ($1) AND t.status NOT IN ('resolved', 'cancelled') AND t.archived_at IS NULL`, [archived.flatMap(({ ids }) => ids)]);
  if (!open.length) return;
  const named = open.slice(0, NAMED).join(", ") + (open.length > NAMED ? " and more" : "");
  throw new DomainError("WRONG_STATE", `${record.number} can't be archived while work is open: ${named}. End that first.`);
}

async function markArchived(tx: Tx, kind: RecordKind, ids: readonly string[], batch: string, reason: string): Promise<void> {
  const metadata = tx.manager.connection.getMetadata(kind.entity);
  await recordEach(tx,
    `SELECT '${kind.kind}.archived' AS type, $7::uuid AS batch_id, ${subjectSql(metadata, "t")},
       jsonb_build_object('before', jsonb_build_object('archivedAt', NULL), 'after', jsonb_build_object('archivedAt', ${instantSql("t.archived_at")}), 'reason', $9::text) AS payload FROM archived t`,
    [batch, ids, reason],
    `archived AS (UPDATE ${metadata.tableName} SET archived_at = $1, archive_batch_id = $7, version = version + 1, updated_at = $1 WHERE id = ANY ($8::uuid[]) RETURNING *)`);
}

const columnOf = (tx: Tx, { entity }: RecordKind, property: string) => tx.manager.connection.getMetadata(entity).findColumnWithPropertyName(property)!.databaseName;
