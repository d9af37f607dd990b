import { startTower, type TestTower } from "../testing/startTower.js";

const PER_SECOND = 2;
const IN_A_WINDOW = PER_SECOND * 10;
let tower: TestTower;
beforeAll(async () => { tower = await startTower({ env: { TRUSTED_PROXIES: "127.0.0.1", ANONYMOUS_REQUESTS_PER_SECOND: String(PER_SECOND) } }); });
afterAll(() => tower?.close());

const ask = (ip: string, headers: Record<string, string> = {}, path = "/graphql?query={__typename}") =>
  fetch(tower.url + path, { headers: { "x-forwarded-for": ip, "apollo-require-preflight": "true", ...headers } });
/** So many at once, so that no clock has a say. */
const statuses = async (times: number, one: (index: number) => Promise<Response>) => {
  const answers = await Promise.all(Array.from({ length: times }, (_, index) => one(index)));
  return answers.reduce<Record<number, number>>((counts, { status }) => ({ ...counts, [status]: (counts[status] ?? 0) + 1 }), {});
};

test("a network that asks too much without signing in is told when to come back, and its neighbours hear nothing of it", async () => {
  expect(await statuses(IN_A_WINDOW + 15, () => ask("203.0.113.7"))).toEqual({ 200: IN_A_WINDOW, 429: 15 });
  const refused = await ask("203.0.113.7");
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: "TOO_MANY_REQUESTS" } }] });
  expect((await ask("203.0.113.8")).status).toBe(200);
  for (const page of ["/healthz", "/playground"]) expect((await ask("203.0.113.7", {}, page)).status).toBe(200);
});

test("addresses of one IPv6 network are counted together, and what no proxy vouches for is no address", async () => {
  expect(await statuses(IN_A_WINDOW + 10, (index) => ask(`2001:db8:7::${index}`))).toEqual({ 200: IN_A_WINDOW, 429: 10 });
  expect(await statuses(IN_A_WINDOW + 10, (index) => ask(`192.0.2.${index}, 203.0.113.9`))).toEqual({ 200: IN_A_WINDOW, 429: 10 });
});

test("who is signed in is not counted, even at an address from which strangers flood; a token of nobody's is", async () => {
  const token = tower.token("viewer");
  await statuses(IN_A_WINDOW + 1, () => ask("203.0.113.10"));
  expect(await statuses(IN_A_WINDOW * 3, () => ask("203.0.113.10", { authorization: `Bearer ${token}` }))).toEqual({ 200: IN_A_WINDOW * 3 });
  expect(await statuses(IN_A_WINDOW + 5, (index) => ask("203.0.113.11", { authorization: `Bearer made-up-${index}` }))).toEqual({ 401: IN_A_WINDOW, 429: 5 });
  expect(await statuses(5, () => ask("203.0.113.11", {}, "/imports/check"))).toEqual({ 429: 5 });
});
