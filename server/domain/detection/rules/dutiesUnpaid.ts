import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { fact } from "../fact.js";
import { localDay, onTheRoad } from "../fragments.js";
import { rule } from "../rule.js";

export const dutiesUnpaid = rule({
  code: "DUTIES_UNPAID",
  subject: SubjectKind.SHIPMENT,
  summary: "Duties are due on a shipment that is on its way, and are not paid.",
  thresholds: {},
  among: onTheRoad,
  when: "s.duties_paid = false",
  began: localDay("s.status_changed_at"),
  horizonDays: 365,
  severity: 3,
  stake: { minor: "o.value_minor", currency: "o.currency" },
  pressure: "CASE WHEN s.status IN ('on_hold', 'available_for_pickup') THEN 1 ELSE 0.5 END",
  blocksOrder: "s.status = 'on_hold'",
  title: "Duties on shipment {s.number} of order {o.number} are unpaid",
  facts: [
    fact("shipment.dutiesPaid", "Duties paid"),
    fact("shipment.status", "Status"),
    fact("shipment.destinationCountry", "Destination"),
    fact("order.value", "Order value"),
  ],
  ownerTeam: TeamCode.ACCOUNTING,
  tags: ["customs"],
  recommendedAction: "Settle them with whoever the Incoterm names.",
});
