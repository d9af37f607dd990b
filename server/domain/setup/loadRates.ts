import { parse } from "csv-parse/sync";
import { ActorKind } from "../../../entities/enums.js";
import { recordEach } from "../../audit/record.js";
import type { Context } from "../../context.js";
import { authorizeNoun } from "../../policies/authorize.js";

/**
 * Brings in exchange rates as central banks publish them: CSV with the columns day, base, quote and rate, one unit of `base`
 * being worth `rate` of `quote`. A rate that is known already is corrected. Answers how many were new or other than before.
 */
export const loadRates = (ctx: Context, csv: string): Promise<number> =>
  ctx.transaction(async (tx) => {
    if (ctx.actor.kind !== ActorKind.SYSTEM) authorizeNoun(ctx.actor, "change", "RuleSetting", "load exchange rates");
    const rates = parse(csv, { columns: true, bom: true, trim: true, skip_empty_lines: true });
    const changed = await tx.query(
      `INSERT INTO fx_rates AS known (day, base, quote, rate)
       SELECT r.day, r.base, r.quote, r.rate FROM jsonb_to_recordset($1::jsonb) AS r(day date, base text, quote text, rate numeric)
       ON CONFLICT (base, quote, day) DO UPDATE SET rate = excluded.rate WHERE known.rate <> excluded.rate
       RETURNING day, base, quote, rate`,
      [JSON.stringify(rates)],
    );
    if (changed.length) {
      await recordEach(tx, `
        SELECT 'rates.loaded' AS type, NULL::uuid AS batch_id, 'rates' AS subject_kind, tower_uuid_v7() AS subject_id, NULL AS subject_number, NULL::uuid AS distributor_id,
          NULL::uuid AS order_id, NULL::uuid AS exception_id, NULL::uuid AS task_id, NULL::uuid AS draft_id, jsonb_build_object('rates', $7::jsonb) AS payload`,
        [JSON.stringify(changed)]);
    }
    return changed.length;
  });
