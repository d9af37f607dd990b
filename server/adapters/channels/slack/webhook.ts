import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { type Arrival, type Delivery, UnreadableEvent, type Webhook } from "../../../ports/Webhook.js";

/** Slack's own recommendation; an older request may be somebody's copy. */
const WINDOW_SECONDS = 5 * 60;
const LONGEST_EVENT_ID = 200;
const LONGEST_CHALLENGE = 1_000;

/** The parts of Slack's envelope that we look at. */
interface Envelope { type?: unknown; event_id?: unknown; challenge?: unknown; event?: { type?: unknown } | null }

/** Slack's Events API, signed with the app's signing secret (scheme v0). */
export const slackWebhook = (secret: string): Webhook => ({
  source: "slack",
  keptHeaders: ["content-type", "x-slack-request-timestamp", "x-slack-retry-num", "x-slack-retry-reason"],

  verify({ headers, body }, now) {
    const [timestamp, signature] = [headers["x-slack-request-timestamp"], headers["x-slack-signature"]];
    if (typeof timestamp !== "string" || !/^\d{1,12}$/.test(timestamp) || typeof signature !== "string") return "forged";
    const expected = Buffer.from(`v0=${createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body).digest("hex")}`);
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return "forged";
    return Math.abs(now.getTime() / 1_000 - Number(timestamp)) > WINDOW_SECONDS ? "wrong time" : "genuine";
  },

  arrival(delivery): Arrival {
    const envelope = envelopeOf(delivery);
    const { type, challenge, event_id } = envelope ?? {};
    if (type === "url_verification" && typeof challenge === "string" && challenge.length <= LONGEST_CHALLENGE) return { answer: challenge };
    const isId = typeof event_id === "string" && event_id.length <= LONGEST_EVENT_ID && /^[\w.:-]+$/.test(event_id);
    return { eventId: isId ? event_id : createHash("sha256").update(delivery.body).digest("hex") };
  },

  async process({ body }) {
    const envelope = envelopeOf({ body });
    if (!envelope) throw new UnreadableEvent("Its body is no JSON object: the Request URL of Event Subscriptions sends JSON, other features of Slack do not.");
    if (envelope.type !== "event_callback") return { ignored: `It is no event but "${wordOf(envelope.type)}", which this version does not use.` };
    return { ignored: `This version does not use events of type "${wordOf(envelope.event?.type)}".` };
  },
});

function envelopeOf({ body }: Pick<Delivery, "body">): Envelope | undefined {
  try {
    const parsed: unknown = JSON.parse(body.toString("utf8"));
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** A type as Slack writes types; anything else could be somebody's text. */
const wordOf = (type: unknown): string => (typeof type === "string" && /^[a-z0-9_.]{1,60}$/.test(type) ? type : "unknown");
