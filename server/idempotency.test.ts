import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTower, type TestTower } from "./testing/startTower.js";
import { Story } from "./testing/story.js";

let tower: TestTower;
let story: Story;
beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
});
afterAll(() => tower.close());

const context = (id: string) => story.rows(`SELECT prompt_context, version FROM follow_up_tasks WHERE id = $1`, [id]);
const REUSED = { code: "IDEMPOTENCY_KEY_REUSED", field: "idempotencyKey", errors: undefined };

test("a key stands for one input: the same again has the first answer, another is refused and does nothing", async () => {
  const { task } = await story.task();
  const other = (await story.task()).task;
  const input = { taskId: task.id, version: task.version, promptContext: "first", idempotencyKey: "morning" };
  const { record } = await story.done("accounting", "followUpTaskUpdate", input);
  expect((await story.done("accounting", "followUpTaskUpdate", Object.fromEntries(Object.entries(input).reverse()))).record).toEqual(record);
  const others = [{ promptContext: "second" }, { version: record.version, promptContext: "first" }, { taskId: other.id, version: other.version }, { promptContext: null }];
  for (const more of others) expect(await story.does("accounting", "followUpTaskUpdate", { ...input, ...more })).toMatchObject(REUSED);
  expect(await context(task.id)).toMatchObject([{ prompt_context: "first" }]);
  expect(await context(other.id)).toMatchObject([{ prompt_context: null }]);
});

test("a key is one person's and one mutation's", async () => {
  const { task } = await story.task();
  const done = await story.done("accounting", "followUpTaskUpdate", { taskId: task.id, version: task.version, promptContext: "mine", idempotencyKey: "shared" });
  await story.done("secondAccountant", "followUpTaskUpdate", { taskId: task.id, version: done.record.version, promptContext: "yours", idempotencyKey: "shared" });
  const { version } = await story.read(task.id, "follow_up_tasks");
  await story.done("accounting", "followUpTaskResolve", { taskId: task.id, version, resolution: "They paid.", idempotencyKey: "shared" });
});

test("of two calls with one key at the same moment and different inputs one is done and the other refused", async () => {
  const tasks = [(await story.task()).task, (await story.task()).task];
  const outcomes = await Promise.all([0, 1, 0, 1].map((i) =>
    story.does("accounting", "followUpTaskUpdate", { taskId: tasks[i]!.id, version: tasks[i]!.version, promptContext: `note ${i}`, idempotencyKey: "together" })));
  const done = outcomes.flatMap(({ code }, call) => (code ? [] : [call % 2]));
  expect(done).toHaveLength(2);
  expect(new Set(done).size).toBe(1);
  expect(outcomes.filter(({ code }) => code).map(({ code }) => code)).toEqual(["IDEMPOTENCY_KEY_REUSED", "IDEMPOTENCY_KEY_REUSED"]);
  for (const [i, { id }] of tasks.entries()) expect(await context(id)).toMatchObject([{ prompt_context: i === done[0] ? `note ${i}` : null }]);
});

test("a key of an earlier release, which kept no hash, is told by itself", async () => {
  const { task } = await story.task();
  const input = { taskId: task.id, version: task.version, promptContext: "old", idempotencyKey: "before" };
  const { record } = await story.done("accounting", "followUpTaskUpdate", input);
  await story.asOwner(`UPDATE idempotency_keys SET input_hash = NULL WHERE key = 'before'`);
  expect((await story.done("accounting", "followUpTaskUpdate", { ...input, promptContext: "new" })).record).toEqual(record);
});

test.each([["", 0], ["  ", 0], ["k".repeat(256), 256]])("a key of %j is refused by its field", async (idempotencyKey) => {
  const { task } = await story.task();
  expect(await story.does("accounting", "followUpTaskUpdate", { taskId: task.id, version: task.version, promptContext: "x", idempotencyKey })).toMatchObject({ code: "BAD_USER_INPUT", field: "idempotencyKey" });
  await story.done("accounting", "followUpTaskUpdate", { taskId: task.id, version: task.version, promptContext: "x", idempotencyKey: `${task.id.padEnd(255, "k")}` });
});
