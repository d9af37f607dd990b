import { describe, expect, test } from "@jest/globals";
import { createHmac } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { slackWebhook } from "./webhook.js";

// the example that Slack publishes of its scheme
const SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
const TIMESTAMP = "1531420618";
const BODY = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
const SIGNATURE = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
const webhook = slackWebhook(SECRET);
const at = (seconds: number) => new Date((Number(TIMESTAMP) + seconds) * 1_000);
const verdict = ({ timestamp = TIMESTAMP as string | undefined, signature = SIGNATURE as string | string[] | undefined, body = BODY, now = at(1) } = {}) =>
  webhook.verify({ headers: { "x-slack-request-timestamp": timestamp, "x-slack-signature": signature }, body: Buffer.from(body) }, now);
const signed = (body: string, timestamp = TIMESTAMP) => `v0=${createHmac("sha256", SECRET).update(`v0:${timestamp}:${body}`).digest("hex")}`;

test("the published example is genuine", () => {
  expect(verdict()).toBe("genuine");
});

test.each<[string, Parameters<typeof verdict>[0]]>([
  ["an altered body", { body: BODY.replace("text=", "text=x") }],
  ["the body of another", { body: "" }],
  ["another timestamp", { timestamp: "1531420619" }],
  ["no signature", { signature: "" }],
  ["a signature cut short", { signature: SIGNATURE.slice(0, -1) }],
  ["a signature of another version", { signature: SIGNATURE.replace("v0", "v1") }],
  ["the signature in capitals", { signature: SIGNATURE.toUpperCase() }],
  ["two signatures", { signature: [SIGNATURE, SIGNATURE] }],
  ["signs of several bytes", { signature: "é".repeat(SIGNATURE.length) }],
  ["a timestamp that is no number, though signed", { timestamp: "1e9", signature: signed(BODY, "1e9") }],
  ["a signed empty timestamp", { timestamp: "", signature: signed(BODY, "") }],
])("%s is forged", (_, forged) => {
  expect(verdict(forged)).toBe("forged");
});

test("another secret is forged", () => {
  expect(slackWebhook("another secret of that length").verify({ headers: { "x-slack-request-timestamp": TIMESTAMP, "x-slack-signature": SIGNATURE }, body: Buffer.from(BODY) }, at(0))).toBe("forged");
});

test("five minutes are the window, both ways", () => {
  expect([-301, -300, 300, 301].map((seconds) => verdict({ now: at(seconds) }))).toEqual(["wrong time", "genuine", "genuine", "wrong time"]);
});

const arrival = (body: string) => webhook.arrival({ headers: {}, body: Buffer.from(body) });

test("an address is verified by its challenge, an event told by its id, and all else by its body", () => {
  expect(arrival('{"type":"url_verification","challenge":"3eZbrw1aB","token":"x"}')).toEqual({ answer: "3eZbrw1aB" });
  expect(arrival('{"type":"event_callback","event_id":"Ev08MFMKH6"}')).toEqual({ eventId: "Ev08MFMKH6" });
  for (const body of ["", "no JSON", "[]", "null", '{"event_id":7}', '{"event_id":""}', '{"event_id":"a\\u0000b"}', `{"event_id":"${"x".repeat(201)}"}`, '{"type":"url_verification","challenge":{}}']) {
    expect(arrival(body)).toEqual({ eventId: expect.stringMatching(/^[0-9a-f]{64}$/) });
  }
  expect(arrival("a")).not.toEqual(arrival("b"));
});

test("what is not used is ignored with a reason that quotes nobody", async () => {
  const outcome = async (body: object) => (await webhook.process({ headers: {}, body: Buffer.from(JSON.stringify(body)) })).ignored;
  expect(await outcome({ type: "event_callback", event: { type: "message", text: "The pallets are late." } })).toBe('This version does not use events of type "message".');
  expect(await outcome({ type: "event_callback", event: { type: "ask Ines Rovira <ines@example.org>" } })).toContain('"unknown"');
  expect(await outcome({ type: "app_rate_limited" })).toContain('"app_rate_limited"');
  await expect(webhook.process({ headers: {}, body: Buffer.from("payload=%7B%7D") })).rejects.toThrow("no JSON object");
});

const FOLDER = fileURLToPath(new URL("../../../../../shared/data/payloads/slack/", import.meta.url));
const there = existsSync(FOLDER);
if (!there) console.log(`SKIPPED Slack's sample payloads: ${FOLDER} is not there`);

(there ? describe : describe.skip)("Slack's sample payloads", () => {
  test.each(there ? readdirSync(FOLDER).filter((file) => file.endsWith("Payload.json")) : [])("%s is stored and has an outcome", async (file) => {
    const body = readFileSync(FOLDER + file);
    expect(webhook.arrival({ headers: {}, body })).toMatchObject({ eventId: expect.stringMatching(/./) });
    expect((await webhook.process({ headers: {}, body })).ignored).toMatch(/^[A-Z].*\.$/);
  });
});
