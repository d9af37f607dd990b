import type { Services } from "../../context.js";

/** A session or an API token, and when it was last noted to be in use. */
export interface Used { session_id: string | null; token_id: string | null; seen_at: Date | null }

const EVERY_MS = 60_000;
const noting = new Set<string>();

/**
 * Notes that sessions and tokens are in use, each once a minute at most. Nobody waits for it and no entry tells of it: it is no change of
 * the record (its version stays), and a note that is lost is made with the next request.
 */
export function noteUse({ pool, clock, log }: Services, used: readonly Used[]): void {
  const now = clock.now();
  const due = used
    .filter(({ seen_at }) => !seen_at || now.getTime() - seen_at.getTime() >= EVERY_MS)
    .map(({ session_id, token_id }) => session_id ?? token_id!)
    .filter((id) => !noting.has(id));
  if (!due.length) return;
  for (const id of due) noting.add(id);
  pool.query({ name: "note-use", text: NOTE, values: [due, now] })
    .catch((err: Error) => log.warn({ err }, "could not note that sessions are in use"))
    .finally(() => due.forEach((id) => noting.delete(id)));
}

// who holds a row is writing it this moment; waiting for many of them in an order of our own could close a circle
const NOTE = `
  WITH seen AS (
    UPDATE sessions SET last_seen_at = $2
    WHERE id IN (SELECT id FROM sessions WHERE id = ANY ($1) AND last_seen_at < $2 FOR UPDATE SKIP LOCKED))
  UPDATE api_tokens SET last_used_at = $2
  WHERE id IN (SELECT id FROM api_tokens WHERE id = ANY ($1) AND COALESCE(last_used_at, created_at) < $2 FOR UPDATE SKIP LOCKED)`;
