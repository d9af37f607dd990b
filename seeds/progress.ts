import type { Context } from "../server/context.js";

const OPERATION = "demo.load";

/** What of the demo is loaded. It stands in the database that is being loaded, so both are always at the same point. */
export class Progress {
  private constructor(private readonly admin: Context, private readonly reached: Map<string, Date>) {}

  /** @param admin the demo's administrator, in whose name the marks are kept */
  static async of(admin: Context): Promise<Progress> {
    const { rows } = await admin.services.pool.query<{ key: string; created_at: Date }>(
      `SELECT key, created_at FROM idempotency_keys WHERE user_id = $1 AND operation = $2`, [admin.actor.userId, OPERATION]);
    return new Progress(admin, new Map(rows.map(({ key, created_at }) => [key, created_at])));
  }

  has = (key: string) => this.reached.has(key);

  /** Marks a point as reached, now or by an earlier start; answers when that was. */
  async reach(key: string): Promise<Date> {
    const earlier = this.reached.get(key);
    if (earlier) return earlier;
    const now = this.admin.now();
    await this.admin.once(OPERATION, key, (keyed) => keyed.transaction(async () => ({ id: keyed.actor.userId! })));
    this.reached.set(key, now);
    return now;
  }
}
