import { AgentAction, ChannelKind, TeamCode } from "../../entities/enums.js";
import type { Fact } from "../../entities/Fact.js";
import type { DraftBrief } from "./DraftBrief.js";
import { draftMessage } from "./draftMessage.js";
import { AGENTS } from "./profiles.js";

const of = (recordType: string, record: string) => (field: string, label: string, value: string, derived = false): Fact => ({ record, recordType, recordId: record, field, label, value, version: 2, derived });
const invoice = of("invoice", "INV-2026-0412");
const order = of("order", "ORD-2026-1047");
const partner = of("distributor", "DIST-0007");

const overdue = [invoice("outstanding", "Outstanding", "EUR 84,200.00"), invoice("dueOn", "Due", "2026-10-20"), invoice("amount", "Invoice total", "EUR 90,000.00"), invoice("disputed", "Disputed", "EUR 0.00"), invoice("reminderLevel", "Reminder level by days overdue", "2", true)];

const brief = (changes: Partial<DraftBrief> = {}, type = "INVOICE_OVERDUE"): DraftBrief => ({
  agent: { code: "accounting", name: "AccountingFollowUpAgent", tone: "Courteous", promptVersion: "accounting-1", team: TeamCode.ACCOUNTING },
  exception: { number: "EXC-2026-0019", type, title: "Invoice INV-2026-0412 is overdue since 2026-10-20", severity: 3, recommendedAction: "Send reminder 2 of 4 and ask for the day of payment.", tags: ["invoice"] },
  distributor: { number: "DIST-0007", legalName: "Fjordline Handel AS", country: "NO" },
  subjectNumber: "INV-2026-0412",
  channel: { kind: ChannelKind.SLACK, name: "#wholesale-exceptions", audience: "team" },
  facts: overdue,
  previousMessages: [],
  allowedActions: [AgentAction.DRAFT_INTERNAL_UPDATE, AgentAction.DRAFT_EMAIL, AgentAction.RECOMMEND_ESCALATION, AgentAction.PROPOSE_NEXT_ACTION, AgentAction.REQUEST_DOCUMENT],
  action: AgentAction.DRAFT_INTERNAL_UPDATE,
  today: "2026-11-23",
  dueBy: "2026-11-25",
  ...changes,
});
const byMail = { channel: { kind: ChannelKind.EMAIL, name: "Partner mail", audience: "partner" as const }, action: AgentAction.DRAFT_EMAIL };
const draft = (changes?: Partial<DraftBrief>, type?: string) => draftMessage({ model: null }, brief(changes, type));
const sent = (day: string, reply?: string) => ({ sentAt: new Date(`${day}T09:00:00Z`), text: "INV-2026-0412 is unpaid.", reply });

test("an internal update names the record, the figures, who moves, by when, and the next step", async () => {
  const result = await draft({ assigneeName: "Mara Lindqvist", dueBy: "2026-11-25" });
  expect(result).toMatchObject({ provider: "template", model: "built-in template", promptVersion: "template-1", ungrounded: [], notes: [] });
  expect(result.content!.body).toBe(`*INV-2026-0412 · Fjordline Handel AS (NO) · Invoice overdue*

Fjordline Handel AS has not paid INV-2026-0412: EUR 84,200.00 is outstanding, due since 20 October 2026. No promise to pay covers it, and without one it only gets older.

• Invoice total: EUR 90,000.00
• Reminder level by days overdue: 2

Proposed next step: Send reminder 2 of 4 and ask for the day of payment.
Mara Lindqvist (Accounting), please reply here by 25 November 2026: who speaks to them and what they promise.`);
});

test("a reminder to the partner says nothing internal", async () => {
  const result = await draft(byMail);
  expect(result.ungrounded).toEqual([]);
  expect(result.content).toMatchObject({
    subject: "Reminder: invoice INV-2026-0412",
    body: `Dear Fjordline Handel AS team,

Invoice INV-2026-0412 is still unpaid: EUR 84,200.00 is open, due since 20 October 2026.

• Invoice total: EUR 90,000.00

Please arrange the payment, or tell us the day we can expect it. We need your answer by 25 November 2026 at the latest.

Kind regards,
Accounting`,
  });
});

