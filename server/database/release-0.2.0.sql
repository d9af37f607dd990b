-- A database as release 0.2.0 left it (thirteen migrations), with the work of two distributors in it: what an upgrade starts from.
-- pg_dump wrote it: tables, rows, then indexes, keys and triggers, so that the keys prove the rows complete. Never edit it.

SET check_function_bodies = off;
CREATE SCHEMA agenda;
CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS pgcrypto WITH SCHEMA public;
CREATE FUNCTION public.tower_analyze(tables text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET default_statistics_target TO '30'
    AS $$
      DECLARE each_table text; BEGIN
        FOREACH each_table IN ARRAY tables LOOP EXECUTE format('ANALYZE public.%I', each_table); END LOOP;
      END $$;
CREATE FUNCTION public.tower_business_add(calendar uuid, at timestamp with time zone, seconds bigint) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
        WITH target AS (SELECT COALESCE(tower_business_clock(calendar, at), 0) + seconds AS clock)
        SELECT starts_at + make_interval(secs => target.clock - seconds_before)
        FROM business_intervals, target
        WHERE calendar_id = calendar AND seconds_before < target.clock
          AND target.clock <= seconds_before + extract(epoch FROM ends_at - starts_at) -- null beyond the last interval
        ORDER BY seconds_before DESC LIMIT 1 $$;
CREATE FUNCTION public.tower_business_clock(calendar uuid, at timestamp with time zone) RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
        SELECT seconds_before + LEAST(extract(epoch FROM at - starts_at), extract(epoch FROM ends_at - starts_at))::bigint
        FROM business_intervals WHERE calendar_id = calendar AND starts_at <= at ORDER BY starts_at DESC LIMIT 1 $$;
CREATE FUNCTION public.tower_business_days(calendar uuid, a date, b date) RETURNS integer
    LANGUAGE sql STABLE
    AS $$
        SELECT count(DISTINCT day)::integer FROM business_intervals WHERE calendar_id = calendar AND day > a AND day <= b $$;
CREATE FUNCTION public.tower_business_seconds(calendar uuid, a timestamp with time zone, b timestamp with time zone) RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
        SELECT tower_business_clock(calendar, b) - tower_business_clock(calendar, a) $$;
CREATE FUNCTION public.tower_check_approval() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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
      END $$;
CREATE FUNCTION public.tower_check_outbound() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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
      END $$;
CREATE FUNCTION public.tower_commit_payload() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
        NEW.salt := gen_random_bytes(32);
        NEW.commitment := hmac(convert_to(NEW.payload::text, 'UTF8'), NEW.salt, 'sha256');
        RETURN NEW;
      END $$;
CREATE FUNCTION public.tower_content_hash(subject text, body text, channel uuid, recipients text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
        SELECT encode(digest(jsonb_build_array(subject, body, channel, to_jsonb(recipients))::text, 'sha256'), 'hex') $$;
CREATE FUNCTION public.tower_create_agenda_schema() RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
        CREATE SCHEMA IF NOT EXISTS agenda;
        GRANT USAGE, CREATE ON SCHEMA agenda TO tower_app;
      $$;
CREATE FUNCTION public.tower_ensure_partitions(parent regclass, from_month date, months integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
      DECLARE month date; BEGIN
        FOR i IN 0..months - 1 LOOP
          month := date_trunc('month', from_month)::date + make_interval(months => i);
          EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF %s FOR VALUES FROM (%L) TO (%L)',
            (SELECT relname FROM pg_class WHERE oid = parent) || '_' || to_char(month, 'YYYYMM'), parent,
            tower_uuid_v7_floor(month::timestamp AT TIME ZONE 'UTC'),
            tower_uuid_v7_floor((month + interval '1 month')::timestamp AT TIME ZONE 'UTC'));
        END LOOP;
      END $$;
CREATE FUNCTION public.tower_epoch() RETURNS text
    LANGUAGE sql STABLE
    AS $$
        SELECT concat_ws('-', system_identifier, (SELECT oid FROM pg_database WHERE datname = current_database()), timeline_id)
        FROM pg_control_system(), pg_control_checkpoint() $$;
CREATE FUNCTION public.tower_money_text(minor bigint, currency text) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
        SELECT currency || ' ' || CASE
          WHEN currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF')
            THEN to_char(minor, 'FM999,999,999,999,999,990')
          WHEN currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN to_char(minor / 1000.0, 'FM999,999,999,999,990.000')
          ELSE to_char(minor / 100.0, 'FM999,999,999,999,990.00') END $$;
CREATE FUNCTION public.tower_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
        RAISE EXCEPTION '% rows are never changed or removed', TG_TABLE_NAME USING ERRCODE = '42501';
      END $$;
CREATE FUNCTION public.tower_relay() RETURNS TABLE(epoch text, head bigint, positioned integer, pending boolean)
    LANGUAGE plpgsql
    AS $$
      DECLARE
        this_epoch text := tower_epoch();
        state audit_relay%ROWTYPE;
        horizon xid8;
        placed integer;
      BEGIN
        IF NOT pg_try_advisory_xact_lock(hashtext('tower_relay')) THEN
          RETURN QUERY SELECT this_epoch, next_position - 1, 0, true FROM audit_relay;
          RETURN;
        END IF;
        horizon := pg_snapshot_xmin(pg_current_snapshot());
        SELECT * INTO state FROM audit_relay;
        IF state.epoch = this_epoch THEN
          INSERT INTO audit_positions (position, audit_id)
            SELECT state.next_position + row_number() OVER (ORDER BY l.xid, l.id) - 1, l.id FROM audit_logs l
            WHERE l.xid >= state.next_xid AND l.xid < horizon AND NOT EXISTS (SELECT FROM audit_positions p WHERE p.audit_id = l.id);
        ELSE
          INSERT INTO audit_positions (position, audit_id)
            SELECT state.next_position + row_number() OVER (ORDER BY l.id) - 1, l.id FROM audit_logs l
            WHERE NOT (l.xid >= horizon AND l.xid < pg_snapshot_xmax(pg_current_snapshot()))
              AND NOT EXISTS (SELECT FROM audit_positions p WHERE p.audit_id = l.id);
        END IF;
        GET DIAGNOSTICS placed = ROW_COUNT;
        head := state.next_position + placed - 1;
        IF placed > 0 OR state.epoch <> this_epoch THEN
          UPDATE audit_relay SET epoch = this_epoch, next_xid = horizon, next_position = tower_relay.head + 1;
          PERFORM pg_notify('tower_positions', head::text);
        END IF;
        RETURN QUERY SELECT this_epoch, head, placed, horizon < pg_snapshot_xmax(pg_current_snapshot()) AND EXISTS (
          SELECT FROM audit_logs l WHERE l.xid >= horizon AND l.xid < pg_snapshot_xmax(pg_current_snapshot())
            AND NOT EXISTS (SELECT FROM audit_positions p WHERE p.audit_id = l.id));
      END $$;
CREATE FUNCTION public.tower_require_entries() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
        IF EXISTS (SELECT FROM written w WHERE (SELECT l.id FROM public.audit_logs l WHERE l.id = w.audit_id) IS NULL) THEN
          RAISE EXCEPTION 'a payload belongs to an entry' USING ERRCODE = '23503', TABLE = 'audit_payloads';
        END IF;
        RETURN NULL;
      END $$;
CREATE FUNCTION public.tower_uuid_v7() RETURNS uuid LANGUAGE sql PARALLEL SAFE AS $$ SELECT uuidv7() $$;
CREATE FUNCTION public.tower_uuid_v7_floor(at timestamp with time zone) RETURNS uuid
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
        SELECT (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid $$;
CREATE TABLE public.agent_profiles (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    team text NOT NULL,
    description text NOT NULL,
    prompt_version text NOT NULL,
    tone text NOT NULL,
    tools text[] DEFAULT '{}'::text[] NOT NULL,
    allowed_actions text[] DEFAULT '{}'::text[] NOT NULL,
    blocked_actions text[] DEFAULT '{}'::text[] NOT NULL,
    model text,
    monthly_budget_minor bigint,
    active boolean DEFAULT true NOT NULL,
    CONSTRAINT agent_profiles_allowed_actions_check CHECK ((allowed_actions <@ ARRAY['draft_email'::text, 'draft_internal_update'::text, 'recommend_escalation'::text, 'propose_next_action'::text, 'request_document'::text, 'send_without_approval'::text, 'release_shipment'::text, 'modify_invoice'::text, 'release_hold'::text, 'change_credit_limit'::text])),
    CONSTRAINT agent_profiles_blocked_actions_check CHECK ((blocked_actions <@ ARRAY['draft_email'::text, 'draft_internal_update'::text, 'recommend_escalation'::text, 'propose_next_action'::text, 'request_document'::text, 'send_without_approval'::text, 'release_shipment'::text, 'modify_invoice'::text, 'release_hold'::text, 'change_credit_limit'::text])),
    CONSTRAINT agent_profiles_team_check CHECK ((team = ANY (ARRAY['sales_ops'::text, 'partner_success'::text, 'accounting'::text, 'logistics'::text, 'legal'::text])))
);
CREATE TABLE public.ai_outputs (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    task_id uuid NOT NULL,
    agent_profile_id uuid NOT NULL,
    provider text NOT NULL,
    model text NOT NULL,
    prompt_version text NOT NULL,
    facts jsonb NOT NULL,
    content jsonb,
    error text,
    input_tokens integer,
    output_tokens integer,
    cost_micros bigint,
    latency_ms integer NOT NULL,
    grounding jsonb DEFAULT '[]'::jsonb NOT NULL,
    CONSTRAINT ai_outputs_kind_check CHECK ((kind = ANY (ARRAY['draft'::text, 'classification'::text, 'recommendation'::text])))
);
CREATE TABLE public.api_tokens (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    user_id uuid NOT NULL,
    name text NOT NULL,
    prefix text NOT NULL,
    token_hash bytea NOT NULL,
    scopes text[] DEFAULT '{}'::text[] NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone
);
CREATE TABLE public.approvals (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    draft_id uuid NOT NULL,
    revision_id uuid NOT NULL,
    content_hash text NOT NULL,
    decision text NOT NULL,
    reason text,
    approver_id uuid NOT NULL,
    approver_kind text DEFAULT 'person'::text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT approvals_approver_kind_check CHECK ((approver_kind = 'person'::text)),
    CONSTRAINT approvals_check CHECK (((decision = 'approved'::text) OR (length(reason) > 0))),
    CONSTRAINT approvals_decision_check CHECK ((decision = ANY (ARRAY['approved'::text, 'rejected'::text, 'redo_requested'::text])))
);
CREATE TABLE public.audit_logs (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    type text NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    actor_name text NOT NULL,
    via text NOT NULL,
    request_id text,
    batch_id uuid,
    subject_kind text NOT NULL,
    subject_id uuid NOT NULL,
    subject_number text,
    distributor_id uuid,
    order_id uuid,
    exception_id uuid,
    task_id uuid,
    draft_id uuid,
    CONSTRAINT audit_logs_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['user'::text, 'agent'::text, 'integration'::text, 'system'::text])))
)
PARTITION BY RANGE (id);
CREATE TABLE public.audit_logs_202611 (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    type text NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    actor_name text NOT NULL,
    via text NOT NULL,
    request_id text,
    batch_id uuid,
    subject_kind text NOT NULL,
    subject_id uuid NOT NULL,
    subject_number text,
    distributor_id uuid,
    order_id uuid,
    exception_id uuid,
    task_id uuid,
    draft_id uuid,
    CONSTRAINT audit_logs_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['user'::text, 'agent'::text, 'integration'::text, 'system'::text])))
);
CREATE TABLE public.audit_logs_202612 (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    type text NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    actor_name text NOT NULL,
    via text NOT NULL,
    request_id text,
    batch_id uuid,
    subject_kind text NOT NULL,
    subject_id uuid NOT NULL,
    subject_number text,
    distributor_id uuid,
    order_id uuid,
    exception_id uuid,
    task_id uuid,
    draft_id uuid,
    CONSTRAINT audit_logs_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['user'::text, 'agent'::text, 'integration'::text, 'system'::text])))
);
CREATE TABLE public.audit_logs_202701 (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    type text NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    actor_name text NOT NULL,
    via text NOT NULL,
    request_id text,
    batch_id uuid,
    subject_kind text NOT NULL,
    subject_id uuid NOT NULL,
    subject_number text,
    distributor_id uuid,
    order_id uuid,
    exception_id uuid,
    task_id uuid,
    draft_id uuid,
    CONSTRAINT audit_logs_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['user'::text, 'agent'::text, 'integration'::text, 'system'::text])))
);
CREATE TABLE public.audit_logs_default (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    type text NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    actor_name text NOT NULL,
    via text NOT NULL,
    request_id text,
    batch_id uuid,
    subject_kind text NOT NULL,
    subject_id uuid NOT NULL,
    subject_number text,
    distributor_id uuid,
    order_id uuid,
    exception_id uuid,
    task_id uuid,
    draft_id uuid,
    CONSTRAINT audit_logs_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['user'::text, 'agent'::text, 'integration'::text, 'system'::text])))
);
CREATE TABLE public.audit_payloads (
    audit_id uuid NOT NULL,
    payload jsonb,
    salt bytea,
    commitment bytea NOT NULL,
    redacted_at timestamp with time zone
);
CREATE TABLE public.audit_positions (
    "position" bigint NOT NULL,
    audit_id uuid NOT NULL
);
CREATE TABLE public.audit_relay (
    singleton boolean DEFAULT true NOT NULL,
    epoch text NOT NULL,
    next_xid xid8 NOT NULL,
    next_position bigint DEFAULT 1 NOT NULL,
    CONSTRAINT audit_relay_singleton_check CHECK (singleton)
);
CREATE TABLE public.business_calendars (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    time_zone text NOT NULL,
    weekly jsonb NOT NULL,
    holidays date[] DEFAULT '{}'::date[] NOT NULL,
    is_default boolean DEFAULT false NOT NULL
);
CREATE TABLE public.business_intervals (
    calendar_id uuid NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    day date NOT NULL,
    seconds_before bigint NOT NULL,
    CONSTRAINT business_intervals_check CHECK ((ends_at > starts_at))
);
CREATE TABLE public.channel_routes (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    "position" integer NOT NULL,
    team text,
    exception_type text,
    min_severity integer DEFAULT 1 NOT NULL,
    channel_id uuid NOT NULL,
    CONSTRAINT channel_routes_min_severity_check CHECK (((min_severity >= 1) AND (min_severity <= 4))),
    CONSTRAINT channel_routes_team_check CHECK ((team = ANY (ARRAY['sales_ops'::text, 'partner_success'::text, 'accounting'::text, 'logistics'::text, 'legal'::text])))
);
CREATE TABLE public.channels (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    archived_at timestamp with time zone,
    archive_batch_id uuid,
    code text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    recipients text[] NOT NULL,
    team text,
    allows_amounts boolean DEFAULT true NOT NULL,
    active boolean DEFAULT true NOT NULL,
    CONSTRAINT channels_kind_check CHECK ((kind = ANY (ARRAY['slack'::text, 'telegram'::text, 'whatsapp'::text, 'teams'::text, 'email'::text, 'recording'::text]))),
    CONSTRAINT channels_team_check CHECK ((team = ANY (ARRAY['sales_ops'::text, 'partner_success'::text, 'accounting'::text, 'logistics'::text, 'legal'::text])))
);
CREATE TABLE public.contacts (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    archived_at timestamp with time zone,
    archive_batch_id uuid,
    distributor_id uuid NOT NULL,
    name text NOT NULL,
    job_title text,
    email public.citext,
    phone text,
    is_primary boolean DEFAULT false NOT NULL,
    consents text[] DEFAULT '{}'::text[] NOT NULL
);
CREATE TABLE public.delivery_events (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    outbound_message_id uuid NOT NULL,
    status text NOT NULL,
    detail text,
    provider_event_id text,
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT delivery_events_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'sending'::text, 'retrying'::text, 'sent'::text, 'delivered'::text, 'read'::text, 'failed'::text, 'unknown'::text, 'cancelled'::text, 'retracted'::text, 'corrected'::text])))
);
CREATE TABLE public.detection_runs (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    cause text NOT NULL,
    rule_codes text[] NOT NULL,
    opened integer DEFAULT 0 NOT NULL,
    updated integer DEFAULT 0 NOT NULL,
    reopened integer DEFAULT 0 NOT NULL,
    cleared integer DEFAULT 0 NOT NULL,
    undecided integer DEFAULT 0 NOT NULL,
    duration_ms integer DEFAULT 0 NOT NULL
);
CREATE TABLE public.distributors (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    archived_at timestamp with time zone,
    archive_batch_id uuid,
    number text NOT NULL,
    legal_name text NOT NULL,
    country character(2) NOT NULL,
    region text NOT NULL,
    tier text DEFAULT 'c'::text NOT NULL,
    tax_id text,
    registered_name text,
    registered_tax_id text,
    account_owner_id uuid,
    currency character(3) DEFAULT 'EUR'::bpchar NOT NULL,
    credit_limit_minor bigint,
    payment_terms_days integer DEFAULT 30 NOT NULL,
    billing_trigger text DEFAULT 'shipment'::text NOT NULL,
    po_required boolean DEFAULT true NOT NULL,
    onboarding_state text DEFAULT 'draft'::text NOT NULL,
    onboarding_changed_at timestamp with time zone,
    applied_on date,
    screening_state text DEFAULT 'not_screened'::text NOT NULL,
    screened_at timestamp with time zone,
    suppressed_from timestamp with time zone,
    suppressed_until timestamp with time zone,
    suppression_reason text,
    last_activity_at timestamp with time zone,
    CONSTRAINT distributors_billing_trigger_check CHECK ((billing_trigger = ANY (ARRAY['shipment'::text, 'delivery'::text, 'proof_of_delivery'::text]))),
    CONSTRAINT distributors_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT distributors_credit_limit_minor_check CHECK ((credit_limit_minor >= 0)),
    CONSTRAINT distributors_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT distributors_onboarding_state_check CHECK ((onboarding_state = ANY (ARRAY['draft'::text, 'submitted'::text, 'in_review'::text, 'documents_requested'::text, 'approved'::text, 'rejected'::text, 'active'::text, 'suspended'::text, 're_verification'::text, 'offboarded'::text]))),
    CONSTRAINT distributors_payment_terms_days_check CHECK (((payment_terms_days >= 0) AND (payment_terms_days <= 365))),
    CONSTRAINT distributors_screening_state_check CHECK ((screening_state = ANY (ARRAY['not_screened'::text, 'clear'::text, 'potential_match'::text, 'confirmed_match'::text, 'false_positive'::text]))),
    CONSTRAINT distributors_tier_check CHECK ((tier = ANY (ARRAY['a'::text, 'b'::text, 'c'::text])))
);
CREATE TABLE public.documents (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    archived_at timestamp with time zone,
    archive_batch_id uuid,
    number text NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    state text DEFAULT 'requested'::text NOT NULL,
    state_changed_at timestamp with time zone NOT NULL,
    owner_distributor_id uuid,
    owner_order_id uuid,
    owner_invoice_id uuid,
    owner_shipment_id uuid,
    distributor_id uuid NOT NULL,
    order_id uuid,
    required boolean DEFAULT false NOT NULL,
    blocks_trade boolean DEFAULT false NOT NULL,
    requested_on date,
    issued_on date,
    expires_on date,
    name_on_document text,
    tax_id_on_document text,
    file_reference text,
    rejection_reason text,
    CONSTRAINT documents_check CHECK ((num_nonnulls(owner_distributor_id, owner_order_id, owner_invoice_id, owner_shipment_id) = 1)),
    CONSTRAINT documents_check1 CHECK (((expires_on IS NULL) OR (issued_on IS NULL) OR (expires_on >= issued_on))),
    CONSTRAINT documents_kind_check CHECK ((kind = ANY (ARRAY['kyc'::text, 'licence'::text, 'tax'::text, 'contract'::text, 'insurance'::text, 'customs'::text, 'proof_of_delivery'::text]))),
    CONSTRAINT documents_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'uploaded'::text, 'in_review'::text, 'approved'::text, 'rejected'::text, 'resubmission_requested'::text, 'expired'::text, 'superseded'::text])))
);
CREATE SEQUENCE public.draft_number
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.draft_revisions (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    draft_id uuid NOT NULL,
    revision integer NOT NULL,
    subject text,
    body text NOT NULL,
    channel_id uuid NOT NULL,
    recipients text[] NOT NULL,
    recipients_hash text GENERATED ALWAYS AS (public.tower_content_hash(NULL::text, ''::text, channel_id, recipients)) STORED NOT NULL,
    content_hash text GENERATED ALWAYS AS (public.tower_content_hash(subject, body, channel_id, recipients)) STORED NOT NULL,
    facts jsonb DEFAULT '[]'::jsonb NOT NULL,
    ungrounded jsonb DEFAULT '[]'::jsonb NOT NULL,
    author_kind text NOT NULL,
    author_user_id uuid,
    agent_profile_id uuid,
    ai_output_id uuid,
    instruction text,
    CONSTRAINT draft_revisions_author_kind_check CHECK ((author_kind = ANY (ARRAY['agent'::text, 'person'::text]))),
    CONSTRAINT draft_revisions_body_check CHECK (((length(body) >= 1) AND (length(body) <= 20000))),
    CONSTRAINT draft_revisions_check CHECK (((author_kind = 'person'::text) = (author_user_id IS NOT NULL))),
    CONSTRAINT draft_revisions_recipients_check CHECK (((cardinality(recipients) >= 1) AND (cardinality(recipients) <= 100))),
    CONSTRAINT draft_revisions_revision_check CHECK ((revision > 0))
);
CREATE TABLE public.drafts (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    number text NOT NULL,
    task_id uuid NOT NULL,
    exception_id uuid NOT NULL,
    distributor_id uuid NOT NULL,
    order_id uuid,
    owner_team text NOT NULL,
    channel_id uuid NOT NULL,
    action text NOT NULL,
    state text DEFAULT 'pending'::text NOT NULL,
    state_reason text,
    four_eyes boolean DEFAULT false NOT NULL,
    four_eyes_reason text,
    expires_at timestamp with time zone NOT NULL,
    current_revision_id uuid,
    CONSTRAINT drafts_action_check CHECK ((action = ANY (ARRAY['draft_email'::text, 'draft_internal_update'::text, 'recommend_escalation'::text, 'propose_next_action'::text, 'request_document'::text, 'send_without_approval'::text, 'release_shipment'::text, 'modify_invoice'::text, 'release_hold'::text, 'change_credit_limit'::text]))),
    CONSTRAINT drafts_owner_team_check CHECK ((owner_team = ANY (ARRAY['sales_ops'::text, 'partner_success'::text, 'accounting'::text, 'logistics'::text, 'legal'::text]))),
    CONSTRAINT drafts_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'approved'::text, 'executing'::text, 'executed'::text, 'failed'::text, 'rejected'::text, 'expired'::text, 'cancelled'::text, 'invalidated'::text])))
);
CREATE SEQUENCE public.exception_number
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.exceptions (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    archived_at timestamp with time zone,
    archive_batch_id uuid,
    number text NOT NULL,
    type text NOT NULL,
    origin text DEFAULT 'rule'::text NOT NULL,
    subject_kind text NOT NULL,
    subject_number text NOT NULL,
    subject_distributor_id uuid,
    subject_order_id uuid,
    subject_invoice_id uuid,
    subject_shipment_id uuid,
    subject_document_id uuid,
    distributor_id uuid NOT NULL,
    order_id uuid,
    fingerprint text NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    severity integer NOT NULL,
    score integer NOT NULL,
    score_parts jsonb NOT NULL,
    owner_team text NOT NULL,
    agent_code text NOT NULL,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    title text NOT NULL,
    recommended_action text NOT NULL,
    facts jsonb DEFAULT '[]'::jsonb NOT NULL,
    value_minor bigint,
    currency character(3),
    blocks_order boolean DEFAULT false NOT NULL,
    detected_at timestamp with time zone NOT NULL,
    last_fired_at timestamp with time zone NOT NULL,
    acknowledged_at timestamp with time zone,
    acknowledged_until timestamp with time zone,
    resolved_at timestamp with time zone,
    resolution text,
    closed_at timestamp with time zone,
    cleared_at timestamp with time zone,
    reopened_count integer DEFAULT 0 NOT NULL,
    suppressed_until timestamp with time zone,
    dismissed_at timestamp with time zone,
    dismissed_reason text,
    said uuid GENERATED ALWAYS AS ((md5((title || (jsonb_path_query_array(facts, '$[*]."value"'::jsonpath))::text)))::uuid) STORED,
    repeats integer,
    CONSTRAINT exceptions_check CHECK ((num_nonnulls(subject_distributor_id, subject_order_id, subject_invoice_id, subject_shipment_id, subject_document_id) = 1)),
    CONSTRAINT exceptions_check1 CHECK ((subject_kind =
CASE
    WHEN (subject_distributor_id IS NOT NULL) THEN 'distributor'::text
    WHEN (subject_order_id IS NOT NULL) THEN 'order'::text
    WHEN (subject_invoice_id IS NOT NULL) THEN 'invoice'::text
    WHEN (subject_shipment_id IS NOT NULL) THEN 'shipment'::text
    ELSE 'document'::text
END)),
    CONSTRAINT exceptions_origin_check CHECK ((origin = ANY (ARRAY['rule'::text, 'person'::text]))),
    CONSTRAINT exceptions_owner_team_check CHECK ((owner_team = ANY (ARRAY['sales_ops'::text, 'partner_success'::text, 'accounting'::text, 'logistics'::text, 'legal'::text]))),
    CONSTRAINT exceptions_score_check CHECK (((score >= 0) AND (score <= 100))),
    CONSTRAINT exceptions_severity_check CHECK (((severity >= 1) AND (severity <= 4))),
    CONSTRAINT exceptions_state_check CHECK ((state = ANY (ARRAY['open'::text, 'acknowledged'::text, 'in_progress'::text, 'resolved'::text, 'closed'::text]))),
    CONSTRAINT exceptions_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['distributor'::text, 'order'::text, 'invoice'::text, 'shipment'::text, 'document'::text])))
);
CREATE TABLE public.external_identities (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    user_id uuid NOT NULL,
    system text NOT NULL,
    external_id text NOT NULL
);
CREATE TABLE public.external_refs (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    system text NOT NULL,
    external_id text NOT NULL,
    source_version text,
    distributor_id uuid,
    order_id uuid,
    invoice_id uuid,
    shipment_id uuid,
    document_id uuid,
    payment_id uuid,
    CONSTRAINT external_refs_check CHECK ((num_nonnulls(distributor_id, order_id, invoice_id, shipment_id, document_id, payment_id) = 1))
);
CREATE TABLE public.follow_up_task_channels (
    task_id uuid NOT NULL,
    channel_id uuid NOT NULL,
    "position" integer NOT NULL
);
CREATE SEQUENCE public.follow_up_task_number
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.follow_up_tasks (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    archived_at timestamp with time zone,
    archive_batch_id uuid,
    number text NOT NULL,
    exception_id uuid NOT NULL,
    distributor_id uuid NOT NULL,
    order_id uuid,
    agent_profile_id uuid NOT NULL,
    owner_team text NOT NULL,
    assignee_id uuid,
    status text DEFAULT 'open'::text NOT NULL,
    priority text DEFAULT 'normal'::text NOT NULL,
    sla_policy_id uuid NOT NULL,
    sla_state text DEFAULT 'active'::text NOT NULL,
    sla_started_at timestamp with time zone NOT NULL,
    sla_at_risk_at timestamp with time zone NOT NULL,
    sla_due_at timestamp with time zone NOT NULL,
    sla_paused_at timestamp with time zone,
    sla_pause_reason text,
    next_check_at timestamp with time zone,
    retry_cadence_minutes integer DEFAULT 1440 NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    channel_policy text DEFAULT 'human_approval_required'::text NOT NULL,
    allowed_actions text[] DEFAULT '{}'::text[] NOT NULL,
    blocked_actions text[] DEFAULT '{}'::text[] NOT NULL,
    escalation_ladder jsonb DEFAULT '[]'::jsonb NOT NULL,
    escalation_level integer DEFAULT 0 NOT NULL,
    escalated_at timestamp with time zone,
    prompt_context text,
    response_state text DEFAULT 'none'::text NOT NULL,
    last_channel_message_id text,
    audit_required boolean DEFAULT true NOT NULL,
    snoozed_until timestamp with time zone,
    snooze_reason text,
    reopened_count integer DEFAULT 0 NOT NULL,
    resolved_at timestamp with time zone,
    resolution text,
    CONSTRAINT follow_up_tasks_allowed_actions_check CHECK ((allowed_actions <@ ARRAY['draft_email'::text, 'draft_internal_update'::text, 'recommend_escalation'::text, 'propose_next_action'::text, 'request_document'::text, 'send_without_approval'::text, 'release_shipment'::text, 'modify_invoice'::text, 'release_hold'::text, 'change_credit_limit'::text])),
    CONSTRAINT follow_up_tasks_audit_required_check CHECK (audit_required),
    CONSTRAINT follow_up_tasks_blocked_actions_check CHECK ((blocked_actions <@ ARRAY['draft_email'::text, 'draft_internal_update'::text, 'recommend_escalation'::text, 'propose_next_action'::text, 'request_document'::text, 'send_without_approval'::text, 'release_shipment'::text, 'modify_invoice'::text, 'release_hold'::text, 'change_credit_limit'::text])),
    CONSTRAINT follow_up_tasks_channel_policy_check CHECK ((channel_policy = ANY (ARRAY['human_approval_required'::text, 'four_eyes_required'::text]))),
    CONSTRAINT follow_up_tasks_owner_team_check CHECK ((owner_team = ANY (ARRAY['sales_ops'::text, 'partner_success'::text, 'accounting'::text, 'logistics'::text, 'legal'::text]))),
    CONSTRAINT follow_up_tasks_priority_check CHECK ((priority = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text, 'urgent'::text]))),
    CONSTRAINT follow_up_tasks_response_state_check CHECK ((response_state = ANY (ARRAY['none'::text, 'awaiting'::text, 'replied'::text, 'overdue'::text]))),
    CONSTRAINT follow_up_tasks_retry_cadence_minutes_check CHECK ((retry_cadence_minutes > 0)),
    CONSTRAINT follow_up_tasks_sla_state_check CHECK ((sla_state = ANY (ARRAY['active'::text, 'paused'::text, 'at_risk'::text, 'breached'::text, 'met'::text]))),
    CONSTRAINT follow_up_tasks_status_check CHECK ((status = ANY (ARRAY['open'::text, 'scheduled'::text, 'drafting'::text, 'waiting_for_human_approval'::text, 'approved'::text, 'posted'::text, 'awaiting_response'::text, 'resolved'::text, 'cancelled'::text])))
);
CREATE TABLE public.fx_rates (
    day date NOT NULL,
    base character(3) NOT NULL,
    quote character(3) NOT NULL,
    rate numeric(18,8) NOT NULL,
    CONSTRAINT fx_rates_rate_check CHECK ((rate > (0)::numeric))
);
CREATE TABLE public.idempotency_keys (
    user_id uuid NOT NULL,
    operation text NOT NULL,
    key text NOT NULL,
    result jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.import_issues (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    import_id uuid NOT NULL,
    row_number integer NOT NULL,
    column_name text,
    value text,
    code text NOT NULL,
    reason text NOT NULL
);
CREATE TABLE public.imports (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    mapping text,
    file_name text NOT NULL,
    file_hash text NOT NULL,
    state text NOT NULL,
    row_count integer DEFAULT 0 NOT NULL,
    created_count integer DEFAULT 0 NOT NULL,
    updated_count integer DEFAULT 0 NOT NULL,
    unchanged_count integer DEFAULT 0 NOT NULL,
    error_count integer DEFAULT 0 NOT NULL,
    conflict_count integer DEFAULT 0 NOT NULL,
    started_by_id uuid,
    CONSTRAINT imports_kind_check CHECK ((kind = ANY (ARRAY['distributors'::text, 'orders'::text, 'invoices'::text, 'shipments'::text, 'documents'::text, 'payments'::text]))),
    CONSTRAINT imports_state_check CHECK ((state = ANY (ARRAY['previewed'::text, 'applied'::text, 'failed'::text])))
);
CREATE TABLE public.inbound_messages (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    source text NOT NULL,
    event_id text NOT NULL,
    channel_id uuid,
    task_id uuid,
    external_thread_id text,
    sender text,
    body text,
    received_at timestamp with time zone NOT NULL
);
CREATE TABLE public.invoice_disputes (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    invoice_id uuid NOT NULL,
    code text NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    amount_minor bigint NOT NULL,
    opened_on date NOT NULL,
    resolved_on date,
    note text,
    CONSTRAINT invoice_disputes_amount_minor_check CHECK ((amount_minor >= 0)),
    CONSTRAINT invoice_disputes_code_check CHECK ((code = ANY (ARRAY['price'::text, 'quantity'::text, 'damage'::text, 'not_received'::text, 'duplicate'::text, 'terms'::text, 'other'::text]))),
    CONSTRAINT invoice_disputes_state_check CHECK ((state = ANY (ARRAY['open'::text, 'in_progress'::text, 'resolved_valid'::text, 'resolved_invalid'::text])))
);
CREATE TABLE public.invoices (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    archived_at timestamp with time zone,
    archive_batch_id uuid,
    number text NOT NULL,
    distributor_id uuid NOT NULL,
    order_id uuid,
    status text DEFAULT 'open'::text NOT NULL,
    currency character(3) NOT NULL,
    amount_minor bigint NOT NULL,
    outstanding_minor bigint NOT NULL,
    disputed_minor bigint DEFAULT 0 NOT NULL,
    issued_on date NOT NULL,
    due_on date NOT NULL,
    settled_on date,
    dunning_level integer DEFAULT 0 NOT NULL,
    CONSTRAINT invoices_amount_minor_check CHECK ((amount_minor >= 0)),
    CONSTRAINT invoices_check CHECK (((outstanding_minor >= 0) AND (outstanding_minor <= amount_minor))),
    CONSTRAINT invoices_check1 CHECK (((disputed_minor >= 0) AND (disputed_minor <= amount_minor))),
    CONSTRAINT invoices_check2 CHECK ((due_on >= issued_on)),
    CONSTRAINT invoices_check3 CHECK (((status <> 'paid'::text) OR (outstanding_minor = 0))),
    CONSTRAINT invoices_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT invoices_dunning_level_check CHECK (((dunning_level >= 0) AND (dunning_level <= 4))),
    CONSTRAINT invoices_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'open'::text, 'partially_paid'::text, 'paid'::text, 'void'::text, 'uncollectible'::text])))
);
CREATE TABLE public.lane_figures (
    origin_country character(2) NOT NULL,
    destination_country character(2) NOT NULL,
    mode text NOT NULL,
    worked_out_on date NOT NULL,
    history_days integer NOT NULL,
    sample integer NOT NULL,
    days integer
);
CREATE TABLE public.migrations (
    id integer NOT NULL,
    "timestamp" bigint NOT NULL,
    name character varying NOT NULL
);
CREATE SEQUENCE public.migrations_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.migrations_id_seq OWNED BY public.migrations.id;
CREATE TABLE public.order_holds (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    order_id uuid NOT NULL,
    kind text NOT NULL,
    reason text NOT NULL,
    owner_team text NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    released_at timestamp with time zone,
    release_reason text,
    CONSTRAINT order_holds_kind_check CHECK ((kind = ANY (ARRAY['credit'::text, 'compliance'::text, 'document'::text, 'stock'::text, 'pricing'::text, 'customer'::text]))),
    CONSTRAINT order_holds_owner_team_check CHECK ((owner_team = ANY (ARRAY['sales_ops'::text, 'partner_success'::text, 'accounting'::text, 'logistics'::text, 'legal'::text])))
);
CREATE TABLE public.order_lines (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    order_id uuid NOT NULL,
    line_number text NOT NULL,
    sku text NOT NULL,
    description text,
    quantity integer NOT NULL,
    po_quantity integer,
    available_quantity integer,
    shipped_quantity integer DEFAULT 0 NOT NULL,
    delivered_quantity integer DEFAULT 0 NOT NULL,
    unit_price numeric(18,6) NOT NULL,
    list_price numeric(18,6),
    unit_cost numeric(18,6),
    value_minor bigint NOT NULL,
    CONSTRAINT order_lines_quantity_check CHECK ((quantity >= 0))
);
CREATE TABLE public.orders (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    archived_at timestamp with time zone,
    archive_batch_id uuid,
    number text NOT NULL,
    distributor_id uuid NOT NULL,
    po_number text,
    is_blanket_po boolean DEFAULT false NOT NULL,
    currency character(3) NOT NULL,
    value_minor bigint DEFAULT 0 NOT NULL,
    ordered_on date NOT NULL,
    promised_on date,
    origin_country character(2),
    destination_country character(2),
    mode text,
    status text DEFAULT 'draft'::text NOT NULL,
    status_changed_at timestamp with time zone NOT NULL,
    fulfilment_status text DEFAULT 'unfulfilled'::text NOT NULL,
    billing_status text DEFAULT 'to_bill'::text NOT NULL,
    export_check text DEFAULT 'not_required'::text NOT NULL,
    CONSTRAINT orders_billing_status_check CHECK ((billing_status = ANY (ARRAY['to_bill'::text, 'partly_billed'::text, 'billed'::text]))),
    CONSTRAINT orders_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT orders_export_check_check CHECK ((export_check = ANY (ARRAY['not_required'::text, 'pending'::text, 'passed'::text, 'failed'::text, 'licence_missing'::text]))),
    CONSTRAINT orders_fulfilment_status_check CHECK ((fulfilment_status = ANY (ARRAY['unfulfilled'::text, 'picking'::text, 'partially_shipped'::text, 'shipped'::text, 'partially_delivered'::text, 'delivered'::text]))),
    CONSTRAINT orders_mode_check CHECK ((mode = ANY (ARRAY['air'::text, 'sea'::text, 'road'::text, 'rail'::text, 'parcel'::text, 'air_charter'::text]))),
    CONSTRAINT orders_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'confirmed'::text, 'closed'::text, 'cancelled'::text]))),
    CONSTRAINT orders_value_minor_check CHECK ((value_minor >= 0))
);
CREATE TABLE public.outbound_messages (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    approval_id uuid NOT NULL,
    approval_decision text DEFAULT 'approved'::text NOT NULL,
    draft_id uuid NOT NULL,
    revision_id uuid NOT NULL,
    content_hash text NOT NULL,
    task_id uuid NOT NULL,
    exception_id uuid NOT NULL,
    distributor_id uuid NOT NULL,
    order_id uuid,
    owner_team text NOT NULL,
    channel_id uuid NOT NULL,
    recipient text NOT NULL,
    status text DEFAULT 'queued'::text NOT NULL,
    idempotency_key uuid DEFAULT gen_random_uuid() NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_attempt_at timestamp with time zone,
    claimed_until timestamp with time zone,
    queued_at timestamp with time zone NOT NULL,
    sending_at timestamp with time zone,
    sent_at timestamp with time zone,
    adapter text,
    external_channel text,
    external_message_id text,
    external_thread_id text,
    external_link text,
    failure_reason text,
    settled_by_id uuid,
    settled_reason text,
    CONSTRAINT outbound_messages_approval_decision_check CHECK ((approval_decision = 'approved'::text)),
    CONSTRAINT outbound_messages_owner_team_check CHECK ((owner_team = ANY (ARRAY['sales_ops'::text, 'partner_success'::text, 'accounting'::text, 'logistics'::text, 'legal'::text]))),
    CONSTRAINT outbound_messages_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'sending'::text, 'retrying'::text, 'sent'::text, 'delivered'::text, 'read'::text, 'failed'::text, 'unknown'::text, 'cancelled'::text, 'retracted'::text, 'corrected'::text])))
);
CREATE TABLE public.payment_promises (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    invoice_id uuid NOT NULL,
    state text DEFAULT 'active'::text NOT NULL,
    amount_minor bigint NOT NULL,
    promised_on date NOT NULL,
    given_on date NOT NULL,
    CONSTRAINT payment_promises_amount_minor_check CHECK ((amount_minor > 0)),
    CONSTRAINT payment_promises_state_check CHECK ((state = ANY (ARRAY['active'::text, 'kept'::text, 'broken'::text])))
);
CREATE TABLE public.payments (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    number text NOT NULL,
    distributor_id uuid NOT NULL,
    invoice_id uuid,
    currency character(3) NOT NULL,
    amount_minor bigint NOT NULL,
    received_on date NOT NULL,
    claims_full_settlement boolean DEFAULT false NOT NULL,
    remittance_note text,
    reversed_on date,
    CONSTRAINT payments_amount_minor_check CHECK ((amount_minor > 0))
);
CREATE TABLE public.rule_settings (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    rule_code text NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    thresholds jsonb DEFAULT '{}'::jsonb NOT NULL
);
CREATE TABLE public.sessions (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    user_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    bearer boolean DEFAULT false NOT NULL,
    ip text,
    user_agent text,
    last_seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone
);
CREATE TABLE public.shipment_events (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    shipment_id uuid NOT NULL,
    status text NOT NULL,
    raw_status text,
    incident_reason text,
    location text,
    description text,
    estimated_at timestamp with time zone,
    source text NOT NULL,
    source_event_id text,
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT shipment_events_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'booked'::text, 'pickup_scheduled'::text, 'pickup_failed'::text, 'picked_up'::text, 'in_transit'::text, 'on_hold'::text, 'delayed'::text, 'available_for_pickup'::text, 'out_for_delivery'::text, 'delivery_failed'::text, 'delivered'::text, 'return_to_sender'::text, 'returned'::text, 'cancelled'::text, 'lost'::text, 'unknown'::text])))
)
PARTITION BY RANGE (id);
CREATE TABLE public.shipment_events_202611 (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    shipment_id uuid NOT NULL,
    status text NOT NULL,
    raw_status text,
    incident_reason text,
    location text,
    description text,
    estimated_at timestamp with time zone,
    source text NOT NULL,
    source_event_id text,
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT shipment_events_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'booked'::text, 'pickup_scheduled'::text, 'pickup_failed'::text, 'picked_up'::text, 'in_transit'::text, 'on_hold'::text, 'delayed'::text, 'available_for_pickup'::text, 'out_for_delivery'::text, 'delivery_failed'::text, 'delivered'::text, 'return_to_sender'::text, 'returned'::text, 'cancelled'::text, 'lost'::text, 'unknown'::text])))
);
CREATE TABLE public.shipment_events_202612 (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    shipment_id uuid NOT NULL,
    status text NOT NULL,
    raw_status text,
    incident_reason text,
    location text,
    description text,
    estimated_at timestamp with time zone,
    source text NOT NULL,
    source_event_id text,
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT shipment_events_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'booked'::text, 'pickup_scheduled'::text, 'pickup_failed'::text, 'picked_up'::text, 'in_transit'::text, 'on_hold'::text, 'delayed'::text, 'available_for_pickup'::text, 'out_for_delivery'::text, 'delivery_failed'::text, 'delivered'::text, 'return_to_sender'::text, 'returned'::text, 'cancelled'::text, 'lost'::text, 'unknown'::text])))
);
CREATE TABLE public.shipment_events_202701 (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    shipment_id uuid NOT NULL,
    status text NOT NULL,
    raw_status text,
    incident_reason text,
    location text,
    description text,
    estimated_at timestamp with time zone,
    source text NOT NULL,
    source_event_id text,
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT shipment_events_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'booked'::text, 'pickup_scheduled'::text, 'pickup_failed'::text, 'picked_up'::text, 'in_transit'::text, 'on_hold'::text, 'delayed'::text, 'available_for_pickup'::text, 'out_for_delivery'::text, 'delivery_failed'::text, 'delivered'::text, 'return_to_sender'::text, 'returned'::text, 'cancelled'::text, 'lost'::text, 'unknown'::text])))
);
CREATE TABLE public.shipment_events_202702 (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    shipment_id uuid NOT NULL,
    status text NOT NULL,
    raw_status text,
    incident_reason text,
    location text,
    description text,
    estimated_at timestamp with time zone,
    source text NOT NULL,
    source_event_id text,
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT shipment_events_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'booked'::text, 'pickup_scheduled'::text, 'pickup_failed'::text, 'picked_up'::text, 'in_transit'::text, 'on_hold'::text, 'delayed'::text, 'available_for_pickup'::text, 'out_for_delivery'::text, 'delivery_failed'::text, 'delivered'::text, 'return_to_sender'::text, 'returned'::text, 'cancelled'::text, 'lost'::text, 'unknown'::text])))
);
CREATE TABLE public.shipment_events_202703 (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    shipment_id uuid NOT NULL,
    status text NOT NULL,
    raw_status text,
    incident_reason text,
    location text,
    description text,
    estimated_at timestamp with time zone,
    source text NOT NULL,
    source_event_id text,
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT shipment_events_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'booked'::text, 'pickup_scheduled'::text, 'pickup_failed'::text, 'picked_up'::text, 'in_transit'::text, 'on_hold'::text, 'delayed'::text, 'available_for_pickup'::text, 'out_for_delivery'::text, 'delivery_failed'::text, 'delivered'::text, 'return_to_sender'::text, 'returned'::text, 'cancelled'::text, 'lost'::text, 'unknown'::text])))
);
CREATE TABLE public.shipment_events_202704 (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    shipment_id uuid NOT NULL,
    status text NOT NULL,
    raw_status text,
    incident_reason text,
    location text,
    description text,
    estimated_at timestamp with time zone,
    source text NOT NULL,
    source_event_id text,
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT shipment_events_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'booked'::text, 'pickup_scheduled'::text, 'pickup_failed'::text, 'picked_up'::text, 'in_transit'::text, 'on_hold'::text, 'delayed'::text, 'available_for_pickup'::text, 'out_for_delivery'::text, 'delivery_failed'::text, 'delivered'::text, 'return_to_sender'::text, 'returned'::text, 'cancelled'::text, 'lost'::text, 'unknown'::text])))
);
CREATE TABLE public.shipment_events_default (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    shipment_id uuid NOT NULL,
    status text NOT NULL,
    raw_status text,
    incident_reason text,
    location text,
    description text,
    estimated_at timestamp with time zone,
    source text NOT NULL,
    source_event_id text,
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT shipment_events_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'booked'::text, 'pickup_scheduled'::text, 'pickup_failed'::text, 'picked_up'::text, 'in_transit'::text, 'on_hold'::text, 'delayed'::text, 'available_for_pickup'::text, 'out_for_delivery'::text, 'delivery_failed'::text, 'delivered'::text, 'return_to_sender'::text, 'returned'::text, 'cancelled'::text, 'lost'::text, 'unknown'::text])))
);
CREATE TABLE public.shipment_lines (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    shipment_id uuid NOT NULL,
    order_line_id uuid NOT NULL,
    shipped_quantity integer NOT NULL,
    delivered_quantity integer,
    CONSTRAINT shipment_lines_delivered_quantity_check CHECK ((delivered_quantity >= 0)),
    CONSTRAINT shipment_lines_shipped_quantity_check CHECK ((shipped_quantity >= 0))
);
CREATE TABLE public.shipments (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    archived_at timestamp with time zone,
    archive_batch_id uuid,
    number text NOT NULL,
    order_id uuid NOT NULL,
    distributor_id uuid NOT NULL,
    carrier text,
    tracking_number text,
    status text DEFAULT 'planned'::text NOT NULL,
    status_changed_at timestamp with time zone NOT NULL,
    raw_status text,
    incident_reason text,
    mode text,
    origin_country character(2),
    destination_country character(2),
    pickup_from timestamp with time zone,
    pickup_until timestamp with time zone,
    picked_up_at timestamp with time zone,
    promised_on date,
    estimated_at timestamp with time zone,
    delivered_at timestamp with time zone,
    last_event_at timestamp with time zone,
    pod_received_on date,
    duties_paid boolean,
    free_time_from timestamp with time zone,
    free_time_until timestamp with time zone,
    returned_at timestamp with time zone,
    CONSTRAINT shipments_mode_check CHECK ((mode = ANY (ARRAY['air'::text, 'sea'::text, 'road'::text, 'rail'::text, 'parcel'::text, 'air_charter'::text]))),
    CONSTRAINT shipments_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'booked'::text, 'pickup_scheduled'::text, 'pickup_failed'::text, 'picked_up'::text, 'in_transit'::text, 'on_hold'::text, 'delayed'::text, 'available_for_pickup'::text, 'out_for_delivery'::text, 'delivery_failed'::text, 'delivered'::text, 'return_to_sender'::text, 'returned'::text, 'cancelled'::text, 'lost'::text, 'unknown'::text])))
);
CREATE TABLE public.sla_policies (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    code text NOT NULL,
    exception_type text,
    severity integer,
    response_minutes integer NOT NULL,
    resolution_minutes integer NOT NULL,
    at_risk_percent integer DEFAULT 80 NOT NULL,
    calendar_id uuid NOT NULL,
    CONSTRAINT sla_policies_at_risk_percent_check CHECK (((at_risk_percent >= 1) AND (at_risk_percent <= 99))),
    CONSTRAINT sla_policies_check CHECK ((resolution_minutes >= response_minutes)),
    CONSTRAINT sla_policies_response_minutes_check CHECK ((response_minutes > 0)),
    CONSTRAINT sla_policies_severity_check CHECK (((severity >= 1) AND (severity <= 4)))
);
CREATE TABLE public.team_members (
    team_id uuid NOT NULL,
    user_id uuid NOT NULL
);
CREATE TABLE public.teams (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    CONSTRAINT teams_code_check CHECK ((code = ANY (ARRAY['sales_ops'::text, 'partner_success'::text, 'accounting'::text, 'logistics'::text, 'legal'::text])))
);
CREATE TABLE public.users (
    id uuid DEFAULT public.tower_uuid_v7() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    email public.citext NOT NULL,
    name text NOT NULL,
    password_hash text,
    roles text[] DEFAULT '{}'::text[] NOT NULL,
    regions text[] DEFAULT '{}'::text[] NOT NULL,
    failed_sign_ins integer DEFAULT 0 NOT NULL,
    locked_until timestamp with time zone,
    disabled_at timestamp with time zone,
    CONSTRAINT users_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'service'::text]))),
    CONSTRAINT users_roles_check CHECK ((roles <@ ARRAY['sales'::text, 'accounting'::text, 'logistics'::text, 'legal'::text, 'admin'::text, 'viewer'::text]))
);
ALTER TABLE ONLY public.audit_logs ATTACH PARTITION public.audit_logs_202611 FOR VALUES FROM ('01a19467-e800-7000-8000-000000000000') TO ('01a22ee6-b000-7000-8000-000000000000');
ALTER TABLE ONLY public.audit_logs ATTACH PARTITION public.audit_logs_202612 FOR VALUES FROM ('01a22ee6-b000-7000-8000-000000000000') TO ('01a2ce8b-d400-7000-8000-000000000000');
ALTER TABLE ONLY public.audit_logs ATTACH PARTITION public.audit_logs_202701 FOR VALUES FROM ('01a2ce8b-d400-7000-8000-000000000000') TO ('01a36e30-f800-7000-8000-000000000000');
ALTER TABLE ONLY public.audit_logs ATTACH PARTITION public.audit_logs_default DEFAULT;
ALTER TABLE ONLY public.shipment_events ATTACH PARTITION public.shipment_events_202611 FOR VALUES FROM ('01a19467-e800-7000-8000-000000000000') TO ('01a22ee6-b000-7000-8000-000000000000');
ALTER TABLE ONLY public.shipment_events ATTACH PARTITION public.shipment_events_202612 FOR VALUES FROM ('01a22ee6-b000-7000-8000-000000000000') TO ('01a2ce8b-d400-7000-8000-000000000000');
ALTER TABLE ONLY public.shipment_events ATTACH PARTITION public.shipment_events_202701 FOR VALUES FROM ('01a2ce8b-d400-7000-8000-000000000000') TO ('01a36e30-f800-7000-8000-000000000000');
ALTER TABLE ONLY public.shipment_events ATTACH PARTITION public.shipment_events_202702 FOR VALUES FROM ('01a36e30-f800-7000-8000-000000000000') TO ('01a3fe63-0800-7000-8000-000000000000');
ALTER TABLE ONLY public.shipment_events ATTACH PARTITION public.shipment_events_202703 FOR VALUES FROM ('01a3fe63-0800-7000-8000-000000000000') TO ('01a49e08-2c00-7000-8000-000000000000');
ALTER TABLE ONLY public.shipment_events ATTACH PARTITION public.shipment_events_202704 FOR VALUES FROM ('01a49e08-2c00-7000-8000-000000000000') TO ('01a53886-f400-7000-8000-000000000000');
ALTER TABLE ONLY public.shipment_events ATTACH PARTITION public.shipment_events_default DEFAULT;
ALTER TABLE ONLY public.migrations ALTER COLUMN id SET DEFAULT nextval('public.migrations_id_seq'::regclass);
GRANT ALL ON SCHEMA agenda TO tower_app;
GRANT USAGE ON SCHEMA public TO tower_app;
REVOKE ALL ON FUNCTION public.tower_analyze(tables text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.tower_analyze(tables text[]) TO tower_app;
REVOKE ALL ON FUNCTION public.tower_create_agenda_schema() FROM PUBLIC;
GRANT ALL ON FUNCTION public.tower_create_agenda_schema() TO tower_app;
REVOKE ALL ON FUNCTION public.tower_ensure_partitions(parent regclass, from_month date, months integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.tower_ensure_partitions(parent regclass, from_month date, months integer) TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.agent_profiles TO tower_app;
GRANT SELECT,INSERT ON TABLE public.ai_outputs TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.api_tokens TO tower_app;
GRANT SELECT,INSERT ON TABLE public.approvals TO tower_app;
GRANT SELECT,INSERT ON TABLE public.audit_logs TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.audit_logs_202611 TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.audit_logs_202612 TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.audit_logs_202701 TO tower_app;
GRANT SELECT ON TABLE public.audit_logs_default TO tower_app;
GRANT SELECT,INSERT ON TABLE public.audit_payloads TO tower_app;
GRANT SELECT,INSERT ON TABLE public.audit_positions TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.audit_relay TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.business_calendars TO tower_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.business_intervals TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.channel_routes TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.channels TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.contacts TO tower_app;
GRANT SELECT,INSERT ON TABLE public.delivery_events TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.detection_runs TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.distributors TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.documents TO tower_app;
GRANT SELECT,USAGE ON SEQUENCE public.draft_number TO tower_app;
GRANT SELECT,INSERT ON TABLE public.draft_revisions TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.drafts TO tower_app;
GRANT SELECT,USAGE ON SEQUENCE public.exception_number TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.exceptions TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.external_identities TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.external_refs TO tower_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.follow_up_task_channels TO tower_app;
GRANT SELECT,USAGE ON SEQUENCE public.follow_up_task_number TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.follow_up_tasks TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.fx_rates TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.idempotency_keys TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.import_issues TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.imports TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.inbound_messages TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.invoice_disputes TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.invoices TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.lane_figures TO tower_app;
GRANT SELECT ON TABLE public.migrations TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.order_holds TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.order_lines TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.orders TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.outbound_messages TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.payment_promises TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.payments TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.rule_settings TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.sessions TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.shipment_events TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.shipment_events_202611 TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.shipment_events_202612 TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.shipment_events_202701 TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.shipment_events_202702 TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.shipment_events_202703 TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.shipment_events_202704 TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.shipment_events_default TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.shipment_lines TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.shipments TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.sla_policies TO tower_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.team_members TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.teams TO tower_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.users TO tower_app;

INSERT INTO public.agent_profiles (id, version, created_at, updated_at, code, name, team, description, prompt_version, tone, tools, allowed_actions, blocked_actions, model, monthly_budget_minor, active) VALUES
('01a22f5d-0afb-7bc9-b734-a745865d8a6b','1','2026-12-01 02:09:15.789+00','2026-12-01 02:09:15.789+00','accounting','AccountingFollowUpAgent','accounting','Chases money: credit blocks, unissued, overdue, disputed and short-paid invoices, broken promises.','accounting-1','Courteous, exact, never threatening; firmer with every unanswered message.','{}','{draft_internal_update,draft_email,recommend_escalation,propose_next_action}','{send_without_approval,release_shipment,modify_invoice,release_hold,change_credit_limit}',NULL,NULL,'true'),
('01a22f5d-0b02-72f8-be84-79ea267ea299','1','2026-12-01 02:09:15.789+00','2026-12-01 02:09:15.789+00','logistics','LogisticsFollowUpAgent','logistics','Chases goods: failed pickups, late and silent shipments, customs holds, damages, missing proofs of delivery, running free time.','logistics-1','Brisk and concrete: where the goods are, what was last heard, who moves next.','{}','{draft_internal_update,draft_email,recommend_escalation,propose_next_action}','{send_without_approval,release_shipment,modify_invoice,release_hold,change_credit_limit}',NULL,NULL,'true'),
('01a22f5d-0b07-74c2-a90d-659525749827','1','2026-12-01 02:09:15.789+00','2026-12-01 02:09:15.789+00','legal','LegalFollowUpAgent','legal','Chases what must be in order before trade goes on: screening, export checks, mismatched data, licences and contracts.','legal-1','Neutral and precise; states what is required and why, concludes nothing.','{}','{draft_internal_update,draft_email,recommend_escalation,propose_next_action,request_document}','{send_without_approval,release_shipment,modify_invoice,release_hold,change_credit_limit}',NULL,NULL,'true'),
('01a22f5d-0b09-70a9-bda0-dd53aef1c181','1','2026-12-01 02:09:15.789+00','2026-12-01 02:09:15.789+00','partner_success','PartnerSuccessFollowUpAgent','partner_success','Brings distributors through onboarding: missing, rejected and expiring documents, applications nobody moves.','partner-success-1','Warm, helpful and short; asks for one thing at a time and says why it is needed.','{}','{draft_internal_update,draft_email,recommend_escalation,propose_next_action,request_document}','{send_without_approval,release_shipment,modify_invoice,release_hold,change_credit_limit}',NULL,NULL,'true'),
('01a22f5d-0b0c-7428-9aad-b1c63d0c9517','1','2026-12-01 02:09:15.789+00','2026-12-01 02:09:15.789+00','sales_ops','SalesOperationsFollowUpAgent','sales_ops','Clears orders: missing purchase orders, price and quantity differences, duplicates, shortages, orders nobody moves.','sales-operations-1','Friendly and to the point; puts the question so that it can be answered in one line.','{}','{draft_internal_update,draft_email,recommend_escalation,propose_next_action}','{send_without_approval,release_shipment,modify_invoice,release_hold,change_credit_limit}',NULL,NULL,'true');

INSERT INTO public.ai_outputs (id, created_at, kind, task_id, agent_profile_id, provider, model, prompt_version, facts, content, error, input_tokens, output_tokens, cost_micros, latency_ms, grounding) VALUES
('01a22f5d-2a08-7b5d-b40f-07bef4736642','2026-11-24 12:40:00+00','draft','01a22f5d-29c6-703f-b45a-ff327cac6fbb','01a22f5d-0afb-7bc9-b734-a745865d8a6b','template','built-in template','template-1','[{"field": "amount", "label": "Invoice total", "value": "EUR 2,577.00", "record": "INV-2026-0594", "derived": false, "version": 2, "recordId": "01a22f5d-13a2-797c-9d4c-d7aea97424d5", "recordType": "invoice"}, {"field": "outstanding", "label": "Outstanding", "value": "EUR 77.31", "record": "INV-2026-0594", "derived": false, "version": 2, "recordId": "01a22f5d-13a2-797c-9d4c-d7aea97424d5", "recordType": "invoice"}, {"field": "amount", "label": "Payment that claims to settle it", "value": "EUR 2,499.69", "record": "PAY-2026-3434", "derived": false, "version": 1, "recordId": "01a22f5d-256f-7f36-8a3a-0fcdb3938770", "recordType": "payment"}, {"field": "receivedOn", "label": "Received", "value": "2026-11-18", "record": "PAY-2026-3434", "derived": false, "version": 1, "recordId": "01a22f5d-256f-7f36-8a3a-0fcdb3938770", "recordType": "payment"}, {"field": "shortBy", "label": "Short by", "value": "EUR 77.31", "record": "INV-2026-0594", "derived": true, "version": 2, "recordId": "01a22f5d-13a2-797c-9d4c-d7aea97424d5", "recordType": "invoice"}]',E'{"body": "*INV-2026-0594 · Ardenne Outillage Pro SRL (BE) · Short payment*\\n\\nArdenne Outillage Pro SRL paid INV-2026-0594 as settled in full, but short by EUR 77.31. Without a reason code we can neither accept the deduction nor chase it.\\n\\n• Invoice total: EUR 2,577.00\\n• Outstanding: EUR 77.31\\n• PAY-2026-3434 · Payment that claims to settle it: EUR 2,499.69 · Received: 18 November 2026\\n\\nProposed next step: Ask for the reason and its code, and open a dispute where it holds.\\nTobias Krantz (Accounting), please reply here by 27 November 2026: which reason code fits, or whether a dispute is opened.", "citedFacts": ["F1", "F2", "F3", "F4", "F5"], "proposedAction": "propose_next_action"}',NULL,NULL,NULL,NULL,'12','[]'),
('01a22f5d-2b12-760e-b8f7-d5d7466159c8','2026-11-24 14:15:00+00','draft','01a22f5d-29c6-703f-b45a-ff327cac6fbb','01a22f5d-0afb-7bc9-b734-a745865d8a6b','template','built-in template','template-1','[{"field": "amount", "label": "Invoice total", "value": "EUR 2,577.00", "record": "INV-2026-0594", "derived": false, "version": 2, "recordId": "01a22f5d-13a2-797c-9d4c-d7aea97424d5", "recordType": "invoice"}, {"field": "outstanding", "label": "Outstanding", "value": "EUR 77.31", "record": "INV-2026-0594", "derived": false, "version": 2, "recordId": "01a22f5d-13a2-797c-9d4c-d7aea97424d5", "recordType": "invoice"}, {"field": "amount", "label": "Payment that claims to settle it", "value": "EUR 2,499.69", "record": "PAY-2026-3434", "derived": false, "version": 1, "recordId": "01a22f5d-256f-7f36-8a3a-0fcdb3938770", "recordType": "payment"}, {"field": "receivedOn", "label": "Received", "value": "2026-11-18", "record": "PAY-2026-3434", "derived": false, "version": 1, "recordId": "01a22f5d-256f-7f36-8a3a-0fcdb3938770", "recordType": "payment"}, {"field": "shortBy", "label": "Short by", "value": "EUR 77.31", "record": "INV-2026-0594", "derived": true, "version": 2, "recordId": "01a22f5d-13a2-797c-9d4c-d7aea97424d5", "recordType": "invoice"}]',E'{"body": "*INV-2026-0594 · Ardenne Outillage Pro SRL (BE) · Short payment*\\n\\nArdenne Outillage Pro SRL paid INV-2026-0594 as settled in full, but short by EUR 77.31. Tobias Krantz (Accounting), please reply here by 27 November 2026: which reason code fits, or whether a dispute is opened.", "citedFacts": ["F1", "F2", "F3", "F4", "F5"], "proposedAction": "propose_next_action"}',NULL,NULL,NULL,NULL,'1','[]'),
('01a22f5d-349f-7e0e-a924-c0b9d7763cfa','2026-11-30 08:10:00+00','draft','01a22f5d-2d6c-792b-8b4f-06263c993e55','01a22f5d-0b0c-7428-9aad-b1c63d0c9517','template','built-in template','template-1','[{"field": "orderedOn", "label": "Ordered", "value": "2026-11-23", "record": "ORD-2026-1568", "derived": false, "version": 1, "recordId": "01a22f5d-228c-7e8f-9025-26291e54b68d", "recordType": "order"}, {"field": "value", "label": "Order value", "value": "EUR 2,623.50", "record": "ORD-2026-1568", "derived": false, "version": 1, "recordId": "01a22f5d-228c-7e8f-9025-26291e54b68d", "recordType": "order"}, {"field": "status", "label": "Status", "value": "confirmed", "record": "ORD-2026-1568", "derived": false, "version": 1, "recordId": "01a22f5d-228c-7e8f-9025-26291e54b68d", "recordType": "order"}]',E'{"body": "*ORD-2026-1568 · Ardenne Outillage Pro SRL (BE) · PO missing*\\n\\nORD-2026-1568 of Ardenne Outillage Pro SRL has no purchase order number, and this partner requires one. Their accounts department will send the invoice back without it.\\n\\n• Ordered: 23 November 2026\\n• Order value: EUR 2,623.50\\n• Status: confirmed\\n\\nProposed next step: Ask the buyer for the purchase order.\\nIngrid Solberg (Sales Operations), please reply here by 1 December 2026: the number, or whom at the partner to ask.", "citedFacts": ["F1", "F2", "F3"], "proposedAction": "propose_next_action"}',NULL,NULL,NULL,NULL,'2','[]'),
('01a22f5d-3630-7843-a209-dc230e437e86','2026-11-30 10:05:00+00','draft','01a22f5d-35e9-7159-b2f6-999ad3468295','01a22f5d-0b0c-7428-9aad-b1c63d0c9517','template','built-in template','template-1','[{"field": "status", "label": "Status", "value": "return_to_sender", "record": "SHP-2026-2471", "derived": false, "version": 3, "recordId": "01a22f5d-15a2-7a28-999b-dee51c6f4ca3", "recordType": "shipment"}, {"field": "incidentReason", "label": "Incident", "value": "consignee_refused_no_booking_slot", "record": "SHP-2026-2471", "derived": false, "version": 3, "recordId": "01a22f5d-15a2-7a28-999b-dee51c6f4ca3", "recordType": "shipment"}, {"field": "lastEventAt", "label": "Reported", "value": "2026-11-25 13:00 UTC", "record": "SHP-2026-2471", "derived": false, "version": 3, "recordId": "01a22f5d-15a2-7a28-999b-dee51c6f4ca3", "recordType": "shipment"}, {"field": "value", "label": "Order value", "value": "EUR 14,240.64", "record": "ORD-2026-1523", "derived": false, "version": 4, "recordId": "01a22f5d-1171-7e2c-98d3-600a2929806a", "recordType": "order"}]',E'{"body": "*SHP-2026-2471 · Brückner & Thiel Werkzeughandel GmbH (DE) · Delivery refused*\\n\\nBrückner & Thiel Werkzeughandel GmbH refused SHP-2026-2471 at the door (consignee refused no booking slot). The goods are on a vehicle or in a depot at our cost.\\n\\n• Status: return to sender\\n• Reported: 25 November 2026, 13:00 UTC\\n• ORD-2026-1523 · Order value: EUR 14,240.64\\n\\nProposed next step: Find out why; have it delivered again or returned.\\nDaan Vermeer (Sales Operations), please reply here by 2 December 2026: the reason, and whether it goes back or is delivered again.", "citedFacts": ["F1", "F2", "F3", "F4"], "proposedAction": "propose_next_action"}',NULL,NULL,NULL,NULL,'20','[]');

INSERT INTO public.approvals (id, created_at, draft_id, revision_id, content_hash, decision, reason, approver_id, approver_kind, expires_at) VALUES
('01a22f5d-2ade-7a49-9c46-dd7b8574520a','2026-11-24 14:15:00+00','01a22f5d-2a0c-795e-95a5-1f4473cfb416','01a22f5d-2a0d-7a98-9d0e-e62b7c3f826f','b700e552a5ee08f8ad630fd91bff28685ae8c6a2329bf873d17a7e770b19995e','redo_requested','Shorter, please: they only need the difference and a question.','01a22f5d-0c70-7bf0-96fd-8529b98de8a6','person','2026-11-24 14:15:00+00'),
('01a22f5d-2b4f-7d89-af23-814312ae451b','2026-11-25 08:05:00+00','01a22f5d-2b17-77a1-9317-5f7163167a98','01a22f5d-2b1b-7e4e-97f8-1f64f60003a2','6dc0ef0f74bb90f4d668fc25cb372d0ef3d046ad1f479cf91fc5ab3b0d2623b4','approved',NULL,'01a22f5d-0c70-7bf0-96fd-8529b98de8a6','person','2026-11-26 08:05:00+00'),
('01a22f5d-36ae-7f81-a3a9-31a162cc0303','2026-11-30 10:40:00+00','01a22f5d-3633-7c7c-b7f8-e5245170f276','01a22f5d-3634-7c53-968a-c78960039ce4','73c7117bcff81eea3a10af78aa02bff860e79cbe8fa53d5895d213d5e399719c','approved',NULL,'01a22f5d-0be4-7241-9b21-dde690299700','person','2026-12-01 10:40:00+00');

INSERT INTO public.audit_logs (id, xid, occurred_at, type, actor_kind, actor_id, actor_name, via, request_id, batch_id, subject_kind, subject_id, subject_number, distributor_id, order_id, exception_id, task_id, draft_id) VALUES
('01a22f5d-1a1a-75e2-9529-1b1c85e71e73','3','2026-11-17 09:00:00+00','exception.opened','system',NULL,'Control tower','seed',NULL,'01a22f5d-1a0c-7d5b-ba25-6061cad91431','exception','01a22f5d-1a0f-7861-a9a0-1e4b5655f549','EXC-2026-008','01a22f5d-0ee6-7540-861d-910b555e2b46',NULL,'01a22f5d-1a0f-7861-a9a0-1e4b5655f549',NULL,NULL),
('01a22f5d-2787-7bb8-a757-a7d1b341ae52','3','2026-11-24 09:00:00+00','exception.opened','system',NULL,'Control tower','seed',NULL,'01a22f5d-2773-7331-88b8-6c37b62aa91d','exception','01a22f5d-277d-7ac8-8907-c1a172bd6d02','EXC-2026-047','01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-1171-7e2c-98d3-600a2929806a','01a22f5d-277d-7ac8-8907-c1a172bd6d02',NULL,NULL),
('01a22f5d-2789-71ac-badc-21196b520787','3','2026-11-24 09:00:00+00','exception.opened','system',NULL,'Control tower','seed',NULL,'01a22f5d-2773-7331-88b8-6c37b62aa91d','exception','01a22f5d-277e-7a24-81e9-2659a656aafc','EXC-2026-063','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-228c-7e8f-9025-26291e54b68d','01a22f5d-277e-7a24-81e9-2659a656aafc',NULL,NULL),
('01a22f5d-2789-724c-ada2-5c952437722b','3','2026-11-24 09:00:00+00','exception.opened','system',NULL,'Control tower','seed',NULL,'01a22f5d-2773-7331-88b8-6c37b62aa91d','exception','01a22f5d-277e-7b07-a280-20f2d565af67','EXC-2026-072','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-277e-7b07-a280-20f2d565af67',NULL,NULL),
('01a22f5d-2789-72a1-b50b-14e3f78df46b','3','2026-11-24 09:00:00+00','exception.opened','system',NULL,'Control tower','seed',NULL,'01a22f5d-2773-7331-88b8-6c37b62aa91d','exception','01a22f5d-277e-7b9b-af03-b7295220b754','EXC-2026-065','01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-1171-7c5e-80b5-65d9a4874c04','01a22f5d-277e-7b9b-af03-b7295220b754',NULL,NULL),
('01a22f5d-29cb-77b7-affd-38e488cc4877','3','2026-11-24 12:40:00+00','exception.assigned','user','01a22f5d-0d1e-7330-8aff-1ea92ce2bb98','Marta Wilk','seed',NULL,NULL,'exception','01a22f5d-277e-7b07-a280-20f2d565af67','EXC-2026-072','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-277e-7b07-a280-20f2d565af67',NULL,NULL),
('01a22f5d-29cb-79a3-8f1d-e083a45010ab','3','2026-11-24 12:40:00+00','task.created','user','01a22f5d-0d1e-7330-8aff-1ea92ce2bb98','Marta Wilk','seed',NULL,NULL,'task','01a22f5d-29c6-703f-b45a-ff327cac6fbb','FOLLOW-2026-010','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-277e-7b07-a280-20f2d565af67','01a22f5d-29c6-703f-b45a-ff327cac6fbb',NULL),
('01a22f5d-29f4-7881-af97-7f9bfeba497d','3','2026-11-24 12:40:00+00','task.draftingStarted','system',NULL,'Control tower','seed',NULL,NULL,'task','01a22f5d-29c6-703f-b45a-ff327cac6fbb','FOLLOW-2026-010','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-277e-7b07-a280-20f2d565af67','01a22f5d-29c6-703f-b45a-ff327cac6fbb',NULL),
('01a22f5d-2a13-7e85-aa2c-a8f49d2d00a5','3','2026-11-24 12:40:00+00','task.updated','agent',NULL,'AccountingFollowUpAgent','seed',NULL,NULL,'task','01a22f5d-29c6-703f-b45a-ff327cac6fbb','FOLLOW-2026-010','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-277e-7b07-a280-20f2d565af67','01a22f5d-29c6-703f-b45a-ff327cac6fbb',NULL),
('01a22f5d-2a14-70e8-a5fd-eb4e1ea6a554','3','2026-11-24 12:40:00+00','draft.proposed','agent',NULL,'AccountingFollowUpAgent','seed',NULL,NULL,'draft','01a22f5d-2a0c-795e-95a5-1f4473cfb416','DRAFT-2026-010','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-277e-7b07-a280-20f2d565af67','01a22f5d-29c6-703f-b45a-ff327cac6fbb','01a22f5d-2a0c-795e-95a5-1f4473cfb416'),
('01a22f5d-2ae4-7a79-a07b-c4726c443668','3','2026-11-24 14:15:00+00','draft.redoRequested','user','01a22f5d-0c70-7bf0-96fd-8529b98de8a6','Tobias Krantz','seed',NULL,NULL,'draft','01a22f5d-2a0c-795e-95a5-1f4473cfb416','DRAFT-2026-010','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-277e-7b07-a280-20f2d565af67','01a22f5d-29c6-703f-b45a-ff327cac6fbb','01a22f5d-2a0c-795e-95a5-1f4473cfb416'),
('01a22f5d-2ae4-7c59-86b0-b25cf27ba1f2','3','2026-11-24 14:15:00+00','task.updated','user','01a22f5d-0c70-7bf0-96fd-8529b98de8a6','Tobias Krantz','seed',NULL,NULL,'task','01a22f5d-29c6-703f-b45a-ff327cac6fbb','FOLLOW-2026-010','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-277e-7b07-a280-20f2d565af67','01a22f5d-29c6-703f-b45a-ff327cac6fbb',NULL),
('01a22f5d-2b08-7870-be32-5487ea94af86','3','2026-11-24 14:15:00+00','task.draftingStarted','system',NULL,'Control tower','seed',NULL,NULL,'task','01a22f5d-29c6-703f-b45a-ff327cac6fbb','FOLLOW-2026-010','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-277e-7b07-a280-20f2d565af67','01a22f5d-29c6-703f-b45a-ff327cac6fbb',NULL),
('01a22f5d-2b20-7ce9-8f3e-76d6333e0bfd','3','2026-11-24 14:15:00+00','task.updated','agent',NULL,'AccountingFollowUpAgent','seed',NULL,NULL,'task','01a22f5d-29c6-703f-b45a-ff327cac6fbb','FOLLOW-2026-010','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-277e-7b07-a280-20f2d565af67','01a22f5d-29c6-703f-b45a-ff327cac6fbb',NULL),
('01a22f5d-2b20-7ea7-adb7-e6d6c18f2328','3','2026-11-24 14:15:00+00','draft.proposed','agent',NULL,'AccountingFollowUpAgent','seed',NULL,NULL,'draft','01a22f5d-2b17-77a1-9317-5f7163167a98','DRAFT-2026-012','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-277e-7b07-a280-20f2d565af67','01a22f5d-29c6-703f-b45a-ff327cac6fbb','01a22f5d-2b17-77a1-9317-5f7163167a98'),
('01a22f5d-2b54-72a1-9f70-d562e5470b8d','3','2026-11-25 08:05:00+00','draft.approved','user','01a22f5d-0c70-7bf0-96fd-8529b98de8a6','Tobias Krantz','seed',NULL,NULL,'draft','01a22f5d-2b17-77a1-9317-5f7163167a98','DRAFT-2026-012','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-277e-7b07-a280-20f2d565af67','01a22f5d-29c6-703f-b45a-ff327cac6fbb','01a22f5d-2b17-77a1-9317-5f7163167a98'),
('01a22f5d-2b54-749e-bf9e-1cc2e657e488','3','2026-11-25 08:05:00+00','message.queued','user','01a22f5d-0c70-7bf0-96fd-8529b98de8a6','Tobias Krantz','seed',NULL,NULL,'outboundMessage','01a22f5d-2b51-7229-9039-ca7367e01b19',NULL,'01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-277e-7b07-a280-20f2d565af67','01a22f5d-29c6-703f-b45a-ff327cac6fbb','01a22f5d-2b17-77a1-9317-5f7163167a98'),
('01a22f5d-2b54-752f-9ac5-493df767e1cd','3','2026-11-25 08:05:00+00','task.updated','user','01a22f5d-0c70-7bf0-96fd-8529b98de8a6','Tobias Krantz','seed',NULL,NULL,'task','01a22f5d-29c6-703f-b45a-ff327cac6fbb','FOLLOW-2026-010','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-277e-7b07-a280-20f2d565af67','01a22f5d-29c6-703f-b45a-ff327cac6fbb',NULL),
('01a22f5d-2b69-7ebf-a65a-420f30a5208b','3','2026-11-25 08:05:00+00','draft.executing','system',NULL,'Control tower','seed',NULL,NULL,'draft','01a22f5d-2b17-77a1-9317-5f7163167a98','DRAFT-2026-012','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-277e-7b07-a280-20f2d565af67','01a22f5d-29c6-703f-b45a-ff327cac6fbb','01a22f5d-2b17-77a1-9317-5f7163167a98'),
('01a22f5d-2b6a-7042-b6f7-f5c523234843','3','2026-11-25 08:05:00+00','message.sending','system',NULL,'Control tower','seed',NULL,NULL,'outboundMessage','01a22f5d-2b51-7229-9039-ca7367e01b19',NULL,'01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-277e-7b07-a280-20f2d565af67','01a22f5d-29c6-703f-b45a-ff327cac6fbb','01a22f5d-2b17-77a1-9317-5f7163167a98'),
('01a22f5d-2b79-7baf-b045-65f0cb7283f9','3','2026-11-25 08:05:00+00','message.sent','system',NULL,'Control tower','seed',NULL,NULL,'outboundMessage','01a22f5d-2b51-7229-9039-ca7367e01b19',NULL,'01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-277e-7b07-a280-20f2d565af67','01a22f5d-29c6-703f-b45a-ff327cac6fbb','01a22f5d-2b17-77a1-9317-5f7163167a98'),
('01a22f5d-2b79-7dc7-9265-1b90e7acfc72','3','2026-11-25 08:05:00+00','draft.executed','system',NULL,'Control tower','seed',NULL,NULL,'draft','01a22f5d-2b17-77a1-9317-5f7163167a98','DRAFT-2026-012','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-277e-7b07-a280-20f2d565af67','01a22f5d-29c6-703f-b45a-ff327cac6fbb','01a22f5d-2b17-77a1-9317-5f7163167a98'),
('01a22f5d-2b79-7e3b-b1e7-f5314e0c1235','3','2026-11-25 08:05:00+00','task.updated','system',NULL,'Control tower','seed',NULL,NULL,'task','01a22f5d-29c6-703f-b45a-ff327cac6fbb','FOLLOW-2026-010','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-277e-7b07-a280-20f2d565af67','01a22f5d-29c6-703f-b45a-ff327cac6fbb',NULL),
('01a22f5d-2d6e-7b16-af7c-f7c6dd9cbb6b','3','2026-11-26 13:00:00+00','exception.assigned','user','01a22f5d-0be4-7241-9b21-dde690299700','Ingrid Solberg','seed',NULL,NULL,'exception','01a22f5d-277e-7a24-81e9-2659a656aafc','EXC-2026-063','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-228c-7e8f-9025-26291e54b68d','01a22f5d-277e-7a24-81e9-2659a656aafc',NULL,NULL),
('01a22f5d-2d6e-7c86-9128-652f3a586525','3','2026-11-26 13:00:00+00','task.created','user','01a22f5d-0be4-7241-9b21-dde690299700','Ingrid Solberg','seed',NULL,NULL,'task','01a22f5d-2d6c-792b-8b4f-06263c993e55','FOLLOW-2026-015','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-228c-7e8f-9025-26291e54b68d','01a22f5d-277e-7a24-81e9-2659a656aafc','01a22f5d-2d6c-792b-8b4f-06263c993e55',NULL),
('01a22f5d-2dcf-7880-ac13-db77b3816b44','3','2026-11-26 16:35:00+00','task.atRisk','system',NULL,'Control tower','seed',NULL,NULL,'task','01a22f5d-29c6-703f-b45a-ff327cac6fbb','FOLLOW-2026-010','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-277e-7b07-a280-20f2d565af67','01a22f5d-29c6-703f-b45a-ff327cac6fbb',NULL),
('01a22f5d-314b-7035-8de7-d37938716611','3','2026-11-27 09:00:00+00','exception.opened','system',NULL,'Control tower','seed',NULL,'01a22f5d-3142-7ca5-8ff6-d3bbba92696b','exception','01a22f5d-3145-7abf-a46b-5ea8331cbcee','EXC-2026-094','01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-228c-78c2-9eb5-48e2d0a52c9e','01a22f5d-3145-7abf-a46b-5ea8331cbcee',NULL,NULL),
('01a22f5d-3151-70f6-ae77-fbefb9dcf38b','3','2026-11-27 09:00:00+00','exception.updated','system',NULL,'Control tower','seed',NULL,'01a22f5d-3142-7ca5-8ff6-d3bbba92696b','exception','01a22f5d-277d-7ac8-8907-c1a172bd6d02','EXC-2026-047','01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-1171-7e2c-98d3-600a2929806a','01a22f5d-277d-7ac8-8907-c1a172bd6d02',NULL,NULL),
('01a22f5d-3156-7b76-a552-35f40871587d','3','2026-11-27 09:00:00+00','exception.cleared','system',NULL,'Control tower','seed',NULL,'01a22f5d-3142-7ca5-8ff6-d3bbba92696b','exception','01a22f5d-277e-7b07-a280-20f2d565af67','EXC-2026-072','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-277e-7b07-a280-20f2d565af67',NULL,NULL),
('01a22f5d-3164-736e-b93d-4a92ed1cbba4','3','2026-11-27 09:00:00+00','task.resolved','system',NULL,'Control tower','seed',NULL,NULL,'task','01a22f5d-29c6-703f-b45a-ff327cac6fbb','FOLLOW-2026-010','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-277e-7b07-a280-20f2d565af67','01a22f5d-29c6-703f-b45a-ff327cac6fbb',NULL),
('01a22f5d-3493-7e2a-a978-376a507ec9a5','3','2026-11-30 08:10:00+00','task.draftingStarted','system',NULL,'Control tower','seed',NULL,NULL,'task','01a22f5d-2d6c-792b-8b4f-06263c993e55','FOLLOW-2026-015','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-228c-7e8f-9025-26291e54b68d','01a22f5d-277e-7a24-81e9-2659a656aafc','01a22f5d-2d6c-792b-8b4f-06263c993e55',NULL),
('01a22f5d-34a8-7021-8067-b9e9bb4336f3','3','2026-11-30 08:10:00+00','task.updated','agent',NULL,'SalesOperationsFollowUpAgent','seed',NULL,NULL,'task','01a22f5d-2d6c-792b-8b4f-06263c993e55','FOLLOW-2026-015','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-228c-7e8f-9025-26291e54b68d','01a22f5d-277e-7a24-81e9-2659a656aafc','01a22f5d-2d6c-792b-8b4f-06263c993e55',NULL),
('01a22f5d-34a8-71d5-b49a-900a39f25d6b','3','2026-11-30 08:10:00+00','draft.proposed','agent',NULL,'SalesOperationsFollowUpAgent','seed',NULL,NULL,'draft','01a22f5d-34a2-7ab4-b43a-75fcfb81e7b1','DRAFT-2026-025','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-228c-7e8f-9025-26291e54b68d','01a22f5d-277e-7a24-81e9-2659a656aafc','01a22f5d-2d6c-792b-8b4f-06263c993e55','01a22f5d-34a2-7ab4-b43a-75fcfb81e7b1'),
('01a22f5d-35ec-7897-87bc-fd60422cc2a7','3','2026-11-30 10:05:00+00','exception.assigned','user','01a22f5d-0c26-7954-a07e-4575ac398e7c','Daan Vermeer','seed',NULL,NULL,'exception','01a22f5d-277d-7ac8-8907-c1a172bd6d02','EXC-2026-047','01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-1171-7e2c-98d3-600a2929806a','01a22f5d-277d-7ac8-8907-c1a172bd6d02',NULL,NULL),
('01a22f5d-35ec-7a5e-a8d7-f6f716bc5817','3','2026-11-30 10:05:00+00','task.created','user','01a22f5d-0c26-7954-a07e-4575ac398e7c','Daan Vermeer','seed',NULL,NULL,'task','01a22f5d-35e9-7159-b2f6-999ad3468295','FOLLOW-2026-027','01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-1171-7e2c-98d3-600a2929806a','01a22f5d-277d-7ac8-8907-c1a172bd6d02','01a22f5d-35e9-7159-b2f6-999ad3468295',NULL),
('01a22f5d-360f-7db9-924d-267d05a63271','3','2026-11-30 10:05:00+00','task.draftingStarted','system',NULL,'Control tower','seed',NULL,NULL,'task','01a22f5d-35e9-7159-b2f6-999ad3468295','FOLLOW-2026-027','01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-1171-7e2c-98d3-600a2929806a','01a22f5d-277d-7ac8-8907-c1a172bd6d02','01a22f5d-35e9-7159-b2f6-999ad3468295',NULL),
('01a22f5d-3638-734d-aa87-6fe4ad1e4bcc','3','2026-11-30 10:05:00+00','task.updated','agent',NULL,'SalesOperationsFollowUpAgent','seed',NULL,NULL,'task','01a22f5d-35e9-7159-b2f6-999ad3468295','FOLLOW-2026-027','01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-1171-7e2c-98d3-600a2929806a','01a22f5d-277d-7ac8-8907-c1a172bd6d02','01a22f5d-35e9-7159-b2f6-999ad3468295',NULL),
('01a22f5d-3638-7538-bb64-f2e6d2b5813f','3','2026-11-30 10:05:00+00','draft.proposed','agent',NULL,'SalesOperationsFollowUpAgent','seed',NULL,NULL,'draft','01a22f5d-3633-7c7c-b7f8-e5245170f276','DRAFT-2026-029','01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-1171-7e2c-98d3-600a2929806a','01a22f5d-277d-7ac8-8907-c1a172bd6d02','01a22f5d-35e9-7159-b2f6-999ad3468295','01a22f5d-3633-7c7c-b7f8-e5245170f276'),
('01a22f5d-36b4-711a-bbae-b9cecc9ddd7e','3','2026-11-30 10:40:00+00','draft.approved','user','01a22f5d-0be4-7241-9b21-dde690299700','Ingrid Solberg','seed',NULL,NULL,'draft','01a22f5d-3633-7c7c-b7f8-e5245170f276','DRAFT-2026-029','01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-1171-7e2c-98d3-600a2929806a','01a22f5d-277d-7ac8-8907-c1a172bd6d02','01a22f5d-35e9-7159-b2f6-999ad3468295','01a22f5d-3633-7c7c-b7f8-e5245170f276'),
('01a22f5d-36b4-72e8-964e-f4514fb1884f','3','2026-11-30 10:40:00+00','message.queued','user','01a22f5d-0be4-7241-9b21-dde690299700','Ingrid Solberg','seed',NULL,NULL,'outboundMessage','01a22f5d-36b0-771b-8565-ad4d68f56e74',NULL,'01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-1171-7e2c-98d3-600a2929806a','01a22f5d-277d-7ac8-8907-c1a172bd6d02','01a22f5d-35e9-7159-b2f6-999ad3468295','01a22f5d-3633-7c7c-b7f8-e5245170f276'),
('01a22f5d-36b4-7371-a7b5-c603e1d49565','3','2026-11-30 10:40:00+00','task.updated','user','01a22f5d-0be4-7241-9b21-dde690299700','Ingrid Solberg','seed',NULL,NULL,'task','01a22f5d-35e9-7159-b2f6-999ad3468295','FOLLOW-2026-027','01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-1171-7e2c-98d3-600a2929806a','01a22f5d-277d-7ac8-8907-c1a172bd6d02','01a22f5d-35e9-7159-b2f6-999ad3468295',NULL),
('01a22f5d-36d8-7b7b-b476-5aee6afe9021','3','2026-11-30 10:40:00+00','draft.executing','system',NULL,'Control tower','seed',NULL,NULL,'draft','01a22f5d-3633-7c7c-b7f8-e5245170f276','DRAFT-2026-029','01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-1171-7e2c-98d3-600a2929806a','01a22f5d-277d-7ac8-8907-c1a172bd6d02','01a22f5d-35e9-7159-b2f6-999ad3468295','01a22f5d-3633-7c7c-b7f8-e5245170f276'),
('01a22f5d-36d8-7d02-b034-33877abb23a6','3','2026-11-30 10:40:00+00','message.sending','system',NULL,'Control tower','seed',NULL,NULL,'outboundMessage','01a22f5d-36b0-771b-8565-ad4d68f56e74',NULL,'01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-1171-7e2c-98d3-600a2929806a','01a22f5d-277d-7ac8-8907-c1a172bd6d02','01a22f5d-35e9-7159-b2f6-999ad3468295','01a22f5d-3633-7c7c-b7f8-e5245170f276'),
('01a22f5d-36e3-7a12-8abb-be9bff8f70f1','3','2026-11-30 10:40:00+00','message.unknown','system',NULL,'Control tower','seed',NULL,NULL,'outboundMessage','01a22f5d-36b0-771b-8565-ad4d68f56e74',NULL,'01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-1171-7e2c-98d3-600a2929806a','01a22f5d-277d-7ac8-8907-c1a172bd6d02','01a22f5d-35e9-7159-b2f6-999ad3468295','01a22f5d-3633-7c7c-b7f8-e5245170f276'),
('01a22f5d-3877-765e-8881-1d073b53d9ad','3','2026-11-30 15:10:00+00','task.checked','system',NULL,'Control tower','seed',NULL,NULL,'task','01a22f5d-35e9-7159-b2f6-999ad3468295','FOLLOW-2026-027','01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-1171-7e2c-98d3-600a2929806a','01a22f5d-277d-7ac8-8907-c1a172bd6d02','01a22f5d-35e9-7159-b2f6-999ad3468295',NULL),
('01a22f5d-38b7-785b-9c61-2e40b860f573','3','2026-11-30 16:35:00+00','task.atRisk','system',NULL,'Control tower','seed',NULL,NULL,'task','01a22f5d-2d6c-792b-8b4f-06263c993e55','FOLLOW-2026-015','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-228c-7e8f-9025-26291e54b68d','01a22f5d-277e-7a24-81e9-2659a656aafc','01a22f5d-2d6c-792b-8b4f-06263c993e55',NULL),
('01a22f5d-3af6-7dec-9e0e-9a798a15eff1','3','2026-12-01 02:09:17.105+00','exception.updated','system',NULL,'Control tower','seed',NULL,'01a22f5d-3aec-74e3-bae9-61f4669de132','exception','01a22f5d-1a0f-7861-a9a0-1e4b5655f549','EXC-2026-008','01a22f5d-0ee6-7540-861d-910b555e2b46',NULL,'01a22f5d-1a0f-7861-a9a0-1e4b5655f549',NULL,NULL),
('01a22f5f-5021-7a8b-9fb9-2b4d25c75ec9','3','2026-12-01 02:11:45.191+00','import.applied','user','01a22f5d-0cae-7d04-9ed6-d8d6ef88c2f6','Pieter van Dam','graphql','req-b','01a22f5f-4fad-7404-b0d5-45ac75fa429a','import','01a22f5f-4fad-7404-b0d5-45ac75fa429a',NULL,NULL,NULL,NULL,NULL,NULL);

INSERT INTO public.audit_payloads (audit_id, payload, salt, commitment, redacted_at) VALUES
('01a22f5d-1a1a-75e2-9529-1b1c85e71e73','{"after": {"type": "DOCUMENT_EXPIRING", "facts": [{"field": "title", "label": "Document", "value": "Product liability insurance", "record": "DOC-0056", "derived": false, "version": 1, "recordId": "01a22f5d-17d9-72b9-986a-c69f5003189d", "recordType": "document"}, {"field": "expiresOn", "label": "Last valid day", "value": "2026-12-06", "record": "DOC-0056", "derived": false, "version": 1, "recordId": "01a22f5d-17d9-72b9-986a-c69f5003189d", "recordType": "document"}, {"field": "state", "label": "State", "value": "approved", "record": "DOC-0056", "derived": false, "version": 1, "recordId": "01a22f5d-17d9-72b9-986a-c69f5003189d", "recordType": "document"}, {"field": "issuedOn", "label": "Issued", "value": "2025-12-07", "record": "DOC-0056", "derived": false, "version": 1, "recordId": "01a22f5d-17d9-72b9-986a-c69f5003189d", "recordType": "document"}], "score": 47, "state": "open", "title": "Product liability insurance of Brückner & Thiel Werkzeughandel GmbH expires on 2026-12-06", "severity": 3, "ownerTeam": "legal", "blocksOrder": false, "reopenedCount": 0, "subjectNumber": "DOC-0056"}, "before": {}}',E'\\x95f5c0c199736fcff8c9da695fcc7bfe478a25ebaf3f875a839dcaef7ade4b1b',E'\\xec4b1b58fb2dbc28d79f34a591f1639c7ac8f631ea373e696a0e27ba44f55142',NULL),
('01a22f5d-2787-7bb8-a757-a7d1b341ae52','{"after": {"type": "DELIVERY_REFUSED", "facts": [{"field": "status", "label": "Status", "value": "delivery_failed", "record": "SHP-2026-2471", "derived": false, "version": 2, "recordId": "01a22f5d-15a2-7a28-999b-dee51c6f4ca3", "recordType": "shipment"}, {"field": "incidentReason", "label": "Incident", "value": "consignee_refused_no_booking_slot", "record": "SHP-2026-2471", "derived": false, "version": 2, "recordId": "01a22f5d-15a2-7a28-999b-dee51c6f4ca3", "recordType": "shipment"}, {"field": "lastEventAt", "label": "Reported", "value": "2026-11-23 10:30 UTC", "record": "SHP-2026-2471", "derived": false, "version": 2, "recordId": "01a22f5d-15a2-7a28-999b-dee51c6f4ca3", "recordType": "shipment"}, {"field": "value", "label": "Order value", "value": "EUR 14,240.64", "record": "ORD-2026-1523", "derived": false, "version": 4, "recordId": "01a22f5d-1171-7e2c-98d3-600a2929806a", "recordType": "order"}], "score": 60, "state": "open", "title": "Brückner & Thiel Werkzeughandel GmbH refused shipment SHP-2026-2471 of order ORD-2026-1523", "currency": "EUR", "severity": 3, "ownerTeam": "sales_ops", "valueMinor": 1424064, "blocksOrder": false, "reopenedCount": 0, "subjectNumber": "SHP-2026-2471"}, "before": {}}',E'\\xb6d2d34e8e0762aa482f9e388d3545a2baf98ea95f43f5e25a15ab524e83f68e',E'\\x0b3bd4dcfbd8ef505a639cba694a27b59b3f26ce5869c149ce1939bafa1e47cf',NULL),
('01a22f5d-2789-71ac-badc-21196b520787','{"after": {"type": "PO_MISSING", "facts": [{"field": "orderedOn", "label": "Ordered", "value": "2026-11-23", "record": "ORD-2026-1568", "derived": false, "version": 1, "recordId": "01a22f5d-228c-7e8f-9025-26291e54b68d", "recordType": "order"}, {"field": "value", "label": "Order value", "value": "EUR 2,623.50", "record": "ORD-2026-1568", "derived": false, "version": 1, "recordId": "01a22f5d-228c-7e8f-9025-26291e54b68d", "recordType": "order"}, {"field": "status", "label": "Status", "value": "confirmed", "record": "ORD-2026-1568", "derived": false, "version": 1, "recordId": "01a22f5d-228c-7e8f-9025-26291e54b68d", "recordType": "order"}], "score": 37, "state": "open", "title": "Order ORD-2026-1568 of Ardenne Outillage Pro SRL has no purchase order number", "currency": "EUR", "severity": 2, "ownerTeam": "sales_ops", "valueMinor": 262350, "blocksOrder": false, "reopenedCount": 0, "subjectNumber": "ORD-2026-1568"}, "before": {}}',E'\\x7052be822ecdb4173c4f0e6becffbc1a2c00b9d99e6263be95154c5680b7c226',E'\\xdadd35a1c9217275e9b875597cef09d09402a215bdefec626960473f91e442e7',NULL),
('01a22f5d-2789-724c-ada2-5c952437722b','{"after": {"type": "SHORT_PAYMENT", "facts": [{"field": "amount", "label": "Invoice total", "value": "EUR 2,577.00", "record": "INV-2026-0594", "derived": false, "version": 2, "recordId": "01a22f5d-13a2-797c-9d4c-d7aea97424d5", "recordType": "invoice"}, {"field": "outstanding", "label": "Outstanding", "value": "EUR 77.31", "record": "INV-2026-0594", "derived": false, "version": 2, "recordId": "01a22f5d-13a2-797c-9d4c-d7aea97424d5", "recordType": "invoice"}, {"field": "amount", "label": "Payment that claims to settle it", "value": "EUR 2,499.69", "record": "PAY-2026-3434", "derived": false, "version": 1, "recordId": "01a22f5d-256f-7f36-8a3a-0fcdb3938770", "recordType": "payment"}, {"field": "receivedOn", "label": "Received", "value": "2026-11-18", "record": "PAY-2026-3434", "derived": false, "version": 1, "recordId": "01a22f5d-256f-7f36-8a3a-0fcdb3938770", "recordType": "payment"}, {"field": "shortBy", "label": "Short by", "value": "EUR 77.31", "record": "INV-2026-0594", "derived": true, "version": 2, "recordId": "01a22f5d-13a2-797c-9d4c-d7aea97424d5", "recordType": "invoice"}], "score": 27, "state": "open", "title": "Ardenne Outillage Pro SRL paid invoice INV-2026-0594 short", "currency": "EUR", "severity": 2, "ownerTeam": "accounting", "valueMinor": 7731, "blocksOrder": false, "reopenedCount": 0, "subjectNumber": "INV-2026-0594"}, "before": {}}',E'\\xc8a4ae6592181b72c9a98811ad713ed4a4218cbe851c7eb916c5f9aac12c98e6',E'\\x3afc60facf5b5cbd3a9c47355e0414ee48165a0fa4eec0c8aa104de16bed29ec',NULL),
('01a22f5d-2789-72a1-b50b-14e3f78df46b','{"after": {"type": "SHORT_PAYMENT", "facts": [{"field": "amount", "label": "Invoice total", "value": "EUR 15,379.20", "record": "INV-2026-0585", "derived": false, "version": 2, "recordId": "01a22f5d-13a2-7a19-aee9-7777d47bd272", "recordType": "invoice"}, {"field": "outstanding", "label": "Outstanding", "value": "EUR 692.06", "record": "INV-2026-0585", "derived": false, "version": 2, "recordId": "01a22f5d-13a2-7a19-aee9-7777d47bd272", "recordType": "invoice"}, {"field": "amount", "label": "Payment that claims to settle it", "value": "EUR 14,687.14", "record": "PAY-2026-3442", "derived": false, "version": 1, "recordId": "01a22f5d-256f-7f57-b4e2-3ece7982602c", "recordType": "payment"}, {"field": "receivedOn", "label": "Received", "value": "2026-11-23", "record": "PAY-2026-3442", "derived": false, "version": 1, "recordId": "01a22f5d-256f-7f57-b4e2-3ece7982602c", "recordType": "payment"}, {"field": "shortBy", "label": "Short by", "value": "EUR 692.06", "record": "INV-2026-0585", "derived": true, "version": 2, "recordId": "01a22f5d-13a2-7a19-aee9-7777d47bd272", "recordType": "invoice"}], "score": 35, "state": "open", "title": "Brückner & Thiel Werkzeughandel GmbH paid invoice INV-2026-0585 short", "currency": "EUR", "severity": 2, "ownerTeam": "accounting", "valueMinor": 69206, "blocksOrder": false, "reopenedCount": 0, "subjectNumber": "INV-2026-0585"}, "before": {}}',E'\\x85ff2ce146acd6b99e2a4a18ccc43e468943903f7c1da167619aa5910aa44342',E'\\x6fe0ea3614dd4957c06d4bd1146c064f237bb81e4adc5449a701aba1a9188fd9',NULL),
('01a22f5d-29cb-77b7-affd-38e488cc4877','{"task": "FOLLOW-2026-010", "after": {"state": "in_progress"}, "agent": "AccountingFollowUpAgent", "before": {"state": "open"}}',E'\\x0f6b876f43d7796fc698a68330285b6ca8ce4a8924c78c21166503f05437d0ec',E'\\xf83b6e5bfc61be320f0ae57620850b21dbe0191ace2bd2029b92d059ba332142',NULL),
('01a22f5d-29cb-79a3-8f1d-e083a45010ab','{"after": {"number": "FOLLOW-2026-010", "status": "scheduled", "orderId": "01a22f5d-1171-7ca6-97b9-340734ce1a44", "attempts": 0, "priority": "normal", "slaDueAt": "2026-11-27T11:10:00.000Z", "slaState": "active", "ownerTeam": "accounting", "assigneeId": "01a22f5d-0c70-7bf0-96fd-8529b98de8a6", "exceptionId": "01a22f5d-277e-7b07-a280-20f2d565af67", "nextCheckAt": "2026-11-24T12:40:00.000Z", "slaAtRiskAt": "2026-11-26T15:22:00.000Z", "slaPolicyId": "01a22f5d-0aea-70f2-b7b4-75fc64c79799", "slaStartedAt": "2026-11-24T12:40:00.000Z", "auditRequired": true, "channelPolicy": "human_approval_required", "distributorId": "01a22f5d-0ee6-73e4-abaa-f7fc01e4e221", "reopenedCount": 0, "responseState": "none", "agentProfileId": "01a22f5d-0afb-7bc9-b734-a745865d8a6b", "allowedActions": ["draft_internal_update", "draft_email", "recommend_escalation", "propose_next_action"], "blockedActions": ["send_without_approval", "release_shipment", "modify_invoice", "release_hold", "change_credit_limit"], "escalationLevel": 0, "escalationLadder": [{"toTeam": "sales_ops", "sentence": "Escalate to Sales Ops if invoice blocker remains unresolved after 24h.", "afterMinutes": 1440}, {"toTeam": "accounting", "sentence": "Escalate to Accounting if invoice blocker remains unresolved after 48h.", "afterMinutes": 2880}], "retryCadenceMinutes": 2400}, "agent": "AccountingFollowUpAgent", "before": {}, "assignee": "Tobias Krantz", "communicationChannels": ["slack:#accounting-exceptions", "slack:#wholesale-exceptions"]}',E'\\x9c453354c5e6f782cfde3cb328da4e824f096690b5a3cd1a67a037e268f8ab91',E'\\xc9a1750fe52cadb7c4078c7b16fdfa3125204c6a6f394fb2b0358aa19d65fe52',NULL),
('01a22f5d-29f4-7881-af97-7f9bfeba497d','{"after": {"status": "drafting", "nextCheckAt": "2026-11-24T12:45:00.000Z"}, "before": {"status": "scheduled", "nextCheckAt": "2026-11-24T12:40:00.000Z"}, "channel": "slack:#accounting-exceptions"}',E'\\xc839f1857b6c5bc82fb5f9ed7249df80ce645a750d9ebde2670bb88c94c0ae83',E'\\xb8045231cc18cee98abc5de9080045369a98b16236c451b15a69564d7f6c0b09',NULL),
('01a22f5d-2a13-7e85-aa2c-a8f49d2d00a5','{"after": {"status": "waiting_for_human_approval", "nextCheckAt": "2026-12-01T10:40:00.000Z"}, "before": {"status": "drafting", "nextCheckAt": "2026-11-24T12:45:00.000Z"}}',E'\\x89a0da02ee6a68dc5347a696e6dcdff28c399da9651200bded8f6b602dacd60c',E'\\x0552669ccbbc43c1dca97bb1b6a57095b21e19a0423092ecfd1c12627b8a06f7',NULL),
('01a22f5d-2a14-70e8-a5fd-eb4e1ea6a554',E'{"body": "*INV-2026-0594 · Ardenne Outillage Pro SRL (BE) · Short payment*\\n\\nArdenne Outillage Pro SRL paid INV-2026-0594 as settled in full, but short by EUR 77.31. Without a reason code we can neither accept the deduction nor chase it.\\n\\n• Invoice total: EUR 2,577.00\\n• Outstanding: EUR 77.31\\n• PAY-2026-3434 · Payment that claims to settle it: EUR 2,499.69 · Received: 18 November 2026\\n\\nProposed next step: Ask for the reason and its code, and open a dispute where it holds.\\nTobias Krantz (Accounting), please reply here by 27 November 2026: which reason code fits, or whether a dispute is opened.", "after": {"state": "pending", "action": "draft_internal_update", "number": "DRAFT-2026-010", "taskId": "01a22f5d-29c6-703f-b45a-ff327cac6fbb", "orderId": "01a22f5d-1171-7ca6-97b9-340734ce1a44", "fourEyes": false, "channelId": "01a22f5d-0d51-72da-8977-7013dde5349a", "expiresAt": "2026-11-27T11:10:00.000Z", "ownerTeam": "accounting", "exceptionId": "01a22f5d-277e-7b07-a280-20f2d565af67", "distributorId": "01a22f5d-0ee6-73e4-abaa-f7fc01e4e221", "currentRevisionId": "01a22f5d-2a0d-7a98-9d0e-e62b7c3f826f"}, "notes": [], "before": {}, "channel": "slack:#accounting-exceptions", "ungrounded": []}',E'\\x96069be60eb095c49eb97240615a460b3fe58ed3d0ce90b0498120644a5b4aaa',E'\\x137e7ae1d41f466a6d04456883499ead21ad4807f31245144d0f9b8071abf181',NULL),
('01a22f5d-2ae4-7a79-a07b-c4726c443668','{"after": {"state": "rejected", "stateReason": "Shorter, please: they only need the difference and a question."}, "before": {"state": "pending", "stateReason": null}, "instruction": "Shorter, please: they only need the difference and a question."}',E'\\x6f2167da44bf473b50f66745a6dd7f52199c7de3ceb32e098028745e1490678f',E'\\xf29eb746bc6318b836252c0b1c545ab3a1a467333c299d36c6cf9c772587ab82',NULL),
('01a22f5d-2ae4-7c59-86b0-b25cf27ba1f2','{"after": {"status": "drafting", "nextCheckAt": "2026-11-24T14:15:00.000Z"}, "before": {"status": "waiting_for_human_approval", "nextCheckAt": "2026-12-01T10:40:00.000Z"}}',E'\\xcdc948e6ebbe936cd65e221e90c5c417eca82f925c1b77fb1073a2d6dc6819ed',E'\\x263d0b156bc2c2d9e34470052a96ccdb234a676a716e8b0ff6685439b017a9ff',NULL),
('01a22f5d-2b08-7870-be32-5487ea94af86','{"after": {"nextCheckAt": "2026-11-24T14:20:00.000Z"}, "before": {"nextCheckAt": "2026-11-24T14:15:00.000Z"}, "channel": "slack:#accounting-exceptions"}',E'\\xd8efa8675895f070d69a35ddda2cda3bfd3b3e1e04f9fa3a0668d363fb9cebd0',E'\\x1641222dd132e18e4dd14070965143546a4d38fdf6f9f203a619b5fbbe5fb0c3',NULL),
('01a22f5d-2b20-7ce9-8f3e-76d6333e0bfd','{"after": {"status": "waiting_for_human_approval", "nextCheckAt": "2026-12-01T13:00:00.000Z"}, "before": {"status": "drafting", "nextCheckAt": "2026-11-24T14:20:00.000Z"}}',E'\\xaba60feaf16de9adae1110b7adf4afde6aac9756df8ffd5eb2d2db1376930f40',E'\\x5508cb67f421ee6fb2c85941d1113b8c9554a8feb060192cc5b94b08d7817afe',NULL),
('01a22f5d-2b20-7ea7-adb7-e6d6c18f2328',E'{"body": "*INV-2026-0594 · Ardenne Outillage Pro SRL (BE) · Short payment*\\n\\nArdenne Outillage Pro SRL paid INV-2026-0594 as settled in full, but short by EUR 77.31. Tobias Krantz (Accounting), please reply here by 27 November 2026: which reason code fits, or whether a dispute is opened.", "after": {"state": "pending", "action": "draft_internal_update", "number": "DRAFT-2026-012", "taskId": "01a22f5d-29c6-703f-b45a-ff327cac6fbb", "orderId": "01a22f5d-1171-7ca6-97b9-340734ce1a44", "fourEyes": false, "channelId": "01a22f5d-0d51-72da-8977-7013dde5349a", "expiresAt": "2026-11-27T13:30:00.000Z", "ownerTeam": "accounting", "exceptionId": "01a22f5d-277e-7b07-a280-20f2d565af67", "distributorId": "01a22f5d-0ee6-73e4-abaa-f7fc01e4e221", "currentRevisionId": "01a22f5d-2b1b-7e4e-97f8-1f64f60003a2"}, "notes": [], "before": {}, "channel": "slack:#accounting-exceptions", "ungrounded": []}',E'\\xb0875bf3c5cbd95d159432c55df60628f61f2eee3c8e2517ba9f86a9af704263',E'\\x8ad38d7951aa3271cdc53f45a5fca4e835f13f7f96e8f49cd9ea890648a04573',NULL),
('01a22f5d-2b54-72a1-9f70-d562e5470b8d',E'{"body": "*INV-2026-0594 · Ardenne Outillage Pro SRL (BE) · Short payment*\\n\\nArdenne Outillage Pro SRL paid INV-2026-0594 as settled in full, but short by EUR 77.31. Tobias Krantz (Accounting), please reply here by 27 November 2026: which reason code fits, or whether a dispute is opened.", "after": {"state": "approved"}, "before": {"state": "pending"}, "approval": "01a22f5d-2b4f-7d89-af23-814312ae451b", "contentHash": "6dc0ef0f74bb90f4d668fc25cb372d0ef3d046ad1f479cf91fc5ab3b0d2623b4"}',E'\\xaee250ce03dbc0800fe4313923e9faa02a88450ed70c84ac7749ea3d35b8e158',E'\\x784e424cd287ec96a43d04b751f8cfa57ea4b3a144b1bd7622ba58dd34c7946f',NULL),
('01a22f5d-2b54-749e-bf9e-1cc2e657e488','{"after": {"status": "queued", "taskId": "01a22f5d-29c6-703f-b45a-ff327cac6fbb", "draftId": "01a22f5d-2b17-77a1-9317-5f7163167a98", "orderId": "01a22f5d-1171-7ca6-97b9-340734ce1a44", "attempts": 0, "queuedAt": "2026-11-25T08:05:00.000Z", "channelId": "01a22f5d-0d51-72da-8977-7013dde5349a", "ownerTeam": "accounting", "recipient": "#accounting-exceptions", "approvalId": "01a22f5d-2b4f-7d89-af23-814312ae451b", "revisionId": "01a22f5d-2b1b-7e4e-97f8-1f64f60003a2", "contentHash": "6dc0ef0f74bb90f4d668fc25cb372d0ef3d046ad1f479cf91fc5ab3b0d2623b4", "exceptionId": "01a22f5d-277e-7b07-a280-20f2d565af67", "distributorId": "01a22f5d-0ee6-73e4-abaa-f7fc01e4e221", "nextAttemptAt": "2026-11-25T08:05:00.000Z", "idempotencyKey": "9ecfcfc3-709c-427b-bf28-0047f9150a1e", "approvalDecision": "approved"}, "before": {}, "recipient": "#accounting-exceptions"}',E'\\x5e7b37346897355ca93c99924bd9c41642b0775e6cb667e150e65724dd0e96bd',E'\\x3c8526c9c427e5b2f2cc8b2a323d9b40dd7fef75ca08c06c0c7afbc98ea12359',NULL),
('01a22f5d-2b54-752f-9ac5-493df767e1cd','{"after": {"status": "approved"}, "before": {"status": "waiting_for_human_approval"}}',E'\\x8a2a78600fa7bac5fc4c9abec5bb1e7348261491a5cdbe3c1b6af1ef98bf6cd1',E'\\xdf188ccb39c10ad374cf63078f39c09dec2e929d3a2b20c3eb76f95b400592cc',NULL),
('01a22f5d-2b69-7ebf-a65a-420f30a5208b','{"after": {"state": "executing"}, "before": {"state": "approved"}}',E'\\xb4ec4116c9d13216781b9c4c4683d70274e155fd49cd535b641bf0061a7db45d',E'\\x7c62aaf6369701b4ab796be13eda9328dcb5138d220f3483fb4e011455d06260',NULL),
('01a22f5d-2b6a-7042-b6f7-f5c523234843','{"after": {"status": "sending", "adapter": "recording", "attempts": 1, "sendingAt": "2026-11-25T08:05:00.000Z", "claimedUntil": "2026-11-25T08:05:40.000Z", "nextAttemptAt": null}, "draft": "DRAFT-2026-012", "before": {"status": "queued", "adapter": null, "attempts": 0, "sendingAt": null, "claimedUntil": null, "nextAttemptAt": "2026-11-25T08:05:00.000Z"}, "contentHash": "6dc0ef0f74bb90f4d668fc25cb372d0ef3d046ad1f479cf91fc5ab3b0d2623b4"}',E'\\x3c8b0a70bb610ed0354447c2a197e817fa9264e55e7083d05c64cff3d3adaebb',E'\\xdf6c6dfc68a0f6274db432d71c0e1be7644e97f7174583956b554369c764c47d',NULL),
('01a22f5d-2b79-7baf-b045-65f0cb7283f9','{"after": {"sentAt": "2026-11-25T08:05:00.000Z", "status": "sent", "claimedUntil": null, "externalChannel": "#accounting-exceptions", "externalThreadId": "rec-9ecfcfc3-709c-427b-bf28-0047f9150a1e", "externalMessageId": "rec-9ecfcfc3-709c-427b-bf28-0047f9150a1e"}, "draft": "DRAFT-2026-012", "before": {"sentAt": null, "status": "sending", "claimedUntil": "2026-11-25T08:05:40.000Z", "externalChannel": null, "externalThreadId": null, "externalMessageId": null}, "approval": "01a22f5d-2b4f-7d89-af23-814312ae451b"}',E'\\x7f860ef105e534d399bab0d8367ca96ef1b0065ec862b45aa2ddb86cf7a3a9e5',E'\\xa55501320027fd4daa2925c304db064c4d255942cea1842231a46098236d5433',NULL),
('01a22f5d-2b79-7dc7-9265-1b90e7acfc72','{"after": {"state": "executed"}, "before": {"state": "executing"}}',E'\\xad0da299379e402c93ebca41217c2d9cfc7739feecc5799edbe3dca30a866620',E'\\x5e0d56a66e799185925f5eb0260d5a5d40ed3f0bbf44be2b664cb7d3a600157f',NULL),
('01a22f5d-2b79-7e3b-b1e7-f5314e0c1235','{"after": {"status": "awaiting_response", "attempts": 1, "nextCheckAt": "2026-12-01T15:50:00.000Z", "responseState": "awaiting", "lastChannelMessageId": "rec-9ecfcfc3-709c-427b-bf28-0047f9150a1e"}, "before": {"status": "approved", "attempts": 0, "nextCheckAt": "2026-12-01T13:00:00.000Z", "responseState": "none", "lastChannelMessageId": null}}',E'\\xcc1701201f9be2b3de3eecd151f5a7b15ce3a424c8db69101ce7a4a2bc556a21',E'\\xb8b7b4888bc17615e9b914bb864bbf2fe330c09dc549825d527ec3a48ee9b887',NULL),
('01a22f5d-2d6e-7b16-af7c-f7c6dd9cbb6b','{"task": "FOLLOW-2026-015", "after": {"state": "in_progress"}, "agent": "SalesOperationsFollowUpAgent", "before": {"state": "open"}}',E'\\xfc96172b9da144d9d36234012263ea94c9350f1217bd8f7e75e1879cd6a78a69',E'\\x14539820b3fe78b6d3acfd0da844cc6a13f0961b2ba7a66cd28633d99ce96875',NULL),
('01a22f5d-2d6e-7c86-9128-652f3a586525','{"after": {"number": "FOLLOW-2026-015", "status": "scheduled", "orderId": "01a22f5d-228c-7e8f-9025-26291e54b68d", "attempts": 0, "priority": "normal", "slaDueAt": "2026-12-01T11:30:00.000Z", "slaState": "active", "ownerTeam": "sales_ops", "assigneeId": "01a22f5d-0be4-7241-9b21-dde690299700", "exceptionId": "01a22f5d-277e-7a24-81e9-2659a656aafc", "nextCheckAt": "2026-11-30T08:00:00.000Z", "slaAtRiskAt": "2026-11-30T15:42:00.000Z", "slaPolicyId": "01a22f5d-0aea-70f2-b7b4-75fc64c79799", "slaStartedAt": "2026-11-26T13:00:00.000Z", "auditRequired": true, "channelPolicy": "human_approval_required", "distributorId": "01a22f5d-0ee6-73e4-abaa-f7fc01e4e221", "reopenedCount": 0, "responseState": "none", "agentProfileId": "01a22f5d-0b0c-7428-9aad-b1c63d0c9517", "allowedActions": ["draft_internal_update", "draft_email", "recommend_escalation", "propose_next_action"], "blockedActions": ["send_without_approval", "release_shipment", "modify_invoice", "release_hold", "change_credit_limit"], "escalationLevel": 0, "escalationLadder": [{"toTeam": "partner_success", "sentence": "Escalate to Partner Success if order blocker remains unresolved after 24h.", "afterMinutes": 1440}, {"toTeam": "sales_ops", "sentence": "Escalate to Sales Ops if order blocker remains unresolved after 48h.", "afterMinutes": 2880}], "retryCadenceMinutes": 480}, "agent": "SalesOperationsFollowUpAgent", "before": {}, "assignee": "Ingrid Solberg", "communicationChannels": ["slack:#wholesale-exceptions"]}',E'\\x604bca2028eec46249c206a28e4d391f5eea4a2663048faf70cc5f9e2f5592a1',E'\\xf76192e16a825f1ef41df1f56f685e2a3e9369fe856bc0dc9a0b2d339fb08830',NULL),
('01a22f5d-2dcf-7880-ac13-db77b3816b44','{"after": {"slaState": "at_risk"}, "before": {"slaState": "active"}}',E'\\x59aad3189a2a11acbfae2af0416bb4a77296fb5278b40a9f36fd2e9cfc6faf2d',E'\\x6344874e781c3c6a10f83abe63454e40a830900b41ace2a1aae03fa2b23f763c',NULL),
('01a22f5d-314b-7035-8de7-d37938716611','{"after": {"type": "SHORT_SHIPMENT", "facts": [{"field": "deliveredAt", "label": "Delivered", "value": "2026-11-26 08:15 UTC", "record": "SHP-2026-2504", "derived": false, "version": 2, "recordId": "01a22f5d-240f-7b1f-9dc0-b5af2a0e45df", "recordType": "shipment"}, {"field": "missingPieces", "label": "Missing pieces", "value": "6", "record": "SHP-2026-2504", "derived": true, "version": 2, "recordId": "01a22f5d-240f-7b1f-9dc0-b5af2a0e45df", "recordType": "shipment"}, {"field": "skusShort", "label": "Articles short", "value": "BLD-1940", "record": "SHP-2026-2504", "derived": true, "version": 2, "recordId": "01a22f5d-240f-7b1f-9dc0-b5af2a0e45df", "recordType": "shipment"}, {"field": "value", "label": "Order value", "value": "EUR 11,706.08", "record": "ORD-2026-1558", "derived": false, "version": 4, "recordId": "01a22f5d-228c-78c2-9eb5-48e2d0a52c9e", "recordType": "order"}], "score": 50, "state": "open", "title": "Shipment SHP-2026-2504 of order ORD-2026-1558 arrived 6 pieces short", "currency": "EUR", "severity": 3, "ownerTeam": "logistics", "valueMinor": 16014, "blocksOrder": false, "reopenedCount": 0, "subjectNumber": "SHP-2026-2504"}, "before": {}}',E'\\xf6b75f2dedcd11add329d09dda26b3d4265e518f317bdbc2c04ddc56ec11dfd1',E'\\xba32abde2947cda5f4f4ad1a0894eb98ad633fd28aa5ef44b9805e5cc5705df0',NULL),
('01a22f5d-3151-70f6-ae77-fbefb9dcf38b','{"after": {"facts": [{"field": "status", "label": "Status", "value": "return_to_sender", "record": "SHP-2026-2471", "derived": false, "version": 3, "recordId": "01a22f5d-15a2-7a28-999b-dee51c6f4ca3", "recordType": "shipment"}, {"field": "incidentReason", "label": "Incident", "value": "consignee_refused_no_booking_slot", "record": "SHP-2026-2471", "derived": false, "version": 3, "recordId": "01a22f5d-15a2-7a28-999b-dee51c6f4ca3", "recordType": "shipment"}, {"field": "lastEventAt", "label": "Reported", "value": "2026-11-25 13:00 UTC", "record": "SHP-2026-2471", "derived": false, "version": 3, "recordId": "01a22f5d-15a2-7a28-999b-dee51c6f4ca3", "recordType": "shipment"}, {"field": "value", "label": "Order value", "value": "EUR 14,240.64", "record": "ORD-2026-1523", "derived": false, "version": 4, "recordId": "01a22f5d-1171-7e2c-98d3-600a2929806a", "recordType": "order"}], "score": 64}, "before": {"facts": [{"field": "status", "label": "Status", "value": "delivery_failed", "record": "SHP-2026-2471", "derived": false, "version": 2, "recordId": "01a22f5d-15a2-7a28-999b-dee51c6f4ca3", "recordType": "shipment"}, {"field": "incidentReason", "label": "Incident", "value": "consignee_refused_no_booking_slot", "record": "SHP-2026-2471", "derived": false, "version": 2, "recordId": "01a22f5d-15a2-7a28-999b-dee51c6f4ca3", "recordType": "shipment"}, {"field": "lastEventAt", "label": "Reported", "value": "2026-11-23 10:30 UTC", "record": "SHP-2026-2471", "derived": false, "version": 2, "recordId": "01a22f5d-15a2-7a28-999b-dee51c6f4ca3", "recordType": "shipment"}, {"field": "value", "label": "Order value", "value": "EUR 14,240.64", "record": "ORD-2026-1523", "derived": false, "version": 4, "recordId": "01a22f5d-1171-7e2c-98d3-600a2929806a", "recordType": "order"}], "score": 60}}',E'\\x060d1361db3406bcfa6c59ba55d2c85d099f6cf1d6bf3f2ce38c4f6057a7cf8c',E'\\x76694a43e815d040e6d73542941657541028966449ea1b2f11713160355b599e',NULL),
('01a22f5d-3156-7b76-a552-35f40871587d','{"after": {"state": "resolved", "resolution": "The cause is gone.", "resolvedAt": "2026-11-27T09:00:00+00:00"}, "before": {"state": "in_progress", "resolution": null, "resolvedAt": null}}',E'\\x9590878bc3de8c65577788689d0fef9c3597c87e6718a00f273bd1964c1f5375',E'\\x57d10d33e556aa227efa88c7a7c7dc319f3747aec7068010cebc62de58554ff3',NULL),
('01a22f5d-3164-736e-b93d-4a92ed1cbba4','{"after": {"status": "resolved", "slaState": "met", "resolution": "The cause is gone.", "resolvedAt": "2026-11-27T09:00:00.000Z", "nextCheckAt": null}, "before": {"status": "awaiting_response", "slaState": "at_risk", "resolution": null, "resolvedAt": null, "nextCheckAt": "2026-12-01T15:50:00.000Z"}, "resolution": "The cause is gone."}',E'\\x6dc6d4752f7e7ad92dcbb4a48689e769551e8a0c3de3f5871568dfa944c6ddc7',E'\\xe380f6063f87a1bd9ca91a8fd0e25a9cf3b58e6aaf3df469cfc6cf4bb5457ca7',NULL),
('01a22f5d-3493-7e2a-a978-376a507ec9a5','{"after": {"status": "drafting", "nextCheckAt": "2026-11-30T08:15:00.000Z"}, "before": {"status": "scheduled", "nextCheckAt": "2026-11-30T08:00:00.000Z"}, "channel": "slack:#wholesale-exceptions"}',E'\\xdd59c6c8d31645b6a8ed8e210f5f1baa431fda64175c4e5584491b0e7b7c4619',E'\\x4e0ee258b0c45ba4ccd0d454888a2c09bffe8fe8e11c4fe06231649b7b9ee438',NULL),
('01a22f5d-34a8-7021-8067-b9e9bb4336f3','{"after": {"status": "waiting_for_human_approval", "nextCheckAt": "2026-12-01T07:55:00.000Z"}, "before": {"status": "drafting", "nextCheckAt": "2026-11-30T08:15:00.000Z"}}',E'\\x77ebac138657346d2082d6b6c047146d838b24b8ef08a20c222ddafbe4c73d10',E'\\xc3f8298b95ff2151fea62a5bb85283a7eca533e7b0cea9bd7fae8f85f6c5b146',NULL),
('01a22f5d-34a8-71d5-b49a-900a39f25d6b',E'{"body": "*ORD-2026-1568 · Ardenne Outillage Pro SRL (BE) · PO missing*\\n\\nORD-2026-1568 of Ardenne Outillage Pro SRL has no purchase order number, and this partner requires one. Their accounts department will send the invoice back without it.\\n\\n• Ordered: 23 November 2026\\n• Order value: EUR 2,623.50\\n• Status: confirmed\\n\\nProposed next step: Ask the buyer for the purchase order.\\nIngrid Solberg (Sales Operations), please reply here by 1 December 2026: the number, or whom at the partner to ask.", "after": {"state": "pending", "action": "draft_internal_update", "number": "DRAFT-2026-025", "taskId": "01a22f5d-2d6c-792b-8b4f-06263c993e55", "orderId": "01a22f5d-228c-7e8f-9025-26291e54b68d", "fourEyes": false, "channelId": "01a22f5d-0b14-7909-b61c-1c0eebae2e40", "expiresAt": "2026-12-02T16:25:00.000Z", "ownerTeam": "sales_ops", "exceptionId": "01a22f5d-277e-7a24-81e9-2659a656aafc", "distributorId": "01a22f5d-0ee6-73e4-abaa-f7fc01e4e221", "currentRevisionId": "01a22f5d-34a3-775c-831d-19138e38a9e7"}, "notes": [], "before": {}, "channel": "slack:#wholesale-exceptions", "ungrounded": []}',E'\\xce520bade083b618a9bb1c7d297de47a82d3dc76c7596bc375c0fc4ff3553e7a',E'\\x04196bdb4ed7e7c79f3de954581b58007b99be2a7ef12b4c3446fdd9d28e2d04',NULL),
('01a22f5d-35ec-7897-87bc-fd60422cc2a7','{"task": "FOLLOW-2026-027", "after": {"state": "in_progress"}, "agent": "SalesOperationsFollowUpAgent", "before": {"state": "open"}}',E'\\xb49b9b5aa2d9e764349d3d0b09520de0b9bf4e6e4d74242de533c77db8247fc9',E'\\xd3fd883c41bf07895b3fb8e7d0de1236915600a181c4276e4fed3dd32d5b9d3e',NULL),
('01a22f5d-35ec-7a5e-a8d7-f6f716bc5817','{"after": {"number": "FOLLOW-2026-027", "status": "scheduled", "orderId": "01a22f5d-1171-7e2c-98d3-600a2929806a", "attempts": 0, "priority": "high", "slaDueAt": "2026-12-02T09:35:00.000Z", "slaState": "active", "ownerTeam": "sales_ops", "assigneeId": "01a22f5d-0c26-7954-a07e-4575ac398e7c", "exceptionId": "01a22f5d-277d-7ac8-8907-c1a172bd6d02", "nextCheckAt": "2026-11-30T10:05:00.000Z", "slaAtRiskAt": "2026-12-01T15:23:00.000Z", "slaPolicyId": "01a22f5d-0aec-75c3-bdcd-a0d8a89243b0", "slaStartedAt": "2026-11-30T10:05:00.000Z", "auditRequired": true, "channelPolicy": "human_approval_required", "distributorId": "01a22f5d-0ee6-7540-861d-910b555e2b46", "reopenedCount": 0, "responseState": "none", "agentProfileId": "01a22f5d-0b0c-7428-9aad-b1c63d0c9517", "allowedActions": ["draft_internal_update", "draft_email", "recommend_escalation", "propose_next_action"], "blockedActions": ["send_without_approval", "release_shipment", "modify_invoice", "release_hold", "change_credit_limit"], "escalationLevel": 0, "escalationLadder": [{"toTeam": "partner_success", "sentence": "Escalate to Partner Success if shipment blocker remains unresolved after 24h.", "afterMinutes": 1440}, {"toTeam": "sales_ops", "sentence": "Escalate to Sales Ops if shipment blocker remains unresolved after 48h.", "afterMinutes": 2880}], "retryCadenceMinutes": 240}, "agent": "SalesOperationsFollowUpAgent", "before": {}, "assignee": "Daan Vermeer", "communicationChannels": ["slack:#wholesale-exceptions"]}',E'\\x4f828a355bb3f300cce0bf700bf883b2ad6ba1829e0f61fb3a9b4fc99ddec0c4',E'\\xf81de04769f82dfd0bfb95a5745a1754d7c2c7b9f36251a64b9abee8abc30627',NULL),
('01a22f5d-360f-7db9-924d-267d05a63271','{"after": {"status": "drafting", "nextCheckAt": "2026-11-30T10:10:00.000Z"}, "before": {"status": "scheduled", "nextCheckAt": "2026-11-30T10:05:00.000Z"}, "channel": "slack:#wholesale-exceptions"}',E'\\xad68736f5e5bbfdb8d3ef544a17b9e084ccf92d6ae31a4f91f3d8d5147ee49a8',E'\\x00ec360ae8227c770197820f27b373fa581f4709c4bad688c4686f3ce0807bc7',NULL),
('01a22f5d-3638-734d-aa87-6fe4ad1e4bcc','{"after": {"status": "waiting_for_human_approval", "nextCheckAt": "2026-11-30T14:50:00.000Z"}, "before": {"status": "drafting", "nextCheckAt": "2026-11-30T10:10:00.000Z"}}',E'\\x323d5ce54ae9e52bb2b0dae6f1f8ccbc34d5d98b9fa9b81f57ac7856e09b3b12',E'\\xfa19b011cb398d31211d7fd28b82848dff8412bc5bd9b67b2d2061576f3fedb5',NULL),
('01a22f5d-3638-7538-bb64-f2e6d2b5813f',E'{"body": "*SHP-2026-2471 · Brückner & Thiel Werkzeughandel GmbH (DE) · Delivery refused*\\n\\nBrückner & Thiel Werkzeughandel GmbH refused SHP-2026-2471 at the door (consignee refused no booking slot). The goods are on a vehicle or in a depot at our cost.\\n\\n• Status: return to sender\\n• Reported: 25 November 2026, 13:00 UTC\\n• ORD-2026-1523 · Order value: EUR 14,240.64\\n\\nProposed next step: Find out why; have it delivered again or returned.\\nDaan Vermeer (Sales Operations), please reply here by 2 December 2026: the reason, and whether it goes back or is delivered again.", "after": {"state": "pending", "action": "draft_internal_update", "number": "DRAFT-2026-029", "taskId": "01a22f5d-35e9-7159-b2f6-999ad3468295", "orderId": "01a22f5d-1171-7e2c-98d3-600a2929806a", "fourEyes": false, "channelId": "01a22f5d-0b14-7909-b61c-1c0eebae2e40", "expiresAt": "2026-12-03T09:20:00.000Z", "ownerTeam": "sales_ops", "exceptionId": "01a22f5d-277d-7ac8-8907-c1a172bd6d02", "distributorId": "01a22f5d-0ee6-7540-861d-910b555e2b46", "currentRevisionId": "01a22f5d-3634-7c53-968a-c78960039ce4"}, "notes": [], "before": {}, "channel": "slack:#wholesale-exceptions", "ungrounded": []}',E'\\x617f922b17614e15d48b274df49581e57a79b5ba7fda096d793cbfaf1d80b2f6',E'\\xe3497395d38c7b4f259e3e7c66b2e5679f4a1f1f29f3f9dc2b73108fad0fe470',NULL),
('01a22f5d-36b4-711a-bbae-b9cecc9ddd7e',E'{"body": "*SHP-2026-2471 · Brückner & Thiel Werkzeughandel GmbH (DE) · Delivery refused*\\n\\nBrückner & Thiel Werkzeughandel GmbH refused SHP-2026-2471 at the door (consignee refused no booking slot). The goods are on a vehicle or in a depot at our cost.\\n\\n• Status: return to sender\\n• Reported: 25 November 2026, 13:00 UTC\\n• ORD-2026-1523 · Order value: EUR 14,240.64\\n\\nProposed next step: Find out why; have it delivered again or returned.\\nDaan Vermeer (Sales Operations), please reply here by 2 December 2026: the reason, and whether it goes back or is delivered again.", "after": {"state": "approved"}, "before": {"state": "pending"}, "approval": "01a22f5d-36ae-7f81-a3a9-31a162cc0303", "contentHash": "73c7117bcff81eea3a10af78aa02bff860e79cbe8fa53d5895d213d5e399719c"}',E'\\xac7e834117140e54dc41eda9ac3194f91d16e56db95e2983c92d2d33406a4b97',E'\\xf60cbd617578b945e0c68472aeef15123cd6b5a7ccd7e72bc1e52b09940a3f10',NULL),
('01a22f5d-36b4-72e8-964e-f4514fb1884f','{"after": {"status": "queued", "taskId": "01a22f5d-35e9-7159-b2f6-999ad3468295", "draftId": "01a22f5d-3633-7c7c-b7f8-e5245170f276", "orderId": "01a22f5d-1171-7e2c-98d3-600a2929806a", "attempts": 0, "queuedAt": "2026-11-30T10:40:00.000Z", "channelId": "01a22f5d-0b14-7909-b61c-1c0eebae2e40", "ownerTeam": "sales_ops", "recipient": "#wholesale-exceptions", "approvalId": "01a22f5d-36ae-7f81-a3a9-31a162cc0303", "revisionId": "01a22f5d-3634-7c53-968a-c78960039ce4", "contentHash": "73c7117bcff81eea3a10af78aa02bff860e79cbe8fa53d5895d213d5e399719c", "exceptionId": "01a22f5d-277d-7ac8-8907-c1a172bd6d02", "distributorId": "01a22f5d-0ee6-7540-861d-910b555e2b46", "nextAttemptAt": "2026-11-30T10:40:00.000Z", "idempotencyKey": "fddd16ba-dd20-427c-8be9-afbe43aa89a2", "approvalDecision": "approved"}, "before": {}, "recipient": "#wholesale-exceptions"}',E'\\xafca0597026d46fc36ca201dc6f983dcdcd502edd904b40ca8d3e37ae898cb46',E'\\x3039b3a9af02c0bf2bec89af457c0c27ad50791f17b5d417bb0df48866d64ef7',NULL),
('01a22f5d-36b4-7371-a7b5-c603e1d49565','{"after": {"status": "approved"}, "before": {"status": "waiting_for_human_approval"}}',E'\\x287c713b2cedfe8c872535a3a137d6d7ab986c9537af938635b50cafdc1ae8c3',E'\\x1e9d6ee60113b023e5b994a265d09f36d07dbe72b9868681b2bb25aa2885ec33',NULL),
('01a22f5d-36d8-7b7b-b476-5aee6afe9021','{"after": {"state": "executing"}, "before": {"state": "approved"}}',E'\\xe2356571859fb30bf727dc44ee61137d7a6e58f28513d3673a3fee7f43afee4b',E'\\x6f4364713d99d49c779887794d77794b77b704cf33ca8b63cc34a13d00b7250b',NULL),
('01a22f5d-36d8-7d02-b034-33877abb23a6','{"after": {"status": "sending", "adapter": "recording", "attempts": 1, "sendingAt": "2026-11-30T10:40:00.000Z", "claimedUntil": "2026-11-30T10:40:40.000Z", "nextAttemptAt": null}, "draft": "DRAFT-2026-029", "before": {"status": "queued", "adapter": null, "attempts": 0, "sendingAt": null, "claimedUntil": null, "nextAttemptAt": "2026-11-30T10:40:00.000Z"}, "contentHash": "73c7117bcff81eea3a10af78aa02bff860e79cbe8fa53d5895d213d5e399719c"}',E'\\x79cade28031fca1f8d02f07318d6d0d70687cf7361937da065a70d6c1247aa81',E'\\x29a149f3e01ffe36218b42ba18afba4779c294f1f1b0eb0b65e4938b33dd2498',NULL),
('01a22f5d-36e3-7a12-8abb-be9bff8f70f1','{"after": {"status": "unknown", "claimedUntil": null, "failureReason": "The channel did not answer in time."}, "before": {"status": "sending", "claimedUntil": "2026-11-30T10:40:40.000Z", "failureReason": null}, "reason": "The channel did not answer in time."}',E'\\x22361d896244a4a64540a297025423da3f76216eda0145fe356bec7d2a43cf59',E'\\x5f0bade883ee1f4184bd709d18712375b8795af358dde589b527c13c6f1e6f73',NULL),
('01a22f5d-3877-765e-8881-1d073b53d9ad','{"after": {"nextCheckAt": "2026-12-01T10:10:00.000Z"}, "before": {"nextCheckAt": "2026-11-30T14:50:00.000Z"}}',E'\\x0b4e778b4a9befdba3eacca9064a4d82b8b709cca693d860fb561d0b1653e0d0',E'\\x16ec0783f6f7578afc7bf5bd8d18baddb389f5efbb8d06c3a3ac743b8165595c',NULL),
('01a22f5d-38b7-785b-9c61-2e40b860f573','{"after": {"slaState": "at_risk"}, "before": {"slaState": "active"}}',E'\\xec784f4f6cc492e3ba041e4fbbc5fe10ed054e0e2a08159b1553a85bc208cc3b',E'\\x0805c231560b4ea4e17603b738c3f3762f9805efa7d56f8ccde453acf8e4da02',NULL),
('01a22f5d-3af6-7dec-9e0e-9a798a15eff1','{"after": {"score": 51}, "before": {"score": 47}}',E'\\x61127904a0882072d740c119d72279e3cde8358b25467183ec357dc8d2d4222e',E'\\x1bdcb61e6ef2655920347cfaec217e78abcde6fa051606fe7ed15f06b19a743b',NULL),
('01a22f5f-5021-7a8b-9fb9-2b4d25c75ec9','{"after": {"kind": "orders", "state": "applied", "fileHash": "d17dfaa1be657f923cfdc8f203e94a168fbc504b3a66b3e056250042753f241e", "fileName": "orders.csv", "rowCount": 8, "errorCount": 4, "startedById": "01a22f5d-0cae-7d04-9ed6-d8d6ef88c2f6", "createdCount": 3, "updatedCount": 0, "conflictCount": 0, "unchangedCount": 0}, "before": {}, "batchId": "01a22f5f-4fad-7404-b0d5-45ac75fa429a"}',E'\\xb5c9c61bcec4db5aaf933e2e7c54b9b262823bd7ea6448b5d5da15ef7703612e',E'\\x262701d2c12ee9134a1819f9ebb09de673c4df317ddcf8c72652ba2aee263ae1',NULL);

INSERT INTO public.business_calendars (id, version, created_at, updated_at, code, name, time_zone, weekly, holidays, is_default) VALUES
('01a22f5d-0844-7cbd-a79a-35a199c72d99','1','2026-12-01 02:09:15.789+00','2026-12-01 02:09:15.789+00','office','Office hours','Europe/Amsterdam','{"1": [["08:30", "12:30"], ["13:15", "17:30"]], "2": [["08:30", "12:30"], ["13:15", "17:30"]], "3": [["08:30", "12:30"], ["13:15", "17:30"]], "4": [["08:30", "12:30"], ["13:15", "17:30"]], "5": [["08:30", "12:30"], ["13:15", "17:30"]]}','{}','true');

INSERT INTO public.business_intervals (calendar_id, starts_at, ends_at, day, seconds_before) VALUES
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-02 07:30:00+00','2026-11-02 11:30:00+00','2026-11-02','14850000'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-02 12:15:00+00','2026-11-02 16:30:00+00','2026-11-02','14864400'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-03 07:30:00+00','2026-11-03 11:30:00+00','2026-11-03','14879700'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-03 12:15:00+00','2026-11-03 16:30:00+00','2026-11-03','14894100'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-04 07:30:00+00','2026-11-04 11:30:00+00','2026-11-04','14909400'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-04 12:15:00+00','2026-11-04 16:30:00+00','2026-11-04','14923800'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-05 07:30:00+00','2026-11-05 11:30:00+00','2026-11-05','14939100'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-05 12:15:00+00','2026-11-05 16:30:00+00','2026-11-05','14953500'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-06 07:30:00+00','2026-11-06 11:30:00+00','2026-11-06','14968800'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-06 12:15:00+00','2026-11-06 16:30:00+00','2026-11-06','14983200'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-09 07:30:00+00','2026-11-09 11:30:00+00','2026-11-09','14998500'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-09 12:15:00+00','2026-11-09 16:30:00+00','2026-11-09','15012900'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-10 07:30:00+00','2026-11-10 11:30:00+00','2026-11-10','15028200'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-10 12:15:00+00','2026-11-10 16:30:00+00','2026-11-10','15042600'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-11 07:30:00+00','2026-11-11 11:30:00+00','2026-11-11','15057900'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-11 12:15:00+00','2026-11-11 16:30:00+00','2026-11-11','15072300'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-12 07:30:00+00','2026-11-12 11:30:00+00','2026-11-12','15087600'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-12 12:15:00+00','2026-11-12 16:30:00+00','2026-11-12','15102000'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-13 07:30:00+00','2026-11-13 11:30:00+00','2026-11-13','15117300'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-13 12:15:00+00','2026-11-13 16:30:00+00','2026-11-13','15131700'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-16 07:30:00+00','2026-11-16 11:30:00+00','2026-11-16','15147000'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-16 12:15:00+00','2026-11-16 16:30:00+00','2026-11-16','15161400'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-17 07:30:00+00','2026-11-17 11:30:00+00','2026-11-17','15176700'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-17 12:15:00+00','2026-11-17 16:30:00+00','2026-11-17','15191100'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-18 07:30:00+00','2026-11-18 11:30:00+00','2026-11-18','15206400'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-18 12:15:00+00','2026-11-18 16:30:00+00','2026-11-18','15220800'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-19 07:30:00+00','2026-11-19 11:30:00+00','2026-11-19','15236100'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-19 12:15:00+00','2026-11-19 16:30:00+00','2026-11-19','15250500'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-20 07:30:00+00','2026-11-20 11:30:00+00','2026-11-20','15265800'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-20 12:15:00+00','2026-11-20 16:30:00+00','2026-11-20','15280200'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-23 07:30:00+00','2026-11-23 11:30:00+00','2026-11-23','15295500'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-23 12:15:00+00','2026-11-23 16:30:00+00','2026-11-23','15309900'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-24 07:30:00+00','2026-11-24 11:30:00+00','2026-11-24','15325200'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-24 12:15:00+00','2026-11-24 16:30:00+00','2026-11-24','15339600'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-25 07:30:00+00','2026-11-25 11:30:00+00','2026-11-25','15354900'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-25 12:15:00+00','2026-11-25 16:30:00+00','2026-11-25','15369300'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-26 07:30:00+00','2026-11-26 11:30:00+00','2026-11-26','15384600'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-26 12:15:00+00','2026-11-26 16:30:00+00','2026-11-26','15399000'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-27 07:30:00+00','2026-11-27 11:30:00+00','2026-11-27','15414300'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-27 12:15:00+00','2026-11-27 16:30:00+00','2026-11-27','15428700'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-30 07:30:00+00','2026-11-30 11:30:00+00','2026-11-30','15444000'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-11-30 12:15:00+00','2026-11-30 16:30:00+00','2026-11-30','15458400'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-01 07:30:00+00','2026-12-01 11:30:00+00','2026-12-01','15473700'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-01 12:15:00+00','2026-12-01 16:30:00+00','2026-12-01','15488100'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-02 07:30:00+00','2026-12-02 11:30:00+00','2026-12-02','15503400'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-02 12:15:00+00','2026-12-02 16:30:00+00','2026-12-02','15517800'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-03 07:30:00+00','2026-12-03 11:30:00+00','2026-12-03','15533100'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-03 12:15:00+00','2026-12-03 16:30:00+00','2026-12-03','15547500'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-04 07:30:00+00','2026-12-04 11:30:00+00','2026-12-04','15562800'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-04 12:15:00+00','2026-12-04 16:30:00+00','2026-12-04','15577200'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-07 07:30:00+00','2026-12-07 11:30:00+00','2026-12-07','15592500'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-07 12:15:00+00','2026-12-07 16:30:00+00','2026-12-07','15606900'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-08 07:30:00+00','2026-12-08 11:30:00+00','2026-12-08','15622200'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-08 12:15:00+00','2026-12-08 16:30:00+00','2026-12-08','15636600'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-09 07:30:00+00','2026-12-09 11:30:00+00','2026-12-09','15651900'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-09 12:15:00+00','2026-12-09 16:30:00+00','2026-12-09','15666300'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-10 07:30:00+00','2026-12-10 11:30:00+00','2026-12-10','15681600'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-10 12:15:00+00','2026-12-10 16:30:00+00','2026-12-10','15696000'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-11 07:30:00+00','2026-12-11 11:30:00+00','2026-12-11','15711300'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-11 12:15:00+00','2026-12-11 16:30:00+00','2026-12-11','15725700'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-14 07:30:00+00','2026-12-14 11:30:00+00','2026-12-14','15741000'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-14 12:15:00+00','2026-12-14 16:30:00+00','2026-12-14','15755400'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-15 07:30:00+00','2026-12-15 11:30:00+00','2026-12-15','15770700'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-15 12:15:00+00','2026-12-15 16:30:00+00','2026-12-15','15785100'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-16 07:30:00+00','2026-12-16 11:30:00+00','2026-12-16','15800400'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-16 12:15:00+00','2026-12-16 16:30:00+00','2026-12-16','15814800'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-17 07:30:00+00','2026-12-17 11:30:00+00','2026-12-17','15830100'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-17 12:15:00+00','2026-12-17 16:30:00+00','2026-12-17','15844500'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-18 07:30:00+00','2026-12-18 11:30:00+00','2026-12-18','15859800'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-18 12:15:00+00','2026-12-18 16:30:00+00','2026-12-18','15874200'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-21 07:30:00+00','2026-12-21 11:30:00+00','2026-12-21','15889500'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-21 12:15:00+00','2026-12-21 16:30:00+00','2026-12-21','15903900'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-22 07:30:00+00','2026-12-22 11:30:00+00','2026-12-22','15919200'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-22 12:15:00+00','2026-12-22 16:30:00+00','2026-12-22','15933600'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-23 07:30:00+00','2026-12-23 11:30:00+00','2026-12-23','15948900'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-23 12:15:00+00','2026-12-23 16:30:00+00','2026-12-23','15963300'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-24 07:30:00+00','2026-12-24 11:30:00+00','2026-12-24','15978600'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-24 12:15:00+00','2026-12-24 16:30:00+00','2026-12-24','15993000'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-25 07:30:00+00','2026-12-25 11:30:00+00','2026-12-25','16008300'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-25 12:15:00+00','2026-12-25 16:30:00+00','2026-12-25','16022700'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-28 07:30:00+00','2026-12-28 11:30:00+00','2026-12-28','16038000'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-28 12:15:00+00','2026-12-28 16:30:00+00','2026-12-28','16052400'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-29 07:30:00+00','2026-12-29 11:30:00+00','2026-12-29','16067700'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-29 12:15:00+00','2026-12-29 16:30:00+00','2026-12-29','16082100'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-30 07:30:00+00','2026-12-30 11:30:00+00','2026-12-30','16097400'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-30 12:15:00+00','2026-12-30 16:30:00+00','2026-12-30','16111800'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-31 07:30:00+00','2026-12-31 11:30:00+00','2026-12-31','16127100'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2026-12-31 12:15:00+00','2026-12-31 16:30:00+00','2026-12-31','16141500'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2027-01-01 07:30:00+00','2027-01-01 11:30:00+00','2027-01-01','16156800'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2027-01-01 12:15:00+00','2027-01-01 16:30:00+00','2027-01-01','16171200'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2027-01-04 07:30:00+00','2027-01-04 11:30:00+00','2027-01-04','16186500'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2027-01-04 12:15:00+00','2027-01-04 16:30:00+00','2027-01-04','16200900'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2027-01-05 07:30:00+00','2027-01-05 11:30:00+00','2027-01-05','16216200'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2027-01-05 12:15:00+00','2027-01-05 16:30:00+00','2027-01-05','16230600'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2027-01-06 07:30:00+00','2027-01-06 11:30:00+00','2027-01-06','16245900'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2027-01-06 12:15:00+00','2027-01-06 16:30:00+00','2027-01-06','16260300'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2027-01-07 07:30:00+00','2027-01-07 11:30:00+00','2027-01-07','16275600'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2027-01-07 12:15:00+00','2027-01-07 16:30:00+00','2027-01-07','16290000'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2027-01-08 07:30:00+00','2027-01-08 11:30:00+00','2027-01-08','16305300'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2027-01-08 12:15:00+00','2027-01-08 16:30:00+00','2027-01-08','16319700'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2027-01-11 07:30:00+00','2027-01-11 11:30:00+00','2027-01-11','16335000'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2027-01-11 12:15:00+00','2027-01-11 16:30:00+00','2027-01-11','16349400'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2027-01-12 07:30:00+00','2027-01-12 11:30:00+00','2027-01-12','16364700'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2027-01-12 12:15:00+00','2027-01-12 16:30:00+00','2027-01-12','16379100'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2027-01-13 07:30:00+00','2027-01-13 11:30:00+00','2027-01-13','16394400'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2027-01-13 12:15:00+00','2027-01-13 16:30:00+00','2027-01-13','16408800'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2027-01-14 07:30:00+00','2027-01-14 11:30:00+00','2027-01-14','16424100'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2027-01-14 12:15:00+00','2027-01-14 16:30:00+00','2027-01-14','16438500'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2027-01-15 07:30:00+00','2027-01-15 11:30:00+00','2027-01-15','16453800'),
('01a22f5d-0844-7cbd-a79a-35a199c72d99','2027-01-15 12:15:00+00','2027-01-15 16:30:00+00','2027-01-15','16468200');

INSERT INTO public.channel_routes (id, version, created_at, updated_at, position, team, exception_type, min_severity, channel_id) VALUES
('01a22f5d-0b15-7c35-81db-52c4dc6d447a','1','2026-12-01 02:09:15.789+00','2026-12-01 02:09:15.789+00','100',NULL,NULL,'1','01a22f5d-0b14-7909-b61c-1c0eebae2e40'),
('01a22f5d-0d52-7685-b8b4-49640859f41f','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00','10','accounting',NULL,'1','01a22f5d-0d51-72da-8977-7013dde5349a'),
('01a22f5d-0d65-7a70-824c-c04159ee4c1c','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00','10','logistics',NULL,'1','01a22f5d-0d61-75f7-bf8d-b62e0ce8e3ca'),
('01a22f5d-0d80-7c71-b7f7-6c50d3561cca','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00','10','legal',NULL,'1','01a22f5d-0d7b-78d2-a024-31303dfbc8a0'),
('01a22f5d-0da3-7b0a-906f-93cf9016c889','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00','10','partner_success',NULL,'1','01a22f5d-0d9f-75db-bf69-af5e4fea6fdb'),
('01a22f5d-0dc0-7e5f-8ebe-816642ef8ed2','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00','20',NULL,'INVOICE_OVERDUE','2','01a22f5d-0dc0-738c-996a-d2759820c464'),
('01a22f5d-0dd4-7cdc-ad8a-00bed46ba739','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00','50',NULL,NULL,'4','01a22f5d-0dcc-77af-9377-2ae34b768f35'),
('01a22f5d-0e01-7917-83ec-d3e7610b3084','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00','60',NULL,'PICKUP_FAILED','1','01a22f5d-0df8-7737-b50f-d921f7024255');

INSERT INTO public.channels (id, version, created_at, updated_at, archived_at, archive_batch_id, code, kind, name, address, recipients, team, allows_amounts, active) VALUES
('01a22f5d-0b14-7909-b61c-1c0eebae2e40','1','2026-12-01 02:09:15.789+00','2026-12-01 02:09:15.789+00',NULL,NULL,'slack:#wholesale-exceptions','slack','#wholesale-exceptions','#wholesale-exceptions','{#wholesale-exceptions}',NULL,'true','true'),
('01a22f5d-0d51-72da-8977-7013dde5349a','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00',NULL,NULL,'slack:#accounting-exceptions','slack','#accounting-exceptions','#accounting-exceptions','{#accounting-exceptions}','accounting','true','true'),
('01a22f5d-0d61-75f7-bf8d-b62e0ce8e3ca','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00',NULL,NULL,'slack:#logistics','slack','#logistics','#logistics','{#logistics}','logistics','true','true'),
('01a22f5d-0d7b-78d2-a024-31303dfbc8a0','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00',NULL,NULL,'slack:#legal-review','slack','#legal-review','#legal-review','{#legal-review}','legal','true','true'),
('01a22f5d-0d9f-75db-bf69-af5e4fea6fdb','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00',NULL,NULL,'email:partner-success','email','Partner Success mailbox','partner-success@meridian.example','{partner-success@meridian.example}','partner_success','true','true'),
('01a22f5d-0dc0-738c-996a-d2759820c464','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00',NULL,NULL,'email:receivables','email','Receivables mailbox','receivables@meridian.example','{receivables@meridian.example}','accounting','true','true'),
('01a22f5d-0dcc-77af-9377-2ae34b768f35','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00',NULL,NULL,'telegram:ops-group','telegram','Operations group','ops-group','{ops-group}',NULL,'true','true'),
('01a22f5d-0df8-7737-b50f-d921f7024255','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00',NULL,NULL,'whatsapp:warehouse-leads','whatsapp','Warehouse leads','warehouse-leads','{"+31 20 555 0142","+31 20 555 0187"}','logistics','true','true');

INSERT INTO public.contacts (id, version, created_at, updated_at, archived_at, archive_batch_id, distributor_id, name, job_title, email, phone, is_primary, consents) VALUES
('01a22f5d-0f05-75d5-8dcc-28b09c2b4c7a','1','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00',NULL,NULL,'01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','Benoît Lambiotte','Managing Director','benoit.lambiotte@ardenneoutillage.example',NULL,'true','{email}'),
('01a22f5d-0f05-7c6f-87f6-4ac4c4c5ee17','1','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00',NULL,NULL,'01a22f5d-0ee6-7540-861d-910b555e2b46','Sabine Thiel','Head of Purchasing','sabine.thiel@brucknerthiel.example',NULL,'true','{email}');

INSERT INTO public.delivery_events (id, outbound_message_id, status, detail, provider_event_id, occurred_at, recorded_at) VALUES
('01a22f5d-2b72-7c88-aa38-eccb80ed3f81','01a22f5d-2b51-7229-9039-ca7367e01b19','sent',NULL,NULL,'2026-11-25 08:05:00+00','2026-11-25 08:05:00+00');

INSERT INTO public.detection_runs (id, version, created_at, updated_at, cause, rule_codes, opened, updated, reopened, cleared, undecided, duration_ms) VALUES
('01a22f5f-511f-7dfb-b390-cfd5bb06a43e','1','2026-12-01 02:11:45.361+00','2026-12-01 02:11:45.361+00','import','{ONBOARDING_STALLED,ONBOARDING_DOCUMENT_MISSING,ONBOARDING_DATA_MISMATCH,SCREENING_HIT,DOCUMENT_EXPIRING,DOCUMENT_EXPIRED,DOCUMENT_REJECTED,CREDIT_LIMIT_EXCEEDED,CUSTOMER_OVERDUE_BLOCK,PO_MISSING,PRICE_MISMATCH,QUANTITY_MISMATCH,DUPLICATE_ORDER,STOCK_SHORTAGE,MARGIN_BELOW_FLOOR,EXPORT_COMPLIANCE_HOLD,ORDER_STUCK,INVOICE_NOT_ISSUED,INVOICE_OVERDUE,PROMISE_BROKEN,SHORT_PAYMENT,INVOICE_DISPUTED,INVOICE_ORDER_MISMATCH,PICKUP_FAILED,ETA_DRIFT,TRACKING_STALE,CUSTOMS_HOLD,DUTIES_UNPAID,DELIVERY_REFUSED,DELIVERY_ATTEMPT_FAILED,ADDRESS_PROBLEM,DAMAGED_OR_LOST,SHORT_SHIPMENT,POD_MISSING,FREE_TIME_EXPIRING}','2','1','0','0','0','1048');

INSERT INTO public.distributors (id, version, created_at, updated_at, archived_at, archive_batch_id, number, legal_name, country, region, tier, tax_id, registered_name, registered_tax_id, account_owner_id, currency, credit_limit_minor, payment_terms_days, billing_trigger, po_required, onboarding_state, onboarding_changed_at, applied_on, screening_state, screened_at, suppressed_from, suppressed_until, suppression_reason, last_activity_at) VALUES
('01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','1','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00',NULL,NULL,'DIST-0028','Ardenne Outillage Pro SRL','BE','Benelux','c','BE0102700546','Ardenne Outillage Pro SRL','BE0102700546','01a22f5d-0c26-7954-a07e-4575ac398e7c','EUR','1000000','30','shipment','true','active','2024-06-14 08:15:00+00','2024-05-10','clear','2024-06-07 04:00:00+00',NULL,NULL,NULL,'2026-11-04 07:30:00+00'),
('01a22f5d-0ee6-7540-861d-910b555e2b46','1','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00',NULL,NULL,'DIST-0011','Brückner & Thiel Werkzeughandel GmbH','DE','DACH','a','DE613695957','Brückner & Thiel Werkzeughandel GmbH','DE613695957','01a22f5d-0be4-7241-9b21-dde690299700','EUR','8500000','45','shipment','true','active','2025-08-06 08:15:00+00','2025-07-02','clear','2025-07-30 04:00:00+00',NULL,NULL,NULL,'2026-11-16 10:50:00+00');

INSERT INTO public.documents (id, version, created_at, updated_at, archived_at, archive_batch_id, number, kind, title, state, state_changed_at, owner_distributor_id, owner_order_id, owner_invoice_id, owner_shipment_id, distributor_id, order_id, required, blocks_trade, requested_on, issued_on, expires_on, name_on_document, tax_id_on_document, file_reference, rejection_reason) VALUES
('01a22f5d-17d8-7f6a-a0f2-7cd32762417b','1','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00',NULL,NULL,'DOC-0143','insurance','Product liability insurance','approved','2026-07-07 22:00:00+00','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221',NULL,NULL,NULL,'01a22f5d-0ee6-73e4-abaa-f7fc01e4e221',NULL,'false','false',NULL,'2026-07-05','2027-07-04',NULL,NULL,'vault/insurance/doc-0143.pdf',NULL),
('01a22f5d-17d9-705a-ba78-84094426a4a5','1','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00',NULL,NULL,'DOC-0052','kyc','Know-your-customer file','approved','2025-01-22 23:00:00+00','01a22f5d-0ee6-7540-861d-910b555e2b46',NULL,NULL,NULL,'01a22f5d-0ee6-7540-861d-910b555e2b46',NULL,'true','false','2025-01-02','2025-01-17',NULL,'Brückner & Thiel Werkzeughandel GmbH','DE613695957','vault/kyc/doc-0052.pdf',NULL),
('01a22f5d-17d9-71ac-9275-0855910e899a','1','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00',NULL,NULL,'DOC-0055','licence','Trade licence','approved','2025-01-22 23:00:00+00','01a22f5d-0ee6-7540-861d-910b555e2b46',NULL,NULL,NULL,'01a22f5d-0ee6-7540-861d-910b555e2b46',NULL,'true','false',NULL,'2025-12-04','2027-09-23',NULL,NULL,'vault/licence/doc-0055.pdf',NULL),
('01a22f5d-17d9-72b9-986a-c69f5003189d','1','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00',NULL,NULL,'DOC-0056','insurance','Product liability insurance','approved','2025-12-10 23:00:00+00','01a22f5d-0ee6-7540-861d-910b555e2b46',NULL,NULL,NULL,'01a22f5d-0ee6-7540-861d-910b555e2b46',NULL,'false','false',NULL,'2025-12-07','2026-12-06',NULL,NULL,'vault/insurance/doc-0056.pdf',NULL);

INSERT INTO public.draft_revisions (id, created_at, draft_id, revision, subject, body, channel_id, recipients, facts, ungrounded, author_kind, author_user_id, agent_profile_id, ai_output_id, instruction) VALUES
('01a22f5d-2a0d-7a98-9d0e-e62b7c3f826f','2026-11-24 12:40:00+00','01a22f5d-2a0c-795e-95a5-1f4473cfb416','1',NULL,'*INV-2026-0594 · Ardenne Outillage Pro SRL (BE) · Short payment*

Ardenne Outillage Pro SRL paid INV-2026-0594 as settled in full, but short by EUR 77.31. Without a reason code we can neither accept the deduction nor chase it.

• Invoice total: EUR 2,577.00
• Outstanding: EUR 77.31
• PAY-2026-3434 · Payment that claims to settle it: EUR 2,499.69 · Received: 18 November 2026

Proposed next step: Ask for the reason and its code, and open a dispute where it holds.
Tobias Krantz (Accounting), please reply here by 27 November 2026: which reason code fits, or whether a dispute is opened.','01a22f5d-0d51-72da-8977-7013dde5349a','{#accounting-exceptions}','[{"field": "amount", "label": "Invoice total", "value": "EUR 2,577.00", "record": "INV-2026-0594", "derived": false, "version": 2, "recordId": "01a22f5d-13a2-797c-9d4c-d7aea97424d5", "recordType": "invoice"}, {"field": "outstanding", "label": "Outstanding", "value": "EUR 77.31", "record": "INV-2026-0594", "derived": false, "version": 2, "recordId": "01a22f5d-13a2-797c-9d4c-d7aea97424d5", "recordType": "invoice"}, {"field": "amount", "label": "Payment that claims to settle it", "value": "EUR 2,499.69", "record": "PAY-2026-3434", "derived": false, "version": 1, "recordId": "01a22f5d-256f-7f36-8a3a-0fcdb3938770", "recordType": "payment"}, {"field": "receivedOn", "label": "Received", "value": "2026-11-18", "record": "PAY-2026-3434", "derived": false, "version": 1, "recordId": "01a22f5d-256f-7f36-8a3a-0fcdb3938770", "recordType": "payment"}, {"field": "shortBy", "label": "Short by", "value": "EUR 77.31", "record": "INV-2026-0594", "derived": true, "version": 2, "recordId": "01a22f5d-13a2-797c-9d4c-d7aea97424d5", "recordType": "invoice"}]','[]','agent',NULL,'01a22f5d-0afb-7bc9-b734-a745865d8a6b','01a22f5d-2a08-7b5d-b40f-07bef4736642',NULL),
('01a22f5d-2b1b-7e4e-97f8-1f64f60003a2','2026-11-24 14:15:00+00','01a22f5d-2b17-77a1-9317-5f7163167a98','1',NULL,'*INV-2026-0594 · Ardenne Outillage Pro SRL (BE) · Short payment*

Ardenne Outillage Pro SRL paid INV-2026-0594 as settled in full, but short by EUR 77.31. Tobias Krantz (Accounting), please reply here by 27 November 2026: which reason code fits, or whether a dispute is opened.','01a22f5d-0d51-72da-8977-7013dde5349a','{#accounting-exceptions}','[{"field": "amount", "label": "Invoice total", "value": "EUR 2,577.00", "record": "INV-2026-0594", "derived": false, "version": 2, "recordId": "01a22f5d-13a2-797c-9d4c-d7aea97424d5", "recordType": "invoice"}, {"field": "outstanding", "label": "Outstanding", "value": "EUR 77.31", "record": "INV-2026-0594", "derived": false, "version": 2, "recordId": "01a22f5d-13a2-797c-9d4c-d7aea97424d5", "recordType": "invoice"}, {"field": "amount", "label": "Payment that claims to settle it", "value": "EUR 2,499.69", "record": "PAY-2026-3434", "derived": false, "version": 1, "recordId": "01a22f5d-256f-7f36-8a3a-0fcdb3938770", "recordType": "payment"}, {"field": "receivedOn", "label": "Received", "value": "2026-11-18", "record": "PAY-2026-3434", "derived": false, "version": 1, "recordId": "01a22f5d-256f-7f36-8a3a-0fcdb3938770", "recordType": "payment"}, {"field": "shortBy", "label": "Short by", "value": "EUR 77.31", "record": "INV-2026-0594", "derived": true, "version": 2, "recordId": "01a22f5d-13a2-797c-9d4c-d7aea97424d5", "recordType": "invoice"}]','[]','agent',NULL,'01a22f5d-0afb-7bc9-b734-a745865d8a6b','01a22f5d-2b12-760e-b8f7-d5d7466159c8','Shorter, please: they only need the difference and a question.'),
('01a22f5d-34a3-775c-831d-19138e38a9e7','2026-11-30 08:10:00+00','01a22f5d-34a2-7ab4-b43a-75fcfb81e7b1','1',NULL,'*ORD-2026-1568 · Ardenne Outillage Pro SRL (BE) · PO missing*

ORD-2026-1568 of Ardenne Outillage Pro SRL has no purchase order number, and this partner requires one. Their accounts department will send the invoice back without it.

• Ordered: 23 November 2026
• Order value: EUR 2,623.50
• Status: confirmed

Proposed next step: Ask the buyer for the purchase order.
Ingrid Solberg (Sales Operations), please reply here by 1 December 2026: the number, or whom at the partner to ask.','01a22f5d-0b14-7909-b61c-1c0eebae2e40','{#wholesale-exceptions}','[{"field": "orderedOn", "label": "Ordered", "value": "2026-11-23", "record": "ORD-2026-1568", "derived": false, "version": 1, "recordId": "01a22f5d-228c-7e8f-9025-26291e54b68d", "recordType": "order"}, {"field": "value", "label": "Order value", "value": "EUR 2,623.50", "record": "ORD-2026-1568", "derived": false, "version": 1, "recordId": "01a22f5d-228c-7e8f-9025-26291e54b68d", "recordType": "order"}, {"field": "status", "label": "Status", "value": "confirmed", "record": "ORD-2026-1568", "derived": false, "version": 1, "recordId": "01a22f5d-228c-7e8f-9025-26291e54b68d", "recordType": "order"}]','[]','agent',NULL,'01a22f5d-0b0c-7428-9aad-b1c63d0c9517','01a22f5d-349f-7e0e-a924-c0b9d7763cfa',NULL),
('01a22f5d-3634-7c53-968a-c78960039ce4','2026-11-30 10:05:00+00','01a22f5d-3633-7c7c-b7f8-e5245170f276','1',NULL,'*SHP-2026-2471 · Brückner & Thiel Werkzeughandel GmbH (DE) · Delivery refused*

Brückner & Thiel Werkzeughandel GmbH refused SHP-2026-2471 at the door (consignee refused no booking slot). The goods are on a vehicle or in a depot at our cost.

• Status: return to sender
• Reported: 25 November 2026, 13:00 UTC
• ORD-2026-1523 · Order value: EUR 14,240.64

Proposed next step: Find out why; have it delivered again or returned.
Daan Vermeer (Sales Operations), please reply here by 2 December 2026: the reason, and whether it goes back or is delivered again.','01a22f5d-0b14-7909-b61c-1c0eebae2e40','{#wholesale-exceptions}','[{"field": "status", "label": "Status", "value": "return_to_sender", "record": "SHP-2026-2471", "derived": false, "version": 3, "recordId": "01a22f5d-15a2-7a28-999b-dee51c6f4ca3", "recordType": "shipment"}, {"field": "incidentReason", "label": "Incident", "value": "consignee_refused_no_booking_slot", "record": "SHP-2026-2471", "derived": false, "version": 3, "recordId": "01a22f5d-15a2-7a28-999b-dee51c6f4ca3", "recordType": "shipment"}, {"field": "lastEventAt", "label": "Reported", "value": "2026-11-25 13:00 UTC", "record": "SHP-2026-2471", "derived": false, "version": 3, "recordId": "01a22f5d-15a2-7a28-999b-dee51c6f4ca3", "recordType": "shipment"}, {"field": "value", "label": "Order value", "value": "EUR 14,240.64", "record": "ORD-2026-1523", "derived": false, "version": 4, "recordId": "01a22f5d-1171-7e2c-98d3-600a2929806a", "recordType": "order"}]','[]','agent',NULL,'01a22f5d-0b0c-7428-9aad-b1c63d0c9517','01a22f5d-3630-7843-a209-dc230e437e86',NULL);

INSERT INTO public.drafts (id, version, created_at, updated_at, number, task_id, exception_id, distributor_id, order_id, owner_team, channel_id, action, state, state_reason, four_eyes, four_eyes_reason, expires_at, current_revision_id) VALUES
('01a22f5d-2a0c-795e-95a5-1f4473cfb416','3','2026-11-24 12:40:00+00','2026-11-24 14:15:00+00','DRAFT-2026-010','01a22f5d-29c6-703f-b45a-ff327cac6fbb','01a22f5d-277e-7b07-a280-20f2d565af67','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','accounting','01a22f5d-0d51-72da-8977-7013dde5349a','draft_internal_update','rejected','Shorter, please: they only need the difference and a question.','false',NULL,'2026-11-27 11:10:00+00','01a22f5d-2a0d-7a98-9d0e-e62b7c3f826f'),
('01a22f5d-2b17-77a1-9317-5f7163167a98','5','2026-11-24 14:15:00+00','2026-11-25 08:05:00+00','DRAFT-2026-012','01a22f5d-29c6-703f-b45a-ff327cac6fbb','01a22f5d-277e-7b07-a280-20f2d565af67','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','accounting','01a22f5d-0d51-72da-8977-7013dde5349a','draft_internal_update','executed',NULL,'false',NULL,'2026-11-27 13:30:00+00','01a22f5d-2b1b-7e4e-97f8-1f64f60003a2'),
('01a22f5d-34a2-7ab4-b43a-75fcfb81e7b1','2','2026-11-30 08:10:00+00','2026-11-30 08:10:00+00','DRAFT-2026-025','01a22f5d-2d6c-792b-8b4f-06263c993e55','01a22f5d-277e-7a24-81e9-2659a656aafc','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-228c-7e8f-9025-26291e54b68d','sales_ops','01a22f5d-0b14-7909-b61c-1c0eebae2e40','draft_internal_update','pending',NULL,'false',NULL,'2026-12-02 16:25:00+00','01a22f5d-34a3-775c-831d-19138e38a9e7'),
('01a22f5d-3633-7c7c-b7f8-e5245170f276','4','2026-11-30 10:05:00+00','2026-11-30 10:40:00+00','DRAFT-2026-029','01a22f5d-35e9-7159-b2f6-999ad3468295','01a22f5d-277d-7ac8-8907-c1a172bd6d02','01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-1171-7e2c-98d3-600a2929806a','sales_ops','01a22f5d-0b14-7909-b61c-1c0eebae2e40','draft_internal_update','executing',NULL,'false',NULL,'2026-12-03 09:20:00+00','01a22f5d-3634-7c53-968a-c78960039ce4');

INSERT INTO public.exceptions (id, version, created_at, updated_at, archived_at, archive_batch_id, number, type, origin, subject_kind, subject_number, subject_distributor_id, subject_order_id, subject_invoice_id, subject_shipment_id, subject_document_id, distributor_id, order_id, fingerprint, state, severity, score, score_parts, owner_team, agent_code, tags, title, recommended_action, facts, value_minor, currency, blocks_order, detected_at, last_fired_at, acknowledged_at, acknowledged_until, resolved_at, resolution, closed_at, cleared_at, reopened_count, suppressed_until, dismissed_at, dismissed_reason, repeats) VALUES
('01a22f5d-1a0f-7861-a9a0-1e4b5655f549','2','2026-11-17 09:00:00+00','2026-12-01 02:09:17.105+00',NULL,NULL,'EXC-2026-008','DOCUMENT_EXPIRING','rule','document','DOC-0056',NULL,NULL,NULL,NULL,'01a22f5d-17d9-72b9-986a-c69f5003189d','01a22f5d-0ee6-7540-861d-910b555e2b46',NULL,'DOCUMENT_EXPIRING:01a22f5d-17d9-72b9-986a-c69f5003189d','open','3','51','[{"code": "severity", "label": "Severity", "value": 0.75, "points": 26, "weight": 0.35}, {"code": "value", "label": "Money at stake", "value": 0.00, "points": 0, "weight": 0.25}, {"code": "time_pressure", "label": "Time pressure", "value": 1.00, "points": 15, "weight": 0.15}, {"code": "partner_tier", "label": "Partner tier", "value": 1.00, "points": 10, "weight": 0.1}, {"code": "repeats", "label": "Repeats in 90 days", "value": 0.00, "points": 0, "weight": 0.1}, {"code": "blocks_others", "label": "Blocks an order", "value": 0.00, "points": 0, "weight": 0.05}]','legal','legal','{document}','Product liability insurance of Brückner & Thiel Werkzeughandel GmbH expires on 2026-12-06','Request the renewal.','[{"field": "title", "label": "Document", "value": "Product liability insurance", "record": "DOC-0056", "derived": false, "version": 1, "recordId": "01a22f5d-17d9-72b9-986a-c69f5003189d", "recordType": "document"}, {"field": "expiresOn", "label": "Last valid day", "value": "2026-12-06", "record": "DOC-0056", "derived": false, "version": 1, "recordId": "01a22f5d-17d9-72b9-986a-c69f5003189d", "recordType": "document"}, {"field": "state", "label": "State", "value": "approved", "record": "DOC-0056", "derived": false, "version": 1, "recordId": "01a22f5d-17d9-72b9-986a-c69f5003189d", "recordType": "document"}, {"field": "issuedOn", "label": "Issued", "value": "2025-12-07", "record": "DOC-0056", "derived": false, "version": 1, "recordId": "01a22f5d-17d9-72b9-986a-c69f5003189d", "recordType": "document"}]',NULL,NULL,'false','2026-11-17 09:00:00+00','2026-12-01 02:09:17.105+00',NULL,NULL,NULL,NULL,NULL,NULL,'0',NULL,NULL,NULL,'0'),
('01a22f5d-277d-7ac8-8907-c1a172bd6d02','3','2026-11-24 09:00:00+00','2026-11-30 10:05:00+00',NULL,NULL,'EXC-2026-047','DELIVERY_REFUSED','rule','shipment','SHP-2026-2471',NULL,NULL,NULL,'01a22f5d-15a2-7a28-999b-dee51c6f4ca3',NULL,'01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-1171-7e2c-98d3-600a2929806a','DELIVERY_REFUSED:01a22f5d-15a2-7a28-999b-dee51c6f4ca3','in_progress','3','64','[{"code": "severity", "label": "Severity", "value": 0.75, "points": 26, "weight": 0.35}, {"code": "value", "label": "Money at stake", "value": 0.50, "points": 13, "weight": 0.25}, {"code": "time_pressure", "label": "Time pressure", "value": 1.00, "points": 15, "weight": 0.15}, {"code": "partner_tier", "label": "Partner tier", "value": 1.00, "points": 10, "weight": 0.1}, {"code": "repeats", "label": "Repeats in 90 days", "value": 0.00, "points": 0, "weight": 0.1}, {"code": "blocks_others", "label": "Blocks an order", "value": 0.00, "points": 0, "weight": 0.05}]','sales_ops','sales_ops','{shipment}','Brückner & Thiel Werkzeughandel GmbH refused shipment SHP-2026-2471 of order ORD-2026-1523','Find out why; have it delivered again or returned.','[{"field": "status", "label": "Status", "value": "return_to_sender", "record": "SHP-2026-2471", "derived": false, "version": 3, "recordId": "01a22f5d-15a2-7a28-999b-dee51c6f4ca3", "recordType": "shipment"}, {"field": "incidentReason", "label": "Incident", "value": "consignee_refused_no_booking_slot", "record": "SHP-2026-2471", "derived": false, "version": 3, "recordId": "01a22f5d-15a2-7a28-999b-dee51c6f4ca3", "recordType": "shipment"}, {"field": "lastEventAt", "label": "Reported", "value": "2026-11-25 13:00 UTC", "record": "SHP-2026-2471", "derived": false, "version": 3, "recordId": "01a22f5d-15a2-7a28-999b-dee51c6f4ca3", "recordType": "shipment"}, {"field": "value", "label": "Order value", "value": "EUR 14,240.64", "record": "ORD-2026-1523", "derived": false, "version": 4, "recordId": "01a22f5d-1171-7e2c-98d3-600a2929806a", "recordType": "order"}]','1424064','EUR','false','2026-11-24 09:00:00+00','2026-11-27 09:00:00+00',NULL,NULL,NULL,NULL,NULL,NULL,'0',NULL,NULL,NULL,'0'),
('01a22f5d-277e-7a24-81e9-2659a656aafc','2','2026-11-24 09:00:00+00','2026-11-26 13:00:00+00',NULL,NULL,'EXC-2026-063','PO_MISSING','rule','order','ORD-2026-1568',NULL,'01a22f5d-228c-7e8f-9025-26291e54b68d',NULL,NULL,NULL,'01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-228c-7e8f-9025-26291e54b68d','PO_MISSING:01a22f5d-228c-7e8f-9025-26291e54b68d','in_progress','2','37','[{"code": "severity", "label": "Severity", "value": 0.50, "points": 18, "weight": 0.35}, {"code": "value", "label": "Money at stake", "value": 0.25, "points": 6, "weight": 0.25}, {"code": "time_pressure", "label": "Time pressure", "value": 0.75, "points": 11, "weight": 0.15}, {"code": "partner_tier", "label": "Partner tier", "value": 0.20, "points": 2, "weight": 0.1}, {"code": "repeats", "label": "Repeats in 90 days", "value": 0.00, "points": 0, "weight": 0.1}, {"code": "blocks_others", "label": "Blocks an order", "value": 0.00, "points": 0, "weight": 0.05}]','sales_ops','sales_ops','{order}','Order ORD-2026-1568 of Ardenne Outillage Pro SRL has no purchase order number','Ask the buyer for the purchase order.','[{"field": "orderedOn", "label": "Ordered", "value": "2026-11-23", "record": "ORD-2026-1568", "derived": false, "version": 1, "recordId": "01a22f5d-228c-7e8f-9025-26291e54b68d", "recordType": "order"}, {"field": "value", "label": "Order value", "value": "EUR 2,623.50", "record": "ORD-2026-1568", "derived": false, "version": 1, "recordId": "01a22f5d-228c-7e8f-9025-26291e54b68d", "recordType": "order"}, {"field": "status", "label": "Status", "value": "confirmed", "record": "ORD-2026-1568", "derived": false, "version": 1, "recordId": "01a22f5d-228c-7e8f-9025-26291e54b68d", "recordType": "order"}]','262350','EUR','false','2026-11-24 09:00:00+00','2026-11-24 09:00:00+00',NULL,NULL,NULL,NULL,NULL,NULL,'0',NULL,NULL,NULL,'0'),
('01a22f5d-277e-7b07-a280-20f2d565af67','3','2026-11-24 09:00:00+00','2026-11-27 09:00:00+00',NULL,NULL,'EXC-2026-072','SHORT_PAYMENT','rule','invoice','INV-2026-0594',NULL,NULL,'01a22f5d-13a2-797c-9d4c-d7aea97424d5',NULL,NULL,'01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','SHORT_PAYMENT:01a22f5d-13a2-797c-9d4c-d7aea97424d5','resolved','2','27','[{"code": "severity", "label": "Severity", "value": 0.50, "points": 18, "weight": 0.35}, {"code": "value", "label": "Money at stake", "value": 0.10, "points": 3, "weight": 0.25}, {"code": "time_pressure", "label": "Time pressure", "value": 0.25, "points": 4, "weight": 0.15}, {"code": "partner_tier", "label": "Partner tier", "value": 0.20, "points": 2, "weight": 0.1}, {"code": "repeats", "label": "Repeats in 90 days", "value": 0.00, "points": 0, "weight": 0.1}, {"code": "blocks_others", "label": "Blocks an order", "value": 0.00, "points": 0, "weight": 0.05}]','accounting','accounting','{invoice,deduction}','Ardenne Outillage Pro SRL paid invoice INV-2026-0594 short','Ask for the reason and its code, and open a dispute where it holds.','[{"field": "amount", "label": "Invoice total", "value": "EUR 2,577.00", "record": "INV-2026-0594", "derived": false, "version": 2, "recordId": "01a22f5d-13a2-797c-9d4c-d7aea97424d5", "recordType": "invoice"}, {"field": "outstanding", "label": "Outstanding", "value": "EUR 77.31", "record": "INV-2026-0594", "derived": false, "version": 2, "recordId": "01a22f5d-13a2-797c-9d4c-d7aea97424d5", "recordType": "invoice"}, {"field": "amount", "label": "Payment that claims to settle it", "value": "EUR 2,499.69", "record": "PAY-2026-3434", "derived": false, "version": 1, "recordId": "01a22f5d-256f-7f36-8a3a-0fcdb3938770", "recordType": "payment"}, {"field": "receivedOn", "label": "Received", "value": "2026-11-18", "record": "PAY-2026-3434", "derived": false, "version": 1, "recordId": "01a22f5d-256f-7f36-8a3a-0fcdb3938770", "recordType": "payment"}, {"field": "shortBy", "label": "Short by", "value": "EUR 77.31", "record": "INV-2026-0594", "derived": true, "version": 2, "recordId": "01a22f5d-13a2-797c-9d4c-d7aea97424d5", "recordType": "invoice"}]','7731','EUR','false','2026-11-24 09:00:00+00','2026-11-24 09:00:00+00',NULL,NULL,'2026-11-27 09:00:00+00','The cause is gone.',NULL,'2026-11-27 09:00:00+00','0',NULL,NULL,NULL,'0'),
('01a22f5d-277e-7b9b-af03-b7295220b754','1','2026-11-24 09:00:00+00','2026-11-24 09:00:00+00',NULL,NULL,'EXC-2026-065','SHORT_PAYMENT','rule','invoice','INV-2026-0585',NULL,NULL,'01a22f5d-13a2-7a19-aee9-7777d47bd272',NULL,NULL,'01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-1171-7c5e-80b5-65d9a4874c04','SHORT_PAYMENT:01a22f5d-13a2-7a19-aee9-7777d47bd272','open','2','35','[{"code": "severity", "label": "Severity", "value": 0.50, "points": 18, "weight": 0.35}, {"code": "value", "label": "Money at stake", "value": 0.10, "points": 3, "weight": 0.25}, {"code": "time_pressure", "label": "Time pressure", "value": 0.25, "points": 4, "weight": 0.15}, {"code": "partner_tier", "label": "Partner tier", "value": 1.00, "points": 10, "weight": 0.1}, {"code": "repeats", "label": "Repeats in 90 days", "value": 0.00, "points": 0, "weight": 0.1}, {"code": "blocks_others", "label": "Blocks an order", "value": 0.00, "points": 0, "weight": 0.05}]','accounting','accounting','{invoice,deduction}','Brückner & Thiel Werkzeughandel GmbH paid invoice INV-2026-0585 short','Ask for the reason and its code, and open a dispute where it holds.','[{"field": "amount", "label": "Invoice total", "value": "EUR 15,379.20", "record": "INV-2026-0585", "derived": false, "version": 2, "recordId": "01a22f5d-13a2-7a19-aee9-7777d47bd272", "recordType": "invoice"}, {"field": "outstanding", "label": "Outstanding", "value": "EUR 692.06", "record": "INV-2026-0585", "derived": false, "version": 2, "recordId": "01a22f5d-13a2-7a19-aee9-7777d47bd272", "recordType": "invoice"}, {"field": "amount", "label": "Payment that claims to settle it", "value": "EUR 14,687.14", "record": "PAY-2026-3442", "derived": false, "version": 1, "recordId": "01a22f5d-256f-7f57-b4e2-3ece7982602c", "recordType": "payment"}, {"field": "receivedOn", "label": "Received", "value": "2026-11-23", "record": "PAY-2026-3442", "derived": false, "version": 1, "recordId": "01a22f5d-256f-7f57-b4e2-3ece7982602c", "recordType": "payment"}, {"field": "shortBy", "label": "Short by", "value": "EUR 692.06", "record": "INV-2026-0585", "derived": true, "version": 2, "recordId": "01a22f5d-13a2-7a19-aee9-7777d47bd272", "recordType": "invoice"}]','69206','EUR','false','2026-11-24 09:00:00+00','2026-11-24 09:00:00+00',NULL,NULL,NULL,NULL,NULL,NULL,'0',NULL,NULL,NULL,'0'),
('01a22f5d-3145-7abf-a46b-5ea8331cbcee','1','2026-11-27 09:00:00+00','2026-11-27 09:00:00+00',NULL,NULL,'EXC-2026-094','SHORT_SHIPMENT','rule','shipment','SHP-2026-2504',NULL,NULL,NULL,'01a22f5d-240f-7b1f-9dc0-b5af2a0e45df',NULL,'01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-228c-78c2-9eb5-48e2d0a52c9e','SHORT_SHIPMENT:01a22f5d-240f-7b1f-9dc0-b5af2a0e45df','open','3','50','[{"code": "severity", "label": "Severity", "value": 0.75, "points": 26, "weight": 0.35}, {"code": "value", "label": "Money at stake", "value": 0.10, "points": 3, "weight": 0.25}, {"code": "time_pressure", "label": "Time pressure", "value": 0.75, "points": 11, "weight": 0.15}, {"code": "partner_tier", "label": "Partner tier", "value": 1.00, "points": 10, "weight": 0.1}, {"code": "repeats", "label": "Repeats in 90 days", "value": 0.00, "points": 0, "weight": 0.1}, {"code": "blocks_others", "label": "Blocks an order", "value": 0.00, "points": 0, "weight": 0.05}]','logistics','logistics','{shipment}','Shipment SHP-2026-2504 of order ORD-2026-1558 arrived 6 pieces short','Send the rest or issue a credit note.','[{"field": "deliveredAt", "label": "Delivered", "value": "2026-11-26 08:15 UTC", "record": "SHP-2026-2504", "derived": false, "version": 2, "recordId": "01a22f5d-240f-7b1f-9dc0-b5af2a0e45df", "recordType": "shipment"}, {"field": "missingPieces", "label": "Missing pieces", "value": "6", "record": "SHP-2026-2504", "derived": true, "version": 2, "recordId": "01a22f5d-240f-7b1f-9dc0-b5af2a0e45df", "recordType": "shipment"}, {"field": "skusShort", "label": "Articles short", "value": "BLD-1940", "record": "SHP-2026-2504", "derived": true, "version": 2, "recordId": "01a22f5d-240f-7b1f-9dc0-b5af2a0e45df", "recordType": "shipment"}, {"field": "value", "label": "Order value", "value": "EUR 11,706.08", "record": "ORD-2026-1558", "derived": false, "version": 4, "recordId": "01a22f5d-228c-78c2-9eb5-48e2d0a52c9e", "recordType": "order"}]','16014','EUR','false','2026-11-27 09:00:00+00','2026-11-27 09:00:00+00',NULL,NULL,NULL,NULL,NULL,NULL,'0',NULL,NULL,NULL,'0');

INSERT INTO public.external_refs (id, version, created_at, updated_at, system, external_id, source_version, distributor_id, order_id, invoice_id, shipment_id, document_id, payment_id) VALUES
('01a22f5d-0f0c-7d1c-b66e-b3a6864f4e6e','1','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00','csv','DIST-0011',NULL,'01a22f5d-0ee6-7540-861d-910b555e2b46',NULL,NULL,NULL,NULL,NULL),
('01a22f5d-0f0c-7edc-b1bd-38c48457e371','1','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00','csv','DIST-0028',NULL,'01a22f5d-0ee6-73e4-abaa-f7fc01e4e221',NULL,NULL,NULL,NULL,NULL),
('01a22f5d-11ed-7d06-a110-a11204e1a301','1','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00','csv','ORD-2026-1045',NULL,NULL,'01a22f5d-1172-70b0-8c04-16a9e0890526',NULL,NULL,NULL,NULL),
('01a22f5d-11f5-7c2b-a0f5-51660e498dd2','1','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00','csv','ORD-2026-1495',NULL,NULL,'01a22f5d-1171-7c5e-80b5-65d9a4874c04',NULL,NULL,NULL,NULL),
('01a22f5d-11f5-7dc6-a1ed-1bf8d97f9ecc','1','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00','csv','ORD-2026-1507',NULL,NULL,'01a22f5d-1171-7ca6-97b9-340734ce1a44',NULL,NULL,NULL,NULL),
('01a22f5d-11f5-7fab-8e99-2cd11ed0c887','1','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00','csv','ORD-2026-1523',NULL,NULL,'01a22f5d-1171-7e2c-98d3-600a2929806a',NULL,NULL,NULL,NULL),
('01a22f5d-13e4-7385-8d2e-3986507ef16e','1','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00','csv','INV-2026-0143',NULL,NULL,NULL,'01a22f5d-13a2-7657-8b91-449d27595277',NULL,NULL,NULL),
('01a22f5d-13eb-75b4-860c-f13091260f81','1','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00','csv','INV-2026-0585',NULL,NULL,NULL,'01a22f5d-13a2-7a19-aee9-7777d47bd272',NULL,NULL,NULL),
('01a22f5d-13eb-76c2-8c51-ac8b96e900c9','1','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00','csv','INV-2026-0594',NULL,NULL,NULL,'01a22f5d-13a2-797c-9d4c-d7aea97424d5',NULL,NULL,NULL),
('01a22f5d-22d4-71c1-99b7-b0a35d89feca','1','2026-11-24 09:00:00+00','2026-11-24 09:00:00+00','csv','ORD-2026-1558',NULL,NULL,'01a22f5d-228c-78c2-9eb5-48e2d0a52c9e',NULL,NULL,NULL,NULL),
('01a22f5d-22d4-7403-9441-853967712242','1','2026-11-24 09:00:00+00','2026-11-24 09:00:00+00','csv','ORD-2026-1568',NULL,NULL,'01a22f5d-228c-7e8f-9025-26291e54b68d',NULL,NULL,NULL,NULL),
('01a22f5d-2374-7416-86d2-b97f954386b4','1','2026-11-24 09:00:00+00','2026-11-24 09:00:00+00','csv','INV-2026-0611',NULL,NULL,NULL,'01a22f5d-233b-7041-9ac6-5f02c566c969',NULL,NULL,NULL),
('01a22f5d-2f4d-77bc-b90f-64b237e0dfff','1','2026-11-27 09:00:00+00','2026-11-27 09:00:00+00','csv','INV-2026-0632',NULL,NULL,NULL,'01a22f5d-2f28-7cbd-b7ee-5f3f5d0b31b2',NULL,NULL,NULL);

INSERT INTO public.follow_up_task_channels (task_id, channel_id, position) VALUES
('01a22f5d-29c6-703f-b45a-ff327cac6fbb','01a22f5d-0b14-7909-b61c-1c0eebae2e40','1'),
('01a22f5d-29c6-703f-b45a-ff327cac6fbb','01a22f5d-0d51-72da-8977-7013dde5349a','0'),
('01a22f5d-2d6c-792b-8b4f-06263c993e55','01a22f5d-0b14-7909-b61c-1c0eebae2e40','0'),
('01a22f5d-35e9-7159-b2f6-999ad3468295','01a22f5d-0b14-7909-b61c-1c0eebae2e40','0');

INSERT INTO public.follow_up_tasks (id, version, created_at, updated_at, archived_at, archive_batch_id, number, exception_id, distributor_id, order_id, agent_profile_id, owner_team, assignee_id, status, priority, sla_policy_id, sla_state, sla_started_at, sla_at_risk_at, sla_due_at, sla_paused_at, sla_pause_reason, next_check_at, retry_cadence_minutes, attempts, channel_policy, allowed_actions, blocked_actions, escalation_ladder, escalation_level, escalated_at, prompt_context, response_state, last_channel_message_id, audit_required, snoozed_until, snooze_reason, reopened_count, resolved_at, resolution) VALUES
('01a22f5d-29c6-703f-b45a-ff327cac6fbb','10','2026-11-24 12:40:00+00','2026-11-27 09:00:00+00',NULL,NULL,'FOLLOW-2026-010','01a22f5d-277e-7b07-a280-20f2d565af67','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-0afb-7bc9-b734-a745865d8a6b','accounting','01a22f5d-0c70-7bf0-96fd-8529b98de8a6','resolved','normal','01a22f5d-0aea-70f2-b7b4-75fc64c79799','met','2026-11-24 12:40:00+00','2026-11-26 15:22:00+00','2026-11-27 11:10:00+00',NULL,NULL,NULL,'2400','1','human_approval_required','{draft_internal_update,draft_email,recommend_escalation,propose_next_action}','{send_without_approval,release_shipment,modify_invoice,release_hold,change_credit_limit}','[{"toTeam": "sales_ops", "sentence": "Escalate to Sales Ops if invoice blocker remains unresolved after 24h.", "afterMinutes": 1440}, {"toTeam": "accounting", "sentence": "Escalate to Accounting if invoice blocker remains unresolved after 48h.", "afterMinutes": 2880}]','0',NULL,NULL,'awaiting','rec-9ecfcfc3-709c-427b-bf28-0047f9150a1e','true',NULL,NULL,'0','2026-11-27 09:00:00+00','The cause is gone.'),
('01a22f5d-2d6c-792b-8b4f-06263c993e55','4','2026-11-26 13:00:00+00','2026-11-30 16:35:00+00',NULL,NULL,'FOLLOW-2026-015','01a22f5d-277e-7a24-81e9-2659a656aafc','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-228c-7e8f-9025-26291e54b68d','01a22f5d-0b0c-7428-9aad-b1c63d0c9517','sales_ops','01a22f5d-0be4-7241-9b21-dde690299700','waiting_for_human_approval','normal','01a22f5d-0aea-70f2-b7b4-75fc64c79799','at_risk','2026-11-26 13:00:00+00','2026-11-30 15:42:00+00','2026-12-01 11:30:00+00',NULL,NULL,'2026-12-01 07:55:00+00','480','0','human_approval_required','{draft_internal_update,draft_email,recommend_escalation,propose_next_action}','{send_without_approval,release_shipment,modify_invoice,release_hold,change_credit_limit}','[{"toTeam": "partner_success", "sentence": "Escalate to Partner Success if order blocker remains unresolved after 24h.", "afterMinutes": 1440}, {"toTeam": "sales_ops", "sentence": "Escalate to Sales Ops if order blocker remains unresolved after 48h.", "afterMinutes": 2880}]','0',NULL,NULL,'none',NULL,'true',NULL,NULL,'0',NULL,NULL),
('01a22f5d-35e9-7159-b2f6-999ad3468295','5','2026-11-30 10:05:00+00','2026-11-30 15:10:00+00',NULL,NULL,'FOLLOW-2026-027','01a22f5d-277d-7ac8-8907-c1a172bd6d02','01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-1171-7e2c-98d3-600a2929806a','01a22f5d-0b0c-7428-9aad-b1c63d0c9517','sales_ops','01a22f5d-0c26-7954-a07e-4575ac398e7c','approved','high','01a22f5d-0aec-75c3-bdcd-a0d8a89243b0','active','2026-11-30 10:05:00+00','2026-12-01 15:23:00+00','2026-12-02 09:35:00+00',NULL,NULL,'2026-12-01 10:10:00+00','240','0','human_approval_required','{draft_internal_update,draft_email,recommend_escalation,propose_next_action}','{send_without_approval,release_shipment,modify_invoice,release_hold,change_credit_limit}','[{"toTeam": "partner_success", "sentence": "Escalate to Partner Success if shipment blocker remains unresolved after 24h.", "afterMinutes": 1440}, {"toTeam": "sales_ops", "sentence": "Escalate to Sales Ops if shipment blocker remains unresolved after 48h.", "afterMinutes": 2880}]','0',NULL,NULL,'none',NULL,'true',NULL,NULL,'0',NULL,NULL);

INSERT INTO public.fx_rates (day, base, quote, rate) VALUES
('2026-11-17','EUR','CHF','0.94660000'),
('2026-11-17','EUR','CZK','24.74840000'),
('2026-11-17','EUR','DKK','7.46190000'),
('2026-11-17','EUR','GBP','0.86050000'),
('2026-11-17','EUR','HUF','391.96930000'),
('2026-11-17','EUR','NOK','11.61230000'),
('2026-11-17','EUR','PLN','4.30330000'),
('2026-11-17','EUR','SEK','11.27200000'),
('2026-11-17','EUR','USD','1.07800000'),
('2026-11-24','EUR','CHF','0.94360000'),
('2026-11-24','EUR','CZK','24.65640000'),
('2026-11-24','EUR','DKK','7.46490000'),
('2026-11-24','EUR','GBP','0.86010000'),
('2026-11-24','EUR','HUF','393.25340000'),
('2026-11-24','EUR','NOK','11.62600000'),
('2026-11-24','EUR','PLN','4.34340000'),
('2026-11-24','EUR','SEK','11.24670000'),
('2026-11-24','EUR','USD','1.07500000'),
('2026-11-30','EUR','CHF','0.95150000'),
('2026-11-30','EUR','CZK','24.56650000'),
('2026-11-30','EUR','DKK','7.46510000'),
('2026-11-30','EUR','GBP','0.86000000'),
('2026-11-30','EUR','HUF','394.67430000'),
('2026-11-30','EUR','NOK','11.62620000'),
('2026-11-30','EUR','PLN','4.34990000'),
('2026-11-30','EUR','SEK','11.20700000'),
('2026-11-30','EUR','USD','1.08070000');

INSERT INTO public.imports (id, version, created_at, updated_at, kind, mapping, file_name, file_hash, state, row_count, created_count, updated_count, unchanged_count, error_count, conflict_count, started_by_id) VALUES
('01a22f5f-4fad-7404-b0d5-45ac75fa429a','1','2026-12-01 02:11:45.191+00','2026-12-01 02:11:45.191+00','orders',NULL,'orders.csv','d17dfaa1be657f923cfdc8f203e94a168fbc504b3a66b3e056250042753f241e','applied','8','3','0','0','4','0','01a22f5d-0cae-7d04-9ed6-d8d6ef88c2f6');

INSERT INTO public.invoices (id, version, created_at, updated_at, archived_at, archive_batch_id, number, distributor_id, order_id, status, currency, amount_minor, outstanding_minor, disputed_minor, issued_on, due_on, settled_on, dunning_level) VALUES
('01a22f5d-13a2-7657-8b91-449d27595277','1','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00',NULL,NULL,'INV-2026-0143','01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-1172-70b0-8c04-16a9e0890526','paid','EUR','948864','0','0','2026-01-16','2026-03-02','2026-03-02','0'),
('01a22f5d-13a2-797c-9d4c-d7aea97424d5','3','2026-11-17 09:00:00+00','2026-11-27 09:00:00+00',NULL,NULL,'INV-2026-0594','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','paid','EUR','257700','0','0','2026-11-09','2026-12-09','2026-11-25','0'),
('01a22f5d-13a2-7a19-aee9-7777d47bd272','2','2026-11-17 09:00:00+00','2026-11-24 09:00:00+00',NULL,NULL,'INV-2026-0585','01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-1171-7c5e-80b5-65d9a4874c04','partially_paid','EUR','1537920','69206','0','2026-11-04','2026-12-19',NULL,'0'),
('01a22f5d-233b-7041-9ac6-5f02c566c969','1','2026-11-24 09:00:00+00','2026-11-24 09:00:00+00',NULL,NULL,'INV-2026-0611','01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-1171-7e2c-98d3-600a2929806a','open','EUR','1424064','1424064','0','2026-11-18','2027-01-02',NULL,'0'),
('01a22f5d-2f28-7cbd-b7ee-5f3f5d0b31b2','1','2026-11-27 09:00:00+00','2026-11-27 09:00:00+00',NULL,NULL,'INV-2026-0632','01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-228c-78c2-9eb5-48e2d0a52c9e','open','EUR','1170608','1170608','0','2026-11-24','2027-01-08',NULL,'0');

INSERT INTO public.lane_figures (origin_country, destination_country, mode, worked_out_on, history_days, sample, days) VALUES
('NL','AT','road','2026-12-01','365','5','9'),
('NL','BE','road','2026-12-01','365','16','9'),
('NL','CH','road','2026-12-01','365','8','10'),
('NL','CZ','road','2026-12-01','365','15','11'),
('NL','DE','road','2026-12-01','365','72','12'),
('NL','DK','road','2026-12-01','365','10','10'),
('NL','ES','road','2026-12-01','365','41','14'),
('NL','FI','road','2026-12-01','365','6','16'),
('NL','FR','road','2026-11-24','365','14','11'),
('NL','GB','road','2026-12-01','365','42','12'),
('NL','IE','road','2026-12-01','365','10','14'),
('NL','IT','road','2026-12-01','365','25','12'),
('NL','NL','road','2026-12-01','365','42','10'),
('NL','NO','road','2026-12-01','365','24','14'),
('NL','PL','road','2026-12-01','365','35','13'),
('NL','PT','road','2026-12-01','365','19','14'),
('NL','SE','road','2026-12-01','365','32','11');

INSERT INTO public.migrations (id, timestamp, name) VALUES
('1','1790000000001','Foundation1790000000001'),
('10','1790000000020','Keys1790000000020'),
('11','1790000000021','Troubles1790000000021'),
('12','1790000000022','Detection1790000000022'),
('13','1790000000023','Loads1790000000023'),
('2','1790000000002','People1790000000002'),
('3','1790000000003','Records1790000000003'),
('4','1790000000004','Cases1790000000004'),
('5','1790000000005','Messages1790000000005'),
('6','1790000000006','Audit1790000000006'),
('7','1790000000007','Imports1790000000007'),
('8','1790000000008','Scheduler1790000000008'),
('9','1790000000009','Bulk1790000000009');

INSERT INTO public.order_lines (id, version, created_at, updated_at, order_id, line_number, sku, description, quantity, po_quantity, available_quantity, shipped_quantity, delivered_quantity, unit_price, list_price, unit_cost, value_minor) VALUES
('01a22f5d-11be-709b-b913-14cf48d2bc05','2','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00','01a22f5d-1171-7c5e-80b5-65d9a4874c04','10','CHG-1801','Rapid charger 18 V','44','44',NULL,'44','44','56.640000','59.000000','37.170000','249216'),
('01a22f5d-11be-70b2-90c3-a45c04a3f44c','2','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00','01a22f5d-1171-7c5e-80b5-65d9a4874c04','20','VAC-4040','Dust extractor 42 l, class L','16','16',NULL,'16','16','431.040000','449.000000','318.790000','689664'),
('01a22f5d-11be-70c9-9857-78e973fb1344','2','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00','01a22f5d-1171-7c5e-80b5-65d9a4874c04','30','WLD-0160','MMA inverter welder 160 A','24',NULL,NULL,'24','24','249.600000','260.000000','182.000000','599040'),
('01a22f5d-11be-73ac-9774-342cd2bfc4f5','2','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00','01a22f5d-1171-7ca6-97b9-340734ce1a44','10','VAC-2530','Dust extractor 25 l, class M','3','3',NULL,'3','3','365.000000','365.000000','255.500000','109500'),
('01a22f5d-11be-73c2-8ff5-abfc2dffd2a6','2','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00','01a22f5d-1171-7ca6-97b9-340734ce1a44','20','IMP-1850','18 V impact wrench 1/2"','3',NULL,NULL,'3','3','219.000000','219.000000','144.540000','65700'),
('01a22f5d-11be-73d9-9fcc-a3ad51c59511','2','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00','01a22f5d-1171-7ca6-97b9-340734ce1a44','30','LIF-1000','Chain hoist 1 t','3','3',NULL,'3','3','275.000000','275.000000','195.250000','82500'),
('01a22f5d-11cc-787b-a90a-25b099912ac9','2','2026-11-17 09:00:00+00','2026-11-24 09:00:00+00','01a22f5d-1171-7e2c-98d3-600a2929806a','10','ANG-1251','Angle grinder 125 mm, 1,400 W','52','52',NULL,'52','0','90.720000','94.500000','66.150000','471744'),
('01a22f5d-11cc-7893-b212-8540ca35546c','2','2026-11-17 09:00:00+00','2026-11-24 09:00:00+00','01a22f5d-1171-7e2c-98d3-600a2929806a','20','TBL-2540','Table saw 254 mm','9',NULL,NULL,'9','0','614.400000','640.000000','454.400000','552960'),
('01a22f5d-11cc-78ac-a1bb-c314ce8369aa','2','2026-11-17 09:00:00+00','2026-11-24 09:00:00+00','01a22f5d-1171-7e2c-98d3-600a2929806a','30','WLD-0160','MMA inverter welder 160 A','16','16',NULL,'16','0','249.600000','260.000000','182.000000','399360'),
('01a22f5d-11cd-7fc9-bf72-f263678d81be','2','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00','01a22f5d-1172-70b0-8c04-16a9e0890526','10','TLB-0172','Tool chest, 172 pieces','20',NULL,NULL,'20','20','230.400000','240.000000','158.400000','460800'),
('01a22f5d-11cd-7fe1-b4ba-da1bb98ed4ac','2','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00','01a22f5d-1172-70b0-8c04-16a9e0890526','20','SAW-1901','Circular saw 190 mm','16',NULL,NULL,'16','16','162.240000','169.000000','114.920000','259584'),
('01a22f5d-11cd-7ff9-8308-ce26a2883f39','2','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00','01a22f5d-1172-70b0-8c04-16a9e0890526','30','JIG-0850','Jigsaw 850 W','20',NULL,NULL,'20','20','114.240000','119.000000','78.540000','228480'),
('01a22f5d-22bf-7c56-97f4-2f00efbf435a','2','2026-11-24 09:00:00+00','2026-11-27 09:00:00+00','01a22f5d-228c-78c2-9eb5-48e2d0a52c9e','10','BLD-1940','Saw blade 190 mm, 40 teeth','112','112',NULL,'112','106','26.690000','27.800000','16.680000','298928'),
('01a22f5d-22bf-7c7d-98e8-1953247cb400','2','2026-11-24 09:00:00+00','2026-11-27 09:00:00+00','01a22f5d-228c-78c2-9eb5-48e2d0a52c9e','20','CMP-0027','Compressor 27 l, oil-free','8',NULL,NULL,'8','8','302.400000','315.000000','226.800000','241920'),
('01a22f5d-22bf-7ca5-bfe7-182e0ee86353','2','2026-11-24 09:00:00+00','2026-11-27 09:00:00+00','01a22f5d-228c-78c2-9eb5-48e2d0a52c9e','30','ANG-2302','Angle grinder 230 mm, 2,300 W','20',NULL,NULL,'20','20','147.840000','154.000000','107.800000','295680'),
('01a22f5d-22bf-7ccd-ac99-b241ad6a62a0','2','2026-11-24 09:00:00+00','2026-11-27 09:00:00+00','01a22f5d-228c-78c2-9eb5-48e2d0a52c9e','40','LSR-0400','Laser distance meter 40 m','20','20',NULL,'20','20','81.600000','85.000000','53.550000','163200'),
('01a22f5d-22bf-7cf3-ae23-db8c324acad3','2','2026-11-24 09:00:00+00','2026-11-27 09:00:00+00','01a22f5d-228c-78c2-9eb5-48e2d0a52c9e','50','WLD-1800','MIG welder 180 A','2',NULL,NULL,'2','2','854.400000','890.000000','640.800000','170880'),
('01a22f5d-22c0-75f7-bf4c-af9dcf1c25dd','1','2026-11-24 09:00:00+00','2026-11-24 09:00:00+00','01a22f5d-228c-7e8f-9025-26291e54b68d','10','LMP-0060','LED site light 60 W','12','12',NULL,'0','0','79.000000','79.000000','52.140000','94800'),
('01a22f5d-22c0-7620-a5bf-6915d4863f80','1','2026-11-24 09:00:00+00','2026-11-24 09:00:00+00','01a22f5d-228c-7e8f-9025-26291e54b68d','20','ANG-1251','Angle grinder 125 mm, 1,400 W','9','9',NULL,'0','0','94.500000','94.500000','66.150000','85050'),
('01a22f5d-22c0-7648-9c34-dbfdd4a82d50','1','2026-11-24 09:00:00+00','2026-11-24 09:00:00+00','01a22f5d-228c-7e8f-9025-26291e54b68d','30','LIF-1000','Chain hoist 1 t','3',NULL,NULL,'0','0','275.000000','275.000000','195.250000','82500');

INSERT INTO public.orders (id, version, created_at, updated_at, archived_at, archive_batch_id, number, distributor_id, po_number, is_blanket_po, currency, value_minor, ordered_on, promised_on, origin_country, destination_country, mode, status, status_changed_at, fulfilment_status, billing_status, export_check) VALUES
('01a22f5d-1171-7c5e-80b5-65d9a4874c04','3','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00',NULL,NULL,'ORD-2026-1495','01a22f5d-0ee6-7540-861d-910b555e2b46','450004923','false','EUR','1537920','2026-10-30','2026-11-10','NL','DE','road','closed','2026-11-10 17:00:00+00','delivered','billed','not_required'),
('01a22f5d-1171-7ca6-97b9-340734ce1a44','3','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00',NULL,NULL,'ORD-2026-1507','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','ME/4628','false','EUR','257700','2026-11-04','2026-11-12','NL','BE','road','closed','2026-11-12 17:00:00+00','delivered','billed','not_required'),
('01a22f5d-1171-7e2c-98d3-600a2929806a','4','2026-11-17 09:00:00+00','2026-11-24 09:00:00+00',NULL,NULL,'ORD-2026-1523','01a22f5d-0ee6-7540-861d-910b555e2b46','450004983','false','EUR','1424064','2026-11-12','2026-12-02','NL','DE','road','confirmed','2026-11-12 14:10:00+00','shipped','billed','not_required'),
('01a22f5d-1172-70b0-8c04-16a9e0890526','3','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00',NULL,NULL,'ORD-2026-1045','01a22f5d-0ee6-7540-861d-910b555e2b46','450005074','false','EUR','948864','2026-01-13','2026-01-22','NL','DE','road','closed','2026-01-23 17:00:00+00','delivered','billed','not_required'),
('01a22f5d-228c-78c2-9eb5-48e2d0a52c9e','4','2026-11-24 09:00:00+00','2026-11-27 09:00:00+00',NULL,NULL,'ORD-2026-1558','01a22f5d-0ee6-7540-861d-910b555e2b46','450004960','false','EUR','1170608','2026-11-19','2026-11-30','NL','DE','road','confirmed','2026-11-19 09:55:00+00','partially_delivered','billed','not_required'),
('01a22f5d-228c-7e8f-9025-26291e54b68d','1','2026-11-24 09:00:00+00','2026-11-24 09:00:00+00',NULL,NULL,'ORD-2026-1568','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221',NULL,'false','EUR','262350','2026-11-23','2026-12-03','NL','BE','road','confirmed','2026-11-23 12:15:00+00','unfulfilled','to_bill','not_required');

INSERT INTO public.outbound_messages (id, version, created_at, updated_at, approval_id, approval_decision, draft_id, revision_id, content_hash, task_id, exception_id, distributor_id, order_id, owner_team, channel_id, recipient, status, idempotency_key, attempts, next_attempt_at, claimed_until, queued_at, sending_at, sent_at, adapter, external_channel, external_message_id, external_thread_id, external_link, failure_reason, settled_by_id, settled_reason) VALUES
('01a22f5d-2b51-7229-9039-ca7367e01b19','3','2026-11-25 08:05:00+00','2026-11-25 08:05:00+00','01a22f5d-2b4f-7d89-af23-814312ae451b','approved','01a22f5d-2b17-77a1-9317-5f7163167a98','01a22f5d-2b1b-7e4e-97f8-1f64f60003a2','6dc0ef0f74bb90f4d668fc25cb372d0ef3d046ad1f479cf91fc5ab3b0d2623b4','01a22f5d-29c6-703f-b45a-ff327cac6fbb','01a22f5d-277e-7b07-a280-20f2d565af67','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-1171-7ca6-97b9-340734ce1a44','accounting','01a22f5d-0d51-72da-8977-7013dde5349a','#accounting-exceptions','sent','9ecfcfc3-709c-427b-bf28-0047f9150a1e','1',NULL,NULL,'2026-11-25 08:05:00+00','2026-11-25 08:05:00+00','2026-11-25 08:05:00+00','recording','#accounting-exceptions','rec-9ecfcfc3-709c-427b-bf28-0047f9150a1e','rec-9ecfcfc3-709c-427b-bf28-0047f9150a1e',NULL,NULL,NULL,NULL),
('01a22f5d-36b0-771b-8565-ad4d68f56e74','3','2026-11-30 10:40:00+00','2026-11-30 10:40:00+00','01a22f5d-36ae-7f81-a3a9-31a162cc0303','approved','01a22f5d-3633-7c7c-b7f8-e5245170f276','01a22f5d-3634-7c53-968a-c78960039ce4','73c7117bcff81eea3a10af78aa02bff860e79cbe8fa53d5895d213d5e399719c','01a22f5d-35e9-7159-b2f6-999ad3468295','01a22f5d-277d-7ac8-8907-c1a172bd6d02','01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-1171-7e2c-98d3-600a2929806a','sales_ops','01a22f5d-0b14-7909-b61c-1c0eebae2e40','#wholesale-exceptions','unknown','fddd16ba-dd20-427c-8be9-afbe43aa89a2','1',NULL,NULL,'2026-11-30 10:40:00+00','2026-11-30 10:40:00+00',NULL,'recording',NULL,NULL,NULL,NULL,'The channel did not answer in time.',NULL,NULL);

INSERT INTO public.payments (id, version, created_at, updated_at, number, distributor_id, invoice_id, currency, amount_minor, received_on, claims_full_settlement, remittance_note, reversed_on) VALUES
('01a22f5d-187b-7d3a-afae-b88b98ec2ac5','1','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00','PAY-2026-3056','01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-13a2-7657-8b91-449d27595277','EUR','948864','2026-03-02','false','INV-2026-0143',NULL),
('01a22f5d-256f-7f36-8a3a-0fcdb3938770','1','2026-11-24 09:00:00+00','2026-11-24 09:00:00+00','PAY-2026-3434','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-13a2-797c-9d4c-d7aea97424d5','EUR','249969','2026-11-18','true','final settlement',NULL),
('01a22f5d-256f-7f57-b4e2-3ece7982602c','1','2026-11-24 09:00:00+00','2026-11-24 09:00:00+00','PAY-2026-3442','01a22f5d-0ee6-7540-861d-910b555e2b46','01a22f5d-13a2-7a19-aee9-7777d47bd272','EUR','1468714','2026-11-23','true','settled in full, less 4.5 % volume bonus',NULL),
('01a22f5d-308f-74c1-bbe8-25db37d87d38','1','2026-11-27 09:00:00+00','2026-11-27 09:00:00+00','PAY-2026-3447','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','01a22f5d-13a2-797c-9d4c-d7aea97424d5','EUR','7731','2026-11-25','false','balance',NULL);

INSERT INTO public.shipment_events (id, shipment_id, status, raw_status, incident_reason, location, description, estimated_at, source, source_event_id, occurred_at, recorded_at) VALUES
('01a22f5d-15f3-764a-9b63-8bb818f755db','01a22f5d-15a2-760b-a9b9-908dfd0c074a','delivered','DLV',NULL,NULL,NULL,'2026-11-10 13:00:00+00','import',NULL,'2026-11-10 10:50:00+00','2026-11-17 09:00:00+00'),
('01a22f5d-15f6-7214-9727-da214d7785a0','01a22f5d-15a2-78bf-8ab6-2b3dc6ff0367','delivered','DLV',NULL,NULL,NULL,'2026-11-06 13:00:00+00','import',NULL,'2026-11-06 12:50:00+00','2026-11-17 09:00:00+00'),
('01a22f5d-15f6-7680-b78f-ba1bdae39aad','01a22f5d-15a2-7a28-999b-dee51c6f4ca3','pickup_scheduled','BOOKED',NULL,NULL,NULL,NULL,'import',NULL,'2026-11-12 15:40:00+00','2026-11-17 09:00:00+00'),
('01a22f5d-15f6-7d0d-8017-6be61d4d96b2','01a22f5d-15a2-7c01-9577-b603c59fe4de','delivered','DLV',NULL,NULL,NULL,'2026-01-21 13:00:00+00','import',NULL,'2026-01-21 11:30:00+00','2026-11-17 09:00:00+00'),
('01a22f5d-245a-7e23-b504-00f996996b5b','01a22f5d-15a2-7a28-999b-dee51c6f4ca3','delivery_failed','REF','consignee_refused_no_booking_slot',NULL,NULL,'2026-11-23 11:00:00+00','import',NULL,'2026-11-23 10:30:00+00','2026-11-24 09:00:00+00'),
('01a22f5d-245b-7186-b0dc-8f7652dc30c6','01a22f5d-240f-7b1f-9dc0-b5af2a0e45df','pickup_scheduled','BOOKED',NULL,NULL,NULL,'2026-11-26 13:00:00+00','import',NULL,'2026-11-19 15:40:00+00','2026-11-24 09:00:00+00'),
('01a22f5d-2fea-7934-88c2-5e4787243e47','01a22f5d-15a2-7a28-999b-dee51c6f4ca3','return_to_sender','RTS','consignee_refused_no_booking_slot',NULL,NULL,'2026-11-23 11:00:00+00','import',NULL,'2026-11-25 13:00:00+00','2026-11-27 09:00:00+00'),
('01a22f5d-2fea-7bbb-bc2f-bf4668fe9b5e','01a22f5d-240f-7b1f-9dc0-b5af2a0e45df','delivered','DLV',NULL,NULL,NULL,'2026-11-26 13:00:00+00','import',NULL,'2026-11-26 08:15:00+00','2026-11-27 09:00:00+00');

INSERT INTO public.shipment_lines (id, version, created_at, updated_at, shipment_id, order_line_id, shipped_quantity, delivered_quantity) VALUES
('01a22f5d-244c-78e4-874d-5b46b02db4a0','2','2026-11-24 09:00:00+00','2026-11-27 09:00:00+00','01a22f5d-240f-7b1f-9dc0-b5af2a0e45df','01a22f5d-22bf-7c56-97f4-2f00efbf435a','112','106'),
('01a22f5d-244c-78ff-9865-86624f05018f','2','2026-11-24 09:00:00+00','2026-11-27 09:00:00+00','01a22f5d-240f-7b1f-9dc0-b5af2a0e45df','01a22f5d-22bf-7c7d-98e8-1953247cb400','8','8'),
('01a22f5d-244c-7919-bfca-06b7b34f6466','2','2026-11-24 09:00:00+00','2026-11-27 09:00:00+00','01a22f5d-240f-7b1f-9dc0-b5af2a0e45df','01a22f5d-22bf-7ca5-bfe7-182e0ee86353','20','20'),
('01a22f5d-244c-7932-986b-91740f93a163','2','2026-11-24 09:00:00+00','2026-11-27 09:00:00+00','01a22f5d-240f-7b1f-9dc0-b5af2a0e45df','01a22f5d-22bf-7ccd-ac99-b241ad6a62a0','20','20'),
('01a22f5d-244c-794b-bf01-ff819c6a3990','2','2026-11-24 09:00:00+00','2026-11-27 09:00:00+00','01a22f5d-240f-7b1f-9dc0-b5af2a0e45df','01a22f5d-22bf-7cf3-ae23-db8c324acad3','2','2');

INSERT INTO public.shipments (id, version, created_at, updated_at, archived_at, archive_batch_id, number, order_id, distributor_id, carrier, tracking_number, status, status_changed_at, raw_status, incident_reason, mode, origin_country, destination_country, pickup_from, pickup_until, picked_up_at, promised_on, estimated_at, delivered_at, last_event_at, pod_received_on, duties_paid, free_time_from, free_time_until, returned_at) VALUES
('01a22f5d-15a2-760b-a9b9-908dfd0c074a','1','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00',NULL,NULL,'SHP-2026-2454','01a22f5d-1171-7ca6-97b9-340734ce1a44','01a22f5d-0ee6-73e4-abaa-f7fc01e4e221','Laagland Transport','LT0417907','delivered','2026-11-10 10:50:00+00','DLV',NULL,'road','NL','BE','2026-11-09 07:00:00+00','2026-11-09 16:00:00+00','2026-11-09 10:50:00+00','2026-11-11','2026-11-10 13:00:00+00','2026-11-10 10:50:00+00','2026-11-10 10:50:00+00','2026-11-10',NULL,NULL,NULL,NULL),
('01a22f5d-15a2-78bf-8ab6-2b3dc6ff0367','1','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00',NULL,NULL,'SHP-2026-2443','01a22f5d-1171-7c5e-80b5-65d9a4874c04','01a22f5d-0ee6-7540-861d-910b555e2b46','Rheinkurier','RK0417204','delivered','2026-11-06 12:50:00+00','DLV',NULL,'road','NL','DE','2026-11-04 07:00:00+00','2026-11-04 16:00:00+00','2026-11-04 08:35:00+00','2026-11-09','2026-11-06 13:00:00+00','2026-11-06 12:50:00+00','2026-11-06 12:50:00+00','2026-11-06',NULL,NULL,NULL,NULL),
('01a22f5d-15a2-7a28-999b-dee51c6f4ca3','3','2026-11-17 09:00:00+00','2026-11-27 09:00:00+00',NULL,NULL,'SHP-2026-2471','01a22f5d-1171-7e2c-98d3-600a2929806a','01a22f5d-0ee6-7540-861d-910b555e2b46','Rheinkurier','RK0435479','return_to_sender','2026-11-25 13:00:00+00','RTS','consignee_refused_no_booking_slot','road','NL','DE','2026-11-17 07:00:00+00','2026-11-17 16:00:00+00','2026-11-17 10:15:00+00','2026-12-02','2026-11-23 11:00:00+00',NULL,'2026-11-25 13:00:00+00',NULL,NULL,NULL,NULL,NULL),
('01a22f5d-15a2-7c01-9577-b603c59fe4de','1','2026-11-17 09:00:00+00','2026-11-17 09:00:00+00',NULL,NULL,'SHP-2026-2044','01a22f5d-1172-70b0-8c04-16a9e0890526','01a22f5d-0ee6-7540-861d-910b555e2b46','Hanse Spedition','HSP0466438','delivered','2026-01-21 11:30:00+00','DLV',NULL,'road','NL','DE','2026-01-16 07:00:00+00','2026-01-16 16:00:00+00','2026-01-16 10:55:00+00','2026-01-22','2026-01-21 13:00:00+00','2026-01-21 11:30:00+00','2026-01-21 11:30:00+00','2026-01-21',NULL,NULL,NULL,NULL),
('01a22f5d-240f-7b1f-9dc0-b5af2a0e45df','2','2026-11-24 09:00:00+00','2026-11-27 09:00:00+00',NULL,NULL,'SHP-2026-2504','01a22f5d-228c-78c2-9eb5-48e2d0a52c9e','01a22f5d-0ee6-7540-861d-910b555e2b46','Rheinkurier','RK0426322','delivered','2026-11-26 08:15:00+00','DLV',NULL,'road','NL','DE','2026-11-24 07:00:00+00','2026-11-24 16:00:00+00','2026-11-24 11:30:00+00','2026-11-27','2026-11-26 13:00:00+00','2026-11-26 08:15:00+00','2026-11-26 08:15:00+00','2026-11-26',NULL,NULL,NULL,NULL);

INSERT INTO public.sla_policies (id, version, created_at, updated_at, code, exception_type, severity, response_minutes, resolution_minutes, at_risk_percent, calendar_id) VALUES
('01a22f5d-0ae4-7ef9-a6a7-9da14feb48ad','1','2026-12-01 02:09:15.789+00','2026-12-01 02:09:15.789+00','severity-1',NULL,'1','960','2400','80','01a22f5d-0844-7cbd-a79a-35a199c72d99'),
('01a22f5d-0aea-70f2-b7b4-75fc64c79799','1','2026-12-01 02:09:15.789+00','2026-12-01 02:09:15.789+00','severity-2',NULL,'2','480','1440','80','01a22f5d-0844-7cbd-a79a-35a199c72d99'),
('01a22f5d-0aec-75c3-bdcd-a0d8a89243b0','1','2026-12-01 02:09:15.789+00','2026-12-01 02:09:15.789+00','severity-3',NULL,'3','240','960','80','01a22f5d-0844-7cbd-a79a-35a199c72d99'),
('01a22f5d-0af1-7e20-8b0d-ee644b8268e5','1','2026-12-01 02:09:15.789+00','2026-12-01 02:09:15.789+00','severity-4',NULL,'4','60','240','80','01a22f5d-0844-7cbd-a79a-35a199c72d99'),
('01a22f5d-0af8-7ba7-aa55-a8f25bebc8ba','1','2026-12-01 02:09:15.789+00','2026-12-01 02:09:15.789+00','general',NULL,NULL,'480','1440','80','01a22f5d-0844-7cbd-a79a-35a199c72d99');

INSERT INTO public.team_members (team_id, user_id) VALUES
('01a22f5d-0825-70de-9ead-93a2e2e3aa71','01a22f5d-0be4-7241-9b21-dde690299700'),
('01a22f5d-0825-70de-9ead-93a2e2e3aa71','01a22f5d-0c15-78c0-8086-a14eb3624a28'),
('01a22f5d-0825-70de-9ead-93a2e2e3aa71','01a22f5d-0c26-71fd-b646-a14a5ab8c613'),
('01a22f5d-0825-70de-9ead-93a2e2e3aa71','01a22f5d-0c26-7954-a07e-4575ac398e7c'),
('01a22f5d-0833-7ef8-98ea-cd33001a16ff','01a22f5d-0c26-71fd-b646-a14a5ab8c613'),
('01a22f5d-0833-7ef8-98ea-cd33001a16ff','01a22f5d-0c9b-719e-97d2-4e44c63b1a3e'),
('01a22f5d-0838-77d6-9610-80f665ae7c0f','01a22f5d-0c70-7bf0-96fd-8529b98de8a6'),
('01a22f5d-0838-77d6-9610-80f665ae7c0f','01a22f5d-0d1e-7330-8aff-1ea92ce2bb98'),
('01a22f5d-083c-70bd-b68c-1e3d87cc6228','01a22f5d-0c9a-7583-a7e7-88e71939366a'),
('01a22f5d-083c-70bd-b68c-1e3d87cc6228','01a22f5d-0d02-7e2a-82f4-6bd57519a42b'),
('01a22f5d-0842-70e2-9d53-a99f8465a4bd','01a22f5d-0c04-7ea4-93cb-1e1b946b285a'),
('01a22f5d-0842-70e2-9d53-a99f8465a4bd','01a22f5d-0c5c-7d9e-89c6-8e2810258365');

INSERT INTO public.teams (id, version, created_at, updated_at, code, name) VALUES
('01a22f5d-0825-70de-9ead-93a2e2e3aa71','1','2026-12-01 02:09:15.789+00','2026-12-01 02:09:15.789+00','sales_ops','Sales Operations'),
('01a22f5d-0833-7ef8-98ea-cd33001a16ff','1','2026-12-01 02:09:15.789+00','2026-12-01 02:09:15.789+00','partner_success','Partner Success'),
('01a22f5d-0838-77d6-9610-80f665ae7c0f','1','2026-12-01 02:09:15.789+00','2026-12-01 02:09:15.789+00','accounting','Accounting'),
('01a22f5d-083c-70bd-b68c-1e3d87cc6228','1','2026-12-01 02:09:15.789+00','2026-12-01 02:09:15.789+00','logistics','Logistics'),
('01a22f5d-0842-70e2-9d53-a99f8465a4bd','1','2026-12-01 02:09:15.789+00','2026-12-01 02:09:15.789+00','legal','Legal');

INSERT INTO public.users (id, version, created_at, updated_at, kind, email, name, password_hash, roles, regions, failed_sign_ins, locked_until, disabled_at) VALUES
('01a22f5d-0be4-7241-9b21-dde690299700','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00','person','ingrid.solberg@meridian.example','Ingrid Solberg',NULL,'{sales}','{}','0',NULL,NULL),
('01a22f5d-0c04-7ea4-93cb-1e1b946b285a','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00','person','claire.aubertin@meridian.example','Claire Aubertin',NULL,'{legal}','{}','0',NULL,NULL),
('01a22f5d-0c15-78c0-8086-a14eb3624a28','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00','person','liam.byrne@meridian.example','Liam Byrne',NULL,'{sales}','{"UK & Ireland"}','0',NULL,NULL),
('01a22f5d-0c26-71fd-b646-a14a5ab8c613','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00','person','lucia.navarro@meridian.example','Lucia Navarro',NULL,'{sales}','{Iberia,"France & Italy"}','0',NULL,NULL),
('01a22f5d-0c26-7954-a07e-4575ac398e7c','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00','person','daan.vermeer@meridian.example','Daan Vermeer',NULL,'{sales}','{}','0',NULL,NULL),
('01a22f5d-0c5c-7d9e-89c6-8e2810258365','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00','person','henrik.salo@meridian.example','Henrik Salo',NULL,'{legal}','{}','0',NULL,NULL),
('01a22f5d-0c70-7bf0-96fd-8529b98de8a6','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00','person','tobias.krantz@meridian.example','Tobias Krantz',NULL,'{accounting}','{}','0',NULL,NULL),
('01a22f5d-0c9a-7583-a7e7-88e71939366a','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00','person','jonas.reuter@meridian.example','Jonas Reuter',NULL,'{logistics}','{}','0',NULL,NULL),
('01a22f5d-0c9b-719e-97d2-4e44c63b1a3e','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00','person','sofia.lindgren@meridian.example','Sofia Lindgren',NULL,'{sales}','{}','0',NULL,NULL),
('01a22f5d-0cae-7a79-bf2f-be32a70f5741','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00','person','ana.quintela@meridian.example','Ana Quintela',NULL,'{viewer}','{}','0',NULL,NULL),
('01a22f5d-0cae-7d04-9ed6-d8d6ef88c2f6','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00','person','pieter.van.dam@meridian.example','Pieter van Dam',NULL,'{admin}','{}','0',NULL,NULL),
('01a22f5d-0d02-7e2a-82f4-6bd57519a42b','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00','person','elif.aydin@meridian.example','Elif Aydin',NULL,'{logistics}','{}','0',NULL,NULL),
('01a22f5d-0d1e-7330-8aff-1ea92ce2bb98','1','2026-10-20 07:00:00+00','2026-10-20 07:00:00+00','person','marta.wilk@meridian.example','Marta Wilk',NULL,'{accounting}','{}','0',NULL,NULL);

INSERT INTO public.audit_positions (position, audit_id) SELECT row_number() OVER (ORDER BY id), id FROM public.audit_logs;
INSERT INTO public.audit_relay (epoch, next_xid, next_position) SELECT 'release-0.2.0', '1000', count(*) + 1 FROM public.audit_logs;
SELECT setval('public.migrations_id_seq', 13);
SELECT setval('public.follow_up_task_number', 32);
SELECT setval('public.draft_number', 33);
SELECT setval('public.exception_number', 136);

ALTER TABLE ONLY public.migrations
    ADD CONSTRAINT "PK_8c82d7f526340ab734260ea46be" PRIMARY KEY (id);
ALTER TABLE ONLY public.agent_profiles
    ADD CONSTRAINT agent_profiles_code_key UNIQUE (code);
ALTER TABLE ONLY public.agent_profiles
    ADD CONSTRAINT agent_profiles_name_key UNIQUE (name);
ALTER TABLE ONLY public.agent_profiles
    ADD CONSTRAINT agent_profiles_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.ai_outputs
    ADD CONSTRAINT ai_outputs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.approvals
    ADD CONSTRAINT approvals_id_decision_draft_id_revision_id_content_hash_key UNIQUE (id, decision, draft_id, revision_id, content_hash);
ALTER TABLE ONLY public.approvals
    ADD CONSTRAINT approvals_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_logs
    ADD CONSTRAINT audit_logs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_logs_202611
    ADD CONSTRAINT audit_logs_202611_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_logs_202612
    ADD CONSTRAINT audit_logs_202612_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_logs_202701
    ADD CONSTRAINT audit_logs_202701_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_logs_default
    ADD CONSTRAINT audit_logs_default_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_payloads
    ADD CONSTRAINT audit_payloads_pkey PRIMARY KEY (audit_id);
ALTER TABLE ONLY public.audit_positions
    ADD CONSTRAINT audit_positions_audit_id_key UNIQUE (audit_id);
ALTER TABLE ONLY public.audit_positions
    ADD CONSTRAINT audit_positions_pkey PRIMARY KEY ("position");
ALTER TABLE ONLY public.audit_relay
    ADD CONSTRAINT audit_relay_pkey PRIMARY KEY (singleton);
ALTER TABLE ONLY public.business_calendars
    ADD CONSTRAINT business_calendars_code_key UNIQUE (code);
ALTER TABLE ONLY public.business_calendars
    ADD CONSTRAINT business_calendars_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.business_intervals
    ADD CONSTRAINT business_intervals_pkey PRIMARY KEY (calendar_id, starts_at);
ALTER TABLE ONLY public.channel_routes
    ADD CONSTRAINT channel_routes_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.channels
    ADD CONSTRAINT channels_code_key UNIQUE (code);
ALTER TABLE ONLY public.channels
    ADD CONSTRAINT channels_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_distributor_id_email_key UNIQUE (distributor_id, email);
ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.delivery_events
    ADD CONSTRAINT delivery_events_outbound_message_id_provider_event_id_key UNIQUE (outbound_message_id, provider_event_id);
ALTER TABLE ONLY public.delivery_events
    ADD CONSTRAINT delivery_events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.detection_runs
    ADD CONSTRAINT detection_runs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.distributors
    ADD CONSTRAINT distributors_number_key UNIQUE (number);
ALTER TABLE ONLY public.distributors
    ADD CONSTRAINT distributors_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_number_key UNIQUE (number);
ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.draft_revisions
    ADD CONSTRAINT draft_revisions_draft_id_revision_key UNIQUE (draft_id, revision);
ALTER TABLE ONLY public.draft_revisions
    ADD CONSTRAINT draft_revisions_id_draft_id_content_hash_key UNIQUE (id, draft_id, content_hash);
ALTER TABLE ONLY public.draft_revisions
    ADD CONSTRAINT draft_revisions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_number_key UNIQUE (number);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exceptions
    ADD CONSTRAINT exceptions_id_distributor_id_key UNIQUE (id, distributor_id);
ALTER TABLE ONLY public.exceptions
    ADD CONSTRAINT exceptions_number_key UNIQUE (number);
ALTER TABLE ONLY public.exceptions
    ADD CONSTRAINT exceptions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.external_identities
    ADD CONSTRAINT external_identities_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.external_identities
    ADD CONSTRAINT external_identities_system_external_id_key UNIQUE (system, external_id);
ALTER TABLE ONLY public.external_refs
    ADD CONSTRAINT external_refs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.follow_up_task_channels
    ADD CONSTRAINT follow_up_task_channels_pkey PRIMARY KEY (task_id, channel_id);
ALTER TABLE ONLY public.follow_up_tasks
    ADD CONSTRAINT follow_up_tasks_id_distributor_id_key UNIQUE (id, distributor_id);
ALTER TABLE ONLY public.follow_up_tasks
    ADD CONSTRAINT follow_up_tasks_number_key UNIQUE (number);
ALTER TABLE ONLY public.follow_up_tasks
    ADD CONSTRAINT follow_up_tasks_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.fx_rates
    ADD CONSTRAINT fx_rates_pkey PRIMARY KEY (base, quote, day);
ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (user_id, operation, key);
ALTER TABLE ONLY public.import_issues
    ADD CONSTRAINT import_issues_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.inbound_messages
    ADD CONSTRAINT inbound_messages_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.inbound_messages
    ADD CONSTRAINT inbound_messages_source_event_id_key UNIQUE (source, event_id);
ALTER TABLE ONLY public.invoice_disputes
    ADD CONSTRAINT invoice_disputes_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_id_distributor_id_key UNIQUE (id, distributor_id);
ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_number_key UNIQUE (number);
ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.lane_figures
    ADD CONSTRAINT lane_figures_pkey PRIMARY KEY (origin_country, destination_country, mode);
ALTER TABLE ONLY public.order_holds
    ADD CONSTRAINT order_holds_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.order_lines
    ADD CONSTRAINT order_lines_order_id_line_number_key UNIQUE (order_id, line_number);
ALTER TABLE ONLY public.order_lines
    ADD CONSTRAINT order_lines_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_id_distributor_id_key UNIQUE (id, distributor_id);
ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_number_key UNIQUE (number);
ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outbound_messages
    ADD CONSTRAINT outbound_messages_approval_id_recipient_key UNIQUE (approval_id, recipient);
ALTER TABLE ONLY public.outbound_messages
    ADD CONSTRAINT outbound_messages_idempotency_key_key UNIQUE (idempotency_key);
ALTER TABLE ONLY public.outbound_messages
    ADD CONSTRAINT outbound_messages_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.payment_promises
    ADD CONSTRAINT payment_promises_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_number_key UNIQUE (number);
ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rule_settings
    ADD CONSTRAINT rule_settings_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rule_settings
    ADD CONSTRAINT rule_settings_rule_code_key UNIQUE (rule_code);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.shipment_events
    ADD CONSTRAINT shipment_events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.shipment_events_202611
    ADD CONSTRAINT shipment_events_202611_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.shipment_events_202612
    ADD CONSTRAINT shipment_events_202612_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.shipment_events_202701
    ADD CONSTRAINT shipment_events_202701_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.shipment_events_202702
    ADD CONSTRAINT shipment_events_202702_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.shipment_events_202703
    ADD CONSTRAINT shipment_events_202703_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.shipment_events_202704
    ADD CONSTRAINT shipment_events_202704_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.shipment_events_default
    ADD CONSTRAINT shipment_events_default_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.shipment_lines
    ADD CONSTRAINT shipment_lines_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.shipment_lines
    ADD CONSTRAINT shipment_lines_shipment_id_order_line_id_key UNIQUE (shipment_id, order_line_id);
ALTER TABLE ONLY public.shipments
    ADD CONSTRAINT shipments_number_key UNIQUE (number);
ALTER TABLE ONLY public.shipments
    ADD CONSTRAINT shipments_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sla_policies
    ADD CONSTRAINT sla_policies_code_key UNIQUE (code);
ALTER TABLE ONLY public.sla_policies
    ADD CONSTRAINT sla_policies_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.team_members
    ADD CONSTRAINT team_members_pkey PRIMARY KEY (team_id, user_id);
ALTER TABLE ONLY public.teams
    ADD CONSTRAINT teams_code_key UNIQUE (code);
ALTER TABLE ONLY public.teams
    ADD CONSTRAINT teams_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_email_key UNIQUE (email);
ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_id_kind_key UNIQUE (id, kind);
ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);
CREATE INDEX ai_outputs_task_id_idx ON public.ai_outputs USING btree (task_id);
CREATE INDEX approvals_approver_id_idx ON public.approvals USING btree (approver_id);
CREATE INDEX approvals_draft_id_idx ON public.approvals USING btree (draft_id);
CREATE UNIQUE INDEX approvals_revision_id_idx ON public.approvals USING btree (revision_id) WHERE (decision = 'approved'::text);
CREATE INDEX audit_logs_distributor_id_id_idx ON ONLY public.audit_logs USING btree (distributor_id, id DESC) WHERE (distributor_id IS NOT NULL);
CREATE INDEX audit_logs_202611_distributor_id_id_idx ON public.audit_logs_202611 USING btree (distributor_id, id DESC) WHERE (distributor_id IS NOT NULL);
CREATE INDEX audit_logs_exception_id_id_idx ON ONLY public.audit_logs USING btree (exception_id, id DESC) WHERE (exception_id IS NOT NULL);
CREATE INDEX audit_logs_202611_exception_id_id_idx ON public.audit_logs_202611 USING btree (exception_id, id DESC) WHERE (exception_id IS NOT NULL);
CREATE INDEX audit_logs_order_id_id_idx ON ONLY public.audit_logs USING btree (order_id, id DESC) WHERE (order_id IS NOT NULL);
CREATE INDEX audit_logs_202611_order_id_id_idx ON public.audit_logs_202611 USING btree (order_id, id DESC) WHERE (order_id IS NOT NULL);
CREATE INDEX audit_logs_subject_id_id_idx ON ONLY public.audit_logs USING btree (subject_id, id DESC);
CREATE INDEX audit_logs_202611_subject_id_id_idx ON public.audit_logs_202611 USING btree (subject_id, id DESC);
CREATE INDEX audit_logs_task_id_id_idx ON ONLY public.audit_logs USING btree (task_id, id DESC) WHERE (task_id IS NOT NULL);
CREATE INDEX audit_logs_202611_task_id_id_idx ON public.audit_logs_202611 USING btree (task_id, id DESC) WHERE (task_id IS NOT NULL);
CREATE INDEX audit_logs_xid_idx ON ONLY public.audit_logs USING btree (xid);
CREATE INDEX audit_logs_202611_xid_idx ON public.audit_logs_202611 USING btree (xid);
CREATE INDEX audit_logs_202612_distributor_id_id_idx ON public.audit_logs_202612 USING btree (distributor_id, id DESC) WHERE (distributor_id IS NOT NULL);
CREATE INDEX audit_logs_202612_exception_id_id_idx ON public.audit_logs_202612 USING btree (exception_id, id DESC) WHERE (exception_id IS NOT NULL);
CREATE INDEX audit_logs_202612_order_id_id_idx ON public.audit_logs_202612 USING btree (order_id, id DESC) WHERE (order_id IS NOT NULL);
CREATE INDEX audit_logs_202612_subject_id_id_idx ON public.audit_logs_202612 USING btree (subject_id, id DESC);
CREATE INDEX audit_logs_202612_task_id_id_idx ON public.audit_logs_202612 USING btree (task_id, id DESC) WHERE (task_id IS NOT NULL);
CREATE INDEX audit_logs_202612_xid_idx ON public.audit_logs_202612 USING btree (xid);
CREATE INDEX audit_logs_202701_distributor_id_id_idx ON public.audit_logs_202701 USING btree (distributor_id, id DESC) WHERE (distributor_id IS NOT NULL);
CREATE INDEX audit_logs_202701_exception_id_id_idx ON public.audit_logs_202701 USING btree (exception_id, id DESC) WHERE (exception_id IS NOT NULL);
CREATE INDEX audit_logs_202701_order_id_id_idx ON public.audit_logs_202701 USING btree (order_id, id DESC) WHERE (order_id IS NOT NULL);
CREATE INDEX audit_logs_202701_subject_id_id_idx ON public.audit_logs_202701 USING btree (subject_id, id DESC);
CREATE INDEX audit_logs_202701_task_id_id_idx ON public.audit_logs_202701 USING btree (task_id, id DESC) WHERE (task_id IS NOT NULL);
CREATE INDEX audit_logs_202701_xid_idx ON public.audit_logs_202701 USING btree (xid);
CREATE INDEX audit_logs_default_distributor_id_id_idx ON public.audit_logs_default USING btree (distributor_id, id DESC) WHERE (distributor_id IS NOT NULL);
CREATE INDEX audit_logs_default_exception_id_id_idx ON public.audit_logs_default USING btree (exception_id, id DESC) WHERE (exception_id IS NOT NULL);
CREATE INDEX audit_logs_default_order_id_id_idx ON public.audit_logs_default USING btree (order_id, id DESC) WHERE (order_id IS NOT NULL);
CREATE INDEX audit_logs_default_subject_id_id_idx ON public.audit_logs_default USING btree (subject_id, id DESC);
CREATE INDEX audit_logs_default_task_id_id_idx ON public.audit_logs_default USING btree (task_id, id DESC) WHERE (task_id IS NOT NULL);
CREATE INDEX audit_logs_default_xid_idx ON public.audit_logs_default USING btree (xid);
CREATE UNIQUE INDEX business_calendars_is_default_idx ON public.business_calendars USING btree (is_default) WHERE is_default;
CREATE INDEX business_intervals_calendar_id_seconds_before_idx ON public.business_intervals USING btree (calendar_id, seconds_before);
CREATE INDEX distributors_legal_name_idx ON public.distributors USING gin (legal_name public.gin_trgm_ops);
CREATE INDEX distributors_region_idx ON public.distributors USING btree (region);
CREATE INDEX documents_distributor_id_idx ON public.documents USING btree (distributor_id);
CREATE INDEX documents_expires_on_idx ON public.documents USING btree (expires_on) WHERE ((state = 'approved'::text) AND (archived_at IS NULL));
CREATE INDEX documents_lapsing ON public.documents USING btree (expires_on) WHERE ((state = ANY (ARRAY['approved'::text, 'expired'::text])) AND (archived_at IS NULL));
CREATE INDEX documents_of_distributors ON public.documents USING btree (distributor_id) WHERE (owner_distributor_id IS NOT NULL);
CREATE INDEX documents_of_shipments ON public.documents USING btree (owner_shipment_id) WHERE (owner_shipment_id IS NOT NULL);
CREATE INDEX documents_order_id_idx ON public.documents USING btree (order_id);
CREATE INDEX documents_unsettled ON public.documents USING btree (state) WHERE ((state <> 'approved'::text) AND (archived_at IS NULL));
CREATE INDEX drafts_task_id_idx ON public.drafts USING btree (task_id);
CREATE INDEX drafts_waiting ON public.drafts USING btree (expires_at, id) WHERE (state = 'pending'::text);
CREATE INDEX exceptions_distributor_id_type_detected_at_idx ON public.exceptions USING btree (distributor_id, type, detected_at);
CREATE INDEX exceptions_fingerprint_detected_at_idx ON public.exceptions USING btree (fingerprint, detected_at DESC);
CREATE UNIQUE INDEX exceptions_one_live ON public.exceptions USING btree (fingerprint) WHERE (state <> ALL (ARRAY['resolved'::text, 'closed'::text]));
CREATE INDEX exceptions_order_id_idx ON public.exceptions USING btree (order_id);
CREATE INDEX exceptions_queue ON public.exceptions USING btree (score DESC, id DESC) WHERE ((state = ANY (ARRAY['open'::text, 'acknowledged'::text, 'in_progress'::text])) AND (dismissed_at IS NULL) AND (archived_at IS NULL));
CREATE INDEX exceptions_subject_distributor_id_idx ON public.exceptions USING btree (subject_distributor_id) WHERE (subject_distributor_id IS NOT NULL);
CREATE INDEX exceptions_subject_document_id_idx ON public.exceptions USING btree (subject_document_id) WHERE (subject_document_id IS NOT NULL);
CREATE INDEX exceptions_subject_invoice_id_idx ON public.exceptions USING btree (subject_invoice_id) WHERE (subject_invoice_id IS NOT NULL);
CREATE INDEX exceptions_subject_order_id_idx ON public.exceptions USING btree (subject_order_id) WHERE (subject_order_id IS NOT NULL);
CREATE INDEX exceptions_subject_shipment_id_idx ON public.exceptions USING btree (subject_shipment_id) WHERE (subject_shipment_id IS NOT NULL);
CREATE INDEX exceptions_type_state_idx ON public.exceptions USING btree (type, state);
CREATE INDEX external_refs_distributor_id_idx ON public.external_refs USING btree (distributor_id) WHERE (distributor_id IS NOT NULL);
CREATE INDEX external_refs_document_id_idx ON public.external_refs USING btree (document_id) WHERE (document_id IS NOT NULL);
CREATE INDEX external_refs_invoice_id_idx ON public.external_refs USING btree (invoice_id) WHERE (invoice_id IS NOT NULL);
CREATE INDEX external_refs_order_id_idx ON public.external_refs USING btree (order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX external_refs_payment_id_idx ON public.external_refs USING btree (payment_id) WHERE (payment_id IS NOT NULL);
CREATE INDEX external_refs_shipment_id_idx ON public.external_refs USING btree (shipment_id) WHERE (shipment_id IS NOT NULL);
CREATE UNIQUE INDEX external_refs_system_external_id_idx ON public.external_refs USING btree (system, external_id) WHERE (distributor_id IS NOT NULL);
CREATE UNIQUE INDEX external_refs_system_external_id_idx1 ON public.external_refs USING btree (system, external_id) WHERE (order_id IS NOT NULL);
CREATE UNIQUE INDEX external_refs_system_external_id_idx2 ON public.external_refs USING btree (system, external_id) WHERE (invoice_id IS NOT NULL);
CREATE UNIQUE INDEX external_refs_system_external_id_idx3 ON public.external_refs USING btree (system, external_id) WHERE (shipment_id IS NOT NULL);
CREATE UNIQUE INDEX external_refs_system_external_id_idx4 ON public.external_refs USING btree (system, external_id) WHERE (document_id IS NOT NULL);
CREATE UNIQUE INDEX external_refs_system_external_id_idx5 ON public.external_refs USING btree (system, external_id) WHERE (payment_id IS NOT NULL);
CREATE INDEX follow_up_tasks_alarm ON public.follow_up_tasks USING btree (next_check_at) WHERE ((next_check_at IS NOT NULL) AND (status <> ALL (ARRAY['resolved'::text, 'cancelled'::text])));
CREATE INDEX follow_up_tasks_assignee_id_idx ON public.follow_up_tasks USING btree (assignee_id);
CREATE INDEX follow_up_tasks_count ON public.follow_up_tasks USING btree (status, owner_team, distributor_id) WHERE (archived_at IS NULL);
CREATE INDEX follow_up_tasks_distributor_id_idx ON public.follow_up_tasks USING btree (distributor_id);
CREATE INDEX follow_up_tasks_exception_id_idx ON public.follow_up_tasks USING btree (exception_id);
CREATE UNIQUE INDEX follow_up_tasks_one_open ON public.follow_up_tasks USING btree (exception_id) WHERE (status <> ALL (ARRAY['resolved'::text, 'cancelled'::text]));
CREATE INDEX follow_up_tasks_order_id_idx ON public.follow_up_tasks USING btree (order_id);
CREATE INDEX follow_up_tasks_queue ON public.follow_up_tasks USING btree (sla_due_at, id) WHERE ((status <> ALL (ARRAY['resolved'::text, 'cancelled'::text])) AND (archived_at IS NULL));
CREATE INDEX import_issues_import_id_row_number_idx ON public.import_issues USING btree (import_id, row_number);
CREATE UNIQUE INDEX invoice_disputes_invoice_id_idx ON public.invoice_disputes USING btree (invoice_id) WHERE (state = ANY (ARRAY['open'::text, 'in_progress'::text]));
CREATE INDEX invoice_disputes_of_invoices ON public.invoice_disputes USING btree (invoice_id);
CREATE INDEX invoices_distributor_id_issued_on_idx ON public.invoices USING btree (distributor_id, issued_on DESC);
CREATE INDEX invoices_due_on_idx ON public.invoices USING btree (due_on) WHERE ((status = ANY (ARRAY['open'::text, 'partially_paid'::text])) AND (archived_at IS NULL));
CREATE INDEX invoices_order_id_idx ON public.invoices USING btree (order_id);
CREATE INDEX order_holds_of_orders ON public.order_holds USING btree (order_id);
CREATE UNIQUE INDEX order_holds_order_id_kind_idx ON public.order_holds USING btree (order_id, kind) WHERE (released_at IS NULL);
CREATE INDEX orders_distributor_id_ordered_on_idx ON public.orders USING btree (distributor_id, ordered_on DESC);
CREATE INDEX orders_distributor_id_po_number_idx ON public.orders USING btree (distributor_id, po_number) WHERE (po_number IS NOT NULL);
CREATE INDEX orders_open ON public.orders USING btree (distributor_id) WHERE ((status = ANY (ARRAY['draft'::text, 'confirmed'::text])) AND (archived_at IS NULL));
CREATE INDEX orders_promised_on_idx ON public.orders USING btree (promised_on) WHERE ((status = ANY (ARRAY['draft'::text, 'confirmed'::text])) AND (archived_at IS NULL));
CREATE INDEX outbound_due ON public.outbound_messages USING btree (next_attempt_at) WHERE (status = ANY (ARRAY['queued'::text, 'retrying'::text, 'sending'::text, 'unknown'::text]));
CREATE INDEX outbound_messages_draft_id_idx ON public.outbound_messages USING btree (draft_id);
CREATE INDEX outbound_messages_task_id_idx ON public.outbound_messages USING btree (task_id);
CREATE UNIQUE INDEX payment_promises_invoice_id_idx ON public.payment_promises USING btree (invoice_id) WHERE (state = 'active'::text);
CREATE INDEX payment_promises_of_invoices ON public.payment_promises USING btree (invoice_id);
CREATE INDEX payments_distributor_id_idx ON public.payments USING btree (distributor_id);
CREATE INDEX payments_invoice_id_idx ON public.payments USING btree (invoice_id);
CREATE INDEX payments_settling ON public.payments USING btree (invoice_id) WHERE (claims_full_settlement AND (reversed_on IS NULL));
CREATE INDEX sessions_user_id_idx ON public.sessions USING btree (user_id) WHERE (revoked_at IS NULL);
CREATE INDEX shipment_events_shipment_id_occurred_at_idx ON ONLY public.shipment_events USING btree (shipment_id, occurred_at);
CREATE INDEX shipment_events_202611_shipment_id_occurred_at_idx ON public.shipment_events_202611 USING btree (shipment_id, occurred_at);
CREATE INDEX shipment_events_202612_shipment_id_occurred_at_idx ON public.shipment_events_202612 USING btree (shipment_id, occurred_at);
CREATE INDEX shipment_events_202701_shipment_id_occurred_at_idx ON public.shipment_events_202701 USING btree (shipment_id, occurred_at);
CREATE INDEX shipment_events_202702_shipment_id_occurred_at_idx ON public.shipment_events_202702 USING btree (shipment_id, occurred_at);
CREATE INDEX shipment_events_202703_shipment_id_occurred_at_idx ON public.shipment_events_202703 USING btree (shipment_id, occurred_at);
CREATE INDEX shipment_events_202704_shipment_id_occurred_at_idx ON public.shipment_events_202704 USING btree (shipment_id, occurred_at);
CREATE INDEX shipment_events_default_shipment_id_occurred_at_idx ON public.shipment_events_default USING btree (shipment_id, occurred_at);
CREATE INDEX shipment_lines_order_line_id_idx ON public.shipment_lines USING btree (order_line_id);
CREATE INDEX shipment_lines_short ON public.shipment_lines USING btree (shipment_id) WHERE ((shipped_quantity - delivered_quantity) > 0);
CREATE UNIQUE INDEX shipments_carrier_tracking_number_idx ON public.shipments USING btree (carrier, tracking_number) WHERE (tracking_number IS NOT NULL);
CREATE INDEX shipments_distributor_id_idx ON public.shipments USING btree (distributor_id);
CREATE INDEX shipments_free_time ON public.shipments USING btree (free_time_until) WHERE ((free_time_until IS NOT NULL) AND (returned_at IS NULL) AND (archived_at IS NULL));
CREATE INDEX shipments_incidents ON public.shipments USING btree (status) WHERE (((status = 'lost'::text) OR (incident_reason IS NOT NULL)) AND (archived_at IS NULL));
CREATE INDEX shipments_order_id_idx ON public.shipments USING btree (order_id);
CREATE INDEX shipments_status_idx ON public.shipments USING btree (status) WHERE (status <> ALL (ARRAY['delivered'::text, 'cancelled'::text, 'returned'::text]));
CREATE INDEX shipments_unproven ON public.shipments USING btree (delivered_at) WHERE ((status = 'delivered'::text) AND (pod_received_on IS NULL) AND (archived_at IS NULL));
CREATE UNIQUE INDEX sla_policies_coalesce_coalesce1_idx ON public.sla_policies USING btree (COALESCE(exception_type, ''::text), COALESCE(severity, 0));
CREATE INDEX team_members_user_id_idx ON public.team_members USING btree (user_id);
ALTER INDEX public.audit_logs_distributor_id_id_idx ATTACH PARTITION public.audit_logs_202611_distributor_id_id_idx;
ALTER INDEX public.audit_logs_exception_id_id_idx ATTACH PARTITION public.audit_logs_202611_exception_id_id_idx;
ALTER INDEX public.audit_logs_order_id_id_idx ATTACH PARTITION public.audit_logs_202611_order_id_id_idx;
ALTER INDEX public.audit_logs_pkey ATTACH PARTITION public.audit_logs_202611_pkey;
ALTER INDEX public.audit_logs_subject_id_id_idx ATTACH PARTITION public.audit_logs_202611_subject_id_id_idx;
ALTER INDEX public.audit_logs_task_id_id_idx ATTACH PARTITION public.audit_logs_202611_task_id_id_idx;
ALTER INDEX public.audit_logs_xid_idx ATTACH PARTITION public.audit_logs_202611_xid_idx;
ALTER INDEX public.audit_logs_distributor_id_id_idx ATTACH PARTITION public.audit_logs_202612_distributor_id_id_idx;
ALTER INDEX public.audit_logs_exception_id_id_idx ATTACH PARTITION public.audit_logs_202612_exception_id_id_idx;
ALTER INDEX public.audit_logs_order_id_id_idx ATTACH PARTITION public.audit_logs_202612_order_id_id_idx;
ALTER INDEX public.audit_logs_pkey ATTACH PARTITION public.audit_logs_202612_pkey;
ALTER INDEX public.audit_logs_subject_id_id_idx ATTACH PARTITION public.audit_logs_202612_subject_id_id_idx;
ALTER INDEX public.audit_logs_task_id_id_idx ATTACH PARTITION public.audit_logs_202612_task_id_id_idx;
ALTER INDEX public.audit_logs_xid_idx ATTACH PARTITION public.audit_logs_202612_xid_idx;
ALTER INDEX public.audit_logs_distributor_id_id_idx ATTACH PARTITION public.audit_logs_202701_distributor_id_id_idx;
ALTER INDEX public.audit_logs_exception_id_id_idx ATTACH PARTITION public.audit_logs_202701_exception_id_id_idx;
ALTER INDEX public.audit_logs_order_id_id_idx ATTACH PARTITION public.audit_logs_202701_order_id_id_idx;
ALTER INDEX public.audit_logs_pkey ATTACH PARTITION public.audit_logs_202701_pkey;
ALTER INDEX public.audit_logs_subject_id_id_idx ATTACH PARTITION public.audit_logs_202701_subject_id_id_idx;
ALTER INDEX public.audit_logs_task_id_id_idx ATTACH PARTITION public.audit_logs_202701_task_id_id_idx;
ALTER INDEX public.audit_logs_xid_idx ATTACH PARTITION public.audit_logs_202701_xid_idx;
ALTER INDEX public.audit_logs_distributor_id_id_idx ATTACH PARTITION public.audit_logs_default_distributor_id_id_idx;
ALTER INDEX public.audit_logs_exception_id_id_idx ATTACH PARTITION public.audit_logs_default_exception_id_id_idx;
ALTER INDEX public.audit_logs_order_id_id_idx ATTACH PARTITION public.audit_logs_default_order_id_id_idx;
ALTER INDEX public.audit_logs_pkey ATTACH PARTITION public.audit_logs_default_pkey;
ALTER INDEX public.audit_logs_subject_id_id_idx ATTACH PARTITION public.audit_logs_default_subject_id_id_idx;
ALTER INDEX public.audit_logs_task_id_id_idx ATTACH PARTITION public.audit_logs_default_task_id_id_idx;
ALTER INDEX public.audit_logs_xid_idx ATTACH PARTITION public.audit_logs_default_xid_idx;
ALTER INDEX public.shipment_events_pkey ATTACH PARTITION public.shipment_events_202611_pkey;
ALTER INDEX public.shipment_events_shipment_id_occurred_at_idx ATTACH PARTITION public.shipment_events_202611_shipment_id_occurred_at_idx;
ALTER INDEX public.shipment_events_pkey ATTACH PARTITION public.shipment_events_202612_pkey;
ALTER INDEX public.shipment_events_shipment_id_occurred_at_idx ATTACH PARTITION public.shipment_events_202612_shipment_id_occurred_at_idx;
ALTER INDEX public.shipment_events_pkey ATTACH PARTITION public.shipment_events_202701_pkey;
ALTER INDEX public.shipment_events_shipment_id_occurred_at_idx ATTACH PARTITION public.shipment_events_202701_shipment_id_occurred_at_idx;
ALTER INDEX public.shipment_events_pkey ATTACH PARTITION public.shipment_events_202702_pkey;
ALTER INDEX public.shipment_events_shipment_id_occurred_at_idx ATTACH PARTITION public.shipment_events_202702_shipment_id_occurred_at_idx;
ALTER INDEX public.shipment_events_pkey ATTACH PARTITION public.shipment_events_202703_pkey;
ALTER INDEX public.shipment_events_shipment_id_occurred_at_idx ATTACH PARTITION public.shipment_events_202703_shipment_id_occurred_at_idx;
ALTER INDEX public.shipment_events_pkey ATTACH PARTITION public.shipment_events_202704_pkey;
ALTER INDEX public.shipment_events_shipment_id_occurred_at_idx ATTACH PARTITION public.shipment_events_202704_shipment_id_occurred_at_idx;
ALTER INDEX public.shipment_events_pkey ATTACH PARTITION public.shipment_events_default_pkey;
ALTER INDEX public.shipment_events_shipment_id_occurred_at_idx ATTACH PARTITION public.shipment_events_default_shipment_id_occurred_at_idx;
CREATE STATISTICS public.shipment_lines_missing ON (shipped_quantity - delivered_quantity) FROM public.shipment_lines;
CREATE TRIGGER ai_outputs_immutable BEFORE DELETE OR UPDATE ON public.ai_outputs FOR EACH ROW EXECUTE FUNCTION public.tower_refuse_change();
CREATE TRIGGER approvals_checked BEFORE INSERT ON public.approvals FOR EACH ROW EXECUTE FUNCTION public.tower_check_approval();
CREATE TRIGGER approvals_immutable BEFORE DELETE OR UPDATE ON public.approvals FOR EACH ROW EXECUTE FUNCTION public.tower_refuse_change();
CREATE TRIGGER audit_logs_immutable BEFORE DELETE OR UPDATE ON public.audit_logs FOR EACH ROW EXECUTE FUNCTION public.tower_refuse_change();
CREATE TRIGGER audit_logs_untruncated BEFORE TRUNCATE ON public.audit_logs FOR EACH STATEMENT EXECUTE FUNCTION public.tower_refuse_change();
CREATE TRIGGER audit_payloads_committed BEFORE INSERT ON public.audit_payloads FOR EACH ROW EXECUTE FUNCTION public.tower_commit_payload();
CREATE TRIGGER audit_payloads_immutable BEFORE DELETE OR UPDATE ON public.audit_payloads FOR EACH ROW EXECUTE FUNCTION public.tower_refuse_change();
CREATE TRIGGER audit_payloads_of_entries AFTER INSERT ON public.audit_payloads REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION public.tower_require_entries();
CREATE TRIGGER audit_payloads_untruncated BEFORE TRUNCATE ON public.audit_payloads FOR EACH STATEMENT EXECUTE FUNCTION public.tower_refuse_change();
CREATE TRIGGER audit_positions_immutable BEFORE DELETE OR UPDATE ON public.audit_positions FOR EACH ROW EXECUTE FUNCTION public.tower_refuse_change();
CREATE TRIGGER audit_positions_untruncated BEFORE TRUNCATE ON public.audit_positions FOR EACH STATEMENT EXECUTE FUNCTION public.tower_refuse_change();
CREATE TRIGGER delivery_events_immutable BEFORE DELETE OR UPDATE ON public.delivery_events FOR EACH ROW EXECUTE FUNCTION public.tower_refuse_change();
CREATE TRIGGER draft_revisions_immutable BEFORE DELETE OR UPDATE ON public.draft_revisions FOR EACH ROW EXECUTE FUNCTION public.tower_refuse_change();
CREATE TRIGGER outbound_checked BEFORE INSERT OR UPDATE ON public.outbound_messages FOR EACH ROW EXECUTE FUNCTION public.tower_check_outbound();
ALTER TABLE ONLY public.ai_outputs
    ADD CONSTRAINT ai_outputs_agent_profile_id_fkey FOREIGN KEY (agent_profile_id) REFERENCES public.agent_profiles(id);
ALTER TABLE ONLY public.ai_outputs
    ADD CONSTRAINT ai_outputs_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.follow_up_tasks(id);
ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.approvals
    ADD CONSTRAINT approvals_approver_id_approver_kind_fkey FOREIGN KEY (approver_id, approver_kind) REFERENCES public.users(id, kind);
ALTER TABLE ONLY public.approvals
    ADD CONSTRAINT approvals_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES public.drafts(id);
ALTER TABLE ONLY public.approvals
    ADD CONSTRAINT approvals_revision_id_draft_id_content_hash_fkey FOREIGN KEY (revision_id, draft_id, content_hash) REFERENCES public.draft_revisions(id, draft_id, content_hash);
ALTER TABLE ONLY public.business_intervals
    ADD CONSTRAINT business_intervals_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES public.business_calendars(id);
ALTER TABLE ONLY public.channel_routes
    ADD CONSTRAINT channel_routes_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES public.channels(id);
ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_distributor_id_fkey FOREIGN KEY (distributor_id) REFERENCES public.distributors(id);
ALTER TABLE ONLY public.delivery_events
    ADD CONSTRAINT delivery_events_outbound_message_id_fkey FOREIGN KEY (outbound_message_id) REFERENCES public.outbound_messages(id);
ALTER TABLE ONLY public.distributors
    ADD CONSTRAINT distributors_account_owner_id_fkey FOREIGN KEY (account_owner_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_distributor_id_fkey FOREIGN KEY (distributor_id) REFERENCES public.distributors(id);
ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_order_id_fkey FOREIGN KEY (order_id, distributor_id) REFERENCES public.orders(id, distributor_id);
ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_owner_distributor_id_fkey FOREIGN KEY (owner_distributor_id) REFERENCES public.distributors(id);
ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_owner_invoice_id_fkey FOREIGN KEY (owner_invoice_id) REFERENCES public.invoices(id);
ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_owner_order_id_fkey FOREIGN KEY (owner_order_id) REFERENCES public.orders(id);
ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_owner_shipment_id_fkey FOREIGN KEY (owner_shipment_id) REFERENCES public.shipments(id);
ALTER TABLE ONLY public.draft_revisions
    ADD CONSTRAINT draft_revisions_agent_profile_id_fkey FOREIGN KEY (agent_profile_id) REFERENCES public.agent_profiles(id);
ALTER TABLE ONLY public.draft_revisions
    ADD CONSTRAINT draft_revisions_ai_output_id_fkey FOREIGN KEY (ai_output_id) REFERENCES public.ai_outputs(id);
ALTER TABLE ONLY public.draft_revisions
    ADD CONSTRAINT draft_revisions_author_user_id_fkey FOREIGN KEY (author_user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.draft_revisions
    ADD CONSTRAINT draft_revisions_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES public.channels(id);
ALTER TABLE ONLY public.draft_revisions
    ADD CONSTRAINT draft_revisions_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES public.drafts(id);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES public.channels(id);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_current_revision_id_fkey FOREIGN KEY (current_revision_id) REFERENCES public.draft_revisions(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_distributor_id_fkey FOREIGN KEY (distributor_id) REFERENCES public.distributors(id);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_exception_id_fkey FOREIGN KEY (exception_id, distributor_id) REFERENCES public.exceptions(id, distributor_id);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_order_id_fkey FOREIGN KEY (order_id, distributor_id) REFERENCES public.orders(id, distributor_id);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_task_id_fkey FOREIGN KEY (task_id, distributor_id) REFERENCES public.follow_up_tasks(id, distributor_id);
ALTER TABLE ONLY public.exceptions
    ADD CONSTRAINT exceptions_distributor_id_fkey FOREIGN KEY (distributor_id) REFERENCES public.distributors(id);
ALTER TABLE ONLY public.exceptions
    ADD CONSTRAINT exceptions_order_id_fkey FOREIGN KEY (order_id, distributor_id) REFERENCES public.orders(id, distributor_id);
ALTER TABLE ONLY public.exceptions
    ADD CONSTRAINT exceptions_subject_distributor_id_fkey FOREIGN KEY (subject_distributor_id) REFERENCES public.distributors(id);
ALTER TABLE ONLY public.exceptions
    ADD CONSTRAINT exceptions_subject_document_id_fkey FOREIGN KEY (subject_document_id) REFERENCES public.documents(id);
ALTER TABLE ONLY public.exceptions
    ADD CONSTRAINT exceptions_subject_invoice_id_fkey FOREIGN KEY (subject_invoice_id) REFERENCES public.invoices(id);
ALTER TABLE ONLY public.exceptions
    ADD CONSTRAINT exceptions_subject_order_id_fkey FOREIGN KEY (subject_order_id) REFERENCES public.orders(id);
ALTER TABLE ONLY public.exceptions
    ADD CONSTRAINT exceptions_subject_shipment_id_fkey FOREIGN KEY (subject_shipment_id) REFERENCES public.shipments(id);
ALTER TABLE ONLY public.external_identities
    ADD CONSTRAINT external_identities_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.external_refs
    ADD CONSTRAINT external_refs_distributor_id_fkey FOREIGN KEY (distributor_id) REFERENCES public.distributors(id);
ALTER TABLE ONLY public.external_refs
    ADD CONSTRAINT external_refs_document_id_fkey FOREIGN KEY (document_id) REFERENCES public.documents(id);
ALTER TABLE ONLY public.external_refs
    ADD CONSTRAINT external_refs_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES public.invoices(id);
ALTER TABLE ONLY public.external_refs
    ADD CONSTRAINT external_refs_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id);
ALTER TABLE ONLY public.external_refs
    ADD CONSTRAINT external_refs_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES public.payments(id);
ALTER TABLE ONLY public.external_refs
    ADD CONSTRAINT external_refs_shipment_id_fkey FOREIGN KEY (shipment_id) REFERENCES public.shipments(id);
ALTER TABLE ONLY public.follow_up_task_channels
    ADD CONSTRAINT follow_up_task_channels_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES public.channels(id);
ALTER TABLE ONLY public.follow_up_task_channels
    ADD CONSTRAINT follow_up_task_channels_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.follow_up_tasks(id);
ALTER TABLE ONLY public.follow_up_tasks
    ADD CONSTRAINT follow_up_tasks_agent_profile_id_fkey FOREIGN KEY (agent_profile_id) REFERENCES public.agent_profiles(id);
ALTER TABLE ONLY public.follow_up_tasks
    ADD CONSTRAINT follow_up_tasks_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.follow_up_tasks
    ADD CONSTRAINT follow_up_tasks_distributor_id_fkey FOREIGN KEY (distributor_id) REFERENCES public.distributors(id);
ALTER TABLE ONLY public.follow_up_tasks
    ADD CONSTRAINT follow_up_tasks_exception_id_fkey FOREIGN KEY (exception_id, distributor_id) REFERENCES public.exceptions(id, distributor_id);
ALTER TABLE ONLY public.follow_up_tasks
    ADD CONSTRAINT follow_up_tasks_order_id_fkey FOREIGN KEY (order_id, distributor_id) REFERENCES public.orders(id, distributor_id);
ALTER TABLE ONLY public.follow_up_tasks
    ADD CONSTRAINT follow_up_tasks_sla_policy_id_fkey FOREIGN KEY (sla_policy_id) REFERENCES public.sla_policies(id);
ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.import_issues
    ADD CONSTRAINT import_issues_import_id_fkey FOREIGN KEY (import_id) REFERENCES public.imports(id);
ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_started_by_id_fkey FOREIGN KEY (started_by_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.inbound_messages
    ADD CONSTRAINT inbound_messages_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES public.channels(id);
ALTER TABLE ONLY public.inbound_messages
    ADD CONSTRAINT inbound_messages_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.follow_up_tasks(id);
ALTER TABLE ONLY public.invoice_disputes
    ADD CONSTRAINT invoice_disputes_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES public.invoices(id);
ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_distributor_id_fkey FOREIGN KEY (distributor_id) REFERENCES public.distributors(id);
ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_order_id_distributor_id_fkey FOREIGN KEY (order_id, distributor_id) REFERENCES public.orders(id, distributor_id);
ALTER TABLE ONLY public.order_holds
    ADD CONSTRAINT order_holds_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id);
ALTER TABLE ONLY public.order_lines
    ADD CONSTRAINT order_lines_order_id_fkey FOREIGN KEY (order_id) REFERENCES public.orders(id);
ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_distributor_id_fkey FOREIGN KEY (distributor_id) REFERENCES public.distributors(id);
ALTER TABLE ONLY public.outbound_messages
    ADD CONSTRAINT outbound_messages_approval_id_approval_decision_draft_id_r_fkey FOREIGN KEY (approval_id, approval_decision, draft_id, revision_id, content_hash) REFERENCES public.approvals(id, decision, draft_id, revision_id, content_hash);
ALTER TABLE ONLY public.outbound_messages
    ADD CONSTRAINT outbound_messages_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES public.channels(id);
ALTER TABLE ONLY public.outbound_messages
    ADD CONSTRAINT outbound_messages_distributor_id_fkey FOREIGN KEY (distributor_id) REFERENCES public.distributors(id);
ALTER TABLE ONLY public.outbound_messages
    ADD CONSTRAINT outbound_messages_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES public.drafts(id);
ALTER TABLE ONLY public.outbound_messages
    ADD CONSTRAINT outbound_messages_exception_id_fkey FOREIGN KEY (exception_id) REFERENCES public.exceptions(id);
ALTER TABLE ONLY public.outbound_messages
    ADD CONSTRAINT outbound_messages_order_id_fkey FOREIGN KEY (order_id, distributor_id) REFERENCES public.orders(id, distributor_id);
ALTER TABLE ONLY public.outbound_messages
    ADD CONSTRAINT outbound_messages_settled_by_id_fkey FOREIGN KEY (settled_by_id) REFERENCES public.users(id);
ALTER TABLE ONLY public.outbound_messages
    ADD CONSTRAINT outbound_messages_task_id_fkey FOREIGN KEY (task_id, distributor_id) REFERENCES public.follow_up_tasks(id, distributor_id);
ALTER TABLE ONLY public.payment_promises
    ADD CONSTRAINT payment_promises_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES public.invoices(id);
ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_distributor_id_fkey FOREIGN KEY (distributor_id) REFERENCES public.distributors(id);
ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_invoice_id_fkey FOREIGN KEY (invoice_id, distributor_id) REFERENCES public.invoices(id, distributor_id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER TABLE public.shipment_events
    ADD CONSTRAINT shipment_events_shipment_id_fkey FOREIGN KEY (shipment_id) REFERENCES public.shipments(id);
ALTER TABLE ONLY public.shipment_lines
    ADD CONSTRAINT shipment_lines_order_line_id_fkey FOREIGN KEY (order_line_id) REFERENCES public.order_lines(id);
ALTER TABLE ONLY public.shipment_lines
    ADD CONSTRAINT shipment_lines_shipment_id_fkey FOREIGN KEY (shipment_id) REFERENCES public.shipments(id);
ALTER TABLE ONLY public.shipments
    ADD CONSTRAINT shipments_distributor_id_fkey FOREIGN KEY (distributor_id) REFERENCES public.distributors(id);
ALTER TABLE ONLY public.shipments
    ADD CONSTRAINT shipments_order_id_distributor_id_fkey FOREIGN KEY (order_id, distributor_id) REFERENCES public.orders(id, distributor_id);
ALTER TABLE ONLY public.sla_policies
    ADD CONSTRAINT sla_policies_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES public.business_calendars(id);
ALTER TABLE ONLY public.team_members
    ADD CONSTRAINT team_members_team_id_fkey FOREIGN KEY (team_id) REFERENCES public.teams(id);
ALTER TABLE ONLY public.team_members
    ADD CONSTRAINT team_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public GRANT SELECT,USAGE ON SEQUENCES  TO tower_app;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public GRANT SELECT,INSERT,UPDATE ON TABLES  TO tower_app;
