import { ErrorCode, LogLevel, WebClient, type WebAPICallError } from "@slack/web-api";
import { type ExternalReference, type MessageChannel, type PostResult, wordingOf } from "../../../ports/MessageChannel.js";
import { neverConnected, troubleOf } from "../connection.js";
import { traits } from "./traits.js";

export interface SlackSettings {
  token: string;
  apiUrl?: string;
  timeoutMs?: number;
}

const EVENT_TYPE = "control_tower_message";
const PAGE = 200;
const RATE_LIMIT_SECONDS = 30;
const LINK_TIMEOUT_MS = 2_000;
const CLOCK_SKEW_SECONDS = 60;

// Slack documents of these that part of the operation may have succeeded before the error was raised.
const MAYBE_DONE = new Set(["fatal_error", "internal_error", "service_unavailable", "request_timeout"]);
const COME_BACK_LATER = new Set(["ratelimited", "rate_limited"]);

/** Slack by a bot token: threads, a reference for every message, and our own id in its metadata to find it again. */
export function slackChannel({ token, apiUrl, timeoutMs = 15_000 }: SlackSettings): MessageChannel {
  const client = (signal: AbortSignal) =>
    new WebClient(token, {
      slackApiUrl: apiUrl,
      timeout: timeoutMs,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logLevel: LogLevel.ERROR,
      // A kept-alive connection that Slack just closed would turn a harmless failure into an unknown.
      headers: { connection: "close" },
      fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.any([init!.signal!, signal]) }).then(withRetryAfter, inPlainWords),
    });

  return {
    ...traits,
    external: true,

    async post(message, signal) {
      if (signal.aborted) return { outcome: "notSent", reason: "The call was cancelled before it began." };
      try {
        const answer = await client(signal).chat.postMessage({
          channel: message.recipient,
          text: wordingOf(traits, message),
          thread_ts: message.threadId ?? undefined,
          metadata: { event_type: EVENT_TYPE, event_payload: { id: message.idempotencyKey } },
          mrkdwn: false,
          parse: "none",
          unfurl_links: false,
          unfurl_media: false,
        });
        if (!answer.channel || !answer.ts) return { outcome: "unknown", reason: "Slack answered without a reference." };
        return { outcome: "accepted", reference: await referenceTo(client, answer.channel, answer.ts, message.threadId) };
      } catch (error) {
        return judge(error);
      }
    },

    async find(message, since, signal) {
      const slack = client(signal);
      const channel = await channelId(slack, message.recipient);
      const place = message.threadId
        ? (cursor?: string) => slack.conversations.replies({ channel, ts: message.threadId!, ...window(since), cursor })
        : (cursor?: string) => slack.conversations.history({ channel, ...window(since), cursor });
      for (let cursor: string | undefined, more = true; more; ) {
        const page = await place(cursor);
        const found = page.messages?.find(({ metadata }) => metadata?.event_type === EVENT_TYPE && (metadata.event_payload as { id?: string })?.id === message.idempotencyKey);
        if (found?.ts) return referenceTo(client, channel, found.ts, message.threadId);
        cursor = page.response_metadata?.next_cursor || undefined;
        more = cursor !== undefined;
      }
      return null;
    },

    async check(signal) {
      await client(signal).auth.test();
    },
  };
}

const window = (since: Date) => ({
  oldest: String(since.getTime() / 1_000 - CLOCK_SKEW_SECONDS),
  include_all_metadata: true,
  limit: PAGE,
});

/** Slack names a time when it limits; a proxy before it may not, and the client would then lose the status. */
function withRetryAfter(response: Response): Response {
  if (response.status !== 429 || Number.parseInt(response.headers.get("retry-after") ?? "", 10) >= 0) return response;
  return new Response(null, { status: 429, headers: { "retry-after": String(RATE_LIMIT_SECONDS) } });
}

/** "fetch failed" helps nobody: the trouble beneath it does, and decides whether anything can have left. */
function inPlainWords(error: unknown): never {
  throw new Error(troubleOf(error), { cause: error });
}

/** The link is a courtesy: an accepted message stays accepted without it, and does not wait long for it. */
async function referenceTo(client: (signal: AbortSignal) => WebClient, channel: string, ts: string, threadId: string | null): Promise<ExternalReference> {
  const slack = client(AbortSignal.timeout(LINK_TIMEOUT_MS));
  const link = await slack.chat.getPermalink({ channel, message_ts: ts }).then(({ permalink }) => permalink ?? null, () => null);
  return { channel, messageId: ts, threadId: threadId ?? ts, link };
}

/** Slack posts to a name but reads only by id. */
async function channelId(slack: WebClient, recipient: string): Promise<string> {
  if (!recipient.startsWith("#")) return recipient;
  for (let cursor: string | undefined, more = true; more; ) {
    const page = await slack.conversations.list({ exclude_archived: true, types: "public_channel,private_channel", limit: 1_000, cursor });
    const found = page.channels?.find(({ name }) => `#${name}` === recipient);
    if (found?.id) return found.id;
    cursor = page.response_metadata?.next_cursor || undefined;
    more = cursor !== undefined;
  }
  throw new Error(`Slack knows no channel ${recipient}.`);
}

function judge(error: unknown): PostResult {
  const { code } = error as WebAPICallError;
  if (code === ErrorCode.RateLimitedError) {
    return { outcome: "notSent", reason: "Slack asked to slow down.", retryAfterSeconds: (error as { retryAfter: number }).retryAfter };
  }
  if (code === ErrorCode.PlatformError) return refusal((error as { data: { error?: string } }).data.error ?? "");
  if (code === ErrorCode.HTTPError) return { outcome: "unknown", reason: `Slack answered with HTTP ${(error as { statusCode: number }).statusCode}.` };
  if (neverConnected(error)) return { outcome: "notSent", reason: `Slack could not be reached: ${troubleOf(error)}.` };
  return { outcome: "unknown", reason: `The connection to Slack broke: ${troubleOf(error)}.` };
}

/** A body that is no JSON also comes as an error "code"; it says nothing about the message. */
function refusal(error: string): PostResult {
  if (COME_BACK_LATER.has(error)) return { outcome: "notSent", reason: "Slack asked to slow down.", retryAfterSeconds: RATE_LIMIT_SECONDS };
  if (MAYBE_DONE.has(error) || !/^[a-z_]+$/.test(error)) return { outcome: "unknown", reason: `Slack could not say: ${error.slice(0, 200)}.` };
  return { outcome: "refused", reason: `Slack refused: ${error.replaceAll("_", " ")}.` };
}
