import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { computed, fact } from "../fact.js";
import { businessDaysBack, localDay } from "../fragments.js";
import { businessDays, rule } from "../rule.js";

export const invoiceNotIssued = rule({
  code: "INVOICE_NOT_ISSUED",
  subject: SubjectKind.ORDER,
  summary: "The event after which the distributor is billed (shipment, delivery or its proof) has passed, and nothing is billed. Goods that came back or were lost ask for no invoice.",
  thresholds: { waitDays: businessDays(2, "since the billing event") },
  join: `JOIN LATERAL (
    SELECT ${localDay("min(s.picked_up_at)")} AS shipped, ${localDay("min(s.delivered_at)")} AS delivered, min(s.pod_received_on) AS proven
    FROM shipments s WHERE s.order_id = o.id AND s.archived_at IS NULL AND s.status NOT IN ('cancelled', 'return_to_sender', 'returned', 'lost') HAVING count(*) > 0) moved ON true`,
  let: { billable_since: "CASE d.billing_trigger WHEN 'shipment' THEN moved.shipped WHEN 'delivery' THEN moved.delivered ELSE moved.proven END" },
  among: "o.status = 'confirmed' AND o.billing_status = 'to_bill'",
  when: `billable_since < ${businessDaysBack(":waitDays")}
    AND NOT EXISTS (SELECT FROM invoices i WHERE i.order_id = o.id AND i.status NOT IN ('draft', 'void') AND i.archived_at IS NULL)`,
  began: "billable_since",
  horizonDays: 365,
  cannotDecide: `${businessDaysBack(":waitDays")} IS NULL`,
  severity: 3,
  stake: { minor: "o.value_minor", currency: "o.currency" },
  pressure: `CASE WHEN billable_since < ${businessDaysBack("5 * :waitDays")} THEN 1 ELSE 0.5 END`,
  title: "Order {o.number} could be billed since {billable_since} and no invoice is issued",
  facts: [
    fact("order.value", "Order value"),
    fact("order.billingStatus", "Billing"),
    fact("distributor.billingTrigger", "Billed after"),
    computed("order.billableSince", "Billable since", "billable_since"),
  ],
  ownerTeam: TeamCode.ACCOUNTING,
  tags: ["invoice"],
  recommendedAction: "Issue the invoice.",
});
