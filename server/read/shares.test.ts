import { jest } from "@jest/globals";
import { startTower, type TestTower } from "../testing/startTower.js";
import { READS_AT_ONCE } from "./shares.js";

let tower: TestTower;
beforeAll(async () => { tower = await startTower(); });
afterAll(() => tower?.close());

test("one person's flood of reads leaves room in the pool for everybody else", async () => {
  const pool = tower.services.readPool!;
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<unknown>;
  let release!: () => void;
  const held = new Promise<void>((resolve) => { release = resolve; });
  let running = 0;
  const isHeld = (asked: { text?: string }) => asked.text?.includes("shipments");
  const spy = jest.spyOn(pool, "query").mockImplementation((async (asked: { text?: string }, ...rest: unknown[]) => {
    if (!isHeld(asked)) return query(asked, ...rest);
    running++;
    await held;
    return query(asked, ...rest);
  }) as never);

  const flood = Array.from({ length: 60 }, () => tower.as("viewer")("{ shipments { nodes { id } } }"));
  while (running < READS_AT_ONCE) await new Promise((resolve) => setTimeout(resolve, 5));
  expect((await tower.as("sales")("{ orders { nodes { id } } }")).errors).toBeUndefined(); // came after all of them
  expect(running).toBe(READS_AT_ONCE);
  release();
  for (const { errors } of await Promise.all(flood)) expect(errors).toBeUndefined();
  expect(running).toBe(60);
  spy.mockRestore();
});
