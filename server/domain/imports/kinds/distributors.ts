import { BillingTrigger, ImportKind, OnboardingState, ScreeningState, Tier } from "../../../../entities/enums.js";
import { onboardingLifecycle } from "../../../records/distributor.lifecycle.js";
import { choice, country, currency, day, deadline, decimal, email, identifier, instant, note, text, whole, words, yesOrNo } from "../cells.js";
import { ifNew, since, startOf, type Kind } from "../kind.js";

const decidesCredit = ["decideCredit", "Distributor"] as const;
const decidesOnboarding = ["decideOnboarding", "Distributor"] as const;

export const distributors: Kind = {
  kind: ImportKind.DISTRIBUTORS,
  noun: "Distributor",
  table: "distributors",
  columns: {
    number: { read: identifier, sql: "text", mandatory: true, aliases: ["distributor", "distributor_number"] },
    legal_name: { read: text, sql: "text", isName: true, mandatory: true },
    country: { read: country, sql: "text", mandatory: true },
    region: { read: text, sql: "text", isName: true, mandatory: true },
    tier: { read: choice(Tier), sql: "text", otherwise: "'c'" },
    tax_id: { read: identifier, sql: "text" },
    registered_name: { read: text, sql: "text", isName: true },
    registered_tax_id: { read: identifier, sql: "text" },
    currency: { read: currency, sql: "text", otherwise: "'EUR'" },
    credit_limit: { read: decimal, sql: "bigint", money: true, into: "credit_limit_minor", decision: decidesCredit },
    payment_terms_days: { read: whole(0, 365), sql: "integer", otherwise: "30", decision: decidesCredit },
    billing_trigger: { read: choice(BillingTrigger), sql: "text", otherwise: "'shipment'" },
    po_required: { read: yesOrNo, sql: "boolean", otherwise: "true" },
    onboarding_state: { read: choice(OnboardingState), sql: "text", otherwise: "'draft'", decision: decidesOnboarding },
    onboarding_changed_at: { read: instant, sql: "timestamptz", resolve: since("onboarding_changed_at", "onboarding_state", ifNew("s.last_activity_at"), ifNew(startOf("s.applied_on"))) },
    applied_on: { read: day, sql: "date" },
    screening_state: { read: choice(ScreeningState), sql: "text", otherwise: "'not_screened'", decision: decidesOnboarding },
    screened_at: { read: instant, sql: "timestamptz" },
    suppressed_from: { read: instant, sql: "timestamptz" },
    suppressed_until: { read: deadline, sql: "timestamptz" },
    suppression_reason: { read: note, sql: "text" },
    last_activity_at: { read: instant, sql: "timestamptz" },
  },
  references: [
    { column: "account_owner", id: "account_owner_id", table: "users", on: "lower(r_account_owner_id.email::text) = lower(s.account_owner)", missing: "user" },
  ],
  parts: [{
    table: "contacts",
    owner: "distributor_id",
    columns: {
      contact_name: { read: text, sql: "text", isName: true, into: "name" },
      contact_job_title: { read: text, sql: "text", into: "job_title" },
      contact_email: { read: email, sql: "text", into: "email" },
      contact_phone: { read: text, sql: "text", into: "phone" },
      contact_consents: { read: words, sql: "text[]", into: "consents", otherwise: "'{}'" },
    },
    computed: { is_primary: "true" },
    when: "s.contact_name IS NOT NULL",
    key: [],
    match: "t.email = s.contact_email::citext OR ((t.email IS NULL OR s.contact_email IS NULL) AND t.name = s.contact_name)",
    prefer: "t.email = s.contact_email::citext DESC NULLS LAST",
  }],
  fixed: {},
  regions: ["s.region", "t.region"],
  status: { column: "onboarding_state", life: onboardingLifecycle, since: "onboarding_changed_at" },
  doubts: [
    ...["applied_on", "onboarding_changed_at", "screened_at", "last_activity_at"].map((column) => ({ column, code: "implausible", when: `s.${column} >= :today + 2`, reason: "'lies ahead'" })),
    { column: "suppressed_until", code: "implausible", when: "s.suppressed_until < s.suppressed_from", reason: "'is before it begins'" },
  ],
  complete(values, refuse) {
    if (values.contact_name === null && (values.contact_email ?? values.contact_phone ?? null) !== null) {
      refuse("contact_name", "missing_value", "is blank although an e-mail or phone is given");
    }
  },
  async afterwards(tx, { rows }) {
    await tx.query(
      `UPDATE contacts c SET is_primary = false, version = c.version + 1, updated_at = $1
       FROM ${rows} s WHERE c.distributor_id = s.record_id AND c.is_primary AND s.contact_name IS NOT NULL
         AND c.name <> s.contact_name AND c.email IS DISTINCT FROM s.contact_email::citext`,
      [tx.now],
    );
  },
};
