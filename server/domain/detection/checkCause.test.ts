import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { day } from "../../testing/builders.js";
import { type Person, startTower, type TestTower } from "../../testing/startTower.js";
import { Story } from "../../testing/story.js";

let tower: TestTower;
let story: Story;
beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
});
afterAll(() => tower.close());

const ask = async (person: Person | undefined, id: string) => {
  const { data, errors } = await tower.as(person)(`query($id: ID!) { exceptionCause(id: $id) { stands reason } }`, { id });
  return data?.exceptionCause ?? errors?.[0]?.extensions?.code;
};
const caseOf = async (subjectNumber: string): Promise<string> => (await story.rows(`SELECT id FROM exceptions WHERE subject_number = $1`, [subjectNumber]))[0]!.id;

test("an overdue invoice says what is still outstanding now, until it is paid", async () => {
  const invoice = await tower.given.invoice({ dueOn: day(-40), outstandingMinor: 1_842_000 });
  await story.done("accounting", "detectionRun", { rules: ["INVOICE_OVERDUE"] });
  const id = await caseOf(invoice.number);
  await tower.given.change(invoice, { outstandingMinor: 1_413_160, status: "partially_paid" });
  expect(await ask("accounting", id)).toEqual({ stands: true, reason: "EUR 14,131.60 is still outstanding" });
  await tower.given.change(invoice, { outstandingMinor: 0, status: "paid" });
  expect(await ask("accounting", id)).toEqual({ stands: false, reason: null });
  expect((await story.rows(`SELECT state FROM exceptions WHERE id = $1`, [id]))[0]).toEqual({ state: "open" });
});

test("figures stand in it for those who read them on the case, and who may not see the case learns nothing", async () => {
  const invoice = await tower.given.invoice({ dueOn: day(-40), outstandingMinor: 1_842_000 });
  await story.done("accounting", "detectionRun", { rules: ["INVOICE_OVERDUE"] });
  const id = await caseOf(invoice.number);
  expect(await ask("logistics", id)).toEqual({ stands: true, reason: "Its rule still finds it" });
  expect(await ask("iberianSales", id)).toBe("NOT_FOUND");
  expect(await ask(undefined, id)).toBe("UNAUTHENTICATED");
});

test("other blockers say what they are; one opened by hand has no rule that would find it again", async () => {
  const order = await tower.given.order({ distributor: await tower.given.distributor({ poRequired: true, legalName: "Kastrup Handel ApS" }) });
  await story.done("sales", "detectionRun", { rules: ["PO_MISSING"] });
  expect(await ask("sales", await caseOf(order.number))).toEqual({ stands: true, reason: expect.stringContaining(order.number) });
  const { exception } = await story.exception();
  expect(await ask("accounting", exception.id)).toEqual({ stands: false, reason: null });
});

test("a rule that is switched off opens nothing again", async () => {
  const invoice = await tower.given.invoice({ dueOn: day(-40), outstandingMinor: 1_842_000 });
  await story.done("accounting", "detectionRun", { rules: ["INVOICE_OVERDUE"] });
  await tower.given.insert("rule_settings", { ruleCode: "INVOICE_OVERDUE", enabled: false, thresholds: {} });
  expect(await ask("accounting", await caseOf(invoice.number))).toEqual({ stands: false, reason: null });
});
