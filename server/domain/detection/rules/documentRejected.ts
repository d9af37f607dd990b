import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { fact } from "../fact.js";
import { anotherDocument, localDay } from "../fragments.js";
import { calendarDays, rule } from "../rule.js";

export const documentRejected = rule({
  code: "DOCUMENT_REJECTED",
  subject: SubjectKind.DOCUMENT,
  summary: "A document was rejected and nothing has been sent in again.",
  thresholds: { waitDays: calendarDays(3, "since it was rejected") },
  let: { rejected_on: localDay("doc.state_changed_at") },
  among: "doc.state IN ('rejected', 'resubmission_requested')",
  when: `rejected_on <= :today - :waitDays
    AND NOT ${anotherDocument("other.state IN ('uploaded', 'in_review', 'approved') AND other.state_changed_at > doc.state_changed_at")}`,
  began: "rejected_on",
  horizonDays: 365,
  severity: 2,
  pressure: "CASE WHEN rejected_on <= :today - 5 * :waitDays THEN 1 ELSE 0.5 END",
  title: "{doc.title} of {d.legal_name} was rejected on {rejected_on} and not sent in again",
  facts: [
    fact("document.title", "Document"),
    fact("document.state", "State"),
    fact("document.rejectionReason", "Why it was rejected"),
    fact("document.stateChangedAt", "Rejected"),
  ],
  ownerTeam: TeamCode.PARTNER_SUCCESS,
  tags: ["document"],
  recommendedAction: "Explain why it was rejected and what would be accepted.",
});
