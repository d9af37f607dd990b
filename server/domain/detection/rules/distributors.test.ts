import { day, type Given } from "../../../testing/builders.js";
import { describeRules } from "../../../testing/describeRule.js";

const waiting = (lastActivity: string, values = {}) => (given: Given) =>
  given.distributor({ legalName: "Brandt & Zoon BV", onboardingState: "documents_requested", onboardingChangedAt: "2026-10-20T08:00:00Z", lastActivityAt: `${lastActivity}T15:00:00Z`, ...values });

const owing = (days: number, document = {}, distributor = {}) => async (given: Given) => {
  const applicant = await given.distributor({ onboardingState: "documents_requested", ...distributor });
  await given.document({ distributor: applicant, kind: "tax", title: "Tax certificate", state: "requested", required: true, requestedOn: day(-days), ...document });
  return applicant;
};

const papered = (document: object, distributor = {}) => async (given: Given) => {
  const applicant = await given.distributor({ legalName: "Øresund Valves ApS", taxId: "DK 38 21 90 47", onboardingState: "in_review", ...distributor });
  await given.document({ distributor: applicant, kind: "kyc", title: "Company register extract", state: "uploaded", ...document });
  return applicant;
};

const screened = (screeningState: string, values = {}) => (given: Given) => given.distributor({ legalName: "Kestrel Marine LLC", screeningState, ...values });

describeRules({
  ONBOARDING_STALLED: {
    fires: waiting("2026-11-03"),
    finds: { severity: 2, title: "Onboarding of Brandt & Zoon BV has stood still since 2026-11-03", facts: { Onboarding: "documents_requested", "In this state since": "2026-10-20 08:00 UTC", "Last activity": "2026-11-03 15:00 UTC" } },
    boundary: { fires: waiting("2026-11-11"), quiet: waiting("2026-11-12") },
    quiet: { "it is active already": waiting("2026-10-20", { onboardingState: "active" }) },
    closes: (given, distributor) => given.change(distributor, { lastActivityAt: "2026-11-17T10:00:00Z" }),
  },
  ONBOARDING_DOCUMENT_MISSING: {
    fires: owing(20),
    finds: { severity: 2, title: "Halvorsen Nordic AS still owes 1 document: Tax certificate", facts: { Onboarding: "documents_requested", "Missing document": "Tax certificate", "State of the document": "requested", Requested: day(-20) } },
    boundary: { fires: owing(7), quiet: owing(6) },
    quiet: {
      "it is not required": owing(20, { required: false }),
      "it has come": owing(20, { state: "uploaded" }),
      "the distributor was rejected": owing(20, {}, { onboardingState: "rejected" }),
    },
    closes: (given, distributor) => given.change(distributor, { onboardingState: "approved" }),
  },
  ONBOARDING_DATA_MISMATCH: {
    fires: papered({ nameOnDocument: "Oresund Pumps ApS", taxIdOnDocument: "DK38219047" }),
    finds: { severity: 3, title: "Name or tax id of Øresund Valves ApS differ from its documents", facts: { "Name as we hold it": "Øresund Valves ApS", "Tax id as we hold it": "DK 38 21 90 47", "Name on the document": "Oresund Pumps ApS", "Tax id on the document": "DK38219047" } },
    boundary: {
      fires: papered({ taxIdOnDocument: "DK 38 21 90 48" }),
      quiet: papered({ nameOnDocument: "ØRESUND VALVES A.p.S.", taxIdOnDocument: "DK38219047" }),
    },
    quiet: {
      "the document says nothing of the kind": papered({}),
      "the document was rejected": papered({ nameOnDocument: "Somebody Else Ltd", state: "rejected" }),
      "the register agrees": papered({}, { registeredName: "Øresund Valves ApS", registeredTaxId: "DK-38219047" }),
    },
    closes: (given, distributor) => given.change(distributor, { legalName: "Oresund Pumps ApS" }),
  },
  SCREENING_HIT: {
    fires: screened("potential_match"),
    finds: { severity: 4, blocksOrder: true, title: "Sanctions screening found a potential match for Kestrel Marine LLC", facts: { "Legal name": "Kestrel Marine LLC", Country: "NO", Screening: "potential_match" } },
    boundary: { fires: screened("confirmed_match", { suppressedFrom: "2026-11-01T00:00:00Z" }), quiet: screened("false_positive") },
    quiet: { "nobody has screened yet": screened("not_screened") },
    closes: (given, distributor) => given.change(distributor, { screeningState: "clear" }),
  },
});
