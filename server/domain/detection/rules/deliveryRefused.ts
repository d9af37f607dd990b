import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { fact } from "../fact.js";
import { localDay, notArrived } from "../fragments.js";
import { rule } from "../rule.js";

export const deliveryRefused = rule({
  code: "DELIVERY_REFUSED",
  subject: SubjectKind.SHIPMENT,
  summary: "The consignee refused the goods.",
  thresholds: {},
  among: notArrived,
  when: "s.incident_reason LIKE 'consignee_refus%'",
  began: localDay("COALESCE(s.last_event_at, s.status_changed_at)"),
  horizonDays: 365,
  severity: 3,
  stake: { minor: "o.value_minor", currency: "o.currency" },
  pressure: "CASE s.status WHEN 'return_to_sender' THEN 1 ELSE 0.75 END",
  title: "{d.legal_name} refused shipment {s.number} of order {o.number}",
  facts: [
    fact("shipment.status", "Status"),
    fact("shipment.incidentReason", "Incident"),
    fact("shipment.lastEventAt", "Reported"),
    fact("order.value", "Order value"),
  ],
  ownerTeam: TeamCode.SALES_OPS,
  tags: ["shipment"],
  recommendedAction: "Find out why; have it delivered again or returned.",
});
