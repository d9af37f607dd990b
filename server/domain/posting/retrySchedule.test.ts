import { expect, test } from "@jest/globals";
import { nextAttemptAt } from "./retrySchedule.js";

const now = new Date("2026-11-23T09:00:00Z");
const wait = (attempts: number, retryAfter?: number) => {
  const next = nextAttemptAt(attempts, now, retryAfter);
  return next && (next.getTime() - now.getTime()) / 1_000;
};

test("waits twice as long each time, ten minutes at most, and gives up after twelve attempts", () => {
  expect([1, 2, 3, 4, 5, 6, 11, 12].map((attempts) => wait(attempts))).toEqual([30, 60, 120, 240, 480, 600, 600, null]);
});

test("obeys a provider that names a time, however often it does", () => {
  expect(wait(1, 7)).toBe(7);
  expect(wait(40, 90)).toBe(90);
  expect(wait(1, 0)).toBe(1);
});
