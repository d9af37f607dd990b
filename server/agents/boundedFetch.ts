/** An answer longer than any draft could be; reading it to the end would only feed a hostile server. */
export class AnswerTooLong extends Error {
  constructor(limit: number) {
    super(`the model's answer is longer than ${limit} bytes`);
    this.name = "AnswerTooLong";
  }
}

/** Named plainly, since providers' clients wrap what they catch and lose the original's kind. */
export class AnswerTooLate extends Error {
  constructor(timeoutMs: number) {
    super(`timed out: no answer within ${timeoutMs} ms`);
    this.name = "TimeoutError";
  }
}

/**
 * A fetch that ends: the time-out covers the body too, so that a server that drips cannot hold a draft, and a body
 * beyond the limit is cut off. Given to every provider, since one of them ignores time-outs and signals of its own.
 */
export function boundedFetch(timeoutMs: number, maxBytes = 1_000_000): typeof fetch {
  return async (input, init) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    const response = await fetch(input, { ...init, signal }).catch((error: unknown) => {
      throw timeout.aborted ? new AnswerTooLate(timeoutMs) : error;
    });
    if (!response.body) return response;
    let seen = 0;
    const limited = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          seen += chunk.byteLength;
          if (seen > maxBytes) controller.error(new AnswerTooLong(maxBytes));
          else controller.enqueue(chunk);
        },
      }),
    );
    return new Response(limited, response);
  };
}