test("a changed figure changes the draft", async () => {
  const before = await draft();
  const after = await draft({ facts: [invoice("outstanding", "Outstanding", "EUR 12,000.00"), ...overdue.slice(1)] });
  expect(after.content!.body).toBe(before.content!.body.replace("EUR 84,200.00", "EUR 12,000.00"));
});

test("the second and third message say so, and quote an answer", async () => {
  const second = await draft({ previousMessages: [sent("2026-11-16")] });
  expect(second.content!.body).toContain("Second message on this. The last one went out on 16 November 2026 and no answer is on record.");
  const third = await draft({ previousMessages: [sent("2026-11-16"), sent("2026-11-18", "We will look into it.")], escalationLevel: 1 });
  expect(third.content!.body).toContain("This has been escalated.");
  expect(third.content!.body).toContain("Third message on this. The last one went out on 18 November 2026 and was answered: “We will look into it.”");
  expect(third.content!.body).toContain("Accounting lead, please");
  expect(third.content!.proposedAction).toBe("recommend_escalation");
  const mail = await draft({ ...byMail, previousMessages: [sent("2026-11-16")] });
  expect(mail.content!.subject).toBe("Second message · Reminder: invoice INV-2026-0412");
  expect(mail.content!.body).toContain("This is our second message about this; we wrote on 16 November 2026");
});

test("a figure that only a reply claims is doubted", async () => {
  const result = await draft({ previousMessages: [sent("2026-11-16", "We paid EUR 80,000.00 last week.")] });
  expect(result.ungrounded.map(({ text }) => text)).toEqual(["EUR 80,000.00"]);
});

test("a redo is followed as far as fixed words can, and says where they can't", async () => {
  const shorter = await draft({ instruction: "Much shorter please" });
  expect(shorter.content!.body.split("\n\n")).toHaveLength(2);
  expect(shorter.content!.body).not.toContain("•");
  expect((await draft({ instruction: "make it friendlier" })).content!.body).toContain("Thank you!");
  expect((await draft({ instruction: "firmer" })).content!.body).toContain("please reply here by 25 November 2026 at the latest:");
  const free = await draft({ instruction: "Ask for the remittance advice" });
  expect(free.content!.body).toContain("Asked for at review: Ask for the remittance advice");
  expect(free.notes).toEqual([expect.stringContaining("can't rewrite by instruction")]);
  const mail = await draft({ ...byMail, instruction: "Ask for the remittance advice" });
  expect(mail.content!.body).not.toContain("remittance");
  expect(mail.notes).toHaveLength(1);
});

test("facts of other records stand in a line each", async () => {
  const result = await draft({
    subjectNumber: "ORD-2026-1047",
    facts: [order("value", "Order value", "EUR 9,000.00"), partner("overdue", "Overdue in total", "EUR 31,000.00", true), partner("overdueInvoices", "Overdue invoices", "2", true), of("invoice", "INV-2026-0301")("outstanding", "Overdue invoice", "EUR 20,000.00"), of("invoice", "INV-2026-0301")("dueOn", "Due", "2026-09-01")],
  }, "CUSTOMER_OVERDUE_BLOCK");
  expect(result.content!.body).toContain("• INV-2026-0301 · Overdue invoice: EUR 20,000.00 · Due: 1 September 2026");
  expect(result.content!.body).toContain("EUR 31,000.00 in all");
  expect(result.ungrounded).toEqual([]);
});

test("a case opened by hand has words too", async () => {
  const byHand = await draft({ exception: { ...brief().exception, type: "OPENED_BY_HAND", title: "Pallet 12 is leaking" } });
  expect(byHand.content!.body).toContain("INV-2026-0412 · Fjordline Handel AS (NO) · Pallet 12 is leaking");
  expect(byHand.ungrounded).toEqual([]);
});

