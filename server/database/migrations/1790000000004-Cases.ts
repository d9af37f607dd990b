import type { MigrationInterface, QueryRunner } from "typeorm";
import { AgentAction, ARCHIVABLE, ChannelKind, ChannelPolicy, ExceptionOrigin, ExceptionState, oneOf, ResponseState, ROW, SlaState, someOf, SubjectKind, TaskPriority, TaskStatus, TeamCode } from "./frozen.js";

/** Exceptions, rules' settings, agents, channels, and the follow-up tasks that chase an exception. */
export class Cases1790000000004 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      CREATE TABLE rule_settings (${ROW},
        rule_code text NOT NULL UNIQUE,
        enabled boolean NOT NULL DEFAULT true,
        thresholds jsonb NOT NULL DEFAULT '{}')`);
    await db.query(`
      CREATE TABLE detection_runs (${ROW},
        cause text NOT NULL,
        rule_codes text[] NOT NULL,
        opened integer NOT NULL DEFAULT 0, updated integer NOT NULL DEFAULT 0,
        reopened integer NOT NULL DEFAULT 0, cleared integer NOT NULL DEFAULT 0,
        undecided integer NOT NULL DEFAULT 0,
        duration_ms integer NOT NULL DEFAULT 0)`);
    await db.query(`CREATE SEQUENCE exception_number`);
    await db.query(`
      CREATE TABLE exceptions (${ROW}, ${ARCHIVABLE},
        number text NOT NULL UNIQUE,
        type text NOT NULL,
        origin ${oneOf("origin", ExceptionOrigin)} NOT NULL DEFAULT 'rule',
        subject_kind ${oneOf("subject_kind", SubjectKind)} NOT NULL,
        subject_number text NOT NULL,
        subject_distributor_id uuid REFERENCES distributors,
        subject_order_id uuid REFERENCES orders,
        subject_invoice_id uuid REFERENCES invoices,
        subject_shipment_id uuid REFERENCES shipments,
        subject_document_id uuid REFERENCES documents,
        distributor_id uuid NOT NULL REFERENCES distributors,
        order_id uuid REFERENCES orders,
        fingerprint text NOT NULL,
        state ${oneOf("state", ExceptionState)} NOT NULL DEFAULT 'open',
        severity integer NOT NULL CHECK (severity BETWEEN 1 AND 4),
        score integer NOT NULL CHECK (score BETWEEN 0 AND 100),
        score_parts jsonb NOT NULL,
        owner_team ${oneOf("owner_team", TeamCode)} NOT NULL,
        agent_code text NOT NULL,
        tags text[] NOT NULL DEFAULT '{}',
        title text NOT NULL,
        recommended_action text NOT NULL,
        facts jsonb NOT NULL DEFAULT '[]',
        value_minor bigint, currency char(3),
        blocks_order boolean NOT NULL DEFAULT false,
        detected_at timestamptz NOT NULL,
        last_fired_at timestamptz NOT NULL,
        acknowledged_at timestamptz, acknowledged_until timestamptz,
        resolved_at timestamptz, resolution text,
        closed_at timestamptz,
        cleared_at timestamptz,
        reopened_count integer NOT NULL DEFAULT 0,
        suppressed_until timestamptz,
        dismissed_at timestamptz, dismissed_reason text,
        CHECK (num_nonnulls(subject_distributor_id, subject_order_id, subject_invoice_id, subject_shipment_id, subject_document_id) = 1),
        CHECK (subject_kind = CASE
          WHEN subject_distributor_id IS NOT NULL THEN 'distributor' WHEN subject_order_id IS NOT NULL THEN 'order'
          WHEN subject_invoice_id IS NOT NULL THEN 'invoice' WHEN subject_shipment_id IS NOT NULL THEN 'shipment' ELSE 'document' END))`);
    // One live case a blocker; a return after the reopening time is a new case of the same fingerprint.
    await db.query(`CREATE UNIQUE INDEX exceptions_one_live ON exceptions (fingerprint) WHERE state NOT IN ('resolved', 'closed')`);
    await db.query(`CREATE INDEX ON exceptions (fingerprint, detected_at DESC)`);
    await db.query(`CREATE INDEX exceptions_queue ON exceptions (score DESC, id DESC) WHERE state IN ('open', 'acknowledged', 'in_progress') AND dismissed_at IS NULL AND archived_at IS NULL`);
    await db.query(`CREATE INDEX ON exceptions (type, state)`);
    await db.query(`CREATE INDEX ON exceptions (distributor_id, type, detected_at)`);
    await db.query(`CREATE INDEX ON exceptions (order_id)`);
    for (const noun of ["distributor", "order", "invoice", "shipment", "document"]) {
      await db.query(`CREATE INDEX ON exceptions (subject_${noun}_id) WHERE subject_${noun}_id IS NOT NULL`);
    }
    await db.query(`
      CREATE TABLE agent_profiles (${ROW},
        code text NOT NULL UNIQUE,
        name text NOT NULL UNIQUE,
        team ${oneOf("team", TeamCode)} NOT NULL,
        description text NOT NULL,
        prompt_version text NOT NULL,
        tone text NOT NULL,
        tools text[] NOT NULL DEFAULT '{}',
        allowed_actions ${someOf("allowed_actions", AgentAction)},
        blocked_actions ${someOf("blocked_actions", AgentAction)},
        model text,
        monthly_budget_minor bigint,
        active boolean NOT NULL DEFAULT true)`);
    await db.query(`
      CREATE TABLE channels (${ROW}, ${ARCHIVABLE},
        code text NOT NULL UNIQUE,
        kind ${oneOf("kind", ChannelKind)} NOT NULL,
        name text NOT NULL,
        address text NOT NULL,
        recipients text[] NOT NULL,
        team ${oneOf("team", TeamCode)},
        allows_amounts boolean NOT NULL DEFAULT true,
        active boolean NOT NULL DEFAULT true)`);
    await db.query(`
      CREATE TABLE channel_routes (${ROW},
        position integer NOT NULL,
        team ${oneOf("team", TeamCode)},
        exception_type text,
        min_severity integer NOT NULL DEFAULT 1 CHECK (min_severity BETWEEN 1 AND 4),
        channel_id uuid NOT NULL REFERENCES channels)`);
    await db.query(`CREATE SEQUENCE follow_up_task_number`);
    await db.query(`
      CREATE TABLE follow_up_tasks (${ROW}, ${ARCHIVABLE},
        number text NOT NULL UNIQUE,
        exception_id uuid NOT NULL REFERENCES exceptions,
        distributor_id uuid NOT NULL REFERENCES distributors,
        order_id uuid REFERENCES orders,
        agent_profile_id uuid NOT NULL REFERENCES agent_profiles,
        owner_team ${oneOf("owner_team", TeamCode)} NOT NULL,
        assignee_id uuid REFERENCES users,
        status ${oneOf("status", TaskStatus)} NOT NULL DEFAULT 'open',
        priority ${oneOf("priority", TaskPriority)} NOT NULL DEFAULT 'normal',
        sla_policy_id uuid NOT NULL REFERENCES sla_policies,
        sla_state ${oneOf("sla_state", SlaState)} NOT NULL DEFAULT 'active',
        sla_started_at timestamptz NOT NULL,
        sla_at_risk_at timestamptz NOT NULL,
        sla_due_at timestamptz NOT NULL,
        sla_paused_at timestamptz, sla_pause_reason text,
        next_check_at timestamptz,
        retry_cadence_minutes integer NOT NULL DEFAULT 1440 CHECK (retry_cadence_minutes > 0),
        attempts integer NOT NULL DEFAULT 0,
        channel_policy ${oneOf("channel_policy", ChannelPolicy)} NOT NULL DEFAULT 'human_approval_required',
        allowed_actions ${someOf("allowed_actions", AgentAction)},
        blocked_actions ${someOf("blocked_actions", AgentAction)},
        escalation_ladder jsonb NOT NULL DEFAULT '[]',
        escalation_level integer NOT NULL DEFAULT 0,
        escalated_at timestamptz,
        prompt_context text,
        response_state ${oneOf("response_state", ResponseState)} NOT NULL DEFAULT 'none',
        last_channel_message_id text,
        audit_required boolean NOT NULL DEFAULT true CHECK (audit_required),
        snoozed_until timestamptz, snooze_reason text,
        reopened_count integer NOT NULL DEFAULT 0,
        resolved_at timestamptz, resolution text)`);
    await db.query(`CREATE UNIQUE INDEX follow_up_tasks_one_open ON follow_up_tasks (exception_id) WHERE status NOT IN ('resolved', 'cancelled')`);
    await db.query(`CREATE INDEX follow_up_tasks_queue ON follow_up_tasks (sla_due_at, id) WHERE status NOT IN ('resolved', 'cancelled') AND archived_at IS NULL`);
    await db.query(`CREATE INDEX follow_up_tasks_alarm ON follow_up_tasks (next_check_at) WHERE next_check_at IS NOT NULL AND status NOT IN ('resolved', 'cancelled')`);
    await db.query(`CREATE INDEX ON follow_up_tasks (exception_id)`);
    await db.query(`CREATE INDEX ON follow_up_tasks (distributor_id)`);
    await db.query(`CREATE INDEX ON follow_up_tasks (order_id)`);
    await db.query(`CREATE INDEX ON follow_up_tasks (assignee_id)`);
    await db.query(`
      CREATE TABLE follow_up_task_channels (
        task_id uuid NOT NULL REFERENCES follow_up_tasks,
        channel_id uuid NOT NULL REFERENCES channels,
        position integer NOT NULL,
        PRIMARY KEY (task_id, channel_id))`);
    await db.query(`GRANT DELETE ON follow_up_task_channels TO tower_app`);
  }

  async down() {
    throw new Error("cases can't be taken away; restore a backup instead");
  }
}
