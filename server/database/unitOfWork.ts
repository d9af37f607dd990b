import type pg from "pg";
import type { DataSource, EntityManager, EntityMetadata, ObjectLiteral } from "typeorm";
import { writeEntries, type Entry, type Origin } from "../audit/entry.js";
import { DomainError, notFound } from "../domain/errors.js";
import { changesBetween, columnsOf, writeChange, type Changes } from "./changes.js";
import { preparedName } from "./prepared.js";
import { asParameter, columnNames, entityFrom, placeFor, type RowQuery, selectRow } from "./rows.js";

type Class<E> = abstract new () => E;

/**
 * One transaction of a verb: locks read, saves and audit entries are kept and flushed together at the end,
 * so that a change and its entry commit as one and a hot verb takes few round trips.
 */
export class Tx {
  private readonly snapshots = new Map<object, ObjectLiteral>();
  private readonly changed = new Map<object, Changes>();
  /** Rows to be written, each with its properties that changed. */
  private readonly dirty = new Map<ObjectLiteral, Set<string>>();
  private readonly entries: Entry[] = [];

  constructor(
    readonly manager: EntityManager,
    readonly origin: Origin,
    readonly now: Date,
    /** Today in the organisation's zone, YYYY-MM-DD. */
    readonly today: string,
  ) {}

  /**
   * Reads one row and keeps others from changing it until commit; NOT_FOUND when it is not there.
   * @param along to-one relations to read too, which are not locked; they are as they stand once the row is
   */
  async lock<E extends ObjectLiteral>(entity: Class<E>, where: string | Partial<E>, along: readonly string[] = []): Promise<E> {
    const metadata = this.metadata(entity);
    const query = { metadata, where: typeof where === "string" ? { id: where } : where, along };
    const row = along.length ? await this.lockedWithOthers(query) : await this.locked({ ...query, lock: "waiting" });
    if (!row) throw notFound(metadata.name);
    const found = entityFrom(query, row) as E;
    this.snapshots.set(found, columnsOf(metadata, found));
    return found;
  }

  /** What a statement reads beside the row it locks is as old as its start; behind another's lock that is too old, so the wait has a statement of its own. */
  private async lockedWithOthers(query: Omit<RowQuery, "lock">): Promise<ObjectLiteral | undefined> {
    const free = await this.locked({ ...query, lock: "ifFree" });
    if (free) return free;
    await this.locked({ ...query, along: [], lock: "waiting" });
    return this.locked({ ...query, lock: "waiting" });
  }

  private async locked(query: RowQuery): Promise<ObjectLiteral | undefined> {
    const { text, values } = selectRow(query);
    return (await (await this.client).query({ name: preparedName(text), text, values })).rows[0];
  }

  /** Locks many rows in id order, which keeps two bulk changes from waiting on each other in a circle. */
  async lockAll<E extends ObjectLiteral>(entity: Class<E>, ids: string[]): Promise<E[]> {
    const rows: E[] = [];
    for (const id of [...new Set(ids)].sort()) rows.push(await this.lock(entity, id));
    return rows;
  }

  /** Adds a row; the database makes its id. */
  async insert<E extends ObjectLiteral>(entity: Class<E>, values: Partial<E>): Promise<E> {
    const metadata = this.metadata(entity);
    const given: ObjectLiteral = { createdAt: this.now, updatedAt: this.now, ...values };
    const used = metadata.columns.filter((column) => given[column.propertyName] !== undefined);
    const text = `INSERT INTO ${metadata.tableName} (${used.map((c) => c.databaseName).join(", ")}) VALUES (${used.map((c, i) => placeFor(c, i + 1)).join(", ")}) RETURNING ${columnNames(metadata).join(", ")}`;
    await this.flushChanges();
    const { rows: [row] } = await (await this.client).query({ name: preparedName(text), text, values: used.map((c) => asParameter(c, given[c.propertyName])) });
    const made = entityFrom({ metadata }, row);
    const after = columnsOf(metadata, made);
    this.changed.set(made, { before: {}, after });
    this.snapshots.set(made, after);
    return made as E;
  }

