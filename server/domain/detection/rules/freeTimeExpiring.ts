import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { fact } from "../fact.js";
import { localDay } from "../fragments.js";
import { percent, rule } from "../rule.js";

export const freeTimeExpiring = rule({
  code: "FREE_TIME_EXPIRING",
  subject: SubjectKind.SHIPMENT,
  summary: "Most of the free time of a container or unit is used and it has not been given back.",
  thresholds: { used: percent(80, "of the free time that may be used") },
  among: "s.returned_at IS NULL AND s.free_time_until > s.free_time_from AND s.status NOT IN ('cancelled', 'returned')",
  when: ":now >= s.free_time_from + (s.free_time_until - s.free_time_from) * (:used / 100.0)",
  began: localDay("s.free_time_until"),
  horizonDays: 365,
  severity: 3,
  stake: { minor: "o.value_minor", currency: "o.currency" },
  pressure: "CASE WHEN :now >= s.free_time_until THEN 1 ELSE 0.75 END",
  title: `Free time of shipment {s.number} {CASE WHEN :now >= s.free_time_until THEN 'ended' ELSE 'ends' END} on {${localDay("s.free_time_until")}}`,
  facts: [
    fact("shipment.freeTimeFrom", "Free time from"),
    fact("shipment.freeTimeUntil", "Free time until"),
    fact("shipment.status", "Status"),
    fact("shipment.carrier", "Carrier"),
  ],
  ownerTeam: TeamCode.LOGISTICS,
  tags: ["demurrage"],
  recommendedAction: "Collect or return the unit before demurrage runs.",
});
