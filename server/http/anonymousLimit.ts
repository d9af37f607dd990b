import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { networkOf } from "../domain/people/networkOf.js";
import { errorBody } from "./errors.js";
import type { KnownTokens } from "./knownTokens.js";
import { tokenOf } from "./session.js";

/** A page asks several things at once, so a second alone would be too short a time to count in. */
const WINDOW_SECONDS = 10;
/** Beyond so many networks the one that was silent longest is forgotten. */
const MOST_NETWORKS = 10_000;
/** What answers from the database or from a query; pages and health are files and a word. */
const IS_COUNTED = /^\/(graphql|imports)(?=[/?]|$)/;

interface Limit {
  /** Requests of one network, on average over ten seconds; 0 means no limit. */
  perSecond: number;
  tokens: KnownTokens;
  /** Whether the world comes by https. */
  secure: boolean;
}

/**
 * Counts what a network asks without being signed in, and refuses what is too much before any of it is read. Whoever is signed in is
 * never counted, so a flood from an office's own address leaves its people alone.
 */
export async function limitAnonymous(app: FastifyInstance, { perSecond, tokens, secure }: Limit): Promise<void> {
  if (!perSecond) return;
  await app.register(rateLimit, {
    global: false, max: perSecond * WINDOW_SECONDS, timeWindow: WINDOW_SECONDS * 1000, cache: MOST_NETWORKS, keyGenerator: ({ ip }) => networkOf(ip),
  });
  const count = app.createRateLimit();
  app.addHook("onRequest", async (request: FastifyRequest, reply: FastifyReply) => {
    if (!IS_COUNTED.test(request.url) || (await isSignedIn(request))) return;
    const counted = await count(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    const seconds = Math.max(1, counted.ttlInSeconds);
    return reply.status(429).header("retry-after", seconds).send(errorBody(`Too many requests from this address without signing in; wait ${seconds} s.`, "TOO_MANY_REQUESTS"));
  });

  /** While the database is away nobody can be told apart, and the request hears of that by itself. */
  const isSignedIn = async ({ headers }: FastifyRequest) => {
    const token = tokenOf(headers, secure);
    return token !== undefined && (await tokens.find(token).then((found) => found !== null, () => true));
  };
}
