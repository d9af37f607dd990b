import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { fact } from "../fact.js";
import { localDay, notArrived } from "../fragments.js";
import { rule } from "../rule.js";

export const addressProblem = rule({
  code: "ADDRESS_PROBLEM",
  subject: SubjectKind.SHIPMENT,
  summary: "The carrier asks for a corrected address.",
  thresholds: {},
  among: notArrived,
  when: "s.incident_reason LIKE '%address%'",
  began: localDay("COALESCE(s.last_event_at, s.status_changed_at)"),
  horizonDays: 365,
  severity: 2,
  stake: { minor: "o.value_minor", currency: "o.currency" },
  pressure: "CASE s.status WHEN 'delivery_failed' THEN 1 ELSE 0.75 END",
  title: "{COALESCE(s.carrier, 'The carrier')} can't deliver shipment {s.number}: the address needs correction",
  facts: [
    fact("shipment.incidentReason", "Incident"),
    fact("shipment.status", "Status"),
    fact("shipment.carrier", "Carrier"),
    fact("shipment.trackingNumber", "Tracking number"),
    fact("shipment.destinationCountry", "Destination"),
  ],
  ownerTeam: TeamCode.SALES_OPS,
  tags: ["shipment"],
  recommendedAction: "Get the correct address and pass it to the carrier.",
});
