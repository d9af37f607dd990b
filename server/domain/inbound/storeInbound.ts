import type { Context } from "../../context.js";

/** A genuine event, before anything in it is believed or used. */
export interface StoredEvent {
  source: string;
  /** The provider's id of it; one that came before is stored no second time. */
  eventId: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** Keeps an event for the job, so that its sender may forget it; false where it is here already. */
export async function storeInbound({ services: { pool }, now }: Context, { source, eventId, headers, body }: StoredEvent): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: "store-inbound-event",
    text: `
      INSERT INTO inbound_events (source, event_id, headers, body, received_at, next_attempt_at, created_at, updated_at)
      VALUES ($1, $2, $3::jsonb, $4, $5, $5, $5, $5) ON CONFLICT (source, event_id) DO NOTHING`,
    values: [source, eventId, JSON.stringify(headers), body, now()],
  });
  return rowCount === 1;
}
