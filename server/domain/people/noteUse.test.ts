import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import type { Services } from "../../context.js";
import { NOW } from "../../testing/builders.js";
import { eventually } from "../../testing/socketClient.js";
import { call, startTower, type TestTower } from "../../testing/startTower.js";
import { noteUse } from "./noteUse.js";
import { newToken } from "./token.js";

let tower: TestTower;
beforeAll(async () => { tower = await startTower(); });
afterAll(() => tower.close());

const used = (session_id: string, secondsAgo: number) => ({ session_id, token_id: null, seen_at: new Date(NOW.getTime() - secondsAgo * 1_000) });
/** Services whose database only notes what it is asked, and answers when it is told to. */
function counting() {
  const asked: { ids: string[]; answer: (error?: Error) => void }[] = [];
  const query = ({ values: [ids] }: { values: [string[]] }) => new Promise<void>((resolve, reject) => asked.push({ ids, answer: (error) => (error ? reject(error) : resolve()) }));
  const log = { warn: jest.fn() };
  return { asked, log, services: { pool: { query }, clock: { now: () => NOW }, log } as unknown as Services };
}

test("what was seen within the last minute is not noted again, nor while a note is on its way", async () => {
  const { asked, services } = counting();
  noteUse(services, [used("a", 59)]);
  expect(asked).toEqual([]);
  for (let i = 0; i < 3; i++) noteUse(services, [used("a", 60), used("b", 59), used("c", 90), { session_id: null, token_id: "t", seen_at: null }]);
  expect(asked.map(({ ids }) => ids)).toEqual([["a", "c", "t"]]);
  asked[0]!.answer();
  await new Promise(setImmediate);
  noteUse(services, [used("a", 60)]);
  expect(asked.map(({ ids }) => ids)).toEqual([["a", "c", "t"], ["a"]]);
  asked[1]!.answer();
});

test("a note that fails is told to the log alone, and tried again with the next request", async () => {
  const { asked, log, services } = counting();
  noteUse(services, [used("f", 60)]);
  asked[0]!.answer(new Error("connection lost"));
  await eventually(() => expect(log.warn).toHaveBeenCalledTimes(1));
  await new Promise(setImmediate);
  noteUse(services, [used("f", 60)]);
  expect(asked).toHaveLength(2);
  asked[1]!.answer();
});

test("a request by session or by token moves the time it was last seen, and neither its version nor the audit", async () => {
  const { pool, clock } = tower.services;
  const { token, hash } = newToken("tower_token");
  await pool.query(
    `INSERT INTO api_tokens (user_id, name, prefix, token_hash, scopes, expires_at, created_at, updated_at)
     SELECT id, 'warehouse', 'tower_', $1, '{read}', $2::timestamptz + interval '1 day', $2, $2 FROM users WHERE email = 'logistics@halden-trading.example'`, [hash, clock.now()]);
  const rows = async () => (await pool.query(
    `SELECT last_used_at AS at, version, (SELECT count(*)::int FROM audit_logs) AS entries FROM api_tokens
     UNION ALL SELECT last_seen_at, s.version, (SELECT count(*)::int FROM audit_logs) FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.email = 'sales@halden-trading.example'`)).rows;
  const [ofToken, ofSession] = await rows();
  expect([ofToken.at, ofSession.at]).toEqual([null, NOW]);
  tower.clock.advance({ minutes: 2 });
  for (const each of [token, tower.token("sales")]) expect((await call(tower.url, "{ viewer { id } }", {}, each)).data.viewer.id).toEqual(expect.any(String));
  await eventually(async () => expect(await rows()).toEqual([{ ...ofToken, at: clock.now() }, { ...ofSession, at: clock.now() }]));
});
