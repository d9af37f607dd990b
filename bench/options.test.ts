import { readOptions } from "./options.js";

test("a number that is none is refused with its option's name", () => {
  for (const option of ["--orders", "--rounds", "--seconds", "--minutes"]) {
    expect(() => readOptions([option, "many"])).toThrow(`${option} must be a number above 0, not "many"`);
  }
  expect(() => readOptions(["--rounds", "Infinity"])).toThrow(`--rounds must be a number above 0, not "Infinity"`);
  expect(() => readOptions(["--sizes", "10000,0"])).toThrow(`--sizes must be a number above 0, not "0"`);
  expect(readOptions(["--orders", "20000", "--only", "q1"])).toMatchObject({ orders: 20_000, only: new Set(["q1"]) });
});
