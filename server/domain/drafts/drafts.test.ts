import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { day, hour } from "../../testing/builders.js";
import { type Person, startTower, type TestTower } from "../../testing/startTower.js";
import { approval, Story } from "../../testing/story.js";
import { newToken } from "../people/token.js";
import { expireDrafts } from "./expireDrafts.js";
import { systemContext } from "../../context.js";

let tower: TestTower;
let story: Story;
beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
});
afterAll(() => tower.close());

const times = <T>(count: number, work: (i: number) => Promise<T>) => Promise.all(Array.from({ length: count }, (_, i) => work(i)));
const codes = (outcomes: { code?: string }[]) => outcomes.map(({ code }) => code ?? "done").sort();
const edited = (draft: any, body: string, by: Person = "accounting") => story.done(by, "draftEdit", { draftId: draft.id, version: draft.version, body });

test("smoke", async () => {
  const made = await story.approved();
  console.log(made);
  const wrong = await fetch(`${tower.url}/graphql`, { method: "POST", headers: { "content-type": "application/json", authorization: "Bearer nonsense" }, body: JSON.stringify({ query: "{ viewer { name } }" }) });
  console.log(wrong.status, await wrong.text());
  console.log(JSON.stringify(await tower.as()("{ orders { totalCount } }")), JSON.stringify(await tower.as()("{ viewer { name } __schema { queryType { name } } }")));
});
