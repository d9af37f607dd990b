import { request } from "node:http";
import { once } from "node:events";
import { WebSocket } from "ws";
import { loadConfig } from "../config.js";
import { startTower, type TestTower } from "../testing/startTower.js";

let tower: TestTower;
beforeAll(async () => { tower = await startTower({ env: { PUBLIC_URL: "http://tower.example.com", ALLOWED_HOSTS: "ops.example.net, 10.1.2.3:4000", TRUSTED_PROXIES: "127.0.0.1" } }); });
afterAll(() => tower?.close());

const port = () => new URL(tower.url).port;
const QUERY = JSON.stringify({ query: "{ viewer { name } }" });

/** One request with headers that fetch would not let us set. */
const send = (path: string, headers: Record<string, string>, body?: string) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const asking = request(`${tower.url}${path}`, { method: body ? "POST" : "GET", headers: { ...(body && { "content-type": "application/json" }), ...headers } }, (response) => {
      let text = "";
      response.on("data", (part) => (text += part)).on("end", () => resolve({ status: response.statusCode!, text }));
    });
    asking.on("error", reject).end(body);
  });

async function upgrade(headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(`${tower.url.replace("http", "ws")}/graphql`, "graphql-transport-ws", { headers });
  socket.on("error", () => undefined);
  const status = await Promise.race([once(socket, "open").then(() => 101), once(socket, "unexpected-response").then(([, response]) => response.statusCode)]);
  socket.terminate();
  return status;
}

const FOREIGN_HOSTS = ["evil.example", "evil.example:4000", "localhost.evil.example", "127.0.0.1.evil.example", "ops.example.net.evil.example", "10.1.2.3", "10.1.2.3:4001", "192.168.0.7:4000", "0.0.0.0:4000", "user@localhost", "localhost:4000/x", "local host"];

test("a name that isn't ours is refused on every path, by sockets too", async () => {
  for (const host of FOREIGN_HOSTS) {
    for (const path of ["/", "/demo-logins", "/playground", "/assets/x.js", "/nothing/here"]) {
      expect([host, path, (await send(path, { host })).status]).toEqual([host, path, 421]);
    }
    const posted = await send("/graphql", { host }, QUERY);
    expect([posted.status, JSON.parse(posted.text).errors[0].extensions.code]).toEqual([421, "MISDIRECTED_REQUEST"]);
    expect([host, await upgrade({ host })]).toEqual([host, 421]);
  }
});

test("our own names are answered: this machine's on any port, the public one, and those of the settings", async () => {
  for (const host of [`localhost:${port()}`, "LOCALHOST:8080", "127.0.0.1", "[::1]:4000", "tower.example.com", "tower.example.com:443", "ops.example.net:8443", "10.1.2.3:4000"]) {
    expect([host, (await send("/graphql", { host }, QUERY)).status]).toEqual([host, 200]);
    expect([host, await upgrade({ host })]).toEqual([host, 101]);
  }
});

test("who asks for our health may call us by any name", async () => {
  for (const path of ["/healthz", "/readyz"]) expect((await send(path, { host: "10.0.0.9:4000" })).status).toBe(200);
});

test("a page of another site is refused, by GET and POST and sockets alike; our own pages are not", async () => {
  const get = `/graphql?query=${encodeURIComponent("{ viewer { name } }")}`;
  const host = `localhost:${port()}`;
  const asks = (origin: string, under = host) => {
    const headers = { host: under, origin, "apollo-require-preflight": "true" };
    return Promise.all([send("/graphql", headers, QUERY).then(({ status }) => status), send(get, headers).then(({ status }) => status), send("/demo-logins", headers).then(({ status }) => (status === 404 ? 200 : status)), upgrade(headers).then((status) => (status === 101 ? 200 : status))]);
  };
  for (const origin of ["https://evil.example", "null", "file://", "http://localhost:1", "http://localhost", `http://127.0.0.1:${port()}`, "http://10.1.2.3:1", "chrome-extension://abcdef", "not an origin", "http://tower.example.com.evil.example"]) {
    expect([origin, await asks(origin)]).toEqual([origin, [403, 403, 403, 403]]);
  }
  for (const origin of [`http://${host}`, "http://tower.example.com", "https://ops.example.net", "http://10.1.2.3:4000"]) expect([origin, await asks(origin)]).toEqual([origin, [200, 200, 200, 200]]);
});

describe("an address told by X-Forwarded-For", () => {
  const addressOf = async (which: TestTower, headers: Record<string, string>) => {
    const input = { email: "sales@halden-trading.example", password: "sales has a long password" };
    const answer = await fetch(`${which.url}/graphql`, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify({ query: "mutation($input: SignInInput!) { signIn(input: $input) { refusal { code } } }", variables: { input } }) });
    expect(answer.status).toBe(200);
    return (await which.services.pool.query("SELECT ip FROM sessions ORDER BY id DESC LIMIT 1")).rows[0].ip;
  };

  test("is believed from a proxy that the settings name, up to the first hop that they don't", async () => {
    expect(await addressOf(tower, { "x-forwarded-for": "203.0.113.9" })).toBe("203.0.113.9");
    expect(await addressOf(tower, { "x-forwarded-for": "198.51.100.1, 203.0.113.9" })).toBe("203.0.113.9");
  });

  test("is believed from nobody else, public address or not", async () => {
    const plain = await startTower({ env: { PUBLIC_URL: "http://tower.example.com" } });
    expect(await addressOf(plain, { "x-forwarded-for": "203.0.113.9" })).toBe("127.0.0.1");
    await plain.close();
  });
});

test("settings that name no host or no address are refused by name", () => {
  for (const [name, value] of [["ALLOWED_HOSTS", "https://tower.example.com"], ["ALLOWED_HOSTS", "a b"], ["TRUSTED_PROXIES", "true"], ["TRUSTED_PROXIES", "10.0.0.0/33"], ["TRUSTED_PROXIES", "10.0.0.0/8/8"], ["TRUSTED_PROXIES", "1"]] as const) {
    expect(() => loadConfig({ [name]: value })).toThrow(`${name} holds "${value}"`);
  }
  expect(loadConfig({ TRUSTED_PROXIES: "10.0.0.0/8, ::1,loopback", ALLOWED_HOSTS: "" })).toMatchObject({ trustedProxies: ["10.0.0.0/8", "::1", "loopback"], allowedHosts: [] });
});
