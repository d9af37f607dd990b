import type { FastifyInstance, FastifyReply } from "fastify";
import { systemContext, type Services } from "../context.js";
import { storeInbound } from "../domain/inbound/storeInbound.js";
import type { Webhooks } from "../ports/Webhook.js";
import { errorBody } from "./errors.js";

export interface WebhookDoor {
  services: Services;
  webhooks: Webhooks;
  /** What every answer of the API carries. */
  headers: Record<string, string>;
}

/** Larger than any event of a provider that we know. */
export const MAX_HOOK_BYTES = 1024 * 1024;
/** A wrong secret is told to the operator, and a flood is not. */
const TOLD_EVERY_MS = 60_000;

/**
 * `POST /hooks/:source`, one door for events of all providers: what is genuine is stored under the provider's id of it and answered,
 * and a job does the rest. Nothing is stored of a request that is not genuine, and nothing twice.
 */
export async function serveWebhooks(app: FastifyInstance, { services, webhooks, headers }: WebhookDoor): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body)); // a signature is about bytes
  const tellRefusal = refusalsOf(services);

  app.post<{ Params: { source: string } }>("/hooks/:source", {
    bodyLimit: MAX_HOOK_BYTES,
    async onRequest(request, reply) {
      reply.headers(headers);
      if (!webhooks.has(request.params.source)) return refuse(reply, 404, "No source of events is set up at this address.", "NOT_FOUND");
    },
  }, async (request, reply) => {
    const webhook = webhooks.get(request.params.source)!;
    const delivery = { headers: request.headers, body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0) };
    const verdict = webhook.verify(delivery, services.clock.now());
    if (verdict !== "genuine") {
      tellRefusal(webhook.source, verdict);
      return refuse(reply, 401, verdict === "forged" ? "The signature is not right for this request." : "The request is too old, or its sender's clock or ours is wrong.", "UNAUTHENTICATED");
    }
    const arrival = webhook.arrival(delivery);
    if ("answer" in arrival) return reply.type("text/plain; charset=utf-8").send(arrival.answer);
    const kept = webhook.keptHeaders.flatMap((name) => (typeof request.headers[name] === "string" ? [[name, request.headers[name]]] : []));
    await storeInbound(systemContext(services, "webhook"), { source: webhook.source, eventId: arrival.eventId, headers: Object.fromEntries(kept), body: delivery.body });
    return reply.status(200).send();
  });
}

const refuse = (reply: FastifyReply, status: number, message: string, code: string) => reply.status(status).send(errorBody(message, code));

/** Says in the log that requests of a source are refused, a line a minute. */
function refusalsOf({ log, clock }: Services) {
  const last = new Map<string, number>();
  return (source: string, verdict: string) => {
    const now = clock.now().getTime();
    if (now - (last.get(source) ?? -Infinity) < TOLD_EVERY_MS) return;
    last.set(source, now);
    log.warn({ source, verdict }, "a webhook's request was refused; is its secret right?");
  };
}
