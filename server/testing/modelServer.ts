import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type ModelProtocol = "openai" | "anthropic" | "ollama";

/** What a model, its provider or the network can do wrong; each is played in the protocol's own way. */
export const MODEL_FAULTS = [
  "hang", "slowStream", "connectionDrop", "dropMidway", "error500", "overloaded", "rateLimited", "quotaExhausted", "unauthorized", "notFound", "redirectLoop",
  "htmlPage", "malformedJson", "emptyBody", "brokenArguments", "wrongSchema", "wrongTool", "emptyAnswer", "blankDraft", "refusal", "prose", "cutOff", "hugeDraft", "hugeBody",
] as const;
export type ModelFault = (typeof MODEL_FAULTS)[number];

/** A scripted answer: the arguments of the draft, a fault, or an answer made from the request. */
export type ModelAnswer = ModelFault | Record<string, unknown> | ((request: ModelRequest) => Record<string, unknown>);

export interface ModelRequest {
  protocol: ModelProtocol;
  headers: IncomingMessage["headers"];
  body: Record<string, any>;
  /** Every text the model was sent, in one. */
  prompt: string;
}

interface Said {
  draft?: unknown;
  text?: string;
  rawArguments?: string;
  tool?: string;
  stop?: "refusal" | "cutOff";
}

