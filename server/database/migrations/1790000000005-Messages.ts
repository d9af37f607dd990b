import type { MigrationInterface, QueryRunner } from "typeorm";
import { AgentAction, AiOutputKind, ApprovalDecision, AuthorKind, DraftState, oneOf, OutboundStatus, ROW, TeamCode } from "./frozen.js";

/** Everything said: model outputs, drafts, approvals, and the outbound row the database refuses without an approval. */
export class Messages1790000000005 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      CREATE TABLE ai_outputs (
        id uuid PRIMARY KEY DEFAULT tower_uuid_v7(),
        created_at timestamptz NOT NULL,
        kind ${oneOf("kind", AiOutputKind)} NOT NULL,
        task_id uuid NOT NULL REFERENCES follow_up_tasks,
        agent_profile_id uuid NOT NULL REFERENCES agent_profiles,
        provider text NOT NULL, model text NOT NULL, prompt_version text NOT NULL,
        facts jsonb NOT NULL,
        content jsonb,
        error text,
        input_tokens integer, output_tokens integer,
        cost_micros bigint,
        latency_ms integer NOT NULL,
        grounding jsonb NOT NULL DEFAULT '[]')`);
    await db.query(`CREATE INDEX ON ai_outputs (task_id)`);
    await db.query(`CREATE SEQUENCE draft_number`);
    await db.query(`
      CREATE TABLE drafts (${ROW},
        number text NOT NULL UNIQUE,
        task_id uuid NOT NULL REFERENCES follow_up_tasks,
        exception_id uuid NOT NULL REFERENCES exceptions,
        distributor_id uuid NOT NULL REFERENCES distributors,
        order_id uuid REFERENCES orders,
        owner_team ${oneOf("owner_team", TeamCode)} NOT NULL,
        channel_id uuid NOT NULL REFERENCES channels,
        action ${oneOf("action", AgentAction)} NOT NULL,
        state ${oneOf("state", DraftState)} NOT NULL DEFAULT 'pending',
        state_reason text,
        four_eyes boolean NOT NULL DEFAULT false,
        four_eyes_reason text,
        expires_at timestamptz NOT NULL,
        current_revision_id uuid)`);
    await db.query(`CREATE INDEX ON drafts (task_id)`);
    await db.query(`CREATE INDEX drafts_waiting ON drafts (expires_at, id) WHERE state = 'pending'`);
    // Length-prefixing by JSON keeps "ab"+"c" and "a"+"bc" apart, and the database alone computes it.
    await db.query(`
      CREATE FUNCTION tower_content_hash(subject text, body text, channel uuid, recipients text[]) RETURNS text
      LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT encode(digest(jsonb_build_array(subject, body, channel, to_jsonb(recipients))::text, 'sha256'), 'hex') $$`);
    await db.query(`
      CREATE TABLE draft_revisions (
        id uuid PRIMARY KEY DEFAULT tower_uuid_v7(),
        created_at timestamptz NOT NULL,
        draft_id uuid NOT NULL REFERENCES drafts,
        revision integer NOT NULL CHECK (revision > 0),
        subject text,
        body text NOT NULL CHECK (length(body) BETWEEN 1 AND 20000),
        channel_id uuid NOT NULL REFERENCES channels,
        recipients text[] NOT NULL CHECK (cardinality(recipients) BETWEEN 1 AND 100),
        recipients_hash text NOT NULL GENERATED ALWAYS AS (tower_content_hash(NULL, '', channel_id, recipients)) STORED,
        content_hash text NOT NULL GENERATED ALWAYS AS (tower_content_hash(subject, body, channel_id, recipients)) STORED,
        facts jsonb NOT NULL DEFAULT '[]',
        ungrounded jsonb NOT NULL DEFAULT '[]',
        author_kind ${oneOf("author_kind", AuthorKind)} NOT NULL,
        author_user_id uuid REFERENCES users,
        agent_profile_id uuid REFERENCES agent_profiles,
        ai_output_id uuid REFERENCES ai_outputs,
        instruction text,
        CHECK ((author_kind = 'person') = (author_user_id IS NOT NULL)),
        UNIQUE (draft_id, revision),
        UNIQUE (id, draft_id, content_hash))`);
    await db.query(`ALTER TABLE drafts ADD FOREIGN KEY (current_revision_id) REFERENCES draft_revisions DEFERRABLE INITIALLY DEFERRED`);
    await db.query(`
      CREATE TABLE approvals (
        id uuid PRIMARY KEY DEFAULT tower_uuid_v7(),
        created_at timestamptz NOT NULL,
        draft_id uuid NOT NULL REFERENCES drafts,
        revision_id uuid NOT NULL,
        content_hash text NOT NULL,
        decision ${oneOf("decision", ApprovalDecision)} NOT NULL,
        reason text,
        approver_id uuid NOT NULL,
        approver_kind text NOT NULL DEFAULT 'person' CHECK (approver_kind = 'person'),
        expires_at timestamptz NOT NULL,
        FOREIGN KEY (approver_id, approver_kind) REFERENCES users (id, kind),
        FOREIGN KEY (revision_id, draft_id, content_hash) REFERENCES draft_revisions (id, draft_id, content_hash),
        CHECK (decision = 'approved' OR length(reason) > 0),
        UNIQUE (id, decision, draft_id, revision_id, content_hash))`);
    await db.query(`CREATE UNIQUE INDEX ON approvals (revision_id) WHERE decision = 'approved'`);
    await db.query(`CREATE INDEX ON approvals (draft_id)`);
    await db.query(`CREATE INDEX ON approvals (approver_id)`);
    await db.query(`
      CREATE FUNCTION tower_check_approval() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE d drafts%ROWTYPE; BEGIN
        SELECT * INTO d FROM drafts WHERE id = NEW.draft_id;
        IF NEW.decision = 'approved' AND d.current_revision_id IS DISTINCT FROM NEW.revision_id THEN
          RAISE EXCEPTION 'approval of a revision that is not the current one' USING ERRCODE = '23514';
        END IF;
        IF NEW.decision = 'approved' AND d.four_eyes AND EXISTS (
          SELECT FROM draft_revisions WHERE draft_id = NEW.draft_id AND author_user_id = NEW.approver_id) THEN
          RAISE EXCEPTION 'four eyes: an author of this draft may not approve it' USING ERRCODE = '23514';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`CREATE TRIGGER approvals_checked BEFORE INSERT ON approvals FOR EACH ROW EXECUTE FUNCTION tower_check_approval()`);
    await db.query(`
      CREATE TABLE outbound_messages (${ROW},
        approval_id uuid NOT NULL,
        approval_decision text NOT NULL DEFAULT 'approved' CHECK (approval_decision = 'approved'),
        draft_id uuid NOT NULL REFERENCES drafts,
        revision_id uuid NOT NULL,
        content_hash text NOT NULL,
        task_id uuid NOT NULL REFERENCES follow_up_tasks,
        exception_id uuid NOT NULL REFERENCES exceptions,
        distributor_id uuid NOT NULL REFERENCES distributors,
        order_id uuid REFERENCES orders,
        owner_team ${oneOf("owner_team", TeamCode)} NOT NULL,
        channel_id uuid NOT NULL REFERENCES channels,
        recipient text NOT NULL,
        status ${oneOf("status", OutboundStatus)} NOT NULL DEFAULT 'queued',
        idempotency_key uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz,
        claimed_until timestamptz,
        queued_at timestamptz NOT NULL, sending_at timestamptz, sent_at timestamptz,
        adapter text,
        external_channel text, external_message_id text, external_thread_id text, external_link text,
        failure_reason text,
        settled_by_id uuid REFERENCES users, settled_reason text,
        FOREIGN KEY (approval_id, approval_decision, draft_id, revision_id, content_hash)
          REFERENCES approvals (id, decision, draft_id, revision_id, content_hash),
        UNIQUE (approval_id, recipient))`);
    await db.query(`CREATE INDEX outbound_due ON outbound_messages (next_attempt_at) WHERE status IN ('queued', 'retrying', 'sending', 'unknown')`);
    await db.query(`CREATE INDEX ON outbound_messages (task_id)`);
    await db.query(`CREATE INDEX ON outbound_messages (draft_id)`);
    await db.query(`
      CREATE FUNCTION tower_check_outbound() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE a approvals%ROWTYPE; r draft_revisions%ROWTYPE; d drafts%ROWTYPE; BEGIN
        SELECT * INTO a FROM approvals WHERE id = NEW.approval_id;
        SELECT * INTO r FROM draft_revisions WHERE id = NEW.revision_id;
        SELECT * INTO d FROM drafts WHERE id = NEW.draft_id;
        IF TG_OP = 'UPDATE' THEN
          IF (NEW.approval_id, NEW.draft_id, NEW.revision_id, NEW.content_hash, NEW.channel_id, NEW.recipient)
             IS DISTINCT FROM (OLD.approval_id, OLD.draft_id, OLD.revision_id, OLD.content_hash, OLD.channel_id, OLD.recipient) THEN
            RAISE EXCEPTION 'an outbound message never changes what was approved' USING ERRCODE = '23514';
          END IF;
          IF NEW.status <> OLD.status AND (NEW.status IN ('queued', 'retrying') AND OLD.status NOT IN ('sending', 'retrying')
             OR NEW.status = 'sending' AND OLD.status NOT IN ('queued', 'retrying')) THEN
            RAISE EXCEPTION 'a message that is % is never sent again on the same approval', OLD.status USING ERRCODE = '23514';
          END IF;
          IF NEW.status = 'sending' AND OLD.status <> 'sending' AND (NEW.sending_at IS NULL OR NEW.sending_at >= a.expires_at) THEN
            RAISE EXCEPTION 'the approval has expired' USING ERRCODE = '23514';
          END IF;
          RETURN NEW;
        END IF;
        IF a.id IS NULL OR a.decision <> 'approved' THEN
          RAISE EXCEPTION 'no outbound message without an approval' USING ERRCODE = '23514';
        END IF;
        IF NEW.queued_at >= a.expires_at OR NEW.queued_at < a.created_at THEN
          RAISE EXCEPTION 'the approval has expired' USING ERRCODE = '23514';
        END IF;
        IF d.state <> 'approved' OR d.current_revision_id IS DISTINCT FROM NEW.revision_id THEN
          RAISE EXCEPTION 'the draft is % or was changed since its approval', d.state USING ERRCODE = '23514';
        END IF;
        IF r.channel_id <> NEW.channel_id OR NOT NEW.recipient = ANY (r.recipients) THEN
          RAISE EXCEPTION 'the approval does not cover this channel or recipient' USING ERRCODE = '23514';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`CREATE TRIGGER outbound_checked BEFORE INSERT OR UPDATE ON outbound_messages FOR EACH ROW EXECUTE FUNCTION tower_check_outbound()`);
    await db.query(`
      CREATE TABLE delivery_events (
        id uuid PRIMARY KEY DEFAULT tower_uuid_v7(),
        outbound_message_id uuid NOT NULL REFERENCES outbound_messages,
        status ${oneOf("status", OutboundStatus)} NOT NULL,
        detail text, provider_event_id text,
        occurred_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL,
        UNIQUE (outbound_message_id, provider_event_id))`);
    await db.query(`
      CREATE TABLE inbound_messages (${ROW},
        source text NOT NULL, event_id text NOT NULL,
        channel_id uuid REFERENCES channels,
        task_id uuid REFERENCES follow_up_tasks,
        external_thread_id text, sender text, body text,
        received_at timestamptz NOT NULL,
        UNIQUE (source, event_id))`);
    for (const table of ["ai_outputs", "draft_revisions", "approvals", "delivery_events"]) {
      await db.query(`REVOKE UPDATE ON ${table} FROM tower_app`);
      await db.query(`CREATE TRIGGER ${table}_immutable BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION tower_refuse_change()`);
    }
  }

  async down() {
    throw new Error("messages can't be taken away; restore a backup instead");
  }
}
