import { type IncomingMessage, type Server, STATUS_CODES } from "node:http";
import { setImmediate as letOthers } from "node:timers/promises";
import type { Duplex } from "node:stream";
import { execute, type ExecutionResult, GraphQLError, type GraphQLSchema } from "graphql";
import { CloseCode, handleProtocols, makeServer, type SubscribePayload } from "graphql-ws";
import { WebSocketServer, type WebSocket } from "ws";
import { Context, type Services } from "../context.js";
import { authenticate } from "../domain/people/authenticate.js";
import { AWAY, type Connection, type Extra, LAST_WORDS_MS, senderTo } from "./connection.js";
import { tellErrors } from "./errors.js";
import type { KnownHosts } from "./hosts.js";
import { documentReader, requestFaults } from "./operation.js";
import { PersistedOperations } from "./persistedOperations.js";
import { recheck } from "./recheck.js";
import { tokenOf } from "./session.js";
import { subscriber, type SubscriptionArgs } from "./subscriptions.js";
import { Turns } from "../read/turns.js";

const PING_MS = 12_000;
const MAX_MESSAGE_BYTES = 256 * 1024;
const MAX_OPERATIONS = 100;
/** After a restart everybody comes back at once; so many are let in at a time, and requests have the rest of the pool. */
const ADMITTED_AT_ONCE = 4;
const AT_A_STRETCH = 500;

/** GraphQL over WebSocket on the server's own port, for subscriptions and whatever else a client sends there. */
export function serveSockets({ server, schema, services, secure, hosts, operations = new PersistedOperations(schema) }: {
  server: Server;
  schema: GraphQLSchema;
  services: Services;
  /** Whether the world comes by https. */
  secure: boolean;
  hosts: KnownHosts;
  operations?: PersistedOperations;
}): { close(): Promise<void> } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, handleProtocols });
  const open = new Set<Connection>();
  const admission = new Turns(ADMITTED_AT_ONCE);
  const documentOf = documentReader(schema);
  const told = tellErrors(services.log);

  const subscribe = subscriber((result) => JSON.stringify(told(result)));

  const graphql = makeServer<{ token?: string }, Connection["extra"]>({
    connectionInitWaitTimeout: 5_000,
    execute: ((args) => orFailure(() => execute(args))) as typeof execute,
    subscribe: ((args: SubscriptionArgs) => orFailure(() => subscribe(args))) as never,
    async onConnect(connection) {
      const { connectionParams, extra } = connection;
      const { request, socket } = extra;
      const token = typeof connectionParams?.token === "string" ? connectionParams.token : tokenOf(request!.headers, secure);
      const found = token ? await admission.take(() => authenticate(services, token)).catch(() => socket.close(...AWAY)) : null;
      if (!found || socket.readyState !== socket.OPEN) return false;
      extra.admitted = { actor: found.actor, token: token! };
      delete extra.request; // it is large, and an idle connection needs it no more
      open.add(connection);
      return true;
    },
    onDisconnect: (connection) => void open.delete(connection),
    onSubscribe(connection, id, payload) {
      try {
        return prepare(connection, id, payload);
      } catch (error) {
        return [asGraphQLError(error)];
      }
    },
    context: ({ extra }) => new Context(services, extra.admitted!.actor, "graphql-ws"),
    onNext: (_connection, _id, _payload, _args, result) => told(result as ExecutionResult),
    onError: (_connection, _id, _payload, errors) => told({ errors: errors as readonly GraphQLError[] }).errors,
  });

  function prepare(connection: Connection, id: string, { operationName, variables, ...asked }: SubscribePayload): SubscriptionArgs | readonly GraphQLError[] {
    if (Object.keys(connection.subscriptions).length > MAX_OPERATIONS) {
      return [new GraphQLError(`One connection carries ${MAX_OPERATIONS} operations at most.`, { extensions: { code: "BAD_REQUEST" } })];
    }
    const text = operations.read(asked);
    if (text instanceof GraphQLError) return [text];
    const document = documentOf(text);
    if (Array.isArray(document)) return document;
    const faults = requestFaults({ schema, document, operationName, variables }, connection.extra.admitted!.actor);
    return faults.length ? faults : { schema, document, operationName, variableValues: variables, send: senderTo(connection, id) };
  }

  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    const status = hosts.refusal(request.headers)?.status ?? (pathOf(request) === "/graphql" ? undefined : 403);
    if (status) {
      socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (ws) => accept(ws, request, socket));
  });

  function accept(socket: WebSocket, request: IncomingMessage, wire: Duplex): void {
    const closed = graphql.opened({
      protocol: socket.protocol,
      send: (text) => new Promise((resolve, reject) => {
        if (socket.readyState !== socket.OPEN) resolve();
        else socket.send(text, (error) => (error ? reject(error) : resolve()));
      }),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) => socket.on("message", (data) => take(String(data)).catch((error) => {
        if (socket.readyState !== socket.OPEN) return; // it hung up on us while we answered
        services.log.error({ err: error }, "a message over a socket broke us");
        socket.close(CloseCode.InternalServerError, "Internal server error");
      })),
    }, { socket, wire, request, checksBehind: 0 } satisfies Extra);
    socket.on("error", (error) => services.log.debug({ err: error }, "a socket failed")); // it closes by itself
    socket.on("pong", () => silent.delete(socket));
    socket.once("close", (code, reason) => {
      silent.delete(socket);
      void closed(code, String(reason));
    });
  }

  /** Sockets that have not answered the last ping. */
  const silent = new Set<WebSocket>();
  const pinging = setInterval(async () => {
    let pinged = 0;
    for (const socket of [...sockets.clients]) {
      if (silent.has(socket)) socket.terminate();
      if (socket.readyState !== socket.OPEN) continue;
      silent.add(socket);
      socket.ping();
      if (++pinged % AT_A_STRETCH === 0) await letOthers();
    }
  }, PING_MS).unref();
  const closing = new AbortController();
  void recheck(services, open, closing.signal);

  return {
    /** Says good-bye to everybody, and hangs up on who doesn't answer. */
    async close() {
      closing.abort();
      clearInterval(pinging);
      const over = new Promise<void>((resolve) => sockets.close(() => resolve()));
      for (const socket of sockets.clients) socket.close(1001, "Going away");
      const deaf = setTimeout(() => { for (const socket of sockets.clients) socket.terminate(); }, LAST_WORDS_MS);
      await over;
      clearTimeout(deaf);
    },
  };
}

const asGraphQLError = (error: unknown) =>
  (error instanceof GraphQLError ? error : new GraphQLError("An operation failed.", { originalError: error instanceof Error ? error : new Error(String(error)) }));

/** What one operation throws ends that operation; graphql-ws would end the socket, and everything else on it. */
async function orFailure<T>(work: () => T): Promise<Awaited<T> | ExecutionResult> {
  try {
    return await work();
  } catch (error) {
    return { errors: [asGraphQLError(error)] };
  }
}

const pathOf = ({ url }: IncomingMessage) => (url ?? "/").split("?")[0];
