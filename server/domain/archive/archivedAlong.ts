import type { ObjectLiteral } from "typeorm";
import type { Tx } from "../../database/unitOfWork.js";
import { RECORD_KINDS, recordOf } from "../../records/index.js";
import type { RecordKind } from "../../records/recordKind.js";

/** Records of one kind that are archived or restored together. */
export interface Archived { kind: RecordKind; ids: readonly string[] }

export const tableOf = (tx: Tx, { entity }: RecordKind): string => tx.manager.connection.getMetadata(entity).tableName;

/** The record and all that is archived along with it, as far as it is not archived yet; locked, each kind in the order of ids. */
export async function archivedAlong(tx: Tx, kind: RecordKind, record: ObjectLiteral): Promise<Archived[]> {
  const found: Archived[] = [{ kind, ids: [record.id as string] }];
  const seen = new Set<string>([record.id as string]);
  for (const owner of found) {
    for (const [taken, property] of Object.entries(owner.kind.archivesAlong ?? {})) {
      const metadata = tx.manager.connection.getMetadata(recordOf(taken).entity);
      const column = metadata.findColumnWithPropertyName(property)!.databaseName;
      const rows = await tx.query<{ id: string }>(`SELECT id FROM ${metadata.tableName} WHERE ${column} = ANY ($1) AND archived_at IS NULL ORDER BY id FOR NO KEY UPDATE`, [owner.ids]);
      const ids = rows.map(({ id }) => id).filter((id) => !seen.has(id));
      for (const id of ids) seen.add(id);
      if (ids.length) found.push({ kind: recordOf(taken), ids });
    }
  }
  return found;
}

/** The records that a record hangs on, which must not be archived while it is not. */
export async function archivedAbove(tx: Tx, kind: RecordKind, record: ObjectLiteral): Promise<string[]> {
  const archived: string[] = [];
  for (const owner of RECORD_KINDS) {
    const property = owner.archivesAlong?.[kind.kind];
    const id = property && (record[property] as string | null);
    if (!id) continue;
    const rows = await tx.query<{ number: string }>(`SELECT number FROM ${tableOf(tx, owner)} WHERE id = $1 AND archived_at IS NOT NULL FOR SHARE`, [id]);
    archived.push(...rows.map(({ number }) => number));
  }
  return archived;
}
