import type { Request } from "./work/work.js";
import { load } from "./packages.js";

export interface Shot { request: Request; done?: (body: any) => void }
export interface Round { perSecond: number; p50: number; p99: number; requests: number; errors: number }

type Autocannon = (options: object) => Promise<unknown> & { on(event: "response", heard: (client: unknown, status: number, bytes: number, ms: number) => void): void };

/** Keeps `connections` requests in flight for a while, or until there were `amount`; `next` makes each of them, and its answer comes to `done`. */
export async function fire(url: string, next: () => Shot, { seconds, connections, token, amount }: { seconds: number; connections: number; token?: string; amount?: number }): Promise<Round> {
  const times: number[] = [];
  let errors = 0;
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  const started = performance.now();
  let ended = started;
  const run = (load("autocannon") as Autocannon)({ // not sooner: the first run of all installs it
    url, connections, headers, ...(amount ? { amount } : { duration: seconds }),
    requests: [{
      method: "POST",
      setupRequest(request: object, context: { shot: Shot }) {
        context.shot = next();
        return { ...request, ...context.shot.request };
      },
      onResponse(status: number, body: string, { shot }: { shot: Shot }) {
        if (status !== 200 || body.includes('"errors"')) errors++;
        else if (shot.done) shot.done(JSON.parse(body));
      },
    }],
  });
  run.on("response", (_client, _status, _bytes, ms) => {
    times.push(ms);
    ended = performance.now();
  });
  await run;
  const elapsed = (ended - started) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
  return { perSecond: times.length / elapsed, p50: at(0.5), p99: at(0.99), requests: times.length, errors };
}
