import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { computed, fact } from "../fact.js";
import { money, undisputed, unpaidInvoice, worthAWord } from "../fragments.js";
import { percent, rule, units } from "../rule.js";

export const shortPayment = rule({
  code: "SHORT_PAYMENT",
  subject: SubjectKind.INVOICE,
  summary: "A payment claims to settle the invoice in full and is short beyond the tolerance.",
  thresholds: { tolerance: percent(1, "of the invoice that may be missing without a word"), leastAmount: units(1, "missing; less is let be") },
  join: `JOIN (
    SELECT DISTINCT ON (paid.invoice_id) paid.* FROM payments paid
    WHERE paid.claims_full_settlement AND paid.reversed_on IS NULL AND paid.invoice_id IS NOT NULL
    ORDER BY paid.invoice_id, paid.received_on DESC, paid.id DESC) p ON p.invoice_id = i.id`,
  let: { missing: undisputed },
  among: unpaidInvoice,
  when: `missing > i.amount_minor * :tolerance / 100.0 AND ${worthAWord("missing", "i.currency")}`,
  began: "p.received_on",
  horizonDays: 1095,
  severity: 2,
  stake: { minor: "missing", currency: "i.currency" },
  pressure: "CASE WHEN i.due_on < :today THEN 0.75 ELSE 0.25 END",
  title: "{d.legal_name} paid invoice {i.number} short",
  facts: [
    fact("invoice.amount", "Invoice total"),
    fact("invoice.outstanding", "Outstanding"),
    fact("payment.amount", "Payment that claims to settle it"),
    fact("payment.receivedOn", "Received"),
    computed("invoice.shortBy", "Short by", money("missing", "i.currency")),
  ],
  ownerTeam: TeamCode.ACCOUNTING,
  tags: ["invoice", "deduction"],
  recommendedAction: "Ask for the reason and its code, and open a dispute where it holds.",
});
