import { jest } from "@jest/globals";
import { Totals } from "./totals.js";

const counting = (...totals: number[]) => jest.fn(async () => totals.shift()!);

test("who asks the same is told the same count, asked once; other values are another count", async () => {
  const totals = new Totals();
  const count = counting(5, 7);
  expect(await Promise.all([totals.of("SELECT", [["EMEA"]], count), totals.of("SELECT", [["EMEA"]], count)])).toEqual([5, 5]);
  expect(await totals.of("SELECT", [["APAC"]], count)).toBe(7);
  expect(count).toHaveBeenCalledTimes(2);
});

test("a write makes it forgotten, a count under way included", async () => {
  const totals = new Totals();
  const count = counting(5, 6);
  const before = totals.of("SELECT", [], count);
  totals.forget();
  expect(await totals.of("SELECT", [], count)).toBe(6);
  expect(await before).toBe(5);
});

test("a count that failed is not remembered", async () => {
  const totals = new Totals();
  await expect(totals.of("SELECT", [], async () => { throw new Error("away"); })).rejects.toThrow("away");
  expect(await totals.of("SELECT", [], counting(3))).toBe(3);
});

test("a question as long as a page is asked anew each time, so that nobody fills the memory with such", async () => {
  const totals = new Totals();
  const count = counting(5, 6);
  const search = ["%" + "x".repeat(10_000) + "%"];
  expect(await totals.of("SELECT", search, count)).toBe(5);
  expect(await totals.of("SELECT", search, count)).toBe(6);
});
