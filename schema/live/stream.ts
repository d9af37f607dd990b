import type { Context } from "../../server/context.js";
import type { AuditEvent, Relay } from "../../server/audit/relay.js";
import { DomainError } from "../../server/domain/errors.js";

/** More than this waiting for one subscriber means that it can't keep up; it is dropped with a reason and resumes by cursor. */
const MOST_WAITING = 10_000;

/**
 * The story from a cursor on, or from now on, in the one order every process agrees on: first what the table holds, then
 * what the relay hands on, without a gap or a double between the two.
 */
export async function* eventsAfter(relay: Relay, after: string | null | undefined, wanted: (event: AuditEvent) => boolean): AsyncGenerator<AuditEvent> {
  let position = relay.head.position;
  if (after) {
    const resumed = relay.positionOf(after);
    if (resumed === null) throw new DomainError("EVENTS_GAP", "This cursor is too old or from another database; read the page again and subscribe without `after`.", "after");
    position = resumed;
  }
  const waiting: AuditEvent[] = [];
  let wake: () => void = () => undefined;
  let overrun = false;
  const unsubscribe = relay.subscribe((events) => {
    for (const event of events) if (wanted(event)) waiting.push(event);
    overrun ||= waiting.length > MOST_WAITING;
    wake();
  });
  try {
    for (let page = await relay.after(position); page.length; page = await relay.after(position)) {
      for (const event of page) if (wanted(event)) yield event;
      position = page.at(-1)!.position;
    }
    for (;;) {
      if (overrun) throw new DomainError("EVENTS_GAP", "Events came faster than you took them; subscribe again with your last cursor.", "after");
      const event = waiting.shift();
      if (!event) await new Promise<void>((resolve) => { wake = resolve; if (waiting.length) resolve(); });
      else if (event.position > position) {
        position = event.position;
        yield event;
      }
    }
  } finally {
    unsubscribe();
  }
}

/** The same, with only the events whose record the subscriber may read. */
export async function* readableEvents(ctx: Context, after: string | null | undefined, wanted: (event: AuditEvent) => boolean, readable: (event: AuditEvent) => Promise<boolean>) {
  for await (const event of eventsAfter(ctx.services.relay, after, wanted)) {
    if (await readable(event)) yield { ...event, event };
  }
}
