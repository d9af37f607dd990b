import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/**
 * Lets the messages of all clients through to a MongoDB-like server one after the other. MongoDB carries out every single
 * command atomically; FerretDB 1 finds first and updates later, so two processes could lock one alarm.
 */
export async function oneAtATime(host: string, port: number): Promise<{ port: number; close(): void }> {
  const sockets = new Set<Socket>();
  let turn: Promise<unknown> = Promise.resolve();

  const proxy = createServer((client) => {
    const server = connect(port, host);
    for (const socket of [client, server]) sockets.add(socket.on("error", () => undefined));
    client.once("close", () => server.destroy());
    server.once("close", () => client.destroy());
    const answers = messages(server);
    void (async () => {
      for await (const request of messages(client)) {
        const exchange = async () => {
          server.write(request);
          const answer = await answers.next();
          if (!answer.done) client.write(answer.value);
        };
        await (turn = turn.then(exchange, exchange));
      }
    })().catch(() => client.destroy());
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return {
    port: (proxy.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    },
  };
}

/** Cuts a stream into messages: each begins with its own length. */
async function* messages(socket: Socket): AsyncGenerator<Buffer, void> {
  let buffer = Buffer.alloc(0);
  for await (const chunk of socket) {
    buffer = Buffer.concat([buffer, chunk as Buffer]);
    while (buffer.length >= 4 && buffer.length >= buffer.readInt32LE(0)) {
      const length = buffer.readInt32LE(0);
      yield buffer.subarray(0, length);
      buffer = buffer.subarray(length);
    }
  }
}
