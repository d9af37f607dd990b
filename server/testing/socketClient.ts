import { setTimeout as sleep } from "node:timers/promises";
import { type Client, createClient } from "graphql-ws";
import { WebSocket } from "ws";

/** A subscription as a test sees it: what came so far, and how it ended. */
export interface Stream {
  /** Each result's `data`, under its root field. */
  events: any[];
  errors: { message: string; extensions?: { code?: string } }[];
  over: boolean;
  stop(): void;
}

/** A GraphQL client over WebSocket, as scripts and the dashboard have one. */
export interface SocketClient {
  follow(subscription: string, variables?: object, extensions?: Record<string, unknown>): Stream;
  /** Runs a query or a mutation, by its text or by `extensions` that hold its id. */
  call(query: string, variables?: object, extensions?: Record<string, unknown>): Promise<{ data?: any; errors?: Stream["errors"] }>;
  /** How the server closed the connection. */
  closed: Promise<{ code: number; reason: string }>;
  socket(): WebSocket;
  /** What it is made of, for a request that the rest can't make. */
  client: Client;
  close(): void;
}

export function connectSocket(url: string, { token, headers = {} }: { token?: string; headers?: Record<string, string> } = {}): SocketClient {
  const sockets: WebSocket[] = [];
  class WithHeaders extends WebSocket {
    constructor(address: string, protocols: string) {
      super(address, protocols, { headers });
      sockets.push(this);
    }
  }
  let tell: (end: { code: number; reason: string }) => void;
  const closed = new Promise<{ code: number; reason: string }>((resolve) => (tell = resolve));
  const client: Client = createClient({
    url: `${url.replace(/^http/, "ws")}/graphql`, webSocketImpl: WithHeaders, retryAttempts: 0, lazy: false, keepAlive: 0,
    connectionParams: token ? { token } : undefined,
    onNonLazyError: () => undefined,
    on: { closed: (event) => tell(event as { code: number; reason: string }) },
  });

  const follow = (query: string, variables: object = {}, extensions?: Record<string, unknown>): Stream => {
    const stream: Stream = { events: [], errors: [], over: false, stop: () => {} };
    const end = () => { stream.over = true; };
    stream.stop = client.subscribe<Record<string, unknown>>({ query, variables: variables as Record<string, unknown>, extensions }, {
      next({ data, errors }) {
        if (data) stream.events.push(...Object.values(data).filter(Boolean));
        if (errors) stream.errors.push(...(errors as Stream["errors"]));
      },
      error(error) {
        stream.errors.push(...(Array.isArray(error) ? error : [{ message: String((error as { reason?: string }).reason ?? error) }]));
        end();
      },
      complete: end,
    });
    return stream;
  };

  return {
    follow, closed, client,
    call: (query, variables = {}, extensions) => new Promise((resolve, reject) => {
      let answer: object = {};
      client.subscribe({ query, variables: variables as Record<string, unknown>, extensions }, {
        next: (result) => { answer = result; },
        error: (error) => (Array.isArray(error) ? resolve({ errors: error as never }) : reject(error)),
        complete: () => resolve(answer),
      });
    }),
    socket: () => sockets.at(-1)!,
    close() {
      void Promise.resolve(client.dispose()).catch(() => undefined); // it may still be connecting
      for (const socket of sockets) socket.terminate(); // a good-bye that nobody answers would keep the test alive
    },
  };
}

/** Waits until a check passes, and fails with what it said last. */
export async function eventually<T>(check: () => T | Promise<T>, milliseconds = 15_000): Promise<T> {
  for (const end = performance.now() + milliseconds; ; await sleep(15)) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
  }
}
