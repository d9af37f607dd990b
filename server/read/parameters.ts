/** What a statement is bound to when it runs; a compiled statement itself knows none of these values. */
export interface Binding {
  /** Values of the policies' conditions, in the order of the rules. */
  rights: readonly unknown[];
  /** Values of the filter, or the columns that single out one record. */
  where: Readonly<Record<string, unknown>>;
  after?: readonly (string | null)[];
  before?: readonly (string | null)[];
  now: Date;
  today: string;
}

type Read = (binding: Binding) => unknown;

/** The numbered parameters of one statement, each with the way to its value. */
export class Parameters {
  private readonly places = new Map<string, string>();
  private readonly reads: Read[] = [];

  /** @param taken how many parameters the rest of the statement has before these */
  constructor(private readonly taken = 0) {}

  /**
   * Places a value; the same source beside the same expression shares a place. PostgreSQL infers the type from that
   * expression, which is why one source beside two expressions takes two places.
   */
  add(source: string, beside: string, read: Read): string {
    const key = `${source} ${beside}`;
    const known = this.places.get(key);
    if (known) return known;
    const place = `$${this.taken + this.reads.push(read)}`;
    this.places.set(key, place);
    return place;
  }

  values(binding: Binding): unknown[] {
    return this.reads.map((read) => asText(read(binding)));
  }
}

// The driver writes dates in the server's own zone; ISO text is the same instant everywhere.
const asText = (value: unknown): unknown =>
  value instanceof Date ? value.toISOString() : Array.isArray(value) ? value.map(asText) : value;
