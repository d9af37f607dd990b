import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createHmac, randomUUID } from "node:crypto";
import { pino } from "pino";
import { slackWebhook } from "../adapters/channels/slack/webhook.js";
import { claimInbound, processInbound } from "../domain/inbound/processInbound.js";
import type { Webhook, Webhooks } from "../ports/Webhook.js";
import { startTower, type TestTower } from "../testing/startTower.js";
import { Story } from "../testing/story.js";
import { MAX_HOOK_BYTES } from "./webhooks.js";

const SECRET = "0123456789abcdef0123456789abcdef";
let tower: TestTower;
let story: Story;
const lines: string[] = [];
const log = pino({ level: "info" }, { write: (line: string) => void lines.push(line) });

beforeAll(async () => {
  tower = await startTower({ env: { SLACK_SIGNING_SECRET: SECRET }, log });
  story = new Story(tower);
});
afterAll(() => tower.close());

interface Sent { secret?: string; at?: Date; signedBody?: string; headers?: Record<string, string>; to?: string }
const seconds = (date: Date) => String(Math.floor(date.getTime() / 1_000));
/** Sends a body to the webhook as Slack does. */
async function send(body: string, { secret = SECRET, at = tower.clock.now(), signedBody = body, headers = {}, to = `${tower.url}/hooks/slack` }: Sent = {}) {
  const timestamp = seconds(at);
  const signature = `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${signedBody}`).digest("hex")}`;
  const response = await fetch(to, {
    method: "POST", body, signal: AbortSignal.timeout(20_000),
    headers: { "content-type": "application/json", "x-slack-request-timestamp": timestamp, "x-slack-signature": signature, ...headers },
  });
  return { status: response.status, text: await response.text(), type: response.headers.get("content-type") };
}
const event = (id = `Ev${randomUUID()}`, text = "The pallets are late.") =>
  ({ id, body: JSON.stringify({ token: "legacy-token", type: "event_callback", event_id: id, event: { type: "message", text } }) });
const stored = (id: string) => story.rows(`SELECT * FROM inbound_events WHERE event_id = $1`, [id]);
const count = async () => Number((await story.rows(`SELECT count(*) AS n FROM inbound_events`))[0]!.n);
const slack: Webhooks = new Map([["slack", slackWebhook(SECRET)]]);
const work = (webhooks = slack) => processInbound(story.system, webhooks);
const later = (minutes: number) => tower.clock.set(new Date(tower.clock.now().getTime() + minutes * 60_000));
/** The same source with a reading of its own. */
const reading = (process: Webhook["process"]): Webhooks => new Map([["slack", { ...slackWebhook(SECRET), process }]]);

describe("the door", () => {
  test("answers the challenge that verifies the address, and stores nothing of it", async () => {
    const before = await count();
    expect(await send(JSON.stringify({ type: "url_verification", token: "x", challenge: "3eZbrw1aB10FEMAGAZd4FyFQ" }))).toMatchObject({ status: 200, text: "3eZbrw1aB10FEMAGAZd4FyFQ", type: "text/plain; charset=utf-8" });
    expect(await send(JSON.stringify({ type: "url_verification", challenge: "x" }), { secret: "someone else's secret" })).toMatchObject({ status: 401 });
    expect(await count()).toBe(before);
  });

  test("stores a genuine event with its bytes and the headers that are needed, never its signature", async () => {
    const { id, body } = event();
    expect(await send(body, { headers: { "x-slack-retry-num": "1", cookie: "a=b", "user-agent": "Slackbot" } })).toMatchObject({ status: 200, text: "" });
    const [row] = await stored(id);
    expect(row).toMatchObject({ source: "slack", state: "pending", attempts: 0, received_at: tower.clock.now() });
    expect(row!.body.toString()).toBe(body);
    expect(row!.headers).toEqual({ "content-type": "application/json", "x-slack-request-timestamp": seconds(tower.clock.now()), "x-slack-retry-num": "1" });
  });

  test("takes the bytes as they are, whatever their type is called", async () => {
    for (const type of ["application/x-www-form-urlencoded", "text/plain", "application/json; charset=utf-8"]) {
      const { id, body } = event();
      expect(await send(body.replace("{", "{ \n"), { headers: { "content-type": type } })).toMatchObject({ status: 200 });
      expect(await stored(id)).toHaveLength(1);
    }
  });

  test.each<[string, (body: string) => Promise<{ status: number; text: string }>]>([
    ["a wrong secret", (body) => send(body, { secret: "someone else's secret" })],
    ["an altered body", (body) => send(body.replace("late", "here"), { signedBody: body })],
    ["the same words in other bytes", (body) => send(JSON.stringify(JSON.parse(body), null, 1), { signedBody: body })],
    ["no signature", (body) => send(body, { headers: { "x-slack-signature": "" } })],
    ["no body", () => send("", { signedBody: "x" })],
    ["an old time", (body) => send(body, { at: new Date(tower.clock.now().getTime() - 301_000) })],
    ["a time to come", (body) => send(body, { at: new Date(tower.clock.now().getTime() + 302_000) })],
    ["an old request with a new time", (body) => send(body, { at: new Date(tower.clock.now().getTime() - 3_600_000), headers: { "x-slack-request-timestamp": seconds(tower.clock.now()) } })],
  ])("refuses %s with 401 and stores nothing", async (_, sent) => {
    const before = await count();
    const { status, text } = await sent(event().body);
    expect(status).toBe(401);
    expect(JSON.parse(text).errors[0].extensions.code).toBe("UNAUTHENTICATED");
    expect(await count()).toBe(before);
  });

  test("tells of refusals in the log, a line a minute, without anything of the request", async () => {
    later(2);
    lines.length = 0;
    for (let i = 0; i < 5; i++) await send(event().body, { secret: "someone else's secret" });
    const told = lines.filter((line) => line.includes("a webhook's request was refused"));
    expect(told).toHaveLength(1);
    expect(lines.join()).not.toMatch(/pallets|v0=|legacy-token|secret of/);
  });

  test("knows no source without a secret", async () => {
    for (const to of ["/hooks/telegram", "/hooks/Slack", "/hooks/__proto__", "/hooks/"]) expect(await send(event().body, { to: tower.url + to })).toMatchObject({ status: 404 });
    const other = await startTower();
    try {
      expect(await send(event().body, { to: `${other.url}/hooks/slack` })).toMatchObject({ status: 404 });
    } finally {
      await other.close();
    }
  });

  test("takes what is as large as may be, and no byte more", async () => {
    const { id, body } = event();
    const filled = (length: number) => body + " ".repeat(length - Buffer.byteLength(body));
    const before = await count();
    expect(await send(filled(MAX_HOOK_BYTES + 1))).toMatchObject({ status: 413 });
    expect(await count()).toBe(before);
    expect(await send(filled(MAX_HOOK_BYTES))).toMatchObject({ status: 200 });
    expect(await stored(id)).toHaveLength(1);
  });

  test("stores an event once, however often and however many at once it comes", async () => {
    const { id, body } = event();
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(body)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const [row, ...more] = await stored(id);
    expect(more).toEqual([]);
    await work();
    const [done] = await stored(id);
    expect(done).toMatchObject({ state: "done", attempts: 1, outcome: 'This version does not use events of type "message".', last_error: null, next_attempt_at: null, processed_at: tower.clock.now() });
    expect(await send(body, { headers: { "x-slack-retry-num": "2" } })).toMatchObject({ status: 200 });
    expect(await work()).toBe(0);
    expect(await stored(id)).toEqual([done]);
    expect(done!.id).toBe(row!.id);
  });
});

describe("the job", () => {
  const keep = async () => {
    await work();
    const { id, body } = event();
    await send(body);
    return id;
  };

  test("takes up what a process left behind, stored or half done", async () => {
    const id = await keep();
    expect(await claimInbound(story.system)).toMatchObject({ attempts: 1 }); // and there its process ends
    expect(await work()).toBe(0);
    later(1);
    expect(await work()).toBe(1);
    expect(await stored(id)).toMatchObject([{ state: "done", attempts: 2 }]);
  });

  test("shares the work among processes: each event is read once", async () => {
    await work();
    const ids = await Promise.all(Array.from({ length: 25 }, async () => {
      const { id, body } = event();
      await send(body);
      return id;
    }));
    const read: string[] = [];
    const slow = reading(async ({ body }) => {
      read.push(JSON.parse(body.toString()).event_id);
      await new Promise((resolve) => setImmediate(resolve));
      return { ignored: "It was read." };
    });
    await Promise.all([work(slow), work(slow), work(slow), work(slow)]);
    expect(read.sort()).toEqual(ids.sort());
  });

  test("leaves the result of another worker's later try alone", async () => {
    const id = await keep();
    const overtaken = reading(async () => {
      later(1);
      await work(); // another worker, after this one was taken for lost
      throw new Error("too late");
    });
    expect(await work(overtaken)).toBe(1);
    expect(await stored(id)).toMatchObject([{ state: "done", attempts: 2, last_error: null }]);
  });

  test("one event that fails keeps no other from being processed, and is tried again ever later, twelve times", async () => {
    const bad = await keep();
    const good = event();
    await send(good.body);
    const tries: number[] = [];
    const failing = reading(async ({ body }) => {
      if (!body.includes(bad)) return { ignored: "It was read." };
      tries.push(tower.clock.now().getTime());
      throw new TypeError(`cannot read "${body.toString()}"`);
    });
    lines.length = 0;
    expect(await work(failing)).toBe(2);
    expect(await stored(good.id)).toMatchObject([{ state: "done" }]);
    expect(await stored(bad)).toMatchObject([{ state: "pending", attempts: 1, last_error: "It could not be processed; the log says where." }]);
    for (let minute = 0; minute < 200; minute++) {
      later(0.5);
      await work(failing);
    }
    expect(tries).toHaveLength(12);
    const waits = tries.slice(1).map((time, i) => time - tries[i]!);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    const [dead] = await stored(bad);
    expect(dead).toMatchObject({ state: "dead", attempts: 12, next_attempt_at: null });
    expect(await tower.services.pool.query(`SELECT type FROM audit_logs WHERE subject_id = $1`, [dead!.id])).toMatchObject({ rows: [{ type: "inboundEvent.died" }] });
    expect(lines.filter((line) => line.includes("could not be processed")).join()).toContain("TypeError");
    expect(lines.join()).not.toMatch(/pallets|legacy-token/);
  });

  test("gives up at once on what no try can read", async () => {
    await work();
    const body = `payload=${randomUUID()}`;
    await send(body);
    await work();
    const [row] = await story.rows(`SELECT * FROM inbound_events WHERE body = $1`, [Buffer.from(body)]);
    expect(row).toMatchObject({ state: "dead", attempts: 1, last_error: expect.stringContaining("no JSON object") });
  });

  test("waits while a source has no secret", async () => {
    const id = await keep();
    await work(new Map());
    expect(await stored(id)).toMatchObject([{ state: "pending", last_error: 'No secret is set for "slack" any more, so it is not processed.' }]);
    later(1);
    await work();
    expect(await stored(id)).toMatchObject([{ state: "done", last_error: null }]);
  });

  test("runs in the product by itself", async () => {
    const whole = await startTower({ env: { SLACK_SIGNING_SECRET: SECRET, PROCESS: "all" } });
    try {
      const { id, body } = event();
      expect(await send(body, { to: `${whole.url}/hooks/slack`, at: whole.clock.now() })).toMatchObject({ status: 200 });
      for (let tries = 0; ; tries++) {
        const { rows: [row] } = await whole.services.pool.query(`SELECT state FROM inbound_events WHERE event_id = $1`, [id]);
        if (row.state === "done") break;
        if (tries > 600) throw new Error(`it is still ${row.state}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    } finally {
      await whole.close();
    }
  }, 60_000);
});

