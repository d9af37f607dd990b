import { parse } from "csv-parse/sync";
import type { Context } from "../../context.js";
import { authorizeNoun } from "../../policies/authorize.js";
import { writeRates } from "../rates/writeRates.js";

/**
 * Brings in exchange rates as central banks publish them: CSV with the columns day, base, quote and rate, one unit of `base`
 * being worth `rate` of `quote`. A rate that is known already is corrected. Answers how many were new or other than before.
 */
export const loadRates = (ctx: Context, csv: string): Promise<number> =>
  ctx.transaction(async (tx) => {
    authorizeNoun(ctx.actor, "change", "FxRate", "load exchange rates");
    const rates = parse(csv, { columns: true, bom: true, trim: true, skip_empty_lines: true });
    const { created, updated } = await writeRates(tx, `SELECT r.day, r.base, r.quote, r.rate, r.source FROM jsonb_to_recordset($7::jsonb) AS r(day date, base text, quote text, rate numeric, source text)`, [JSON.stringify(rates)]);
    return created + updated;
  });
