import { ImportKind } from "../../../../entities/enums.js";
import type { Tx } from "../../../database/unitOfWork.js";
import { BASE_CURRENCY } from "../../detection/fx.js";
import { impossibleRate, unlikelyRate } from "../../rates/plausibleRate.js";
import { writeRates } from "../../rates/writeRates.js";
import { currency, day, rate, text } from "../cells.js";
import type { Kind } from "../kind.js";

export const rates: Kind = {
  kind: ImportKind.RATES,
  noun: "FxRate",
  table: "fx_rates",
  columns: {
    day: { read: day, sql: "date", mandatory: true },
    base: { read: currency, sql: "text" },
    currency: { read: currency, sql: "text", mandatory: true, aliases: ["quote"] },
    rate: { read: rate, sql: "numeric", mandatory: true },
    source: { read: text, sql: "text" },
  },
  references: [],
  parts: [],
  fixed: {},
  alone: { problems: problemsIn, write },
};

const named = (staged: string) => `SELECT row_no, day, COALESCE(base, '${BASE_CURRENCY}') AS base, currency AS quote, rate, source FROM ${staged}`;

function problemsIn(staged: string): string {
  return `
    SELECT s.row_no, f.column_name, f.value, f.code, f.reason
    FROM (SELECT n.*, first_value(n.row_no) OVER same AS first_row, first_value(n.rate) OVER same AS first_rate FROM (${named(staged)}) n
      WINDOW same AS (PARTITION BY n.day, n.base, n.quote ORDER BY n.row_no)) s
    CROSS JOIN LATERAL (SELECT * FROM (VALUES
      ('day', s.day::text, 'future', CASE WHEN s.day > $1::date THEN 'is still to come' END),
      ('rate', s.rate::text, 'contradiction', CASE WHEN s.rate <> s.first_rate THEN 'says otherwise than row ' || s.first_row || ' about day and currency' END),
      ('rate', s.rate::text, 'implausible', COALESCE(${impossibleRate("s")}, ${unlikelyRate("s")}))) why (column_name, value, code, reason)
      WHERE why.reason IS NOT NULL LIMIT 1) f`;
}

async function write(tx: Tx, staged: string, batchId: string) {
  const each = `SELECT DISTINCT ON (day, base, quote) day, base, quote, rate, source FROM (${named(staged)}) n ORDER BY day, base, quote, row_no`;
  const [all] = await tx.query<{ rates: number }>(`SELECT count(*)::int AS rates FROM (${each}) r`);
  const { created, updated } = await writeRates(tx, each, [], batchId);
  return { created, updated, unchanged: all!.rates - created - updated };
}
