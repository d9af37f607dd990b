import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Person, startTower, type TestTower } from "../../testing/startTower.js";

let tower: TestTower;
beforeAll(async () => { tower = await startTower(); });
afterAll(() => tower.close());

const ask = (person: Person | undefined, from: string, until: string) =>
  tower.as(person)(`query($from: DateTime!, $until: DateTime!) { workingIntervals(from: $from, until: $until) { startsAt endsAt } }`, { from, until });

test("working time is told day by day, weekends left out, to everybody who is signed in", async () => {
  const { data } = await ask("viewer", "2026-11-20T12:00:00Z", "2026-11-23T12:00:00Z"); // a Friday noon to a Monday noon
  const days = data.workingIntervals.map(({ startsAt }: { startsAt: string }) => startsAt.slice(0, 10));
  expect(new Set(days)).toEqual(new Set(["2026-11-20", "2026-11-23"]));
  for (const { startsAt, endsAt } of data.workingIntervals) expect(Date.parse(endsAt)).toBeGreaterThan(Date.parse(startsAt));
  expect((await ask(undefined, "2026-11-20T12:00:00Z", "2026-11-23T12:00:00Z")).errors?.[0]?.extensions?.code).toBe("UNAUTHENTICATED");
});

test("a span that is backwards or too long is refused by its argument", async () => {
  for (const until of ["2026-11-19T12:00:00Z", "2027-11-20T12:00:00Z"]) {
    const { errors } = await ask("viewer", "2026-11-20T12:00:00Z", until);
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "until" });
  }
});
