import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { NOW } from "../../testing/builders.js";
import { eventually } from "../../testing/socketClient.js";
import { call, startTower, type TestTower } from "../../testing/startTower.js";
import { Story } from "../../testing/story.js";

let tower: TestTower;
let story: Story;
beforeAll(async () => {
  tower = await startTower();
  story = new Story(tower);
});
afterAll(() => tower.close());
afterEach(() => tower.clock.set(NOW));

const SIGN_IN = `mutation($input: SignInInput!) { signIn(input: $input) { refusal { code message field } token viewer { name roles teams } } }`;
const WHO = "{ viewer { name } }";
const credentials = (person: string, more: object = {}) => ({ email: `${person.toLowerCase()}@halden-trading.example`, password: `${person} has a long password`, ...more });

/** A browser or a script at the door: sends what headers it has and shows what it got. */
async function ask(query: string, variables: object = {}, headers: Record<string, string> = {}) {
  const response = await fetch(`${tower.url}/graphql`, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify({ query, variables }) });
  const body: any = await response.json();
  return { status: response.status, cookie: response.headers.get("set-cookie"), data: body.data, code: body.errors?.[0]?.extensions.code, text: JSON.stringify(body) };
}
const signIn = async (person: string, more: object = {}) => (await ask(SIGN_IN, { input: credentials(person, more) }));
const userOf = async (person: string) => (await story.rows(`SELECT * FROM users WHERE email = $1`, [credentials(person).email]))[0]!;
const carried = (cookie: string | null) => ({ cookie: cookie!.split(";")[0]! });

