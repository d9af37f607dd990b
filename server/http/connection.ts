import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Context as SocketContext } from "graphql-ws";
import type { WebSocket } from "ws";
import type { Actor } from "../policies/actor.js";
import type { Send } from "./broadcast.js";

/** How long a closed socket may take to read why. */
export const LAST_WORDS_MS = 2_000;
/**
 * What may wait for one socket beyond what the network holds: the events of a large bulk change, at a kilobyte each. A
 * client that is further behind comes back and is read for at its own pace.
 */
const MOST_WAITING_BYTES = 1024 * 1024;

/** Why we close a socket; graphql-ws keeps the other codes from 4400 on for itself. */
export const SESSION_OVER = [4403, "session over"] as const;
export const RIGHTS_CHANGED = [4410, "your rights changed, connect again"] as const;
export const TOO_SLOW = [4413, "too slow, connect again and go on behind your last cursor"] as const;
export const AWAY = [1013, "not available now, connect again later"] as const;

/** Whose a connection is, once it was let in. */
export interface Admitted { actor: Actor; token: string }
export interface Extra {
  admitted?: Admitted;
  checksBehind: number;
  request?: IncomingMessage;
  socket: WebSocket;
  /** What the WebSocket itself writes to. */
  wire: Duplex;
}
export type Connection = SocketContext<{ token?: string }, Extra & Record<PropertyKey, unknown>>;

/** Stops telling at once, says why, and hangs up on who doesn't hear it. */
export function hangUp({ extra: { socket }, subscriptions }: Connection, [code, reason]: readonly [number, string]): void {
  socket.close(code, reason);
  for (const subscription of Object.values(subscriptions)) void (subscription as AsyncIterator<unknown> | null)?.return?.();
  setTimeout(() => socket.terminate(), LAST_WORDS_MS).unref();
}

/**
 * Sends an operation's events as graphql-ws would, from bytes that are made once for everybody. They go past the WebSocket,
 * which compresses nothing here, and whose framing and queueing made telling 5,000 take a quarter longer.
 */
export function senderTo(connection: Connection, operationId: string): Send {
  const { socket, wire } = connection.extra;
  const head = Buffer.from(`{"id":${JSON.stringify(operationId)},"type":"next","payload":`);
  return (payload, taken) => {
    if (socket.readyState !== socket.OPEN) return false;
    const frame = textFrame([head, payload, END]);
    if (wire.writableLength === 0) { // as nearly always; a callback each would cost a tenth of the sending
      wire.write(frame);
      taken();
    } else {
      wire.write(frame, () => taken());
      if (wire.writableLength > MOST_WAITING_BYTES) hangUp(connection, TOO_SLOW);
    }
    return true;
  };
}

const END = Buffer.from("}");
const WHOLE_TEXT = 0x81;

/** A message in one frame as servers send it (RFC 6455, section 5.2). */
function textFrame(parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const start = length < 126 ? 2 : length < 0x1_0000 ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = WHOLE_TEXT;
  frame[1] = start === 2 ? length : start === 4 ? 126 : 127;
  if (start === 4) frame.writeUInt16BE(length, 2);
  if (start === 10) frame.writeBigUInt64BE(BigInt(length), 2);
  let at = start;
  for (const part of parts) {
    frame.set(part, at);
    at += part.length;
  }
  return frame;
}
