import type { ScorePart } from "../../../entities/ScorePart.js";
import type { Tx } from "../../database/unitOfWork.js";
import { bind } from "../detection/bind.js";
import { loadRates } from "../detection/fx.js";
import { REPEAT_DAYS, SCORE, SCORE_PARTS, scoreJoins } from "../detection/score.js";

interface ByHand { severity: number; type: string; distributorId: string; valueMinor: number | null; currency: string | null }

/** The score of a case that a person opens, by the same formula as a rule's; nobody says how urgent it is, so half. */
export async function scoreByHand(tx: Tx, { distributorId, ...input }: ByHand): Promise<{ score: number; scoreParts: ScorePart[] }> {
  await loadRates(tx);
  const { sql, parameters } = bind(`
    SELECT ${SCORE} AS score, ${SCORE_PARTS} AS "scoreParts" FROM distributors d
    CROSS JOIN LATERAL (
      SELECT count(*) AS times FROM exceptions earlier
      WHERE earlier.distributor_id = d.id AND earlier.type = :type AND earlier.detected_at > :now - interval '${REPEAT_DAYS} days') repeats
    ${scoreJoins({
      severity: ":severity", minor: ":valueMinor::bigint", currency: ":currency", pressure: "0.5", tier: "d.tier", repeats: "repeats.times", blocks: "false",
    })}
    WHERE d.id = :distributorId::uuid`, { ...input, distributorId, now: tx.now });
  const [scored] = await tx.query<{ score: number; scoreParts: ScorePart[] }>(sql, parameters);
  return scored!;
}
