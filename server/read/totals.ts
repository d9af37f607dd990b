const REMEMBERED_MS = 1_000;
const MOST = 1_000;
/** Longer questions, a search for a whole page of text for example, are not worth their memory. */
const LONGEST_KEY = 8_000;

/**
 * How many records match, counted once for all who ask the same within a second. A count reads every match where a page
 * reads fifty, so on a busy queue it is most of the work. Whatever is written makes all of them forgotten.
 */
export class Totals {
  private readonly known = new Map<string, { total: Promise<number>; until: number }>();

  of(statement: string, values: readonly unknown[], count: () => Promise<number>): Promise<number> {
    const key = JSON.stringify([statement, values]);
    const known = this.known.get(key);
    if (known && performance.now() < known.until) return known.total;
    const total = count();
    if (key.length > LONGEST_KEY) return total;
    if (this.known.size >= MOST) this.known.clear();
    this.known.set(key, { total, until: performance.now() + REMEMBERED_MS });
    total.catch(() => this.known.delete(key));
    return total;
  }

  forget(): void {
    this.known.clear();
  }
}
