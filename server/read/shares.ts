import { Turns } from "./turns.js";

/** A quarter of what the pool has; a page of the dashboard asks for less at once. */
export const READS_AT_ONCE = 4;

/** Keeps one person, however much they ask at once, from having the whole pool. */
export class Shares {
  private readonly ofPeople = new Map<string, { turns: Turns; using: number }>();

  /** Runs a read when it is the person's turn: their reads beyond so many wait in the order they came. */
  async take<T>(personId: string, read: () => Promise<T>): Promise<T> {
    const share = this.ofPeople.get(personId) ?? { turns: new Turns(READS_AT_ONCE), using: 0 };
    this.ofPeople.set(personId, share);
    share.using++;
    try {
      return await share.turns.take(read);
    } finally {
      if (--share.using === 0) this.ofPeople.delete(personId);
    }
  }
}
