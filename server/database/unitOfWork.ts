import DataLoader from "dataloader";
import type pg from "pg";
import type { DataSource, EntityManager, EntityMetadata, ObjectLiteral } from "typeorm";
import { v7 as uuid } from "uuid";
import { writeEntries, type Entry, type Origin } from "../audit/entry.js";
import { DomainError, notFound } from "../domain/errors.js";
import { changesBetween, columnsOf, type Changes } from "./changes.js";
import { preparedName } from "./prepared.js";
import { asParameter, columnNames, entityFrom, placeFor, type RowQuery, selectRow } from "./rows.js";
import { newEntity, writeTogether } from "./writes.js";

type Class<E> = abstract new () => E;

/** A SELECT of a verb. */
interface Read { sql: string; parameters: unknown[] }

/** So many rows are written in one statement at most: each number of rows has a text of its own to plan. */
const MOST_TOGETHER = 8;

/**
 * One transaction of a verb: locks read, saves and audit entries are kept and flushed together at the end,
 * so that a change and its entry commit as one and a hot verb takes few round trips.
 */
export class Tx {
  private readonly snapshots = new Map<object, ObjectLiteral>();
  private readonly changed = new Map<object, Changes>();
  /** Rows to be written, each with its properties that changed. */
  private readonly dirty = new Map<ObjectLiteral, Set<string>>();
  /** Those of them that are new. */
  private readonly added = new Set<object>();
  private readonly entries: Entry[] = [];
  /** Records that the actor may see. */
  private readonly seen = new WeakSet<object>();
  private ranSql = false;
  private readonly reads = new DataLoader<Read, object[]>((reads) => this.readTogether(reads), { cache: false });

  constructor(
    readonly manager: EntityManager,
    readonly origin: Origin,
    readonly now: Date,
    /** Today in the organisation's zone, YYYY-MM-DD. */
    readonly today: string,
  ) {}

  /**
   * Reads one row and keeps others from changing it until commit; NOT_FOUND when it is not there.
   * @param along to-one relations to read too; they are as they stand once the row is locked
   * @param locking those of them to lock too, after the row
   */
  async lock<E extends ObjectLiteral>(entity: Class<E>, where: string | Partial<E>, along: readonly string[] = [], locking: readonly string[] = []): Promise<E> {
    const metadata = this.metadata(entity);
    if ([...this.dirty.keys()].some((changed) => changed instanceof entity)) await this.flushChanges(); // it could be the same row
    const query = { metadata, where: typeof where === "string" ? { id: where } : where, along, locking };
    const row = along.length ? await this.lockedWithOthers(query) : await this.locked({ ...query, lock: "waiting" });
    if (!row) throw notFound(metadata.name);
    const found = entityFrom(query, row) as E;
    for (const locked of [found, ...locking.map((name) => found[name])]) this.snapshots.set(locked, columnsOf(this.metadataOf(locked), locked));
    return found;
  }

