/** A request of a provider, as it came. */
export interface Delivery {
  /** By lower-case name; a header that came twice has both values. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The bytes that were signed. */
  body: Buffer;
}

/** Whether a request is the provider's own, and new enough that it is nobody's copy. */
export type Verdict = "genuine" | "forged" | "wrong time";

/** What a genuine request wants: an answer at once, or an event to be stored under the provider's id of it. */
export type Arrival = { answer: string } | { eventId: string };

/** What became of an event. More will follow as the product learns to use them. */
export interface InboundOutcome {
  /** Why nothing was done, in one sentence without anything that the event says of a person. */
  ignored: string;
}

/** An event that can never be processed, however often it is tried. Its message is shown, and so holds nothing of the event. */
export class UnreadableEvent extends Error {}

/** One source of events that come in by `POST /hooks/:source`, with the secret that it signs with. */
export interface Webhook {
  /** Its name in the address. */
  readonly source: string;
  /** Headers that are kept with an event, in lower case; never its signature. */
  readonly keptHeaders: readonly string[];
  /** Compares in constant time. */
  verify(delivery: Delivery, now: Date): Verdict;
  /** Called with genuine requests alone. */
  arrival(delivery: Delivery): Arrival;
  /** Reads a stored event; may be called twice for one. Throws `UnreadableEvent`, or anything else where a later try may succeed. */
  process(event: { headers: Readonly<Record<string, string>>; body: Buffer }): Promise<InboundOutcome>;
}

/** The webhooks whose secret is set, by source. */
export type Webhooks = ReadonlyMap<string, Webhook>;