  /** Marks a locked row for writing; a row that somebody else changed meanwhile is a conflict. */
  save(entity: ObjectLiteral): void {
    const snapshot = this.snapshots.get(entity);
    if (!snapshot) throw new Error(`${entity.constructor.name} was not locked in this transaction`);
    const { before, after } = changesBetween(snapshot, columnsOf(this.metadata(entity.constructor as Class<ObjectLiteral>), entity));
    if (!Object.keys(after).length) return;
    const earlier = this.changesOf(entity);
    const isNew = !Object.keys(earlier.before).length && Object.keys(earlier.after).length > 0;
    this.changed.set(entity, { before: isNew ? {} : { ...before, ...earlier.before }, after: { ...earlier.after, ...after } });
    this.markDirty(entity, Object.keys(after));
  }

  /** Raises the version of a locked row whose change stands in another table, so that two such changes don't overlook each other. */
  touch(entity: ObjectLiteral): void {
    this.save(entity);
    this.markDirty(entity, []);
  }

  /** What the transaction changed on a row so far, for its audit entry. */
  changesOf(entity: object): Changes {
    return this.changed.get(entity) ?? { before: {}, after: {} };
  }

  /** The record that the transaction began with: what its verb is about. */
  get about(): ObjectLiteral | undefined {
    return this.snapshots.keys().next().value;
  }

  addEntry(entry: Entry): void {
    this.entries.push(entry);
  }

  /** Set-based SQL inside this transaction; changes marked so far are written first, so that it sees them. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows of plain SQL, named by whoever wrote it
  async query<R = any>(sql: string, parameters: unknown[] = []): Promise<R[]> {
    await this.flushChanges();
    return (await (await this.client).query<any>(sql, parameters)).rows; // eslint-disable-line @typescript-eslint/no-explicit-any
  }

  /** Gives each statement of this transaction so long, where work over many rows takes longer than a request may. */
  async allowMinutes(minutes: number): Promise<void> {
    await this.query(`SET LOCAL statement_timeout = '${minutes}min'`);
  }

  /** Writes what is left: of the changed rows the last one together with all the entries, which saves a round trip. */
  async flush(): Promise<void> {
    const rows = [...this.dirty];
    const last = rows.pop();
    await this.flushChanges(rows);
    await this.flushChanges(last && [last], this.entries.splice(0));
  }

  private async flushChanges(rows = [...this.dirty], entries: Entry[] = []): Promise<void> {
    for (const [entity, properties] of rows) {
      this.dirty.delete(entity);
      const metadata = this.metadata(entity.constructor as Class<ObjectLiteral>);
      const change = { metadata, entity, properties, now: this.now };
      if (!(await writeChange(await this.client, change, this.origin, entries))) {
        throw new DomainError("STALE_VERSION", `${metadata.name} was changed by somebody else meanwhile; read it again.`, "version");
      }
      this.snapshots.set(entity, columnsOf(metadata, entity));
    }
    if (!rows.length) await writeEntries(await this.client, this.origin, this.now, entries);
  }

  private markDirty(entity: ObjectLiteral, properties: string[]): void {
    this.dirty.set(entity, new Set([...(this.dirty.get(entity) ?? []), ...properties]));
  }

  private get client(): Promise<pg.ClientBase> {
    return this.manager.queryRunner!.connect();
  }

  private metadata(entity: Class<ObjectLiteral>): EntityMetadata {
    return this.manager.connection.getMetadata(entity as never);
  }
}

// Two verbs that met in the wrong order; the one PostgreSQL chose to end has done nothing and simply runs again.
const MET_ANOTHER = new Set(["40P01", "40001"]);
const TRIES = 5;

/** Runs the work in one transaction and commits it with its audit entries, or nothing at all. The work may run again. */
export async function inTransaction<T>(database: DataSource, origin: Origin, now: Date, today: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.transaction(async (manager) => {
        const tx = new Tx(manager, origin, now, today);
        const result = await work(tx);
        await tx.flush();
        return result;
      });
    } catch (error) {
      if (attempt === TRIES || !MET_ANOTHER.has((error as { code?: string }).code ?? "")) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
    }
  }
}
