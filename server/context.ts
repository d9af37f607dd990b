import DataLoader from "dataloader";
import type pg from "pg";
import type { Logger } from "pino";
import type { DataSource, ObjectLiteral } from "typeorm";
import { ActorKind } from "../entities/enums.js";
import type { Fact } from "../entities/Fact.js";
import { User } from "../entities/User.js";
import { untoldBefore } from "./audit/attempts.js";
import type { Origin } from "./audit/entry.js";
import { entryDetails } from "./domain/timeline/entryDetails.js";
import { record } from "./audit/record.js";
import type { Relay } from "./audit/relay.js";
import type { Environment } from "./config.js";
import { type Also, type Assignment, changeAtOnce } from "./database/changeAtOnce.js";
import { inTransaction, type Tx } from "./database/unitOfWork.js";
import { DomainError } from "./domain/errors.js";
import { answerOf, keepAnswer, type KeyedCall, keyedCall } from "./idempotency.js";
import { abilityFor } from "./policies/ability.js";
import type { Actor } from "./policies/actor.js";
import { citedFacts } from "./domain/facts/readFacts.js";
import { knownNamesOf } from "./domain/drafts/knownNames.js";
import { fourEyesRefusals } from "./domain/drafts/mayDecide.js";
import { possibleVerbs } from "./domain/verbs/possible.js";
import { Refusal } from "./policies/authorize.js";
import type { Class as RecordClass } from "./records/recordKind.js";
import { dayIn, type Clock } from "./ports/Clock.js";
import type { Drafter } from "./ports/Drafter.js";
import { Reader } from "./read/reader.js";
import type { Shares } from "./read/shares.js";
import type { Totals } from "./read/totals.js";

export type { Also, Assignment };

/** What a process has once, and every request, job and script uses. */
export interface Services {
  database: DataSource;
  pool: pg.Pool;
  /** For what the API reads, whose statements are stopped after seconds; without it reads go with the rest. */
  readPool?: pg.Pool;
  relay: Relay;
  /** Counts of lists, forgotten with every write; without it each is counted anew. */
  totals?: Totals;
  /** Each person's share of the API's reads; without it nobody waits for their turn. */
  shares?: Shares;
  clock: Clock;
  drafter: Drafter;
  timeZone: string;
  environment: Environment;
  log: Logger;
}

/** What a verb about sessions needs of the connection it came in by. */
export interface Door {
  ip?: string;
  userAgent?: string;
  /** The token of the browser, when somebody signed in there before. */
  device?: string;
  /** Hands a fresh session, and what it is known by from now on, to the browser, and says whose the session is. */
  openSession(token: string, device: string): Promise<Actor | null>;
  closeSession(): void;
}

type Loaders = ReturnType<typeof loadersFor>;

const loadersFor = (ctx: Context) => ({
  fourEyesRefusal: new DataLoader<string, string | null>(async (ids) => { const refusals = await fourEyesRefusals(ctx, ids); return ids.map((id) => refusals.get(id) ?? null); }),
  citedFacts: new DataLoader<string, Fact[]>((ids) => citedFacts(ctx, ids)),
  knownNames: new DataLoader<string, string[]>((ids) => knownNamesOf(ctx, ids)),
  entryDetails: new DataLoader<string, object | null>((ids) => entryDetails(ctx, ids)),
});

/** One actor at one door: how everything reads and writes. */
export class Context {
  readonly read: Reader;
  private openLoaders?: Loaders;
  private readonly openPossible = new Map<RecordClass, DataLoader<string, string[]>>();
  private readonly written = new WeakSet<object>();
  private call?: KeyedCall;

  constructor(
    readonly services: Services,
    readonly actor: Actor,
    readonly via: string,
    readonly requestId?: string,
    readonly door?: Door,
  ) {
    const { shares } = services;
    const { userId } = actor;
    this.read = new Reader({
      pool: services.readPool ?? services.pool,
      dataSource: services.database,
      ability: abilityFor(actor),
      now: this.now,
      today: this.today,
      totals: services.totals,
      inTurn: shares && userId ? (read) => shares.take(userId, read) : undefined,
    });
  }

  /** Computed fields that are asked for many records at once; most requests ask for none. */
  get loaders(): Loaders {
    return (this.openLoaders ??= loadersFor(this));
  }

  /** What the actor may do to records of a class, asked for many at once. */
  possibleVerbs(entity: RecordClass): DataLoader<string, string[]> {
    const known = this.openPossible.get(entity) ?? new DataLoader<string, string[]>((ids) => possibleVerbs(this, entity, ids));
    this.openPossible.set(entity, known);
    return known;
  }

  now = (): Date => this.services.clock.now();
  /** Today in the organisation's zone, YYYY-MM-DD. */
  today = (): string => dayIn(this.services.timeZone, this.now());

  /** The same services, door and idempotency key, acting as somebody else: an agent that drafts for a person, for example. */
  as(actor: Actor, via = this.via): Context {
    const other = new Context(this.services, actor, via, this.requestId, this.door);
    other.call = this.call;
    return other;
  }

