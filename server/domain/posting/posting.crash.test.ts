import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { openPostingDesk, type GivenDraft, type PostingDesk } from "../../testing/postingDesk.js";
import { startSlackServer, type SlackServer } from "../../testing/slackServer.js";
import { createTestDatabase, type TestDatabase } from "../../testing/testDatabase.js";

// The worker runs what is built, in a process that can be killed.
const WORKER = "dist/server/testing/postingWorker.js";
const CLAIM_IS_OVER = "60";
jest.setTimeout(120_000); // each test starts several processes

let database: TestDatabase;
let desk: PostingDesk;
let slack: SlackServer;

beforeAll(async () => {
  database = await createTestDatabase();
  slack = await startSlackServer();
});
beforeEach(async () => {
  slack.reset();
  desk = await openPostingDesk(database.migrationUrl, new Date());
});
afterEach(() => desk.close());
afterAll(async () => {
  await slack.close();
  await database.drop();
});

/** Runs a worker to its end, whichever that is. */
async function work(env: Record<string, string>) {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const worker = spawn(process.execPath, [WORKER], { env: { ...inherited, DATABASE_URL: database.url, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let [told, trouble] = ["", ""];
  worker.stdout.on("data", (chunk) => (told += chunk));
  worker.stderr.on("data", (chunk) => (trouble += chunk));
  const [code, signal] = await once(worker, "exit");
  if (code) throw new Error(trouble);
  return { killed: signal === "SIGKILL", ...(told ? JSON.parse(told) : {}) };
}

const overSlack = () => ({ SLACK_URL: slack.url, SLACK_TOKEN: slack.token });
const message = async (given: GivenDraft) => (await desk.owner.query(`SELECT * FROM outbound_messages WHERE draft_id = $1`, [given.draftId])).rows[0];

/** Approves a fresh draft in a worker that dies at the moment named. */
async function killedAt(moment: string, env: Record<string, string> = overSlack()): Promise<GivenDraft> {
  const given = await desk.given({ pending: true });
  const approval = { draftId: given.draftId, revisionId: given.revisionId, version: 1, actor: desk.person };
  expect(await work({ ...env, DIE_AT: moment, APPROVE: JSON.stringify(approval) })).toEqual({ killed: true });
  return given;
}

describe("a worker killed with kill -9", () => {
  test("after the approve commit loses nothing: the next one posts, once", async () => {
    const given = await killedAt("approved");
    expect(await message(given)).toMatchObject({ status: "queued" });
    expect(slack.posts).toHaveLength(0);

    expect(await work(overSlack())).toEqual({ killed: false, recovered: 0, taken: 1 });
    expect(await work(overSlack())).toEqual({ killed: false, recovered: 0, taken: 0 });
    expect(slack.posts).toHaveLength(1);
    expect(await message(given)).toMatchObject({ status: "sent", external_message_id: slack.posts[0]!.ts });
    expect(await desk.trail(given.draftId)).toEqual([
      "draft.approved", "message.queued", "task.updated", "draft.executing", "message.sending", "message.sent", "draft.executed", "task.updated"]);
  });

  test("after the `sending` commit leaves the message to a person, since Slack does not show it", async () => {
    const given = await killedAt("sending");
    expect(await message(given)).toMatchObject({ status: "sending" });

    expect(await work(overSlack())).toEqual({ killed: false, recovered: 0, taken: 0 }); // the claim still runs: perhaps it lives
    expect(await work({ ...overSlack(), SECONDS_AHEAD: CLAIM_IS_OVER })).toMatchObject({ recovered: 1, taken: 0 });
    expect(slack.posts).toHaveLength(0);
    expect(await message(given)).toMatchObject({ status: "unknown", failure_reason: "The sender stopped before the answer came; the channel does not show it." });
    expect(await desk.row("drafts", given.draftId)).toMatchObject({ state: "executing" });
  });

  test("after Slack accepted is settled by looking it up there, and not doubled", async () => {
    const given = await killedAt("accepted");
    expect(await message(given)).toMatchObject({ status: "sending", external_message_id: null });
    expect(slack.posts).toHaveLength(1);

    expect(await work({ ...overSlack(), SECONDS_AHEAD: CLAIM_IS_OVER })).toMatchObject({ recovered: 1, taken: 0 });
    expect(await work({ ...overSlack(), SECONDS_AHEAD: CLAIM_IS_OVER })).toMatchObject({ recovered: 0, taken: 0 });
    expect(slack.posts).toHaveLength(1);
    expect(await message(given)).toMatchObject({ status: "sent", external_message_id: slack.posts[0]!.ts, external_link: expect.stringContaining("archives") });
    expect(await desk.row("drafts", given.draftId)).toMatchObject({ state: "executed" });
    const { rows } = await desk.owner.query(`SELECT p.payload FROM audit_logs l JOIN audit_payloads p ON p.audit_id = l.id WHERE l.draft_id = $1 AND l.type = 'message.sent'`, [given.draftId]);
    expect(rows).toEqual([{ payload: expect.objectContaining({ foundByLookup: true }) }]);
  });

  test("after Slack accepted, while Slack can't be asked, waits as unknown and is settled once it can", async () => {
    const given = await killedAt("accepted");
    slack.fail({ kind: "status", status: 503 }, { method: "conversations.history" });
    await work({ ...overSlack(), SECONDS_AHEAD: CLAIM_IS_OVER });
    expect(await message(given)).toMatchObject({ status: "unknown", failure_reason: expect.stringContaining("could not be asked") });
    expect(await work({ ...overSlack(), SECONDS_AHEAD: "90" })).toMatchObject({ recovered: 1, taken: 0 });
    expect(await message(given)).toMatchObject({ status: "sent" });
    expect(slack.posts).toHaveLength(1);
  });

  test("after a channel without lookup accepted is left to a person", async () => {
    const given = await killedAt("accepted", {});
    await work({ SECONDS_AHEAD: CLAIM_IS_OVER });
    expect(await message(given)).toMatchObject({ status: "unknown", failure_reason: "The sender stopped before the answer came; the channel can't be asked." });
    expect(await work({ SECONDS_AHEAD: CLAIM_IS_OVER })).toMatchObject({ taken: 0 });
    expect(await message(given)).toMatchObject({ status: "unknown" });
  });
});
