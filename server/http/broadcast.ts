import { setImmediate as letOthers } from "node:timers/promises";
import type { EventStream } from "../../schema/live/stream.js";
import type { AuditEvent } from "../audit/relay.js";

/** Puts a payload on a subscriber's way and calls `taken` once no earlier one waits before it; false where nobody is there any more. */
export type Send = (payload: Buffer, taken: () => void) => boolean;
/** Reads an event as its audience may see it; undefined where they may not. */
export type ReadEvent = (event: AuditEvent) => Promise<Buffer | undefined>;

/** So many subscribers are told before requests get their turn. */
const AT_A_STRETCH = 500;
/** A broadcast that has so few events to go will soon be where a newcomer is. */
const SOON = 100;

/** All broadcasts of a process: each event is read once an audience, however many listen. */
export class Broadcasts {
  private readonly running = new Map<string, Set<Broadcast>>();

  /**
   * Finds a place among those who hear the same, or begins a broadcast for them.
   * @param audience who hears the same, so that what is read for one may be told to all
   */
  join(audience: string, stream: EventStream, send: Send, read: ReadEvent): Subscriber {
    const peers = this.running.get(audience) ?? new Set();
    this.running.set(audience, peers);
    const broadcast = [...peers].find((each) => each.serves(stream.start))
      ?? new Broadcast(stream, read, peers, () => void (peers.size || this.running.delete(audience)));
    const subscriber = new Subscriber(send, stream.start);
    broadcast.add(subscriber);
    return subscriber;
  }
}

/** One subscriber, in the shape in which graphql-ws keeps an operation: nothing comes out of it but its end. */
export class Subscriber implements AsyncIterableIterator<never> {
  broadcast?: Broadcast;
  private end!: (error?: unknown) => void;
  private readonly ended = new Promise<IteratorReturnResult<undefined>>((resolve, reject) => {
    this.end = (error) => (error === undefined ? resolve({ done: true, value: undefined }) : reject(error));
  });

  /** @param heard the position up to which it has heard, or need not hear, of events */
  constructor(private readonly send: Send, private heard: number) {
    this.ended.catch(() => undefined); // it may fail before anybody asks
  }

  /** Tells of an event, unless it knows of it; answers whether a message is on its way. */
  hear(position: number, payload: Buffer, taken: () => void): boolean {
    if (position <= this.heard) return false;
    this.heard = position;
    return this.send(payload, taken);
  }

  finish(error?: unknown): void {
    this.broadcast?.remove(this);
    this.end(error);
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  next() {
    return this.ended;
  }

  return() {
    this.finish();
    return this.ended;
  }
}

/** A stream of events on its way to everybody of one audience who is as far as it is. */
class Broadcast {
  private readonly subscribers = new Set<Subscriber>();
  private readonly events;
  /** The last event it began to tell, or where it began. */
  private position: number;
  private goOn = () => {};

  /** @param peers the broadcasts of the same audience, this one among them as long as it runs */
  constructor(private readonly stream: EventStream, private readonly read: ReadEvent, private readonly peers: Set<Broadcast>, private readonly over: () => void) {
    this.position = stream.start;
    this.events = stream[Symbol.asyncIterator]();
    peers.add(this);
    void this.run();
  }

  /** Whether everything behind a position is still to come here, and soon. */
  serves(position: number): boolean {
    return position >= this.position && (this.stream.behind <= SOON || position - this.position <= SOON);
  }

  add(subscriber: Subscriber): void {
    this.subscribers.add(subscriber);
    subscriber.broadcast = this;
    this.goOn();
  }

  remove(subscriber: Subscriber): void {
    this.subscribers.delete(subscriber);
    if (!this.subscribers.size) this.stop();
    this.goOn();
  }

  private async run(): Promise<void> {
    try {
      for await (const event of this.events) {
        this.position = event.position;
        const payload = await this.read(event);
        if (payload) await this.tell(event.position, payload);
        this.meet();
      }
    } catch (error) {
      for (const subscriber of [...this.subscribers]) subscriber.finish(error);
    }
  }

  /**
   * Tells everybody, and goes on when the first keeps up: nobody is read for faster than at least one listens, and the
   * slowest holds nobody up.
   */
  private async tell(position: number, payload: Buffer): Promise<void> {
    const taken = new Promise<void>((resolve) => { this.goOn = resolve; });
    const { goOn } = this;
    let told = 0;
    let sent = false;
    for (const subscriber of [...this.subscribers]) {
      if (this.subscribers.has(subscriber)) sent = subscriber.hear(position, payload, goOn) || sent;
      if (++told % AT_A_STRETCH === 0) await letOthers();
    }
    if (sent) await taken;
  }

  /** Two broadcasts of one audience that are equally far become one. */
  private meet(): void {
    const other = [...this.peers].find((each) => each !== this && each.serves(this.position));
    if (!other) return;
    for (const subscriber of this.subscribers) other.add(subscriber);
    this.subscribers.clear();
    this.stop();
  }

  private stop(): void {
    this.peers.delete(this);
    this.over();
    void this.events.return().catch(() => undefined);
  }
}
