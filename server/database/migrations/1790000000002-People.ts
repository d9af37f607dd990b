import type { MigrationInterface, QueryRunner } from "typeorm";
import { oneOf, Role, ROW, someOf, TeamCode, UserKind } from "./frozen.js";

/** People, teams, sessions, tokens; business calendars and SLA policies. */
export class People1790000000002 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      CREATE TABLE teams (${ROW},
        code ${oneOf("code", TeamCode)} NOT NULL UNIQUE,
        name text NOT NULL)`);
    await db.query(`
      CREATE TABLE users (${ROW},
        kind ${oneOf("kind", UserKind)} NOT NULL,
        email citext NOT NULL UNIQUE,
        name text NOT NULL,
        password_hash text,
        roles ${someOf("roles", Role)},
        regions text[] NOT NULL DEFAULT '{}',
        failed_sign_ins integer NOT NULL DEFAULT 0,
        locked_until timestamptz,
        disabled_at timestamptz,
        UNIQUE (id, kind))`);
    await db.query(`
      CREATE TABLE team_members (
        team_id uuid NOT NULL REFERENCES teams,
        user_id uuid NOT NULL REFERENCES users,
        PRIMARY KEY (team_id, user_id))`);
    await db.query(`CREATE INDEX ON team_members (user_id)`);
    await db.query(`
      CREATE TABLE sessions (${ROW},
        user_id uuid NOT NULL REFERENCES users,
        token_hash bytea NOT NULL UNIQUE,
        bearer boolean NOT NULL DEFAULT false,
        ip text, user_agent text,
        last_seen_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz)`);
    await db.query(`CREATE INDEX ON sessions (user_id) WHERE revoked_at IS NULL`);
    await db.query(`
      CREATE TABLE api_tokens (${ROW},
        user_id uuid NOT NULL REFERENCES users,
        name text NOT NULL,
        prefix text NOT NULL,
        token_hash bytea NOT NULL UNIQUE,
        scopes text[] NOT NULL DEFAULT '{}',
        expires_at timestamptz NOT NULL,
        last_used_at timestamptz,
        revoked_at timestamptz)`);
    await db.query(`
      CREATE TABLE external_identities (${ROW},
        user_id uuid NOT NULL REFERENCES users,
        system text NOT NULL, external_id text NOT NULL,
        UNIQUE (system, external_id))`);
    await db.query(`
      CREATE TABLE business_calendars (${ROW},
        code text NOT NULL UNIQUE,
        name text NOT NULL,
        time_zone text NOT NULL,
        weekly jsonb NOT NULL,
        holidays date[] NOT NULL DEFAULT '{}',
        is_default boolean NOT NULL DEFAULT false)`);
    await db.query(`CREATE UNIQUE INDEX ON business_calendars (is_default) WHERE is_default`);
    // Materialised so that rules in SQL and verbs in TypeScript count business time from the same rows.
    await db.query(`
      CREATE TABLE business_intervals (
        calendar_id uuid NOT NULL REFERENCES business_calendars,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
        day date NOT NULL,
        seconds_before bigint NOT NULL,
        PRIMARY KEY (calendar_id, starts_at))`);
    await db.query(`CREATE INDEX ON business_intervals (calendar_id, seconds_before)`);
    await db.query(`GRANT DELETE ON business_intervals, team_members TO tower_app`);
    await db.query(`
      CREATE FUNCTION tower_business_clock(calendar uuid, at timestamptz) RETURNS bigint LANGUAGE sql STABLE AS $$
        SELECT seconds_before + LEAST(extract(epoch FROM at - starts_at), extract(epoch FROM ends_at - starts_at))::bigint
        FROM business_intervals WHERE calendar_id = calendar AND starts_at <= at ORDER BY starts_at DESC LIMIT 1 $$`);
    await db.query(`
      CREATE FUNCTION tower_business_seconds(calendar uuid, a timestamptz, b timestamptz) RETURNS bigint LANGUAGE sql STABLE AS $$
        SELECT tower_business_clock(calendar, b) - tower_business_clock(calendar, a) $$`);
    await db.query(`
      CREATE FUNCTION tower_business_add(calendar uuid, at timestamptz, seconds bigint) RETURNS timestamptz LANGUAGE sql STABLE AS $$
        WITH target AS (SELECT COALESCE(tower_business_clock(calendar, at), 0) + seconds AS clock)
        SELECT starts_at + make_interval(secs => target.clock - seconds_before)
        FROM business_intervals, target
        WHERE calendar_id = calendar AND seconds_before < target.clock
          AND target.clock <= seconds_before + extract(epoch FROM ends_at - starts_at) -- null beyond the last interval
        ORDER BY seconds_before DESC LIMIT 1 $$`);
    await db.query(`
      CREATE FUNCTION tower_business_days(calendar uuid, a date, b date) RETURNS integer LANGUAGE sql STABLE AS $$
        SELECT count(DISTINCT day)::integer FROM business_intervals WHERE calendar_id = calendar AND day > a AND day <= b $$`);
    await db.query(`
      CREATE TABLE sla_policies (${ROW},
        code text NOT NULL UNIQUE,
        exception_type text,
        severity integer CHECK (severity BETWEEN 1 AND 4),
        response_minutes integer NOT NULL CHECK (response_minutes > 0),
        resolution_minutes integer NOT NULL CHECK (resolution_minutes >= response_minutes),
        at_risk_percent integer NOT NULL DEFAULT 80 CHECK (at_risk_percent BETWEEN 1 AND 99),
        calendar_id uuid NOT NULL REFERENCES business_calendars)`);
    await db.query(`CREATE UNIQUE INDEX ON sla_policies (COALESCE(exception_type, ''), COALESCE(severity, 0))`);
  }

  async down() {
    throw new Error("people can't be taken away; restore a backup instead");
  }
}
