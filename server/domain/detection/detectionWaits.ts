import type { Context } from "../../context.js";

const HOURS = 4;

/** Whether whoever imported last asked detection to wait for more files; it does until somebody runs it, four hours at most. */
export async function detectionWaits(ctx: Context): Promise<boolean> {
  const { rows: [last] } = await ctx.services.pool.query<{ waits: boolean }>(
    `SELECT NOT i.detect AND i.created_at > $1::timestamptz - interval '${HOURS} hours'
       AND NOT EXISTS (SELECT FROM detection_runs r WHERE r.created_at > i.created_at AND r.cause <> 'change') AS waits
     FROM imports i WHERE i.state = 'applied' ORDER BY i.created_at DESC, i.id DESC LIMIT 1`,
    [ctx.now()],
  );
  return last?.waits ?? false;
}
