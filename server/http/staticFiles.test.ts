import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { startTower, type TestTower } from "../testing/startTower.js";

const root = mkdtempSync(join(tmpdir(), "client-"));
const SCRIPT = `console.log("${"tower ".repeat(500)}")`;
const FILES: Record<string, string> = { "index.html": `<title>Control Tower</title>${" ".repeat(2_000)}`, "playground.html": "<title>Playground</title>", "assets/index-Ab12.js": SCRIPT, "tower.svg": "<svg/>" };

let tower: TestTower;
let listed: TestTower;
beforeAll(async () => {
  mkdirSync(join(root, "assets"));
  for (const [name, text] of Object.entries(FILES)) {
    writeFileSync(join(root, name), text);
    if (text.length < 1_400) continue;
    writeFileSync(join(root, `${name}.gz`), gzipSync(text));
    writeFileSync(join(root, `${name}.br`), brotliCompressSync(text));
  }
  tower = await startTower({ clientDir: root });
  listed = await startTower({ clientDir: root, env: { OPERATIONS: "listed" } });
});
afterAll(async () => {
  await tower?.close();
  await listed?.close();
  rmSync(root, { recursive: true });
});

interface Got { status?: number; headers: Record<string, any>; body: Buffer }
/** A file as it came over the wire; fetch would unpack it. */
const get = (path: string, headers: Record<string, string> = {}, { url } = tower) =>
  new Promise<Got>((resolve, reject) => {
    request(`${url}${path}`, { headers }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part)).on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    }).on("error", reject).end();
  });

const ASSET = "/assets/index-Ab12.js";

test("a built file comes as brotli, as gzip or as it is, by what the browser takes", async () => {
  const unpack: Record<string, (body: Buffer) => Buffer> = { br: brotliDecompressSync, gzip: gunzipSync, plain: (body) => body };
  for (const [accepted, encoding] of [["gzip, deflate, br", "br"], ["gzip", "gzip"], ["identity", "plain"], [undefined, "plain"], ["br;q=0, gzip", "gzip"]] as const) {
    const { status, headers, body } = await get(ASSET, accepted ? { "accept-encoding": accepted } : {});
    expect([accepted, status, headers["content-encoding"] ?? "plain"]).toEqual([accepted, 200, encoding]);
    expect(headers["content-type"]).toMatch(/^(text|application)\/javascript; charset=utf-8$/);
    expect(headers.vary).toBe("accept-encoding");
    expect(unpack[encoding]!(body).toString()).toBe(SCRIPT);
  }
});

test("a file too small to be compressed comes as it is", async () => {
  const { status, headers, body } = await get("/tower.svg", { "accept-encoding": "gzip, br" });
  expect([status, headers["content-encoding"], body.toString()]).toEqual([200, undefined, "<svg/>"]);
});

test("what carries a hash is kept for ever; a page is asked for anew, and answered 304 in each encoding while it is the same", async () => {
  expect((await get(ASSET)).headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  const tags = new Set<string>();
  for (const path of ["/", "/orders", "/playground", "/tower.svg", ASSET]) {
    for (const encoding of ["br", "gzip", "identity"]) {
      const accept = { accept: "text/html", "accept-encoding": encoding };
      const first = await get(path, accept);
      expect([path, first.status, first.headers["cache-control"]]).toEqual([path, 200, path === ASSET ? expect.stringContaining("immutable") : "no-cache"]);
      tags.add(first.headers.etag);
      const again = await get(path, { ...accept, "if-none-match": first.headers.etag });
      expect([path, again.status, again.body.length, again.headers.etag, again.headers.vary]).toEqual([path, 304, 0, first.headers.etag, "accept-encoding"]);
      expect(again.headers["cache-control"]).toBe(first.headers["cache-control"]);
    }
  }
  expect(tags.size).toBe(3 /* the page */ + 1 /* the playground */ + 1 /* the picture */ + 3 /* the script */);
});

test("a script that is gone is not answered with a page", async () => {
  const { status, headers } = await get("/assets/gone-Cd34.js", { accept: "*/*" });
  expect([status, headers["content-type"]]).toEqual([404, expect.stringContaining("json")]);
});

test("where only listed operations run there is no playground, and it says why", async () => {
  expect((await get("/playground")).body.toString()).toContain("Playground");
  const { status, body } = await get("/playground", {}, listed);
  expect([status, body.toString()]).toEqual([403, expect.stringContaining("OPERATIONS=listed")]);
  expect((await get("/playground.html", { accept: "text/html" }, listed)).body.toString()).toContain("Control Tower");
});
