import type { EntityMetadata } from "typeorm";
import { sensitivityOf } from "../../entities/columns.js";
import { ExternalRef } from "../../entities/ExternalRef.js";
import type { Tx } from "../database/unitOfWork.js";
import { recordOfClass } from "../records/index.js";
import type { Class, RecordKind } from "../records/recordKind.js";
import { recordEach, subjectSql } from "./record.js";

/** A record that a watched change created or changed. */
export interface Changed {
  number: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
}

/** Records whose set-based change is being watched. */
export interface Watch {
  /** Temporary table of `id` and `before`; who creates a record adds its id with a null `before`. */
  table: string;
  /** Gives every changed record its next version and appends one entry for each changed or created one. */
  record(batchId?: string): Promise<{ created: number; updated: number; unchanged: number }>;
  /** Some of the records that were told of, changed ones first, by number. */
  samples(limit: number): Promise<Changed[]>;
}

let watches = 0;

/**
 * Locks the records that `ids` selects and remembers how they stand, parts included, so that afterwards the net change of any
 * number of statements is told once a record, with before and after of what differs.
 */
export async function watchChanges(tx: Tx, entity: Class, ids: string, parameters: unknown[] = []): Promise<Watch> {
  const watched = recordOfClass(entity);
  const metadata = tx.manager.connection.getMetadata(entity);
  const { tableName } = metadata;
  const table = `watched_${(watches += 1)}`;
  const standing = `('{' || ${membersOf(tx, entity, watched, "kept")} || '}')::jsonb`;
  await tx.query(`CREATE TEMP TABLE ${table} (id uuid, before jsonb, version integer, updated_at timestamptz) ${READ_OFTEN} ON COMMIT DROP`);
  await tx.query(
    `WITH locked AS MATERIALIZED (SELECT id FROM ${tableName} WHERE id IN (${ids}) ORDER BY id FOR NO KEY UPDATE)
     INSERT INTO ${table} SELECT t.id, ${standing}, t.version, t.updated_at FROM ${tableName} t WHERE t.id IN (SELECT id FROM locked)`, parameters);
  return {
    table,
    async record(batchId) {
      // the offset keeps the planner from writing the snapshot out both where it is compared and where it is kept
      await tx.query(`CREATE TEMP TABLE ${table}_now ${READ_OFTEN} ON COMMIT DROP AS SELECT * FROM (
          SELECT w.id, w.before, ${standing} AS after FROM ${table} w JOIN ${tableName} t ON t.id = w.id WHERE w.before IS NOT NULL OFFSET 0) n
        WHERE n.before IS DISTINCT FROM n.after`);
      // who changed the record may have given it the next version already, for nothing where another change took it back
      await tx.query(`UPDATE ${tableName} t SET version = n.version, updated_at = n.updated_at
        FROM (SELECT w.id, w.version + (n.id IS NOT NULL)::int AS version, CASE WHEN n.id IS NULL THEN w.updated_at ELSE $1 END AS updated_at
          FROM ${table} w LEFT JOIN ${table}_now n ON n.id = w.id WHERE w.before IS NOT NULL) n
        WHERE n.id = t.id AND t.version <> n.version`, [tx.now]);
      await recordEach(tx, entriesOf(watched, metadata, table, membersOf(tx, entity, watched, "left out")), [batchId ?? null]);
      const [count] = await tx.query(`SELECT count(*)::int AS all, count(*)::int - count(before)::int AS created,
        (SELECT count(*)::int FROM ${table}_now) AS updated FROM ${table}`);
      return { created: count.created, updated: count.updated, unchanged: count.all - count.created - count.updated };
    },
    // the offsets keep the planner from going through all records by number until enough of them turn out to be watched
    samples: (limit) => tx.query<Changed>(`
      (SELECT * FROM (SELECT t.number, n.before, n.after FROM ${table}_now n JOIN ${tableName} t ON t.id = n.id OFFSET 0) n ORDER BY number LIMIT ${limit})
      UNION ALL
      (SELECT t.number, NULL, ${standing} FROM (SELECT * FROM (
        SELECT t.* FROM ${table} w JOIN ${tableName} t ON t.id = w.id WHERE w.before IS NULL OFFSET 0) t ORDER BY number LIMIT ${limit}) t)
      LIMIT ${limit}`),
  };
}

/** Keeps snapshots as they are: each look into a compressed one would unpack the whole of it. */
const READ_OFTEN = "WITH (toast_tuple_target = 8160)";

function entriesOf({ kind }: RecordKind, metadata: EntityMetadata, table: string, members: string) {
  const { tableName } = metadata;
  const entry = (type: string, payload: string) => `SELECT '${kind}.${type}' AS type, $7::uuid AS batch_id, ${subjectSql(metadata, "t")}, ${payload} AS payload`;
  return `${entry("created", `('{"before":{},"after":{' || ${members} || '}}')::jsonb`)}
    FROM (SELECT t.* FROM ${table} w JOIN ${tableName} t ON t.id = w.id WHERE w.before IS NULL ORDER BY t.id) t
    UNION ALL ${entry("updated", `(SELECT jsonb_build_object('before', jsonb_object_agg(key, b.value), 'after', jsonb_object_agg(key, a.value))
      FROM jsonb_each(n.before) b FULL JOIN jsonb_each(n.after) a USING (key) WHERE b.value IS DISTINCT FROM a.value)`)}
    FROM (SELECT * FROM ${table}_now ORDER BY id) n JOIN ${tableName} t ON t.id = n.id`;
}

/** SQL of everything an entry may tell of a record, in the words of the API: members of a JSON object as text, since that is put together fastest. */
function membersOf(tx: Tx, entity: Class, { kind, parts = [] }: RecordKind, nulls: Nulls): string {
  const metadata = (type: Class) => tx.manager.connection.getMetadata(type);
  const told = [
    ...parts.map(({ entity: part, word, name, owner }) => ({
      name: `'${word} ' || ${name}`, value: `'{' || ${joined(columnsOf(metadata(part), "p", nulls, owner))} || '}'`, from: `${metadata(part).tableName} p WHERE p.${owner} = t.id`,
    })),
    {
      name: "'source ' || p.system || ' ' || p.external_id", value: "to_json(COALESCE(p.source_version, ''))",
      from: `${metadata(ExternalRef).tableName} p WHERE p.record_kind = '${kind}' AND p.record_id = t.id`,
    },
  ];
  return joined([
    ...columnsOf(metadata(entity), "t", nulls),
    ...told.map(({ name, value, from }) => `(SELECT string_agg(to_json(${name}) || ':' || ${value}, ',') FROM ${from})`),
  ]);
}

const joined = (members: string[]) => `concat_ws(',', ${members.join(", ")})`;

/** What becomes of columns without a value. */
type Nulls = "kept" | "left out";
const NOISE = new Set(["id", "version", "created_at", "updated_at"]);

/** A member for each column, null where it is left out; in the order of jsonb, which then has nothing to sort. */
function columnsOf({ columns, target }: EntityMetadata, alias: string, nulls: Nulls, owner?: string): string[] {
  const told = columns.filter(({ databaseName, propertyName }) =>
    !NOISE.has(databaseName) && databaseName !== owner && sensitivityOf(target as Function, propertyName) !== "secret");
  return told.sort(({ propertyName: a }, { propertyName: b }) => a.length - b.length || (a < b ? -1 : 1)).map(({ propertyName, databaseName }) => {
    const value = `to_json(${alias}.${databaseName})`;
    return `'"${propertyName}":' || ${nulls === "kept" ? `COALESCE(${value}::text, 'null')` : value}`;
  });
}
