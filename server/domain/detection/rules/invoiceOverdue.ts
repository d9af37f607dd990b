import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { computed, fact } from "../fact.js";
import { undisputed, unpaidInvoice, worthAWord } from "../fragments.js";
import { calendarDays, rule, units } from "../rule.js";

export const invoiceOverdue = rule({
  code: "INVOICE_OVERDUE",
  subject: SubjectKind.INVOICE,
  summary: "An undisputed amount is outstanding past its due day, and no promise to pay is running.",
  thresholds: {
    watchDays: calendarDays(1, "past due: severity 1, a friendly reminder"),
    reminderDays: calendarDays(31, "past due: severity 2, the second reminder"),
    warningDays: calendarDays(61, "past due: severity 3, the last reminder"),
    criticalDays: calendarDays(91, "past due: severity 4, before collection"),
    leastAmount: units(1, "outstanding; less is let be"),
  },
  let: {
    days: ":today - i.due_on",
    level: "CASE WHEN days >= :criticalDays THEN 4 WHEN days >= :warningDays THEN 3 WHEN days >= :reminderDays THEN 2 ELSE 1 END",
  },
  among: `${unpaidInvoice} AND ${undisputed} > 0 AND ${worthAWord(undisputed, "i.currency")}`,
  when: `days >= :watchDays
    AND NOT EXISTS (SELECT FROM payment_promises promise WHERE promise.invoice_id = i.id AND promise.state = 'active' AND promise.promised_on >= :today)`,
  began: "i.due_on",
  horizonDays: 1095,
  severity: "level",
  stake: { minor: undisputed, currency: "i.currency" },
  pressure: "level / 4.0",
  title: "Invoice {i.number} of {d.legal_name} is overdue",
  facts: [
    fact("invoice.outstanding", "Outstanding"),
    fact("invoice.dueOn", "Due"),
    fact("invoice.amount", "Invoice total"),
    fact("invoice.disputed", "Disputed", { onlyIf: "i.disputed_minor > 0" }),
    computed("invoice.reminderLevel", "Reminder level", "level || ' of 4'"),
  ],
  ownerTeam: TeamCode.ACCOUNTING,
  tags: ["invoice", "dunning"],
  recommendedAction: "Send reminder {level} of 4 and ask for the day of payment.",
});
