import { appendingEachSql, originParameters } from "../../audit/entry.js";
import type { Tx } from "../../database/unitOfWork.js";

/** Most days of one pair that one entry tells of. */
const DAYS_AN_ENTRY = 400;

/**
 * Adds and corrects exchange rates; those that changed are told of in an entry for each pair of currencies.
 * @param select SQL of the columns day, base, quote, rate and source, one row for a day and pair; its parameters stand behind `originParameters`
 */
export async function writeRates(tx: Tx, select: string, parameters: unknown[] = [], batchId: string | null = null): Promise<{ created: number; updated: number }> {
  const batch = `$${7 + parameters.length}::uuid`;
  const [counts] = await tx.query<{ created: number; updated: number }>(appendingEachSql(
    `SELECT 'rates.changed' AS type, ${batch} AS batch_id, 'rates' AS subject_kind, tower_uuid_v7() AS subject_id, base || '/' || quote AS subject_number,
       NULL::uuid AS distributor_id, NULL::uuid AS order_id, NULL::uuid AS exception_id, NULL::uuid AS task_id, NULL::uuid AS draft_id,
       jsonb_build_object('before', COALESCE(jsonb_object_agg(day, was) FILTER (WHERE was IS NOT NULL), '{}'), 'after', jsonb_object_agg(day, rate), 'source', min(source)) AS payload
     FROM (SELECT *, (row_number() OVER (PARTITION BY base, quote ORDER BY day) - 1) / ${DAYS_AN_ENTRY} AS part FROM changed) told GROUP BY base, quote, part ORDER BY base, quote, part`,
    `given AS MATERIALIZED (SELECT g.day, g.base, g.quote, round(g.rate, 8) AS rate, g.source, was.rate AS was, was.source AS was_source
       FROM (${select}) g LEFT JOIN fx_rates was ON was.base = g.base::char(3) AND was.quote = g.quote::char(3) AND was.day = g.day),
     changed AS MATERIALIZED (SELECT * FROM given WHERE was IS DISTINCT FROM rate OR (source IS NOT NULL AND was_source IS DISTINCT FROM source)),
     kept AS (INSERT INTO fx_rates AS known (day, base, quote, rate, source) SELECT day, base, quote, rate, source FROM changed
       ON CONFLICT (base, quote, day) DO UPDATE SET rate = excluded.rate, source = COALESCE(excluded.source, known.source))`,
    `SELECT count(*) FILTER (WHERE was IS NULL)::int AS created, count(was)::int AS updated FROM changed`,
  ), [...originParameters(tx.origin, tx.now), ...parameters, batchId]);
  return counts!;
}
