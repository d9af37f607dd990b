import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { fact } from "../fact.js";
import { localDay } from "../fragments.js";
import { rule } from "../rule.js";

export const damagedOrLost = rule({
  code: "DAMAGED_OR_LOST",
  subject: SubjectKind.SHIPMENT,
  summary: "A shipment is reported damaged or lost.",
  thresholds: {},
  among: "s.status NOT IN ('cancelled', 'returned') AND (s.status = 'lost' OR s.incident_reason IS NOT NULL)",
  when: "s.status = 'lost' OR s.incident_reason LIKE '%damage%' OR s.incident_reason LIKE '%\\_lost%'",
  began: localDay("COALESCE(s.last_event_at, s.status_changed_at)"),
  horizonDays: 365,
  severity: 4,
  stake: { minor: "o.value_minor", currency: "o.currency" },
  pressure: 1,
  title: "Shipment {s.number} of order {o.number} is {CASE WHEN s.incident_reason LIKE '%damage%' THEN 'damaged' ELSE 'lost' END}",
  facts: [
    fact("shipment.status", "Status"),
    fact("shipment.incidentReason", "Incident"),
    fact("shipment.carrier", "Carrier"),
    fact("shipment.trackingNumber", "Tracking number"),
    fact("shipment.lastEventAt", "Last event"),
    fact("order.value", "Order value"),
  ],
  ownerTeam: TeamCode.LOGISTICS,
  tags: ["claim"],
  recommendedAction: "File the claim with the carrier and replace the goods.",
});
