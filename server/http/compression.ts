import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";

/** In characters. Below it gzip costs more time than a fast network saves. */
export const COMPRESS_FROM = 8 * 1024;
const LEVEL = 1;

const zip = promisify(gzip);

/** Compresses a large text for whoever takes gzip, outside the main thread; for a route's `onSend`. A small one costs a comparison. */
export function compressLarge(request: FastifyRequest, reply: FastifyReply, payload: unknown, done: (error: Error | null, payload?: unknown) => void): void {
  if (typeof payload !== "string" || payload.length < COMPRESS_FROM) return done(null, payload);
  reply.header("vary", "accept-encoding");
  if (!takesGzip(request.headers["accept-encoding"])) return done(null, payload);
  zip(payload, { level: LEVEL }).then((zipped) => {
    reply.header("content-encoding", "gzip").header("content-length", zipped.length);
    done(null, zipped);
  }, done);
}

/** Whether a client that says this takes gzip; a weight of 0 is a no. */
export function takesGzip(acceptEncoding: string | undefined): boolean {
  const wishes = new Map((acceptEncoding ?? "").toLowerCase().split(",").map((part) => {
    const [name, weight] = part.split(/;\s*q=/);
    return [name!.trim(), Number(weight ?? 1)];
  }));
  return (wishes.get("gzip") ?? wishes.get("*") ?? 0) > 0;
}
