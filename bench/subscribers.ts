import { WebSocket } from "ws";

/**
 * A process full of subscribers that says when the last of them has heard of an event. Clients only count; one message is
 * read, for the moment the event happened at.
 */
const { url, token, count } = JSON.parse(process.env.SUBSCRIBERS!) as { url: string; token: string; count: number };
const QUERY = "subscription { taskEvents { cursor type occurredAt followUpTask { id taskId status priority version } } }";
const AT_ONCE = 100;

let heard = 0;
let first: string | undefined;

function connect(): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace("http", "ws")}/graphql`, "graphql-transport-ws", { perMessageDeflate: false });
    socket.on("open", () => socket.send(JSON.stringify({ type: "connection_init", payload: { token } })));
    socket.on("error", reject);
    socket.on("close", (code, reason) => process.send!({ lost: `${code} ${reason}` }));
    socket.on("message", (data) => {
      const text = data.toString();
      if (text.includes('"connection_ack"')) {
        socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query: QUERY } }));
        resolve(socket);
      } else if (text.includes('"next"')) {
        first ??= text;
        if (++heard === count) tell();
      } else if (text.includes('"ping"')) {
        socket.send(JSON.stringify({ type: "pong" }));
      } else {
        process.send!({ lost: text });
      }
    });
  });
}

function tell(): void {
  const now = Date.now();
  const { occurredAt } = JSON.parse(first!).payload.data.taskEvents;
  heard = 0;
  first = undefined;
  process.send!({ ms: now - Date.parse(occurredAt) });
}

for (let made = 0; made < count; made += AT_ONCE) await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - made) }, connect));
process.on("disconnect", () => process.exit(0));
process.send!({ ready: true });
