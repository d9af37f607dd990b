import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { fact } from "../fact.js";
import { businessDaysBack, localDay } from "../fragments.js";
import { businessDays, rule } from "../rule.js";

export const onboardingStalled = rule({
  code: "ONBOARDING_STALLED",
  subject: SubjectKind.DISTRIBUTOR,
  summary: "An application is in review or waits for documents, and nothing has happened for some days.",
  thresholds: { quietDays: businessDays(5, "without any activity") },
  let: { last_activity: localDay("COALESCE(GREATEST(d.onboarding_changed_at, d.last_activity_at), d.created_at)") },
  among: "d.onboarding_state IN ('in_review', 'documents_requested')",
  when: `last_activity < ${businessDaysBack(":quietDays")}`,
  began: "last_activity",
  horizonDays: 365,
  cannotDecide: `${businessDaysBack(":quietDays")} IS NULL`,
  severity: 2,
  pressure: `CASE WHEN last_activity < ${businessDaysBack("3 * :quietDays")} THEN 1 ELSE 0.5 END`,
  title: "Onboarding of {d.legal_name} has stood still since {last_activity}",
  facts: [
    fact("distributor.onboardingState", "Onboarding"),
    fact("distributor.onboardingChangedAt", "In this state since"),
    fact("distributor.lastActivityAt", "Last activity"),
    fact("distributor.appliedOn", "Applied"),
  ],
  ownerTeam: TeamCode.PARTNER_SUCCESS,
  tags: ["onboarding"],
  recommendedAction: "Ask for the one missing item, by name.",
});
