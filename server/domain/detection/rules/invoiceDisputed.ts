import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { computed, fact } from "../fact.js";
import { calendarDays, rule } from "../rule.js";

export const invoiceDisputed = rule({
  code: "INVOICE_DISPUTED",
  subject: SubjectKind.INVOICE,
  summary: "A dispute has been open too long.",
  thresholds: { openDays: calendarDays(5, "open; longer than this is too long") },
  join: "JOIN invoice_disputes dispute ON dispute.invoice_id = i.id AND dispute.state IN ('open', 'in_progress')",
  among: "i.status IN ('open', 'partially_paid', 'uncollectible')",
  when: ":today - dispute.opened_on > :openDays",
  began: "dispute.opened_on",
  horizonDays: 1095,
  severity: 3,
  stake: { minor: "dispute.amount_minor", currency: "i.currency" },
  pressure: "CASE WHEN :today - dispute.opened_on > 6 * :openDays THEN 1 WHEN :today - dispute.opened_on > 2 * :openDays THEN 0.75 ELSE 0.5 END",
  title: "{d.legal_name} disputes invoice {i.number}",
  facts: [
    fact("invoice.amount", "Invoice total"),
    fact("invoice.disputed", "Disputed"),
    fact("invoice.outstanding", "Outstanding"),
    computed("invoice.disputeReason", "Reason", "replace(dispute.code, '_', ' ')"),
    computed("invoice.disputeOpenedOn", "Disputed since", "dispute.opened_on"),
  ],
  ownerTeam: TeamCode.ACCOUNTING,
  tags: ["dispute"],
  recommendedAction: "Put order, proof of delivery and price together and answer.",
});
