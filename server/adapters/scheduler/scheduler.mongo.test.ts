import { randomBytes } from "node:crypto";
import pino from "pino";
import { createScheduler } from "./createScheduler.js";
import { schedulerContract } from "./schedulerContract.js";
import { startMongo, type TestMongo } from "./testMongo.js";

const log = pino({ level: "silent" });
const postgresUrl = "postgres://unused";
let mongo: TestMongo;

beforeAll(async () => {
  mongo = await startMongo(`tower_test_${randomBytes(4).toString("hex")}`);
});
afterAll(() => mongo?.stop());

describe("the scheduler on MongoDB", () => {
  const open = () => createScheduler({ mongoUrl: mongo.url, postgresUrl, log });
  const jobs = () => mongo.client.db().collection("agendaJobs");

  schedulerContract(() => ({ open, drop: async () => void (await jobs().drop()) }));

  test("alarms doubled behind its back are thrown away, for the sweep to arm them again", async () => {
    const scheduler = await open();
    await jobs().dropIndex("one_alarm_per_key");
    await jobs().insertMany([1, 2].map(() => ({ name: "doubled", data: { key: "k" } })));
    await scheduler.stop();
    const next = await open();
    expect(await next.alarms("doubled")).toEqual([]);
    await next.stop();
  });

  test("a server that is down is said within seconds, without its password", async () => {
    const opening = createScheduler({ mongoUrl: "mongodb://tower:geheim@127.0.0.1:1/tower?retryWrites=false", postgresUrl, log });
    await expect(opening).rejects.toThrow(/^The scheduler's store, mongodb:\/\/127\.0\.0\.1:1\/tower, can't be used: connect ECONNREFUSED/);
  });
});
