import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { WebSocket, WebSocketServer } from "ws";
import { type Connection, senderTo } from "./connection.js";

const server = createServer();
const sockets = new WebSocketServer({ noServer: true });
let client: WebSocket;
let connection: Connection;
beforeAll(async () => {
  const connected = new Promise<void>((resolve) => server.on("upgrade", (request, wire, head) =>
    sockets.handleUpgrade(request, wire, head, (socket) => {
      connection = { extra: { socket, wire, checksBehind: 0 }, subscriptions: {} } as unknown as Connection;
      resolve();
    })));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await connected;
});
afterAll(() => {
  client.terminate();
  server.close();
});

const text = (length: number) => JSON.stringify("ü☂x".repeat(length).slice(0, length));

test.each([0, 20, 60, 90, 100, 5_000, 30_000, 65_000, 65_600, 200_000])("an event of %d characters comes as graphql-ws would send it, between what the socket sends itself", async (length) => {
  const heard: string[] = [];
  const all = new Promise<void>((resolve) => client.on("message", (data) => heard.push(String(data)) === 4 && resolve()));
  const send = senderTo(connection, "an \"id\"");
  const taken: number[] = [];
  connection.extra.socket.send("before");
  expect([1, 2].map((n) => send(Buffer.from(text(length)), () => taken.push(n)))).toEqual([true, true]);
  connection.extra.socket.send("after");
  await all;
  client.removeAllListeners("message");
  const event = { id: "an \"id\"", type: "next", payload: JSON.parse(text(length)) };
  expect(heard[0]).toBe("before");
  expect(heard.slice(1, 3).map((message) => JSON.parse(message))).toEqual([event, event]);
  expect(heard[3]).toBe("after");
  expect(taken).toEqual([1, 2]);
});

test("nothing is sent behind a close", async () => {
  connection.extra.socket.close(4000, "over");
  const [code] = await once(client, "close");
  expect([code, senderTo(connection, "1")(Buffer.from("{}"), () => undefined)]).toEqual([4000, false]);
});
