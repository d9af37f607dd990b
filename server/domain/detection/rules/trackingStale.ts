import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { fact } from "../fact.js";
import { localDay } from "../fragments.js";
import { hours, rule } from "../rule.js";

export const trackingStale = rule({
  code: "TRACKING_STALE",
  subject: SubjectKind.SHIPMENT,
  summary: "A carrier has said nothing for long about a shipment in transit.",
  thresholds: {
    quietHours: hours(48, "without an event"),
    quietHoursAtSea: hours(168, "without an event where the goods go by sea"),
  },
  let: {
    last_word: "COALESCE(s.last_event_at, s.picked_up_at, s.status_changed_at)",
    allowed: "CASE s.mode WHEN 'sea' THEN :quietHoursAtSea ELSE :quietHours END * interval '1 hour'",
  },
  among: "s.status IN ('picked_up', 'in_transit', 'delayed', 'out_for_delivery')",
  when: "last_word <= :now - allowed",
  began: localDay("last_word"),
  horizonDays: 365,
  severity: 2,
  stake: { minor: "o.value_minor", currency: "o.currency" },
  pressure: "CASE WHEN last_word <= :now - 3 * allowed OR s.promised_on < :today THEN 1 ELSE 0.5 END",
  title: "{COALESCE(s.carrier, 'The carrier')} has been silent about shipment {s.number} since {to_char(last_word AT TIME ZONE :zone, 'YYYY-MM-DD HH24:MI')}",
  facts: [
    fact("shipment.status", "Status"),
    fact("shipment.lastEventAt", "Last event"),
    fact("shipment.carrier", "Carrier"),
    fact("shipment.trackingNumber", "Tracking number"),
    fact("shipment.promisedOn", "Promised"),
  ],
  ownerTeam: TeamCode.LOGISTICS,
  tags: ["shipment"],
  recommendedAction: "Ask the carrier where it is.",
});
