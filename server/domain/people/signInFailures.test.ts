import { startTower, type TestTower } from "../../testing/startTower.js";
import { NOW } from "../../testing/builders.js";
import { systemContext } from "../../context.js";
import { sweepDevices } from "./knownDevices.js";
import { sweepSignIns } from "./signInFailures.js";

let tower: TestTower;
beforeAll(async () => { tower = await startTower({ env: { TRUSTED_PROXIES: "127.0.0.1" } }); });
beforeEach(async () => {
  tower.clock.set(NOW);
  await tower.services.pool.query("DELETE FROM sign_in_failures");
  await tower.services.pool.query("DELETE FROM known_devices");
});
afterAll(() => tower?.close());

const SIGN_IN = `mutation($input: SignInInput!) { signIn(input: $input) { refusal { code message field } viewer { name } } }`;
const emailOf = (person: string) => `${person.toLowerCase()}@halden-trading.example`;
const right = (person: string) => `${person} has a long password`;
const WRONG = "not the long password";

/** A try from an address, with the cookies of a browser. */
async function attempt(email: string, password: string, ip: string, cookie = "", server = tower) {
  const response = await fetch(`${server.url}/graphql`, {
    method: "POST", headers: { "content-type": "application/json", "x-forwarded-for": ip, cookie }, body: JSON.stringify({ query: SIGN_IN, variables: { input: { email, password } } }),
  });
  const { data } = (await response.json()) as any;
  const cookies = response.headers.getSetCookie();
  return { isIn: data.signIn.viewer !== null, answer: JSON.stringify(data), device: cookies.find((each) => each.startsWith("tower_device="))?.split(";")[0], cookies };
}
const fail = async (person: string, ip: string, times: number, cookie = "") => { for (let i = 0; i < times; i++) expect((await attempt(emailOf(person), WRONG, ip, cookie)).isIn).toBe(false); };
const isLetIn = async (person: string, ip: string, cookie = "") => (await attempt(emailOf(person), right(person), ip, cookie)).isIn;
const rows = async () => (await tower.services.pool.query("SELECT key, failures FROM sign_in_failures")).rows;

test("who fails again and again waits longer and longer, and is let in after the wait", async () => {
  await fail("sales", "203.0.113.1", 8);
  for (const minutes of [1, 2, 4]) {
    expect(await isLetIn("sales", "203.0.113.1")).toBe(false);
    tower.clock.advance({ minutes: minutes - 0.1 });
    expect(await isLetIn("sales", "203.0.113.1")).toBe(false);
    tower.clock.advance({ minutes: 0.2 });
    if (minutes < 4) await fail("sales", "203.0.113.1", 1);
  }
  expect(await isLetIn("sales", "203.0.113.1")).toBe(true);
  await fail("sales", "203.0.113.1", 7); // counted anew
  expect(await isLetIn("sales", "203.0.113.1")).toBe(true);
});

test("a wait never grows beyond an hour, and failures are forgiven with time", async () => {
  for (let i = 0; i < 30; i++) {
    await attempt(emailOf("sales"), WRONG, "203.0.113.1");
    if (i >= 7) tower.clock.advance({ minutes: 61 });
  }
  expect(await isLetIn("sales", "203.0.113.1")).toBe(true);
  await fail("legal", "203.0.113.2", 7);
  tower.clock.advance({ minutes: 40 });
  await fail("legal", "203.0.113.2", 4);
  expect(await isLetIn("legal", "203.0.113.2")).toBe(true);
});

test("an outsider's failures don't keep others out: from another address, and even while all the world fails, from one's own browser", async () => {
  const { device } = await attempt(emailOf("accounting"), right("accounting"), "198.51.100.7");
  expect(device).toMatch(/^tower_device=tower_device_[\w-]{43}$/);
  await fail("accounting", "203.0.113.1", 20);
  expect(await isLetIn("accounting", "198.51.100.7")).toBe(true);
  for (let i = 0; i < 40; i++) await attempt(emailOf("accounting"), WRONG, `203.0.113.${i}`);
  expect(await isLetIn("accounting", "198.51.100.8")).toBe(false); // many addresses on one account are slowed
  expect(await isLetIn("accounting", "203.0.113.1", device)).toBe(true);
  expect(await isLetIn("accounting", "198.51.100.9", device)).toBe(true);
});

test("a known browser has a count of its own, stands for its person alone, and opens nothing by itself", async () => {
  const { device } = await attempt(emailOf("sales"), right("sales"), "198.51.100.7");
  await fail("sales", "198.51.100.7", 8, device);
  expect(await isLetIn("sales", "198.51.100.7", device)).toBe(false);
  expect(await isLetIn("sales", "198.51.100.7")).toBe(true); // the address is not at fault
  for (let i = 0; i < 30; i++) await attempt(emailOf("legal"), WRONG, `203.0.113.${i}`);
  expect(await isLetIn("legal", "198.51.100.7", device)).toBe(false);
  expect(await isLetIn("legal", "198.51.100.7", "tower_device=tower_device_guessed")).toBe(false);
  const read = await fetch(`${tower.url}/graphql`, { method: "POST", headers: { "content-type": "application/json", cookie: device! }, body: JSON.stringify({ query: "{ viewer { name } }" }) });
  expect(await read.json()).toEqual({ data: { viewer: null } });
});

