import { randomBytes } from "node:crypto";
import { connect as dial, type Socket } from "node:net";

/**
 * A process full of subscribers that says when the last of them has heard of an event. It shares two cores with the server
 * it measures, so it speaks WebSocket by itself and does no more than count: a full client spends twice what sending costs.
 */
const { url, token, count } = JSON.parse(process.env.SUBSCRIBERS!) as { url: string; token: string; count: number };
const QUERY = "subscription { taskEvents { cursor type occurredAt followUpTask { id taskId status priority version } } }";
const AT_ONCE = 100;
const TEXT = 0x81;
const CLOSE = 0x88;
const PING = 0x89;
const PONG = 0x8a;

let heard = 0;
let first: string | undefined;

/** A frame as clients send it: masked, with a mask that changes nothing. */
function frame(kind: number, text = ""): Buffer {
  const body = Buffer.from(text);
  const length = body.length > 125 ? [0x80 | 126, body.length >> 8, body.length & 0xff] : [0x80 | body.length];
  return Buffer.concat([Buffer.from([kind, ...length, 0, 0, 0, 0]), body]);
}

/** How many bytes of header and body the first frame has; undefined while its header is not all there. */
function sizeOf(data: Buffer): [header: number, body: number] | undefined {
  const short = data.length < 2 ? undefined : data[1]!;
  if (short === undefined || short < 126) return short === undefined ? undefined : [2, short];
  if (short === 127) throw new Error("no event is so large");
  return data.length < 4 ? undefined : [4, data.readUInt16BE(2)];
}

function subscribe(): Promise<void> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    let rest = Buffer.alloc(0);
    let upgraded = false;
    const socket = dial({ host: hostname, port: Number(port), noDelay: true });
    socket.on("error", reject);
    socket.on("close", () => process.send!({ lost: "the connection ended" }));
    socket.on("connect", () => socket.write([
      "GET /graphql HTTP/1.1", `Host: ${hostname}:${port}`, "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Protocol: graphql-transport-ws", `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`, "", "",
    ].join("\r\n")));
    socket.on("data", (chunk) => {
      let data = rest.length ? Buffer.concat([rest, chunk]) : chunk;
      if (!upgraded) {
        const end = data.indexOf("\r\n\r\n");
        if (end < 0) return void (rest = data);
        if (!data.toString("latin1", 0, end).startsWith("HTTP/1.1 101")) return reject(new Error(data.toString("latin1", 0, end)));
        upgraded = true;
        data = data.subarray(end + 4);
        socket.write(frame(TEXT, JSON.stringify({ type: "connection_init", payload: { token } })));
      }
      for (let size = sizeOf(data); size && data.length >= size[0] + size[1]; size = sizeOf(data)) {
        const [header, body] = size;
        take(socket, data[0]!, data.subarray(header, header + body), resolve);
        data = data.subarray(header + body);
      }
      rest = data;
    });
  });
}

const NEXT = Buffer.from('"next"');
const ACKNOWLEDGED = Buffer.from('"connection_ack"');

function take(socket: Socket, kind: number, body: Buffer, acknowledged: () => void): void {
  if (kind === PING) return void socket.write(frame(PONG));
  if (kind === CLOSE) return void process.send!({ lost: `${body.readUInt16BE(0)} ${body.toString("utf8", 2)}` });
  if (body.includes(NEXT)) {
    first ??= body.toString();
    if (++heard === count) tell();
  } else if (body.includes(ACKNOWLEDGED)) {
    socket.write(frame(TEXT, JSON.stringify({ id: "1", type: "subscribe", payload: { query: QUERY } })));
    acknowledged();
  } else {
    process.send!({ lost: body.toString() });
  }
}

function tell(): void {
  const now = Date.now();
  const { occurredAt } = JSON.parse(first!).payload.data.taskEvents;
  heard = 0;
  first = undefined;
  process.send!({ ms: now - Date.parse(occurredAt) });
}

for (let made = 0; made < count; made += AT_ONCE) await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - made) }, subscribe));
process.on("disconnect", () => process.exit(0));
process.send!({ ready: true });
