import { request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { startTower, type TestTower } from "../testing/startTower.js";
import { COMPRESS_FROM, encodingFor } from "./compression.js";

let tower: TestTower;
beforeAll(async () => { tower = await startTower(); });
afterAll(() => tower?.close());

/** One answer as it came over the wire; fetch would unpack it. */
const ask = (query: string, headers: Record<string, string> = {}) =>
  new Promise<{ headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    const asking = request(`${tower.url}/graphql`, { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${tower.token("accounting")}`, ...headers } }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part)).on("end", () => resolve({ headers: response.headers, body: Buffer.concat(parts) }));
    });
    asking.on("error", reject).end(JSON.stringify({ query }));
  });

const LARGE = "{ __schema { types { name description fields { name description } } } }";
const ANY = { "accept-encoding": "gzip, deflate, br" };

test("a large answer comes compressed to who takes it, and is the same", async () => {
  const plain = await ask(LARGE);
  expect(plain.headers).toMatchObject({ vary: "accept-encoding", "content-length": String(plain.body.length) });
  expect(plain.headers["content-encoding"]).toBeUndefined();
  for (const [accepted, encoding, unpack] of [["gzip, deflate, br", "br", brotliDecompressSync], ["gzip", "gzip", gunzipSync]] as const) {
    const { headers, body } = await ask(LARGE, { "accept-encoding": accepted });
    expect(headers).toMatchObject({ "content-encoding": encoding, vary: "accept-encoding", "content-length": String(body.length), "content-type": plain.headers["content-type"], "cache-control": "no-store" });
    expect(body.length).toBeLessThan(plain.body.length / 2);
    expect(unpack(body).equals(plain.body)).toBe(true);
  }
});

test("a small answer comes as it is, up to the threshold", async () => {
  /** An answer of exactly so many characters: an alias as long as it takes. */
  const ofLength = (length: number) => `{ ${"a".repeat(length - '{"data":{"":"Query"}}\n'.length)}: __typename }`;
  const under = await ask(ofLength(COMPRESS_FROM - 1), ANY);
  expect([under.body.length, under.headers["content-encoding"], under.headers.vary]).toEqual([COMPRESS_FROM - 1, undefined, undefined]);
  const at = await ask(ofLength(COMPRESS_FROM), ANY);
  expect([brotliDecompressSync(at.body).length, at.headers["content-encoding"]]).toEqual([COMPRESS_FROM, "br"]);
});

test.each([
  ["gzip", "gzip"], ["br, gzip;q=0.5", "br"], ["*", "br"], ["GZIP", "gzip"], ["gzip; q=1", "gzip"], ["br;q=0, gzip", "gzip"], ["br;q=0, *", "gzip"],
  [undefined, undefined], ["", undefined], ["deflate", undefined], ["gzip;q=0", undefined], ["br; q=0.0, gzip;q=0, *", undefined], ["identity", undefined], ["xgzip", undefined],
])("accept-encoding %p gets %p", (header, encoding) => expect(encodingFor(header)).toBe(encoding));
