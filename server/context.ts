import type pg from "pg";
import type { Logger } from "pino";
import type { DataSource } from "typeorm";
import { ActorKind } from "../entities/enums.js";
import type { Origin } from "./audit/entry.js";
import { record } from "./audit/record.js";
import type { Relay } from "./audit/relay.js";
import type { Environment } from "./config.js";
import { inTransaction, type Tx } from "./database/unitOfWork.js";
import { abilityFor } from "./policies/ability.js";
import type { Actor } from "./policies/actor.js";
import { Refusal } from "./policies/authorize.js";
import { dayIn, type Clock } from "./ports/Clock.js";
import type { Drafter } from "./ports/Drafter.js";
import { Reader } from "./read/reader.js";

/** What a process has once, and every request, job and script uses. */
export interface Services {
  database: DataSource;
  pool: pg.Pool;
  relay: Relay;
  clock: Clock;
  drafter: Drafter;
  timeZone: string;
  environment: Environment;
  log: Logger;
}

/** One actor at one door: how everything reads and writes. */
export class Context {
  readonly read: Reader;

  constructor(
    readonly services: Services,
    readonly actor: Actor,
    readonly via: string,
    readonly requestId?: string,
  ) {
    this.read = new Reader({
      pool: services.pool,
      dataSource: services.database,
      actor,
      ability: abilityFor(actor),
      now: this.now,
      today: this.today,
    });
  }

  now = (): Date => this.services.clock.now();
  /** Today in the organisation's zone, YYYY-MM-DD. */
  today = (): string => dayIn(this.services.timeZone, this.now());

  /** The same services and door, acting as somebody else: an agent drafting inside a job, for example. */
  as(actor: Actor, via = this.via): Context {
    return new Context(this.services, actor, via, this.requestId);
  }

  /**
   * Runs a verb's work in one transaction, commits it with its audit entries, and then wakes the event relay.
   * A refusal for lack of right is put on record in a transaction of its own, since the verb's is rolled back.
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const { database, relay } = this.services;
    const run = <R>(inside: (tx: Tx) => Promise<R>) => inTransaction(database, this.origin, this.now(), this.today(), inside);
    try {
      return await run(work);
    } catch (error) {
      if (error instanceof Refusal) {
        await run(async (tx) => record(tx, "access.refused", error.about, { code: error.code, reason: error.message }));
      }
      throw error;
    } finally {
      relay.wake();
    }
  }

  private get origin(): Origin {
    return { actor: this.actor, via: this.via, requestId: this.requestId };
  }
}

/** The product itself, when no person, agent or integration acts. */
export const SYSTEM: Actor = { kind: ActorKind.SYSTEM, name: "Control tower", roles: [], teams: [], regions: [] };

export const systemContext = (services: Services, via: string) => new Context(services, SYSTEM, via);
