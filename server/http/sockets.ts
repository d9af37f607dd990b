import type { IncomingMessage, Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Duplex } from "node:stream";
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from "graphql";
import type { Context as SocketContext } from "graphql-ws";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer, type WebSocket } from "ws";
import { Context, type Services } from "../context.js";
import { authenticate } from "../domain/people/authenticate.js";
import type { Actor } from "../policies/actor.js";
import { formatError } from "./errors.js";
import { follow, readDocument, run } from "./operation.js";
import { PersistedOperations } from "./persistedOperations.js";
import { tokenOf } from "./session.js";

const RECHECK_MS = 2_000;
/** How long a closed socket may take to read why. */
const LAST_WORDS_MS = 2_000;
const MAX_MESSAGE_BYTES = 256 * 1024;
const MAX_OPERATIONS = 100;
/** A client whose messages have been waiting for so many checks in a row takes them slower than they come. */
const MAX_CHECKS_BEHIND = 3;

/** Why we close a socket; graphql-ws keeps the other codes from 4400 on for itself. */
const SESSION_OVER = [4403, "session over"] as const;
const RIGHTS_CHANGED = [4410, "your rights changed, connect again"] as const;
const TOO_SLOW = [4413, "too slow, connect again and go on behind your last cursor"] as const;

type Params = { token?: string };
/** What we keep of a connection; whose it is we know once it was let in. */
type Extra = { actor?: Actor; token?: string; checksBehind?: number; request: IncomingMessage; socket: WebSocket } & Record<PropertyKey, unknown>;
type Connection = SocketContext<Params, Extra>;

/** GraphQL over WebSocket on the server's own port, for subscriptions and whatever else a client sends there. */
export function serveSockets({ server, schema, services, publicUrl, operations = new PersistedOperations(schema) }: {
  server: Server;
  schema: GraphQLSchema;
  services: Services;
  publicUrl?: string;
  operations?: PersistedOperations;
}): { close(): Promise<void> } {
  const secure = publicUrl?.startsWith("https://") ?? false;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  const open = new Set<Connection>();
  const format = formatError(services.log);
  const shown = (errors: readonly (GraphQLError | GraphQLFormattedError)[]) =>
    errors.map((error) => format(error instanceof GraphQLError ? error.toJSON() : error, error)) as never;

  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    if (pathOf(request) !== "/graphql" || !sameOrigin(request, publicUrl)) {
      socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit("connection", ws, request));
  });

  const graphql = useServer<Params, Extra>(
    {
      connectionInitWaitTimeout: 5_000,
      isProd: true, // a message that breaks us is not explained to its sender
      execute: run,
      subscribe: follow,
      async onConnect(connection) {
        const { connectionParams, extra } = connection;
        const { request } = extra;
        const token = typeof connectionParams?.token === "string" ? connectionParams.token : tokenOf(request.headers, secure);
        const found = token ? await authenticate(services, token) : null;
        if (!found) return false;
        Object.assign(extra, { actor: { ...found.actor, ip: request.socket.remoteAddress }, token });
        open.add(connection);
        return true;
      },
      onDisconnect: (connection) => void open.delete(connection),
      onSubscribe({ subscriptions }, _id, payload) {
        if (Object.keys(subscriptions).length > MAX_OPERATIONS) {
          return [new GraphQLError(`One connection carries ${MAX_OPERATIONS} operations at most.`, { extensions: { code: "BAD_REQUEST" } })];
        }
        const text = operations.read(payload);
        if (text instanceof GraphQLError) return [text];
        const document = readDocument(schema, text);
        return Array.isArray(document) ? document : { schema, document, operationName: payload.operationName, variableValues: payload.variables };
      },
      context: ({ extra }) => new Context(services, extra.actor!, "graphql-ws"),
      onNext: (_context, _id, _payload, _args, result) => ({ ...result, ...(result.errors && { errors: shown(result.errors) }) }),
      onError: (_context, _id, _payload, errors) => shown(errors),
    },
    sockets,
  );

  /** Stops telling at once, says why, and hangs up on who doesn't hear it. */
  function hangUp({ extra: { socket }, subscriptions }: Connection, [code, reason]: readonly [number, string]): void {
    socket.close(code, reason);
    for (const subscription of Object.values(subscriptions)) void (subscription as AsyncGenerator | null)?.return?.(undefined);
    setTimeout(() => socket.terminate(), LAST_WORDS_MS).unref();
  }

  /** What a session may see is decided anew again and again: within five seconds of its end nothing reaches it any more. */
  async function recheck(connection: Connection): Promise<void> {
    const { extra } = connection;
    if (extra.socket.readyState !== extra.socket.OPEN) return void open.delete(connection);
    extra.checksBehind = extra.socket.bufferedAmount > 0 ? (extra.checksBehind ?? 0) + 1 : 0;
    if (extra.checksBehind >= MAX_CHECKS_BEHIND) return hangUp(connection, TOO_SLOW);
    const found = await authenticate(services, extra.token!).catch(() => undefined); // while the database is away nothing is told either
    if (found === null) hangUp(connection, SESSION_OVER);
    else if (found && rightsOf(found.actor) !== rightsOf(extra.actor!)) hangUp(connection, RIGHTS_CHANGED);
  }
  const checks = new AbortController();
  void (async () => {
    while (!checks.signal.aborted) {
      await sleep(RECHECK_MS, undefined, { signal: checks.signal, ref: false }).catch(() => undefined);
      for (const connection of [...open]) await recheck(connection);
    }
  })();

  return {
    /** Says good-bye to everybody, and hangs up on who doesn't answer. */
    async close() {
      checks.abort();
      const silent = setTimeout(() => { for (const socket of sockets.clients) socket.terminate(); }, LAST_WORDS_MS);
      await graphql.dispose();
      clearTimeout(silent);
    },
  };
}

const rightsOf = ({ roles, teams, regions }: Actor) => JSON.stringify([roles, teams, regions]);

const pathOf = ({ url }: IncomingMessage) => (url ?? "/").split("?")[0];

/** A page of another site must not ride on our cookie; scripts send no Origin and bring a token. */
function sameOrigin({ headers }: IncomingMessage, publicUrl?: string): boolean {
  if (!headers.origin) return true;
  if (!URL.canParse(headers.origin)) return false;
  const { host, origin } = new URL(headers.origin);
  return host === headers.host || (publicUrl !== undefined && origin === new URL(publicUrl).origin);
}
