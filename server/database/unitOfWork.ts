import type { DataSource, EntityManager, EntityMetadata, ObjectLiteral } from "typeorm";
import { writeEntries, type Entry, type Origin } from "../audit/entry.js";
import { DomainError, notFound } from "../domain/errors.js";

type Class<E> = abstract new () => E;
export type Changes = { before: ObjectLiteral; after: ObjectLiteral };

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

  /** Reads one row and keeps others from changing it until commit; NOT_FOUND when it is not there. */
  async lock<E extends ObjectLiteral>(entity: Class<E>, where: string | Partial<E>): Promise<E> {
    const condition = typeof where === "string" ? { id: where } : where;
    const found = await this.manager.findOne(entity as never, { where: condition as never, lock: { mode: "pessimistic_write" } });
    if (!found) throw notFound(this.metadata(entity).name);
    this.snapshots.set(found, this.columnsOf(found));
    return found as E;
  }

  /** Locks many rows in id order, which keeps two bulk changes from waiting on each other in a circle. */
  async lockAll<E extends ObjectLiteral>(entity: Class<E>, ids: string[]): Promise<E[]> {
    const rows: E[] = [];
    for (const id of [...new Set(ids)].sort()) rows.push(await this.lock(entity, id));
    return rows;
  }

  /** Adds a row; the database makes its id. */
  async insert<E extends ObjectLiteral>(entity: Class<E>, values: Partial<E>): Promise<E> {
    await this.flushChanges();
    const { columns, tableName } = this.metadata(entity);
    const given: ObjectLiteral = { createdAt: this.now, updatedAt: this.now, ...values };
    const used = columns.filter((column) => given[column.propertyName] !== undefined);
    const rows = await this.query(
      `INSERT INTO ${tableName} (${used.map((c) => c.databaseName).join(", ")})
       VALUES (${used.map((c, i) => `$${i + 1}${c.type === "jsonb" ? "::jsonb" : ""}`).join(", ")}) RETURNING *`,
      used.map((c) => asParameter(c.type, given[c.propertyName])),
    );
    const made = this.manager.create(entity as never) as ObjectLiteral;
    for (const column of columns) made[column.propertyName] = rows[0][column.databaseName];
    this.changed.set(made, { before: {}, after: this.columnsOf(made) });
    this.snapshots.set(made, this.columnsOf(made));
    return made as E;
  }

  /** Marks a locked row for writing; a row that somebody else changed meanwhile is a conflict. */
  save(entity: ObjectLiteral): void {
    const snapshot = this.snapshots.get(entity);
    if (!snapshot) throw new Error(`${entity.constructor.name} was not locked in this transaction`);
    const now = this.columnsOf(entity);
    const before: ObjectLiteral = {};
    const after: ObjectLiteral = {};
    for (const key of Object.keys(now)) {
      if (!same(snapshot[key], now[key])) [before[key], after[key]] = [snapshot[key], now[key]];
    }
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

  addEntry(entry: Entry): void {
    this.entries.push(entry);
  }

  /** Set-based SQL inside this transaction; changes marked so far are written first, so that it sees them. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows of plain SQL, named by whoever wrote it
  async query<R = any>(sql: string, parameters: unknown[] = []): Promise<R[]> {
    await this.flushChanges();
    const result = await this.manager.query(sql, parameters);
    // TypeORM answers UPDATE and DELETE with [rows, count]
    return Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) && typeof result[1] === "number" ? result[0] : result;
  }

  async flush(): Promise<void> {
    await this.flushChanges();
    await writeEntries(this.manager, this.origin, this.now, this.entries.splice(0));
  }

  private async flushChanges(): Promise<void> {
    for (const [entity, properties] of [...this.dirty]) {
      this.dirty.delete(entity);
      await this.update(entity, properties);
    }
  }

  private markDirty(entity: ObjectLiteral, properties: string[]): void {
    this.dirty.set(entity, new Set([...(this.dirty.get(entity) ?? []), ...properties]));
  }

  private async update(entity: ObjectLiteral, properties: Set<string>): Promise<void> {
    const { columns, tableName } = this.metadata(entity.constructor as Class<ObjectLiteral>);
    const used = columns.filter((c) => properties.has(c.propertyName) && !["id", "version", "updatedAt"].includes(c.propertyName));
    const sets = used.map((c, i) => `${c.databaseName} = $${i + 4}${c.type === "jsonb" ? "::jsonb" : ""}`);
    const result = await this.manager.query(
      `UPDATE ${tableName} SET ${[...sets, "version = version + 1", "updated_at = $3"].join(", ")} WHERE id = $1 AND version = $2`,
      [entity.id, entity.version, this.now, ...used.map((c) => asParameter(c.type, entity[c.propertyName]))],
    );
    if (result[1] !== 1) throw new DomainError("STALE_VERSION", `${entity.constructor.name} was changed by somebody else meanwhile; read it again.`, "version");
    entity.version += 1;
    entity.updatedAt = this.now;
    this.snapshots.set(entity, this.columnsOf(entity));
  }

  private columnsOf(entity: ObjectLiteral): ObjectLiteral {
    const values: ObjectLiteral = {};
    for (const { propertyName } of this.metadata(entity.constructor as Class<ObjectLiteral>).columns) {
      const value = entity[propertyName];
      values[propertyName] = value !== null && typeof value === "object" && !(value instanceof Date) ? structuredClone(value) : value;
    }
    return values;
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

const asParameter = (type: unknown, value: unknown) => (type === "jsonb" && value !== null ? JSON.stringify(value) : value);

const plain = (value: unknown): unknown => (value instanceof Date ? value.getTime() : value);
const same = (a: unknown, b: unknown) =>
  a === b || (a !== null && b !== null && typeof a === "object" && typeof b === "object"
    ? JSON.stringify(plain(a)) === JSON.stringify(plain(b))
    : (a ?? null) === (b ?? null));