/** What a record in such a state contradicts. */
const UNTRUE: Record<string, RegExp> = {
  available_for_pickup: /customs (keeps|is holding|holds)|still with us|on a vehicle|waiting at customs|not collected/i,
  return_to_sender: /in a depot|then it goes back|has no goods|still with us/i,
  delivered: /has no goods|in transit|on a vehicle|not arrived/i,
  in_transit: /waiting at customs|is holding|still with us|in a depot/i,
  on_hold: /on a vehicle/i,
};
const SHIPMENT_TYPES = ["ETA_DRIFT", "TRACKING_STALE", "CUSTOMS_HOLD", "DELIVERY_REFUSED", "DELIVERY_ATTEMPT_FAILED", "DAMAGED_OR_LOST", "SHORT_SHIPMENT", "POD_MISSING", "FREE_TIME_EXPIRING", "DUTIES_UNPAID", "ADDRESS_PROBLEM"];
const shipment = of("shipment", "SHP-2026-0311");

describe("no words contradict the facts beside them", () => {
  for (const type of SHIPMENT_TYPES) for (const [status, untrue] of Object.entries(UNTRUE)) for (const channel of [{}, byMail]) {
    test(`${type} of a shipment that is ${status}, by ${"action" in channel ? "mail" : "Slack"}`, async () => {
      const { content } = await draft({ ...channel, subjectNumber: "SHP-2026-0311", facts: [shipment("status", "Status", status), shipment("promisedOn", "Promised", "2026-11-02")] }, type);
      expect(content!.body).not.toMatch(untrue);
    });
  }

  test.each([["potential_match", "a potential match"], ["confirmed_match", "a confirmed match"]])("screening says %s", async (state, words) => {
    const { content } = await draft({ facts: [partner("screeningState", "Screening", state)] }, "SCREENING_HIT");
    expect(content!.body).toContain(words);
  });
});

const TYPES = AGENTS.flatMap(({ code, wordings }) => Object.keys(wordings).map((type) => [code, type] as const));
const FIELDS = ["title", "expiresOn", "creditLimit", "overdue", "overdueInvoices", "billableSince", "promisedOn", "shortBy", "disputed", "disputeReason", "disputeOpenedOn", "billingDifference", "pickupUntil", "carrier", "estimatedAt", "lastEventAt", "incidentReason", "deliveredAt", "missingPieces", "skusShort", "freeTimeUntil", "exportCheck", "nameOnDocument", "legalName", "onboardingState", "lastActivityAt", "rejectionReason", "poNumber", "skusOffList", "skusOffPurchaseOrder", "marginPercent", "status", "statusChangedAt", "outstanding", "dueOn"];
const valueOf = (field: string) =>
  /On$|Since$/.test(field) ? "2026-10-20" : /At$|Until$/.test(field) ? "2026-11-02 08:15 UTC" : /overdue$|shortBy|disputed$|Difference|creditLimit|outstanding/.test(field) ? "EUR 4,250.00"
  : /Invoices|Pieces/.test(field) ? "3" : field === "marginPercent" ? "4.2 %" : field === "incidentReason" ? "carrier_address_unknown" : `${field} 77-A`;

describe.each(TYPES)("%s · %s", (code, type) => {
  const agent = AGENTS.find((one) => one.code === code)!;
  const rich = FIELDS.map((field) => of("order", "ORD-2026-1047")(field, field, valueOf(field)));
  for (const [audience, channel] of [["team", {}], ["partner", byMail]] as const) {
    for (const [facts, list] of [["all its facts", rich], ["no facts", []]] as const) {
      test(`to the ${audience} with ${facts}: whole sentences, and no figure of its own`, async () => {
        const result = await draft({ ...channel, agent: { ...brief().agent, code, team: agent.team }, subjectNumber: "ORD-2026-1047", facts: [...list] }, type);
        if (audience === "partner" && !agent.wordings[type]!.partner) {
          expect(result.error).toBe("refused");
          return;
        }
        expect(result.error).toBeUndefined();
        expect(result.ungrounded).toEqual([]);
        expect(result.content!.body).not.toMatch(/[{}[\]]|undefined|null|\.\.|,,| ,| \.|: [.,]| {2}/);
        expect(result.content!.subject ?? "").not.toMatch(/[{}[\]]|undefined/);
      });
    }
  }
});
