import { jest } from "@jest/globals";
import { newToken } from "../domain/people/token.js";
import { hour } from "../testing/builders.js";
import { call, startTower, type Person, type TestTower } from "../testing/startTower.js";
import { KnownTokens } from "./knownTokens.js";

let tower: TestTower;
beforeAll(async () => { tower = await startTower(); });
afterAll(() => tower?.close());
afterEach(() => { jest.restoreAllMocks(); });

async function session(person: Person, expiresAt = hour(12)): Promise<string> {
  const { token, hash } = newToken("tower_session");
  const { userId } = await tower.actor(person);
  await tower.given.insert("sessions", { userId, tokenHash: hash, bearer: true, lastSeenAt: hour(0), expiresAt });
  return token;
}

const WHO = "{ viewer { name } }";
const nameOf = async (token: string) => (await call(tower.url, WHO, {}, token)).data?.viewer?.name;

test("nothing that came after a sign-out is answered, however much came beside it", async () => {
  for (let round = 0; round < 5; round++) {
    const [token, other] = await Promise.all([session("legal"), session("sales")]);
    expect(await nameOf(token)).toBe("Mireille Faure");
    const beside = Array.from({ length: 12 }, () => nameOf(token));
    const { data } = await call(tower.url, "mutation { signOut { refusal { code } } }", {}, token);
    expect(data.signOut.refusal).toBeNull();
    expect(await Promise.all([nameOf(token), nameOf(token), nameOf(other)])).toEqual([undefined, undefined, "Noor Verhoeven"]);
    for (const name of await Promise.all(beside)) expect(["Mireille Faure", undefined]).toContain(name);
  }
});

test("many who ask at once are one question, a failure is asked again, and a token outlives its time for nobody", async () => {
  const tokens = new KnownTokens(tower.services);
  const token = await session("legal", hour(1));
  const query = jest.spyOn(tower.services.pool, "query");
  const asked = () => query.mock.calls.filter(([each]) => (each as { name?: string }).name === "authenticate").length;
  query.mockImplementationOnce(() => Promise.reject(new Error("away")) as never);
  await expect(Promise.all([tokens.find(token), tokens.find(token)])).rejects.toThrow("away");
  const found = await Promise.all([tokens.find(token), tokens.find(token), tokens.find(token)]);
  expect([asked(), new Set(found.map((each) => each?.actor.name))]).toEqual([2, new Set(["Mireille Faure"])]);
  expect([await tokens.find("nobody's"), await tokens.find("nobody's"), asked()]).toEqual([null, null, 4]);
  tower.clock.advance({ hours: 1 });
  expect(await tokens.find(token)).toBeNull();
  tokens.close();
});

test("what is told of people makes every token asked for again", async () => {
  const token = await session("legal");
  expect(await nameOf(token)).toBe("Mireille Faure");
  const { userId } = await tower.actor("legal");
  await tower.services.pool.query(`UPDATE users SET regions = '{Iberia}' WHERE id = $1`, [userId]);
  await tower.services.pool.query(
    `INSERT INTO audit_logs (occurred_at, type, actor_kind, actor_name, via, subject_kind, subject_id) VALUES ($1, 'user.updated', 'system', 'Control tower', 'test', 'user', $2)`,
    [tower.clock.now(), userId]);
  await tower.services.relay.settle();
  expect((await call(tower.url, "{ viewer { regions } }", {}, token)).data.viewer.regions).toEqual(["Iberia"]);
});
