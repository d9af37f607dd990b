import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { each, fact } from "../fact.js";
import { counted } from "../template.js";
import { calendarDays, rule } from "../rule.js";

const missing = `documents doc WHERE doc.distributor_id = d.id AND doc.owner_distributor_id IS NOT NULL AND doc.required
  AND doc.state = 'requested' AND doc.archived_at IS NULL AND doc.requested_on <= :today - :waitDays`;

export const onboardingDocumentMissing = rule({
  code: "ONBOARDING_DOCUMENT_MISSING",
  subject: SubjectKind.DISTRIBUTOR,
  summary: "A required document was requested and has not come.",
  thresholds: { waitDays: calendarDays(7, "since it was requested") },
  join: `JOIN LATERAL (
    SELECT count(*) AS documents, min(doc.requested_on) AS since, string_agg(doc.title, ', ' ORDER BY doc.title) AS titles FROM ${missing}) missing ON missing.documents > 0`,
  among: "d.onboarding_state IN ('submitted', 'in_review', 'documents_requested', 're_verification')",
  when: "true",
  began: "missing.since",
  horizonDays: 365,
  severity: 2,
  pressure: "CASE WHEN missing.since <= :today - 3 * :waitDays THEN 1 ELSE 0.5 END",
  title: `{d.legal_name} still owes ${counted("missing.documents", "document")}: {missing.titles}`,
  facts: [
    fact("distributor.onboardingState", "Onboarding"),
    each(missing, [
      fact("document.title", "Missing document"),
      fact("document.state", "State of the document"),
      fact("document.requestedOn", "Requested"),
    ], { orderBy: "doc.requested_on, doc.number" }),
  ],
  ownerTeam: TeamCode.PARTNER_SUCCESS,
  tags: ["onboarding", "kyb"],
  recommendedAction: "Send the checklist of what is missing.",
});
