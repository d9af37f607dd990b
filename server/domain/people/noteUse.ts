import type { Services } from "../../context.js";

/** A session or token, and when it was last noted to be in use. */
export interface Used { sessionId: string | null; tokenId: string | null; seenAt: Date | null }

const EVERY_MS = 60_000;
const noting = new Set<string>();

/**
 * Notes that a session or token is in use, once a minute at most. Nobody waits for it and no entry tells of it: it is no change of the
 * record (its version stays), and a note that is lost is made with the next request.
 */
export function noteUse({ pool, clock, log }: Services, { sessionId, tokenId, seenAt }: Used): void {
  const id = sessionId ?? tokenId!;
  const now = clock.now();
  if ((seenAt && now.getTime() - seenAt.getTime() < EVERY_MS) || noting.has(id)) return;
  noting.add(id);
  const sql = sessionId ? `UPDATE sessions SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2` : `UPDATE api_tokens SET last_used_at = $2 WHERE id = $1 AND COALESCE(last_used_at, created_at) < $2`;
  pool.query(sql, [id, now])
    .catch((err: Error) => log.warn({ err }, "could not note that a session is in use"))
    .finally(() => noting.delete(id));
}
