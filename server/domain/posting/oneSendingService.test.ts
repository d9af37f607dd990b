import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { openPostingDesk, tellApproval, type GivenDraft, type PostingDesk } from "../../testing/postingDesk.js";
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
    expect(filesWith(/adapters\/channels\//).filter((file) => !/^server\/(compose|main|worker)\.ts$/.test(file))).toEqual(["server/config.ts"]);
    expect(sources.find(({ file }) => file === "server/config.ts")!.text.match(/adapters\/.*|\.make\b/g)).toEqual([`adapters/channels/index.js";`]); // for their settings alone
    expect(filesWith(/ports\/MessageChannel\.js/).filter((file) => !/^server\/(domain\/posting|adapters\/channels|jobs)\/|^server\/(compose|worker|main)\.ts$|^seeds\//.test(file))).toEqual([]);
  });

  test("talks to a provider from its adapter alone", () => {
    expect(filesWith(/@slack\/web-api/)).toEqual(["server/adapters/channels/slack/channel.ts"]);
  });

  test("queues a message from the approving verb alone", () => {
    expect(filesWith(/(insert|add)\(OutboundMessage\b|INSERT INTO outbound_messages/)).toEqual(["server/domain/drafts/approveDraft.ts"]);
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

  /** A pending draft that a transaction taken back leaves there. */
  const givenApart = async () => {
    await desk.owner.query("COMMIT").catch(() => undefined);
    const pending = await desk.given({ pending: true });
    await desk.owner.query("BEGIN");
    return pending;
  };

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
        await expect(queue(who(), { status })).rejects.toMatchObject({ code: "23514" }); // none begins so
        await who().query("ROLLBACK; BEGIN");
        await queue(who());
        await who().query(`UPDATE outbound_messages SET status = $1`, [status]);
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

    const hours = (count: number) => new Date(AT.getTime() + count * 3_600_000);
    const person = (change: string) => (client: pg.Client) => client.query(`UPDATE users SET ${change} WHERE id = $1`, [desk.person.userId]);
    const leaveTeam = (client: pg.Client) => client.query(`DELETE FROM team_members WHERE user_id = $1`, [desk.person.userId]);
    const LOSSES: [string, (client: pg.Client) => Promise<unknown>, RegExp][] = [
      ["is switched off", person(`disabled_at = '${AT.toISOString()}'`), /the account of Ines Moreau is switched off/],
      ["is a viewer", person(`roles = '{viewer}'`), /Ines Moreau has no role that decides/],
      ["has no role", person(`roles = '{}'`), /Ines Moreau has no role that decides/],
      ["left the team", leaveTeam, /Ines Moreau is not in the team accounting/],
      ["works for another region", person(`regions = '{Iberia}'`), /Ines Moreau does not work for the region Nordics/],
    ];

    test.each(LOSSES)("refuses a decision of somebody who %s", (_who, lose, reason) =>
      attempt(who(), async () => {
        const pending = await desk.given({ pending: true });
        await lose(who());
        await who().query("SAVEPOINT asked");
        for (const decision of [{}, { decision: "rejected", reason: "No." }, { decision: "redo_requested", reason: "Kinder." }]) {
          await expect(decide(who(), pending, decision)).rejects.toMatchObject({ code: "23514", message: expect.stringMatching(reason) });
          await who().query("ROLLBACK TO asked");
        }
      }));

    test.each(LOSSES)("refuses to send what somebody approved who %s since", (_who, lose, reason) =>
      attempt(who(), async () => {
        await queue(who());
        await lose(who());
        await expect(who().query(`UPDATE outbound_messages SET status = 'sending', sending_at = $1`, [AT])).rejects.toMatchObject({ code: "23514", message: expect.stringMatching(reason) });
      }));

    test.each([["rejected"], ["expired"], ["cancelled"]])("refuses a decision on a draft that is %s, and brings none back to wait", (state) =>
      attempt(who(), async () => {
        const pending = await desk.given({ pending: true });
        await who().query(`UPDATE drafts SET state = $2 WHERE id = $1`, [pending.draftId, state]);
        await who().query("SAVEPOINT asked");
        await expect(decide(who(), pending)).rejects.toMatchObject({ code: "23514" });
        await who().query("ROLLBACK TO asked");
        await expect(who().query(`UPDATE drafts SET state = 'pending' WHERE id = $1`, [pending.draftId])).rejects.toMatchObject({ code: "23514" });
      }));

    test.each<[string, Record<string, unknown>]>([
      ["a draft that has expired", { created_at: hours(24), expires_at: hours(25) }],
      ["more than a day", { expires_at: hours(25) }],
      ["no time at all", { expires_at: AT }],
    ])("refuses an approval for %s", (_what, values) =>
      attempt(who(), async () => expect(decide(who(), await desk.given({ pending: true }), values)).rejects.toMatchObject({ code: "23514" })));

    test.each([["a longer life", `expires_at = expires_at + interval '1 second'`], ["another channel", `channel_id = (SELECT id FROM channels WHERE code = 'slack:#logistics-desk')`],
      ["another task", `task_id = gen_random_uuid()`], ["another distributor", `distributor_id = gen_random_uuid()`], ["another number", `number = 'DRAFT-X'`],
      ["an end without a decision", `state = 'executed'`]])("refuses a draft %s", (_what, change) =>
      attempt(who(), async () => {
        const pending = await desk.given({ pending: true });
        await expect(who().query(`UPDATE drafts SET ${change} WHERE id = $1`, [pending.draftId])).rejects.toMatchObject({ code: "23514" });
      }));

    test("refuses to take four eyes off a draft, and a draft that begins approved", () =>
      attempt(who(), async () => {
        const pending = await desk.given({ pending: true });
        await who().query(`UPDATE drafts SET four_eyes = true WHERE id = $1`, [pending.draftId]);
        await who().query("SAVEPOINT asked");
        await expect(who().query(`UPDATE drafts SET four_eyes = false WHERE id = $1`, [pending.draftId])).rejects.toMatchObject({ code: "23514" });
        await who().query("ROLLBACK TO asked");
        await expect(who().query(`INSERT INTO drafts SELECT (jsonb_populate_record(d, '{"id": "0190a1b2-0000-7000-8000-000000000001", "number": "DRAFT-Y", "state": "approved"}')).* FROM drafts d WHERE id = $1`, [pending.draftId]))
          .rejects.toMatchObject({ code: "23514" });
      }));

    describe("at the end of a transaction that approves", () => {
      const approve = async (client: pg.Client, pending: GivenDraft) => {
        const { rows } = await decide(client, pending);
        await client.query(`UPDATE drafts SET state = 'approved' WHERE id = $1`, [pending.draftId]);
        return { at: AT, draftId: pending.draftId, approvalId: rows[0].id as string, approverId: desk.person.userId! };
      };
      const end = (client: pg.Client) => client.query("SET CONSTRAINTS ALL IMMEDIATE");

      test("keeps it with its entry", () =>
        attempt(who(), async () => {
          await tellApproval(who(), await approve(who(), await desk.given({ pending: true })));
          await end(who());
        }));

      test.each<[string, (client: pg.Client, pending: GivenDraft) => Promise<unknown>]>([
        ["no entry", approve],
        ["an entry of another kind", async (client, pending) => tellApproval(client, { ...(await approve(client, pending)), type: "draft.rejected" })],
        ["an entry about another draft", async (client, pending) => tellApproval(client, { ...(await approve(client, pending)), draftId: given.draftId })],
        ["an entry that names another approval", async (client, pending) => tellApproval(client, { ...(await approve(client, pending)), approvalId: given.approvalId })],
        ["an entry in somebody else's name", async (client, pending) => tellApproval(client, { ...(await approve(client, pending)), approverId: "0190a1b2-0000-7000-8000-000000000000" })],
        ["an entry of an earlier transaction", async (client, pending) => {
          const approvalId = "0190a1b2-0000-7000-8000-000000000002";
          await tellApproval(desk.owner, { at: AT, draftId: pending.draftId, approvalId, approverId: desk.person.userId! });
          if (client === desk.owner) await client.query("COMMIT; BEGIN");
          await decide(client, pending, { id: approvalId });
          await client.query(`UPDATE drafts SET state = 'approved' WHERE id = $1`, [pending.draftId]);
        }],
        ["a draft that still waits", async (client, pending) => {
          const told = await approve(client, pending).then(async (approval) => (await client.query(`SELECT 1`), approval));
          await client.query(`ROLLBACK; BEGIN`);
          const { rows } = await decide(client, pending);
          await tellApproval(client, { ...told, approvalId: rows[0].id });
        }],
      ])("refuses it with %s", (_what, work) =>
        attempt(who(), async () => {
          await work(who(), await givenApart());
          await expect(end(who())).rejects.toMatchObject({ code: "23514" });
        }));
    });

    test("keeps approvals and approved words as they are", async () => {
      for (const statement of [`UPDATE approvals SET expires_at = 'infinity'`, `DELETE FROM approvals`, `UPDATE draft_revisions SET body = 'Other.'`, `DELETE FROM draft_revisions`]) {
        await attempt(who(), () => expect(who().query(statement)).rejects.toMatchObject({ code: "42501" }));
      }
    });
  });
});