describe("signing in", () => {
  test("sets a cookie that scripts can't read and other sites can't use, and gives a token only when asked", async () => {
    const browser = await signIn("sales");
    expect(browser.data.signIn).toEqual({ refusal: null, token: null, viewer: { name: "Noor Verhoeven", roles: ["SALES"], teams: ["PARTNER_SUCCESS", "SALES_OPS"] } });
    expect(browser.cookie).toMatch(/^tower_session=tower_session_[\w-]{43}; /);
    for (const attribute of ["HttpOnly", "SameSite=Lax", "Path=/", "Expires="]) expect(browser.cookie).toContain(attribute);
    expect((await ask(WHO, {}, carried(browser.cookie))).data.viewer).toEqual({ name: "Noor Verhoeven" });

    const script = (await signIn("sales", { bearer: true })).data.signIn.token;
    expect((await call(tower.url, WHO, {}, script)).data.viewer).toEqual({ name: "Noor Verhoeven" });
    const { id } = await userOf("sales");
    expect(await story.rows(`SELECT type FROM audit_logs WHERE actor_id = $1 ORDER BY id DESC LIMIT 2`, [id])).toEqual([{ type: "session.opened" }, { type: "session.opened" }]);
  });

  test("keeps no token and shows no hash", async () => {
    const { data, cookie } = await signIn("legal", { bearer: true });
    const token = data.signIn.token;
    expect(cookie).toContain(token);
    const everything = await story.rows(`SELECT s::text AS row FROM sessions s UNION ALL SELECT p.payload::text FROM audit_payloads p UNION ALL SELECT u::text FROM users u`);
    expect(everything.filter(({ row }) => row.includes(token))).toEqual([]);
    const { password_hash } = await userOf("legal");
    expect(password_hash).toMatch(/^\$argon2id\$/);
    const told = await story.rows(`SELECT p.payload::text AS row FROM audit_payloads p`);
    expect(told.filter(({ row }) => row.includes("argon2id"))).toEqual([]);
    const fields = (await tower.as("admin")(`{ __type(name: "User") { fields { name } } }`)).data.__type.fields.map(({ name }: { name: string }) => name);
    expect(fields.filter((name: string) => /password|hash|token|failed|locked/i.test(name))).toEqual([]);
  });

  test("fails in one way and about one time, whether the account is unknown, the password wrong, or the person gone", async () => {
    await story.rows(`UPDATE users SET disabled_at = $1 WHERE email = $2`, [NOW, credentials("viewer").email]);
    await signIn("nobody");
    const timed = async (input: object) => {
      const started = performance.now();
      const { data, status, cookie } = await ask(SIGN_IN, { input });
      return { took: performance.now() - started, answer: { data, status, cookie } };
    };
    const wrong = { password: "not the long password" };
    const kinds = [credentials("nobody"), credentials("iberianSales", wrong), credentials("viewer")];
    const failures: Awaited<ReturnType<typeof timed>>[][] = [[], [], []];
    for (let i = 0; i < 3; i++) for (const [kind, input] of kinds.entries()) failures[kind]!.push(await timed(input));
    expect(new Set(failures.flat().map(({ answer }) => JSON.stringify(answer))).size).toBe(1);
    expect(failures[0]![0]!.answer).toMatchObject({ status: 200, cookie: null, data: { signIn: { viewer: null, token: null, refusal: { code: "UNAUTHENTICATED", field: "password" } } } });
    // the hash is most of the time; left out for one of them it would be ten times as fast
    const fastest = failures.map((kind) => Math.min(...kind.map(({ took }) => took)));
    expect(Math.min(...fastest)).toBeGreaterThan(Math.max(...fastest) / 3);
    await story.rows(`UPDATE users SET disabled_at = NULL`);
  });

  test("makes wait after eight failures, longer each time, and tells of it", async () => {
    const wrong = { password: "not the long password" };
    await Promise.all(Array.from({ length: 12 }, () => signIn("logistics", wrong)));
    expect((await signIn("logistics")).data.signIn).toMatchObject({ viewer: null, refusal: { code: "UNAUTHENTICATED" } });
    const { id } = await userOf("logistics");
    const types = (await tower.trail(id)).filter((type) => type !== "user.created");
    expect([types.filter((type) => type === "session.refused").length, types.filter((type) => type === "user.locked").length]).toEqual([7, 1]);
    tower.clock.advance({ minutes: 2 });
    expect((await signIn("logistics", wrong)).data.signIn.viewer).toBeNull();
    expect((await signIn("logistics")).data.signIn.viewer).toBeNull();
    tower.clock.advance({ minutes: 3 });
    expect((await signIn("logistics")).data.signIn.viewer).toMatchObject({ name: "Jonas Bakker" });
  });

  test("counts failures anew after a success", async () => {
    for (let i = 0; i < 7; i++) await signIn("accounting", { password: "not the long password" });
    expect((await signIn("accounting")).data.signIn.viewer).not.toBeNull();
    await signIn("accounting", { password: "not the long password" });
    expect((await signIn("accounting")).data.signIn.viewer).not.toBeNull();
  });

  test("takes odd input for a wrong password or bad input, never for a fault", async () => {
    for (const input of [{ email: "", password: "" }, { email: "nul\u0000@x.example", password: "x" }, { email: "x".repeat(10_000), password: "y".repeat(100_000) }]) {
      expect(["UNAUTHENTICATED", "BAD_USER_INPUT"]).toContain((await ask(SIGN_IN, { input })).data?.signIn.refusal.code);
    }
  });
});

