import { expect, test } from "@jest/globals";
import { postingSuite, START } from "../../testing/postingSuite.js";
import { postDue } from "./postDue.js";

const suite = postingSuite("production");

test("ten workers post fifty messages, each exactly once", async () => {
  const keys = new Set<string>();
  for (let i = 0; i < 50; i++) {
    const { messageIds } = await suite.desk.given({ body: `Message ${i}.` });
    keys.add((await suite.message(messageIds[0])).idempotency_key);
  }
  const passes = await Promise.all(Array.from({ length: 10 }, () => postDue(suite.ctx, suite.slackHere, { lanes: 1 })));
  expect(passes.reduce((sum, { taken }) => sum + taken, 0)).toBe(50);
  expect(suite.slack.calls["chat.postMessage"]).toBe(50);
  expect(new Set(suite.slack.posts.map(({ id }) => id))).toEqual(keys);
  expect((await suite.desk.owner.query(`SELECT DISTINCT status FROM outbound_messages`)).rows).toEqual([{ status: "sent" }]);
});

test("one message that can't be checked does not hold up the others", async () => {
  const bad = await suite.desk.given();
  await suite.desk.owner.query(`SET session_replication_role = replica`); // past the trigger that keeps revisions as they are
  await suite.desk.owner.query(`UPDATE draft_revisions SET facts = jsonb_set(facts, '{0,field}', '"nonsense"') WHERE id = $1`, [bad.revisionId]);
  const good = await suite.desk.given();
  await postDue(suite.ctx, suite.slackHere);
  expect(await suite.message(good.messageIds[0])).toMatchObject({ status: "sent" });
  expect(await suite.message(bad.messageIds[0])).toMatchObject({ status: "queued", failure_reason: expect.stringContaining("could not be checked"), next_attempt_at: new Date(START.getTime() + 600_000) });
});

test("a worker told to stop takes nothing more", async () => {
  await suite.desk.given();
  expect(await postDue(suite.ctx, suite.slackHere, { signal: AbortSignal.abort() })).toMatchObject({ taken: 0 });
  expect(suite.slack.posts).toEqual([]);
});