/** A local server that speaks the three chat protocols, with scripted answers and faults. */
export class ModelServer {
  readonly requests: ModelRequest[] = [];
  private readonly script: ModelAnswer[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ModelServer> {
    const server = createServer();
    const models = new ModelServer(server);
    server.on("request", (request, response) => void models.serve(request, response).catch(() => response.destroy()));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return models;
  }

  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** What the server claims about tokens and model in every answer; absurd claims may be set. */
  claims: { input: unknown; output: unknown; model?: string } = { input: 321, output: 45 };

  /** What the next calls are answered with; the last one goes on for ever. */
  answers(...script: ModelAnswer[]): void {
    this.script.splice(0, this.script.length, ...script);
    this.requests.length = 0;
  }

  baseUrl(protocol: ModelProtocol): string {
    const origin = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return protocol === "openai" ? `${origin}/v1` : origin;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const protocol = ({ "/v1/chat/completions": "openai", "/v1/messages": "anthropic", "/api/chat": "ollama" } as const)[request.url!.split("?")[0]!];
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (!protocol) return void response.writeHead(404).end();
    const body = JSON.parse(Buffer.concat(chunks).toString() || "{}");
    const asked: ModelRequest = { protocol, headers: request.headers, body, prompt: promptOf(body) };
    this.requests.push(asked);
    const answer = this.script.length > 1 ? this.script.shift()! : this.script[0]!;
    if (typeof answer === "string") this.fail(answer, asked, response);
    else send(response, 200, reply(asked, { draft: typeof answer === "function" ? answer(asked) : answer }, this.claims));
  }

  private fail(fault: ModelFault, asked: ModelRequest, response: ServerResponse): void {
    const error = (status: number, type: string, message: string, code?: string) =>
      send(response, status, asked.protocol === "ollama" ? { error: message } : { type: "error", error: { type, message, code } });
    const said = (words: Said) => send(response, 200, reply(asked, words, this.claims));
    const key = String(asked.headers.authorization ?? asked.headers["x-api-key"] ?? "");
    switch (fault) {
      case "hang": return;
      case "slowStream": return this.drip(response);
      case "connectionDrop": return void response.socket!.destroy();
      case "dropMidway": response.writeHead(200, { "content-type": "application/json", "content-length": 5_000 }); response.write('{"id":"'); return void setImmediate(() => response.socket!.destroy());
      case "error500": return error(500, "api_error", "internal error");
      case "overloaded": return error(529, "overloaded_error", "overloaded");
      case "rateLimited": return error(429, "rate_limit_error", "too many requests");
      case "quotaExhausted": return error(429, "insufficient_quota", "You exceeded your current quota, please check your plan and billing details.", "insufficient_quota");
      case "unauthorized": return error(401, "authentication_error", `Incorrect API key provided: ${key}`);
      case "notFound": return error(404, "not_found_error", "model not found");
      case "redirectLoop": return void response.writeHead(307, { location: asked.protocol === "openai" ? "/v1/chat/completions" : asked.protocol === "anthropic" ? "/v1/messages" : "/api/chat" }).end();
      case "htmlPage": return void response.writeHead(200, { "content-type": "text/html" }).end("<html><body>Sign in to the network</body></html>");
      case "malformedJson": return void response.writeHead(200, { "content-type": "application/json" }).end('{"choices": [{"mess');
      case "emptyBody": return void response.writeHead(200, { "content-type": "application/json" }).end();
      case "brokenArguments": return said({ rawArguments: '{"body": "The invoice is' });
      case "wrongSchema": return said({ draft: { message: "Hello", citedFacts: "F1" } });
      case "wrongTool": return said({ tool: "release_shipment", draft: { order: "ORD-2026-1047" } });
      case "emptyAnswer": return said({ text: "" });
      case "blankDraft": return said({ draft: { body: "   ", citedFacts: [] } });
      case "refusal": return said({ text: "I'm sorry, but I can't help with that.", stop: "refusal" });
      case "prose": return said({ text: "Here is a lovely message for you: please pay." });
      case "cutOff": return said({ rawArguments: '{"body": "The invoice is', stop: "cutOff" });
      case "hugeDraft": return said({ draft: { body: "Please pay. ".repeat(20_000), citedFacts: [] } });
      case "hugeBody": return said({ draft: { body: "x".repeat(3_000_000), citedFacts: [] } });
    }
  }

  private drip(response: ServerResponse): void {
    response.writeHead(200, { "content-type": "application/json" });
    const timer = setInterval(() => response.write(" "), 20);
    this.timers.add(timer);
    response.on("close", () => clearInterval(timer));
  }
}

function promptOf(body: Record<string, any>): string {
  const text = (content: unknown): string => (typeof content === "string" ? content : Array.isArray(content) ? content.map((part) => part.text ?? "").join("\n") : "");
  return [text(body.system), ...(body.messages ?? []).map((message: { content: unknown }) => text(message.content))].join("\n");
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** The same words in each protocol's own shape. */
function reply({ protocol, body }: ModelRequest, said: Said, { input, output, model = body.model }: ModelServer["claims"]): unknown {
  const args = said.rawArguments ?? JSON.stringify(said.draft);
  const calls = said.draft !== undefined || said.rawArguments !== undefined;
  if (protocol === "openai") {
    const name = said.tool ?? body.tools?.[0]?.function.name;
    const message = calls
      ? { role: "assistant", content: null, tool_calls: [{ id: "call_1", type: "function", function: { name, arguments: args } }] }
      : { role: "assistant", content: said.stop === "refusal" ? null : said.text, refusal: said.stop === "refusal" ? said.text : null };
    const finish = said.stop === "cutOff" ? "length" : calls ? "tool_calls" : "stop";
    return { id: "chatcmpl-1", object: "chat.completion", created: 1, model, choices: [{ index: 0, message, finish_reason: finish }], usage: { prompt_tokens: input, completion_tokens: output, total_tokens: 366 } };
  }
  if (protocol === "anthropic") {
    const name = said.tool ?? body.tools?.[0]?.name;
    // This protocol carries arguments as an object, so broken ones arrive as a string in its place.
    const content = calls ? [{ type: "tool_use", id: "toolu_1", name, input: said.draft ?? said.rawArguments }] : said.text ? [{ type: "text", text: said.text }] : [];
    const stop = said.stop === "refusal" ? "refusal" : said.stop === "cutOff" ? "max_tokens" : calls ? "tool_use" : "end_turn";
    return { id: "msg_1", type: "message", role: "assistant", model, content, stop_reason: stop, stop_sequence: null, usage: { input_tokens: input, output_tokens: output } };
  }
  const message = said.tool ? { role: "assistant", content: "", tool_calls: [{ function: { name: said.tool, arguments: said.draft } }] } : { role: "assistant", content: calls ? args : said.text };
  return { model, created_at: "2026-11-23T09:00:00Z", message, done: true, done_reason: said.stop === "cutOff" ? "length" : "stop", prompt_eval_count: input, eval_count: output };
}
