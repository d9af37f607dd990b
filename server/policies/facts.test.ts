import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { subjectKinds } from "../records/index.js";
import { RULES } from "../domain/detection/catalogue.js";
import { COLUMNS, markOf, rightsTable } from "../testing/rightsTable.js";
import { rightsWorld } from "../testing/rightsWorld.js";
import { startTower, type TestTower } from "../testing/startTower.js";
import { approval, Story } from "../testing/story.js";

// Who may read which fact, wherever it is shown. The documents cited are KYC files, the strictest kind; sales sits in the team that collects them.

const FACTS = rightsTable(`
                                      sales  accounting  logistics  legal  admin  viewer  iberianSales  nobody
  distributor.appliedOn               +      +           +          +      +      +       -             ?
  distributor.billingTrigger          +      +           +          +      +      +       -             ?
  distributor.country                 +      +           +          +      +      +       -             ?
  distributor.creditLimit             +      +           -          -      +      -       -             ?
  distributor.exposure                +      +           -          -      +      +       -             ?
  distributor.lastActivityAt          +      +           +          +      +      +       -             ?
  distributor.legalName               +      +           +          +      +      +       -             ?
  distributor.onboardingChangedAt     +      +           +          +      +      +       -             ?
  distributor.onboardingState         +      +           +          +      +      +       -             ?
  distributor.openOrders              +      +           +          +      +      +       -             ?
  distributor.overdue                 +      +           -          -      +      +       -             ?
  distributor.overdueInvoices         +      +           -          -      +      +       -             ?
  distributor.receivables             +      +           -          -      +      +       -             ?
  distributor.registeredName          +      +           +          +      +      +       -             ?
  distributor.registeredTaxId         +      +           +          +      +      +       -             ?
  distributor.screenedAt              +      +           +          +      +      +       -             ?
  distributor.screeningState          +      +           +          +      +      +       -             ?
  distributor.taxId                   +      +           +          +      +      +       -             ?
  distributor.unappliedCash           +      +           -          -      +      +       -             ?
  distributor.unbilledOrders          +      +           -          -      +      +       -             ?
  document.expiresOn                  +      +           +          +      +      +       -             ?
  document.issuedOn                   +      +           +          +      +      +       -             ?
  document.nameOnDocument             +      +           -          +      +      -       -             ?
  document.rejectionReason            +      +           +          +      +      +       -             ?
  document.requestedOn                +      +           +          +      +      +       -             ?
  document.state                      +      +           +          +      +      +       -             ?
  document.stateChangedAt             +      +           +          +      +      +       -             ?
  document.taxIdOnDocument            +      +           -          +      +      -       -             ?
  document.title                      +      +           +          +      +      +       -             ?
  invoice.amount                      +      +           -          -      +      +       -             ?
  invoice.disputeOpenedOn             +      +           -          -      +      +       -             ?
  invoice.disputeReason               +      +           -          -      +      +       -             ?
  invoice.disputed                    +      +           -          -      +      +       -             ?
  invoice.dueOn                       +      +           -          -      +      +       -             ?
  invoice.outstanding                 +      +           -          -      +      +       -             ?
  invoice.promisedAmount              +      +           -          -      +      +       -             ?
  invoice.promisedOn                  +      +           -          -      +      +       -             ?
  invoice.reminderLevel               +      +           -          -      +      +       -             ?
  invoice.shortBy                     +      +           -          -      +      +       -             ?
  invoice.status                      +      +           +          +      +      +       -             ?
  order.allowedDays                   +      +           +          +      +      +       -             ?
  order.billableSince                 +      +           +          +      +      +       -             ?
  order.billed                        +      +           -          -      +      +       -             ?
  order.billingDifference             +      +           -          -      +      +       -             ?
  order.billingStatus                 +      +           +          +      +      +       -             ?
  order.destinationCountry            +      +           +          +      +      +       -             ?
  order.exportCheck                   +      +           +          +      +      +       -             ?
  order.fulfilmentStatus              +      +           +          +      +      +       -             ?
  order.laneSample                    +      +           +          +      +      +       -             ?
  order.marginPercent                 +      +           -          -      +      -       -             ?
  order.orderedOn                     +      +           +          +      +      +       -             ?
  order.poNumber                      +      +           +          +      +      +       -             ?
  order.promisedOn                    +      +           +          +      +      +       -             ?
  order.skusOffList                   +      +           +          +      +      +       -             ?
  order.skusOffPurchaseOrder          +      +           +          +      +      +       -             ?
  order.skusShort                     +      +           +          +      +      +       -             ?
  order.status                        +      +           +          +      +      +       -             ?
  order.statusChangedAt               +      +           +          +      +      +       -             ?
  order.value                         +      +           +          +      +      +       -             ?
  payment.amount                      +      +           -          -      +      +       -             ?
  payment.receivedOn                  +      +           -          -      +      +       -             ?
  shipment.carrier                    +      +           +          +      +      +       -             ?
  shipment.deliveredAt                +      +           +          +      +      +       -             ?
  shipment.destinationCountry         +      +           +          +      +      +       -             ?
  shipment.dutiesPaid                 +      +           +          +      +      +       -             ?
  shipment.estimatedAt                +      +           +          +      +      +       -             ?
  shipment.freeTimeFrom               +      +           +          +      +      +       -             ?
  shipment.freeTimeUntil              +      +           +          +      +      +       -             ?
  shipment.incidentReason             +      +           +          +      +      +       -             ?
  shipment.lastEventAt                +      +           +          +      +      +       -             ?
  shipment.missingPieces              +      +           +          +      +      +       -             ?
  shipment.pickupUntil                +      +           +          +      +      +       -             ?
  shipment.promisedOn                 +      +           +          +      +      +       -             ?
  shipment.skusShort                  +      +           +          +      +      +       -             ?
  shipment.status                     +      +           +          +      +      +       -             ?
  shipment.statusChangedAt            +      +           +          +      +      +       -             ?
  shipment.trackingNumber             +      +           +          +      +      +       -             ?
`);

