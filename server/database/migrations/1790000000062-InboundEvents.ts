import type { MigrationInterface, QueryRunner } from "typeorm";

/** What providers tell by their webhooks is stored before it is processed. */
export class InboundEvents1790000000062 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      CREATE TABLE inbound_events (
        id uuid PRIMARY KEY DEFAULT tower_uuid_v7(),
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        source text NOT NULL,
        event_id text NOT NULL,
        received_at timestamptz NOT NULL,
        headers jsonb NOT NULL DEFAULT '{}',
        body bytea NOT NULL,
        state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'dead')),
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz,
        last_error text,
        outcome text,
        processed_at timestamptz,
        UNIQUE (source, event_id),
        CHECK ((state = 'pending') = (next_attempt_at IS NOT NULL)))`);
    await db.query(`CREATE INDEX inbound_events_due ON inbound_events (next_attempt_at, id) WHERE state = 'pending'`);
    await db.query(`CREATE INDEX inbound_events_dead ON inbound_events (received_at) WHERE state = 'dead'`);
    await db.query(`GRANT SELECT, INSERT, UPDATE ON inbound_events TO tower_app`);
  }

  async down(db: QueryRunner) {
    await db.query(`DROP TABLE inbound_events`);
  }
}