test("a browser is known again with the same token, to each person who uses it, and forgotten after half a year", async () => {
  const first = await attempt(emailOf("sales"), right("sales"), "198.51.100.7");
  const again = await attempt(emailOf("legal"), right("legal"), "198.51.100.7", first.device);
  expect(again.device).toBe(first.device);
  expect(first.cookies.find((each) => each.startsWith("tower_device="))).toMatch(/HttpOnly.*SameSite=Strict/);
  for (let i = 0; i < 30; i++) await attempt(emailOf("legal"), WRONG, `203.0.113.${i}`);
  expect(await isLetIn("legal", "203.0.113.1", first.device)).toBe(true);
  tower.clock.advance({ hours: 24 * 181 });
  await sweepDevices(systemContext(tower.services, "test"));
  expect((await tower.services.pool.query("SELECT FROM known_devices")).rowCount).toBe(0);
});

test("one address that tries many accounts is slowed, an IPv6 network is one address, and its neighbours are not slowed", async () => {
  for (let i = 0; i < 50; i++) await attempt(emailOf(`nobody${i}`), WRONG, `2001:db8:1:2::${i}`);
  expect(await isLetIn("sales", "2001:db8:1:2:ffff:1:2:3")).toBe(false);
  expect(await isLetIn("sales", "2001:db8:1:3::1")).toBe(true);
  for (let i = 0; i < 50; i++) await attempt(emailOf(`nobody${i}`), WRONG, i % 2 ? "192.0.2.1" : "::ffff:192.0.2.1");
  expect(await isLetIn("sales", "192.0.2.1")).toBe(false);
  expect(await isLetIn("sales", "192.0.2.2")).toBe(true);
});

test("signing in with an account of one's own buys no tries on others'", async () => {
  for (let i = 0; i < 60; i++) {
    await attempt(emailOf(`nobody${i}`), WRONG, "192.0.2.1");
    if (i % 10 === 9) await attempt(emailOf("viewer"), right("viewer"), "192.0.2.1");
  }
  expect(await isLetIn("sales", "192.0.2.1")).toBe(false);
});

test("an account that is there can't be told from one that is not: the same tries, the same waits, the same words", async () => {
  const story = async (email: string, ip: string) => {
    const told = [];
    for (let i = 0; i < 12; i++) told.push((await attempt(email, WRONG, ip)).answer);
    tower.clock.advance({ minutes: 1.1 });
    told.push((await attempt(email, WRONG, ip)).answer);
    tower.clock.set(NOW);
    return told;
  };
  const [known, unknown] = [await story(emailOf("sales"), "203.0.113.1"), await story(emailOf("nobody"), "203.0.113.2")];
  expect(new Set([...known, ...unknown]).size).toBe(1);
  const counted = (await rows()).map(({ failures }) => failures).sort();
  expect(counted).toEqual([9, 9, 9, 9, 9, 9]); // by both, by account and by address, alike
  for (const email of [` ${emailOf("SALES")} `, emailOf("Sales").toUpperCase()]) expect((await attempt(email, right("sales"), "203.0.113.1")).isIn).toBe(false);
});

test("many at once can't outrun the count", async () => {
  await Promise.all(Array.from({ length: 30 }, () => attempt(emailOf("sales"), WRONG, "203.0.113.1")));
  expect(Math.max(...(await rows()).map(({ failures }) => failures))).toBe(8);
});

test("the counts outlive a restart, are shared, hold no e-mail and no address, and are swept", async () => {
  await fail("sales", "203.0.113.1", 8);
  expect(JSON.stringify((await tower.services.pool.query("SELECT encode(key, 'escape') AS key FROM sign_in_failures")).rows)).not.toMatch(/halden|203\.0/);
  const system = systemContext(tower.services, "test");
  await sweepSignIns(system);
  expect(await rows()).toHaveLength(3);
  expect(await isLetIn("sales", "203.0.113.1")).toBe(false);
  await tower.services.pool.query(`INSERT INTO sign_in_failures SELECT int8send(n), 1, $1::timestamptz - interval '1 hour', $1 FROM generate_series(1, 100050) n`, [NOW]);
  await sweepSignIns(system);
  expect(await rows()).toHaveLength(100_000);
  tower.clock.advance({ hours: 25 });
  await sweepSignIns(system);
  expect(await rows()).toEqual([]);
}, 60_000);
