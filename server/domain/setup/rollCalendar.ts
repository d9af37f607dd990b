import { BusinessCalendar } from "../../../entities/BusinessCalendar.js";
import type { Context } from "../../context.js";
import { extendCalendar } from "../calendar/materialiseCalendar.js";

/** Keeps business time and partitions reaching far enough ahead. */
export const rollCalendar = (ctx: Context): Promise<void> =>
  ctx.transaction(async (tx) => {
    for (const calendar of await tx.manager.find(BusinessCalendar)) await extendCalendar(tx, calendar);
    await tx.query(`SELECT tower_ensure_partitions()`); // this month's and the next's: each one more is one more index to look into for a record's story
  });
