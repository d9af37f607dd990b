import { expect, test } from "@jest/globals";
import type { Connection } from "./connection.js";
import { furthestBehind } from "./recheck.js";

const behind = (...waiting: number[]) => waiting.map((bufferedAmount) => ({ extra: { socket: { bufferedAmount } } }) as unknown as Connection);

test("when too much waits for all together, those that are furthest behind go, and no more of them than must", () => {
  const [a, b, c, d] = behind(10, 0, 50, 30);
  const all = [a!, b!, c!, d!];
  expect(furthestBehind(all, 90)).toEqual([]);
  expect(furthestBehind(all, 89)).toEqual([c]);
  expect(furthestBehind(all, 40)).toEqual([c]);
  expect(furthestBehind(all, 39)).toEqual([c, d]);
  expect(furthestBehind(all, 0)).toEqual([c, d, a]);
});
