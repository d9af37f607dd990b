import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { fact } from "../fact.js";
import { localDay } from "../fragments.js";
import { hours, rule } from "../rule.js";

export const pickupFailed = rule({
  code: "PICKUP_FAILED",
  subject: SubjectKind.SHIPMENT,
  summary: "The pickup window is over, or the carrier reports a failed pickup, and nothing was picked up.",
  thresholds: { graceHours: hours(0, "after the end of the window") },
  among: "s.status IN ('planned', 'booked', 'pickup_scheduled', 'pickup_failed') AND s.picked_up_at IS NULL",
  when: "s.status = 'pickup_failed' OR s.pickup_until + :graceHours * interval '1 hour' < :now",
  began: localDay("COALESCE(s.pickup_until, s.status_changed_at)"),
  horizonDays: 365,
  severity: 3,
  stake: { minor: "o.value_minor", currency: "o.currency" },
  pressure: "CASE WHEN s.promised_on <= :today + 1 THEN 1 ELSE 0.75 END",
  blocksOrder: true,
  title: "{COALESCE(s.carrier, 'The carrier')} did not pick up shipment {s.number} of order {o.number}",
  facts: [
    fact("shipment.status", "Status"),
    fact("shipment.carrier", "Carrier"),
    fact("shipment.pickupUntil", "End of the pickup window"),
    fact("shipment.incidentReason", "Reason"),
    fact("shipment.promisedOn", "Promised"),
  ],
  ownerTeam: TeamCode.LOGISTICS,
  tags: ["shipment"],
  recommendedAction: "Book a new pickup.",
});
