import { Repeater } from "@graphql-yoga/subscription";
import type { Context } from "../../server/context.js";
import { type AuditEvent, MOST_BEHIND } from "../../server/audit/relay.js";
import { badInput, DomainError } from "../../server/domain/errors.js";
import type { Class } from "../../server/read/connection.js";

export interface Followed {
  /** The cursor to go on behind; without one the story begins now. */
  after?: string | null;
  wanted: (event: AuditEvent) => boolean;
  /** Whoever may read this record hears of the event. */
  noun: Class;
  idOf: (event: AuditEvent) => string;
}

const RESTORED = "The database was restored; read the page again.";

/** Answers the events that a subscriber wants; EVENTS_GAP when nobody knows what came behind the cursor. */
export async function followEvents(ctx: Context, followed: Followed): Promise<EventStream> {
  const { relay } = ctx.services;
  if (followed.after === "") throw badInput("after", "\"after\" is empty; give an event's cursor, or leave it out to begin now.");
  const start = followed.after ? await relay.resume(followed.after) : relay.head;
  if (start === null) throw new DomainError("EVENTS_GAP", "This cursor is too old or of another database; read the page again and subscribe without `after`.", "after");
  return new EventStream(ctx, followed, start, relay.epoch);
}

/**
 * The wanted events behind a position, in the one order every process agrees on: first what the table holds, then what
 * the relay hands on, without a gap or a double between the two. Nothing is listened to before somebody iterates.
 */
export class EventStream implements AsyncIterable<AuditEvent> {
  private waiting?: AuditEvent[];

  /**
   * @param start the position behind which it begins
   * @param epoch the history that positions belong to
   */
  constructor(private readonly ctx: Context, private readonly followed: Followed, readonly start: number, readonly epoch: string) {}

  /** How many events are known to wait for their turn; without end as long as the table is read. */
  get behind(): number {
    return this.waiting?.length ?? Infinity;
  }

  /** The noun of the records whose readers hear of the events. */
  get noun(): string {
    return this.followed.noun.name;
  }

  /** Whether the actor may read the event's record as things stand now. */
  readable(event: AuditEvent): Promise<boolean> {
    return this.ctx.read.exists(this.followed.noun, this.followed.idOf(event));
  }

  // A generator would keep its listener until the next event comes; a repeater lets go at once when nobody listens any more.
  [Symbol.asyncIterator](): Repeater<AuditEvent> {
    const { relay } = this.ctx.services;
    const { wanted } = this.followed;
    return new Repeater(async (push, stop) => {
      let position = this.start;
      let open = true;
      let trouble: DomainError | undefined;
      let wake = () => {};
      const waiting: AuditEvent[] = [];
      const end = (reason?: string) => {
        open = false;
        if (reason) trouble = new DomainError("EVENTS_GAP", reason, "after");
        waiting.length = 0;
        unsubscribe();
        wake();
      };
      const unsubscribe = relay.subscribe(
        (events) => {
          for (const event of events) if (wanted(event)) waiting.push(event);
          if (waiting.length > MOST_BEHIND) end("Events came faster than you took them; read the page again.");
          wake();
        },
        () => end(RESTORED),
      );
      void stop.then(() => end());
      if (relay.epoch !== this.epoch) end(RESTORED);

      for (let page = await relay.after(position); open && page.length; page = await relay.after(position)) {
        for (const event of page) {
          position = event.position;
          if (open && wanted(event)) await push(event);
        }
      }
      this.waiting = waiting;
      while (open) {
        const event = waiting.shift();
        if (!event) await new Promise<void>((resolve) => { wake = resolve; });
        else if (event.position > position) await push(event);
      }
      if (trouble) throw trouble;
    });
  }
}
