import { join } from "node:path";
import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { GraphQLError, OperationTypeNode } from "graphql";
import { buildTowerSchema } from "../../schema/buildSchema.js";
import type { Context, Services } from "../context.js";
import { limitAnonymous } from "./anonymousLimit.js";
import { compressLarge } from "./compression.js";
import { errorBody, formatError, maskedError, tellErrors } from "./errors.js";
import { serveImports } from "./imports.js";
import { connectionTimes, endSlowRequest } from "./keepAlive.js";
import { KnownHosts } from "./hosts.js";
import { KnownOperations, resultText } from "./knownOperations.js";
import { KnownTokens } from "./knownTokens.js";
import { LIMITS, MAX_ANONYMOUS_BODY_BYTES, MAX_BODY_BYTES, MAX_QUERY_CHARACTERS, MAX_TOKENS } from "./limits.js";
import { TOO_LONG } from "./operation.js";
import { servePages } from "./pages.js";
import { type OperationSettings, PersistedOperations } from "./persistedOperations.js";
import { contextOf, tokenOf } from "./session.js";
import { serveSockets } from "./sockets.js";
import { serveWebhooks } from "./webhooks.js";
import type { Webhooks } from "../ports/Webhook.js";

export interface HttpOptions {
  services: Services;
  /** Sources of events that have their secret. */
  webhooks?: Webhooks;
  /** The built dashboard; absent in tests of the API alone. */
  clientDir?: string;
  publicUrl?: string;
  /** Names that the server answers to, beside those of this machine and of `publicUrl`. */
  allowedHosts?: readonly string[];
  /** Addresses whose word about a client's address is taken; nobody's when there are none. */
  trustedProxies?: readonly string[];
  dataDir?: string;
  /** How long a connection is kept for the next request; see keepAlive.ts. */
  keepAliveSeconds?: number;
  /** Largest file of an import. */
  maxImportBytes?: number;
  operations?: OperationSettings;
  /** Requests a second that one address may make without being signed in, on average; 0 means no limit. */
  anonymousPerSecond?: number;
  /** Whether everything a request needs is there; its parts are told by name. */
  readiness: () => Promise<Record<string, boolean>>;
}

/** Within this a stopping server ends the answers that it began. */
const LAST_WORDS_MS = 8_000;

