import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { computed, fact } from "../fact.js";
import { money, unpaidInvoice, worthAWord } from "../fragments.js";
import { calendarDays, rule, units } from "../rule.js";

export const promiseBroken = rule({
  code: "PROMISE_BROKEN",
  subject: SubjectKind.INVOICE,
  summary: "The day of the latest promise to pay has passed and the invoice is still unpaid.",
  thresholds: { graceDays: calendarDays(1, "after the promised day"), leastAmount: units(1, "outstanding; less is let be") },
  join: `JOIN (
    SELECT DISTINCT ON (given.invoice_id) given.* FROM payment_promises given
    ORDER BY given.invoice_id, given.promised_on DESC, given.id DESC) promise ON promise.invoice_id = i.id`,
  among: `${unpaidInvoice} AND ${worthAWord("i.outstanding_minor", "i.currency")}`,
  when: "promise.state IN ('active', 'broken') AND :today - promise.promised_on >= :graceDays",
  began: "promise.promised_on",
  horizonDays: 1095,
  severity: 3,
  stake: { minor: "LEAST(promise.amount_minor, i.outstanding_minor)", currency: "i.currency" },
  pressure: "CASE WHEN :today - promise.promised_on >= 7 + :graceDays THEN 1 ELSE 0.75 END",
  title: "{d.legal_name} broke its promise to pay invoice {i.number}",
  facts: [
    fact("invoice.outstanding", "Outstanding"),
    fact("invoice.dueOn", "Due"),
    computed("invoice.promisedOn", "Promised for", "promise.promised_on"),
    computed("invoice.promisedAmount", "Promised amount", money("promise.amount_minor", "i.currency")),
  ],
  ownerTeam: TeamCode.ACCOUNTING,
  tags: ["invoice"],
  recommendedAction: "Call, and escalate when no new date is given.",
});