let tower: TestTower;
let story: Story;
let world: Record<string, string>;

beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
  world = await rightsWorld(story, "Nordics");
}, 120_000);
afterAll(() => tower?.close());

const cited = (...fields: readonly string[]) => fields.map((cite) => {
  const [recordType, field] = cite.split(".") as [string, string];
  const ids: Record<string, string | undefined> = { distributor: world.Distributor, order: world.Order, invoice: world.Invoice, shipment: world.Shipment, document: world.kyc, payment: world.payment, followUpTask: world.FollowUpTask };
  return { record: "R", recordType, recordId: ids[recordType], field, label: field, value: `the ${field}`, version: 1, derived: true };
});
const setFacts = (fields: readonly string[]) => story.rows(`UPDATE exceptions SET facts = $2 WHERE id = $1`, [world.ExceptionCase, JSON.stringify(cited(...fields))]);
const FACTS_QUERY = `query($id: ID!) { exception(id: $id) { title facts { recordType field value } } }`;

test("every fact of every rule, and of cases opened by hand, is in the table", () => {
  const known = [...RULES.flatMap(({ facts }) => facts.flatMap(({ cites }) => cites)), ...subjectKinds().flatMap(({ kind, subject }) => Object.keys(subject.facts).map((field) => `${kind}.${field}`))];
  expect([...new Set(known)].filter((cite) => !FACTS.has(cite))).toEqual([]);
});

test("each fact shows to exactly those who may read the field that it cites", async () => {
  await setFacts([...FACTS.keys()]);
  const shown = new Map([...FACTS.keys()].map((cite) => [cite, [] as string[]]));
  for (const person of COLUMNS) {
    const reply = await tower.as(person)(FACTS_QUERY, { id: world.ExceptionCase });
    const facts = (reply.data?.exception?.facts ?? []) as { recordType: string; field: string }[];
    for (const [cite, marks] of shown) marks.push(markOf(reply, facts.some(({ recordType, field }) => `${recordType}.${field}` === cite)));
  }
  expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(FACTS));
});