/** The one HTTP door: API, sockets, playground, dashboard and health. */
export async function createHttpServer({ services, webhooks = new Map(), clientDir, publicUrl, allowedHosts, trustedProxies = [], dataDir, keepAliveSeconds, maxImportBytes, operations: settings, anonymousPerSecond = 0, readiness }: HttpOptions): Promise<FastifyInstance> {
  const secure = publicUrl?.startsWith("https://") ?? false;
  const app = fastify({ schemaController: { compilersFactory: NO_ROUTE_SCHEMAS }, bodyLimit: 1024 * 1024, trustProxy: trustedProxies.length ? [...trustedProxies] : false, forceCloseConnections: "idle", ...connectionTimes(keepAliveSeconds), routerOptions: { maxParamLength: 200 }, frameworkErrors: refuseAddress(secure) });
  const hosts = new KnownHosts(allowedHosts, publicUrl);
  app.addHook("onRequest", hosts.guard);
  app.addHook("onRequest", endSlowRequest);
  const schema = buildTowerSchema();
  const tokens = new KnownTokens(services);
  await limitAnonymous(app, { perSecond: anonymousPerSecond, tokens, secure });
  const known = new KnownOperations(schema, tellErrors(services.log));
  const context = (request: FastifyRequest, reply: FastifyReply) => contextOf(services, tokens, secure, request, reply);
  const operations = new PersistedOperations(schema, settings);
  const apollo = new ApolloServer<Context>({
    schema,
    validationRules: LIMITS,
    parseOptions: { maxTokens: MAX_TOKENS },
    formatError: formatError(services.log),
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    // the schema is public: integrations and the playground read it, whatever the environment
    introspection: true,
    persistedQueries: { cache: operations.store },
    stopOnTerminationSignals: false,
    stringifyResult: resultText,
    logger: services.log,
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), subscriptionsGoOverSockets, known.plugin],
  });
  await apollo.start();

  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error.statusCode && error.statusCode < 500) return reply.status(error.statusCode).send(errorBody(error.message, "BAD_REQUEST"));
    const { message, extensions } = maskedError(services.log, error, { url: request.url });
    return reply.status(500).send({ errors: [{ message, extensions }] });
  });
  app.route({
    url: "/graphql",
    method: ["GET", "POST", "OPTIONS"],
    bodyLimit: MAX_BODY_BYTES,
    onRequest(request, reply, done) {
      reply.headers(secure ? ANSWER_HEADERS_TLS : ANSWER_HEADERS);
      if (isLarge(request)) capAnonymousBody(tokens, secure, request).then(() => done(), done);
      else done();
    },
    preHandler: [refuseLongQuery, ...(operations.onlyListed ? [operations.refuseUnlisted] : [])],
    onSend: compressLarge,
    handler: known.before(fastifyApolloHandler(apollo, { context }) as never, context),
  });
  await app.register((imports) => serveImports(imports, { context, maxBytes: maxImportBytes, headers: secure ? ANSWER_HEADERS_TLS : ANSWER_HEADERS }));
  await app.register((hooks) => serveWebhooks(hooks, { services, webhooks, headers: secure ? ANSWER_HEADERS_TLS : ANSWER_HEADERS }));
  const demoLogins = services.environment === "demo" && dataDir ? join(dataDir, "demo-logins.json") : undefined;
  // in a scope of their own, since making a page's headers anew costs an answer of the API more than sending it
  await app.register((pages) => servePages(pages, { secure, readiness, demoLogins, clientDir, playground: !operations.onlyListed }));

  const sockets = serveSockets({ server: app.server, schema, services, secure, hosts, operations });
  let closing = false;
  // whoever neither sends nor takes the rest would keep the server from closing
  app.addHook("preClose", async () => void setTimeout(() => app.server.closeAllConnections(), LAST_WORDS_MS).unref());
  app.addHook("preClose", async () => {
    closing = true;
    await sockets.close();
  });
  // a connection kept alive, like an open socket, would keep the server from closing
  app.addHook("onSend", (_request, reply, _payload, done) => {
    if (closing) reply.header("connection", "close");
    done();
  });
  app.addHook("onClose", async () => {
    tokens.close();
    await apollo.stop();
  });
  return app;
}

const refuseSchema = () => {
  throw new Error("Routes here have no JSON schema: GraphQL checks what it is asked.");
};
/** Keeps fastify from loading its compilers of JSON schemas at every start. */
const NO_ROUTE_SCHEMAS = { buildValidator: refuseSchema, buildSerializer: refuseSchema };

/** Answers an address that can't be decoded, which no route and no hook gets to see. */
const refuseAddress = (secure: boolean) => (_error: Error, _request: FastifyRequest, reply: FastifyReply) => {
  void reply.headers(secure ? ANSWER_HEADERS_TLS : ANSWER_HEADERS).status(400).send(errorBody("This address can't be read: a % in it starts no valid character.", "BAD_REQUEST"));
};

/** Before anything of it is read; in an address it is bounded by the head's own limit. */
function refuseLongQuery({ body }: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const { query } = (body ?? {}) as { query?: unknown };
  if (typeof query === "string" && query.length > MAX_QUERY_CHARACTERS) void reply.status(400).send(errorBody(TOO_LONG, "BAD_REQUEST"));
  else done();
}

const subscriptionsGoOverSockets: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    async didResolveOperation({ operation }) {
      if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return;
      throw new GraphQLError("Subscriptions go over WebSocket, at this same address.", { extensions: { code: "BAD_REQUEST", http: { status: 400 } } });
    },
  }),
};

/** What an answer of the API needs: to be kept by no cache and taken for nothing but JSON, by this site alone. */
const ANSWER_HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};
const ANSWER_HEADERS_TLS = { ...ANSWER_HEADERS, "strict-transport-security": "max-age=31536000; includeSubDomains" };

const isLarge = ({ method, headers }: FastifyRequest) =>
  method === "POST" && (headers["transfer-encoding"] ? Infinity : Number(headers["content-length"] ?? 0)) > MAX_ANONYMOUS_BODY_BYTES;

/** A large body is an import's; reading it for somebody who may not import would be a gift to a flood. */
async function capAnonymousBody(tokens: KnownTokens, secure: boolean, { headers }: FastifyRequest): Promise<void> {
  const token = tokenOf(headers, secure);
  if (token && (await tokens.find(token))) return;
  throw Object.assign(new Error("Sign in before you send this much."), { statusCode: 413 });
}
