import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { serve, urlOf } from "./serve.js";

// The practical limit of telling many: Node's own sockets, a frame made once, and nobody asked what they may see.
const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const listening = new Set<Socket>();

/** A text frame as servers send it. */
function frame(text: string): Buffer {
  const body = Buffer.from(text);
  return Buffer.concat([Buffer.from(body.length > 125 ? [0x81, 126, body.length >> 8, body.length & 0xff] : [0x81, body.length]), body]);
}

const ACKNOWLEDGED = frame(JSON.stringify({ type: "connection_ack" }));
const event = () => frame(JSON.stringify({ id: "1", type: "next", payload: { data: { taskEvents: {
  cursor: "01a20866-85fa-7e02-a4b6-73d6edecc982:1234567", type: "task.updated", occurredAt: new Date(),
  followUpTask: { id: "01a20866-85fa-7e02-a4b6-73d6edecc982", taskId: "FOLLOW-2026-12345", status: "SCHEDULED", priority: "HIGH", version: 2 },
} } } }));

const server = createServer((_request, response) => {
  const told = event();
  for (const socket of listening) socket.write(told);
  response.end("{}");
});
server.on("upgrade", ({ headers }, socket: Socket) => {
  const accept = createHash("sha1").update(`${headers["sec-websocket-key"]}${GUID}`).digest("base64");
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  socket.setNoDelay();
  socket.on("data", (data) => {
    if (data.includes("connection_init")) socket.write(ACKNOWLEDGED); // our clients' mask changes nothing
    else if (data.includes("subscribe")) listening.add(socket);
  });
  socket.on("error", () => socket.destroy());
  socket.on("close", () => listening.delete(socket));
});
server.listen(0, "127.0.0.1", () => serve(urlOf((server.address() as AddressInfo).port), () => server.closeAllConnections()));
