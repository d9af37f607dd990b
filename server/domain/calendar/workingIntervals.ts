import type { Context } from "../../context.js";
import { badInput } from "../errors.js";

export interface WorkingInterval { startsAt: Date; endsAt: Date }

const MOST_DAYS = 62;

/** The stretches of working time of the organisation's calendar that touch a span of time, in order. */
export async function workingIntervals(ctx: Context, from: Date, until: Date): Promise<WorkingInterval[]> {
  const days = (until.getTime() - from.getTime()) / 86_400_000;
  if (days < 0) throw badInput("until", "The span ends before it begins.");
  if (days > MOST_DAYS) throw badInput("until", `Ask for at most ${MOST_DAYS} days at once.`);
  const { rows } = await ctx.services.pool.query<WorkingInterval>(
    `SELECT starts_at AS "startsAt", ends_at AS "endsAt" FROM business_intervals
     WHERE calendar_id = (SELECT id FROM business_calendars WHERE is_default) AND ends_at > $1 AND starts_at < $2 ORDER BY starts_at`, [from, until]);
  return rows;
}