describe("dead events", () => {
  async function died() {
    await work();
    const body = `payload=${randomUUID()}`;
    await send(body);
    await work();
    const [row] = await story.rows(`SELECT * FROM inbound_events WHERE body = $1`, [Buffer.from(body)]);
    return row!;
  }
  const list = (person: string) => tower.as(person)(`{ inboundEvents(filter: { state: [DEAD], source: ["slack"] }, first: 1) { nodes { id version source state attempts lastError outcome receivedAt } } }`);

  test("are seen by Admin alone, without what they say", async () => {
    const row = await died();
    expect((await list("admin")).data.inboundEvents.nodes).toMatchObject([{ id: row.id, source: "slack", state: "DEAD", attempts: 1, lastError: expect.stringContaining("no JSON object") }]);
    for (const person of ["accounting", "legal", "viewer"]) expect((await list(person)).errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    const fields = (await tower.as("admin")(`{ __type(name: "InboundEvent") { fields { name } } }`)).data.__type.fields.map(({ name }: { name: string }) => name);
    expect(fields).not.toEqual(expect.arrayContaining(["body"]));
    expect(fields).not.toEqual(expect.arrayContaining(["headers"]));
  });

  test("are replayed by a person who is Admin, once, and processed anew; who and when is on record", async () => {
    const { id, version } = await died();
    for (const person of ["accounting", "legal", "viewer"]) expect(await story.does(person, "inboundEventReplay", { id, version })).toMatchObject({ code: "NOT_FOUND" });
    expect(await story.doesWith(await story.apiToken("admin"), "inboundEventReplay", { id, version })).toMatchObject({ code: "FORBIDDEN", message: expect.stringContaining("closed to tokens") });
    expect(await story.does("admin", "inboundEventReplay", { id, version: version - 1 })).toMatchObject({ code: "STALE_VERSION" });
    const outcomes = await Promise.all([1, 2, 3].map(() => story.does("admin", "inboundEventReplay", { id, version })));
    expect(outcomes.map(({ code }) => code ?? "done").sort()).toEqual(["WRONG_STATE", "WRONG_STATE", "done"]);
    expect(outcomes.find(({ code }) => !code)!.record).toMatchObject({ state: "PENDING", attempts: 0 });
    await work(reading(async () => ({ ignored: "It was read." })));
    expect(await story.rows(`SELECT state, attempts, outcome, last_error FROM inbound_events WHERE id = $1`, [id])).toEqual([{ state: "done", attempts: 1, outcome: "It was read.", last_error: null }]);
    const { rows } = await tower.services.pool.query(`SELECT type, actor_kind, payload::text FROM audit_logs JOIN audit_payloads ON audit_id = id WHERE subject_id = $1 ORDER BY id`, [id]);
    const told = rows.map(({ type, actor_kind }) => `${type} ${actor_kind}`);
    expect(told.filter((line) => line !== "access.refused user")).toEqual(["inboundEvent.died system", "inboundEvent.replayed user"]);
    expect(told).toHaveLength(2 + 6); // three without the right, one too old, two too late; a token's is told of its user
    expect(rows.map(({ payload }) => payload).join()).not.toContain("payload=");
    expect(await story.does("admin", "inboundEventReplay", { id, version: outcomes[0]!.record?.version ?? 99 })).toMatchObject({ code: "WRONG_STATE", message: expect.stringContaining("done") });
  });

  test("can't be replayed by an agent or the system", async () => {
    const { id, version } = await died();
    const { replayInbound } = await import("../domain/inbound/replayInbound.js");
    await expect(replayInbound(story.system, { id, version })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await story.rows(`SELECT state FROM inbound_events WHERE id = $1`, [id])).toEqual([{ state: "dead" }]);
  });
});
