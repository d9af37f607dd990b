import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import pg from "pg";

/** One committed entry of the story, in the order every process agrees on. */
export interface AuditEvent {
  position: number;
  cursor: string;
  id: string;
  type: string;
  occurredAt: Date;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  subjectKind: string;
  subjectId: string;
  subjectNumber: string | null;
  distributorId: string | null;
  orderId: string | null;
  exceptionId: string | null;
  taskId: string | null;
  draftId: string | null;
  /** The record that its exception is about, so that this record's story can tell of it. */
  caseSubjectId: string | null;
  batchId: string | null;
}

/** Who is further behind than this reads the page again; to resume, or to be waited for, would cost more than that. */
export const MOST_BEHIND = 10_000;

const POLL_MS = 500;
const SOON_MS = 15;
/** While much is written, positions are given out in larger lots: passes take an eighth of the time at most, and wait no longer than this. */
const BUSY_MS = 100;
const PAGE = 500;
const SETTLE_MS = 10_000;

interface Listener {
  take(events: AuditEvent[]): void;
  /** The database is another than before, restored perhaps, so that what came between is not known. */
  gap(): void;
}
type Queryable = Pick<pg.Pool, "query">;

/**
 * Gives committed audit rows their gapless positions and hands them, in that order, to this process's listeners.
 * Any number of processes run one; an advisory lock in `tower_relay` lets one at a time do the positioning.
 * Verbs call `wake` after commit (never NOTIFY inside a business transaction: measured at a third of the throughput),
 * and a short poll backs the wake.
 */
export class Relay {
  private history = ""; // empty until started
  private position = 0;
  private readonly listeners = new Set<Listener>();
  private client?: pg.Client;
  private following?: Promise<void>;
  private delivering: Promise<void> = Promise.resolve();
  private readonly stopping = new AbortController();
  private woken = false;
  private ring = () => {};

  constructor(private readonly pool: pg.Pool, private readonly url: string, private readonly log: Logger) {}

  async start(): Promise<void> {
    const { rows } = await this.pool.query(`SELECT tower_epoch() AS epoch, next_position - 1 AS position FROM audit_relay`);
    this.history = rows[0].epoch;
    this.position = Number(rows[0].position);
    this.client = await this.connect();
    this.following = this.follow();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.ring();
    await this.following;
    await this.client?.end().catch(() => undefined);
  }

  /** Asks for a pass soon; many calls at once make one pass, not many. */
  wake(): void {
    this.woken = true;
    this.ring();
  }

  /** Positions everything committed so far and returns once this process's listeners have seen it. */
  async settle(): Promise<void> {
    const started = performance.now();
    for (let pause = 5; performance.now() - started < SETTLE_MS; pause = Math.min(pause * 2, 100)) {
      const { pending } = await this.pass(this.pool);
      if (!pending) return;
      await sleep(pause);
    }
    this.log.warn("an older transaction is still open, so the newest events wait for it");
  }

