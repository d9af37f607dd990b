import type { MigrationInterface, QueryRunner } from "typeorm";

/** Names are looked up here alone, whoever calls; what a session made for itself comes last, so that it hides nothing. */
const PINNED = "SET search_path = pg_catalog, public, pg_temp";

const MOVES = `(OLD.state, NEW.state) IN (
  ('pending', 'approved'), ('pending', 'rejected'), ('pending', 'expired'), ('pending', 'cancelled'),
  ('approved', 'executing'), ('approved', 'invalidated'), ('approved', 'expired'), ('approved', 'cancelled'),
  ('executing', 'executed'), ('executing', 'failed'), ('executing', 'invalidated'))`;

/** A decision is held by the database itself: made by a person who may, on a draft that waits, told in the same transaction; and asked for again before a message leaves. */
export class Approvals1790000000031 implements MigrationInterface {
  async up(db: QueryRunner) {
    await this.sayWhoMay(db);
    await this.checkDecisions(db);
    await this.checkMessages(db);
    // A link is followed by whoever reads it, so it leads to the web and nowhere else.
    await db.query(`UPDATE outbound_messages SET external_link = NULL WHERE external_link !~* '^https?://'`);
    await db.query(`ALTER TABLE outbound_messages ADD CONSTRAINT outbound_messages_external_link_check CHECK (external_link ~* '^https?://')`);
  }

  private async sayWhoMay(db: QueryRunner) {
    // The one place that says whose words stand in a draft.
    await db.query(`
      CREATE FUNCTION tower_is_author(draft uuid, person uuid) RETURNS boolean LANGUAGE sql STABLE
      RETURN EXISTS (SELECT FROM draft_revisions r WHERE r.draft_id = tower_is_author.draft AND r.author_user_id = tower_is_author.person)`);
    // As policies/message.policy.ts says it; a test holds the two together. Null where they may.
    await db.query(`
      CREATE FUNCTION tower_why_not_decide(draft uuid, person uuid) RETURNS text LANGUAGE sql STABLE
      RETURN NULLIF(COALESCE((
        SELECT CASE
          WHEN u.id IS NULL OR u.kind <> 'person' THEN 'only a person decides'
          WHEN u.disabled_at IS NOT NULL THEN 'the account of ' || u.name || ' is switched off'
          WHEN NOT EXISTS (SELECT FROM unnest(u.roles) role WHERE role <> 'viewer') THEN u.name || ' has no role that decides'
          WHEN cardinality(u.regions) > 0 AND NOT p.region = ANY (u.regions) THEN u.name || ' does not work for the region ' || p.region
          WHEN NOT 'admin' = ANY (u.roles)
            AND NOT EXISTS (SELECT FROM team_members m JOIN teams t ON t.id = m.team_id WHERE m.user_id = u.id AND t.code = d.owner_team)
            THEN u.name || ' is not in the team ' || replace(d.owner_team, '_', ' ')
          ELSE '' END
        FROM drafts d JOIN distributors p ON p.id = d.distributor_id LEFT JOIN users u ON u.id = tower_why_not_decide.person
        WHERE d.id = tower_why_not_decide.draft), 'there is no such draft'), '')`);
    await db.query(`
      CREATE FUNCTION tower_why_not_send(approval uuid) RETURNS text LANGUAGE sql STABLE
      RETURN NULLIF(COALESCE((
        SELECT COALESCE(tower_why_not_decide(a.draft_id, a.approver_id), CASE
          WHEN a.decision <> 'approved' THEN 'nobody approved it'
          WHEN NOT EXISTS (SELECT FROM audit_logs l WHERE l.subject_id = a.draft_id AND l.type = 'draft.approved' AND l.actor_kind = 'user' AND l.actor_id = a.approver_id)
            THEN 'the audit log does not tell of it'
          ELSE '' END)
        FROM approvals a WHERE a.id = tower_why_not_send.approval), 'nobody approved it'), '')`);
    for (const name of ["tower_is_author(uuid, uuid)", "tower_why_not_decide(uuid, uuid)", "tower_why_not_send(uuid)"]) {
      await db.query(`REVOKE ALL ON FUNCTION ${name} FROM PUBLIC`);
      await db.query(`GRANT EXECUTE ON FUNCTION ${name} TO tower_app`);
    }
  }

