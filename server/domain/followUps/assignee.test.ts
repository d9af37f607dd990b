import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { TeamCode } from "../../../entities/enums.js";
import type { ExceptionCase } from "../../../entities/ExceptionCase.js";
import { type Person, startTower, type TestTower } from "../../testing/startTower.js";
import { Story } from "../../testing/story.js";
import { defaultLadder } from "./escalationLadder.js";

let tower: TestTower;
let story: Story;
beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
});
afterAll(() => tower.close());

const idOf = async (person: Person) => (await tower.actor(person)).userId!;
const DOORS = ["exceptionAssignAgent", "followUpTaskUpdate"] as const;

/** Gives a case in the Nordics to somebody, by one door or the other. */
async function give(door: (typeof DOORS)[number], assigneeId: string) {
  if (door === "exceptionAssignAgent") {
    const { exception } = await story.exception();
    return { ...(await story.does("accounting", door, { exceptionId: exception.id, version: exception.version, assigneeId })), rows: await story.rows(`SELECT assignee_id FROM follow_up_tasks WHERE exception_id = $1`, [exception.id]) };
  }
  const { task } = await story.task();
  return { ...(await story.does("accounting", door, { taskId: task.id, version: task.version, assigneeId })), rows: await story.rows(`SELECT assignee_id FROM follow_up_tasks WHERE id = $1`, [task.id]) };
}

test.each(DOORS)("by %s a task goes to nobody who can't see it or work on it", async (door) => {
  const refused: [string, string][] = [
    [await idOf("viewer"), "Piotr Zielinski may read but change nothing; give the task to somebody who can work on it."],
    [await idOf("iberianSales"), "Marta Soler sees distributors of Iberia alone, and this one is of Nordics; give the task to somebody who can work on it."],
    [await idOf("legal"), "Mireille Faure can't sign in any more; give the task to somebody who can work on it."],
    ["01a206b2-0000-7000-8000-000000000000", "The assignee must be a person with an account; there is none of this id."],
  ];
  for (const [id, message] of refused) {
    const disabled = message.includes("sign in");
    if (disabled) await story.rows(`UPDATE users SET disabled_at = now() WHERE id = $1`, [id]);
    expect(await give(door, id)).toMatchObject({ code: "BAD_USER_INPUT", field: "assigneeId", message, errors: undefined, rows: door === "followUpTaskUpdate" ? [{ assignee_id: null }] : [] });
    if (disabled) await story.rows(`UPDATE users SET disabled_at = NULL WHERE id = $1`, [id]);
  }
  for (const person of ["logistics", "sales", "secondAccountant"] as Person[]) {
    expect(await give(door, await idOf(person))).toMatchObject({ code: undefined, rows: [{ assignee_id: await idOf(person) }] });
  }
});

test("by its region a task goes to whoever sees that region", async () => {
  const distributor = await tower.given.distributor({ region: "Iberia" });
  const { task } = await story.task({ distributor, assign: { assigneeId: await idOf("iberianSales") } });
  expect(await story.read(task.id, "follow_up_tasks")).toMatchObject({ assignee_id: await idOf("iberianSales") });
});

test.each(Object.values(TeamCode))("the ladder of %s leads to two other teams", (ownerTeam) => {
  const teams = defaultLadder({ severity: 3, subjectKind: "invoice", ownerTeam } as ExceptionCase).map(({ toTeam }) => toTeam);
  expect(new Set([ownerTeam, ...teams]).size).toBe(3);
});

test("a title in one line stays on one, whatever was pasted", async () => {
  const invoice = await tower.given.invoice();
  const { record } = await story.done("accounting", "exceptionOpen", { subjectKind: "INVOICE", subjectId: invoice.number, title: "  Nobody\r\nanswers\tus\u2028now " });
  expect((await story.read(record.id, "exceptions")).title).toBe("Nobody answers us now");
});
