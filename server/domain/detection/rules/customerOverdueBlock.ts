import { SubjectKind, TeamCode } from "../../../../entities/enums.js";
import { computed, each, fact } from "../fact.js";
import { concerned, converted, money, noRate, notYetShipped, undisputed, unpaidInvoice, worthAWord } from "../fragments.js";
import { BASE_CURRENCY } from "../fx.js";
import { calendarDays, euros, rule, units } from "../rule.js";

const overdue = `${unpaidInvoice} AND ${undisputed} > 0 AND ${worthAWord(undisputed, "i.currency")} AND i.due_on < :today AND i.archived_at IS NULL`;
const inBase = converted(undisputed, "i.currency", `'${BASE_CURRENCY}'`);

export const customerOverdueBlock = rule({
  code: "CUSTOMER_OVERDUE_BLOCK",
  subject: SubjectKind.ORDER,
  summary: "An order has not shipped while its distributor owes too much, or for too long.",
  thresholds: {
    overdueAmount: euros(10_000, "overdue in total; more than this blocks"),
    overdueDays: calendarDays(60, "past due of the oldest invoice; older than this blocks"),
    leastAmount: units(1, "outstanding on an invoice; less is let be"),
  },
  join: `JOIN (
    SELECT i.distributor_id, sum(${inBase}) AS minor, count(*) > count(${inBase}) AS unknown, string_agg(DISTINCT i.currency::text, ', ') FILTER (WHERE ${inBase} IS NULL) AS lacking, min(i.due_on) AS oldest, count(*) AS invoices,
      (array_agg(i.id ORDER BY i.due_on, i.number))[1:3] AS oldest_ids
    FROM invoices i WHERE ${overdue} AND ${concerned("i")} GROUP BY i.distributor_id) owed ON owed.distributor_id = d.id`,
  let: {
    too_long: ":today - owed.oldest > :overdueDays",
    too_much: "COALESCE(owed.minor, 0) > :overdueAmount * 100",
  },
  among: notYetShipped,
  when: "too_long OR too_much",
  began: "o.ordered_on",
  horizonDays: 365,
  cannotDecide: "owed.unknown AND NOT (too_long OR too_much)",
  lacks: noRate("owed.lacking", `'${BASE_CURRENCY}'`),
  severity: 3,
  stake: { minor: "o.value_minor", currency: "o.currency" },
  pressure: "CASE WHEN too_long THEN 1 ELSE 0.5 END",
  blocksOrder: true,
  title: "Order {o.number} is waiting while {d.legal_name} has overdue invoices",
  facts: [
    fact("order.value", "Order value"),
    computed("distributor.overdue", "Overdue in total", `CASE WHEN NOT owed.unknown THEN ${money("owed.minor", `'${BASE_CURRENCY}'`)} END`),
    computed("distributor.overdueInvoices", "Overdue invoices", "owed.invoices"),
    each("invoices i WHERE i.id = ANY (owed.oldest_ids)", [
      fact("invoice.outstanding", "Overdue invoice"),
      fact("invoice.dueOn", "Due"),
    ], { orderBy: "i.due_on, i.number" }),
  ],
  ownerTeam: TeamCode.ACCOUNTING,
  tags: ["credit", "block"],
  recommendedAction: "Agree a payment plan before the order is released.",
});
