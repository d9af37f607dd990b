import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { fact } from "../fact.js";
import { localDay } from "../fragments.js";
import { rule } from "../rule.js";

export const deliveryAttemptFailed = rule({
  code: "DELIVERY_ATTEMPT_FAILED",
  subject: SubjectKind.SHIPMENT,
  summary: "A delivery attempt failed; refusals and wrong addresses have rules of their own.",
  thresholds: {},
  among: "s.status = 'delivery_failed'",
  when: "COALESCE(s.incident_reason, '') NOT LIKE 'consignee_refus%' AND COALESCE(s.incident_reason, '') NOT LIKE '%address%'",
  began: localDay("s.status_changed_at"),
  horizonDays: 365,
  severity: 2,
  stake: { minor: "o.value_minor", currency: "o.currency" },
  pressure: "CASE WHEN s.promised_on <= :today THEN 1 ELSE 0.75 END",
  title: "Delivery of shipment {s.number} to {d.legal_name} failed",
  facts: [
    fact("shipment.status", "Status"),
    fact("shipment.statusChangedAt", "Attempted"),
    fact("shipment.incidentReason", "Reason"),
    fact("shipment.carrier", "Carrier"),
    fact("shipment.trackingNumber", "Tracking number"),
  ],
  ownerTeam: TeamCode.LOGISTICS,
  tags: ["shipment"],
  recommendedAction: "Confirm opening hours and contact, and agree the next attempt.",
});
