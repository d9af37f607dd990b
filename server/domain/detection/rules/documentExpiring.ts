import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { fact } from "../fact.js";
import { anotherDocument } from "../fragments.js";
import { calendarDays, rule } from "../rule.js";

export const documentExpiring = rule({
  code: "DOCUMENT_EXPIRING",
  subject: SubjectKind.DOCUMENT,
  summary: "An approved document expires soon and no newer one is approved; the case grows at each of four steps.",
  thresholds: {
    firstDays: calendarDays(90, "before the last valid day: the first step"),
    secondDays: calendarDays(60, "before the last valid day: the second step"),
    thirdDays: calendarDays(30, "before the last valid day: severity 3"),
    lastDays: calendarDays(7, "before the last valid day: the last step"),
  },
  let: { days_left: "doc.expires_on - :today" },
  among: "doc.state = 'approved' AND doc.expires_on >= :today",
  when: `days_left <= :firstDays AND NOT ${anotherDocument("other.state = 'approved' AND (other.expires_on IS NULL OR other.expires_on > doc.expires_on)")}`,
  began: "doc.expires_on - :firstDays",
  horizonDays: 365,
  severity: "CASE WHEN days_left <= :thirdDays THEN 3 ELSE 2 END",
  pressure: "CASE WHEN days_left <= :lastDays THEN 1 WHEN days_left <= :thirdDays THEN 0.75 WHEN days_left <= :secondDays THEN 0.5 ELSE 0.25 END",
  title: "{doc.title} of {d.legal_name} expires on {doc.expires_on}",
  facts: [
    fact("document.title", "Document"),
    fact("document.expiresOn", "Last valid day"),
    fact("document.state", "State"),
    fact("document.issuedOn", "Issued"),
  ],
  ownerTeam: TeamCode.LEGAL,
  tags: ["document"],
  recommendedAction: "Request the renewal.",
});
