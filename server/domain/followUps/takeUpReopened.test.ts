import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { systemContext } from "../../context.js";
import { startReactions } from "../../jobs/reactions.js";
import { day, NOW } from "../../testing/builders.js";
import { type Person, startTower, type TestTower } from "../../testing/startTower.js";
import { Story } from "../../testing/story.js";
import { takeUpAllReopened } from "./takeUpReopened.js";

let tower: TestTower;
let story: Story;
beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
});
afterAll(() => tower.close());
afterEach(() => tower.clock.set(NOW));

const detect = () => story.done("accounting", "detectionRun", { rules: ["INVOICE_OVERDUE"] });
const later = (hours: number) => tower.clock.set(new Date(NOW.getTime() + hours * 3_600_000));
const READ = `query($id: ID!) { exception(id: $id) { id version state active assigned followUpTasks { id taskId version status slaState slaStartedAt slaDueAt reopenedCount assignee { id name } } } }`;
const read = async (id: string, person: Person = "viewer") => (await tower.as(person)(READ, { id })).data.exception;
const nobodys = async () => (await tower.as("viewer")(`{ exceptions(filter: { active: true, assigned: false }, first: 200) { nodes { id } } }`)).data.exceptions.nodes.map(({ id }: { id: string }) => id);

/** An invoice that is overdue, its case, and the task somebody has on it. */
async function overdue(assigneeId?: string) {
  const invoice = await tower.given.invoice({ dueOn: day(-40), outstandingMinor: 1_413_160 });
  await detect();
  const [{ id, version }] = (await story.rows(`SELECT id, version FROM exceptions WHERE subject_invoice_id = $1`, [invoice.id])) as [{ id: string; version: number }];
  const { record: task } = await story.done("accounting", "exceptionAssignAgent", { exceptionId: id, version, assigneeId });
  return { invoice, id, task };
}

const resolve = async (id: string) => {
  const [task] = (await read(id)).followUpTasks;
  return story.done("accounting", "followUpTaskResolve", { taskId: task.id, version: task.version, resolution: "They say that they paid." });
};

test("a case that its rule finds again is its former owner's, with a fresh clock, once however many look after it", async () => {
  const { userId } = await tower.actor("secondAccountant");
  const { id, task } = await overdue(userId!);
  await resolve(id);
  expect(await read(id)).toMatchObject({ active: false, assigned: false });
  later(24);
  await detect();
  expect(await read(id)).toMatchObject({ state: "OPEN", active: true, assigned: false });
  expect(await nobodys()).toContain(id);

  await Promise.all([takeUpAllReopened(story.system), takeUpAllReopened(story.system)]);
  const exception = await read(id);
  expect(exception).toMatchObject({ state: "IN_PROGRESS", active: true, assigned: true });
  expect(exception.followUpTasks).toEqual([expect.objectContaining({
    id: task.id, status: "SCHEDULED", slaState: "ACTIVE", reopenedCount: 1, slaStartedAt: tower.clock.now().toISOString(), assignee: { id: userId, name: "Tomas Lindqvist" },
  })]);
  expect(Date.parse(exception.followUpTasks[0].slaDueAt)).toBeGreaterThan(tower.clock.now().getTime());
  expect(await nobodys()).not.toContain(id);
  expect((await tower.trail(id)).filter((type) => type === "task.reopened")).toHaveLength(1);
});

test("the reaction brings it about by itself", async () => {
  const { id } = await overdue();
  await resolve(id);
  const kit = { ctx: systemContext(tower.services, "job"), services: tower.services, scheduler: { setAlarm: async () => undefined, clearAlarm: async () => undefined } };
  const reactions = startReactions(kit as never, {} as never);
  await detect();
  await tower.services.relay.settle();
  await reactions.settle();
  await reactions.stop();
  expect(await read(id)).toMatchObject({ assigned: true, followUpTasks: [{ status: "SCHEDULED" }] });
});

test("whoever has left gets nothing back: the task is its team's", async () => {
  const leaver = await tower.given.insert("users", { kind: "person", email: "mads.holm@halden-trading.example", name: "Mads Holm", roles: ["accounting"] });
  const { id } = await overdue(leaver.id);
  await resolve(id);
  await tower.given.change(leaver, { disabledAt: NOW });
  await detect();
  await takeUpAllReopened(story.system);
  expect(await read(id)).toMatchObject({ assigned: true, followUpTasks: [{ status: "SCHEDULED", assignee: null }] });
});

test("what was set aside and comes back is nobody's, and says so", async () => {
  const { id, invoice } = await overdue();
  const { version } = await read(id);
  await story.done("accounting", "exceptionDismiss", { exceptionId: id, version, reason: "Agreed with their board." });
  await tower.given.change(invoice, { dueOn: day(5) });
  await detect();
  await tower.given.change(invoice, { dueOn: day(-40) });
  await detect();
  await takeUpAllReopened(story.system);
  expect(await read(id)).toMatchObject({ active: true, assigned: false, followUpTasks: [{ status: "CANCELLED" }] });
  expect(await nobodys()).toContain(id);
});