  subscribe(take: Listener["take"], gap: Listener["gap"] = () => {}): () => void {
    const listener = { take, gap };
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The history that positions belong to: another database, or a restored one, has another. */
  get epoch(): string {
    return this.history;
  }

  /** The position of the newest event this process has handed on. */
  get head(): number {
    return this.position;
  }

  /** The position behind a cursor; null when it is malformed, of another database, from the future, or too old to go on from. */
  async resume(cursor: string): Promise<number | null> {
    const [, epoch, digits] = /^([^:]*):(\d{1,15})$/.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
    const position = Number(digits);
    if (epoch !== this.history) return null;
    if (position > this.position) await this.deliver(position, this.pool); // another process may have handed it on a moment earlier
    return position <= this.position && position >= this.position - MOST_BEHIND ? position : null;
  }

  /** One page of events after a position, oldest first. */
  async after(position: number, from: Queryable = this.pool): Promise<AuditEvent[]> {
    const { rows } = await from.query({
      name: "relay_after",
      text: `SELECT p.position, l.*, e.subject_id AS case_subject_id
             FROM audit_positions p JOIN audit_logs l ON l.id = p.audit_id LEFT JOIN exceptions e ON e.id = l.exception_id
             WHERE p.position > $1 ORDER BY p.position LIMIT ${PAGE}`,
      values: [position],
    });
    return rows.map((row) => ({
      position: Number(row.position), cursor: this.cursorOf(Number(row.position)), id: row.id, type: row.type, occurredAt: row.occurred_at,
      actorKind: row.actor_kind, actorId: row.actor_id, actorName: row.actor_name, subjectKind: row.subject_kind,
      subjectId: row.subject_id, subjectNumber: row.subject_number, distributorId: row.distributor_id, orderId: row.order_id,
      exceptionId: row.exception_id, taskId: row.task_id, draftId: row.draft_id, caseSubjectId: row.case_subject_id, batchId: row.batch_id,
    }));
  }

  private cursorOf = (position: number) => Buffer.from(`${this.history}:${position}`).toString("base64url");

  /** Passes whenever woken, and every half second unasked; while an older transaction holds rows back, ever less eagerly. */
  private async follow(): Promise<void> {
    let retry = SOON_MS;
    let failures = 0;
    while (!this.stopping.signal.aborted) {
      const started = performance.now();
      this.woken = false;
      try {
        this.client ??= await this.connect();
        const { positioned, pending } = await this.pass(this.client);
        if (failures) this.log.info("the event relay works again");
        failures = 0;
        retry = pending && !positioned ? Math.min(retry * 2, POLL_MS) : SOON_MS;
        const took = performance.now() - started;
        await this.pause(pending ? retry : POLL_MS);
        await this.pause(started + Math.max(SOON_MS, Math.min(took * 8, BUSY_MS)) - performance.now(), false);
      } catch (error) {
        if (!failures++) this.log.warn({ err: error }, "the event relay lost the database and tries again");
        void this.client?.end().catch(() => undefined);
        this.client = undefined;
        await this.pause(Math.min(25 * 2 ** failures, 2_000), false);
      }
    }
  }

  private async pass(on: Queryable): Promise<{ positioned: number; pending: boolean }> {
    const { rows } = await on.query({ name: "relay_pass", text: `SELECT epoch, head, positioned, pending FROM tower_relay()` });
    const { epoch, head, positioned, pending } = rows[0];
    if (this.history && epoch !== this.history) this.rebase(epoch, Number(head));
    await this.deliver(Number(head), on);
    return { positioned, pending };
  }

  /** Positions of another history mean nothing here: everybody begins anew at its end. */
  private rebase(epoch: string, head: number): void {
    this.log.warn({ before: this.history, now: epoch }, "the database was restored or replaced; subscribers read their pages again");
    this.history = epoch;
    this.position = head;
    for (const { gap } of [...this.listeners]) gap();
  }

  /** One delivery at a time, so that every listener sees every event once and in order. */
  private deliver(head: number, from: Queryable): Promise<void> {
    this.delivering = this.delivering.catch(() => undefined).then(async () => {
      while (this.history && this.position < head) {
        const events = await this.after(this.position, from);
        if (!events.length) return;
        this.position = events.at(-1)!.position;
        for (const { take } of [...this.listeners]) take(events);
      }
    });
    return this.delivering;
  }

  /** One connection positions, hears what other processes positioned, and by its queries notices its own death. */
  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.url, application_name: "control-tower-events", connectionTimeoutMillis: 10_000, query_timeout: 15_000,
      keepAlive: true, options: "-c role=tower_app -c timezone=UTC",
    });
    client.on("notification", ({ payload }) => void this.deliver(Number(payload), client).catch(() => undefined));
    client.on("error", () => undefined); // "end" follows
    client.on("end", () => this.wake());
    try {
      await client.connect();
      await client.query("LISTEN tower_positions");
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    return client;
  }

  /** Waits until woken or until the time is over; where it must not be woken, until stopped. */
  private async pause(milliseconds: number, wakeable = true): Promise<void> {
    if (milliseconds <= 0 || this.stopping.signal.aborted || (wakeable && this.woken)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.ring = () => {
        if (!wakeable && !this.stopping.signal.aborted) return;
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