  private async checkDecisions(db: QueryRunner) {
    await db.query(`
      CREATE OR REPLACE FUNCTION tower_check_approval() RETURNS trigger LANGUAGE plpgsql ${PINNED} AS $$
      DECLARE d public.drafts%ROWTYPE; refusal text; BEGIN
        SELECT * INTO d FROM public.drafts WHERE id = NEW.draft_id FOR NO KEY UPDATE;
        IF d.state <> 'pending' THEN
          RAISE EXCEPTION 'a draft that is % is not decided on', d.state USING ERRCODE = '23514';
        END IF;
        IF d.current_revision_id IS DISTINCT FROM NEW.revision_id THEN
          RAISE EXCEPTION 'a decision on a revision that is not the current one' USING ERRCODE = '23514';
        END IF;
        refusal := public.tower_why_not_decide(NEW.draft_id, NEW.approver_id);
        IF refusal IS NOT NULL THEN
          RAISE EXCEPTION 'no decision: %', refusal USING ERRCODE = '23514', CONSTRAINT = 'approvals_by_right';
        END IF;
        IF NEW.decision <> 'approved' THEN RETURN NEW; END IF;
        IF d.expires_at <= NEW.created_at THEN
          RAISE EXCEPTION 'the draft has expired' USING ERRCODE = '23514';
        END IF;
        IF NEW.expires_at <= NEW.created_at OR NEW.expires_at > NEW.created_at + interval '24 hours' THEN
          RAISE EXCEPTION 'an approval lives for 24 hours at most' USING ERRCODE = '23514';
        END IF;
        IF (d.four_eyes OR EXISTS (SELECT FROM public.follow_up_tasks t WHERE t.id = d.task_id AND t.channel_policy = 'four_eyes_required'))
           AND public.tower_is_author(NEW.draft_id, NEW.approver_id) THEN
          RAISE EXCEPTION 'four eyes: an author of this draft may not approve it' USING ERRCODE = '23514';
        END IF;
        RETURN NEW;
      END $$`);
    // What the rest of the transaction did is looked at when it commits. The entry's id holds a time, which spares looking into every month.
    await db.query(`
      CREATE FUNCTION tower_require_told() RETURNS trigger LANGUAGE plpgsql ${PINNED} AS $$
      DECLARE d public.drafts%ROWTYPE; BEGIN
        SELECT * INTO d FROM public.drafts WHERE id = NEW.draft_id;
        IF d.state <> (CASE NEW.decision WHEN 'approved' THEN 'approved' ELSE 'rejected' END) OR d.current_revision_id IS DISTINCT FROM NEW.revision_id THEN
          RAISE EXCEPTION 'a draft is left % by a decision that says %', d.state, NEW.decision USING ERRCODE = '23514';
        END IF;
        IF NEW.decision = 'approved' AND d.four_eyes AND public.tower_is_author(NEW.draft_id, NEW.approver_id) THEN
          RAISE EXCEPTION 'four eyes: an author of this draft may not approve it' USING ERRCODE = '23514';
        END IF;
        IF NOT EXISTS (
          SELECT FROM public.audit_logs l JOIN public.audit_payloads p ON p.audit_id = l.id
          WHERE l.xid = pg_current_xact_id() AND l.id >= public.tower_uuid_v7_floor(transaction_timestamp() - interval '1 hour')
            AND l.subject_id = NEW.draft_id AND l.actor_kind = 'user' AND l.actor_id = NEW.approver_id
            AND l.type = CASE NEW.decision WHEN 'approved' THEN 'draft.approved' WHEN 'rejected' THEN 'draft.rejected' ELSE 'draft.redoRequested' END
            AND p.payload->>'approval' = NEW.id::text) THEN
          RAISE EXCEPTION 'a decision without its entry in the audit log' USING ERRCODE = '23514';
        END IF;
        RETURN NULL;
      END $$`);
    await db.query(`CREATE CONSTRAINT TRIGGER approvals_told AFTER INSERT ON approvals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tower_require_told()`);
    await db.query(`
      CREATE FUNCTION tower_check_draft() RETURNS trigger LANGUAGE plpgsql ${PINNED} AS $$ BEGIN
        IF TG_OP = 'INSERT' THEN
          IF NEW.state <> 'pending' THEN
            RAISE EXCEPTION 'a draft begins pending' USING ERRCODE = '23514';
          END IF;
          RETURN NEW;
        END IF;
        IF (NEW.id, NEW.number, NEW.task_id, NEW.exception_id, NEW.distributor_id, NEW.channel_id, NEW.action)
           IS DISTINCT FROM (OLD.id, OLD.number, OLD.task_id, OLD.exception_id, OLD.distributor_id, OLD.channel_id, OLD.action) THEN
          RAISE EXCEPTION 'a draft keeps what it is about and where it goes' USING ERRCODE = '23514';
        END IF;
        IF NEW.state <> OLD.state AND NOT ${MOVES} THEN
          RAISE EXCEPTION 'a draft that is % does not become %', OLD.state, NEW.state USING ERRCODE = '23514';
        END IF;
        IF NEW.expires_at > OLD.expires_at OR OLD.four_eyes AND NOT NEW.four_eyes THEN
          RAISE EXCEPTION 'a draft lives no longer and needs no fewer eyes than it was said' USING ERRCODE = '23514';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`CREATE TRIGGER drafts_checked BEFORE INSERT OR UPDATE ON drafts FOR EACH ROW EXECUTE FUNCTION tower_check_draft()`);
    for (const name of ["tower_check_approval()", "tower_require_told()", "tower_check_draft()"]) await db.query(`REVOKE ALL ON FUNCTION ${name} FROM PUBLIC`);
  }

  private async checkMessages(db: QueryRunner) {
    await db.query(`
      CREATE OR REPLACE FUNCTION tower_check_outbound() RETURNS trigger LANGUAGE plpgsql ${PINNED} AS $$
      DECLARE a public.approvals%ROWTYPE; r public.draft_revisions%ROWTYPE; d public.drafts%ROWTYPE; refusal text; BEGIN
        IF TG_OP = 'UPDATE' THEN
          IF (NEW.approval_id, NEW.draft_id, NEW.revision_id, NEW.content_hash, NEW.channel_id, NEW.recipient, NEW.task_id, NEW.exception_id, NEW.distributor_id, NEW.idempotency_key)
             IS DISTINCT FROM (OLD.approval_id, OLD.draft_id, OLD.revision_id, OLD.content_hash, OLD.channel_id, OLD.recipient, OLD.task_id, OLD.exception_id, OLD.distributor_id, OLD.idempotency_key) THEN
            RAISE EXCEPTION 'an outbound message never changes what was approved' USING ERRCODE = '23514';
          END IF;
          IF NEW.status <> OLD.status AND (NEW.status IN ('queued', 'retrying') AND OLD.status NOT IN ('sending', 'retrying')
             OR NEW.status = 'sending' AND OLD.status NOT IN ('queued', 'retrying')) THEN
            RAISE EXCEPTION 'a message that is % is never sent again on the same approval', OLD.status USING ERRCODE = '23514';
          END IF;
          IF NEW.status <> 'sending' OR OLD.status = 'sending' THEN RETURN NEW; END IF;
          SELECT * INTO a FROM public.approvals WHERE id = NEW.approval_id;
          SELECT * INTO d FROM public.drafts WHERE id = NEW.draft_id;
          IF NEW.sending_at IS NULL OR NEW.sending_at >= a.expires_at THEN
            RAISE EXCEPTION 'the approval has expired' USING ERRCODE = '23514';
          END IF;
          IF d.state NOT IN ('approved', 'executing') OR d.current_revision_id IS DISTINCT FROM NEW.revision_id THEN
            RAISE EXCEPTION 'the draft is % or was changed since its approval', d.state USING ERRCODE = '23514';
          END IF;
          refusal := public.tower_why_not_send(NEW.approval_id);
          IF refusal IS NOT NULL THEN
            RAISE EXCEPTION 'the approval no longer counts: %', refusal USING ERRCODE = '23514';
          END IF;
          RETURN NEW;
        END IF;
        SELECT * INTO a FROM public.approvals WHERE id = NEW.approval_id;
        SELECT * INTO r FROM public.draft_revisions WHERE id = NEW.revision_id;
        SELECT * INTO d FROM public.drafts WHERE id = NEW.draft_id;
        IF a.id IS NULL OR a.decision <> 'approved' THEN
          RAISE EXCEPTION 'no outbound message without an approval' USING ERRCODE = '23514';
        END IF;
        IF NEW.status <> 'queued' THEN
          RAISE EXCEPTION 'a message begins queued' USING ERRCODE = '23514';
        END IF;
        IF NEW.queued_at >= a.expires_at OR NEW.queued_at < a.created_at THEN
          RAISE EXCEPTION 'the approval has expired' USING ERRCODE = '23514';
        END IF;
        IF d.state <> 'approved' OR d.current_revision_id IS DISTINCT FROM NEW.revision_id THEN
          RAISE EXCEPTION 'the draft is % or was changed since its approval', d.state USING ERRCODE = '23514';
        END IF;
        IF (NEW.task_id, NEW.exception_id, NEW.distributor_id) IS DISTINCT FROM (d.task_id, d.exception_id, d.distributor_id) THEN
          RAISE EXCEPTION 'a message is about what its draft is about' USING ERRCODE = '23514';
        END IF;
        IF r.channel_id <> NEW.channel_id OR NOT NEW.recipient = ANY (r.recipients) THEN
          RAISE EXCEPTION 'the approval does not cover this channel or recipient' USING ERRCODE = '23514';
        END IF;
        RETURN NEW;
      END $$`);
  }

  async down() {
    throw new Error("what holds an approval is not taken away; restore a backup instead");
  }
}
