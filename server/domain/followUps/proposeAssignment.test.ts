import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTower, type Person, type TestTower } from "../../testing/startTower.js";
import { Story } from "../../testing/story.js";

let tower: TestTower;
let story: Story;
beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
});
afterAll(() => tower.close());

const propose = (person: Person | undefined, id: string) => tower.as(person)(`query($id: ID!) { exceptionAssignment(id: $id) { responseDueAt slaDueAt channels } }`, { id });

test("what is proposed is what assigning comes to, and nothing is changed by asking", async () => {
  const { exception } = await story.exception();
  const { data } = await propose("accounting", exception.id);
  expect((await story.read(exception.id, "exceptions")).version).toBe(exception.version);
  const { record: task } = await story.done("accounting", "exceptionAssignAgent", { exceptionId: exception.id, version: exception.version });
  const { data: made } = await tower.as("accounting")(`query($id: ID!) { followUpTask(id: $id) { slaDueAt communicationChannels } }`, { id: task.id });
  expect(data.exceptionAssignment).toMatchObject({ slaDueAt: made.followUpTask.slaDueAt, channels: made.followUpTask.communicationChannels });
  expect(data.exceptionAssignment.responseDueAt < data.exceptionAssignment.slaDueAt).toBe(true);
});

test.each([["viewer", "FORBIDDEN"], ["logistics", "FORBIDDEN"], ["iberianSales", "NOT_FOUND"], [undefined, "UNAUTHENTICATED"]] as const)("%s, who may not assign the case, is answered %s", async (person, code) => {
  const { exception } = await story.exception();
  const { data, errors } = await propose(person, exception.id);
  expect(data?.exceptionAssignment ?? null).toBeNull();
  expect(errors).toMatchObject([{ extensions: { code } }]);
});
