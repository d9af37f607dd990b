import { DateTime } from "./scalars.js";

test.each([
  [new Date(Date.UTC(2026, 10, 23, 8, 30))], ["2026-11-23T08:30:00+00:00"], ["2026-11-23T14:00:00.000999+05:30"], ["2026-11-23T08:30:00Z"],
])("%s of an entity or a raw row reads the same", (value) => {
  expect(DateTime.serialize(value)).toBe("2026-11-23T08:30:00.000Z");
});

test.each(["2026-11-23", "yesterday", "2026-11-23T08:30:00", "2026-13-23T08:30:00Z", 1763886600000, null])("%s is no instant", (value) => {
  expect(() => DateTime.parseValue(value)).toThrow("ISO 8601");
});
