import type { MigrationInterface, QueryRunner } from "typeorm";
import { ARCHIVABLE, BillingStatus, BillingTrigger, DisputeCode, DisputeState, DocumentKind, DocumentState, ExportCheck, FulfilmentStatus, HoldKind, InvoiceStatus, OnboardingState, oneOf, OrderStatus, PromiseState, ROW, ScreeningState, ShipmentStatus, TeamCode, Tier, TransportMode } from "./frozen.js";

/** Distributors, orders, invoices, payments, shipments, documents: the wholesale records themselves. */
export class Records1790000000003 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      CREATE TABLE distributors (${ROW}, ${ARCHIVABLE},
        number text NOT NULL UNIQUE,
        legal_name text NOT NULL,
        country char(2) NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
        region text NOT NULL,
        tier ${oneOf("tier", Tier)} NOT NULL DEFAULT 'c',
        tax_id text,
        registered_name text, registered_tax_id text,
        account_owner_id uuid REFERENCES users,
        currency char(3) NOT NULL DEFAULT 'EUR' CHECK (currency ~ '^[A-Z]{3}$'),
        credit_limit_minor bigint CHECK (credit_limit_minor >= 0),
        payment_terms_days integer NOT NULL DEFAULT 30 CHECK (payment_terms_days BETWEEN 0 AND 365),
        billing_trigger ${oneOf("billing_trigger", BillingTrigger)} NOT NULL DEFAULT 'shipment',
        po_required boolean NOT NULL DEFAULT true,
        onboarding_state ${oneOf("onboarding_state", OnboardingState)} NOT NULL DEFAULT 'draft',
        onboarding_changed_at timestamptz,
        applied_on date,
        screening_state ${oneOf("screening_state", ScreeningState)} NOT NULL DEFAULT 'not_screened',
        screened_at timestamptz,
        suppressed_from timestamptz, suppressed_until timestamptz, suppression_reason text,
        last_activity_at timestamptz)`);
    await db.query(`CREATE INDEX ON distributors (region)`);
    await db.query(`CREATE INDEX ON distributors USING gin (legal_name gin_trgm_ops)`);
    await db.query(`
      CREATE TABLE contacts (${ROW}, ${ARCHIVABLE},
        distributor_id uuid NOT NULL REFERENCES distributors,
        name text NOT NULL, job_title text,
        email citext, phone text,
        is_primary boolean NOT NULL DEFAULT false,
        consents text[] NOT NULL DEFAULT '{}',
        UNIQUE (distributor_id, email))`);
    await db.query(`
      CREATE TABLE orders (${ROW}, ${ARCHIVABLE},
        number text NOT NULL UNIQUE,
        distributor_id uuid NOT NULL REFERENCES distributors,
        po_number text, is_blanket_po boolean NOT NULL DEFAULT false,
        currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        value_minor bigint NOT NULL DEFAULT 0 CHECK (value_minor >= 0),
        ordered_on date NOT NULL,
        promised_on date,
        origin_country char(2), destination_country char(2), mode ${oneOf("mode", TransportMode)},
        status ${oneOf("status", OrderStatus)} NOT NULL DEFAULT 'draft',
        status_changed_at timestamptz NOT NULL,
        fulfilment_status ${oneOf("fulfilment_status", FulfilmentStatus)} NOT NULL DEFAULT 'unfulfilled',
        billing_status ${oneOf("billing_status", BillingStatus)} NOT NULL DEFAULT 'to_bill',
        export_check ${oneOf("export_check", ExportCheck)} NOT NULL DEFAULT 'not_required',
        UNIQUE (id, distributor_id))`);
    await db.query(`CREATE INDEX ON orders (distributor_id, ordered_on DESC)`);
    await db.query(`CREATE INDEX ON orders (promised_on) WHERE status IN ('draft', 'confirmed') AND archived_at IS NULL`);
    await db.query(`CREATE INDEX ON orders (distributor_id, po_number) WHERE po_number IS NOT NULL`);
    await db.query(`
      CREATE TABLE order_lines (${ROW},
        order_id uuid NOT NULL REFERENCES orders,
        line_number text NOT NULL,
        sku text NOT NULL, description text,
        quantity integer NOT NULL CHECK (quantity >= 0),
        po_quantity integer, available_quantity integer,
        shipped_quantity integer NOT NULL DEFAULT 0, delivered_quantity integer NOT NULL DEFAULT 0,
        unit_price numeric(18,6) NOT NULL, list_price numeric(18,6), unit_cost numeric(18,6),
        value_minor bigint NOT NULL,
        UNIQUE (order_id, line_number))`);
    await db.query(`
      CREATE TABLE order_holds (${ROW},
        order_id uuid NOT NULL REFERENCES orders,
        kind ${oneOf("kind", HoldKind)} NOT NULL,
        reason text NOT NULL,
        owner_team ${oneOf("owner_team", TeamCode)} NOT NULL,
        placed_at timestamptz NOT NULL,
        released_at timestamptz, release_reason text)`);
    await db.query(`CREATE UNIQUE INDEX ON order_holds (order_id, kind) WHERE released_at IS NULL`);
    await db.query(`
      CREATE TABLE invoices (${ROW}, ${ARCHIVABLE},
        number text NOT NULL UNIQUE,
        distributor_id uuid NOT NULL REFERENCES distributors,
        order_id uuid,
        status ${oneOf("status", InvoiceStatus)} NOT NULL DEFAULT 'open',
        currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
        outstanding_minor bigint NOT NULL CHECK (outstanding_minor BETWEEN 0 AND amount_minor),
        disputed_minor bigint NOT NULL DEFAULT 0 CHECK (disputed_minor BETWEEN 0 AND amount_minor),
        issued_on date NOT NULL,
        due_on date NOT NULL CHECK (due_on >= issued_on),
        settled_on date,
        dunning_level integer NOT NULL DEFAULT 0 CHECK (dunning_level BETWEEN 0 AND 4),
        FOREIGN KEY (order_id, distributor_id) REFERENCES orders (id, distributor_id),
        CHECK (status <> 'paid' OR outstanding_minor = 0))`);
    await db.query(`CREATE INDEX ON invoices (distributor_id, issued_on DESC)`);
    await db.query(`CREATE INDEX ON invoices (order_id)`);
    await db.query(`CREATE INDEX ON invoices (due_on) WHERE status IN ('open', 'partially_paid') AND archived_at IS NULL`);
    await db.query(`
      CREATE TABLE invoice_disputes (${ROW},
        invoice_id uuid NOT NULL REFERENCES invoices,
        code ${oneOf("code", DisputeCode)} NOT NULL,
        state ${oneOf("state", DisputeState)} NOT NULL DEFAULT 'open',
        amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
        opened_on date NOT NULL, resolved_on date, note text)`);
    await db.query(`CREATE UNIQUE INDEX ON invoice_disputes (invoice_id) WHERE state IN ('open', 'in_progress')`);
    await db.query(`
      CREATE TABLE payment_promises (${ROW},
        invoice_id uuid NOT NULL REFERENCES invoices,
        state ${oneOf("state", PromiseState)} NOT NULL DEFAULT 'active',
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        promised_on date NOT NULL,
        given_on date NOT NULL)`);
    await db.query(`CREATE UNIQUE INDEX ON payment_promises (invoice_id) WHERE state = 'active'`);
    await db.query(`
      CREATE TABLE payments (${ROW},
        number text NOT NULL UNIQUE,
        distributor_id uuid NOT NULL REFERENCES distributors,
        invoice_id uuid REFERENCES invoices,
        currency char(3) NOT NULL,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        received_on date NOT NULL,
        claims_full_settlement boolean NOT NULL DEFAULT false,
        remittance_note text,
        reversed_on date)`);
    await db.query(`CREATE INDEX ON payments (invoice_id)`);
    await db.query(`CREATE INDEX ON payments (distributor_id)`);
    await db.query(`
      CREATE TABLE shipments (${ROW}, ${ARCHIVABLE},
        number text NOT NULL UNIQUE,
        order_id uuid NOT NULL,
        distributor_id uuid NOT NULL REFERENCES distributors,
        carrier text, tracking_number text,
        status ${oneOf("status", ShipmentStatus)} NOT NULL DEFAULT 'planned',
        status_changed_at timestamptz NOT NULL,
        raw_status text, incident_reason text,
        mode ${oneOf("mode", TransportMode)},
        origin_country char(2), destination_country char(2),
        pickup_from timestamptz, pickup_until timestamptz, picked_up_at timestamptz,
        promised_on date, estimated_at timestamptz, delivered_at timestamptz,
        last_event_at timestamptz,
        pod_received_on date, duties_paid boolean,
        free_time_from timestamptz, free_time_until timestamptz, returned_at timestamptz,
        FOREIGN KEY (order_id, distributor_id) REFERENCES orders (id, distributor_id))`);
    await db.query(`CREATE UNIQUE INDEX ON shipments (carrier, tracking_number) WHERE tracking_number IS NOT NULL`);
    await db.query(`CREATE INDEX ON shipments (order_id)`);
    await db.query(`CREATE INDEX ON shipments (distributor_id)`);
    await db.query(`CREATE INDEX ON shipments (status) WHERE status NOT IN ('delivered', 'cancelled', 'returned')`);
    await db.query(`
      CREATE TABLE shipment_lines (${ROW},
        shipment_id uuid NOT NULL REFERENCES shipments,
        order_line_id uuid NOT NULL REFERENCES order_lines,
        shipped_quantity integer NOT NULL CHECK (shipped_quantity >= 0),
        delivered_quantity integer CHECK (delivered_quantity >= 0),
        UNIQUE (shipment_id, order_line_id))`);
    await db.query(`CREATE INDEX ON shipment_lines (order_line_id)`);
    await db.query(`
      CREATE TABLE shipment_events (
        id uuid NOT NULL DEFAULT tower_uuid_v7() PRIMARY KEY,
        shipment_id uuid NOT NULL REFERENCES shipments,
        status ${oneOf("status", ShipmentStatus)} NOT NULL,
        raw_status text, incident_reason text, location text, description text,
        estimated_at timestamptz,
        source text NOT NULL, source_event_id text,
        occurred_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL) PARTITION BY RANGE (id)`);
    await db.query(`CREATE INDEX ON shipment_events (shipment_id, occurred_at)`);
    await db.query(`CREATE TABLE shipment_events_default PARTITION OF shipment_events DEFAULT`);
    await db.query(`
      CREATE TABLE documents (${ROW}, ${ARCHIVABLE},
        number text NOT NULL UNIQUE,
        kind ${oneOf("kind", DocumentKind)} NOT NULL,
        title text NOT NULL,
        state ${oneOf("state", DocumentState)} NOT NULL DEFAULT 'requested',
        state_changed_at timestamptz NOT NULL,
        owner_distributor_id uuid REFERENCES distributors,
        owner_order_id uuid REFERENCES orders,
        owner_invoice_id uuid REFERENCES invoices,
        owner_shipment_id uuid REFERENCES shipments,
        distributor_id uuid NOT NULL REFERENCES distributors,
        order_id uuid REFERENCES orders,
        required boolean NOT NULL DEFAULT false,
        blocks_trade boolean NOT NULL DEFAULT false,
        requested_on date, issued_on date, expires_on date,
        name_on_document text, tax_id_on_document text,
        file_reference text, rejection_reason text,
        CHECK (num_nonnulls(owner_distributor_id, owner_order_id, owner_invoice_id, owner_shipment_id) = 1),
        CHECK (expires_on IS NULL OR issued_on IS NULL OR expires_on >= issued_on))`);
    await db.query(`CREATE INDEX ON documents (distributor_id)`);
    await db.query(`CREATE INDEX ON documents (order_id)`);
    await db.query(`CREATE INDEX ON documents (expires_on) WHERE state = 'approved' AND archived_at IS NULL`);
    await db.query(`
      CREATE TABLE external_refs (${ROW},
        system text NOT NULL, external_id text NOT NULL, source_version text,
        distributor_id uuid REFERENCES distributors, order_id uuid REFERENCES orders,
        invoice_id uuid REFERENCES invoices, shipment_id uuid REFERENCES shipments,
        document_id uuid REFERENCES documents, payment_id uuid REFERENCES payments,
        CHECK (num_nonnulls(distributor_id, order_id, invoice_id, shipment_id, document_id, payment_id) = 1))`);
    for (const noun of ["distributor", "order", "invoice", "shipment", "document", "payment"]) {
      await db.query(`CREATE UNIQUE INDEX ON external_refs (system, external_id) WHERE ${noun}_id IS NOT NULL`);
      await db.query(`CREATE INDEX ON external_refs (${noun}_id) WHERE ${noun}_id IS NOT NULL`);
    }
    await db.query(`
      CREATE TABLE fx_rates (
        day date NOT NULL, base char(3) NOT NULL, quote char(3) NOT NULL,
        rate numeric(18,8) NOT NULL CHECK (rate > 0), PRIMARY KEY (base, quote, day))`);
    await db.query(`SELECT tower_ensure_partitions('shipment_events', (date_trunc('month', clock_timestamp()) - interval '1 month')::date, 6)`);
  }

  async down() {
    throw new Error("records can't be taken away; restore a backup instead");
  }
}
