import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { GraphQLError, type GraphQLSchema, parse, specifiedRules, validate } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer, type WebSocket } from "ws";
import { Context, type Services } from "../context.js";
import { authenticate } from "../domain/people/authenticate.js";
import type { Actor } from "../policies/actor.js";
import { formatError } from "./errors.js";
import { LIMITS, MAX_TOKENS } from "./limits.js";
import { tokenOf } from "./session.js";

const RECHECK_MS = 2_000;
const CLOSED_FORBIDDEN = 4403;

type Extra = { actor?: Actor; token?: string; request: IncomingMessage; socket: WebSocket } & Record<PropertyKey, unknown>;

/** GraphQL over WebSocket on the server's own port, for subscriptions and whatever else a client sends there. */
export function serveSockets(server: Server, schema: GraphQLSchema, services: Services, secure: boolean): { close(): Promise<void> } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 256 * 1024, handleProtocols: (offered) => (offered.has("graphql-transport-ws") ? "graphql-transport-ws" : false) });
  const open = new Set<Extra>();
  const format = formatError(services.log);

  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (new URL(request.url ?? "/", "http://localhost").pathname !== "/graphql" || !sameOrigin(request)) {
      socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit("connection", ws, request));
  });

  const graphql = useServer<{ token?: string }, Extra>(
    {
      schema,
      connectionInitWaitTimeout: 5_000,
      async onConnect({ connectionParams, extra }) {
        const { request } = extra;
        const token = typeof connectionParams?.token === "string" ? connectionParams.token : tokenOf(request.headers, secure);
        const found = token ? await authenticate(services, token) : null;
        if (!found) return false;
        Object.assign(extra, { actor: { ...found.actor, ip: request.socket.remoteAddress }, token });
        open.add(extra);
        return true;
      },
      onDisconnect: ({ extra }) => void open.delete(extra),
      onSubscribe(_context, _id, { query, operationName, variables }) {
        try {
          const document = parse(query, { maxTokens: MAX_TOKENS });
          const errors = validate(schema, document, [...specifiedRules, ...LIMITS]);
          return errors.length ? errors : { schema, document, operationName, variableValues: variables };
        } catch (error) {
          return [error as GraphQLError];
        }
      },
      context: ({ extra }) => new Context(services, extra.actor!, "graphql-ws"),
      onNext: (_context, _id, _payload, _args, result) => ({ ...result, ...(result.errors && { errors: result.errors.map((error) => format(error.toJSON(), error)) as never }) }),
      onError: (_context, _id, _payload, errors) => errors.map((error) => format((error as GraphQLError).toJSON?.() ?? error, error)) as never,
    },
    sockets,
  );

  // a session that ended must not go on seeing events: closed within five seconds of expiry or revocation
  const recheck = setInterval(async () => {
    for (const extra of [...open]) {
      const found = await authenticate(services, extra.token!).catch(() => undefined);
      if (found === null) extra.socket.close(CLOSED_FORBIDDEN, "session over");
    }
  }, RECHECK_MS);
  recheck.unref();

  return {
    async close() {
      clearInterval(recheck);
      await graphql.dispose();
      sockets.close();
    },
  };
}

/** A page of another site must not ride on our cookie; scripts send no Origin and bring a token. */
function sameOrigin({ headers }: IncomingMessage): boolean {
  if (!headers.origin) return true;
  try {
    return new URL(headers.origin).host === headers.host;
  } catch {
    return false;
  }
}
