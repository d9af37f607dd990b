import { request } from "node:http";
import { gunzipSync } from "node:zlib";
import { startTower, type TestTower } from "../testing/startTower.js";
import { COMPRESS_FROM, takesGzip } from "./compression.js";

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
const GZIP = { "accept-encoding": "gzip, deflate, br" };

test("a large answer comes compressed to who takes it, and is the same", async () => {
  const plain = await ask(LARGE);
  const zipped = await ask(LARGE, GZIP);
  expect(plain.headers).toMatchObject({ vary: "accept-encoding", "content-length": String(plain.body.length) });
  expect(plain.headers["content-encoding"]).toBeUndefined();
  expect(zipped.headers).toMatchObject({ "content-encoding": "gzip", vary: "accept-encoding", "content-length": String(zipped.body.length), "content-type": plain.headers["content-type"], "cache-control": "no-store" });
  expect(zipped.body.length).toBeLessThan(plain.body.length / 2);
  expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
});

test("a small answer comes as it is, up to the threshold", async () => {
  /** An answer of exactly so many characters: an alias as long as it takes. */
  const ofLength = (length: number) => `{ ${"a".repeat(length - '{"data":{"":"Query"}}\n'.length)}: __typename }`;
  const under = await ask(ofLength(COMPRESS_FROM - 1), GZIP);
  expect([under.body.length, under.headers["content-encoding"], under.headers.vary]).toEqual([COMPRESS_FROM - 1, undefined, undefined]);
  const at = await ask(ofLength(COMPRESS_FROM), GZIP);
  expect([gunzipSync(at.body).length, at.headers["content-encoding"]]).toEqual([COMPRESS_FROM, "gzip"]);
});

test.each([
  ["gzip", true], ["br, gzip;q=0.5", true], ["*", true], ["GZIP", true], ["gzip; q=1", true],
  [undefined, false], ["", false], ["br", false], ["gzip;q=0", false], ["gzip; q=0.0, *", false], ["identity", false], ["xgzip", false],
])("accept-encoding %p: gzip %p", (header, taken) => expect(takesGzip(header)).toBe(taken));
