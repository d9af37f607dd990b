import { Repeater } from "@graphql-yoga/subscription";
import type { Context } from "../../server/context.js";
import { type AuditEvent, MOST_BEHIND } from "../../server/audit/relay.js";
import { DomainError } from "../../server/domain/errors.js";

export interface Followed {
  /** The cursor to go on behind; without one the story begins now. */
  after?: string | null;
  wanted: (event: AuditEvent) => boolean;
  /** Whether the subscriber may read the event's record, as things stand when it is delivered. */
  readable: (event: AuditEvent) => Promise<boolean>;
}

/**
 * The events that a subscriber wants and may read, in the one order every process agrees on: first what the table holds,
 * then what the relay hands on, without a gap or a double between the two.
 */
export async function followEvents(ctx: Context, { after, wanted, readable }: Followed): Promise<Repeater<AuditEvent & { event: AuditEvent }>> {
  const { relay } = ctx.services;
  const start = after ? await relay.resume(after) : relay.head;
  if (start === null) throw new DomainError("EVENTS_GAP", "This cursor is too old or of another database; read the page again and subscribe without `after`.", "after");

  // A generator would keep its listener until the next event comes; this one lets go at once when the subscriber leaves.
  return new Repeater(async (push, stop) => {
    let position = start;
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
      () => end("The database was restored; read the page again."),
    );
    void stop.then(() => end());

    const tell = async (event: AuditEvent) => {
      position = event.position;
      if (wanted(event) && (await readable(event))) await push({ ...event, event });
    };
    for (let page = await relay.after(position); open && page.length; page = await relay.after(position)) {
      for (const event of page) if (open) await tell(event);
    }
    while (open) {
      const event = waiting.shift();
      if (!event) await new Promise<void>((resolve) => { wake = resolve; });
      else if (event.position > position) await tell(event);
    }
    if (trouble) throw trouble;
  });
}
