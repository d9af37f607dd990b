import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { each, fact } from "../fact.js";
import { localDay, notArrived } from "../fragments.js";
import { rule } from "../rule.js";

const papers = `documents doc WHERE doc.distributor_id = d.id AND doc.kind = 'customs' AND doc.archived_at IS NULL
  AND doc.state IN ('requested', 'rejected', 'resubmission_requested') AND (doc.owner_shipment_id = s.id OR doc.order_id = s.order_id)`;

export const customsHold = rule({
  code: "CUSTOMS_HOLD",
  subject: SubjectKind.SHIPMENT,
  summary: "A customs incident is open.",
  thresholds: {},
  among: notArrived,
  when: "s.incident_reason LIKE 'customs%'",
  began: localDay("s.status_changed_at"),
  horizonDays: 365,
  severity: 3,
  stake: { minor: "o.value_minor", currency: "o.currency" },
  pressure: "CASE WHEN s.promised_on <= :today THEN 1 ELSE 0.75 END",
  blocksOrder: true,
  title: "Customs {COALESCE('of ' || s.destination_country || ' ', '')}hold shipment {s.number}: {replace(s.incident_reason, '_', ' ')}",
  facts: [
    fact("shipment.incidentReason", "Incident"),
    fact("shipment.status", "Status"),
    fact("shipment.statusChangedAt", "Since"),
    fact("shipment.destinationCountry", "Destination"),
    each(papers, [fact("document.title", "Paper still missing"), fact("document.state", "State of the paper")], { orderBy: "doc.number" }),
  ],
  ownerTeam: TeamCode.LOGISTICS,
  tags: ["customs"],
  recommendedAction: "Send customs the missing papers.",
});