  /**
   * Runs a verb once per key: a repeated call gets the first one's record back, and another call with its key is refused.
   * The key is written in the verb's own transaction, so that it stands exactly when the effect does.
   */
  async once<R extends { id: string }>(operation: string, input: { idempotencyKey?: string | null }, verb: (ctx: Context) => Promise<R>): Promise<{ id: string }> {
    const call = keyedCall(this.actor.userId, operation, input);
    if (!call) return verb(this);
    const { pool } = this.services;
    const known = await answerOf(pool, call);
    if (known) return known;
    const keyed = this.as(this.actor);
    keyed.call = call;
    try {
      return await verb(keyed);
    } catch (error) {
      // the same call ran at the same moment and came first: its answer is ours too
      const first = await answerOf(pool, call);
      if (first) return first;
      throw error;
    }
  }

  /** Runs a verb's work in one transaction and commits it with its audit entries. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.told(() => this.verb(work));
  }

  /**
   * The same for a decision, of which every attempt is put on record: whatever it was refused for, it is told of the record
   * that it reached or, where it reached none, of who tried.
   */
  decision<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    let reached: Tx | undefined;
    return this.told(
      () => this.verb((tx) => work((reached = tx))).catch((error) => Promise.reject(rightsLost(error, reached?.about) ?? error)),
      ({ code }) => (code === "BAD_USER_INPUT" || (code === "ALREADY_DONE" && this.call) ? undefined : reached?.about ?? this.self()),
    );
  }

  /** Refuses what the actor asks for as a whole, and puts that on record. */
  refuse(reason: string): Promise<never> {
    return this.told(() => Promise.reject(new Refusal(reason, this.self()!)));
  }

  private async verb<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    let stands = false;
    const result = await this.inTransaction(async (tx) => {
      const result = await work(tx);
      stands = tx.standsAs(result, (entity, property) => this.read.condition(entity, "read")?.hangsOn(property) ?? false);
      const [first] = [result].flat() as ({ id?: unknown } | null | undefined)[];
      if (this.call && typeof first?.id === "string") await keepAnswer(tx, this.call, first.id);
      return result;
    });
    if (stands) this.written.add(result as object);
    return result;
  }

  /** Who acts, as what an entry tells of; undefined for nobody. */
  private self(): User | undefined {
    return this.actor.userId ? Object.assign(new User(), { id: this.actor.userId, name: this.actor.name }) : undefined;
  }

  /**
   * Changes one record in one statement; undefined, with nothing done, where it is not as expected, the actor may not change
   * it, nothing would change, or the call's idempotency key has to be written with its effect.
   */
  async changeAtOnce<E extends ObjectLiteral>(
    entity: new () => E, where: ObjectLiteral, unless: Record<string, readonly unknown[]>, assignment: Assignment<E>,
  ): Promise<E | undefined> {
    if (this.call) return undefined;
    const { database, pool } = this.services;
    const may = this.read.condition(entity, "change");
    if (!may || Object.keys(assignment.set).some(may.hangsOn)) return undefined;
    const change = { metadata: database.getMetadata(entity), where, unless, may: may.sql, assignment };
    const changed = await this.told(() => changeAtOnce(pool, change, this.origin, this.now()) as Promise<E | undefined>);
    if (changed) this.written.add(changed);
    return changed;
  }

  /** Whether the record stands in the database as it stands here, and shows to the actor. */
  wrote(record: object): boolean {
    return this.written.has(record);
  }

  /**
   * Wakes the event relay after what was written. A refusal for lack of right is put on record in a transaction of its
   * own, since the verb's is rolled back.
   */
  private async told<T>(write: () => Promise<T>, about?: (error: DomainError) => ObjectLiteral | undefined): Promise<T> {
    try {
      return await write();
    } catch (error) {
      const subject = error instanceof Refusal ? error.about : error instanceof DomainError ? about?.(error) : undefined;
      if (subject) await this.keepAttempt(subject, error as DomainError);
      throw error;
    } finally {
      this.services.totals?.forget();
      this.services.relay.wake();
    }
  }

  private async keepAttempt(subject: ObjectLiteral, { code, message: reason }: DomainError): Promise<void> {
    const untold = untoldBefore(this.actor.userId ?? this.actor.kind, this.now());
    if (untold === undefined) return;
    await this.inTransaction(async (tx) => record(tx, "access.refused", subject, { code, reason, ...(untold && { untold }) }));
  }

  private inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return inTransaction(this.services.database, this.origin, this.now(), this.today(), work);
  }

  private get origin(): Origin {
    return { actor: this.actor, via: this.via, requestId: this.requestId };
  }
}

/** What the database says of a person whose right to decide ended while they did. */
function rightsLost(error: { constraint?: string; message: string }, about?: ObjectLiteral): Refusal | undefined {
  if (error.constraint !== "approvals_by_right" || !about) return undefined;
  return new Refusal(`Your rights changed meanwhile: ${error.message.replace("no decision: ", "")}.`, about);
}

/** The product itself, when no person, agent or integration acts. */
export const SYSTEM: Actor = { kind: ActorKind.SYSTEM, name: "Control tower", roles: [], teams: [], regions: [] };

export const systemContext = (services: Services, via: string) => new Context(services, SYSTEM, via);
