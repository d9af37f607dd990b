import { recordEach, subjectSql } from "../../audit/record.js";
import { instantSql } from "../../../entities/scalars.js";
import type { Context } from "../../context.js";
import { RECORD_KINDS } from "../../records/index.js";
import type { RecordKind } from "../../records/recordKind.js";
import { DomainError } from "../errors.js";
import { lockFor } from "../lockFor.js";
import { requireVersion } from "../requireVersion.js";
import { archivedAbove } from "./archivedAlong.js";

export interface RestoreRecord {
  /** Id or human number. */
  id: string;
  version: number;
}

/** Brings an archived record back, with everything that was archived in the same go; refused while a record that it hangs on stays archived. */
export const restoreRecord = (ctx: Context, kind: RecordKind, { id, version }: RestoreRecord): Promise<{ id: string }> =>
  ctx.transaction(async (tx) => {
    const record = await lockFor(ctx, tx, kind.entity, id, "change");
    if (!record.archivedAt) throw new DomainError("WRONG_STATE", `${record.number} is not archived.`);
    requireVersion(record as { version: number }, version);
    const above = await archivedAbove(tx, kind, record);
    if (above.length) throw new DomainError("WRONG_STATE", `${record.number} belongs to ${above.join(" and ")}, which is archived; restore that first.`);
    for (const { kind: name, entity, archivesAlong } of RECORD_KINDS) {
      if (!archivesAlong) continue;
      const metadata = tx.manager.connection.getMetadata(entity);
      await recordEach(tx,
        `SELECT '${name}.restored' AS type, $7::uuid AS batch_id, ${subjectSql(metadata, "t")},
           jsonb_build_object('before', jsonb_build_object('archivedAt', ${instantSql("t.was")}), 'after', jsonb_build_object('archivedAt', NULL)) AS payload FROM restored t`,
        [record.archiveBatchId],
        `archived AS MATERIALIZED (SELECT id AS archived_id, archived_at AS was FROM ${metadata.tableName} WHERE archive_batch_id = $7 ORDER BY id FOR NO KEY UPDATE),
         restored AS (UPDATE ${metadata.tableName} t SET archived_at = NULL, archive_batch_id = NULL, version = version + 1, updated_at = $1 FROM archived WHERE id = archived_id RETURNING t.*, was)`);
    }
    return { id: record.id as string };
  });
