import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { openPostingDesk, type GivenDraft, type PostingDesk } from "../../testing/postingDesk.js";
import { createTestDatabase, type TestDatabase } from "../../testing/testDatabase.js";

describe("the code", () => {
  const sources: { file: string; text: string }[] = [];

  beforeAll(async () => {
    for (const folder of ["entities", "schema", "server", "seeds"]) {
      const files = await readdir(folder, { recursive: true });
      for (const file of files.filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))) {
        sources.push({ file: join(folder, file), text: await readFile(join(folder, file), "utf8") });
      }
    }
  });
  const filesWith = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file).filter((file) => !file.startsWith("server/testing/")).sort();

  test("posts through a channel in one file only", () => {
    const web = /^server\/http\//; // there `post` is a route
    expect(filesWith(/\.post\(/).filter((file) => !web.test(file) && !file.startsWith("server/adapters/channels/"))).toEqual(["server/domain/posting/callChannel.ts"]);
  });

  test("lets nobody but the wiring choose adapters, and nobody but the posting domain, its jobs, its adapters and the demo, which hands the outbox on, hold a channel", () => {
    expect(filesWith(/adapters\/channels\//).filter((file) => !/^server\/(compose|main|worker)\.ts$/.test(file))).toEqual([]);
    expect(filesWith(/ports\/MessageChannel\.js/).filter((file) => !/^server\/(domain\/posting|adapters\/channels|jobs)\/|^server\/(compose|worker|main)\.ts$|^seeds\//.test(file))).toEqual([]);
  });

  test("talks to a provider from its adapter alone", () => {
    expect(filesWith(/@slack\/web-api/)).toEqual(["server/adapters/channels/slack.ts"]);
  });

  test("queues a message from the approving verb alone", () => {
    expect(filesWith(/insert\(OutboundMessage\b|INSERT INTO outbound_messages/)).toEqual(["server/domain/drafts/approveDraft.ts"]);
  });
});

describe("the database, whoever asks", () => {
  const AT = new Date("2026-11-23T09:00:00Z");
  let database: TestDatabase;
  let desk: PostingDesk;
  let application: pg.Client;
  let given: GivenDraft;

  beforeAll(async () => {
    database = await createTestDatabase();
    desk = await openPostingDesk(database.migrationUrl, AT);
    application = new pg.Client({ connectionString: database.url });
    await application.connect();
    given = await desk.given({ recipients: ["C0EXCEPTIONS", "C0LOGISTICS"] });
    await desk.owner.query(`DELETE FROM outbound_messages`);
  });
  afterAll(async () => {
    await application.end();
    await desk.close();
    await database.drop();
  });

  /** Tries something and takes it back, whatever came of it. */
  async function attempt(client: pg.Client, work: () => Promise<unknown>): Promise<void> {
    await client.query("BEGIN");
    try {
      await work();
    } finally {
      await client.query("ROLLBACK");
    }
  }

  const queue = (client: pg.Client, values: Record<string, unknown> = {}) => {
    const row: Record<string, unknown> = {
      created_at: AT, updated_at: AT, queued_at: AT, approval_id: given.approvalId, draft_id: given.draftId, revision_id: given.revisionId, content_hash: given.contentHash,
      task_id: given.taskId, exception_id: given.exceptionId, distributor_id: desk.distributorId, owner_team: "accounting", channel_id: desk.channels["slack:#wholesale-exceptions"], recipient: "C0EXCEPTIONS", ...values,
    };
    const columns = Object.keys(row);
    return client.query(`INSERT INTO outbound_messages (${columns.join(", ")}) VALUES (${columns.map((_, i) => `$${i + 1}`).join(", ")}) RETURNING id`, Object.values(row));
  };
  const decide = (client: pg.Client, on: GivenDraft, values: Record<string, unknown> = {}) => {
    const row: Record<string, unknown> = {
      created_at: AT, draft_id: on.draftId, revision_id: on.revisionId, content_hash: on.contentHash, decision: "approved", approver_id: desk.person.userId, expires_at: new Date(AT.getTime() + 3_600_000), ...values,
    };
    const columns = Object.keys(row);
    return client.query(`INSERT INTO approvals (${columns.join(", ")}) VALUES (${columns.map((_, i) => `$${i + 1}`).join(", ")}) RETURNING id`, Object.values(row));
  };

  describe.each([["a superuser", () => desk.owner], ["the application", () => application]] as const)("as %s", (_who, who) => {
    test("takes a message with its approval, once for each recipient", () =>
      attempt(who(), async () => {
        await queue(who());
        await queue(who(), { recipient: "C0LOGISTICS" });
        await expect(queue(who())).rejects.toMatchObject({ code: "23505" });
      }));

    test.each<[string, (client: pg.Client) => Promise<unknown>]>([
      ["no approval", (client) => queue(client, { approval_id: null })],
      ["an approval that does not exist", (client) => queue(client, { approval_id: "0190a1b2-0000-7000-8000-000000000000" })],
      ["an approval of another draft", async (client) => queue(client, { approval_id: (await desk.given()).approvalId, recipient: "C0LOGISTICS" })],
      ["words that were not approved", (client) => queue(client, { content_hash: "0".repeat(64) })],
      ["another recipient", (client) => queue(client, { recipient: "C0SOMEBODYELSE" })],
      ["another channel", (client) => queue(client, { channel_id: desk.channels["slack:#logistics-desk"] })],
      ["an approval that has expired", (client) => queue(client, { queued_at: new Date(AT.getTime() + 25 * 3_600_000) })],
      ["a time before the approval", (client) => queue(client, { queued_at: new Date(AT.getTime() - 1) })],
      ["a rejection made to look like an approval", async (client) => {
        const pending = await desk.given({ pending: true });
        const { rows } = await decide(client, pending, { decision: "rejected", reason: "No." });
        return queue(client, { approval_id: rows[0].id, draft_id: pending.draftId, revision_id: pending.revisionId, content_hash: pending.contentHash, approval_decision: "approved" });
      }],
      ["a rejection called what it is", (client) => queue(client, { approval_decision: "rejected" })],
      ["a draft that is no longer approved", async (client) => {
        await client.query(`UPDATE drafts SET state = 'invalidated' WHERE id = $1`, [given.draftId]);
        return queue(client);
      }],
      ["a draft changed since", async (client) => {
        const { rows } = await client.query(
          `INSERT INTO draft_revisions (created_at, draft_id, revision, body, channel_id, recipients, author_kind)
           SELECT $2, $1, 2, 'Other words.', channel_id, recipients, 'agent' FROM draft_revisions WHERE draft_id = $1 RETURNING id`, [given.draftId, AT]);
        await client.query(`UPDATE drafts SET current_revision_id = $2 WHERE id = $1`, [given.draftId, rows[0].id]);
        return queue(client);
      }],
    ])("refuses a message with %s", (_what, work) =>
      attempt(who(), () => expect(work(who())).rejects.toMatchObject({ code: expect.stringMatching(/^23(502|503|514)$/) })));

    test.each([["approval", "approval_id", "0190a1b2-0000-7000-8000-000000000000"], ["recipient", "recipient", "C0LOGISTICS"], ["hash", "content_hash", "0".repeat(64)]])(
      "refuses to change the %s of a queued message", (_what, column, value) =>
        attempt(who(), async () => {
          await queue(who());
          await expect(who().query(`UPDATE outbound_messages SET ${column} = $1`, [value])).rejects.toMatchObject({ code: "23514" });
        }));

    test.each(["sent", "unknown", "failed", "cancelled", "delivered"])("refuses to send a message again that is %s", (status) =>
      attempt(who(), async () => {
        await queue(who(), { status });
        await who().query("SAVEPOINT asked");
        for (const next of ["queued", "retrying", "sending"]) {
          await expect(who().query(`UPDATE outbound_messages SET status = $1, sending_at = $2`, [next, AT])).rejects.toMatchObject({ code: "23514" });
          await who().query("ROLLBACK TO asked");
        }
      }));

    test("refuses to begin sending after the approval expired", () =>
      attempt(who(), async () => {
        await queue(who());
        await expect(who().query(`UPDATE outbound_messages SET status = 'sending', sending_at = $1`, [new Date(AT.getTime() + 24 * 3_600_000)])).rejects.toMatchObject({ code: "23514" });
      }));

    test("refuses an approval by a service account, by an author under four eyes, of an old revision, and a second one", async () => {
      const pending = await desk.given({ pending: true });
      const { rows } = await desk.owner.query(
        `INSERT INTO users (created_at, updated_at, kind, email, name) VALUES ($1, $1, 'service', gen_random_uuid() || '@example.org', 'Feed') RETURNING id`, [AT]);
      const refused = (values: object) => attempt(who(), () => expect(decide(who(), pending, { ...values })).rejects.toMatchObject({ code: expect.stringMatching(/^23(503|514)$/) }));
      await refused({ approver_id: rows[0].id });
      await refused({ approver_id: rows[0].id, approver_kind: "service" });
      await refused({ content_hash: "0".repeat(64) });
      await refused({ revision_id: given.revisionId });
      await attempt(who(), async () => {
        await decide(who(), pending);
        await expect(decide(who(), pending)).rejects.toMatchObject({ code: "23505" });
      });
      const revision = await desk.owner.query(
        `INSERT INTO draft_revisions (created_at, draft_id, revision, body, channel_id, recipients, author_kind, author_user_id)
         SELECT $2, $1, 2, 'My words.', channel_id, recipients, 'person', $3 FROM draft_revisions WHERE draft_id = $1 RETURNING id, content_hash`, [pending.draftId, AT, desk.person.userId]);
      await desk.owner.query(`UPDATE drafts SET current_revision_id = $2, four_eyes = true WHERE id = $1`, [pending.draftId, revision.rows[0].id]);
      await refused({}); // no longer the current words
      await refused({ revision_id: revision.rows[0].id, content_hash: revision.rows[0].content_hash });
    });

    test("keeps approvals and approved words as they are", async () => {
      for (const statement of [`UPDATE approvals SET expires_at = 'infinity'`, `DELETE FROM approvals`, `UPDATE draft_revisions SET body = 'Other.'`, `DELETE FROM draft_revisions`]) {
        await attempt(who(), () => expect(who().query(statement)).rejects.toMatchObject({ code: "42501" }));
      }
    });
  });
});
