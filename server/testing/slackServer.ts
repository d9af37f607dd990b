import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

/** A message as this Slack keeps it. */
export interface SlackPost {
  channel: string;
  ts: string;
  threadTs?: string;
  /** As it came over the wire, escaped. */
  raw: string;
  /** As people read it. */
  text: string;
  /** Our own id, from the metadata. */
  id?: string;
  metadata?: object;
}

/** What goes wrong with the next call of a method. */
export type SlackFault =
  | { kind: "rateLimit"; retryAfter?: number }
  | { kind: "refuse"; error: string }
  | { kind: "status"; status: number; accept?: boolean }
  | { kind: "garbage"; accept?: boolean }
  /** Never answers; the message is kept or not. */
  | { kind: "hang"; accept?: boolean }
  /** The connection is cut instead of an answer. */
  | { kind: "drop"; accept?: boolean };

export interface SlackServer {
  /** For `SLACK_API_URL`. */
  url: string;
  token: string;
  posts: SlackPost[];
  /** How often each method was called. */
  calls: Record<string, number>;
  /** The texts people would read, oldest first. */
  readonly texts: string[];
  fail(fault: SlackFault, options?: { method?: string; times?: number }): void;
  reset(): void;
  close(): Promise<void>;
}

type Form = Record<string, string>;
type Answer = Record<string, unknown>;

const CHANNELS = [
  { id: "C0EXCEPTIONS", name: "wholesale-exceptions" },
  { id: "C0ACCOUNTING", name: "accounting-followups" },
  { id: "C0LOGISTICS", name: "logistics-desk" },
];