  /** What a statement reads beside the row it locks is as old as its start; behind another's lock that is too old, so the wait has a statement of its own. */
  private async lockedWithOthers(query: Omit<RowQuery, "lock">): Promise<ObjectLiteral | undefined> {
    const free = await this.locked({ ...query, lock: "ifFree" });
    if (free) return free;
    await this.locked({ ...query, along: query.locking, lock: "waiting" });
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

  /**
   * Adds a row that is written with the changes that follow it. It knows the values and plain defaults of its columns; what a
   * trigger fills in is not there, for which there is `insert`.
   */
  add<E extends ObjectLiteral>(entity: Class<E>, values: Partial<E>): E {
    const metadata = this.metadata(entity);
    const given: ObjectLiteral = { id: uuid(), createdAt: this.now, updatedAt: this.now, ...values };
    const made = newEntity(metadata, given);
    const after = columnsOf(metadata, made);
    this.changed.set(made, { before: {}, after });
    this.snapshots.set(made, after);
    this.added.add(made);
    this.markDirty(made, Object.keys(given).filter((property) => given[property] !== undefined));
    return made as E;
  }

  /** Adds a row at once; the database makes its id. */
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
    const { before, after } = changesBetween(snapshot, columnsOf(this.metadataOf(entity), entity));
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

  /** Notes that the actor may see a record that is locked. */
  noteSeen(record: object): void {
    this.seen.add(record);
  }

  /**
   * Whether a record will stand in the database as it stands here, and shows to the actor, once this transaction is committed.
   * @param decides whether a right may hang on a property of an entity
   */
  standsAs(record: unknown, decides: (entity: new () => ObjectLiteral, property: string) => boolean): boolean {
    if (this.ranSql || typeof record !== "object" || record === null || !this.seen.has(record)) return false;
    return [...this.changed].every(([{ constructor }, { before }]) => !Object.keys(before).some((property) => decides(constructor as new () => ObjectLiteral, property)));
  }

  addEntry(entry: Entry): void {
    this.entries.push(entry);
  }

  /** Set-based SQL inside this transaction; changes marked so far are written first, so that it sees them. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows of plain SQL, named by whoever wrote it
  async query<R = any>(sql: string, parameters: unknown[] = []): Promise<R[]> {
    this.ranSql = true;
    await this.flushChanges();
    return (await (await this.client).query<any>(sql, parameters)).rows; // eslint-disable-line @typescript-eslint/no-explicit-any
  }

  /** Reads rows of text, numbers and booleans. Reads that are asked for together, before any of them is awaited, are one statement. */
  read<R>(sql: string, parameters: unknown[] = []): Promise<R[]> {
    return this.reads.load({ sql, parameters }) as Promise<unknown[]> as Promise<R[]>;
  }

  private async readTogether(reads: readonly Read[]): Promise<object[][]> {
    const values: unknown[] = [];
    const parts = reads.map(({ sql, parameters }) => {
      const taken = values.length;
      values.push(...parameters);
      return `(SELECT COALESCE(json_agg(r), '[]') FROM (${sql.replace(/\$(\d+)/g, (_, place) => `$${Number(place) + taken}`)}) r)`;
    });
    const text = `SELECT json_build_array(${parts.join(", ")}) AS answers`;
    await this.flushChanges();
    const { rows: [row] } = await (await this.client).query<{ answers: object[][] }>({ name: preparedName(text), text, values });
    return row!.answers;
  }

  /** Gives each statement of this transaction so long, where work over many rows takes longer than a request may. */
  async allowMinutes(minutes: number): Promise<void> {
    await this.query(`SET LOCAL statement_timeout = '${minutes}min'`);
  }

  /** Writes what is left: the last rows together with all the entries, which is one round trip for most verbs. */
  async flush(): Promise<void> {
    const rows = [...this.dirty.keys()];
    const last = rows.splice(-MOST_TOGETHER);
    await this.flushChanges(rows);
    await this.write(last, this.entries.splice(0));
  }

  private async flushChanges(rows = [...this.dirty.keys()]): Promise<void> {
    while (rows.length) await this.write(rows.splice(0, MOST_TOGETHER));
  }

  private async write(rows: readonly ObjectLiteral[], entries: Entry[] = []): Promise<void> {
    if (!rows.length) return writeEntries(await this.client, this.origin, this.now, entries);
    const writes = rows.map((entity) => ({ metadata: this.metadataOf(entity), entity, properties: this.dirty.get(entity)!, isNew: this.added.has(entity) }));
    for (const row of rows) {
      this.dirty.delete(row);
      this.added.delete(row);
    }
    if (!(await writeTogether(await this.client, writes, entries, this.origin, this.now))) {
      const nouns = [...new Set(writes.filter(({ isNew }) => !isNew).map(({ metadata }) => metadata.name))];
      throw new DomainError("STALE_VERSION", `${nouns.join(" or ")} was changed by somebody else meanwhile; read it again.`, "version");
    }
    for (const { entity, metadata } of writes) this.snapshots.set(entity, columnsOf(metadata, entity));
  }

  private markDirty(entity: ObjectLiteral, properties: string[]): void {
    this.dirty.set(entity, new Set([...(this.dirty.get(entity) ?? []), ...properties]));
  }

  private get client(): Promise<pg.ClientBase> {
    return this.manager.queryRunner!.connect();
  }

  private metadataOf(entity: ObjectLiteral): EntityMetadata {
    return this.metadata(entity.constructor as Class<ObjectLiteral>);
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
