import { setTimeout as sleep } from "node:timers/promises";
import type { AlarmOptions, Scheduler } from "../../ports/Scheduler.js";

/** One store under test: each `open` is what one process would have. */
export interface StoreUnderTest {
  open(): Promise<Scheduler>;
  /** Removes the table or collection under the running schedulers' feet. */
  drop(): Promise<void>;
}

const SHORT: AlarmOptions = { lockSeconds: 3 };
// A second on a quiet machine; the machine that runs all suites at once is not one.
const SOON_MS = 8_000;
const inMs = (milliseconds: number) => new Date(Date.now() + milliseconds);

/** One test's alarm name, and the schedulers it opens. */
interface Stage {
  alarm: string;
  open(): Promise<Scheduler>;
  /** A scheduler that notes what rings when. */
  listening(options?: AlarmOptions, work?: () => Promise<void>): Promise<{
    scheduler: Scheduler;
    rings: { key: string; at: number }[];
    set(key: string, at: Date): Promise<void>;
  }>;
}

/** What every store of alarms must hold; run against each of them. */
export function schedulerContract(store: () => StoreUnderTest) {
  let names = 0;

  // Agenda looks after a lock once more at half its life, and holds the process open until then.
  afterAll(() => sleep(1_600));

  const on = (play: (stage: Stage) => Promise<void>) => async () => {
    const alarm = `alarm-${++names}`;
    const opened: Scheduler[] = [];
    const open = async () => {
      const scheduler = await store().open();
      opened.push(scheduler);
      return scheduler;
    };
    const listening: Stage["listening"] = async (options = SHORT, work = async () => {}) => {
      const scheduler = await open();
      const rings: { key: string; at: number }[] = [];
      scheduler.define<{ key: string }>(alarm, async ({ key }) => {
        rings.push({ key, at: Date.now() });
        await work();
      }, options);
      await scheduler.start();
      return { scheduler, rings, set: (key, at) => scheduler.setAlarm(alarm, key, at, { key }) };
    };
    try {
      await play({ alarm, open, listening });
    } finally {
      await Promise.all(opened.map((scheduler) => scheduler.stop(0)));
    }
  };

  test.concurrent("an alarm rings once, soon after its time and never before it, and is gone then", on(async ({ alarm, listening }) => {
    const { scheduler, rings, set } = await listening();
    const times = [inMs(-5_000), inMs(200), inMs(1_400), inMs(2_700)];
    const asked = Date.now();
    await Promise.all(times.map((at, index) => set(`task-${index}`, at)));
    expect((await scheduler.alarms(alarm)).find(({ key }) => key === "task-3")).toEqual({ key: "task-3", at: times[3] });
    await until(() => rings.length === 4);
    await sleep(1_200);
    expect(rings.map(({ key }) => key)).toEqual(["task-0", "task-1", "task-2", "task-3"]);
    for (const [index, ring] of rings.entries()) {
      const late = ring.at - Math.max(times[index]!.getTime(), asked);
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThan(SOON_MS);
    }
    expect(await scheduler.alarms(alarm)).toEqual([]);
  }), 30_000);

  test.concurrent("an alarm set by a process that rings none is heard by another soon", on(async ({ alarm, open, listening }) => {
    const { rings } = await listening();
    const other = await open();
    const at = inMs(300);
    await other.setAlarm(alarm, "task", at, { key: "task" });
    await until(() => rings.length === 1);
    expect(rings[0]!.at - at.getTime()).toBeLessThan(SOON_MS);
  }), 30_000);

  test.concurrent("setting an alarm again moves it, back and forth, also in the last moment", on(async ({ alarm, listening }) => {
    const { scheduler, rings, set } = await listening();
    await set("later", inMs(700));
    await sleep(300); // by now it waits in memory for its time
    const moved = inMs(2_000);
    await set("later", moved);
    await set("earlier", inMs(60_000));
    await set("earlier", inMs(500));
    expect(await scheduler.alarms(alarm)).toHaveLength(2);
    await until(() => rings.length === 2);
    await sleep(1_200);
    expect(rings.map(({ key }) => key)).toEqual(["earlier", "later"]);
    expect(rings[1]!.at).toBeGreaterThanOrEqual(moved.getTime());
  }), 30_000);

  test.concurrent("a cleared alarm stays silent, and clearing what isn't set does nothing", on(async ({ alarm, listening }) => {
    const { scheduler, rings, set } = await listening();
    await set("early", inMs(600));
    await set("late", inMs(2_000));
    await sleep(200);
    await Promise.all(["early", "late", "never set"].map((key) => scheduler.clearAlarm(alarm, key)));
    expect(await scheduler.alarms(alarm)).toEqual([]);
    await sleep(3_000);
    expect(rings).toEqual([]);
  }), 30_000);

  test.concurrent("many processes that set one key at once leave one alarm", on(async ({ alarm, open, listening }) => {
    const { scheduler, rings } = await listening();
    const processes = [scheduler, await open(), await open()];
    const at = inMs(2_500);
    const settings = Array.from({ length: 15 }, (_, index) => processes[index % 3]!.setAlarm(alarm, "task", at, { key: "task" }));
    await Promise.all(settings);
    expect(await scheduler.alarms(alarm)).toEqual([{ key: "task", at }]);
    await until(() => rings.length > 0);
    await sleep(1_200);
    expect(rings).toHaveLength(1);
  }), 30_000);

  test.concurrent("a handler may arm its own key again, and fail after it, without losing the new alarm", on(async ({ alarm, open }) => {
    const scheduler = await open();
    const rings: number[] = [];
    scheduler.define<{ round: number }>(alarm, async ({ round }) => {
      rings.push(round);
      if (round < 3) await scheduler.setAlarm(alarm, "task", inMs(300), { round: round + 1 });
      if (round === 2) throw new Error("after the next one was set");
    }, SHORT);
    await scheduler.start();
    await scheduler.setAlarm(alarm, "task", inMs(0), { round: 1 });
    await until(() => rings.length === 3);
    await sleep(1_200);
    expect(rings).toEqual([1, 2, 3]);
    expect(await scheduler.alarms(alarm)).toEqual([]);
  }), 30_000);

  test.concurrent("a handler that fails is called again until it succeeds, and stays armed meanwhile", on(async ({ alarm, listening }) => {
    let failures = 2;
    const { scheduler, rings, set } = await listening(SHORT, async () => {
      if (failures-- > 0) throw new Error("the model is down");
    });
    const at = inMs(0);
    await set("task", at);
    await until(() => rings.length === 1);
    expect(await scheduler.alarms(alarm)).toEqual([{ key: "task", at }]);
    await until(() => rings.length === 3);
    await until(async () => (await scheduler.alarms(alarm)).length === 0);
  }), 30_000);

  test.concurrent("two processes share a backlog, and each alarm rings once", on(async ({ alarm, open, listening }) => {
    const setter = await open();
    const keys = Array.from({ length: 60 }, (_, index) => `task-${index}`);
    for (const key of keys) await setter.setAlarm(alarm, key, inMs(-1_000), { key });
    const both = await Promise.all([1, 2].map(() => listening({ ...SHORT, concurrency: 3 }, () => sleep(20))));
    const rings = () => both.flatMap((one) => one.rings.map(({ key }) => key));
    await until(() => rings().length >= keys.length);
    await sleep(1_200);
    expect(rings().sort()).toEqual([...keys].sort());
    for (const one of both) expect(one.rings.length).toBeGreaterThan(0);
  }), 30_000);

  test.concurrent("a handler may work far longer than its lock lasts", on(async ({ listening }) => {
    const both = await Promise.all([1, 2].map(() => listening({ lockSeconds: 1 }, () => sleep(3_000))));
    await both[0]!.set("task", inMs(0));
    await sleep(4_500);
    expect(both.flatMap(({ rings }) => rings)).toHaveLength(1);
  }), 30_000);

  test.concurrent("an alarm that rang in a process that vanished rings in another one", on(async ({ alarm, listening }) => {
    const vanished = await listening({ lockSeconds: 2 }, () => sleep(60_000, undefined, { ref: false }));
    await vanished.set("task", inMs(0));
    await until(() => vanished.rings.length === 1);
    await vanished.scheduler.stop(0); // its handler ignores the signal, so the lock stays as after a kill
    const { rings, scheduler } = await listening({ lockSeconds: 2 });
    const kept = await scheduler.alarms(alarm);
    expect(kept.length + rings.length).toBeGreaterThan(0); // on a slow machine it may have rung already
    await until(() => rings.length === 1);
  }), 30_000);

  test.concurrent("stopping lets work finish, and after the grace fires its signal and leaves the alarm to others", on(async ({ alarm, open, listening }) => {
    const leaving = await open();
    const finished: string[] = [];
    leaving.define<{ key: string; ms: number }>(alarm, async ({ key, ms }, signal) => {
      await sleep(ms, undefined, { signal });
      finished.push(key);
    }, SHORT);
    await leaving.start();
    await leaving.setAlarm(alarm, "short", inMs(0), { key: "short", ms: 700 });
    await leaving.setAlarm(alarm, "long", inMs(0), { key: "long", ms: 30_000 });
    await sleep(300);
    await leaving.stop(1);
    expect(finished).toEqual(["short"]);
    expect(await leaving.healthy()).toBe(false);
    const { rings, scheduler } = await listening();
    await until(() => rings.length === 1);
    expect(rings[0]!.key).toBe("long");
    await until(async () => (await scheduler.alarms(alarm)).length === 0);
  }), 30_000);

  test.concurrent("what recurs rings once a period across processes, and a new period holds at once", on(async ({ alarm, open }) => {
    const rings: number[] = [];
    const both = await Promise.all([open(), open()]);
    for (const scheduler of both) scheduler.define(alarm, async () => void rings.push(Date.now()), SHORT);
    await Promise.all(both.map((scheduler) => scheduler.every(alarm, 3_600)));
    await Promise.all(both.map((scheduler) => scheduler.start()));
    await until(() => rings.length === 1);
    await Promise.all(both.map((scheduler) => scheduler.every(alarm, 1)));
    await sleep(4_500);
    expect(rings.length).toBeGreaterThanOrEqual(4);
    expect(rings.length).toBeLessThanOrEqual(7);
    expect(await both[0]!.alarms(alarm)).toEqual([]);
  }), 30_000);

  test("a store dropped while running is made anew: nothing is armed, and arming works again", on(async ({ alarm, listening }) => {
    const { scheduler, rings, set } = await listening();
    let swept = 0;
    scheduler.define(`${alarm}-sweep`, async () => void swept++, SHORT);
    await scheduler.every(`${alarm}-sweep`, 3_600);
    await set("lost", inMs(60_000));
    await until(() => swept === 1);
    await store().drop();
    await until(() => scheduler.healthy().then((healthy) => healthy && swept === 2)); // the sweep recurs by itself
    expect(await scheduler.alarms(alarm)).toEqual([]);
    await Promise.all([set("lost", inMs(300)), set("lost", inMs(300)), set("lost", inMs(300))]);
    await until(() => rings.length === 1);
    await sleep(1_200);
    expect(rings).toHaveLength(1);
  }), 30_000);

  test("a process that stood still for longer than its locks last goes on ringing", on(async ({ listening }) => {
    const { rings, set } = await listening({ lockSeconds: 1, concurrency: 2 });
    for (const key of ["one", "two", "three"]) await set(key, inMs(600));
    await sleep(200);
    const end = Date.now() + 4_500;
    while (Date.now() < end); // as if the machine slept
    await until(() => new Set(rings.map(({ key }) => key)).size === 3);
  }), 30_000);
}

async function until(condition: () => boolean | Promise<boolean>, seconds = 15) {
  const end = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`still not so after ${seconds} s: ${condition}`);
    await sleep(20);
  }
}
