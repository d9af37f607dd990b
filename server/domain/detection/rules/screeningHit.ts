import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { fact } from "../fact.js";
import { rule } from "../rule.js";

export const screeningHit = rule({
  code: "SCREENING_HIT",
  subject: SubjectKind.DISTRIBUTOR,
  summary: "Sanctions screening says potential or confirmed match.",
  thresholds: {},
  among: "true",
  when: "d.screening_state IN ('potential_match', 'confirmed_match')",
  severity: 4,
  pressure: 1,
  blocksOrder: true,
  title: "Sanctions screening found a {replace(d.screening_state, '_', ' ')} for {d.legal_name}",
  facts: [
    fact("distributor.legalName", "Legal name"),
    fact("distributor.country", "Country"),
    fact("distributor.screeningState", "Screening"),
    fact("distributor.screenedAt", "Screened"),
  ],
  ownerTeam: TeamCode.LEGAL,
  tags: ["compliance"],
  recommendedAction: "Freeze the account and review the match; no message leaves for this distributor meanwhile.",
  evenWhenSuppressed: true,
});
