import type { Context } from "../server/context.js";
import type { Actor } from "../server/policies/actor.js";

const OPERATION = "demo.load";

/**
 * What of the demo is loaded. It stands in the database that is being loaded, as keys of calls that were answered once, so
 * both are always at the same point.
 */
export class Progress {
  private constructor(private readonly reached: Map<string, Date>) {}

  static async of({ services }: Context): Promise<Progress> {
    const { rows } = await services.pool.query<{ key: string; created_at: Date }>(`SELECT key, created_at FROM idempotency_keys WHERE operation = $1`, [OPERATION]);
    return new Progress(new Map(rows.map(({ key, created_at }) => [key, created_at])));
  }

  get isNew(): boolean {
    return this.reached.size === 0;
  }

  has = (key: string) => this.reached.has(key);

  /** Marks a point as reached, in somebody's name, unless an earlier start reached it; answers when that was. */
  async reach(ctx: Context, actor: Actor, key: string): Promise<Date> {
    const at = this.reached.get(key) ?? ctx.now();
    this.reached.set(key, at);
    await ctx.as(actor).once(OPERATION, { idempotencyKey: key }, (keyed) => keyed.transaction(async () => ({ id: actor.userId! })));
    return at;
  }
}

/** Runs a person's verb and marks it, both in one transaction. */
export const reachBy = (ctx: Context, actor: Actor, key: string, verb: (person: Context) => Promise<{ id: string }>) => ctx.as(actor).once(OPERATION, { idempotencyKey: key }, verb);
