import { BusinessCalendar } from "../../../entities/BusinessCalendar.js";
import type { Context } from "../../context.js";
import { extendCalendar } from "../calendar/materialiseCalendar.js";

const PARTITIONED = ["audit_logs", "shipment_events"];
/** This month and the next; every partition more is one more index to look into for each record's story. */
const MONTHS = 2;

/** Keeps business time and partitions reaching far enough ahead. */
export const rollCalendar = (ctx: Context): Promise<void> =>
  ctx.transaction(async (tx) => {
    for (const calendar of await tx.manager.find(BusinessCalendar)) await extendCalendar(tx, calendar);
    for (const table of PARTITIONED) await tx.query(`SELECT tower_ensure_partitions($1::regclass, $2::date, $3)`, [table, tx.today, MONTHS]);
  });
