import { figuresTable, median } from "./report.js";

test("the median of an even number of rounds lies between the two in the middle", () => {
  expect(median([9, 1, 3])).toBe(3);
  expect(median([1, 9, 3, 5])).toBe(4);
});

test("a goal bounds the ratio where there is one, else the value", () => {
  const lines = figuresTable([
    { name: "fast enough", value: 900, unit: "/s", ratio: 2.6, atLeast: 2.5 },
    { name: "too slow", value: 900, unit: "/s", ratio: 0.6, atLeast: 0.65 },
    { name: "too heavy", value: 301, unit: "MB", atMost: 300 },
    { name: "only told", value: 12, unit: "MB" },
  ]).split("\n").slice(2).map((line) => line.split(/\s{2,}/).slice(2).filter(Boolean));
  expect(lines).toEqual([["2.60", "≥ 2.5", "yes"], ["0.60", "≥ 0.65", "NO"], ["≤ 300", "NO"], []]);
});
