import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";

/**
 * From how many characters on an answer is compressed. At 8 KB that takes 0.06 ms and leaves 2 KB, which saves 0.5 ms at 100 Mbit/s;
 * what is shorter travels in the first packets anyway.
 */
export const COMPRESS_FROM = 8 * 1024;

const brotlied = promisify(brotliCompress);
const zipped = promisify(gzip);

/** The best first. Brotli's lowest quality is smaller than gzip's and takes half its time; higher ones take more than they save. */
const ENCODINGS = {
  br: (text: string) => brotlied(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  gzip: (text: string) => zipped(text, { level: 1 }),
};
type Encoding = keyof typeof ENCODINGS;

/** Compresses a large text for whoever takes that, outside the main thread; for a route's `onSend`. A small one costs a comparison. */
export function compressLarge(request: FastifyRequest, reply: FastifyReply, payload: unknown, done: (error: Error | null, payload?: unknown) => void): void {
  if (typeof payload !== "string" || payload.length < COMPRESS_FROM) return done(null, payload);
  reply.header("vary", "accept-encoding");
  const encoding = encodingFor(request.headers["accept-encoding"]);
  if (!encoding) return done(null, payload);
  ENCODINGS[encoding](payload).then((compressed) => {
    reply.header("content-encoding", encoding).header("content-length", compressed.length);
    done(null, compressed);
  }, done);
}

/** The best encoding that a client takes who sends this header; a weight of 0 is a no. */
export function encodingFor(acceptEncoding = ""): Encoding | undefined {
  const weights = new Map(acceptEncoding.toLowerCase().split(",").map((part) => {
    const [name, weight] = part.split(/;\s*q=/);
    return [name!.trim(), Number(weight ?? 1)];
  }));
  return (Object.keys(ENCODINGS) as Encoding[]).find((encoding) => (weights.get(encoding) ?? weights.get("*") ?? 0) > 0);
}