/** A local Slack that speaks the Web API's protocol: form-encoded bodies, `ok` and `error`, threads apart from history. */
export async function startSlackServer({ port = 0, token = "xoxb-local-test" } = {}): Promise<SlackServer> {
  const posts: SlackPost[] = [];
  const calls: Record<string, number> = {};
  const faults: { method: string; fault: SlackFault; times: number }[] = [];
  let clock = Math.floor(Date.now() / 1_000);
  let sequence = 0;

  const channelOf = (name = "") => CHANNELS.find((channel) => channel.id === name || `#${channel.name}` === name)?.id;
  const refuse = (error: string): Answer => ({ ok: false, error });

  const methods: Record<string, (form: Form) => Answer> = {
    "auth.test": () => ({ ok: true, url: "https://tower.slack.com/", team: "Tower", user: "tower", team_id: "T0TOWER", user_id: "U0TOWER", bot_id: "B0TOWER" }),
    "chat.postMessage": (form) => {
      const channel = channelOf(form.channel);
      if (!channel) return refuse("channel_not_found");
      if (!form.text && !form.blocks) return refuse("no_text");
      if (form.text && form.text.length > 40_000) return refuse("msg_too_long");
      if (form.thread_ts && !posts.some((post) => post.channel === channel && post.ts === form.thread_ts)) return refuse("thread_not_found");
      clock = Math.max(clock, Math.floor(Date.now() / 1_000));
      const ts = `${clock}.${String(++sequence).padStart(6, "0")}`;
      const metadata = form.metadata ? JSON.parse(form.metadata) : undefined;
      posts.push({ channel, ts, threadTs: form.thread_ts, raw: form.text ?? "", text: unescape(form.text ?? ""), id: metadata?.event_payload?.id, metadata });
      return { ok: true, channel, ts, message: { type: "message", subtype: "bot_message", text: form.text, ts, thread_ts: form.thread_ts, bot_id: "B0TOWER" } };
    },
    "chat.getPermalink": (form) => {
      const channel = channelOf(form.channel);
      if (!channel || !posts.some((post) => post.channel === channel && post.ts === form.message_ts)) return refuse("message_not_found");
      return { ok: true, channel, permalink: `https://tower.slack.com/archives/${channel}/p${form.message_ts!.replace(".", "")}` };
    },
    "conversations.list": () => ({ ok: true, channels: CHANNELS.map((channel) => ({ ...channel, is_channel: true })), response_metadata: { next_cursor: "" } }),
    "conversations.history": (form) => {
      // Slack reads by id alone, though it posts to names.
      if (!CHANNELS.some(({ id }) => id === form.channel)) return refuse("channel_not_found");
      return page(form, posts.filter((post) => post.channel === form.channel && !post.threadTs).reverse());
    },
    "conversations.replies": (form) => {
      if (!CHANNELS.some(({ id }) => id === form.channel)) return refuse("channel_not_found");
      const thread = posts.filter((post) => post.channel === form.channel && (post.ts === form.ts || post.threadTs === form.ts));
      return thread.length ? page(form, thread) : refuse("thread_not_found");
    },
  };

  const faultOf = (method: string) => {
    const next = faults.find((entry) => entry.method === method && entry.times > 0);
    if (next) next.times -= 1;
    return next?.fault;
  };

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const method = new URL(request.url!, "http://slack").pathname.replace(/^\/(api\/)?/, "");
    const form = await formOf(request);
    const send = (body: Answer, status = 200, headers: Record<string, string> = {}) =>
      response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers }).end(JSON.stringify(body));

    calls[method] = (calls[method] ?? 0) + 1;
    const call = methods[method];
    if (!call) return send(refuse("unknown_method"));
    const given = request.headers.authorization?.replace(/^Bearer /, "") ?? form.token;
    if (given !== token) return send(refuse(given ? "invalid_auth" : "not_authed"));

    const fault = faultOf(method);
    if (fault && "accept" in fault && fault.accept) call(form);
    switch (fault?.kind) {
      case undefined: return send(call(form));
      case "rateLimit": return send(refuse("ratelimited"), 429, fault.retryAfter === undefined ? {} : { "retry-after": String(fault.retryAfter) });
      case "refuse": return send(refuse(fault.error));
      case "status": return send(refuse("internal_error"), fault.status);
      case "garbage": return response.writeHead(200, { "content-type": "text/html" }).end("<html>Bad gateway</html>");
      case "drop": return request.socket.destroy();
      case "hang": return;
    }
  }

  const server = createServer((request, response) => void answer(request, response).catch(() => request.socket.destroy()));
  server.listen(port, "127.0.0.1");
  await once(server, "listening");

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    token,
    posts,
    calls,
    get texts() {
      return posts.map(({ text }) => text);
    },
    fail: (fault, { method = "chat.postMessage", times = 1 } = {}) => void faults.push({ method, fault, times }),
    reset() {
      posts.length = faults.length = 0;
      for (const method of Object.keys(calls)) delete calls[method];
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function page(form: Form, found: SlackPost[]): Answer {
  const from = Number(form.cursor || 0);
  const limit = Number(form.limit || 100);
  const within = found.filter(({ ts }) => Number(ts) > Number(form.oldest || 0) && Number(ts) <= Number(form.latest || Infinity));
  const next = from + limit < within.length ? String(from + limit) : "";
  const messages = within.slice(from, from + limit).map(({ ts, threadTs, raw, metadata }) =>
    ({ type: "message", text: raw, ts, thread_ts: threadTs, ...(form.include_all_metadata === "true" ? { metadata } : {}) }));
  return { ok: true, messages, has_more: next !== "", response_metadata: { next_cursor: next } };
}

async function formOf(request: IncomingMessage): Promise<Form> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
}

const unescape = (text: string) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

// Run by itself it serves the port given, and tells where and what was posted: one line of JSON on each line of input.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const slack = await startSlackServer({ port: Number(process.argv[2] ?? 0) });
  const tell = () => console.log(JSON.stringify({ url: slack.url, token: slack.token, posts: slack.posts }));
  tell();
  process.stdin.on("data", tell).on("end", () => process.exit(0));
}
