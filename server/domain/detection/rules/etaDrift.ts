import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { fact } from "../fact.js";
import { endOfDay, notArrived } from "../fragments.js";
import { hours, rule } from "../rule.js";

export const etaDrift = rule({
  code: "ETA_DRIFT",
  subject: SubjectKind.SHIPMENT,
  summary: "A shipment is estimated to arrive, or is still out, later than the end of the promised day by some hours.",
  thresholds: {
    watchHours: hours(12, "late: severity 2; more than this fires"),
    seriousHours: hours(72, "late: severity 3"),
    criticalHours: hours(168, "late: severity 4"),
  },
  let: { late_by: `GREATEST(s.estimated_at, :now) - ${endOfDay("s.promised_on")}` },
  among: `${notArrived} AND s.status <> 'return_to_sender' AND s.promised_on IS NOT NULL`,
  when: "late_by > :watchHours * interval '1 hour'",
  // an estimate by the day ends a second before midnight, and counts as whole days
  began: "s.promised_on",
  horizonDays: 365,
  severity: "CASE WHEN late_by + interval '1 second' >= :criticalHours * interval '1 hour' THEN 4 WHEN late_by + interval '1 second' >= :seriousHours * interval '1 hour' THEN 3 ELSE 2 END",
  stake: { minor: "o.value_minor", currency: "o.currency" },
  pressure: "CASE WHEN s.promised_on < :today THEN 1 WHEN s.promised_on <= :today + 2 THEN 0.75 ELSE 0.5 END",
  title: "Shipment {s.number} of order {o.number} will miss its promised day {s.promised_on}",
  facts: [
    fact("shipment.promisedOn", "Promised"),
    fact("shipment.estimatedAt", "Estimated arrival"),
    fact("shipment.status", "Status"),
    fact("shipment.carrier", "Carrier"),
    fact("shipment.incidentReason", "Reason"),
    fact("order.value", "Order value"),
  ],
  ownerTeam: TeamCode.LOGISTICS,
  tags: ["shipment"],
  recommendedAction: "Tell the partner, with the reason and a new date.",
});
