import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { fact } from "../fact.js";
import { localDay } from "../fragments.js";
import { calendarDays, rule } from "../rule.js";

export const podMissing = rule({
  code: "POD_MISSING",
  subject: SubjectKind.SHIPMENT,
  summary: "Goods were delivered and no proof of delivery has come.",
  thresholds: {
    waitDays: calendarDays(2, "since delivery"),
    giveUpDays: calendarDays(180, "since delivery; carriers keep no proof for longer"),
  },
  let: { delivered_on: localDay("s.delivered_at") },
  among: "s.status = 'delivered' AND s.pod_received_on IS NULL",
  when: `delivered_on BETWEEN :today - :giveUpDays AND :today - :waitDays
    AND NOT EXISTS (SELECT FROM documents proof WHERE proof.distributor_id = s.distributor_id AND proof.owner_shipment_id = s.id
      AND proof.kind = 'proof_of_delivery' AND proof.state IN ('uploaded', 'in_review', 'approved') AND proof.archived_at IS NULL)`,
  began: "delivered_on",
  horizonDays: 365,
  severity: "CASE d.billing_trigger WHEN 'proof_of_delivery' THEN 3 ELSE 2 END",
  stake: { minor: "o.value_minor", currency: "o.currency" },
  pressure: "CASE WHEN delivered_on <= :today - 7 * :waitDays THEN 1 ELSE 0.5 END",
  title: "No proof of delivery for shipment {s.number}, delivered on {delivered_on}",
  facts: [
    fact("shipment.deliveredAt", "Delivered"),
    fact("shipment.carrier", "Carrier"),
    fact("shipment.trackingNumber", "Tracking number"),
    fact("distributor.billingTrigger", "Billed after"),
  ],
  ownerTeam: TeamCode.LOGISTICS,
  tags: ["pod"],
  recommendedAction: "Request it from the carrier.",
});