test("facts none of which may be read are null, none at all are none, and of what nobody knows nothing is shown", async () => {
  const factsFor = async (person: "logistics" | "accounting") => (await tower.as(person)(FACTS_QUERY, { id: world.ExceptionCase })).data.exception.facts;
  await setFacts(["invoice.outstanding"]);
  expect([await factsFor("logistics"), (await factsFor("accounting")).length]).toEqual([null, 1]);
  await setFacts([]);
  expect(await factsFor("logistics")).toEqual([]);
  await story.rows(`UPDATE exceptions SET facts = $2 WHERE id = $1`, [world.ExceptionCase, JSON.stringify([{ ...cited("order.value")[0], recordType: "salary" }])]);
  expect(await factsFor("logistics")).toBeNull();
});

describe("a draft", () => {
  const drafted = async (by: "accounting" | "admin", ownerTeam: string, assign = {}) => {
    const invoice = await tower.given.invoice({ outstandingMinor: 1_842_000 });
    const { record: exception } = await story.done(by, "exceptionOpen", { subjectKind: "INVOICE", subjectId: invoice.id, title: "They say that they never got it", ownerTeam });
    const { record: task } = await story.done("admin", "exceptionAssignAgent", { exceptionId: exception.id, version: exception.version, ...assign });
    await story.check(task.id);
    const { id } = await story.draftOf(task.id);
    const query = `query($id: ID!) { draft(id: $id) { id version currentRevision { id body facts { field } aiOutput { facts { field } } highlights { text factIndex reason } } } }`;
    const as = async (person: any) => (await tower.as(person)(query, { id })).data.draft;
    return { task, as, draft: await as("admin") };
  };
  const fieldsOf = ({ currentRevision }: any) => currentRevision.facts.map(({ field }: any) => field);

  test("is written without figures that its owner team may not read", async () => {
    const { draft } = await drafted("accounting", "LOGISTICS");
    expect(fieldsOf(draft).filter((field: string) => ["outstanding", "amount", "dueOn"].includes(field))).toEqual([]);
    expect(draft.currentRevision.body).not.toMatch(/18,420|EUR/);
    const own = await story.done("admin", "draftPropose", { taskId: (await drafted("admin", "LOGISTICS")).task.id, body: "Who has it?" });
    expect(JSON.stringify(await story.rows(`SELECT facts FROM draft_revisions WHERE draft_id = $1`, [own.record.id]))).not.toMatch(/outstanding/);
  });

  test("nor figures that its assignee may not read, and whoever may not read what its drafts tell gets no task", async () => {
    const [logistics, second] = [await tower.actor("logistics"), await tower.actor("secondAccountant")];
    const { draft } = await drafted("accounting", "ACCOUNTING", { assigneeId: logistics.userId });
    expect(draft.currentRevision.body).not.toMatch(/18,420/);
    const { task } = await drafted("accounting", "ACCOUNTING");
    const give = async (assigneeId: string | undefined) => story.does("accounting", "followUpTaskUpdate", { taskId: task.id, version: (await story.read(task.id, "follow_up_tasks")).version, assigneeId });
    expect(await give(logistics.userId)).toMatchObject({ code: "BAD_USER_INPUT", field: "assigneeId", message: expect.stringContaining("may not read") });
    expect(await give(second.userId)).toMatchObject({ code: undefined });
  });

  test("shows the facts it stands on to its team, and to Legal no more than their fields", async () => {
    const { as } = await drafted("accounting", "ACCOUNTING");
    const [team, legal] = [await as("accounting"), await as("legal")];
    expect(fieldsOf(team)).toContain("outstanding");
    const tied = team.currentRevision.highlights.filter(({ factIndex }: any) => factIndex !== null);
    expect(tied.map(({ factIndex }: any) => fieldsOf(team)[factIndex])).toContain("outstanding");
    expect(fieldsOf(legal)).not.toContain("outstanding");
    expect(legal.currentRevision.aiOutput.facts.map(({ field }: any) => field)).not.toContain("outstanding");
    expect(legal.currentRevision.highlights.find(({ text }: any) => /18,420/.test(text))).toMatchObject({ factIndex: null, reason: expect.stringContaining("not yours to read") });
    expect(await story.does("accounting", "draftApprove", approval(team))).toMatchObject({ code: undefined });
  });
});