describe("a session", () => {
  test("ends at once when its person signs out, and only that one", async () => {
    const [here, there] = [await signIn("sales"), await signIn("sales", { bearer: true })];
    const out = await ask(`mutation { signOut { refusal { code } } }`, {}, carried(here.cookie));
    expect(out.data.signOut).toEqual({ refusal: null });
    expect(out.cookie).toMatch(/^tower_session=; .*Expires=Thu, 01 Jan 1970/);
    expect((await ask(WHO, {}, carried(here.cookie))).data.viewer).toBeNull();
    expect((await ask("{ orders { totalCount } }", {}, carried(here.cookie))).code).toBe("UNAUTHENTICATED");
    expect((await ask("mutation { signOut { refusal { code } } }", {}, carried(here.cookie))).code).toBe("UNAUTHENTICATED");
    expect((await call(tower.url, WHO, {}, there.data.signIn.token)).data.viewer).not.toBeNull();
  });

  test("that many windows end at once is closed once", async () => {
    const { data } = await signIn("admin", { bearer: true });
    const outs = await Promise.all(Array.from({ length: 4 }, () => call(tower.url, "mutation { signOut { refusal { code } } }", {}, data.signIn.token)));
    expect(outs.map(({ errors }) => errors?.[0]?.extensions?.code).filter((code) => code && code !== "UNAUTHENTICATED")).toEqual([]);
    const { id } = await userOf("admin");
    expect(await story.rows(`SELECT FROM audit_logs WHERE actor_id = $1 AND type = 'session.closed'`, [id])).toHaveLength(1);
  });

  const fate = async (happens: (token: string) => Promise<unknown>) => {
    const { data, cookie } = await signIn("secondAccountant", { bearer: true });
    await happens(data.signIn.token);
    return () => Promise.all([ask(WHO, {}, { authorization: `Bearer ${data.signIn.token}` }), ask(WHO, {}, carried(cookie))]);
  };
  test.each<[string, (token: string) => Promise<unknown>]>([
    ["expired", async () => tower.clock.advance({ hours: 12 })],
    ["was revoked", () => story.rows(`UPDATE sessions SET revoked_at = $1 WHERE revoked_at IS NULL AND user_id = (SELECT id FROM users WHERE email = $2)`, [NOW, credentials("secondAccountant").email])],
    ["belongs to a person who is disabled", () => story.rows(`UPDATE users SET disabled_at = $1 WHERE email = $2`, [NOW, credentials("secondAccountant").email])],
  ])("that %s stands for nobody: a script is told, a browser is asked to sign in", async (_, happens) => {
    const asked = await fate(happens);
    await eventually(async () => { // within a second, for which a token is taken at its word
      const [script, browser] = await asked();
      expect(script).toMatchObject({ status: 401, code: "UNAUTHENTICATED", cookie: null });
      expect(browser!.data.viewer).toBeNull();
    });
    await story.rows(`UPDATE users SET disabled_at = NULL`);
  });

  test("is not what a made-up token opens", async () => {
    for (const token of ["nonsense", "tower_session_", `tower_session_${"A".repeat(43)}`]) {
      expect(await ask(WHO, {}, { authorization: `Bearer ${token}` })).toMatchObject({ status: 401, code: "UNAUTHENTICATED" });
    }
    expect((await ask(WHO, {}, { cookie: "tower_session=nonsense" })).data.viewer).toBeNull();
  });

  test("can't be used by a page of another site", async () => {
    const { cookie } = await signIn("sales");
    const forged = await fetch(`${tower.url}/graphql`, { method: "POST", headers: { "content-type": "text/plain", ...carried(cookie) }, body: JSON.stringify({ query: "mutation { signOut { refusal { code } } }" }) });
    expect(forged.status).toBe(400);
    const got = await fetch(`${tower.url}/graphql?query=${encodeURIComponent("mutation { signOut { refusal { code } } }")}`, { headers: { ...carried(cookie), "apollo-require-preflight": "yes" } });
    expect(got.status).toBe(405);
    expect((await ask(WHO, {}, carried(cookie))).data.viewer).not.toBeNull();
  });
});

test("an integration's token expires, is revoked, and can't sign itself out", async () => {
  const token = await story.apiToken("sales");
  expect((await call(tower.url, WHO, {}, token)).data.viewer).toEqual({ name: "Noor Verhoeven" });
  expect((await call(tower.url, "mutation { signOut { refusal { code } } }", {}, token)).errors![0]!.extensions!.code).toBe("FORBIDDEN");
  tower.clock.advance({ hours: 25 });
  expect((await call(tower.url, WHO, {}, token)).errors![0]!.extensions!.code).toBe("UNAUTHENTICATED");
  tower.clock.set(NOW);
  await story.rows(`UPDATE api_tokens SET revoked_at = $1`, [NOW]);
  await eventually(async () => expect((await call(tower.url, WHO, {}, token)).errors?.[0]?.extensions?.code).toBe("UNAUTHENTICATED"));
});
